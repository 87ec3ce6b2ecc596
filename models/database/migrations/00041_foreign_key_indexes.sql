-- Indexes of the foreign keys that a page, a sweep or the removal of an account follows from the row
-- that is referenced. The others are listed with reasons in foreign_key_test.go.

-- +goose Up
-- The removal of personal data looks up all rows of a user.
create index drafts_user on drafts (user_id) where user_id is not null;
create index verdicts_user on verdicts (user_id);
create index confirmations_user on confirmations (user_id);
create index voices_taken_user on voices_taken (user_id);
create index sign_ins_user on sign_ins (user_id);
drop index sign_ins_user_id_idx; -- the same for open sign-ins only

-- The page of an appeal and the sweep that assesses answers read the promises of an answer.
create index promises_answer on promises (answer_id);
-- The record of a body reads all complaints to it, closed ones too.
create index escalations_body on escalations (to_body_id);
-- The list of explanations by body and by category, paged over (published_at, id).
create index works_body on works (body_id, published_at desc, id desc);
create index works_category on works (category_code, published_at desc, id desc);
-- Whether an official may see a picture of a draft of the body.
create index answer_drafts_body on answer_drafts (body_id);
drop index answer_drafts_body_id_idx; -- the same for drafts handed to the head only
-- The open invitations that a head sees.
create index invitations_body on invitations (body_id) where body_id is not null;

-- +goose Down
drop index invitations_body;
create index answer_drafts_body_id_idx on answer_drafts (body_id) where handed_at is not null;
drop index answer_drafts_body, works_category, works_body, escalations_body, promises_answer;
create index sign_ins_user_id_idx on sign_ins (user_id) where ended_at is null;
drop index sign_ins_user, voices_taken_user, confirmations_user, verdicts_user, drafts_user;
