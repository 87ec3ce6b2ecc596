-- +goose Up
-- One mailbox has one voice. Mail is sent to email; mailbox is the normal form of all spellings of an
-- address. The program computes it (models/mailbox) and corrects the values of this file when it
-- starts. Older accounts with the same mailbox can still sign in; all but one refer to that one with
-- mailbox_of and have no voice.
alter table users
    add column mailbox text,
    add column mailbox_of bigint constraint users_mailbox_of_fkey references users (id);
update users set mailbox = email where email is not null;
alter table users add constraint users_mailbox_given check ((mailbox is null) = (email is null));
create unique index users_mailbox on users (mailbox) where mailbox_of is null;
create index users_mailbox_of on users (mailbox_of) where mailbox_of is not null;

-- The version of the rules by which mailboxes were computed last.
create table mailbox_rules (
    only_row boolean constraint mailbox_rules_pkey primary key default true constraint mailbox_rules_one check (only_row),
    version  text not null,
    at       timestamptz not null
);

-- Voices that stay counted after the account was removed: a keyed hash of the mailbox or of the
-- identity, so that the same person cannot give them again with a new account.
create table voices_spent (
    appeal_id  bigint not null constraint voices_spent_appeal_fkey references appeals (id),
    voter_hash bytea not null,
    at         timestamptz not null,
    constraint voices_spent_pkey primary key (appeal_id, voter_hash)
);

-- +goose Down
drop table voices_spent, mailbox_rules;
drop index users_mailbox, users_mailbox_of;
alter table users drop constraint users_mailbox_given, drop column mailbox, drop column mailbox_of;
