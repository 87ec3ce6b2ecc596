package models

import "context"

// checkDomainBan lets the ban of a mail domain pass when the moderator knows how many
// accounts it hits: behind one of the big domains lives half of the country. One
// that would keep officials from their desk is refused.
func (s *Store) checkDomainBan(ctx context.Context, in NewBan) error {
	var hit struct{ Accounts, Officials int }
	err := s.readOne(ctx, &hit, `
		with hit as (
			select id from users
			where removed_at is null and (split_part(email, '@', 2) = ? or split_part(email, '@', 2) like '%.' || ?))
		select count(*) as accounts, count(*) filter (where exists (
			select 1 from roles r where r.user_id = hit.id and r.since <= ? and (r.until is null or r.until > ?))) as officials
		from hit`, in.Value, in.Value, s.Now(), s.Now())
	switch {
	case err != nil:
		return err
	case hit.Officials > 0:
		return Invalid{"value": {Key: "problem.ban_officials", Args: []any{"n", hit.Officials}}}
	case in.Accounts == nil || *in.Accounts != hit.Accounts:
		return Invalid{"accounts": {Key: "problem.ban_accounts", Args: []any{"n", hit.Accounts}}}
	}
	return nil
}
