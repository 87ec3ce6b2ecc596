-- Events of other subjects than appeals, and the kinds of events and notices.

-- +goose Up
-- An event has exactly one subject: an appeal, an explanation of work, a role or a switch. role_id
-- has no foreign key, because a role that ends before it begins is deleted and its events stay;
-- a switch has a row only while it is on.
alter table events
    alter column appeal_id drop not null,
    add column work_id bigint,
    add column role_id bigint,
    add column switch text,
    drop constraint events_actor_check;

-- The constraints are not validated here but in the next file, in a transaction of its own, so that
-- reading the whole table blocks no writes. The lists are those of models/event.go; a test compares.
alter table events
    add constraint events_work_id_fkey foreign key (work_id) references works (id) not valid,
    add constraint events_subject check (num_nonnulls(appeal_id, work_id, role_id, switch) = 1) not valid,
    add constraint events_actor_check check (actor in ('author', 'body', 'moderator', 'resident', 'admin', 'system')) not valid,
    add constraint events_switch_check check (switch in ('read_only', 'no_appeals', 'no_voices', 'no_mail')) not valid,
    add constraint events_kind_check check (kind in (
        'submitted', 'published', 'accepted', 'taken_up', 'updated', 'asked', 'redirected', 'extended', 'answered',
        'promised', 'promise_kept', 'promise_moved', 'promise_broken', 'verdict', 'reopened', 'resolved_confirmed',
        'resolved_uncontested', 'declined', 'revised', 'withdrawn', 'merged', 'took_in', 'parted', 'gave_back',
        'rejected', 'hidden', 'restored', 'private', 'kept_private', 'escalated', 'overdue', 'explained', 'imported',
        'linked', 'objected', 'masked', 'text_masked', 'picture_hidden', 'picture_restored', 'warned',
        'objection_upheld', 'objection_kept', 'due_near', 'promise_near', 'recomputed', 'paused', 'resumed', 'decided',
        'returned', 'complaint_near', 'complaint_silent', 'promise_confirmed', 'promise_doubted',
        'work_published', 'work_corrected', 'role_given', 'role_ended', 'switched_on', 'switched_off')) not valid,
    add constraint events_kind_of_subject check (
        (work_id is not null) = (kind in ('work_published', 'work_corrected')) and
        (role_id is not null) = (kind in ('role_given', 'role_ended')) and
        (switch is not null) = (kind in ('switched_on', 'switched_off'))) not valid;
create index events_work on events (work_id, at, id) where work_id is not null;

-- Notices are of events of an appeal or of one of the last four kinds, which have no event.
alter table notices
    add constraint notices_kind_check check (kind in (
        'submitted', 'published', 'accepted', 'taken_up', 'updated', 'asked', 'redirected', 'extended', 'answered',
        'promised', 'promise_kept', 'promise_moved', 'promise_broken', 'verdict', 'reopened', 'resolved_confirmed',
        'resolved_uncontested', 'declined', 'revised', 'withdrawn', 'merged', 'took_in', 'parted', 'gave_back',
        'rejected', 'hidden', 'restored', 'private', 'kept_private', 'escalated', 'overdue', 'explained', 'imported',
        'linked', 'objected', 'masked', 'text_masked', 'picture_hidden', 'picture_restored', 'warned',
        'objection_upheld', 'objection_kept', 'due_near', 'promise_near', 'recomputed', 'paused', 'resumed', 'decided',
        'returned', 'complaint_near', 'complaint_silent', 'promise_confirmed', 'promise_doubted',
        'work', 'question', 'reply', 'handed')) not valid;

-- +goose Down
alter table notices drop constraint notices_kind_check;
drop index events_work;
delete from events where appeal_id is null;
alter table events
    drop constraint events_kind_of_subject, drop constraint events_kind_check, drop constraint events_switch_check,
    drop constraint events_actor_check, drop constraint events_subject,
    drop column switch, drop column role_id, drop column work_id,
    alter column appeal_id set not null,
    add constraint events_actor_check check (actor in ('author', 'body', 'moderator', 'resident', 'system'));
