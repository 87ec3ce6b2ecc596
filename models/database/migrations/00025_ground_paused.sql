-- +goose Up
-- A clock that stands still without end is a ground to go up, too.
alter table escalations
    drop constraint escalations_ground_check,
    add constraint escalations_ground_check check (ground in ('overdue', 'refused', 'contested', 'promise_broken', 'paused', 'silent'));

-- +goose Down
delete from escalations where ground = 'paused';
alter table escalations
    drop constraint escalations_ground_check,
    add constraint escalations_ground_check check (ground in ('overdue', 'refused', 'contested', 'promise_broken', 'silent'));
