package account

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"jauap/models"
	"jauap/models/modelstest"
)

// after returns the same cast later.
func (c *cast) after(d time.Duration) *cast { return with(c.Cast.When(c.Now().Add(d))) }

const (
	day       = 24 * time.Hour
	justUnder = -time.Microsecond // the precision of stored times
)

// TestSignInExpires: a sign-in ends after SessionDays without use, and every use starts the
// days again.
func TestSignInExpires(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	open := func() int64 {
		id, err := c.OpenSession(c.Ctx, c.Author, "", Origin{})
		c.Must(err)
		return id
	}
	t.Run("last moment", func(t *testing.T) {
		last := c.after(SessionDays*day + justUnder)
		if _, err := last.SessionViewer(c.Ctx, open()); err != nil {
			t.Error(err)
		}
	})
	t.Run("expired", func(t *testing.T) {
		_, err := c.after(SessionDays*day).SessionViewer(c.Ctx, open())
		modelstest.WantErr(t, "after the last day", err, models.ErrNotFound)
		if a, err := c.after(2*SessionDays*day).Account(c.Ctx, c.Author); err != nil || len(a.SignIns) != 0 {
			t.Errorf("listed: %+v, %v", a.SignIns, err)
		}
	})
	t.Run("listed until then", func(t *testing.T) {
		open()
		a, err := c.after(SessionDays*day+justUnder).Account(c.Ctx, c.Author)
		if err != nil || len(a.SignIns) == 0 {
			t.Errorf("%+v, %v", a.SignIns, err)
		}
	})
	t.Run("use renews it", func(t *testing.T) {
		id := open()
		_, err := c.after(20*day).SessionViewer(c.Ctx, id)
		c.Must(err)
		if _, err := c.after(45*day).SessionViewer(c.Ctx, id); err != nil {
			t.Error(err)
		}
	})
	t.Run("ended", func(t *testing.T) {
		id := open()
		c.Must(c.EndSession(c.Ctx, c.Author, id))
		_, err := c.SessionViewer(c.Ctx, id)
		modelstest.WantErr(t, "an ended sign-in", err, models.ErrNotFound)
	})
	t.Run("others ended", func(t *testing.T) {
		one, other := open(), open()
		c.Must(c.EndSession(c.Ctx, c.Neighbour, one)) // of another user: no effect
		c.Must(c.EndOtherSessions(c.Ctx, c.Author, one))
		if _, err := c.SessionViewer(c.Ctx, one); err != nil {
			t.Error(err)
		}
		_, err := c.SessionViewer(c.Ctx, other)
		modelstest.WantErr(t, "the other sign-in", err, models.ErrNotFound)
	})
}

// redeem tries digits for a code, as a person with a name.
func (c *cast) redeem(asked AskedCode, digits string) error {
	_, err := c.RedeemCode(c.Ctx, Redeem{Token: asked.Token, Digits: digits, GivenName: "Айгүл", Lang: "kk"})
	return err
}

// ask requests a code from an unknown origin.
func (c *cast) ask(email string) AskedCode {
	c.T.Helper()
	asked, err := c.AskCode(c.Ctx, email, Origin{Network: "192.0.2.1"})
	c.Must(err)
	return asked
}

// wrong returns digits that differ from those of the code.
func wrong(asked AskedCode) string {
	if asked.Digits == "00000000" {
		return "00000001"
	}
	return "00000000"
}

// TestCodeLifetime: a code is valid for CodeMinutes.
func TestCodeLifetime(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	first, second := c.ask("first@example.kz"), c.ask("second@example.kz")
	c.Must(c.after(CodeMinutes*time.Minute+justUnder).redeem(first, first.Digits))
	modelstest.WantInvalid(t, "expired", c.after(CodeMinutes*time.Minute).redeem(second, second.Digits), "code: problem.code_gone")
	modelstest.WantInvalid(t, "used", c.redeem(first, first.Digits), "code: problem.code_gone")
}

