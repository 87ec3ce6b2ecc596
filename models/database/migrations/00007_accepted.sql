-- +goose Up
-- A private appeal that passes moderation goes to its body and is not published:
-- an act and an event of their own say so, also of those that were there before.
alter table moderations drop constraint moderations_act_check, drop constraint moderations_reason;
alter table moderations add constraint moderations_act_check check (act in
    ('publish', 'accept', 'reject', 'hide', 'restore', 'merge', 'private', 'mask', 'comment', 'warn', 'ban', 'lift', 'uphold', 'keep'));
alter table moderations add constraint moderations_reason check
    (act in ('publish', 'accept', 'restore', 'lift', 'uphold', 'keep') or reason_code <> '');

-- What everybody could read first and was taken out of view later was published.
update events e set kind = 'accepted' from appeals a
    where e.appeal_id = a.id and e.kind = 'published' and a.private
    and not exists (select 1 from moderations p where p.appeal_id = a.id and p.act = 'private' and p.at > e.at);
update notices n set kind = 'accepted' from events e
    where e.id = n.event_id and e.kind = 'accepted';
update moderations m set act = 'accept' from appeals a
    where m.appeal_id = a.id and m.act = 'publish' and a.private
    and not exists (select 1 from moderations p where p.appeal_id = a.id and p.act = 'private' and p.at > m.at);

-- +goose Down
update moderations set act = 'publish' where act = 'accept';
update notices set kind = 'published' where kind = 'accepted';
update events set kind = 'published' where kind = 'accepted';
alter table moderations drop constraint moderations_act_check, drop constraint moderations_reason;
alter table moderations add constraint moderations_act_check check (act in
    ('publish', 'reject', 'hide', 'restore', 'merge', 'private', 'mask', 'comment', 'warn', 'ban', 'lift', 'uphold', 'keep'));
alter table moderations add constraint moderations_reason check
    (act in ('publish', 'restore', 'lift', 'uphold', 'keep') or reason_code <> '');
