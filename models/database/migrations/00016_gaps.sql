-- +goose Up
-- A voice that was counted and taken back, until the next count: the totals still
-- hold it, and who took it back is shown them without it.
create table voices_taken (
    appeal_id bigint not null references appeals (id),
    user_id   bigint not null references users (id),
    level     smallint not null,
    local     boolean not null,
    at        timestamptz not null,
    primary key (appeal_id, user_id)
);

-- From which network a code was asked, as a keyed hash: a stranger who asks codes for
-- an address uses up a limit of their own.
alter table codes add column client_hash bytea not null default '';

-- The rules of the automatic first pass. at is null as long as a rule is as it came with the portal.
create table screen_rules (
    name    text primary key check (name in ('email', 'card', 'iin', 'phone', 'plate', 'flood', 'copy', 'words')),
    active  boolean not null default true,
    appeals smallint check (appeals between 1 and 100),  -- of flood: so many of one account are let pass
    hours   smallint check (hours between 1 and 168),    -- within so many hours
    user_id bigint references users (id),
    at      timestamptz,
    check ((name = 'flood') = (appeals is not null)),
    check ((name = 'flood') = (hours is not null))
);
insert into screen_rules (name) values ('email'), ('card'), ('iin'), ('phone'), ('plate'), ('copy'), ('words');
insert into screen_rules (name, appeals, hours) values ('flood', 5, 1);

-- Words and phrases for which a moderator looks twice.
create table screen_words (
    id      bigint generated always as identity primary key,
    lang    text not null check (lang in ('kk', 'ru', 'en')),
    phrase  text not null check (char_length(phrase) between 2 and 60),
    user_id bigint references users (id),
    at      timestamptz not null
);
create unique index screen_words_once on screen_words (lang, fold(phrase));

-- What was marked private before anybody could read it never was taken out of publication.
update events e set kind = 'kept_private'
    where e.kind = 'private' and exists (select 1 from events a where a.appeal_id = e.appeal_id and a.kind = 'accepted' and a.at = e.at);
update notices n set kind = 'kept_private' from events e where e.id = n.event_id and e.kind = 'kept_private';

-- +goose Down
update notices set kind = 'private' where kind = 'kept_private';
update events set kind = 'private' where kind = 'kept_private';
drop table screen_words, screen_rules, voices_taken;
alter table codes drop column client_hash;
