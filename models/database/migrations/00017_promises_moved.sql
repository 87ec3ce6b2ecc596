-- +goose Up
-- A promise counts by the day that was given first: moved is of those not kept by it.
alter table record_stats add column moved integer not null default 0 check (moved >= 0);
alter table record_stats alter column moved drop default;
-- When a body was late: the record asks for all of them.
create index events_overdue on events (appeal_id, body_id, at) where kind = 'overdue';

-- +goose Down
drop index events_overdue;
alter table record_stats drop column moved;
