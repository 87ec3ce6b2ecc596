-- Answers, promises, the judgements of residents and complaints to the superior body.

-- +goose Up
create table answers (
    id           bigint generated always as identity,
    appeal_id    bigint not null,
    round        smallint not null default 1,  -- 2 after the first reopening …
    body_id      bigint not null,
    user_id      bigint,
    lang         text not null,
    found        text not null default '',     -- what the body found
    action       text not null,                -- what it has done or will do
    responsible  text not null default '',     -- a post, never the name of a person
    cost         bigint,                       -- tenge; 0: no cost, null: not stated
    funding      text not null default '',     -- the source of the money
    refusal      boolean not null default false,
    law          text not null default '',     -- the legal ground; required for a refusal
    complaint    text not null default '',     -- how to complain, art. 89(2)
    due          date not null,                -- the end of the term when the answer was given
    at           timestamptz not null,
    -- Computed from the text. Null: published before the portal computed it.
    workdays     smallint,                     -- working days from registration with the body to the answer
    concreteness smallint,
    rubric       smallint,                     -- version of the rules that gave concreteness
    missing      text[] not null default '{}', -- the criteria that the text does not meet
    obstacle     text not null default '',     -- what the body lacked to solve it
    -- Hashes by which near duplicates are found: answers of one body with a common hash are compared.
    -- Empty: the text is too short. Null: not computed yet. When the method changes, set rubric
    -- to null, and the sweep computes both again.
    bands        bigint[],

    constraint answers_pkey primary key (id),
    constraint answers_appeal_id_round_key unique (appeal_id, round),
    constraint answers_appeal_id_fkey foreign key (appeal_id) references appeals (id),
    constraint answers_body_id_fkey foreign key (body_id) references bodies (id),
    constraint answers_user_id_fkey foreign key (user_id) references users (id),
    constraint answers_round_check check (round > 0),
    constraint answers_lang_check check (lang in ('kk', 'ru', 'en')),
    constraint answers_action_check check (action <> ''),
    constraint answers_cost_check check (cost >= 0),
    constraint answers_concreteness_check check (concreteness between 0 and 8),
    constraint answers_obstacle_check check (obstacle in ('', 'power', 'money')),
    constraint answers_check check (not refusal or law <> '')
);
create index answers_body_id_at_idx on answers (body_id, at desc);
create index answers_bands on answers using gin (bands);
create index answers_rubric on answers (coalesce(rubric, 0));
create index answers_obstacle on answers (at desc) where obstacle <> '';

-- Pairs of near duplicates among the answers of one body; each pair once, the later answer first.
create table answer_twins (
    answer_id  bigint not null,
    twin_id    bigint not null,
    similarity real not null,

    constraint answer_twins_pkey primary key (answer_id, twin_id),
    constraint answer_twins_answer_id_fkey foreign key (answer_id) references answers (id) on delete cascade,
    constraint answer_twins_twin_id_fkey foreign key (twin_id) references answers (id) on delete cascade,
    constraint answer_twins_similarity_check check (similarity between 0 and 1),
    constraint answer_twins_check check (twin_id < answer_id)
);
create index answer_twins_twin_id_idx on answer_twins (twin_id);

-- An answer being written. Saving an older version shows both texts.
create table answer_drafts (
    appeal_id  bigint not null,
    body_id    bigint not null,
    version    integer not null default 1,
    form       jsonb not null,
    user_id    bigint not null,
    at         timestamptz not null,
    handed_at  timestamptz, -- when an executor handed it to the head
    noticed_at timestamptz, -- when the head got a notice of it

    constraint answer_drafts_pkey primary key (appeal_id, body_id),
    constraint answer_drafts_appeal_id_fkey foreign key (appeal_id) references appeals (id),
    constraint answer_drafts_body_id_fkey foreign key (body_id) references bodies (id),
    constraint answer_drafts_user_id_fkey foreign key (user_id) references users (id),
    constraint answer_drafts_version_check check (version > 0)
);
create index answer_drafts_body_id_idx on answer_drafts (body_id) where handed_at is not null;
create index answer_drafts_unnoticed on answer_drafts (appeal_id) where handed_at is not null and noticed_at is null;