// TestCodeTries: the number of wrong codes is limited for one code, one mailbox and the
// whole portal.
func TestCodeTries(t *testing.T) {
	t.Parallel()
	t.Run("one code", func(t *testing.T) {
		c := newCast(t)
		asked := c.ask("one@example.kz")
		for range codeTries - 1 {
			modelstest.WantInvalid(t, "wrong", c.redeem(asked, wrong(asked)), "code: problem.code_wrong")
		}
		other := c.ask("other@example.kz")
		for range codeTries - 1 {
			modelstest.WantInvalid(t, "wrong", c.redeem(other, wrong(other)), "code: problem.code_wrong")
		}
		c.Must(c.redeem(other, other.Digits)) // the last try
		modelstest.WantInvalid(t, "the last wrong try", c.redeem(asked, wrong(asked)), "code: problem.code_tries")
		modelstest.WantInvalid(t, "right, but too late", c.redeem(asked, asked.Digits), "code: problem.code_tries")
	})
	t.Run("one mailbox", func(t *testing.T) {
		c := newCast(t)
		for range wrongOfStrangers / (codeTries - 1) {
			asked := c.ask("many@example.kz")
			if asked.Digits == "" {
				c = c.after(time.Hour) // the quota of codes is another limit
				_, err := c.Exec(c.Ctx, `update tallies set slot = slot + interval '1 hour'`)
				c.Must(err)
				asked = c.ask("many@example.kz")
			}
			for range codeTries - 1 {
				modelstest.WantInvalid(t, "wrong", c.redeem(asked, wrong(asked)), "code: problem.code_wrong")
			}
		}
		for n, want := range []string{"code: problem.code_wrong", "code: problem.code_tries"} {
			asked := c.ask("many@example.kz")
			modelstest.WantInvalid(t, fmt.Sprint("near the limit, ", n), c.redeem(asked, wrong(asked)), want)
		}
		asked := c.ask("many@example.kz")
		modelstest.WantInvalid(t, "right, over the limit", c.redeem(asked, asked.Digits), "code: problem.code_tries")
		later := c.after(time.Hour)
		asked = later.ask("many@example.kz")
		c.Must(later.redeem(asked, asked.Digits))
	})
	t.Run("all mailboxes", func(t *testing.T) {
		c := newCast(t)
		asked := c.ask("last@example.kz")
		modelstest.WantInvalid(t, "wrong", c.redeem(asked, wrong(asked)), "code: problem.code_wrong")
		counter := func(n int) {
			_, err := c.Exec(c.Ctx, `update tallies set n = ? where key = (?)::bytea`, n, fmt.Sprintf(`\x%x`, c.Secret().Hash("tally", "wrong codes")))
			c.Must(err)
		}
		counter(wrongInAll - 1)
		if on, err := c.Guessing(c.Ctx); on || err != nil {
			t.Errorf("below the limit: %v, %v", on, err)
		}
		counter(wrongInAll)
		if on, err := c.Guessing(c.Ctx); !on || err != nil {
			t.Errorf("at the limit: %v, %v", on, err)
		}
		modelstest.WantInvalid(t, "a second try", c.redeem(asked, asked.Digits), "code: problem.code_tries")
		fresh := c.ask("fresh@example.kz")
		c.Must(c.redeem(fresh, fresh.Digits)) // its only try
		if on, err := c.after(guessWindow).Guessing(c.Ctx); on || err != nil {
			t.Errorf("in the next window: %v, %v", on, err)
		}
	})
}

