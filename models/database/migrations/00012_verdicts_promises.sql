-- +goose Up
-- A verdict and a kept promise may have pictures, as an answer has.
alter table pictures
    add column verdict_id bigint references verdicts (id),
    add column promise_id bigint references promises (id);
alter table pictures drop constraint pictures_check, add constraint pictures_one_owner
    check (num_nonnulls(appeal_id, answer_id, work_id, verdict_id, promise_id) = 1);
create index on pictures (verdict_id) where verdict_id is not null;
create index on pictures (promise_id) where promise_id is not null;

-- Those who gave a voice say solved or not. What was said before stays.
alter table verdicts add constraint verdicts_of_voices check (by_author or verdict <> 'partly') not valid;

-- Is it really done? Said of a kept promise by the author and by those who gave a voice.
create table confirmations (
    promise_id bigint not null references promises (id),
    user_id    bigint not null references users (id),
    by_author  boolean not null,
    local      boolean not null,                      -- lives in the place, as of a voice
    holds      boolean not null,
    text       text not null default '',
    at         timestamptz not null,
    primary key (promise_id, user_id)
);
create unique index confirmations_one_author on confirmations (promise_id) where by_author;

-- One index a view of the public list of promises; every one is keyset-paged over (sort key, id).
create index promises_nearest on promises (due, id) where outcome is null;
create index promises_settled on promises (outcome, outcome_at desc, id desc) where outcome is not null;
create index promises_newest on promises (made_at desc, id desc);
create index promises_body on promises (body_id, made_at desc, id desc);
create index promises_moved on promises (due desc, id desc) where moved > 0;

-- How a picture looks (models/media, Look), so that one that is shown again is found.
alter table media add column look bit(128);
create index media_unseen on media (digest) where look is null;

-- A picture published as proof that is one shown before: as proof on another appeal,
-- or as the problem on the same. Which appeals these are, the pictures say.
create table picture_repeats (
    picture_id bigint not null references pictures (id) on delete cascade,
    earlier_id bigint not null references pictures (id) on delete cascade,
    distance   smallint not null check (distance between 0 and 128),
    at         timestamptz not null,
    primary key (picture_id, earlier_id),
    check (earlier_id <> picture_id)
);
create index on picture_repeats (earlier_id);

-- An answer, no objection within the term, and the resident's word that it is solved
-- are three things and three numbers.
alter table place_stats add column uncontested integer not null default 0, add column confirmed integer not null default 0;
alter table site_stats add column uncontested integer not null default 0, add column confirmed integer not null default 0;

-- The author is the one who filed, not one more voice.
delete from voices v using appeals a where a.id = v.appeal_id and a.author_id = v.user_id;

-- +goose Down
alter table site_stats drop column confirmed, drop column uncontested;
alter table place_stats drop column confirmed, drop column uncontested;
drop table picture_repeats;
alter table media drop column look;
drop index promises_moved, promises_body, promises_newest, promises_settled, promises_nearest;
drop table confirmations;
alter table verdicts drop constraint verdicts_of_voices;
delete from pictures where num_nonnulls(verdict_id, promise_id) > 0;
alter table pictures drop constraint pictures_one_owner, drop column promise_id, drop column verdict_id,
    add constraint pictures_check check (num_nonnulls(appeal_id, answer_id, work_id) = 1);
