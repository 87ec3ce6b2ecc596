-- +goose Up
-- One picture may be hidden, wherever it is shown: its bytes are not served, its place says why.
alter table media
    add column hidden_at timestamptz,
    add column hidden_reason text not null default '',
    add check ((hidden_at is null) = (hidden_reason = ''));

-- What a text said before personal data in it was masked, other than the appeal's own
-- (originals): kept for the log, shown to nobody.
create table masked_texts (
    id        bigint generated always as identity primary key,
    appeal_id bigint references appeals (id),
    work_id   bigint references works (id),
    text      text not null check (text <> ''),
    user_id   bigint references users (id),            -- the moderator
    at        timestamptz not null,
    check (num_nonnulls(appeal_id, work_id) = 1)
);
create index on masked_texts (appeal_id) where appeal_id is not null;
create index on masked_texts (work_id) where work_id is not null;

-- An act of moderation may be about an explanation of work.
alter table moderations add column work_id bigint references works (id);
alter table moderations drop constraint moderations_act_check, drop constraint moderations_reason, drop constraint moderations_subject;
alter table moderations add constraint moderations_act_check check (act in
    ('publish', 'accept', 'reject', 'hide', 'restore', 'merge', 'private', 'mask', 'comment', 'warn', 'ban', 'lift', 'uphold', 'keep',
     'picture', 'picture_back', 'text'));
alter table moderations add constraint moderations_reason check
    (act in ('publish', 'accept', 'restore', 'lift', 'uphold', 'keep', 'picture_back') or reason_code <> '');
alter table moderations add constraint moderations_subject check
    (appeal_id is not null or act in ('comment', 'ban', 'lift') or work_id is not null and act in ('picture', 'picture_back', 'text'));

-- +goose Down
delete from moderations where act in ('picture', 'picture_back', 'text');
alter table moderations drop constraint moderations_act_check, drop constraint moderations_reason, drop constraint moderations_subject;
alter table moderations drop column work_id;
alter table moderations add constraint moderations_act_check check (act in
    ('publish', 'accept', 'reject', 'hide', 'restore', 'merge', 'private', 'mask', 'comment', 'warn', 'ban', 'lift', 'uphold', 'keep'));
alter table moderations add constraint moderations_reason check
    (act in ('publish', 'accept', 'restore', 'lift', 'uphold', 'keep') or reason_code <> '');
alter table moderations add constraint moderations_subject check (appeal_id is not null or act in ('comment', 'ban', 'lift'));
delete from events where kind in ('picture_hidden', 'picture_restored', 'text_masked');
drop table masked_texts;
alter table media drop column hidden_reason, drop column hidden_at;
