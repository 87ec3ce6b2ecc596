-- Local votes and participatory budgets.

-- +goose Up
create table votes (
    id          bigint generated always as identity,
    body_id     bigint not null,              -- whose head put the question, and who answers the result
    place_code  text collate "C" not null,
    kind        text not null,
    who         text not null,                -- who may vote
    lang        text not null,
    title       text not null,
    text        text not null,                -- Markdown
    binding     boolean not null default false,
    promise     text not null,                -- what the body promises to do with the result
    quorum      integer not null default 0,   -- ballots without which the result decides nothing
    budget      bigint,                       -- tenge, of a budget
    opens_at    timestamptz not null,
    closes_at   timestamptz not null,
    answer_due  date not null,                -- by when the body answers the result
    seed_name   text not null,                -- the outside value that decides between equals, named before the vote
    seed        text,
    seed_source text,
    user_id     bigint,                       -- who announced it; never shown
    announced_at timestamptz not null,
    stopped_at  timestamptz,                  -- ended by moderation without a result
    stop_reason text not null default '',
    counted_at  timestamptz,
    answer      text not null default '',
    answered_at timestamptz,
    demo        boolean not null default false,

    constraint votes_pkey primary key (id),
    constraint votes_body_id_fkey foreign key (body_id) references bodies (id),
    constraint votes_place_code_fkey foreign key (place_code) references places (code),
    constraint votes_user_id_fkey foreign key (user_id) references users (id),
    constraint votes_kind_check check (kind in ('one', 'several', 'ranked', 'budget')),
    constraint votes_who_check check (who in ('address', 'identity', 'contact')),
    constraint votes_lang_check check (lang in ('kk', 'ru', 'en')),
    constraint votes_title_check check (char_length(title) between 3 and 200),
    constraint votes_text_check check (text <> ''),
    constraint votes_promise_check check (promise <> ''),
    constraint votes_quorum_check check (quorum >= 0),
    constraint votes_budget_check check ((kind = 'budget') = (budget is not null) and budget > 0),
    constraint votes_opinion check (who <> 'contact' or not binding),
    constraint votes_open check (closes_at > opens_at and opens_at >= announced_at),
    constraint votes_seed check ((seed is null) = (seed_source is null)),
    constraint votes_stopped check ((stopped_at is null) = (stop_reason = '')),
    constraint votes_counted check (counted_at is null or seed is not null and counted_at >= closes_at and stopped_at is null),
    constraint votes_answered check ((answered_at is null) = (answer = '') and (answered_at is null or counted_at is not null))
);
create index votes_body_id_idx on votes (body_id);
create index votes_place on votes (place_code, closes_at desc, id desc);
create index votes_newest on votes (closes_at desc, id desc);
create index votes_uncounted on votes (closes_at) where counted_at is null and stopped_at is null;

create table vote_options (
    vote_id  bigint not null,
    position smallint not null,               -- from 1
    title    text not null,
    text     text not null default '',
    cost     bigint not null default 0,       -- tenge, of a budget

    constraint vote_options_pkey primary key (vote_id, position),
    constraint vote_options_vote_id_fkey foreign key (vote_id) references votes (id),
    constraint vote_options_title_check check (char_length(title) between 1 and 200),
    constraint vote_options_cost_check check (cost >= 0)
);

-- The sealed key of the nullifiers of a vote. It is deleted when the vote is counted or stopped;
-- without it participants cannot be identified. Exclude this table from backups.
create table vote_keys (
    vote_id bigint not null,
    sealed  bytea not null,

    constraint vote_keys_pkey primary key (vote_id),
    constraint vote_keys_vote_id_fkey foreign key (vote_id) references votes (id)
);

-- The participants of a vote: a keyed hash of the identity, unique in a vote. No column refers to a
-- ballot. The time is rounded down to the hour.
create table participations (
    vote_id   bigint not null,
    nullifier bytea not null,
    channel   text not null,
    hour      timestamptz not null,

    constraint participations_pkey primary key (vote_id, nullifier),
    constraint participations_vote_id_fkey foreign key (vote_id) references votes (id),
    constraint participations_channel_check check (channel in ('online', 'office')),
    constraint participations_hour_check check (hour = date_trunc('hour', hour, 'UTC'))
);

