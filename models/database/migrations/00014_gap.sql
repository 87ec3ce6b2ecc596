-- +goose Up
-- What bodies of a level could not solve for lack of power or money, by the place of
-- the appeal itself; what lies below a place is added when it is read. Public appeals
-- only. Recounted together with the figures, and of their time (site_stats.as_of).
create table gap_stats (
    place_code    text collate "C" not null references places (code),
    category_code text not null references categories (code),
    level         smallint check (level between 0 and 3), -- of the body; null: of any, each appeal once
    handled       integer not null,                       -- answered, or passed on as outside of the body's powers
    stuck         integer not null check (stuck between 0 and handled), -- of these, one of the next three
    power         integer not null check (power between 0 and stuck),   -- an answer says that powers lacked
    money         integer not null check (money between 0 and stuck),   -- an answer says that money lacked
    passed        integer not null check (passed between 0 and stuck),  -- passed on as outside of the body's powers
    refused       integer not null check (refused between 0 and stuck), -- such an answer was a refusal
    gone_up       integer not null check (gone_up between 0 and stuck), -- went to the superior body afterwards
    unique nulls not distinct (place_code, category_code, level)
);
create index answers_obstacle on answers (at desc) where obstacle <> '';
create index redirects_not_competent on redirects (at desc) where reason_code = 'not_competent';

-- +goose Down
drop index redirects_not_competent, answers_obstacle;
drop table gap_stats;
