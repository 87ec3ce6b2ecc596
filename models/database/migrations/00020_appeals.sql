-- Appeals, their events and what changes their terms.

-- +goose Up
create sequence appeal_numbers;

create table appeals (
    id             bigint generated always as identity,
    number         text not null,
    register_no    text,                           -- the number in an imported register
    eotinish_no    text,                           -- the number at the official window, added by the author
    kind           text not null,
    category_code  text not null,
    place_code     text collate "C" not null,
    body_id        bigint not null,
    author_id      bigint,                         -- null: imported, or personal data removed
    author_shown   boolean not null default false, -- the name is hidden unless the author agrees
    lang           text not null,
    title          text not null,
    body           text not null,
    lat            double precision,               -- rounded to about 100 m
    lon            double precision,

    status         text not null,
    received_at    timestamptz not null,
    moderate_by    date not null,
    published_at   timestamptz,
    registered_on  date,                           -- art. 64
    redirect_by    date,                           -- art. 65
    answer_by      date,                           -- art. 76, as extended or restarted
    answered_at    timestamptz,                    -- of the newest answer
    overdue_at     timestamptz,                    -- when the term of the open round ended; null once answered
    merged_into    bigint,
    hidden_at      timestamptz,                    -- hidden by moderation: the page answers 410 with the reason
    private        boolean not null default false,

    voices         integer not null default 0,     -- all; recounted in batches
    voices_checked integer not null default 0,     -- of users of level 2 and 3
    voices_local   integer not null default 0,     -- of residents of the place
    voices_at      timestamptz,                    -- when they were counted
    comments       integer not null default 0,
    cover          text,                           -- digest of the first picture

    search         tsvector not null,
    demo           boolean not null default false,

    -- visible to all; an appeal withdrawn before moderation was never published
    public         boolean not null generated always as
        (published_at is not null and hidden_at is null and not private and status <> 'rejected') stored,
    -- waiting for an answer
    open           boolean not null generated always as
        (status in ('registered', 'in_progress', 'contested')) stored,

    -- How answer_by was computed: the rule, the first day and the number of working days.
    -- Without clock_days a person set the date, and it does not move when the calendar changes.
    clock_rule     text,
    clock_from     date,
    clock_days     smallint,
    paused_at      timestamptz,                    -- the term is suspended by law, see pauses
    warned_for     date,                           -- the value of answer_by for which the body was warned
    warned_left    smallint,                       -- the working days left at the last warning
    clock_at       timestamptz,                    -- when answer_by got its present value

    constraint appeals_pkey primary key (id),
    constraint appeals_number_key unique (number),
    constraint appeals_register_no_key unique (register_no),
    constraint appeals_category_code_fkey foreign key (category_code) references categories (code),
    constraint appeals_place_code_fkey foreign key (place_code) references places (code),
    constraint appeals_body_id_fkey foreign key (body_id) references bodies (id),
    constraint appeals_author_id_fkey foreign key (author_id) references users (id),
    constraint appeals_merged_into_fkey foreign key (merged_into) references appeals (id),
    constraint appeals_number_check check (number ~ '^[0-9]{4}-[0-9]{6,}$'),
    constraint appeals_kind_check check (kind in ('application', 'complaint', 'message', 'proposal', 'opinion',
        'inquiry')),
    constraint appeals_lang_check check (lang in ('kk', 'ru', 'en')),
    constraint appeals_title_check check (char_length(title) between 3 and 200),
    constraint appeals_body_check check (char_length(body) between 1 and 10000),
    constraint appeals_status_check check (status in ('moderation', 'registered', 'in_progress', 'answered',
        'resolved_confirmed', 'resolved_uncontested', 'contested', 'declined', 'withdrawn', 'merged', 'rejected')),
    constraint appeals_voices_check check (voices >= 0),
    constraint appeals_check check (voices_checked between 0 and voices),
    constraint appeals_check1 check (voices_local between 0 and voices),
    constraint appeals_comments_check check (comments >= 0),
    constraint appeals_clock_rule_check check (clock_rule in ('registered', 'redirected', 'reopened', 'extended',
        'ordered', 'resumed')),
    constraint appeals_clock_days_check check (clock_days >= 0),
    constraint appeals_check2 check ((status = 'merged') = (merged_into is not null)),
    constraint appeals_check3 check (merged_into <> id),
    constraint appeals_check4 check (status in ('moderation', 'rejected', 'withdrawn') or
           (published_at is not null and registered_on is not null and redirect_by is not null and answer_by is not null)),
    constraint appeals_check5 check (status not in ('answered', 'resolved_confirmed', 'resolved_uncontested',
        'contested', 'declined') or answered_at is not null),
    constraint appeals_check6 check (overdue_at is null or status in ('registered', 'in_progress', 'contested',
        'withdrawn', 'merged')),
    constraint appeals_check7 check (redirect_by >= registered_on and answer_by >= registered_on),
    constraint appeals_check8 check ((lat is null) = (lon is null)),
    constraint appeals_clock check (num_nonnulls(clock_rule, clock_from) <> 1),
    constraint appeals_paused check (paused_at is null or
        (status in ('registered', 'in_progress', 'contested') and overdue_at is null))
);

-- A sweep updates one column of many appeals. No index has that column, so a page with free
-- space for the new row versions leaves the indexes alone: 100,000 updates take seconds.
alter table appeals set (fillfactor = 50);
alter table appeals cluster on appeals_pkey;

