-- +goose Up
-- A word under an appeal or an explanation is told once too.
alter table comments add column noticed_at timestamptz;     -- when its readers were found
update comments set noticed_at = at;                        -- what was written before is no news
create index comments_unnoticed on comments (id) where noticed_at is null;

alter table notices
    add column comment_id bigint references comments (id),
    drop constraint notices_check,
    add constraint notices_of_something check (num_nonnulls(event_id, work_id, comment_id) >= 1),
    drop constraint notices_source_check,
    add constraint notices_source_check check (source in ('author', 'official', 'asker', 'voice', 'appeal', 'place', 'category', 'body'));
create unique index notices_once_comment on notices (user_id, comment_id) where comment_id is not null;
drop index notices_once_work;
create unique index notices_once_work on notices (user_id, work_id) where work_id is not null and event_id is null and comment_id is null;

-- Besides what one follows, the answers under an explanation and the digests may be muted.
alter table mutes drop constraint mutes_kind_check,
    add constraint mutes_kind_check check (kind in ('appeal', 'place', 'category', 'body', 'work', 'digest'));

-- One mail a person, kind and week. Without mailed_at there was nothing to say, or it is on its way.
create table digests (
    user_id   bigint not null references users (id),
    kind      text not null check (kind in ('office', 'follower')),
    week      date not null check (extract(isodow from week) = 1), -- the Monday on which it goes out
    at        timestamptz not null,
    mailed_at timestamptz,                                  -- handed to SMTP
    primary key (user_id, kind, week)
);

-- A mail server has refused the address for good: no more mails until it is proven again.
alter table users
    add column bounced_at timestamptz,
    add column bounced text not null default '' check (bounced in ('', 'unknown', 'mailbox', 'refused')),
    add check ((bounced_at is null) = (bounced = '')),
    add check (bounced_at is null or email is not null);
create index users_bounced on users (id) where bounced_at is not null;

-- +goose Down
drop index users_bounced;
alter table users drop column bounced, drop column bounced_at;
drop table digests;
delete from mutes where kind in ('work', 'digest');
alter table mutes drop constraint mutes_kind_check,
    add constraint mutes_kind_check check (kind in ('appeal', 'place', 'category', 'body'));
delete from notices where comment_id is not null or source = 'asker';
drop index notices_once_work;
create unique index notices_once_work on notices (user_id, work_id) where work_id is not null and event_id is null;
alter table notices drop constraint notices_of_something, drop column comment_id,
    drop constraint notices_source_check,
    add constraint notices_source_check check (source in ('author', 'official', 'voice', 'appeal', 'place', 'category', 'body')),
    add constraint notices_check check (num_nonnulls(event_id, work_id) >= 1);
drop index comments_unnoticed;
alter table comments drop column noticed_at;
