-- Voices, comments, explanations of work and pictures.

-- +goose Up
-- One voice per resident and appeal. The totals are counted by a batch job.
create table voices (
    appeal_id bigint not null,
    user_id   bigint not null,
    level     smallint not null,
    local     boolean not null,
    at        timestamptz not null,

    constraint voices_pkey primary key (appeal_id, user_id),
    constraint voices_appeal_id_fkey foreign key (appeal_id) references appeals (id),
    constraint voices_user_id_fkey foreign key (user_id) references users (id),
    constraint voices_level_check check (level between 1 and 3)
);
create index voices_user_id_idx on voices (user_id);

-- Counted voices that were taken back, until the next count: the totals still include them, and the
-- user who took one back sees the totals without it.
create table voices_taken (
    appeal_id bigint not null,
    user_id   bigint not null,
    level     smallint not null,
    local     boolean not null,
    at        timestamptz not null,

    constraint voices_taken_pkey primary key (appeal_id, user_id),
    constraint voices_taken_appeal_id_fkey foreign key (appeal_id) references appeals (id),
    constraint voices_taken_user_id_fkey foreign key (user_id) references users (id)
);

-- Explanations of work (түсіндірме). One may be written ahead: until published_at only the body
-- sees it, and then each of its appeals gets one event.
create table works (
    id            bigint generated always as identity,
    body_id       bigint not null,
    place_code    text collate "C" not null,
    category_code text not null,
    lang          text not null,
    title         text not null,
    text          text not null,            -- Markdown
    stage         text not null,
    planned_from  date,
    planned_to    date,
    started_on    date,
    done_on       date,
    cost          bigint,                   -- tenge
    funding       text not null default '',
    contractor    text not null default '',
    published_at  timestamptz not null,
    corrected_at  timestamptz,
    correction    text not null default '', -- the visible note
    cover         text,
    demo          boolean not null default false,
    noticed_at    timestamptz,              -- when notices were made of it
    announced_at  timestamptz,              -- when its appeals got their event
    version       integer not null default 1,

    constraint works_pkey primary key (id),
    constraint works_body_id_fkey foreign key (body_id) references bodies (id),
    constraint works_place_code_fkey foreign key (place_code) references places (code),
    constraint works_category_code_fkey foreign key (category_code) references categories (code),
    constraint works_lang_check check (lang in ('kk', 'ru', 'en')),
    constraint works_title_check check (char_length(title) between 3 and 200),
    constraint works_text_check check (text <> ''),
    constraint works_stage_check check (stage in ('planned', 'started', 'done', 'stopped')),
    constraint works_cost_check check (cost >= 0),
    constraint works_version_check check (version > 0),
    constraint works_check check (planned_to >= planned_from),
    constraint works_check1 check (done_on >= started_on),
    constraint works_check2 check ((stage = 'done') = (done_on is not null)),
    constraint works_check3 check (stage = 'planned' or stage = 'stopped' or started_on is not null),
    constraint works_check4 check ((corrected_at is null) = (correction = ''))
);
create index works_newest on works (published_at desc, id desc);
create index works_place on works (place_code, published_at desc, id desc);
create index works_unannounced on works (published_at) where announced_at is null;
create index works_unnoticed on works (id) where noticed_at is null;

create table work_appeals (
    work_id   bigint not null,
    appeal_id bigint not null,

    constraint work_appeals_pkey primary key (work_id, appeal_id),
    constraint work_appeals_work_id_fkey foreign key (work_id) references works (id),
    constraint work_appeals_appeal_id_fkey foreign key (appeal_id) references appeals (id)
);
create index work_appeals_appeal_id_idx on work_appeals (appeal_id);

-- An explanation being written; the head publishes it. Saving an older version shows both texts.
create table work_drafts (
    id         bigint generated always as identity,
    body_id    bigint not null,
    version    integer not null default 1,
    form       jsonb not null,
    user_id    bigint not null,      -- the last one to save it or hand it to the head
    at         timestamptz not null, -- when it was saved last
    handed_at  timestamptz,          -- when an executor handed it to the head
    noticed_at timestamptz,          -- when the head got a notice of it

    constraint work_drafts_pkey primary key (id),
    constraint work_drafts_body_id_fkey foreign key (body_id) references bodies (id),
    constraint work_drafts_user_id_fkey foreign key (user_id) references users (id),
    constraint work_drafts_version_check check (version > 0)
);
create index work_drafts_body_id_idx on work_drafts (body_id);
create index work_drafts_unnoticed on work_drafts (id) where handed_at is not null and noticed_at is null;

