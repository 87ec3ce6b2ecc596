-- +goose Up
-- Twins of an answer are found by bands: answers of one body that share a band are compared. Empty: too short to
-- compare. Null: not read yet, as rubric is. When the way bands are made changes, set rubric to null: the sweep reads anew.
alter table answers add column bands bigint[];
create index answers_bands on answers using gin (bands);
create index answers_rubric on answers (coalesce(rubric, 0));

-- Two answers of one body that say the same; the later one first, each pair once.
create table answer_twins (
    answer_id  bigint not null references answers (id) on delete cascade,
    twin_id    bigint not null references answers (id) on delete cascade,
    similarity real not null check (similarity between 0 and 1),
    primary key (answer_id, twin_id),
    check (twin_id < answer_id)
);
create index on answer_twins (twin_id);

-- +goose Down
drop table answer_twins;
drop index answers_rubric, answers_bands;
alter table answers drop column bands;
