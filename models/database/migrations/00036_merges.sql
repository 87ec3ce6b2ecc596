-- +goose Up
-- Each merge of an appeal into another, with the state before it, so that it can be undone.
create table merges (
    id          bigint generated always as identity,
    appeal_id   bigint not null,                        -- the duplicate
    into_id     bigint not null,                        -- the appeal it was merged into, updated if that one is merged too
    at          timestamptz not null,
    status      text not null,                          -- of the duplicate before the merge
    days_left   smallint,                               -- of a suspended term; null: computed from the end of the term
    overdue_at  timestamptz,                            -- when its term ended, if before the merge
    parted_at   timestamptz,
    reason      text not null default '',               -- why the merge was undone
    constraint merges_pkey primary key (id),
    constraint merges_appeal foreign key (appeal_id) references appeals (id),
    constraint merges_into foreign key (into_id) references appeals (id),
    constraint merges_two check (appeal_id <> into_id),
    constraint merges_status check (status in ('registered', 'in_progress', 'contested')),
    constraint merges_days_left check (days_left >= 0),
    constraint merges_parted check ((parted_at is null) = (reason = '') and parted_at >= at)
);
create unique index merges_one_open on merges (appeal_id) where parted_at is null;
create index merges_appeal_id on merges (appeal_id);
create index merges_into_open on merges (into_id) where parted_at is null;

-- The voices and followers that the duplicate had.
create table merge_voices (
    merge_id bigint not null,
    user_id  bigint not null,
    level    smallint not null,
    local    boolean not null,
    at       timestamptz not null,
    constraint merge_voices_pkey primary key (merge_id, user_id),
    constraint merge_voices_merge foreign key (merge_id) references merges (id),
    constraint merge_voices_user foreign key (user_id) references users (id)
);
create index merge_voices_user_id on merge_voices (user_id);
create table merge_follows (
    merge_id bigint not null,
    user_id  bigint not null,
    at       timestamptz not null,
    constraint merge_follows_pkey primary key (merge_id, user_id),
    constraint merge_follows_merge foreign key (merge_id) references merges (id),
    constraint merge_follows_user foreign key (user_id) references users (id)
);
create index merge_follows_user_id on merge_follows (user_id);

-- If a merge is undone, moved voices and follows return to the duplicate; the others stay.
alter table voices add column moved boolean not null default false;
alter table follows add column moved boolean not null default false;

insert into merges (appeal_id, into_id, at, status, overdue_at)
select a.id, a.merged_into_id, coalesce((select max(e.at) from events e where e.appeal_id = a.id and e.kind = 'merged'), a.published_at),
    case when a.answered_at is null then 'registered' else 'contested' end, a.overdue_at
from appeals a where a.status = 'merged';

alter table appeals drop constraint appeals_clock_rule_check;
alter table appeals add constraint appeals_clock_rule_check
    check (clock_rule in ('registered', 'redirected', 'reopened', 'extended', 'ordered', 'resumed', 'parted'));
alter table moderations drop constraint moderations_act_check;
alter table moderations add constraint moderations_act_check check (act in
    ('publish', 'accept', 'reject', 'hide', 'restore', 'merge', 'part', 'private', 'mask', 'comment', 'warn', 'ban', 'lift', 'uphold', 'keep',
     'picture', 'picture_back', 'text'));

-- +goose Down
delete from moderations where act = 'part';
alter table moderations drop constraint moderations_act_check;
alter table moderations add constraint moderations_act_check check (act in
    ('publish', 'accept', 'reject', 'hide', 'restore', 'merge', 'private', 'mask', 'comment', 'warn', 'ban', 'lift', 'uphold', 'keep',
     'picture', 'picture_back', 'text'));
update appeals set clock_rule = 'resumed' where clock_rule = 'parted';
alter table appeals drop constraint appeals_clock_rule_check;
alter table appeals add constraint appeals_clock_rule_check
    check (clock_rule in ('registered', 'redirected', 'reopened', 'extended', 'ordered', 'resumed'));
alter table follows drop column moved;
alter table voices drop column moved;
drop table merge_follows, merge_voices, merges;
