-- +goose Up
create sequence appeal_numbers;

create table appeals (
    id            bigint generated always as identity primary key,
    number        text not null unique check (number ~ '^[0-9]{4}-[0-9]{6,}$'),
    register_no   text unique,                        -- the number in an imported register
    eotinish_no   text,                               -- of the official window, attached by the author
    kind          text not null check (kind in ('application', 'complaint', 'message', 'proposal', 'opinion', 'inquiry')),
    category_code text not null references categories (code),
    place_code    text collate "C" not null references places (code),
    body_id       bigint not null references bodies (id),
    author_id     bigint references users (id),       -- null: imported, or personal data removed
    author_shown  boolean not null default false,     -- hidden unless the author consents
    lang          text not null check (lang in ('kk', 'ru', 'en')),
    title         text not null check (char_length(title) between 3 and 200),
    body          text not null check (char_length(body) between 1 and 10000),
    lat           double precision,                   -- rounded to about 100 m
    lon           double precision,

    status        text not null check (status in ('moderation', 'registered', 'in_progress', 'answered',
                      'resolved_confirmed', 'resolved_uncontested', 'contested', 'declined',
                      'withdrawn', 'merged', 'rejected')),
    received_at   timestamptz not null,
    moderate_by   date not null,
    published_at  timestamptz,
    registered_on date,                               -- art. 64
    redirect_by   date,                               -- art. 65
    answer_by     date,                               -- art. 76, as extended or restarted
    answered_at   timestamptz,                        -- of the newest answer
    overdue_at    timestamptz,                        -- when the clock of the open round ran out; null once answered
    merged_into   bigint references appeals (id),
    hidden_at     timestamptz,                        -- taken out of public view: 410 with the reason
    private       boolean not null default false,

    voices        integer not null default 0 check (voices >= 0),       -- all; recounted in batches
    voices_checked integer not null default 0 check (voices_checked between 0 and voices), -- level 2 and above
    voices_local  integer not null default 0 check (voices_local between 0 and voices),   -- living in the place
    voices_at     timestamptz,                        -- as of
    comments      integer not null default 0 check (comments >= 0),
    cover         text,                               -- digest of the first picture

    search        tsvector not null,
    demo          boolean not null default false,

    -- everyone may see it; what was withdrawn before moderation has looked at it never was published
    public boolean not null generated always as
        (published_at is not null and hidden_at is null and not private and status <> 'rejected') stored,
    -- someone owes it an answer
    open boolean not null generated always as
        (status in ('registered', 'in_progress', 'contested')) stored,

    check ((status = 'merged') = (merged_into is not null)),
    check (merged_into <> id),
    check (status in ('moderation', 'rejected', 'withdrawn') or
           (published_at is not null and registered_on is not null and redirect_by is not null and answer_by is not null)),
    check (status not in ('answered', 'resolved_confirmed', 'resolved_uncontested', 'contested', 'declined') or answered_at is not null),
    check (overdue_at is null or status in ('registered', 'in_progress', 'contested', 'withdrawn', 'merged')),
    check (redirect_by >= registered_on and answer_by >= registered_on),
    check ((lat is null) = (lon is null))
);
-- one index a sort of the board; every list is keyset-paged over (sort key, id)
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

-- Everything that happened to an appeal, and the only telling of it. Append-only.
create table events (
    id        bigint generated always as identity primary key,
    appeal_id bigint not null references appeals (id),
    kind      text not null,
    at        timestamptz not null,
    actor     text not null check (actor in ('author', 'body', 'moderator', 'resident', 'system')),
    body_id   bigint references bodies (id),          -- for whom an official acted, or the body concerned
    user_id   bigint references users (id),           -- never shown
    data      jsonb not null default '{}',            -- dates, codes and texts the line needs
    check (actor <> 'body' or body_id is not null)
);
create index on events (appeal_id, at, id);
create index on events (at, id);

create table answers (
    id          bigint generated always as identity primary key,
    appeal_id   bigint not null references appeals (id),
    round       smallint not null default 1 check (round > 0),  -- 2 after the first reopening …
    body_id     bigint not null references bodies (id),
    user_id     bigint references users (id),
    lang        text not null check (lang in ('kk', 'ru', 'en')),
    found       text not null default '',             -- what was found
    action      text not null check (action <> ''),   -- what is done or will be
    responsible text not null default '',             -- a post, never a person
    cost        bigint check (cost >= 0),             -- tenge; 0 is "no cost", null is "not said"
    funding     text not null default '',             -- from which money
    refusal     boolean not null default false,
    law         text not null default '',             -- the ground; a refusal has one
    complaint   text not null default '',             -- how to complain, art. 89(2)
    due         date not null,                        -- the term as it stood; "in time" is judged by it
    at          timestamptz not null,
    unique (appeal_id, round),
    check (not refusal or law <> '')
);
create index on answers (body_id, at desc);