-- Earlier texts of a published answer; the page shows the differences.
create table answer_revisions (
    id          bigint generated always as identity,
    answer_id   bigint not null,
    found       text not null,
    action      text not null,
    responsible text not null,
    law         text not null,
    note        text not null, -- why it was changed
    user_id     bigint,
    at          timestamptz not null,

    constraint answer_revisions_pkey primary key (id),
    constraint answer_revisions_answer_id_fkey foreign key (answer_id) references answers (id),
    constraint answer_revisions_user_id_fkey foreign key (user_id) references users (id),
    constraint answer_revisions_note_check check (note <> '')
);
create index answer_revisions_answer_id_idx on answer_revisions (answer_id);

-- Each date in an answer is a promise with a public countdown.
create table promises (
    id         bigint generated always as identity,
    appeal_id  bigint not null,
    answer_id  bigint not null,
    body_id    bigint not null,
    text       text not null,
    made_at    timestamptz not null,
    first_due  date not null, -- as promised first
    due        date not null, -- as moved
    moved      smallint not null default 0,
    outcome    text,
    outcome_at timestamptz,
    proof      text not null default '',
    warned_for date,          -- the newest value of due for which the body was warned

    constraint promises_pkey primary key (id),
    constraint promises_appeal_id_fkey foreign key (appeal_id) references appeals (id),
    constraint promises_answer_id_fkey foreign key (answer_id) references answers (id),
    constraint promises_body_id_fkey foreign key (body_id) references bodies (id),
    constraint promises_text_check check (text <> ''),
    constraint promises_moved_check check (moved >= 0),
    constraint promises_outcome_check check (outcome in ('kept', 'broken')),
    constraint promises_check check ((outcome is null) = (outcome_at is null)),
    constraint promises_check1 check (due >= first_due),
    constraint promises_check2 check (moved > 0 or due = first_due)
);
create index promises_appeal_id_idx on promises (appeal_id);
create index promises_body_id_due_idx on promises (body_id, due) where outcome is null;
create index promises_due on promises (due) where outcome is null;
-- One index for each view of the public list; every view is paged over (sort key, id).
create index promises_nearest on promises (due, id) where outcome is null;
create index promises_settled on promises (outcome, outcome_at desc, id desc) where outcome is not null;
create index promises_newest on promises (made_at desc, id desc);
create index promises_body on promises (body_id, made_at desc, id desc);
create index promises_moved on promises (due desc, id desc) where moved > 0;

create table promise_moves (
    id         bigint generated always as identity,
    promise_id bigint not null,
    from_due   date not null,
    to_due     date not null,
    reason     text not null,
    at         timestamptz not null,

    constraint promise_moves_pkey primary key (id),
    constraint promise_moves_promise_id_fkey foreign key (promise_id) references promises (id),
    constraint promise_moves_reason_check check (reason <> ''),
    constraint promise_moves_check check (to_due > from_due)
);
create index promise_moves_promise_id_idx on promise_moves (promise_id);

-- The judgement of the author, or of a resident who gave a voice, on an answer. Voices say only
-- solved or unsolved; rows older than this rule stay, so it is not validated.
create table verdicts (
    id        bigint generated always as identity,
    appeal_id bigint not null,
    answer_id bigint not null,
    user_id   bigint not null,
    by_author boolean not null,
    verdict   text not null,
    text      text not null default '',
    at        timestamptz not null,

    constraint verdicts_pkey primary key (id),
    constraint verdicts_answer_id_user_id_key unique (answer_id, user_id),
    constraint verdicts_appeal_id_fkey foreign key (appeal_id) references appeals (id),
    constraint verdicts_answer_id_fkey foreign key (answer_id) references answers (id),
    constraint verdicts_user_id_fkey foreign key (user_id) references users (id),
    constraint verdicts_verdict_check check (verdict in ('solved', 'partly', 'unsolved')),
    constraint verdicts_check check (not by_author or verdict <> 'unsolved' or text <> '')
);
alter table verdicts add constraint verdicts_of_voices check (by_author or verdict <> 'partly') not valid;
create index verdicts_appeal_id_idx on verdicts (appeal_id);

