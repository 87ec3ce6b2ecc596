-- +goose Up
-- Which secret key the keyed hashes and sealed values were made with: a keyed hash of a
-- constant. A program with another key would give one resident a second account.
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