-- The ballots. New ones are rewritten in batches, in random order (mixed), so that a ballot and its
-- participation have neither the same transaction id nor the same order.
create table ballots (
    id      uuid not null default gen_random_uuid(),
    vote_id bigint not null,
    receipt bytea not null,                   -- SHA-256 of the vote and the code that the voter got
    choices smallint[] not null,              -- positions of options, in the order of the ballot
    channel text not null,
    mixed   boolean not null default false,

    constraint ballots_pkey primary key (id),
    constraint ballots_receipt_key unique (vote_id, receipt),
    constraint ballots_vote_id_fkey foreign key (vote_id) references votes (id),
    constraint ballots_channel_check check (channel in ('online', 'office')),
    constraint ballots_choices_check check (cardinality(choices) > 0)
);
create index ballots_unmixed on ballots (vote_id) where not mixed;

-- Channels whose ballots are not counted, with the public reason.
create table vote_annulments (
    vote_id bigint not null,
    channel text not null,
    reason  text not null,
    user_id bigint,
    at      timestamptz not null,

    constraint vote_annulments_pkey primary key (vote_id, channel),
    constraint vote_annulments_vote_id_fkey foreign key (vote_id) references votes (id),
    constraint vote_annulments_user_id_fkey foreign key (user_id) references users (id),
    constraint vote_annulments_channel_check check (channel in ('online', 'office')),
    constraint vote_annulments_reason_check check (reason <> '')
);

-- The result, and the published file of ballots; null if the ballots are too few to publish.
create table vote_results (
    vote_id bigint not null,
    data    jsonb not null,
    file    bytea,
    sha256  text,

    constraint vote_results_pkey primary key (vote_id),
    constraint vote_results_vote_id_fkey foreign key (vote_id) references votes (id),
    constraint vote_results_file check ((file is null) = (sha256 is null))
);

-- Events of votes. Casting a ballot is no event. The lists of allowed values are widened as they are,
-- so that no value which another file has added is lost.
alter table events add column vote_id bigint;
-- +goose StatementBegin
create function widen_check(of_table regclass, name text, find text, put text) returns void language plpgsql as $$
declare
    old text := replace((select pg_get_constraintdef(oid) from pg_constraint where conrelid = of_table and conname = name), ' NOT VALID', '');
begin
    if old is null or position(find in old) = 0 then
        raise exception 'constraint % has no %', name, find;
    end if;
    execute format('alter table %s drop constraint %I, add constraint %I %s not valid', of_table, name, name, replace(old, find, put));
end $$;
-- +goose StatementEnd
select widen_check('events', 'events_kind_check', 'ARRAY[', 'ARRAY[''vote_announced''::text, ''vote_stopped''::text, ''vote_seeded''::text, ''vote_counted''::text, ''vote_annulled''::text, ''vote_answered''::text, ');
select widen_check('events', 'events_subject', 'num_nonnulls(', 'num_nonnulls(vote_id, ');
drop function widen_check;
alter table events
    add constraint events_vote_id_fkey foreign key (vote_id) references votes (id) not valid,
    add constraint events_kind_of_vote check ((vote_id is not null) = starts_with(kind, 'vote_')) not valid;
create index events_vote on events (vote_id, at, id) where vote_id is not null;

-- +goose Down
drop index events_vote;
delete from events where vote_id is not null;
-- +goose StatementBegin
create function narrow_check(of_table regclass, name text, find text) returns void language plpgsql as $$
declare
    old text := (select pg_get_constraintdef(oid) from pg_constraint where conrelid = of_table and conname = name);
begin
    execute format('alter table %s drop constraint %I, add constraint %I %s', of_table, name, name, replace(old, find, ''));
end $$;
-- +goose StatementEnd
alter table events drop constraint events_kind_of_vote;
select narrow_check('events', 'events_subject', 'vote_id, ');
select narrow_check('events', 'events_kind_check', '''vote_announced''::text, ''vote_stopped''::text, ''vote_seeded''::text, ''vote_counted''::text, ''vote_annulled''::text, ''vote_answered''::text, ');
drop function narrow_check;
alter table events drop column vote_id;
drop table vote_results, vote_annulments, ballots, participations, vote_keys, vote_options, votes;