-- Whether a promise reported as kept was really kept, according to the author and those who gave a voice.
create table confirmations (
    promise_id bigint not null,
    user_id    bigint not null,
    by_author  boolean not null,
    local      boolean not null, -- a resident of the place, as in voices
    holds      boolean not null,
    text       text not null default '',
    at         timestamptz not null,

    constraint confirmations_pkey primary key (promise_id, user_id),
    constraint confirmations_promise_id_fkey foreign key (promise_id) references promises (id),
    constraint confirmations_user_id_fkey foreign key (user_id) references users (id)
);
create unique index confirmations_one_author on confirmations (promise_id) where by_author;

-- Complaints to the superior body.
create table escalations (
    id          bigint generated always as identity,
    appeal_id   bigint not null,
    from_body   bigint not null,
    to_body     bigint not null,
    ground      text not null,
    text        text not null default '',
    at          timestamptz not null,
    due         date not null,            -- art. 91-99: 20 working days
    closed_at   timestamptz,
    since       date not null,            -- the day of the ground: a term ended, an answer was given
    outcome     text,
    answer_id   bigint,                   -- the answer with which the superior body decided itself
    order_text  text not null default '', -- the order with which it returned the appeal
    order_due   date,                     -- and the date that it set
    decided_by  bigint,                   -- never shown
    silent_at   timestamptz,              -- when the term of the superior body ended without a decision
    warned_due  date,                     -- the value of due for which the superior body was warned
    warned_left smallint,                 -- the working days left at that warning

    constraint escalations_pkey primary key (id),
    constraint escalations_appeal_id_fkey foreign key (appeal_id) references appeals (id),
    constraint escalations_from_body_fkey foreign key (from_body) references bodies (id),
    constraint escalations_to_body_fkey foreign key (to_body) references bodies (id),
    constraint escalations_answer_id_fkey foreign key (answer_id) references answers (id),
    constraint escalations_decided_by_fkey foreign key (decided_by) references users (id),
    constraint escalations_ground_check check (ground in ('overdue', 'refused', 'contested', 'promise_broken',
        'paused', 'silent')),
    constraint escalations_outcome_check check (outcome in ('decided', 'returned', 'settled', 'withdrawn',
        'merged', 'silent')),
    constraint escalations_check check (from_body <> to_body),
    constraint escalations_closed check ((outcome is null) = (closed_at is null)),
    constraint escalations_decided check ((coalesce(outcome, '') = 'decided') = (answer_id is not null)),
    constraint escalations_ordered check ((coalesce(outcome, '') = 'returned') = (order_text <> '')
        and (order_text <> '') = (order_due is not null)),
    constraint escalations_silent check (coalesce(outcome, '') <> 'silent' or silent_at is not null),
    constraint escalations_warned check ((warned_due is null) = (warned_left is null))
);
create unique index escalations_one_open on escalations (appeal_id) where closed_at is null;
create index escalations_way on escalations (appeal_id, at, id);
create index escalations_due on escalations (due) where closed_at is null and silent_at is null;
create index escalations_silent_due on escalations (due) where closed_at is null and silent_at is not null;
create index escalations_desk on escalations (to_body, due) where closed_at is null;

-- +goose Down
drop table escalations, confirmations, verdicts, promise_moves, promises, answer_revisions, answer_drafts, answer_twins, answers;
