package models

import (
	"testing"

	"jauap/models/mailbox"
)

// register signs in somebody new by a code, as the door does.
func (c *cast) register(email string) (int64, error) {
	c.t.Helper()
	asked, err := c.AskCode(c.ctx, email, "192.0.2.1")
	c.must(err)
	return c.RedeemCode(c.ctx, Redeem{Token: asked.Token, Digits: asked.Digits, GivenName: "Айгүл", Lang: "kk", Client: "192.0.2.1"})
}

// TestOneMailboxOneAccount: each door that makes an account knows a mailbox by all its
// spellings.
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
		c.must(err)
		again, err := c.register(first)
		c.must(err)
		if again != user {
			t.Errorf("%s has two accounts", first)
		}
		for _, other := range others {
			_, err := c.register(other)
			wantInvalid(t, other, err, "code: problem.mailbox_known")
			_, err = c.CreateUser(c.ctx, NewUser{GivenName: "А", Email: other, Level: 1})
			wantInvalid(t, other, err, "email: problem.taken")
			_, _, err = c.Appoint(c.ctx, other, NewRole{Role: "moderator"})
			wantInvalid(t, other, err, "email: problem.mailbox_known")
		}
	}
	user, err := c.register("voter@xn--e1afmkfd.kz") // the same address, written the other way
	c.must(err)
	if n := c.count(`select count(*) from users where id = ? and email = 'voter@xn--e1afmkfd.kz'`, user); n != 1 {
		t.Error("the domain should be kept in ASCII")
	}
	if _, err := c.exec(c.ctx, `insert into users (given_name, email, mailbox, level, created_at) values ('А', 'xy+9@gmail.com', 'xy@gmail.com', 1, now())`); err == nil {
		t.Error("the database takes a second account of one mailbox")
	}
}

// TestSettleMailboxes: accounts from before the rule stay, and what they gave is one voice.
func TestSettleMailboxes(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id, own := c.published(), c.published()
	var twins []int64
	for _, email := range []string{"troll+0@gmail.com", "t.roll@gmail.com", "troll@googlemail.com", "voter@пример.kz", "voter@xn--e1afmkfd.kz", "other@gmail.com"} {
		var user int64
		c.must(c.readOne(c.ctx, &user, `insert into users (given_name, email, mailbox, level, created_at) values ('А', ?, ?, 1, ?) returning id`, email, email, c.Now()))
		c.must(c.CastVoice(c.ctx, id, user))
		twins = append(twins, user)
	}
	c.must(c.CastVoice(c.ctx, own, twins[1]))
	_, err := c.exec(c.ctx, `update appeals set author_id = ? where id = ?`, twins[0], own)
	c.must(err)
	_, err = c.exec(c.ctx, `update mailbox_rules set version = 'older'`)
	c.must(err)
	for range 2 {
		c.must(c.SettleMailboxes(c.ctx))
	}
	if n := c.count(`select count(*) from voices where appeal_id = ?`, id); n != 3 {
		t.Errorf("%d voices of three mailboxes", n)
	}
	if n := c.count(`select count(*) from voices where appeal_id = ?`, own); n != 0 {
		t.Error("the author gives the own appeal a voice")
	}
	if n := c.count(`select count(*) from users where id in ? and mailbox_of is null`, twins); n != 3 {
		t.Errorf("%d accounts stand for their mailbox", n)
	}
	wantErr(t, "a second account", c.CastVoice(c.ctx, c.published(), twins[1]), ErrForbidden)
	if again, err := c.register("t.roll@gmail.com"); err != nil || again != twins[1] {
		t.Errorf("the second account cannot sign in: %v", err)
	}
	// a checked identity is a person, whatever the mailbox
	_, err = c.exec(c.ctx, `update users set level = 2, iin_hash = 'one' where id = ?`, twins[1])
	c.must(err)
	c.must(c.CastVoice(c.ctx, id, twins[1]))
	// the next account has the mailbox when the first one leaves
	c.must(c.RemovePersonalData(c.ctx, twins[0], 0))
	if n := c.count(`select count(*) from users where mailbox = 'troll@gmail.com' and mailbox_of is null`); n != 1 {
		t.Errorf("%d accounts stand for the mailbox", n)
	}
	if v := mailbox.Version; c.count(`select count(*) from mailbox_rules where version = ?`, v) != 1 {
		t.Error("the rules are not noted")
	}
}

// TestNoSecondVoiceByLeaving: a voice that stayed counted is not given again by the same
// mailbox when the appeal opens again.
func TestNoSecondVoiceByLeaving(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.answered()
	user, err := c.register("xy@gmail.com")
	c.must(err)
	c.must(c.CastVoice(c.ctx, id, user))
	c.must(c.JudgeAnswer(c.ctx, id, c.author, Solved, ""))
	c.must(c.RemovePersonalData(c.ctx, user, 0))
	_, err = c.exec(c.ctx, `update appeals set status = ? where id = ?`, InProgress, id)
	c.must(err)
	again, err := c.register("x.y+2@googlemail.com")
	c.must(err)
	wantErr(t, "a second voice", c.CastVoice(c.ctx, id, again), ErrState)
	if n := c.count(`select count(*) from voices where appeal_id = ?`, id); n != 1 {
		t.Errorf("%d voices of one mailbox", n)
	}
}
