package vote

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"jauap/models"
	"jauap/models/modelstest"
	"jauap/models/tally"
)

func TestAnnounce(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	for _, test := range []struct {
		name, field string
		change      func(*NewVote)
	}{
		{"one option", "options", func(in *NewVote) { in.Options = in.Options[:1] }},
		{"same options", "options", func(in *NewVote) { in.Options[1].Title = strings.ToUpper(in.Options[0].Title) }},
		{"opens in the past", "opens", func(in *NewVote) { in.OpensAt = modelstest.Wednesday.Add(-time.Hour) }},
		{"open for an hour", "closes", func(in *NewVote) { in.ClosesAt = in.OpensAt.Add(time.Hour) }},
		{"answer before the end", "answer_due", func(in *NewVote) { in.AnswerDue = modelstest.Day(2026, 3, 20) }},
		{"binding opinion", "binding", func(in *NewVote) { in.Who = Contact }},
		{"project above the budget", "options", func(in *NewVote) { in.Kind, in.Budget = Budget, 100; in.Options[0].Cost = 101 }},
		{"unknown place", "place", func(in *NewVote) { in.Place = "999999999" }},
		{"no promise", "promise", func(in *NewVote) { in.Promise = "" }},
	} {
		t.Run(test.name, func(t *testing.T) {
			in := question(One)
			test.change(&in)
			var problems models.Invalid
			if _, err := c.Announce(c.Ctx, c.Akim, in); !errors.As(err, &problems) || problems[test.field].Key == "" {
				t.Errorf("%v, want a problem of %s", err, test.field)
			}
		})
	}
	if _, err := c.Announce(c.Ctx, c.Shet, question(One)); !errors.Is(err, models.ErrForbidden) {
		t.Errorf("a place of another body: %v", err)
	}
	if _, err := c.Announce(c.Ctx, c.Executor(), question(One)); !errors.Is(err, models.ErrForbidden) {
		t.Errorf("an executor: %v", err)
	}
}

func TestWhoMayCast(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	address := c.announced(One)
	in := question(One)
	in.Who = Identity
	identity, err := c.Announce(c.Ctx, c.Akim, in)
	c.Must(err)
	in.Who, in.Binding = Contact, false
	contact, err := c.Announce(c.Ctx, c.Akim, in)
	c.Must(err)
	local, elsewhere, checked, mail, guest := c.voter(), c.Person(3, modelstest.Shet), c.Person(2, ""), c.Person(1, ""), c.Person(0, "")
	day := c.when(during)
	for _, test := range []struct {
		name       string
		vote, user int64
		want       error
	}{
		{"address: resident of the place", address, local, nil},
		{"address: resident of another place", address, elsewhere, ErrLevel},
		{"address: checked identity only", address, checked, ErrLevel},
		{"identity: checked identity", identity, checked, nil},
		{"identity: confirmed contact", identity, mail, ErrLevel},
		{"contact: confirmed contact", contact, mail, nil},
		{"contact: no contact", contact, guest, ErrLevel},
	} {
		t.Run(test.name, func(t *testing.T) {
			if _, err := day.Store.Cast(c.Ctx, test.vote, test.user, []int{1}); !errors.Is(err, test.want) {
				t.Errorf("%v, want %v", err, test.want)
			}
		})
	}
	if _, err := day.Store.Cast(c.Ctx, address, local, []int{2}); !errors.Is(err, ErrVoted) {
		t.Errorf("a second ballot: %v", err)
	}
	for _, test := range []struct {
		name string
		at   time.Time
		want error
	}{{"before", opens.Add(-time.Second), models.ErrState}, {"first second", opens, nil}, {"last second", closes.Add(-time.Second), nil}, {"after", closes, models.ErrState}} {
		t.Run(test.name, func(t *testing.T) {
			if _, err := c.when(test.at).Store.Cast(c.Ctx, address, c.voter(), []int{1}); !errors.Is(err, test.want) {
				t.Errorf("%v, want %v", err, test.want)
			}
		})
	}
}

