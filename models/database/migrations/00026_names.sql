-- Each word has one meaning: text is a text that a person wrote, and body is an office. The names of
-- due dates end in _due, and the names of references in _id.

-- +goose Up
alter table appeals rename column body to text;
alter table originals rename column body to text;
alter table appeals rename column answer_by to answer_due;
alter table appeals rename column redirect_by to redirect_due;
alter table appeals rename column moderate_by to moderation_due;
alter table appeals rename column merged_into to merged_into_id;
alter table redirects rename column from_body to from_body_id;
alter table redirects rename column to_body to to_body_id;
alter table escalations rename column from_body to from_body_id;
alter table escalations rename column to_body to to_body_id;
alter table escalations rename column decided_by to decided_by_id;
update drafts set form = form - 'body' || jsonb_build_object('text', form -> 'body') where form ? 'body';

-- +goose Down
update drafts set form = form - 'text' || jsonb_build_object('body', form -> 'text') where form ? 'text';
alter table escalations rename column decided_by_id to decided_by;
alter table escalations rename column to_body_id to to_body;
alter table escalations rename column from_body_id to from_body;
alter table redirects rename column to_body_id to to_body;
alter table redirects rename column from_body_id to from_body;
alter table appeals rename column merged_into_id to merged_into;
alter table appeals rename column moderation_due to moderate_by;
alter table appeals rename column redirect_due to redirect_by;
alter table appeals rename column answer_due to answer_by;
alter table originals rename column text to body;
alter table appeals rename column text to body;
