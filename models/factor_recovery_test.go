package models

import (
	"testing"
)

// TestRecoveryStandsForAFactor: who has only the mailbox makes no codes that would
// outlive the first factor.
func TestRecoveryStandsForAFactor(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	signIn, err := c.OpenSession(c.ctx, c.akim.UserID, "")
	c.must(err)
	_, err = c.NewRecoveryCodes(c.ctx, c.akim.UserID, signIn)
	wantErr(t, "without a factor", err, ErrState)
	if n := c.count(`select count(*) from recovery_codes`); n != 0 {
		t.Errorf("%d codes", n)
	}
}
