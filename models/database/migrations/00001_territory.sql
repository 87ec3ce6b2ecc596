-- +goose Up
create extension if not exists pg_trgm;

-- What people type without a Kazakh keyboard finds what is written with one.
-- The Go twin is text.Fold; a test holds the two together.
-- +goose StatementBegin
create function fold(t text) returns text
    language sql immutable parallel safe strict
    return translate(lower(t),
        'әғқңөұүһіёáàâäãåāăąçćčďđéèêëēęěğǵíìîïīįıłñńňóòôöõøōőřśšşťúùûüūůűýÿžźż',
        'агкноуухиеaaaaaaaaacccddeeeeeeeggiiiiiiilnnnoooooooorssstuuuuuuuyyzzz');
-- +goose StatementEnd

-- The official classifier of administrative-territorial objects (KATO, НК РК 11).
-- A code is a string of nine digits AB CD EF HIJ; the subtree of a place is one range of codes.
create table places (
    code        text collate "C" primary key check (code ~ '^[0-9]{9}$'),
    parent_code text collate "C" references places (code) deferrable initially deferred,
    level       smallint not null check (level between 1 and 4),
    unit        text not null,
    terrain     text not null default '',           -- the column k of the classifier
    official_kk text not null,                      -- as printed there, with its abbreviations
    official_ru text not null,
    name_kk     text not null check (name_kk <> ''), -- spelled out, for people
    name_ru     text not null check (name_ru <> ''),
    name_en     text not null check (name_en <> ''),
    lat         double precision check (lat between 35 and 60),
    lon         double precision check (lon between 40 and 95),
    retired_on  date,                               -- gone from a newer edition; its appeals stay
    folded      text not null generated always as   -- every name, each behind a bar, as people without a Kazakh keyboard type it
                ('|' || fold(name_kk) || '|' || fold(name_ru) || '|' || fold(name_en)) stored,
    check ((parent_code is null) = (level = 1)),
    check (parent_code <> code),
    check ((lat is null) = (lon is null))
);
create index on places (parent_code);
create index places_folded on places using gin (folded gin_trgm_ops);

-- Who answers: the government (level 0), an oblast (1), a district (2), a rural district (3).
create table bodies (
    id          bigint generated always as identity primary key,
    place_code  text collate "C" references places (code),
    kind        text not null check (kind in ('government', 'akimat', 'office', 'department')),
    field       text not null default '',           -- of a department: education, health, police …
    level       smallint not null check (level between 0 and 3),
    superior_id bigint references bodies (id),
    name_kk     text not null check (name_kk <> ''),
    name_ru     text not null check (name_ru <> ''),
    name_en     text not null check (name_en <> ''),
    post_kk     text not null check (post_kk <> ''), -- of its head; never a person
    post_ru     text not null check (post_ru <> ''),
    post_en     text not null check (post_en <> ''),
    check ((superior_id is null) = (level = 0)),
    check ((place_code is null) = (level = 0)),
    check ((kind = 'department') = (field <> '')),
    check (superior_id <> id),
    unique nulls not distinct (place_code, field)
);
create index on bodies (superior_id);

-- level: the lowest level of body that is competent by law.
create table categories (
    code     text primary key check (code ~ '^[a-z_]+$'),
    position smallint not null unique,
    level    smallint not null check (level between 0 and 3),
    private  boolean not null default false,         -- health and social matters: not public unless the author says so
    name_kk  text not null check (name_kk <> ''),
    name_ru  text not null check (name_ru <> ''),
    name_en  text not null check (name_en <> ''),
    law      text not null default ''                -- where the competence is laid down
);

-- Working days; what is not here is Monday to Friday.
create table calendar_days (
    day     date primary key,
    kind    text not null check (kind in ('holiday', 'substitute', 'day_off', 'transfer_off', 'transfer_work')),
    name_kk text not null,
    name_ru text not null,
    act     text not null default ''
);

-- +goose Down
drop table calendar_days, categories, bodies, places;
drop function fold(text);
