-- +goose Up
-- How many of the appeals of a record had their term extended, and how many came with a register.
alter table record_stats
    add column extended integer not null default 0 check (extended between 0 and appeals),
    add column imported integer not null default 0 check (imported between 0 and appeals);
alter table record_stats alter column extended drop default, alter column imported drop default;

-- +goose Down
alter table record_stats drop column extended, drop column imported;
