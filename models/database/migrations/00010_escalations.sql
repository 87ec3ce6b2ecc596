-- +goose Up
-- How each way up ended, and what the superior body ordered.
alter table escalations
    add column since date,                                     -- the day of the ground: a term ended, an answer was given
    add column outcome text check (outcome in ('decided', 'returned', 'settled', 'withdrawn', 'merged', 'silent')),
    add column answer_id bigint references answers (id),      -- by which the superior body decided itself
    add column order_text text not null default '',           -- with which it returned the appeal
    add column order_due date,                                 -- and the day that it set
    add column decided_by bigint references users (id),        -- never shown
    add column silent_at timestamptz;                          -- when its own term ran out

update escalations set since = (at at time zone 'Asia/Almaty')::date;
alter table escalations alter column since set not null;
update escalations e set answer_id = (
    select w.id from answers w where w.appeal_id = e.appeal_id and w.body_id = e.to_body and w.at = e.closed_at)
    where e.closed_at is not null;
update escalations e set outcome = case
        when e.answer_id is not null then 'decided'
        when a.status in ('withdrawn', 'merged') then a.status
        else 'settled' end
    from appeals a where a.id = e.appeal_id and e.closed_at is not null;

alter table escalations
    drop constraint escalations_ground_check,
    add constraint escalations_ground_check check (ground in ('overdue', 'refused', 'contested', 'promise_broken', 'silent')),
    add constraint escalations_closed check ((outcome is null) = (closed_at is null)),
    add constraint escalations_decided check ((coalesce(outcome, '') = 'decided') = (answer_id is not null)),
    add constraint escalations_ordered check ((coalesce(outcome, '') = 'returned') = (order_text <> '')
        and (order_text <> '') = (order_due is not null)),
    add constraint escalations_silent check (coalesce(outcome, '') <> 'silent' or silent_at is not null);
create index escalations_way on escalations (appeal_id, at, id);
create index escalations_due on escalations (due) where closed_at is null and silent_at is null;
create index escalations_silent_due on escalations (due) where closed_at is null and silent_at is not null;
create index escalations_desk on escalations (to_body, due) where closed_at is null;

-- +goose Down
drop index escalations_desk;
drop index escalations_silent_due;
drop index escalations_due;
drop index escalations_way;
-- What went up from a superior body that was silent has no place in the older table.
delete from escalations where ground = 'silent';
alter table escalations
    drop constraint escalations_silent, drop constraint escalations_ordered, drop constraint escalations_decided,
    drop constraint escalations_closed, drop constraint escalations_ground_check,
    add constraint escalations_ground_check check (ground in ('overdue', 'refused', 'contested', 'promise_broken')),
    drop column silent_at, drop column decided_by, drop column order_due, drop column order_text, drop column answer_id, drop column outcome, drop column since;
