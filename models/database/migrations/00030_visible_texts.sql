-- +goose Up
-- has_visible reports whether a text has a visible letter or digit. Unicode counts blank letters
-- (Hangul fillers) as letters.
-- +goose StatementBegin
create function has_visible(t text) returns boolean language sql immutable parallel safe
    return translate(t, E'\u3164\u115f\u1160\uffa0\u2800', '') collate "und-x-icu" ~ '[[:alnum:]]';
-- +goose StatementEnd

-- An official answer, an explanation or a comment without a visible letter cannot be stored. Old rows
-- are not checked, so that they cannot stop an upgrade.
alter table answers add constraint answers_visible check (has_visible(action) and (found = '' or has_visible(found))) not valid;
alter table promises add constraint promises_visible check (has_visible(text)) not valid;
alter table comments add constraint comments_visible check (hidden_at is not null or has_visible(text)) not valid;
alter table works add constraint works_visible check (has_visible(title) and has_visible(text)) not valid;

-- More kinds of personal data that the automatic check finds.
alter table screen_rules
    drop constraint screen_rules_name_check,
    add constraint screen_rules_name_check check (name in
        ('email', 'card', 'iin', 'iban', 'phone', 'idcard', 'plate', 'address', 'flood', 'copy', 'words'));
insert into screen_rules (name) values ('iban'), ('idcard'), ('address');

-- +goose Down
delete from screen_rules where name in ('iban', 'idcard', 'address');
alter table screen_rules
    drop constraint screen_rules_name_check,
    add constraint screen_rules_name_check check (name in ('email', 'card', 'iin', 'phone', 'plate', 'flood', 'copy', 'words'));
alter table works drop constraint works_visible;
alter table comments drop constraint comments_visible;
alter table promises drop constraint promises_visible;
alter table answers drop constraint answers_visible;
drop function has_visible(text);