// TestCodeQuota: a mailbox gets a limited number of codes in an hour and in a day; over the
// quota the last code is valid for the new token too.
func TestCodeQuota(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	var last AskedCode
	for n := range codesInADay {
		if n > 0 && n%codesInAnHour == 0 {
			if over := c.ask("box@example.kz"); over.Digits != "" {
				t.Errorf("code %d of an hour is mailed", n+1)
			}
			if over := c.after(time.Hour + justUnder).ask("box@example.kz"); over.Digits != "" {
				t.Error("a code is mailed before the hour is over")
			}
			c = c.after(time.Hour)
		}
		if last = c.ask("box@example.kz"); last.Digits == "" {
			t.Fatalf("code %d of a day is not mailed", n+1)
		}
	}
	c = c.after(time.Hour)
	if over := c.ask("box@example.kz"); over.Digits != "" {
		t.Error("a code over the quota of a day is mailed")
	}
	asked := c.after(time.Minute).ask("box@example.kz")
	if email, earlier, err := c.CodeAddress(c.Ctx, asked.Token); email != "box@example.kz" || !earlier || err != nil {
		t.Errorf("%q, %v, %v", email, earlier, err)
	}
	modelstest.WantInvalid(t, "expired with the mailed one", c.redeem(last, last.Digits), "code: problem.code_gone")
	if next := c.after(day).ask("box@example.kz"); next.Digits == "" {
		t.Error("no code on the next day")
	}
	if email, _, err := c.CodeAddress(c.Ctx, "unknown"); email != "" || err != nil {
		t.Errorf("address of an unknown token: %q, %v", email, err)
	}
}

// TestInvitationExpires: an invitation can be accepted for InvitationDays, once, by the
// invited address only.
func TestInvitationExpires(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	admin := &models.Viewer{UserID: c.Moderator, Roles: []models.Role{{Role: "admin"}}}
	invite := func(email string) (user int64, token string) {
		user, err := c.CreateUser(c.Ctx, models.NewUser{GivenName: "Айгүл", Email: email, Level: 1})
		c.Must(err)
		token, err = c.Invite(c.Ctx, admin, email, "executor", &c.Akim.BodyID)
		c.Must(err)
		return user, token
	}
	last, over := c.after(InvitationDays*day+justUnder), c.after(InvitationDays*day)
	t.Run("last moment", func(t *testing.T) {
		user, token := invite("last@example.kz")
		c.Must(last.AcceptInvitation(c.Ctx, token, user))
		modelstest.WantErr(t, "twice", last.AcceptInvitation(c.Ctx, token, user), models.ErrNotFound)
	})
	t.Run("expired", func(t *testing.T) {
		user, token := invite("late@example.kz")
		modelstest.WantErr(t, "too late", over.AcceptInvitation(c.Ctx, token, user), models.ErrNotFound)
		_, err := over.Invitation(c.Ctx, token)
		modelstest.WantErr(t, "shown too late", err, models.ErrNotFound)
		if _, err := last.Invitation(c.Ctx, token); err != nil {
			t.Error(err)
		}
	})
	t.Run("another address", func(t *testing.T) {
		_, token := invite("owner@example.kz")
		modelstest.WantErr(t, "a user without an address", c.AcceptInvitation(c.Ctx, token, c.Neighbour), models.ErrForbidden)
		other, _ := invite("other@example.kz")
		modelstest.WantErr(t, "a user with another address", c.AcceptInvitation(c.Ctx, token, other), models.ErrForbidden)
	})
	t.Run("replaced", func(t *testing.T) {
		user, token := invite("twice@example.kz")
		_, err := c.Invite(c.Ctx, admin, "twice@example.kz", "executor", &c.Akim.BodyID)
		c.Must(err)
		modelstest.WantErr(t, "the earlier one", c.AcceptInvitation(c.Ctx, token, user), models.ErrNotFound)
	})
	t.Run("unknown body", func(t *testing.T) {
		body := int64(999)
		_, err := c.Invite(c.Ctx, admin, "body@example.kz", "executor", &body)
		modelstest.WantErr(t, "a body that does not exist", err, models.ErrNotFound)
	})
	t.Run("listed", func(t *testing.T) {
		open, err := last.Invitations(c.Ctx, admin)
		c.Must(err)
		none, err := over.Invitations(c.Ctx, admin)
		c.Must(err)
		if len(open) == 0 || len(none) != 0 {
			t.Errorf("%d on the last day, %d afterwards", len(open), len(none))
		}
	})
}