func TestInvalidBallots(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	for _, test := range []struct {
		kind    Kind
		choices []int
		valid   bool
	}{
		{One, []int{1, 2}, false}, {One, nil, false}, {One, []int{4}, false}, {One, []int{0}, false},
		{Several, []int{3, 1}, true}, {Several, []int{1, 1}, false}, {Ranked, []int{3, 1}, true}, {Ranked, []int{3, 3}, false}, {Budget, []int{1, 2, 3}, true},
	} {
		id := c.announced(test.kind)
		_, err := c.when(during).Store.Cast(c.Ctx, id, c.voter(), test.choices)
		if _, invalid := errors.AsType[models.Invalid](err); invalid == test.valid {
			t.Errorf("%s %v: %v", test.kind, test.choices, err)
		}
	}
}

func TestReceipt(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.announced(Ranked)
	day := c.when(during)
	code := day.casts(id, 2, 1)
	for _, typed := range []string{code, strings.ToLower(code), strings.ReplaceAll(code, "-", " ")} {
		if choices, err := day.Ballot(c.Ctx, id, typed); err != nil || !slices.Equal(choices, []int{2, 1}) {
			t.Errorf("%q: %v, %v", typed, choices, err)
		}
	}
	c.Must(day.Recast(c.Ctx, id, code, []int{3}))
	if choices, err := day.Ballot(c.Ctx, id, code); err != nil || !slices.Equal(choices, []int{3}) {
		t.Errorf("changed: %v, %v", choices, err)
	}
	if err := day.Recast(c.Ctx, id, "AAAA-BBBB-CCCC", []int{3}); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("another code: %v", err)
	}
	if err := c.when(closes).Recast(c.Ctx, id, code, []int{1}); !errors.Is(err, models.ErrState) {
		t.Errorf("after the end: %v", err)
	}
}

// TestOfficeVote: a person with an account is the same person at the office.
func TestOfficeVote(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	const iin = "990101500016"
	user, err := c.CreateUser(c.Ctx, models.NewUser{GivenName: "Айгүл", Level: 3, HomeCode: modelstest.Village, IINHash: c.Secret().Hash("iin", iin)})
	c.Must(err)
	id := c.announced(One)
	day, clerk := c.when(during), c.Executor()
	if _, err := day.CastAtOffice(c.Ctx, id, clerk, "990101500017", []int{1}); err == nil {
		t.Error("an IIN with a wrong check digit was taken")
	}
	if _, err := day.CastAtOffice(c.Ctx, id, c.District, iin, []int{1}); !errors.Is(err, models.ErrForbidden) {
		t.Errorf("another body: %v", err)
	}
	_, err = day.CastAtOffice(c.Ctx, id, clerk, iin, []int{1})
	c.Must(err)
	if _, err := day.Store.Cast(c.Ctx, id, user, []int{2}); !errors.Is(err, ErrVoted) {
		t.Errorf("online after the office: %v", err)
	}
	if _, err := day.CastAtOffice(c.Ctx, id, clerk, iin, []int{1}); !errors.Is(err, ErrVoted) {
		t.Errorf("twice at the office: %v", err)
	}
}

// outsideValue decides between equals in the tests.
const outsideValue = "486.52"

// counted casts ballots, closes the vote and counts it.
func (c *villageCast) counted(id int64, ballots ...[]int) (Result, Vote) {
	c.T.Helper()
	day := c.when(during)
	for _, b := range ballots {
		day.casts(id, b...)
	}
	c.Must(c.when(after).EnterSeed(c.Ctx, id, c.Moderator, outsideValue, "https://nationalbank.kz"))
	c.Must(c.when(after).Store.Count(c.Ctx))
	r, err := c.Store.Result(c.Ctx, id)
	c.Must(err)
	v, err := c.Store.Vote(c.Ctx, id)
	c.Must(err)
	return r, v
}

func repeat(n int, choices ...int) (list [][]int) {
	for range n {
		list = append(list, choices)
	}
	return list
}

