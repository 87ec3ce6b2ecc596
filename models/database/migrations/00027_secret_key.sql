-- +goose Up
-- Identifies the secret key of the keyed hashes and sealed values, by a keyed hash of a constant. A
-- program with another key would give a resident a second account.
create table secret_key (
    one         boolean not null default true,
    fingerprint bytea not null,
    at          timestamptz not null,
    constraint secret_key_pkey primary key (one),
    constraint secret_key_one check (one),
    constraint secret_key_fingerprint check (octet_length(fingerprint) = 32)
);

-- +goose Down
drop table secret_key;
