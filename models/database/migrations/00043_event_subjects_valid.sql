-- Validates the constraints of the file before. This reads the tables without blocking writes.

-- +goose Up
alter table events
    validate constraint events_work_id_fkey,
    validate constraint events_subject,
    validate constraint events_actor_check,
    validate constraint events_switch_check,
    validate constraint events_kind_check,
    validate constraint events_kind_of_subject;
alter table notices validate constraint notices_kind_check;

-- +goose Down
-- Nothing to do: the constraints are dropped with the file before.
select 1;
