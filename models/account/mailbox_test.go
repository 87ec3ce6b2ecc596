package account

import (
	"testing"

	"jauap/models"
	"jauap/models/mailbox"
	"jauap/models/modelstest"
)

// register signs in a new person with a code, as the sign-in form does.
func (c *cast) register(email string) (int64, error) {
	c.T.Helper()
	asked, err := c.AskCode(c.Ctx, email, Origin{Network: "192.0.2.1"})
	c.Must(err)
	return c.RedeemCode(c.Ctx, Redeem{Token: asked.Token, Digits: asked.Digits, GivenName: "Айгүл", Lang: "kk", Client: "192.0.2.1"})
}

// TestOneMailboxOneAccount: every way to create an account recognises all spellings of a
// mailbox.
func TestOneMailboxOneAccount(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	for first, others := range map[string][]string{
		"x.y@gmail.com":        {"xy+1@gmail.com", "XY@googlemail.com", "ｘｙ＠gmail.com"},
		"voter@пример.kz":      {"voter+a@xn--e1afmkfd.kz"},
		"ivan.petrov@ya.ru":    {"ivan-petrov@yandex.kz", "Ivan.Petrov+2@yandex.ru"},
		"troll@akimat.kz":      {"troll+0@akimat.kz", "troll+1@akimat.kz"},
		"aigul@protonmail.com": {"a.i.g.u.l@pm.me"},
	} {
		user, err := c.register(first)
		c.Must(err)
		again, err := c.register(first)
		c.Must(err)
		if again != user {
			t.Errorf("%s has two accounts", first)
		}
		for _, other := range others {
			_, err := c.register(other)
			modelstest.WantInvalid(t, other, err, "code: problem.mailbox_known")
			_, err = c.CreateUser(c.Ctx, models.NewUser{GivenName: "А", Email: other, Level: 1})
			modelstest.WantInvalid(t, other, err, "email: problem.taken")
			_, _, err = c.Appoint(c.Ctx, other, models.NewRole{Role: "moderator"})
			modelstest.WantInvalid(t, other, err, "email: problem.mailbox_known")
		}
	}
	user, err := c.register("voter@xn--e1afmkfd.kz") // the same address, written the other way
	c.Must(err)
	if n := c.Count(`select count(*) from users where id = ? and email = 'voter@xn--e1afmkfd.kz'`, user); n != 1 {
		t.Error("the domain should be kept in ASCII")
	}
	if _, err := c.Exec(c.Ctx, `insert into users (given_name, email, mailbox, level, created_at) values ('А', 'xy+9@gmail.com', 'xy@gmail.com', 1, now())`); err == nil {
		t.Error("the database accepts a second account of one mailbox")
	}
}

// TestSettleMailboxes: accounts that are older than the rule stay, with one voice per
// mailbox.
func TestSettleMailboxes(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id, own := c.Published(), c.Published()
	var twins []int64
	for _, email := range []string{"troll+0@gmail.com", "t.roll@gmail.com", "troll@googlemail.com", "voter@пример.kz", "voter@xn--e1afmkfd.kz", "other@gmail.com"} {
		var user int64
		c.Must(c.ReadOne(c.Ctx, &user, `insert into users (given_name, email, mailbox, level, created_at) values ('А', ?, ?, 1, ?) returning id`, email, email, c.Now()))
		c.Must(c.CastVoice(c.Ctx, id, user))
		twins = append(twins, user)
	}
	c.Must(c.CastVoice(c.Ctx, own, twins[1]))
	_, err := c.Exec(c.Ctx, `update appeals set author_id = ? where id = ?`, twins[0], own)
	c.Must(err)
	_, err = c.Exec(c.Ctx, `update mailbox_rules set version = 'older'`)
	c.Must(err)
	for range 2 {
		c.Must(c.SettleMailboxes(c.Ctx))
	}
	if n := c.Count(`select count(*) from voices where appeal_id = ?`, id); n != 3 {
		t.Errorf("%d voices of three mailboxes", n)
	}
	if n := c.Count(`select count(*) from voices where appeal_id = ?`, own); n != 0 {
		t.Error("an author has a voice on their own appeal")
	}
	if n := c.Count(`select count(*) from users where id in ? and mailbox_of is null`, twins); n != 3 {
		t.Errorf("%d accounts are the first of their mailbox", n)
	}
	modelstest.WantErr(t, "a second account", c.CastVoice(c.Ctx, c.Published(), twins[1]), models.ErrForbidden)
	if again, err := c.register("t.roll@gmail.com"); err != nil || again != twins[1] {
		t.Errorf("the second account cannot sign in: %v", err)
	}
	// A checked identity is a person of its own, also with a shared mailbox.
	_, err = c.Exec(c.Ctx, `update users set level = 2, iin_hash = 'one' where id = ?`, twins[1])
	c.Must(err)
	c.Must(c.CastVoice(c.Ctx, id, twins[1]))
	// When the first account is removed, the next one gets the mailbox.
	c.Must(c.RemovePersonalData(c.Ctx, twins[0], 0))
	if n := c.Count(`select count(*) from users where mailbox = 'troll@gmail.com' and mailbox_of is null`); n != 1 {
		t.Errorf("%d accounts are the first of the mailbox", n)
	}
	if v := mailbox.Version; c.Count(`select count(*) from mailbox_rules where version = ?`, v) != 1 {
		t.Error("the version of the rules is not stored")
	}
}

// TestNoSecondVoiceByLeaving: a removed account leaves its counted voice, and a new account
// of the same mailbox cannot give it again when the appeal is reopened.
func TestNoSecondVoiceByLeaving(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.Answered()
	user, err := c.register("xy@gmail.com")
	c.Must(err)
	c.Must(c.CastVoice(c.Ctx, id, user))
	c.Must(c.JudgeAnswer(c.Ctx, id, c.Author, models.Solved, ""))
	c.Must(c.RemovePersonalData(c.Ctx, user, 0))
	_, err = c.Exec(c.Ctx, `update appeals set status = ? where id = ?`, models.InProgress, id)
	c.Must(err)
	again, err := c.register("x.y+2@googlemail.com")
	c.Must(err)
	modelstest.WantErr(t, "a second voice", c.CastVoice(c.Ctx, id, again), models.ErrState)
	if n := c.Count(`select count(*) from voices where appeal_id = ?`, id); n != 1 {
		t.Errorf("%d voices of one mailbox", n)
	}
}
