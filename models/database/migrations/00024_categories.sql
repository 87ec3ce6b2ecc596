-- +goose Up
-- A retired category takes no new appeals; those it has stay. Its term, where there is
-- one, is shorter than the law's 15 working days, and no shorter than the time for sending on.
alter table categories
    add column retired boolean not null default false,
    add column term smallint check (term between 3 and 14);

-- +goose Down
alter table categories drop column term, drop column retired;
