package account

import (
	"context"
	"fmt"

	"jauap/models"
	"jauap/models/mailbox"
)

// RemovePersonalData makes a user nobody: the name, the mail address, the identity
// and the home are gone for good, every session ends, and so are what moderation had
// masked in their texts, what they objected, whom they followed and where they were
// invited. What they filed stays in public without an author, and what they gave that
// is only counted stays where it is settled: the record of an akim must not depend on
// who leaves. A voice that could still be given goes, with what was judged by it: who
// comes back as somebody new would give it a second time. ErrForbidden: the account has
// a second factor that this sign-in has not given, or holds a role, which only an
// administrator ends (RemovePerson): a mailbox must not be enough to vacate an office.
func (s *Store) RemovePersonalData(ctx context.Context, user, signIn int64) error {
	if err := s.tx(ctx, func(tx *Store) error {
		if err := tx.mustProve(ctx, user, signIn); err != nil {
			return err
		}
		var official bool
		if err := tx.db.Read(ctx, &official, `select exists (select 1 from roles where user_id = ? and (until is null or until > ?))`, user, tx.core.Now()); err != nil {
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

// ErasePersonalData is RemovePersonalData without the check of a sign-in.
func (s *Store) ErasePersonalData(ctx context.Context, user int64) error {
	var email string
	if err := s.db.ReadOne(ctx, &email, `select coalesce(email, '') from users where id = ? and removed_at is null for update`, user); err != nil {
		return err
	}
	if err := s.core.SpendVoices(ctx, user); err != nil {
		return err
	}
	for _, step := range []struct {
		sql  string
		args []any
	}{
		{`update users set given_name = '', family_name = '', email = null, mailbox = null, mailbox_of = null, bounced_at = null, bounced = '', iin_hash = null, level = 0, home_code = null, removed_at = ? where id = ?`, []any{s.core.Now(), user}},
		{`with next as (select min(id) as id from users where mailbox_of = ?) -- has the mailbox now
			update users u set mailbox_of = case when u.id <> next.id then next.id end from next where u.mailbox_of = ?`, []any{user, user}},
		{`update sign_ins set ended_at = coalesce(ended_at, ?), device = '', network_hash = null, browser_hash = null where user_id = ?`, []any{s.core.Now(), user}},
		{`update roles set until = greatest(?, since + interval '1 microsecond') where user_id = ? and (until is null or until > ?)`, []any{s.core.Now(), user, s.core.Now()}},
		{`delete from confirmations c using promises p, appeals a where p.id = c.promise_id and a.id = p.appeal_id and c.user_id = ? and not c.by_author and a.status in ?`, []any{user, models.VoicedStatuses}},
		{`delete from verdicts v using appeals a where a.id = v.appeal_id and v.user_id = ? and not v.by_author and a.status = ?
			and v.answer_id = (select id from answers where appeal_id = a.id order by round desc limit 1)`, []any{user, models.Answered}},
		{`delete from voices v using appeals a where a.id = v.appeal_id and v.user_id = ? and a.status in ?`, []any{user, models.VoicedStatuses}},
		{`delete from originals o using appeals a where a.id = o.appeal_id and a.author_id = ?`, []any{user}},
		{`delete from masked_texts o using appeals a where a.id = o.appeal_id and a.author_id = ?`, []any{user}},
		{`update objections o set text = '[…]' from appeals a where a.id = o.appeal_id and a.author_id = ?`, []any{user}},
		{`update appeals set author_id = null, author_shown = false where author_id = ?`, []any{user}},
		{`delete from kept_forms where user_id = ?`, []any{user}},
		{`delete from drafts where user_id = ? and appeal_id is null`, []any{user}},
		{`update drafts set user_id = null, form = '{}' where user_id = ?`, []any{user}},
		{`delete from merge_voices where user_id = ?`, []any{user}},
		{`delete from follows where user_id = ?`, []any{user}},
		{`delete from merge_follows where user_id = ?`, []any{user}},
		{`delete from mutes where user_id = ?`, []any{user}},
		{`delete from voices_taken where user_id = ?`, []any{user}},
		{`delete from digests where user_id = ?`, []any{user}},
		{`delete from notices where user_id = ?`, []any{user}},
		{`delete from factors where user_id = ?`, []any{user}},
		{`delete from recovery_codes where user_id = ?`, []any{user}},
		{`delete from codes where mailbox = ?`, []any{mailbox.Of(email)}},
		{`update invitations set email = '', expires_at = least(expires_at, ?) where email = ?`, []any{s.core.Now(), email}},
	} {
		if _, err := s.db.Exec(ctx, step.sql, step.args...); err != nil {
			return err
		}
	}
	return nil
}