-- One index for each order of the board; every list is paged over (sort key, id).
create index appeals_newest     on appeals (received_at desc, id desc) where public;
create index appeals_voices     on appeals (voices desc, id desc) where public;
create index appeals_waiting    on appeals (received_at, id) where public and open;
create index appeals_answers    on appeals (answered_at desc, id desc) where public and answered_at is not null;
create index appeals_place      on appeals (place_code, received_at desc, id desc) where public;
create index appeals_category   on appeals (category_code, received_at desc, id desc) where public;
create index appeals_body       on appeals (body_id, received_at desc, id desc);
create index appeals_due        on appeals (answer_by) where open;
create index appeals_search     on appeals using gin (search);
create index appeals_merged     on appeals (merged_into) where merged_into is not null;
create index appeals_author     on appeals (author_id) where author_id is not null;
create index appeals_desk       on appeals (body_id, answer_by, id) where open;
create index appeals_judged     on appeals (answered_at) where status = 'answered';
create index appeals_moderation on appeals (received_at, id) where status = 'moderation';
-- Copies of a text, without regard to case, spaces and punctuation; imported appeals are not compared.
create index appeals_copies on appeals (md5(regexp_replace(fold(body), '[^[:alnum:]]+', '', 'g'))) where register_no is null;

-- Everything that happened to an appeal. The timeline, notices and figures read only this table.
-- Append-only.
create table events (
    id         bigint generated always as identity,
    appeal_id  bigint not null,
    kind       text not null,
    at         timestamptz not null,
    actor      text not null,
    body_id    bigint,                      -- the body for which an official acted, or the body concerned
    user_id    bigint,                      -- never shown
    data       jsonb not null default '{}', -- the dates, codes and texts that the timeline shows
    noticed_at timestamptz,                 -- when notices were made of it

    constraint events_pkey primary key (id),
    constraint events_appeal_id_fkey foreign key (appeal_id) references appeals (id),
    constraint events_body_id_fkey foreign key (body_id) references bodies (id),
    constraint events_user_id_fkey foreign key (user_id) references users (id),
    constraint events_actor_check check (actor in ('author', 'body', 'moderator', 'resident', 'system')),
    constraint events_check check (actor <> 'body' or body_id is not null)
);
create index events_appeal_id_at_id_idx on events (appeal_id, at, id);
create index events_at_id_idx on events (at, id);
create index events_unnoticed on events (id) where noticed_at is null;
-- The record of a body reads all of its missed terms.
create index events_overdue on events (appeal_id, body_id, at) where kind = 'overdue';

create table redirects (
    id          bigint generated always as identity,
    appeal_id   bigint not null,
    from_body   bigint not null,
    to_body     bigint not null,
    reason_code text not null,
    text        text not null default '',
    at          timestamptz not null,

    constraint redirects_pkey primary key (id),
    constraint redirects_appeal_id_fkey foreign key (appeal_id) references appeals (id),
    constraint redirects_from_body_fkey foreign key (from_body) references bodies (id),
    constraint redirects_to_body_fkey foreign key (to_body) references bodies (id),
    constraint redirects_reason_code_check check (reason_code <> ''),
    constraint redirects_check check (from_body <> to_body)
);
create index redirects_appeal_id_idx on redirects (appeal_id);
create index redirects_not_competent on redirects (at desc) where reason_code = 'not_competent';

create table extensions (
    id        bigint generated always as identity,
    appeal_id bigint not null,
    body_id   bigint not null,
    from_due  date not null,
    to_due    date not null,
    reason    text not null,
    at        timestamptz not null,

    constraint extensions_pkey primary key (id),
    constraint extensions_appeal_id_fkey foreign key (appeal_id) references appeals (id),
    constraint extensions_body_id_fkey foreign key (body_id) references bodies (id),
    constraint extensions_reason_check check (reason <> ''),
    constraint extensions_check check (to_due > from_due)
);
create index extensions_appeal_id_idx on extensions (appeal_id);

-- A suspended term: only by law, with a public reason.
create table pauses (
    id         bigint generated always as identity,
    appeal_id  bigint not null,
    body_id    bigint not null,
    law        text not null,
    reason     text not null,
    days_left  smallint not null, -- working days of the term that remain when it resumes
    at         timestamptz not null,
    resumed_at timestamptz,

    constraint pauses_pkey primary key (id),
    constraint pauses_appeal_id_fkey foreign key (appeal_id) references appeals (id),
    constraint pauses_body_id_fkey foreign key (body_id) references bodies (id),
    constraint pauses_law_check check (law <> ''),
    constraint pauses_reason_check check (reason <> ''),
    constraint pauses_days_left_check check (days_left >= 0),
    constraint pauses_check check (resumed_at >= at)
);
create index pauses_appeal_id_idx on pauses (appeal_id);
create unique index pauses_one_open on pauses (appeal_id) where resumed_at is null;

-- An appeal being written: kept through errors, sign-in and a closed browser.
-- token_hash is the hash of the token in the cookie.
create table drafts (
    id         bigint generated always as identity,
    token_hash bytea not null,
    user_id    bigint,
    form       jsonb not null,
    at         timestamptz not null,
    appeal_id  bigint, -- the appeal made from it: a form sent twice is filed once

    constraint drafts_pkey primary key (id),
    constraint drafts_token_hash_key unique (token_hash),
    constraint drafts_user_id_fkey foreign key (user_id) references users (id),
    constraint drafts_appeal_id_fkey foreign key (appeal_id) references appeals (id)
);
create unique index drafts_appeal_id_idx on drafts (appeal_id) where appeal_id is not null;

-- +goose Down
drop table drafts, pauses, extensions, redirects, events, appeals;
drop sequence appeal_numbers;
