-- +goose Up
-- What the session library keeps; the token is stored hashed.
create table sessions (
    token  text primary key,
    data   bytea not null,
    expiry timestamptz not null
);
create index on sessions (expiry);

-- Who signed in where, for the person to see and to end.
create table sign_ins (
    id        bigint generated always as identity primary key,
    user_id   bigint not null references users (id),
    at        timestamptz not null,
    seen_at   timestamptz not null,
    device    text not null default '',   -- what the browser says it is, cut short
    ended_at  timestamptz
);
create index on sign_ins (user_id) where ended_at is null;

-- One-time codes sent by mail; only a keyed hash is kept.
create table codes (
    id         bigint generated always as identity primary key,
    email      text not null check (email = lower(email)),
    hash       bytea not null,
    tries      smallint not null default 0 check (tries between 0 and 5),
    at         timestamptz not null,
    expires_at timestamptz not null,
    used_at    timestamptz,
    check (expires_at > at)
);
create index on codes (email, at desc);

-- +goose Down
drop table codes, sign_ins, sessions;
