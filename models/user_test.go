package models

import "testing"

func TestCreateUser(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	_, err := c.CreateUser(c.ctx, NewUser{GivenName: "Олжас", Email: " Olzhas@Example.KZ ", Level: 2, IINHash: []byte("one")})
	c.must(err)
	if n := c.count(`select count(*) from users where email = 'olzhas@example.kz' and lang = 'kk'`); n != 1 {
		t.Error("the address should be kept in lower case, the language be Kazakh")
	}
	for want, in := range map[string]NewUser{
		"given_name: problem.required": {},
		"email: problem.taken":         {GivenName: "Олжас", Email: "OLZHAS@example.kz"},
		"iin: problem.taken":           {GivenName: "Олжас", Level: 2, IINHash: []byte("one")},
		"level: problem.identity":      {GivenName: "Олжас", Level: 2},
		"home: problem.unknown":        {GivenName: "Олжас", Level: 3, IINHash: []byte("two")},
		"lang: problem.unknown":        {GivenName: "Олжас", Lang: "tr"},
	} {
		_, err := c.CreateUser(c.ctx, in)
		wantInvalid(t, "user", err, want)
	}
	wantInvalid(t, "an akim of nothing", c.GrantRole(c.ctx, NewRole{UserID: c.author, Role: "head"}), "body: problem.required")
	wantInvalid(t, "an unknown role", c.GrantRole(c.ctx, NewRole{UserID: c.author, Role: "tsar"}), "role: problem.unknown")
	c.must(c.GrantRole(c.ctx, NewRole{UserID: c.author, Role: "moderator"}))
}