// totpUser adds an authenticator to the akim and returns the sign-in that proved it.
func (c *cast) totpUser() (signIn int64, secret string) {
	c.T.Helper()
	signIn, err := c.OpenSession(c.Ctx, c.Akim.UserID, "", Origin{Network: "192.0.2.1", Browser: "own"})
	c.Must(err)
	setup, err := c.NewTOTP(c.Akim.UserID, "Жауап", "akim")
	c.Must(err)
	c.Must(c.AddTOTP(c.Ctx, c.Akim.UserID, signIn, setup, c.totp(setup.Secret)))
	return signIn, setup.Secret
}

// totp returns the authenticator code of now.
func (c *cast) totp(secret string) string {
	c.T.Helper()
	code, err := totp.GenerateCode(secret, c.Now())
	c.Must(err)
	return code
}

// TestFactorLimits: a second factor has a limited number of tries, works once per code, and
// protects the account for FactorHours after it was given.
func TestFactorLimits(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	signIn, secret := c.totpUser()
	user := c.Akim.UserID
	t.Run("proof ends", func(t *testing.T) {
		_, err := c.after(models.FactorHours*time.Hour+justUnder).NewRecoveryCodes(c.Ctx, user, signIn)
		c.Must(err)
		_, err = c.after(models.FactorHours*time.Hour).NewRecoveryCodes(c.Ctx, user, signIn)
		modelstest.WantErr(t, "the factor was given too long ago", err, models.ErrForbidden)
	})
	t.Run("a code works once", func(t *testing.T) {
		next := c.after(time.Minute)
		code := next.totp(secret)
		c.Must(next.GiveTOTP(c.Ctx, user, signIn, code))
		modelstest.WantInvalid(t, "again", next.GiveTOTP(c.Ctx, user, signIn, code), "code: problem.factor_code")
	})
	t.Run("a recovery code works once", func(t *testing.T) {
		codes, err := c.NewRecoveryCodes(c.Ctx, user, signIn)
		c.Must(err)
		c.Must(c.GiveRecoveryCode(c.Ctx, user, signIn, codes[0]))
		modelstest.WantInvalid(t, "again", c.GiveRecoveryCode(c.Ctx, user, signIn, codes[0]), "code: problem.factor_code")
		if f, err := c.Factors(c.Ctx, user); err != nil || f.Recovery != recoveryCodes-1 {
			t.Errorf("%+v, %v", f, err)
		}
	})
	t.Run("tries of a stranger", func(t *testing.T) {
		c := c.after(2 * time.Hour) // the tries above no longer count
		stranger, err := c.OpenSession(c.Ctx, user, "", Origin{Network: "198.51.100.1", Browser: "other"})
		c.Must(err)
		for range factorTriesOfStrangers {
			modelstest.WantInvalid(t, "wrong", c.GiveTOTP(c.Ctx, user, stranger, "000000"), "code: problem.factor_code")
		}
		modelstest.WantInvalid(t, "over the limit", c.GiveTOTP(c.Ctx, user, stranger, c.totp(secret)), "code: problem.factor_tries")
		modelstest.WantInvalid(t, "a recovery code over the limit", c.GiveRecoveryCode(c.Ctx, user, stranger, "aaaaa-aaaaa"), "code: problem.factor_tries")
		modelstest.WantInvalid(t, "an hour later", c.after(time.Hour).GiveTOTP(c.Ctx, user, stranger, "000000"), "code: problem.factor_code")
		own, err := c.OpenSession(c.Ctx, user, "", Origin{Network: "192.0.2.1", Browser: "own"})
		c.Must(err)
		_, err = c.Exec(c.Ctx, `update tallies set n = ?`, factorTriesOfKnown)
		c.Must(err)
		modelstest.WantInvalid(t, "the owner is not limited", c.GiveTOTP(c.Ctx, user, own, "000000"), "code: problem.factor_code")
	})
	t.Run("setup expires", func(t *testing.T) {
		setup, err := c.NewTOTP(user, "Жауап", "akim")
		c.Must(err)
		if _, err := c.after(time.Hour).ReadTOTP(user, "Жауап", "akim", setup.Sealed); err != nil {
			t.Error(err)
		}
		_, err = c.after(time.Hour-justUnder).ReadTOTP(user, "Жауап", "akim", setup.Sealed)
		modelstest.WantErr(t, "after an hour", err, models.ErrNotFound)
		_, err = c.ReadTOTP(c.Author, "Жауап", "akim", setup.Sealed)
		modelstest.WantErr(t, "of another user", err, models.ErrNotFound)
	})
	t.Run("the last factor takes the recovery codes along", func(t *testing.T) {
		f, err := c.Factors(c.Ctx, user)
		c.Must(err)
		modelstest.WantErr(t, "of another user", c.RemoveFactor(c.Ctx, c.Author, signIn, f.List[0].ID), models.ErrNotFound)
		c.Must(c.RemoveFactor(c.Ctx, user, signIn, f.List[0].ID))
		if f, err = c.Factors(c.Ctx, user); err != nil || len(f.List)+f.Recovery != 0 {
			t.Errorf("%+v, %v", f, err)
		}
	})
}

