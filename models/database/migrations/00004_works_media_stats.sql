-- +goose Up
-- Explanations of work (түсіндірме).
create table works (
    id           bigint generated always as identity primary key,
    body_id      bigint not null references bodies (id),
    place_code   text collate "C" not null references places (code),
    category_code text not null references categories (code),
    lang         text not null check (lang in ('kk', 'ru', 'en')),
    title        text not null check (char_length(title) between 3 and 200),
    text         text not null check (text <> ''),      -- Markdown
    stage        text not null check (stage in ('planned', 'started', 'done', 'stopped')),
    planned_from date,
    planned_to   date,
    started_on   date,
    done_on      date,
    cost         bigint check (cost >= 0),              -- tenge
    funding      text not null default '',
    contractor   text not null default '',
    published_at timestamptz not null,
    corrected_at timestamptz,
    correction   text not null default '',              -- the visible note
    cover        text,
    demo         boolean not null default false,
    check (planned_to >= planned_from),
    check (done_on >= started_on),
    check ((stage = 'done') = (done_on is not null)),
    check (stage = 'planned' or stage = 'stopped' or started_on is not null),
    check ((corrected_at is null) = (correction = ''))
);
create index works_newest on works (published_at desc, id desc);
create index works_place  on works (place_code, published_at desc, id desc);

create table work_appeals (
    work_id   bigint not null references works (id),
    appeal_id bigint not null references appeals (id),
    primary key (work_id, appeal_id)
);
create index on work_appeals (appeal_id);

-- Pictures, re-encoded, without metadata, named by what they are.
create table media (
    digest text primary key check (digest ~ '^[0-9a-f]{32}$'),
    mime   text not null check (mime in ('image/jpeg', 'image/png')),
    width  integer not null check (width > 0),
    height integer not null check (height > 0),
    large  bytea not null,
    small  bytea not null,                              -- for lists, 480 px wide
    at     timestamptz not null
);
alter table media alter column large set storage external, alter column small set storage external;

create table pictures (
    id        bigint generated always as identity primary key,
    digest    text not null references media (digest),
    appeal_id bigint references appeals (id),
    answer_id bigint references answers (id),
    work_id   bigint references works (id),
    role      text not null check (role in ('problem', 'proof', 'before', 'after')),
    position  smallint not null default 0,
    alt       text not null check (alt <> ''),
    check (num_nonnulls(appeal_id, answer_id, work_id) = 1)
);
create index on pictures (digest);
create index on pictures (appeal_id) where appeal_id is not null;
create index on pictures (answer_id) where answer_id is not null;
create index on pictures (work_id) where work_id is not null;

-- Figures of a place and everything below it, recounted in one batch and shown with their time.
create table place_stats (
    place_code  text collate "C" primary key references places (code),   -- of level 1 to 4
    open        integer not null,
    overdue     integer not null,
    answered    integer not null,     -- had at least one answer
    in_time     integer not null,     -- first answer not later than its term
    works       integer not null,
    waiting_id  bigint references appeals (id),   -- open and waiting longest
    as_of       timestamptz not null
);

-- The same for the whole country: one row.
create table site_stats (
    one         boolean primary key default true check (one),
    open        integer not null,
    overdue     integer not null,
    answered    integer not null,
    in_time     integer not null,
    works       integer not null,
    waiting_id  bigint references appeals (id),
    as_of       timestamptz not null
);

-- +goose Down
drop table site_stats, place_stats, pictures, media, work_appeals, works;