-- Each date of an answer is a promise with a public countdown.
create table promises (
    id         bigint generated always as identity primary key,
    appeal_id  bigint not null references appeals (id),
    answer_id  bigint not null references answers (id),
    body_id    bigint not null references bodies (id),
    text       text not null check (text <> ''),
    made_at    timestamptz not null,
    first_due  date not null,                         -- as given
    due        date not null,                         -- as moved
    moved      smallint not null default 0 check (moved >= 0),
    outcome    text check (outcome in ('kept', 'broken')),
    outcome_at timestamptz,
    proof      text not null default '',
    check ((outcome is null) = (outcome_at is null)),
    check (due >= first_due),
    check (moved > 0 or due = first_due)
);
create index on promises (appeal_id);
create index on promises (body_id, due) where outcome is null;

create table promise_moves (
    id         bigint generated always as identity primary key,
    promise_id bigint not null references promises (id),
    from_due   date not null,
    to_due     date not null,
    reason     text not null check (reason <> ''),
    at         timestamptz not null,
    check (to_due > from_due)
);
create index on promise_moves (promise_id);

create table verdicts (
    id        bigint generated always as identity primary key,
    appeal_id bigint not null references appeals (id),
    answer_id bigint not null references answers (id),
    user_id   bigint not null references users (id),
    by_author boolean not null,
    verdict   text not null check (verdict in ('solved', 'partly', 'unsolved')),
    text      text not null default '',
    at        timestamptz not null,
    unique (answer_id, user_id),
    check (not by_author or verdict <> 'unsolved' or text <> '')
);
create index on verdicts (appeal_id);

create table extensions (
    id        bigint generated always as identity primary key,
    appeal_id bigint not null references appeals (id),
    body_id   bigint not null references bodies (id),
    from_due  date not null,
    to_due    date not null,
    reason    text not null check (reason <> ''),
    at        timestamptz not null,
    check (to_due > from_due)
);
create index on extensions (appeal_id);

create table redirects (
    id          bigint generated always as identity primary key,
    appeal_id   bigint not null references appeals (id),
    from_body   bigint not null references bodies (id),
    to_body     bigint not null references bodies (id),
    reason_code text not null check (reason_code <> ''),
    text        text not null default '',
    at          timestamptz not null,
    check (from_body <> to_body)
);
create index on redirects (appeal_id);

create table escalations (
    id         bigint generated always as identity primary key,
    appeal_id  bigint not null references appeals (id),
    from_body  bigint not null references bodies (id),
    to_body    bigint not null references bodies (id),
    ground     text not null check (ground in ('overdue', 'refused', 'contested', 'promise_broken')),
    text       text not null default '',
    at         timestamptz not null,
    due        date not null,                         -- art. 91-99: 20 working days
    closed_at  timestamptz,
    check (from_body <> to_body)
);
create unique index escalations_one_open on escalations (appeal_id) where closed_at is null;

-- Acts of moderation, each with a public reason.
create table moderations (
    id          bigint generated always as identity primary key,
    appeal_id   bigint not null references appeals (id),
    user_id     bigint references users (id),
    act         text not null check (act in ('publish', 'reject', 'hide', 'restore', 'merge', 'private')),
    reason_code text not null default '',
    text        text not null default '',
    at          timestamptz not null,
    check (act in ('publish', 'restore') or reason_code <> '')
);
create index on moderations (appeal_id, at desc);

-- One resident, one voice; insert-only for the voter, totals are recounted apart.
create table voices (
    appeal_id bigint not null references appeals (id),
    user_id   bigint not null references users (id),
    level     smallint not null check (level between 1 and 3),
    local     boolean not null,
    at        timestamptz not null,
    primary key (appeal_id, user_id)
);
create index on voices (user_id);

create table comments (
    id        bigint generated always as identity primary key,
    appeal_id bigint not null references appeals (id),
    user_id   bigint references users (id),
    body_id   bigint references bodies (id),          -- an official one speaks for a body
    text      text not null check (char_length(text) between 1 and 2000),
    at        timestamptz not null,
    hidden_at timestamptz,
    hidden_reason text not null default '',
    check ((hidden_at is null) = (hidden_reason = ''))
);
create index on comments (appeal_id, at, id);

-- +goose Down
drop table comments, voices, moderations, escalations, redirects, extensions, verdicts,
    promise_moves, promises, answers, events, appeals;
drop sequence appeal_numbers;
