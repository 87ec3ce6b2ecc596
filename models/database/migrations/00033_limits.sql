-- +goose Up
-- Codes are counted by mailbox. A code that was asked for over the quota is not sent: it
-- stands for the one that was sent last (sent_id), with its own token and tries.
delete from codes;
alter table codes
    drop column client_hash,
    add column mailbox text not null,
    add column sent_id bigint constraint codes_sent_fkey references codes (id) on delete cascade,
    add column known   boolean not null; -- asked from where the account has signed in before
create index codes_mailbox on codes (mailbox, at desc);
create index codes_sent on codes (sent_id) where sent_id is not null;

-- From where somebody signed in: keyed hashes of the network's prefix and of the cookie of
-- the browser, never the address; both are forgotten after 90 days.
alter table sign_ins add column network_hash bytea, add column browser_hash bytea;
create index sign_ins_origin on sign_ins (user_id, at desc) where browser_hash is not null;
create index sign_ins_forget on sign_ins (at) where browser_hash is not null;

-- What all programs count together: tries of codes, by a keyed hash and a stretch of time.
create table tallies (
    key  bytea not null,
    slot timestamptz not null,
    n    integer not null constraint tallies_n_check check (n > 0),
    constraint tallies_pkey primary key (key, slot)
);
create index tallies_slot on tallies (slot);

-- +goose Down
drop table tallies;
drop index sign_ins_forget, sign_ins_origin, codes_sent, codes_mailbox;
alter table sign_ins drop column network_hash, drop column browser_hash;
alter table codes drop column mailbox, drop column sent_id, drop column known, add column client_hash bytea not null default '';
