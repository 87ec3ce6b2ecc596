-- Moderation and what administrators change.

-- +goose Up
-- Actions of moderation, each with a public reason. A ban has no appeal.
create table moderations (
    id          bigint generated always as identity,
    appeal_id   bigint,
    user_id     bigint,
    act         text not null,
    reason_code text not null default '',
    text        text not null default '',
    at          timestamptz not null,
    work_id     bigint,

    constraint moderations_pkey primary key (id),
    constraint moderations_appeal_id_fkey foreign key (appeal_id) references appeals (id),
    constraint moderations_user_id_fkey foreign key (user_id) references users (id),
    constraint moderations_work_id_fkey foreign key (work_id) references works (id),
    constraint moderations_act_check check (act in
        ('publish', 'accept', 'reject', 'hide', 'restore', 'merge', 'private', 'mask', 'comment', 'warn', 'ban', 'lift', 'uphold', 'keep',
        'picture', 'picture_back', 'text')),
    constraint moderations_reason check
        (act in ('publish', 'accept', 'restore', 'lift', 'uphold', 'keep', 'picture_back') or reason_code <> ''),
    constraint moderations_subject check
        (appeal_id is not null or act in ('comment', 'ban', 'lift') or work_id is not null and act in ('picture', 'picture_back', 'text'))
);
create index moderations_appeal_id_at_idx on moderations (appeal_id, at desc);
create index moderations_log on moderations (at desc, id desc);

-- The author of a rejected or hidden appeal may object once.
create table objections (
    appeal_id  bigint,
    text       text not null,
    at         timestamptz not null,
    decided_at timestamptz,
    upheld     boolean,
    reply      text not null default '',

    constraint objections_pkey primary key (appeal_id),
    constraint objections_appeal_id_fkey foreign key (appeal_id) references appeals (id),
    constraint objections_text_check check (text <> ''),
    constraint objections_check check ((decided_at is null) = (upheld is null))
);

-- Texts of appeals before personal data was masked; kept for the log, never shown.
create table originals (
    id        bigint generated always as identity,
    appeal_id bigint not null,
    title     text not null,
    body      text not null,
    user_id   bigint, -- the moderator
    at        timestamptz not null,

    constraint originals_pkey primary key (id),
    constraint originals_appeal_id_fkey foreign key (appeal_id) references appeals (id),
    constraint originals_user_id_fkey foreign key (user_id) references users (id)
);
create index originals_appeal_id_idx on originals (appeal_id);

-- The same for all other texts.
create table masked_texts (
    id        bigint generated always as identity,
    appeal_id bigint,
    work_id   bigint,
    text      text not null,
    user_id   bigint, -- the moderator
    at        timestamptz not null,

    constraint masked_texts_pkey primary key (id),
    constraint masked_texts_appeal_id_fkey foreign key (appeal_id) references appeals (id),
    constraint masked_texts_work_id_fkey foreign key (work_id) references works (id),
    constraint masked_texts_user_id_fkey foreign key (user_id) references users (id),
    constraint masked_texts_text_check check (text <> ''),
    constraint masked_texts_check check (num_nonnulls(appeal_id, work_id) = 1)
);
create index masked_texts_appeal_id_idx on masked_texts (appeal_id) where appeal_id is not null;
create index masked_texts_work_id_idx on masked_texts (work_id) where work_id is not null;

-- What the automatic check found in an appeal, for the moderator.
create table holds (
    id        bigint generated always as identity,
    appeal_id bigint not null,
    rule      text not null,
    at        timestamptz not null,

    constraint holds_pkey primary key (id),
    constraint holds_appeal_id_rule_key unique (appeal_id, rule),
    constraint holds_appeal_id_fkey foreign key (appeal_id) references appeals (id),
    constraint holds_rule_check check (rule <> '')
);

-- The rules of the automatic check. at is null until an administrator changes the rule.
create table screen_rules (
    name    text,
    active  boolean not null default true,
    appeals smallint, -- of flood: the number that one account may file
    hours   smallint, -- within this many hours
    user_id bigint,
    at      timestamptz,

    constraint screen_rules_pkey primary key (name),
    constraint screen_rules_user_id_fkey foreign key (user_id) references users (id),
    constraint screen_rules_name_check check (name in ('email', 'card', 'iin', 'phone', 'plate', 'flood', 'copy',
        'words')),
    constraint screen_rules_appeals_check check (appeals between 1 and 100),
    constraint screen_rules_hours_check check (hours between 1 and 168),
    constraint screen_rules_check check ((name = 'flood') = (appeals is not null)),
    constraint screen_rules_check1 check ((name = 'flood') = (hours is not null))
);
insert into screen_rules (name) values ('email'), ('card'), ('iin'), ('phone'), ('plate'), ('copy'), ('words');
insert into screen_rules (name, appeals, hours) values ('flood', 5, 1);

-- Words and phrases that the automatic check reports to a moderator.
create table screen_words (
    id      bigint generated always as identity,
    lang    text not null,
    phrase  text not null,
    user_id bigint,
    at      timestamptz not null,

    constraint screen_words_pkey primary key (id),
    constraint screen_words_user_id_fkey foreign key (user_id) references users (id),
    constraint screen_words_lang_check check (lang in ('kk', 'ru', 'en')),
    constraint screen_words_phrase_check check (char_length(phrase) between 2 and 60)
);
create unique index screen_words_once on screen_words (lang, fold(phrase));

create table bans (
    id        bigint generated always as identity,
    kind      text not null,
    value     text not null,   -- user id, network (CIDR), mail domain
    reason    text not null,
    user_id   bigint not null, -- the moderator
    at        timestamptz not null,
    until     timestamptz not null,
    lifted_at timestamptz,

    constraint bans_pkey primary key (id),
    constraint bans_user_id_fkey foreign key (user_id) references users (id),
    constraint bans_kind_check check (kind in ('account', 'range', 'domain')),
    constraint bans_value_check check (value <> ''),
    constraint bans_reason_check check (reason <> ''),
    constraint bans_check check (until > at)
);
create index bans_kind_value_idx on bans (kind, value) where lifted_at is null;

-- What administrators changed, with person and time.
create table audits (
    id      bigint generated always as identity,
    user_id bigint,
    at      timestamptz not null,
    act     text not null,
    subject text not null,
    data    jsonb not null default '{}',

    constraint audits_pkey primary key (id),
    constraint audits_user_id_fkey foreign key (user_id) references users (id)
);
create index audits_at_id_idx on audits (at desc, id desc);

-- What an administrator has switched off for a while: a row is a switch that is on.
create table switches (
    name    text,
    user_id bigint,
    at      timestamptz not null,

    constraint switches_pkey primary key (name),
    constraint switches_user_id_fkey foreign key (user_id) references users (id),
    constraint switches_name_check check (name in ('read_only', 'no_appeals', 'no_voices', 'no_mail'))
);

-- +goose Down
drop table switches, audits, bans, screen_words, screen_rules, holds, masked_texts, originals, objections, moderations;
