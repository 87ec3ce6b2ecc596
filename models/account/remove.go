package account

import (
	"context"
	"fmt"

	"jauap/models"
	"jauap/models/mailbox"
)

// RemovePersonalData removes the personal data of a user for good: name, mail address,
// identity, home, follows and invitations, the passages that moderation masked in their
// texts, and their objections. It ends every session.
//
// Their appeals stay public, without an author. Voices and verdicts on settled appeals stay
// counted: the record of an akim must not depend on who leaves. Those that could still be
// given are deleted, since the same person could give them again with a new account.
//
// It returns ErrForbidden if the account has a second factor that this sign-in has not
// given, or has a role, which only an administrator ends (RemovePerson): access to a mailbox
// must not be enough to vacate an office.
func (s *Store) RemovePersonalData(ctx context.Context, user, signIn int64) error {
	if err := s.tx(ctx, func(tx *Store) error {
		if err := tx.mustProve(ctx, user, signIn); err != nil {
			return err
		}
		var official bool
		if err := tx.db.Read(ctx, &official, `select exists (select 1 from roles where user_id = ? and (until is null or until > ?))`,
			user, tx.core.Now()); err != nil {
			return err
		}
		if official {
			return models.ErrForbidden
		}
		return tx.ErasePersonalData(ctx, user)
	}); err != nil {
		return fmt.Errorf("remove personal data of user %d: %w", user, err)
	}
	return nil
}

// ErasePersonalData is RemovePersonalData without the checks of the sign-in and of roles.
func (s *Store) ErasePersonalData(ctx context.Context, user int64) error {
	u, err := s.lockUser(ctx, user)
	if err != nil {
		return err
	}
	if u.RemovedAt != nil {
		return models.ErrNotFound
	}
	if err := s.core.SpendVoices(ctx, user); err != nil {
		return err
	}
	args := map[string]any{"user": user, "now": s.core.Now(), "email": "", "mailbox": "",
		"answered": models.Answered, "voiced": models.VoicedStatuses}
	if u.Email != nil {
		args["email"], args["mailbox"] = *u.Email, mailbox.Of(*u.Email)
	}
	var ended []models.EndedRole
	if err := s.db.Read(ctx, &ended, endRoles, args); err != nil {
		return err
	}
	if err := s.core.RecordRoleEnds(ctx, 0, ended...); err != nil {
		return err
	}
	for _, statement := range erasing {
		if _, err := s.db.Exec(ctx, statement, args); err != nil {
			return err
		}
	}
	return nil
}

// endRoles ends the roles of a user and returns them.
const endRoles = `
	update roles set until = greatest(@now, since + interval '1 microsecond') where user_id = @user and (until is null or until > @now)
	returning id, role, body_id`

// erasing lists the statements of ErasePersonalData, in their order.
var erasing = []string{
	`update users set given_name = '', family_name = '', email = null, mailbox = null, mailbox_of = null, bounced_at = null, bounced = '',
		iin_hash = null, level = 0, home_code = null, removed_at = @now where id = @user`,
	`with next as (select min(id) as id from users where mailbox_of = @user) -- the next account of the mailbox
		update users u set mailbox_of = case when u.id <> next.id then next.id end from next where u.mailbox_of = @user`,
	`update sign_ins set ended_at = coalesce(ended_at, @now), device = '', network_hash = null, browser_hash = null where user_id = @user`,
	`delete from confirmations c using promises p, appeals a
		where p.id = c.promise_id and a.id = p.appeal_id and c.user_id = @user and not c.by_author and a.status in @voiced`,
	`delete from verdicts v using appeals a where a.id = v.appeal_id and v.user_id = @user and not v.by_author and a.status = @answered
		and v.answer_id = (select id from answers where appeal_id = a.id order by round desc limit 1)`,
	`delete from voices v using appeals a where a.id = v.appeal_id and v.user_id = @user and a.status in @voiced`,
	`delete from originals o using appeals a where a.id = o.appeal_id and a.author_id = @user`,
	`delete from masked_texts o using appeals a where a.id = o.appeal_id and a.author_id = @user`,
	`update objections o set text = '[…]' from appeals a where a.id = o.appeal_id and a.author_id = @user`,
	`update appeals set author_id = null, author_shown = false where author_id = @user`,
	`delete from kept_forms where user_id = @user`,
	`delete from drafts where user_id = @user and appeal_id is null`,
	`update drafts set user_id = null, form = '{}' where user_id = @user`,
	`delete from merge_voices where user_id = @user`,
	`delete from follows where user_id = @user`,
	`delete from merge_follows where user_id = @user`,
	`delete from mutes where user_id = @user`,
	`delete from voices_taken where user_id = @user`,
	`delete from digests where user_id = @user`,
	`delete from notices where user_id = @user`,
	`delete from factors where user_id = @user`,
	`delete from recovery_codes where user_id = @user`,
	`delete from codes where mailbox = @mailbox`,
	`update invitations set email = '', expires_at = least(expires_at, @now) where email = @email`,
}
