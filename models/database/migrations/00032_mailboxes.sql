-- +goose Up
-- One mailbox, one voice. The address is what mail is sent to; mailbox is the one form of
-- all its spellings, computed by the program (models/mailbox), which puts what this file
-- leaves there right when it starts. Accounts that had one mailbox before this rule keep
-- their sign-in; all but one of them point at it and have no voice of their own.
alter table users
    add column mailbox text,
    add column mailbox_of bigint constraint users_mailbox_of_fkey references users (id);
update users set mailbox = email where email is not null;
alter table users add constraint users_mailbox_given check ((mailbox is null) = (email is null));
create unique index users_mailbox on users (mailbox) where mailbox_of is null;
create index users_mailbox_of on users (mailbox_of) where mailbox_of is not null;

-- The rules by which mailboxes were computed last.
create table mailbox_rules (
    only_row boolean constraint mailbox_rules_pkey primary key default true constraint mailbox_rules_one check (only_row),
    version  text not null,
    at       timestamptz not null
);

-- Voices that stay counted after their person has left: a keyed hash of the mailbox or
-- of the identity, so that who comes back does not give them again.
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
