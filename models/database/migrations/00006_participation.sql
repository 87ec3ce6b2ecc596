-- +goose Up
-- What a person writes before it is filed: survives errors, sign-in and a closed
-- browser. The token is what the cookie holds, hashed.
create table drafts (
    id         bigint generated always as identity primary key,
    token_hash bytea not null unique,
    user_id    bigint references users (id),
    form       jsonb not null,
    at         timestamptz not null,
    appeal_id  bigint references appeals (id)          -- what became of it: filed once, however often it is sent
);
create unique index on drafts (appeal_id) where appeal_id is not null;

-- Texts as they were before personal data was masked; kept for the log, never shown.
create table originals (
    id        bigint generated always as identity primary key,
    appeal_id bigint not null references appeals (id),
    title     text not null,
    body      text not null,
    user_id   bigint references users (id),            -- the moderator
    at        timestamptz not null
);
create index on originals (appeal_id);

-- The author of a rejected or hidden appeal may object once.
create table objections (
    appeal_id  bigint primary key references appeals (id),
    text       text not null check (text <> ''),
    at         timestamptz not null,
    decided_at timestamptz,
    upheld     boolean,
    reply      text not null default '',
    check ((decided_at is null) = (upheld is null))
);

-- Held by the automatic first pass: why, for the moderator to see.
create table holds (
    id        bigint generated always as identity primary key,
    appeal_id bigint not null references appeals (id),
    rule      text not null check (rule <> ''),
    at        timestamptz not null,
    unique (appeal_id, rule)
);

create table bans (
    id      bigint generated always as identity primary key,
    kind    text not null check (kind in ('account', 'range', 'domain')),
    value   text not null check (value <> ''),          -- user id, network (CIDR), mail domain
    reason  text not null check (reason <> ''),
    user_id bigint not null references users (id),      -- who banned
    at      timestamptz not null,
    until   timestamptz not null,
    lifted_at timestamptz,
    check (until > at)
);
create index on bans (kind, value) where lifted_at is null;

-- Follow an appeal, a place, a category or a body.
create table follows (
    user_id bigint not null references users (id),
    kind    text not null check (kind in ('appeal', 'place', 'category', 'body')),
    target  text not null check (target <> ''),         -- id, KATO code or category code
    at      timestamptz not null,
    primary key (user_id, kind, target)
);
create index on follows (kind, target);

-- About what somebody wants no mail; the inbox still tells it to who has a part in it.
create table mutes (
    user_id bigint not null references users (id),
    kind    text not null check (kind in ('appeal', 'place', 'category', 'body')),
    target  text not null check (target <> ''),
    at      timestamptz not null,
    primary key (user_id, kind, target)
);

-- The inbox: one event, one reader, once.
create table notices (
    id        bigint generated always as identity primary key,
    user_id   bigint not null references users (id),
    kind      text not null,                            -- of the event, or 'work'
    appeal_id bigint references appeals (id),
    work_id   bigint references works (id),
    event_id  bigint references events (id),
    source    text not null check (source in ('author', 'official', 'voice', 'appeal', 'place', 'category', 'body')),
    target    text not null,                            -- of the source: appeal or body id, KATO code, category code
    at        timestamptz not null,
    read_at   timestamptz,
    mailed_at timestamptz,                              -- handed to SMTP
    check (num_nonnulls(event_id, work_id) >= 1)
);
create unique index notices_once_event on notices (user_id, event_id) where event_id is not null;
create unique index notices_once_work on notices (user_id, work_id) where work_id is not null and event_id is null;
create index on notices (user_id, at desc, id desc);
create index on notices (user_id) where read_at is null;

alter table events add column noticed_at timestamptz;   -- when its readers were found
create index events_unnoticed on events (id) where noticed_at is null;
alter table works add column noticed_at timestamptz;
create index works_unnoticed on works (id) where noticed_at is null;
create index on comments (user_id, at);                 -- how many somebody wrote lately
create index on comments (appeal_id, id);               -- they are paged by id

-- An answer being written; who saves an older version is shown both texts.
create table answer_drafts (
    appeal_id bigint not null references appeals (id),
    body_id   bigint not null references bodies (id),
    version   integer not null default 1 check (version > 0),
    form      jsonb not null,
    user_id   bigint not null references users (id),
    at        timestamptz not null,
    handed_at timestamptz,                               -- an executor has handed it to the head
    primary key (appeal_id, body_id)
);
create index on answer_drafts (body_id) where handed_at is not null;
create index appeals_desk on appeals (body_id, answer_by, id) where open;

-- Earlier wordings of a published answer, public with their differences.
create table answer_revisions (
    id        bigint generated always as identity primary key,
    answer_id bigint not null references answers (id),
    found text not null, action text not null, responsible text not null, law text not null,
    note      text not null check (note <> ''),          -- why it was changed
    user_id   bigint references users (id),
    at        timestamptz not null
);
create index on answer_revisions (answer_id);

-- An explanation may be written ahead: until published_at nobody else sees it, and
-- then its appeals are told once.
alter table works add column announced_at timestamptz;
alter table works add column version integer not null default 1 check (version > 0);
create index works_unannounced on works (published_at) where announced_at is null;

