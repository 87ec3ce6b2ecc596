-- Follows, notices and digests.

-- +goose Up
-- What a user follows: an appeal, a place, a category or a body.
create table follows (
    user_id bigint not null,
    kind    text not null,
    target  text not null, -- id, KATO code or category code
    at      timestamptz not null,

    constraint follows_pkey primary key (user_id, kind, target),
    constraint follows_user_id_fkey foreign key (user_id) references users (id),
    constraint follows_kind_check check (kind in ('appeal', 'place', 'category', 'body')),
    constraint follows_target_check check (target <> '')
);
create index follows_kind_target_idx on follows (kind, target);

-- What a user wants no mail about, including answers to questions on an explanation (work) and
-- digests. Notices about what the user takes part in still appear in the inbox.
create table mutes (
    user_id bigint not null,
    kind    text not null,
    target  text not null,
    at      timestamptz not null,

    constraint mutes_pkey primary key (user_id, kind, target),
    constraint mutes_user_id_fkey foreign key (user_id) references users (id),
    constraint mutes_kind_check check (kind in ('appeal', 'place', 'category', 'body', 'work', 'digest')),
    constraint mutes_target_check check (target <> '')
);

-- The inbox: at most one notice for each event and reader. A notice that a draft waits for a
-- signature is deleted with the draft.
create table notices (
    id         bigint generated always as identity,
    user_id    bigint not null,
    kind       text not null, -- the kind of the event, or of what else it is about
    appeal_id  bigint,
    work_id    bigint,
    event_id   bigint,
    source     text not null,
    target     text not null, -- of the source: appeal or body id, KATO code, category code
    at         timestamptz not null,
    read_at    timestamptz,
    mailed_at  timestamptz,   -- when it was handed to SMTP
    comment_id bigint,
    draft_id   bigint,
    draft_body bigint,        -- with appeal_id: the draft of an answer

    constraint notices_pkey primary key (id),
    constraint notices_user_id_fkey foreign key (user_id) references users (id),
    constraint notices_appeal_id_fkey foreign key (appeal_id) references appeals (id),
    constraint notices_work_id_fkey foreign key (work_id) references works (id),
    constraint notices_event_id_fkey foreign key (event_id) references events (id),
    constraint notices_comment_id_fkey foreign key (comment_id) references comments (id),
    constraint notices_draft_id_fkey foreign key (draft_id) references work_drafts (id) on delete cascade,
    constraint notices_appeal_id_draft_body_fkey foreign key (appeal_id,
        draft_body) references answer_drafts (appeal_id, body_id) on delete cascade,
    constraint notices_source_check check (source in ('author', 'official', 'asker', 'voice', 'appeal', 'place',
        'category', 'body')),
    constraint notices_of_something check (num_nonnulls(event_id, work_id, comment_id, draft_id, draft_body) >= 1)
);
create index notices_user_id_at_id_idx on notices (user_id, at desc, id desc);
create index notices_user_id_idx on notices (user_id) where read_at is null;
create unique index notices_once_event on notices (user_id, event_id) where event_id is not null;
create unique index notices_once_work on notices (user_id, work_id) where work_id is not null and event_id is null and comment_id is null;
create unique index notices_once_comment on notices (user_id, comment_id) where comment_id is not null;
create unique index notices_once_work_draft on notices (draft_id, user_id) where draft_id is not null;
create unique index notices_once_answer_draft on notices (appeal_id, draft_body, user_id) where draft_body is not null;

-- One digest mail for each user, kind and week. Without mailed_at it was empty or is being sent.
create table digests (
    user_id   bigint not null,
    kind      text not null,
    week      date not null, -- the Monday on which it is sent
    at        timestamptz not null,
    mailed_at timestamptz,   -- when it was handed to SMTP

    constraint digests_pkey primary key (user_id, kind, week),
    constraint digests_user_id_fkey foreign key (user_id) references users (id),
    constraint digests_kind_check check (kind in ('office', 'follower')),
    constraint digests_week_check check (extract(isodow from week) = 1)
);

-- +goose Down
drop table digests, notices, mutes, follows;
