package account

import (
	"testing"

	"jauap/models"
	"jauap/models/modelstest"
)

// TestRecoveryCodesNeedFactor: without a factor there are no recovery codes; a thief of the
// mailbox could otherwise make some before the owner adds the first factor.
func TestRecoveryCodesNeedFactor(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	signIn, err := c.OpenSession(c.Ctx, c.Akim.UserID, "", Origin{})
	c.Must(err)
	_, err = c.NewRecoveryCodes(c.Ctx, c.Akim.UserID, signIn)
	modelstest.WantErr(t, "without a factor", err, models.ErrState)
	if n := c.Count(`select count(*) from recovery_codes`); n != 0 {
		t.Errorf("%d codes", n)
	}
}
