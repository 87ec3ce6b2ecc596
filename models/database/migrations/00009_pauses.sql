-- +goose Up
-- A clock that stands still: only by law, with a reason that everybody reads.
create table pauses (
    id         bigint generated always as identity primary key,
    appeal_id  bigint not null references appeals (id),
    body_id    bigint not null references bodies (id),
    law        text not null check (law <> ''),
    reason     text not null check (reason <> ''),
    days_left  smallint not null check (days_left >= 0), -- of the term, in working days, with which it goes on
    at         timestamptz not null,
    resumed_at timestamptz,
    check (resumed_at >= at)
);
create index on pauses (appeal_id);
create unique index pauses_one_open on pauses (appeal_id) where resumed_at is null;

alter table appeals
    add column clock_at timestamptz,                  -- when the end of the term was set to what it is
    add constraint appeals_paused check (paused_at is null or
        (status in ('registered', 'in_progress', 'contested') and overdue_at is null));
update appeals a set clock_at = greatest(
        (select max(e.at) from events e where e.appeal_id = a.id and e.kind in ('published', 'accepted', 'imported', 'redirected', 'extended', 'reopened')),
        a.published_at)
    where a.answer_by is not null;

-- A sweep writes a mark on many appeals at once. No index knows of the mark, so a page
-- with room for the new rows spares the fourteen indexes: 100,000 marks in seconds.
alter table appeals set (fillfactor = 50);
cluster appeals using appeals_pkey;

-- The end of a term of which the body is told before it comes; the newest day of a
-- promise of which it was told.
alter table promises add column warned_for date;
create index promises_due on promises (due) where outcome is null;
create index appeals_judged on appeals (answered_at) where status = 'answered';

-- +goose Down
drop index appeals_judged;
drop index promises_due;
alter table promises drop column warned_for;
alter table appeals reset (fillfactor);
alter table appeals drop constraint appeals_paused, drop column clock_at;
drop table pauses;