func TestCount(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	for _, test := range []struct {
		kind    Kind
		ballots [][]int
		winners []int
	}{
		{One, slices.Concat(repeat(5, 1), repeat(6, 2)), []int{2}},
		{Several, slices.Concat(repeat(5, 1, 3), repeat(6, 2, 3)), []int{3}},
		{Ranked, slices.Concat(repeat(5, 1), repeat(4, 2, 3), repeat(3, 3, 2)), []int{2}},
		{Budget, slices.Concat(repeat(8, 1), repeat(4, 2)), []int{1, 2}},
	} {
		t.Run(string(test.kind), func(t *testing.T) {
			id := c.announced(test.kind)
			r, v := c.counted(id, test.ballots...)
			if !slices.Equal(r.Winners, test.winners) || r.Ballots != len(test.ballots) || v.Phase(after) != Counted {
				t.Errorf("%+v", r)
			}
			file, err := c.File(c.Ctx, id)
			c.Must(err)
			e, err := tally.ReadPabulib(strings.NewReader(string(file)))
			c.Must(err)
			again, err := tally.Count(e)
			c.Must(err)
			published, _ := e.Published()
			if !tally.SameProjects(again.Winners, published) || !slices.Equal(fromOne(again.Winners), r.Winners) {
				t.Errorf("the file gives %v, published %v", again.Winners, published)
			}
			var keys int
			c.Must(c.ReadOne(c.Ctx, &keys, `select count(*) from vote_keys where vote_id = ?`, id))
			if keys != 0 {
				t.Error("the key was kept after the count")
			}
		})
	}
}

// TestTieByLot: the outside value decides between equals, and is not accepted before the end.
func TestTieByLot(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.announced(One)
	if err := c.when(during).EnterSeed(c.Ctx, id, c.Moderator, "1", "https://x.kz"); !errors.Is(err, models.ErrState) {
		t.Errorf("before the end: %v", err)
	}
	order := tally.Lot(outsideValue, strconv.FormatInt(id, 10), 3)
	if order[0] == 0 {
		t.Fatal("this outside value gives the order of the form: the test could not fail")
	}
	first, other := order[0]+1, 1
	r, _ := c.counted(id, slices.Concat(repeat(6, other), repeat(6, first))...)
	if !slices.Equal(r.Winners, []int{first}) {
		t.Errorf("%v, the lot says %d", r.Winners, first)
	}
	if err := c.when(after).EnterSeed(c.Ctx, id, c.Moderator, "2", "https://x.kz"); !errors.Is(err, models.ErrState) {
		t.Errorf("a second value: %v", err)
	}
}

func TestFewBallotsPublishNoFile(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.announced(One)
	r, _ := c.counted(id, repeat(9, 1)...)
	if !slices.Equal(r.Winners, []int{1}) || r.SHA256 != "" || r.Channels != nil {
		t.Errorf("%+v", r)
	}
	if _, err := c.File(c.Ctx, id); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("file: %v", err)
	}
}

func TestAnnul(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.announced(One)
	day, clerk := c.when(during), c.Executor()
	for _, iin := range []string{"990101500016", "990101500708"} {
		_, err := day.CastAtOffice(c.Ctx, id, clerk, iin, []int{2})
		c.Must(err)
	}
	r, _ := c.counted(id, slices.Concat(repeat(6, 1), repeat(5, 2))...)
	if !slices.Equal(r.Winners, []int{2}) {
		t.Fatalf("%+v", r)
	}
	c.Must(c.when(after).Annul(c.Ctx, id, c.Moderator, Office, "Қағаз бюллетеньдер тізімсіз толтырылған."))
	r, err := c.Store.Result(c.Ctx, id)
	c.Must(err)
	if !slices.Equal(r.Winners, []int{1}) || len(r.Annulled) != 1 || r.Annulled[0].Ballots != 2 || r.Annulled[0].Reason == "" {
		t.Errorf("%+v", r)
	}
}

func TestStopAndAnswer(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.announced(One)
	c.Must(c.when(during).Stop(c.Ctx, id, c.Moderator, "Сұрақ заңға қайшы."))
	if _, err := c.when(during).Store.Cast(c.Ctx, id, c.voter(), []int{1}); !errors.Is(err, models.ErrState) {
		t.Errorf("cast after the stop: %v", err)
	}
	id = c.announced(One)
	const text = "Ойын алаңын мамырда саламыз, мердігер таңдалды."
	if err := c.when(after).Answer(c.Ctx, id, c.Akim, text); !errors.Is(err, models.ErrState) {
		t.Errorf("answer before the count: %v", err)
	}
	c.counted(id, repeat(3, 1)...)
	if err := c.when(after).Answer(c.Ctx, id, c.Executor(), text); !errors.Is(err, models.ErrForbidden) {
		t.Errorf("answer of an executor: %v", err)
	}
	c.Must(c.when(after).Answer(c.Ctx, id, c.Akim, text))
	if v, err := c.Store.Vote(c.Ctx, id); err != nil || v.Answer != text {
		t.Errorf("%+v, %v", v, err)
	}
}
