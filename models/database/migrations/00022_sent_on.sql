-- +goose Up
-- How many appeals a body has sent on to others: they are in the record of those.
alter table record_stats add column sent_on integer not null default 0 check (sent_on >= 0);
alter table record_stats alter column sent_on drop default;

-- +goose Down
alter table record_stats drop column sent_on;
