-- Users, their roles, sign-ins and second factors.

-- +goose Up
-- level: 0 none, 1 contact confirmed, 2 identity checked, 3 registered address in home_code.
-- A name is asked for at the first sign-in, and is empty again once personal data is removed.
create table users (
    id          bigint generated always as identity,
    given_name  text not null,
    family_name text not null default '',
    email       text,
    iin_hash    bytea,       -- keyed hash; the number itself is never stored
    level       smallint not null default 0,
    home_code   text collate "C",
    lang        text not null default 'kk',
    demo        boolean not null default false,
    created_at  timestamptz not null,
    removed_at  timestamptz, -- personal data removed at the person's request
    bounced_at  timestamptz, -- a mail server refused the address permanently; no mail until it is confirmed again
    bounced     text not null default '',

    constraint users_pkey primary key (id),
    constraint users_email_key unique (email),
    constraint users_iin_hash_key unique (iin_hash),
    constraint users_home_code_fkey foreign key (home_code) references places (code),
    constraint users_email_check check (email = lower(email)),
    constraint users_level_check check (level between 0 and 3),
    constraint users_lang_check check (lang in ('kk', 'ru', 'en')),
    constraint users_bounced_check check (bounced in ('', 'unknown', 'mailbox', 'refused')),
    constraint users_check check ((level >= 2) = (iin_hash is not null)),
    constraint users_check1 check (level < 3 or home_code is not null),
    constraint users_check2 check ((bounced_at is null) = (bounced = '')),
    constraint users_check3 check (bounced_at is null or email is not null)
);
create index users_bounced on users (id) where bounced_at is not null;
create index users_name on users using gin (fold(given_name || ' ' || family_name || ' ' || coalesce(email, '')) gin_trgm_ops);

-- A role is held for a body and a period.
create table roles (
    id      bigint generated always as identity,
    user_id bigint not null,
    role    text not null,
    body_id bigint,
    post_kk text not null default '',
    post_ru text not null default '',
    post_en text not null default '',
    since   timestamptz not null,
    until   timestamptz,

    constraint roles_pkey primary key (id),
    constraint roles_user_id_fkey foreign key (user_id) references users (id),
    constraint roles_body_id_fkey foreign key (body_id) references bodies (id),
    constraint roles_role_check check (role in ('executor', 'head', 'moderator', 'admin')),
    constraint roles_check check ((role in ('executor', 'head')) = (body_id is not null)),
    constraint roles_check1 check (until > since)
);
create index roles_user_id_idx on roles (user_id);
create index roles_body_id_idx on roles (body_id);

create table invitations (
    id         bigint generated always as identity,
    email      text not null,
    role       text not null,
    body_id    bigint,
    token_hash bytea not null,
    user_id    bigint not null, -- the administrator who invited
    at         timestamptz not null,
    expires_at timestamptz not null,
    used_at    timestamptz,

    constraint invitations_pkey primary key (id),
    constraint invitations_token_hash_key unique (token_hash),
    constraint invitations_body_id_fkey foreign key (body_id) references bodies (id),
    constraint invitations_user_id_fkey foreign key (user_id) references users (id),
    constraint invitations_email_check check (email = lower(email)),
    constraint invitations_role_check check (role in ('executor', 'head', 'moderator', 'admin')),
    constraint invitations_check check ((role in ('executor', 'head')) = (body_id is not null))
);

-- The rows of the session library; the token is stored hashed.
create table sessions (
    token  text,
    data   bytea not null,
    expiry timestamptz not null,

    constraint sessions_pkey primary key (token)
);
create index sessions_expiry_idx on sessions (expiry);

-- Each sign-in, so that people can see where they are signed in and end it.
create table sign_ins (
    id        bigint generated always as identity,
    user_id   bigint not null,
    at        timestamptz not null,
    seen_at   timestamptz not null,
    device    text not null default '', -- from the User-Agent header, shortened
    ended_at  timestamptz,
    factor_at timestamptz,              -- when the second factor was given

    constraint sign_ins_pkey primary key (id),
    constraint sign_ins_user_id_fkey foreign key (user_id) references users (id)
);
create index sign_ins_user_id_idx on sign_ins (user_id) where ended_at is null;

-- One-time codes sent by mail; only a keyed hash is stored. The browser that asks for a code gets
-- a token, and the code is valid only with it, so that nobody can use up another person's tries.
create table codes (
    id          bigint generated always as identity,
    email       text not null,
    hash        bytea not null,
    tries       smallint not null default 0,
    at          timestamptz not null,
    expires_at  timestamptz not null,
    used_at     timestamptz,
    token_hash  bytea not null,
    client_hash bytea not null default '', -- keyed hash of the network that asked: each network has its own limit

    constraint codes_pkey primary key (id),
    constraint codes_token_hash_key unique (token_hash),
    constraint codes_email_check check (email = lower(email)),
    constraint codes_tries_check check (tries between 0 and 5),
    constraint codes_check check (expires_at > at)
);
create index codes_email_at_idx on codes (email, at desc);

-- Second factors of officials, moderators and administrators.
create table factors (
    id        bigint generated always as identity,
    user_id   bigint not null,
    kind      text not null,
    name      text not null default '',
    secret    bytea not null,            -- of totp: sealed with the secret key of the program; of a passkey: its public record
    handle    bytea,                     -- of a passkey: its credential id
    last_step bigint not null default 0, -- of totp: the newest time step used, so that a code works once
    at        timestamptz not null,
    used_at   timestamptz,

    constraint factors_pkey primary key (id),
    constraint factors_handle_key unique (handle),
    constraint factors_user_id_fkey foreign key (user_id) references users (id),
    constraint factors_kind_check check (kind in ('totp', 'passkey'))
);
create index factors_user_id_idx on factors (user_id);

create table recovery_codes (
    user_id bigint not null,
    hash    bytea not null,
    used_at timestamptz,

    constraint recovery_codes_pkey primary key (user_id, hash),
    constraint recovery_codes_user_id_fkey foreign key (user_id) references users (id)
);

-- +goose Down
drop table recovery_codes, factors, codes, sign_ins, sessions, invitations, roles, users;
