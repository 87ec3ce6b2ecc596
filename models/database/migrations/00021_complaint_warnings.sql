-- +goose Up
-- Of which last day of its term a superior body was warned, and with how many working days left.
alter table escalations
    add column warned_due date,
    add column warned_left smallint,
    add constraint escalations_warned check ((warned_due is null) = (warned_left is null));

-- +goose Down
alter table escalations drop constraint escalations_warned, drop column warned_left, drop column warned_due;
