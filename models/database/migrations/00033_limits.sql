-- +goose Up
-- Codes are counted by mailbox. A code above the quota is not sent: the row refers to the code that was
-- sent last (sent_id) and has its own token and tries.
delete from codes;
alter table codes
    drop column client_hash,
    add column mailbox text not null,
    add column sent_id bigint constraint codes_sent_fkey references codes (id) on delete cascade,
    add column known   boolean not null; -- requested from where the account has signed in before
create index codes_mailbox on codes (mailbox, at desc);
create index codes_sent on codes (sent_id) where sent_id is not null;

-- The origin of a sign-in: keyed hashes of the prefix of the network and of the cookie of the browser,
-- never the address. Both are deleted after 90 days.
alter table sign_ins add column network_hash bytea, add column browser_hash bytea;
create index sign_ins_origin on sign_ins (user_id, at desc) where browser_hash is not null;
create index sign_ins_forget on sign_ins (at) where browser_hash is not null;

-- Counters that all processes share: tries of codes, by a keyed hash and a time slot.
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
