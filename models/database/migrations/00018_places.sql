-- Places, the bodies that answer, categories, the calendar of working days and laws.
--
-- Files 18 to 25 replace 25 older ones of the same numbers and below. A database that has applied
-- all 25 has the same schema, with the same names of constraints and indexes: later files refer to
-- them. testdata/schema_25.txt is that schema, and a test compares it.

-- +goose Up
create extension if not exists pg_trgm;

-- fold returns a text in lower case with each Kazakh and accented letter replaced by the letter
-- that people type without a Kazakh keyboard, so that search finds either spelling.
-- The function text.Fold in Go does the same; a test compares the two.
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
    code        text collate "C",
    parent_code text collate "C",
    level       smallint not null,
    unit        text not null,
    terrain     text not null default '', -- column k of the classifier
    official_kk text not null,            -- as printed in the classifier, with its abbreviations
    official_ru text not null,
    name_kk     text not null,            -- without abbreviations, as pages show it
    name_ru     text not null,
    name_en     text not null,
    lat         double precision,
    lon         double precision,
    retired_on  date,                     -- missing from a newer edition; its appeals stay
    -- all names, folded, each after a bar
    folded      text not null generated always as
                ('|' || fold(name_kk) || '|' || fold(name_ru) || '|' || fold(name_en)) stored,

    constraint places_pkey primary key (code),
    constraint places_parent_code_fkey foreign key (parent_code) references places (code) deferrable initially deferred,
    constraint places_code_check check (code ~ '^[0-9]{9}$'),
    constraint places_level_check check (level between 1 and 4),
    constraint places_name_kk_check check (name_kk <> ''),
    constraint places_name_ru_check check (name_ru <> ''),
    constraint places_name_en_check check (name_en <> ''),
    constraint places_lat_check check (lat between 35 and 60),
    constraint places_lon_check check (lon between 40 and 95),
    constraint places_check check ((parent_code is null) = (level = 1)),
    constraint places_check1 check (parent_code <> code),
    constraint places_check2 check ((lat is null) = (lon is null))
);
create index places_parent_code_idx on places (parent_code);
create index places_folded on places using gin (folded gin_trgm_ops);

-- The offices that answer: the government (level 0), an oblast (1), a district (2), a rural district (3).
create table bodies (
    id          bigint generated always as identity,
    place_code  text collate "C",
    kind        text not null,
    field       text not null default '', -- of a department: education, health, police …
    level       smallint not null,
    superior_id bigint,
    name_kk     text not null,
    name_ru     text not null,
    name_en     text not null,
    post_kk     text not null,            -- the post of its head, never the name of a person
    post_ru     text not null,
    post_en     text not null,

    constraint bodies_pkey primary key (id),
    constraint bodies_place_code_field_key unique nulls not distinct (place_code, field),
    constraint bodies_place_code_fkey foreign key (place_code) references places (code),
    constraint bodies_superior_id_fkey foreign key (superior_id) references bodies (id),
    constraint bodies_kind_check check (kind in ('government', 'akimat', 'office', 'department')),
    constraint bodies_level_check check (level between 0 and 3),
    constraint bodies_name_kk_check check (name_kk <> ''),
    constraint bodies_name_ru_check check (name_ru <> ''),
    constraint bodies_name_en_check check (name_en <> ''),
    constraint bodies_post_kk_check check (post_kk <> ''),
    constraint bodies_post_ru_check check (post_ru <> ''),
    constraint bodies_post_en_check check (post_en <> ''),
    constraint bodies_check check ((superior_id is null) = (level = 0)),
    constraint bodies_check1 check ((place_code is null) = (level = 0)),
    constraint bodies_check2 check ((kind = 'department') = (field <> '')),
    constraint bodies_check3 check (superior_id <> id)
);
create index bodies_superior_id_idx on bodies (superior_id);

create table categories (
    code     text,
    position smallint not null,
    level    smallint not null,              -- the lowest level of body that is competent by law
    private  boolean not null default false, -- health and social matters: public only if the author says so
    name_kk  text not null,
    name_ru  text not null,
    name_en  text not null,
    law      text not null default '',       -- the article that gives the competence
    retired  boolean not null default false, -- takes no new appeals; its old ones stay
    -- the term in working days where it is shorter than the 15 of the law; not shorter than
    -- the time in which an appeal may be redirected
    term     smallint,

    constraint categories_pkey primary key (code),
    constraint categories_position_key unique (position),
    constraint categories_code_check check (code ~ '^[a-z_]+$'),
    constraint categories_level_check check (level between 0 and 3),
    constraint categories_name_kk_check check (name_kk <> ''),
    constraint categories_name_ru_check check (name_ru <> ''),
    constraint categories_name_en_check check (name_en <> ''),
    constraint categories_term_check check (term between 3 and 14)
);

-- Exceptions from the rule that Monday to Friday are working days.
create table calendar_days (
    day     date,
    kind    text not null,
    name_kk text not null,
    name_ru text not null,
    act     text not null default '', -- the legal act that moved the day

    constraint calendar_days_pkey primary key (day),
    constraint calendar_days_kind_check check (kind in ('holiday', 'substitute', 'day_off', 'transfer_off',
        'transfer_work'))
);

-- The articles of law that pages cite.
create table laws (
    key     text, -- art64, art65, art76, art89, art91 …
    name_kk text not null,
    name_ru text not null,
    name_en text not null,
    url     text not null default '',

    constraint laws_pkey primary key (key)
);

-- +goose Down
drop table laws, calendar_days, categories, bodies, places;
drop function fold(text);