-- Comments on an appeal and questions on an explanation of work.
create table comments (
    id            bigint generated always as identity,
    appeal_id     bigint,
    user_id       bigint,
    body_id       bigint,      -- set where an official writes for a body
    text          text not null,
    at            timestamptz not null,
    hidden_at     timestamptz,
    hidden_reason text not null default '',
    work_id       bigint,
    noticed_at    timestamptz, -- when notices were made of it

    constraint comments_pkey primary key (id),
    constraint comments_appeal_id_fkey foreign key (appeal_id) references appeals (id),
    constraint comments_user_id_fkey foreign key (user_id) references users (id),
    constraint comments_body_id_fkey foreign key (body_id) references bodies (id),
    constraint comments_work_id_fkey foreign key (work_id) references works (id),
    constraint comments_text_check check (char_length(text) between 1 and 2000),
    constraint comments_check check ((hidden_at is null) = (hidden_reason = '')),
    constraint comments_one_subject check (num_nonnulls(appeal_id, work_id) = 1)
);
create index comments_appeal_id_at_id_idx on comments (appeal_id, at, id);
create index comments_appeal_id_id_idx on comments (appeal_id, id);  -- paged by id
create index comments_work_id_id_idx on comments (work_id, id) where work_id is not null;
create index comments_user_id_at_idx on comments (user_id, at);      -- how many a user wrote lately
create index comments_newest on comments (at desc, id desc) where body_id is null;
create index comments_unnoticed on comments (id) where noticed_at is null;

-- Pictures, encoded again without metadata; the name is a hash of the content.
create table media (
    digest        text,
    mime          text not null,
    width         integer not null,
    height        integer not null,
    large         bytea not null,
    small         bytea not null, -- for lists, 480 px wide
    at            timestamptz not null,
    look          bit(128),       -- perceptual hash (models/media), by which a picture shown again is found
    hidden_at     timestamptz,    -- hidden on every page: not served, the page shows the reason
    hidden_reason text not null default '',

    constraint media_pkey primary key (digest),
    constraint media_digest_check check (digest ~ '^[0-9a-f]{32}$'),
    constraint media_mime_check check (mime in ('image/jpeg', 'image/png')),
    constraint media_width_check check (width > 0),
    constraint media_height_check check (height > 0),
    constraint media_check check ((hidden_at is null) = (hidden_reason = ''))
);
alter table media alter column large set storage external, alter column small set storage external;
create index media_unseen on media (digest) where look is null;

-- Where a picture is shown.
create table pictures (
    id         bigint generated always as identity,
    digest     text not null,
    appeal_id  bigint,
    answer_id  bigint,
    work_id    bigint,
    role       text not null,
    position   smallint not null default 0,
    alt        text not null,
    verdict_id bigint,
    promise_id bigint,

    constraint pictures_pkey primary key (id),
    constraint pictures_digest_fkey foreign key (digest) references media (digest),
    constraint pictures_appeal_id_fkey foreign key (appeal_id) references appeals (id),
    constraint pictures_answer_id_fkey foreign key (answer_id) references answers (id),
    constraint pictures_work_id_fkey foreign key (work_id) references works (id),
    constraint pictures_verdict_id_fkey foreign key (verdict_id) references verdicts (id),
    constraint pictures_promise_id_fkey foreign key (promise_id) references promises (id),
    constraint pictures_role_check check (role in ('problem', 'proof', 'before', 'after')),
    constraint pictures_alt_check check (alt <> ''),
    constraint pictures_one_owner check (num_nonnulls(appeal_id, answer_id, work_id, verdict_id, promise_id) = 1)
);
create index pictures_digest_idx on pictures (digest);
create index pictures_appeal_id_idx on pictures (appeal_id) where appeal_id is not null;
create index pictures_answer_id_idx on pictures (answer_id) where answer_id is not null;
create index pictures_work_id_idx on pictures (work_id) where work_id is not null;
create index pictures_verdict_id_idx on pictures (verdict_id) where verdict_id is not null;
create index pictures_promise_id_idx on pictures (promise_id) where promise_id is not null;

-- Pictures published as proof that were shown before: as proof on another appeal, or as the
-- problem on the same one. The pictures rows say which appeals these are.
create table picture_repeats (
    picture_id bigint not null,
    earlier_id bigint not null,
    distance   smallint not null,
    at         timestamptz not null,

    constraint picture_repeats_pkey primary key (picture_id, earlier_id),
    constraint picture_repeats_picture_id_fkey foreign key (picture_id) references pictures (id) on delete cascade,
    constraint picture_repeats_earlier_id_fkey foreign key (earlier_id) references pictures (id) on delete cascade,
    constraint picture_repeats_distance_check check (distance between 0 and 128),
    constraint picture_repeats_check check (earlier_id <> picture_id)
);
create index picture_repeats_earlier_id_idx on picture_repeats (earlier_id);

-- +goose Down
drop table picture_repeats, pictures, media, comments, work_drafts, work_appeals, works, voices_taken, voices;
