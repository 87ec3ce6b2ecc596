-- +goose Up
-- The record of a body: counts of its appeals by category and by the quarter of their
-- registration with it, and of its explanations by the quarter of their publication.
-- Recounted in one batch; what each column counts is told in models/record_count.go.
create table record_stats (
    body_id       bigint not null references bodies (id),
    category_code text not null references categories (code),
    quarter       date not null check (quarter = date_trunc('quarter', quarter)::date),
    appeals       integer not null check (appeals >= 0),
    answered      integer not null check (answered between 0 and appeals),
    timed         integer not null check (timed between answered and appeals),
    on_time       integer not null check (on_time between 0 and answered),
    last_day      integer not null check (last_day between 0 and on_time),
    rated         integer not null check (rated between 0 and answered),
    concrete      integer not null check (concrete between 0 and rated),
    points        integer not null check (points between 0 and rated * 8),
    template      integer not null check (template between 0 and rated),
    contested     integer not null check (contested between 0 and answered),
    escalated     integer not null check (escalated between 0 and appeals),
    kept          integer not null check (kept >= 0),
    broken        integer not null check (broken >= 0),
    works         integer not null check (works >= 0),
    ahead         integer not null check (ahead between 0 and works),
    days          smallint[] not null check (cardinality(days) <= concrete), -- sorted
    primary key (body_id, quarter, category_code)
);
create index record_stats_quarter on record_stats (quarter);

-- When the records were counted last: one row.
create table record_counts (
    one   boolean primary key default true check (one),
    as_of timestamptz not null
);

-- What the head of a body says to its record: one text a quarter.
create table body_replies (
    body_id bigint not null references bodies (id),
    quarter date not null check (quarter = date_trunc('quarter', quarter)::date),
    lang    text not null check (lang in ('kk', 'ru', 'en')),
    text    text not null check (char_length(text) between 1 and 3000),
    user_id bigint references users (id),                -- never shown
    at      timestamptz not null,
    primary key (body_id, quarter)
);

-- +goose Down
drop table body_replies, record_counts, record_stats;
