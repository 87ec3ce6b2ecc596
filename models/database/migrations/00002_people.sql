-- +goose Up
-- level: 0 none, 1 contact confirmed, 2 identity checked, 3 registered address in home_code.
create table users (
    id         bigint generated always as identity primary key,
    given_name text not null check (given_name <> ''),
    family_name text not null default '',
    email      text unique check (email = lower(email)),
    iin_hash   bytea unique,                          -- keyed hash; the number itself is never kept
    level      smallint not null default 0 check (level between 0 and 3),
    home_code  text collate "C" references places (code),
    lang       text not null default 'kk' check (lang in ('kk', 'ru', 'en')),
    demo       boolean not null default false,
    created_at timestamptz not null,
    check ((level >= 2) = (iin_hash is not null)),
    check (level < 3 or home_code is not null)
);

-- A role is held for a body and a period.
create table roles (
    id         bigint generated always as identity primary key,
    user_id    bigint not null references users (id),
    role       text not null check (role in ('executor', 'head', 'moderator', 'admin')),
    body_id    bigint references bodies (id),
    post_kk    text not null default '',
    post_ru    text not null default '',
    post_en    text not null default '',
    since      timestamptz not null,
    until      timestamptz,
    check ((role in ('executor', 'head')) = (body_id is not null)),
    check (until > since)
);
create index on roles (user_id);
create index on roles (body_id);

-- +goose Down
drop table roles, users;