-- Questions under an explanation of work are comments too.
alter table comments alter column appeal_id drop not null;
alter table comments add column work_id bigint references works (id);
alter table comments add constraint comments_one_subject check (num_nonnulls(appeal_id, work_id) = 1);
create index on comments (work_id, id) where work_id is not null;

create table invitations (
    id         bigint generated always as identity primary key,
    email      text not null check (email = lower(email)),
    role       text not null check (role in ('executor', 'head', 'moderator', 'admin')),
    body_id    bigint references bodies (id),
    token_hash bytea not null unique,
    user_id    bigint not null references users (id),    -- who invited
    at         timestamptz not null,
    expires_at timestamptz not null,
    used_at    timestamptz,
    check ((role in ('executor', 'head')) = (body_id is not null))
);

-- Second factors of officials, moderators and administrators.
create table factors (
    id        bigint generated always as identity primary key,
    user_id   bigint not null references users (id),
    kind      text not null check (kind in ('totp', 'passkey')),
    name      text not null default '',
    secret    bytea not null,                            -- of totp: sealed with the program's key; of a passkey: its public record
    handle    bytea unique,                              -- of a passkey: its credential id
    last_step bigint not null default 0,                 -- of totp: the newest step used, so that a code works once
    at        timestamptz not null,
    used_at   timestamptz
);
create index on factors (user_id);
create table recovery_codes (
    user_id bigint not null references users (id),
    hash    bytea not null,
    used_at timestamptz,
    primary key (user_id, hash)
);

-- What administrators change, with who and when.
create table audits (
    id      bigint generated always as identity primary key,
    user_id bigint references users (id),
    at      timestamptz not null,
    act     text not null,
    subject text not null,
    data    jsonb not null default '{}'
);
create index on audits (at desc, id desc);
create table switches (
    name    text primary key check (name in ('read_only', 'no_appeals', 'no_voices', 'no_mail')),
    user_id bigint references users (id),
    at      timestamptz not null
);
create table laws (
    key     text primary key,                            -- art64, art65, art76, art89, art91 …
    name_kk text not null, name_ru text not null, name_en text not null,
    url     text not null default ''
);

alter table sign_ins add column factor_at timestamptz;   -- when the second factor was given

-- Who asked for a code is given a token besides: without it the digits are worth
-- nothing, so nobody can use up the tries of somebody else.
alter table codes add column token_hash bytea not null unique;

-- A name is said at the first sign-in, and blank again when personal data is removed.
alter table users drop constraint users_given_name_check;
alter table users add column removed_at timestamptz;     -- personal data removed at the person's request

-- More acts of moderation, all in the public log. A ban is about no one appeal.
alter table moderations drop constraint moderations_act_check, drop constraint moderations_check;
alter table moderations alter column appeal_id drop not null;
alter table moderations add constraint moderations_act_check check (act in
    ('publish', 'reject', 'hide', 'restore', 'merge', 'private', 'mask', 'comment', 'warn', 'ban', 'lift', 'uphold', 'keep'));
alter table moderations add constraint moderations_reason check
    (act in ('publish', 'restore', 'lift', 'uphold', 'keep') or reason_code <> '');
alter table moderations add constraint moderations_subject check (appeal_id is not null or act in ('comment', 'ban', 'lift'));
create index moderations_log on moderations (at desc, id desc);
create index appeals_moderation on appeals (received_at, id) where status = 'moderation';
-- Copies of a text, whatever its case, spaces and marks; an imported register is not looked through.
create index appeals_copies on appeals (md5(regexp_replace(fold(body), '[^[:alnum:]]+', '', 'g'))) where register_no is null;
create index comments_newest on comments (at desc, id desc) where body_id is null;
create index users_name on users using gin (fold(given_name || ' ' || family_name || ' ' || coalesce(email, '')) gin_trgm_ops);

-- +goose Down
drop index users_name, comments_newest, appeals_copies, appeals_moderation, moderations_log;
delete from moderations where appeal_id is null or act not in ('publish', 'reject', 'hide', 'restore', 'merge', 'private');
alter table moderations drop constraint moderations_act_check, drop constraint moderations_reason, drop constraint moderations_subject;
alter table moderations alter column appeal_id set not null;
alter table moderations add constraint moderations_act_check check (act in ('publish', 'reject', 'hide', 'restore', 'merge', 'private'));
alter table moderations add constraint moderations_check check (act in ('publish', 'restore') or reason_code <> '');
drop table laws, switches, audits, recovery_codes, factors, invitations;
delete from comments where work_id is not null;
alter table comments drop column work_id, alter column appeal_id set not null;
alter table works drop column version, drop column announced_at;
drop index appeals_desk;
drop table answer_revisions, answer_drafts;
alter table events drop column noticed_at;
alter table works drop column noticed_at;
drop index comments_user_id_at_idx, comments_appeal_id_id_idx;
drop table notices, mutes, follows, bans, holds, objections, originals, drafts;
alter table sign_ins drop column factor_at;
alter table codes drop column token_hash;
update users set given_name = '-' where given_name = '';
alter table users drop column removed_at, add constraint users_given_name_check check (given_name <> '');
