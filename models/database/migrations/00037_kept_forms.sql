-- +goose Up
-- Forms that were sent after the session had ended, kept until the user has signed in again and sealed
-- with a token that only the browser has.
create table kept_forms (
    token_hash bytea not null,
    user_id    bigint,                                   -- the user of the session; null: unknown
    network    text not null,                            -- the number of forms of one network is limited
    form       bytea not null,
    at         timestamptz not null,
    constraint kept_forms_pkey primary key (token_hash),
    constraint kept_forms_user foreign key (user_id) references users (id),
    constraint kept_forms_size check (octet_length(form) <= 300000)
);
create index kept_forms_at on kept_forms (at);
create index kept_forms_network on kept_forms (network);
create index kept_forms_user_id on kept_forms (user_id) where user_id is not null;

-- +goose Down
drop table kept_forms;
