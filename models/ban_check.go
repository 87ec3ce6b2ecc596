package models

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Presence is what is known of somebody at the door. All parts may be empty.
type Presence struct {
	UserID int64
	Email  string
	Client string // the address that the request came from
}

// ban is one that is in force.
type ban struct {
	Until  time.Time
	Reason string
}

// checkBan returns Invalid for field when the account, the network or the mail
// domain is banned now: until when, and why.
func (s *Store) checkBan(ctx context.Context, field string, who Presence) error {
	_, domain, _ := strings.Cut(who.Email, "@")
	var found []ban
	err := s.read(ctx, &found, `
		select until, reason from bans
		where lifted_at is null and at <= ? and until > ? and case kind
			when 'account' then value = ?
			when 'domain'  then ? <> '' and (? = lower(value) or ? like '%.' || lower(value))
			when 'range'   then nullif(?, '')::inet <<= value::inet
		end
		order by until desc limit 1`,
		s.Now(), s.Now(), strconv.FormatInt(who.UserID, 10), domain, domain, domain, who.Client)
	if err != nil {
		return fmt.Errorf("check ban: %w", err)
	}
	if len(found) > 0 {
		return Invalid{field: {Key: "problem.banned", Args: []any{"date", found[0].Until, "reason", found[0].Reason}}}
	}
	return nil
}