// TestOriginIsForgotten: the origin of a sign-in counts as known for OriginDays and is
// deleted then; counters are deleted after a day.
func TestOriginIsForgotten(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	user, err := c.register("known@example.kz")
	c.Must(err)
	own := Origin{Network: "192.0.2.7", Browser: "own"}
	_, err = c.OpenSession(c.Ctx, user, "", own)
	c.Must(err)
	known := func(at *cast, from Origin) bool {
		t.Helper()
		known, err := at.knownTo(c.Ctx, "known@example.kz", from)
		c.Must(err)
		return known
	}
	last, over := c.after(OriginDays*day+justUnder), c.after(OriginDays*day)
	for name, got := range map[string]bool{
		"the same browser": known(c, Origin{Network: "198.51.100.1", Browser: "own"}),
		"the same network": known(c, Origin{Network: "192.0.2.7"}),
		"the last moment":  known(last, own),
	} {
		if !got {
			t.Errorf("%s is not known", name)
		}
	}
	if known(c, Origin{Network: "198.51.100.1", Browser: "other"}) || known(over, own) {
		t.Error("a stranger or an old origin is known")
	}
	asked := c.ask("known@example.kz")
	modelstest.WantInvalid(t, "wrong", c.redeem(asked, wrong(asked)), "code: problem.code_wrong")
	c.Must(c.after(day).ForgetOrigins(c.Ctx))
	if n := c.Count(`select count(*) from tallies`); n == 0 {
		t.Error("the counters are deleted too early")
	}
	c.Must(last.ForgetOrigins(c.Ctx))
	if n := c.Count(`select count(*) from tallies`); n != 0 {
		t.Errorf("%d counters are left", n)
	}
	if n := c.Count(`select count(*) from sign_ins where browser_hash is not null`); n == 0 {
		t.Error("the origin is deleted too early")
	}
	c.Must(c.after(OriginDays*day - justUnder).ForgetOrigins(c.Ctx))
	if n := c.Count(`select count(*) from sign_ins where browser_hash is not null or network_hash is not null`); n != 0 {
		t.Errorf("%d origins are left", n)
	}
}

// TestNameless: the right code of a new person without a name stays valid.
func TestNameless(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	asked := c.ask("new@example.kz")
	_, err := c.RedeemCode(c.Ctx, Redeem{Token: asked.Token, Digits: asked.Digits, Lang: "kk"})
	if !errors.Is(err, ErrNameless) {
		t.Fatal(err)
	}
	c.Must(c.redeem(asked, asked.Digits))
}
