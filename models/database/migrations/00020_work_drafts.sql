-- +goose Up
-- An explanation of work being written; the head publishes it. Who saves an older
-- version is shown both texts.
create table work_drafts (
    id         bigint generated always as identity primary key,
    body_id    bigint not null references bodies (id),
    version    integer not null default 1 check (version > 0),
    form       jsonb not null,
    user_id    bigint not null references users (id),    -- who wrote or handed it last
    at         timestamptz not null,                     -- of the last writing
    handed_at  timestamptz,                              -- an executor has handed it to the head
    noticed_at timestamptz                               -- when the head was told so
);
create index on work_drafts (body_id);
create index work_drafts_unnoticed on work_drafts (id) where handed_at is not null and noticed_at is null;

alter table answer_drafts add column noticed_at timestamptz;
update answer_drafts set noticed_at = handed_at;         -- what waits already is on the desk
create index answer_drafts_unnoticed on answer_drafts (appeal_id) where handed_at is not null and noticed_at is null;

-- That something waits for a signature is told as long as it waits: the notice goes with its draft.
alter table notices
    add column draft_id bigint references work_drafts (id) on delete cascade,
    add column draft_body bigint,                        -- with appeal_id an answer
    add foreign key (appeal_id, draft_body) references answer_drafts (appeal_id, body_id) on delete cascade,
    drop constraint notices_of_something,
    add constraint notices_of_something check (num_nonnulls(event_id, work_id, comment_id, draft_id, draft_body) >= 1);
create unique index notices_once_work_draft on notices (draft_id, user_id) where draft_id is not null;
create unique index notices_once_answer_draft on notices (appeal_id, draft_body, user_id) where draft_body is not null;

-- +goose Down
delete from notices where draft_id is not null or draft_body is not null;
alter table notices drop constraint notices_of_something, drop column draft_id, drop column draft_body,
    add constraint notices_of_something check (num_nonnulls(event_id, work_id, comment_id) >= 1);
drop index answer_drafts_unnoticed;
alter table answer_drafts drop column noticed_at;
drop table work_drafts;
