-- Validates the constraints of 00064 in a transaction of its own, so that reading the whole table
-- blocks no writes.

-- +goose Up
alter table events
    validate constraint events_kind_check,
    validate constraint events_subject,
    validate constraint events_vote_id_fkey,
    validate constraint events_kind_of_vote;

-- +goose Down
-- Nothing to do: the constraints are dropped with the file before.
select 1;
