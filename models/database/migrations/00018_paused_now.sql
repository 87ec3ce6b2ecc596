-- +goose Up
-- How many clocks of a body stand still by law at the moment of the count.
alter table record_stats add column paused integer not null default 0 check (paused between 0 and appeals);
alter table record_stats alter column paused drop default;

-- +goose Down
alter table record_stats drop column paused;
