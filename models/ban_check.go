package models

import (
	"context"
	"fmt"
	"strconv"
	"time"
)

// Presence is what is known of somebody at the door, or of somebody who came in
// before they were banned. All parts may be empty.
type Presence struct {
	UserID int64
	Email  string // that of the account when empty
	Client string // the address that the request came from
}

// ban is one that is in force.
type ban struct {
	Until  time.Time
	Reason string
}

// CheckBan returns Invalid for field when the account, the network or the mail
// domain is banned now: until when, and why.
func (s *Store) CheckBan(ctx context.Context, field string, who Presence) error {
	var found []ban
	err := s.read(ctx, &found, `
		with who as (
			select lower(split_part(coalesce(nullif(?, ''), (select email from users where id = ?), ''), '@', 2)) as domain)
		select until, reason from bans, who
		where lifted_at is null and at <= ? and until > ? and case kind
			when 'account' then value = ?
			when 'domain'  then domain = lower(value) or domain like '%.' || lower(value)
			when 'range'   then nullif(?, '')::inet <<= value::inet
		end
		order by until desc limit 1`,
		who.Email, who.UserID, s.Now(), s.Now(), strconv.FormatInt(who.UserID, 10), who.Client)
	if err != nil {
		return fmt.Errorf("check ban: %w", err)
	}
	if len(found) > 0 {
		return Invalid{field: {Key: "problem.banned", Args: []any{"date", found[0].Until, "reason", found[0].Reason}}}
	}
	return nil
}
