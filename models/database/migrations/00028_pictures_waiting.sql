-- +goose Up
-- raw: the hash of the uploaded file, so that the same file is not decoded twice.
-- network: the hashed network of the sender, until the picture is shown somewhere.
alter table media
    add column raw bytea,
    add column network bytea;
create unique index media_raw on media (raw) where raw is not null;
create index media_waiting on media (network) where network is not null;
update media m set network = '' where not exists (select 1 from pictures p where p.digest = m.digest);

-- The size of drafts is limited: of one draft, of those of one network, and of all.
alter table drafts
    add column network bytea not null default '',
    add column size integer not null generated always as (octet_length(form::text)) stored;
delete from drafts where size > 131072 and appeal_id is null;
alter table drafts add constraint drafts_size check (size <= 131072 or appeal_id is not null);
create index drafts_waiting on drafts (network) include (size) where appeal_id is null;
create index drafts_pictures on drafts using gin ((form -> 'pictures') jsonb_path_ops);
create index answer_drafts_pictures on answer_drafts using gin ((form -> 'pictures') jsonb_path_ops);
create index work_drafts_pictures on work_drafts using gin ((form -> 'pictures') jsonb_path_ops);

-- +goose Down
drop index work_drafts_pictures, answer_drafts_pictures, drafts_pictures, drafts_waiting;
alter table drafts drop constraint drafts_size, drop column size, drop column network;
drop index media_waiting, media_raw;
alter table media drop column network, drop column raw;
