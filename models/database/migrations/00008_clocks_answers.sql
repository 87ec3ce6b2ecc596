-- +goose Up
-- How the end of the term was computed: by which rule, from which day, in how many
-- working days. Without days the date was set by somebody and does not move with the calendar.
alter table appeals
    add column clock_rule text check (clock_rule in ('registered', 'redirected', 'reopened', 'extended', 'ordered', 'resumed')),
    add column clock_from date,
    add column clock_days smallint check (clock_days >= 0),
    add column paused_at timestamptz,                 -- the clock stands still by law, see pauses
    add column warned_for date,                       -- the end of the term of which the office was warned
    add column warned_left smallint,                  -- and how many working days were left at the last warning
    add constraint appeals_clock check (num_nonnulls(clock_rule, clock_from) <> 1);
update appeals a set
    clock_rule = case
        when exists (select 1 from extensions e where e.appeal_id = a.id and e.to_due = a.answer_by) then 'extended'
        when exists (select 1 from events e where e.appeal_id = a.id and e.kind = 'reopened') then 'reopened'
        when exists (select 1 from redirects r where r.appeal_id = a.id) then 'redirected'
        else 'registered' end,
    clock_from = coalesce(
        (select max((e.at at time zone 'Asia/Almaty')::date) from events e where e.appeal_id = a.id and e.kind = 'reopened'), a.registered_on),
    clock_days = case when exists (select 1 from extensions e where e.appeal_id = a.id and e.to_due = a.answer_by) then null else 15 end
    where a.answer_by is not null;

-- What the portal has read in an answer. Null: given before that was done.
alter table answers
    add column workdays smallint,                     -- from the registration with the body to the answer, in working days
    add column concreteness smallint check (concreteness between 0 and 8),
    add column rubric smallint,                       -- the version of the rules by which it was read
    add column missing text[] not null default '{}',  -- the criteria that it does not meet
    add column obstacle text not null default '' check (obstacle in ('', 'power', 'money')); -- what the body lacked to solve it

-- +goose Down
alter table answers drop column obstacle, drop column missing, drop column rubric, drop column concreteness, drop column workdays;
alter table appeals drop constraint appeals_clock, drop column warned_left, drop column warned_for, drop column paused_at,
    drop column clock_days, drop column clock_from, drop column clock_rule;
