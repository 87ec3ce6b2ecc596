-- Figures of places and bodies, recounted by batch jobs.

-- +goose Up
-- Figures of a place with everything below it, recounted in one batch and shown with their time.
-- An answer, a term without an objection and the confirmation of a resident are three different
-- figures: answered, uncontested, confirmed.
create table place_stats (
    place_code  text collate "C", -- of level 1 to 4
    open        integer not null,
    overdue     integer not null,
    answered    integer not null, -- with at least one answer
    in_time     integer not null, -- with the first answer within its term
    works       integer not null,
    waiting_id  bigint,           -- open and waiting longest
    as_of       timestamptz not null,
    uncontested integer not null default 0,
    confirmed   integer not null default 0,

    constraint place_stats_pkey primary key (place_code),
    constraint place_stats_place_code_fkey foreign key (place_code) references places (code),
    constraint place_stats_waiting_id_fkey foreign key (waiting_id) references appeals (id)
);

-- The same for the whole country: one row.
create table site_stats (
    one         boolean default true,
    open        integer not null,
    overdue     integer not null,
    answered    integer not null,
    in_time     integer not null,
    works       integer not null,
    waiting_id  bigint,
    as_of       timestamptz not null,
    uncontested integer not null default 0,
    confirmed   integer not null default 0,

    constraint site_stats_pkey primary key (one),
    constraint site_stats_waiting_id_fkey foreign key (waiting_id) references appeals (id),
    constraint site_stats_one_check check (one)
);

-- The record of a body: counts of its appeals by category and by the quarter in which the body
-- registered them, and of its explanations by the quarter of publication. Recounted in one batch;
-- models/record/count.go says what each column counts.
create table record_stats (
    body_id       bigint not null,
    category_code text not null,
    quarter       date not null,
    appeals       integer not null,
    answered      integer not null,
    timed         integer not null,
    on_time       integer not null,
    last_day      integer not null,
    rated         integer not null,
    concrete      integer not null,
    points        integer not null,
    template      integer not null,
    contested     integer not null,
    escalated     integer not null,
    kept          integer not null,
    broken        integer not null,
    works         integer not null,
    ahead         integer not null,
    days          smallint[] not null, -- sorted
    moved         integer not null,    -- promises not kept by the first date given
    paused        integer not null,    -- terms suspended by law at the time of the count
    sent_on       integer not null,    -- redirected to other bodies; these have them in their records
    extended      integer not null,
    imported      integer not null,

    constraint record_stats_pkey primary key (body_id, quarter, category_code),
    constraint record_stats_body_id_fkey foreign key (body_id) references bodies (id),
    constraint record_stats_category_code_fkey foreign key (category_code) references categories (code),
    constraint record_stats_quarter_check check (quarter = date_trunc('quarter', quarter)::date),
    constraint record_stats_appeals_check check (appeals >= 0),
    constraint record_stats_check check (answered between 0 and appeals),
    constraint record_stats_check1 check (timed between answered and appeals),
    constraint record_stats_check2 check (on_time between 0 and answered),
    constraint record_stats_check3 check (last_day between 0 and on_time),
    constraint record_stats_check4 check (rated between 0 and answered),
    constraint record_stats_check5 check (concrete between 0 and rated),
    constraint record_stats_check6 check (points between 0 and rated * 8),
    constraint record_stats_check7 check (template between 0 and rated),
    constraint record_stats_check8 check (contested between 0 and answered),
    constraint record_stats_check9 check (escalated between 0 and appeals),
    constraint record_stats_kept_check check (kept >= 0),
    constraint record_stats_broken_check check (broken >= 0),
    constraint record_stats_works_check check (works >= 0),
    constraint record_stats_check10 check (ahead between 0 and works),
    constraint record_stats_check11 check (cardinality(days) <= concrete),
    constraint record_stats_moved_check check (moved >= 0),
    constraint record_stats_check12 check (paused between 0 and appeals),
    constraint record_stats_sent_on_check check (sent_on >= 0),
    constraint record_stats_check13 check (extended between 0 and appeals),
    constraint record_stats_check14 check (imported between 0 and appeals)
);
create index record_stats_quarter on record_stats (quarter);

-- When the records were counted last: one row.
create table record_counts (
    one   boolean default true,
    as_of timestamptz not null,

    constraint record_counts_pkey primary key (one),
    constraint record_counts_one_check check (one)
);

-- The reply of the head of a body to its record: one text for each quarter.
create table body_replies (
    body_id bigint not null,
    quarter date not null,
    lang    text not null,
    text    text not null,
    user_id bigint, -- never shown
    at      timestamptz not null,

    constraint body_replies_pkey primary key (body_id, quarter),
    constraint body_replies_body_id_fkey foreign key (body_id) references bodies (id),
    constraint body_replies_user_id_fkey foreign key (user_id) references users (id),
    constraint body_replies_quarter_check check (quarter = date_trunc('quarter', quarter)::date),
    constraint body_replies_lang_check check (lang in ('kk', 'ru', 'en')),
    constraint body_replies_text_check check (char_length(text) between 1 and 3000)
);

-- What bodies of a level could not solve for lack of power or money, by the place of the appeal
-- itself; the reader adds the places below. Public appeals only. Recounted together with
-- site_stats, whose as_of is the time of both.
create table gap_stats (
    place_code    text collate "C" not null,
    category_code text not null,
    level         smallint,         -- of the body; null: of any level, each appeal once
    handled       integer not null, -- answered, or redirected as outside the powers of the body
    stuck         integer not null, -- of these, at least one of the next three
    power         integer not null, -- an answer says that the body lacks the power
    money         integer not null, -- an answer says that the body lacks the money
    passed        integer not null, -- redirected as outside the powers of the body
    refused       integer not null, -- such an answer was a refusal
    gone_up       integer not null, -- escalated to the superior body later

    constraint gap_stats_place_code_category_code_level_key unique nulls not distinct (place_code, category_code,
        level),
    constraint gap_stats_place_code_fkey foreign key (place_code) references places (code),
    constraint gap_stats_category_code_fkey foreign key (category_code) references categories (code),
    constraint gap_stats_level_check check (level between 0 and 3),
    constraint gap_stats_check check (stuck between 0 and handled),
    constraint gap_stats_check1 check (power between 0 and stuck),
    constraint gap_stats_check2 check (money between 0 and stuck),
    constraint gap_stats_check3 check (passed between 0 and stuck),
    constraint gap_stats_check4 check (refused between 0 and stuck),
    constraint gap_stats_check5 check (gone_up between 0 and stuck)
);

-- +goose Down
drop table gap_stats, body_replies, record_counts, record_stats, site_stats, place_stats;
