package models

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jauap/models/calendar"
	"jauap/models/database"
	"jauap/models/database/dbtest"
	insert "jauap/models/modelstest/village"
	places "jauap/models/village"
)

// The places of the village.
const (
	turkistan = places.Turkistan
	tulkibas  = places.Tulkibas
	sastobe   = places.Sastobe
	village   = places.Village
	arys      = places.Arys
	karaganda = places.Karaganda
	shet      = places.Shet
	aqadyr    = places.Aqadyr
)

// cast is a small world with its clock standing on Wednesday 4 March 2026, 10:00 in Almaty.
type cast struct {
	*Store
	t        testing.TB
	ctx      context.Context
	database *database.DB

	author, neighbour, local, nobody, moderator int64
	akim, district, oblast, shet                Official
	people                                      int // made so far
}

var wednesday = time.Date(2026, time.March, 4, 10, 0, 0, 0, calendar.Zone)

// filledCast is the cast with the ids that its people have in the database of Filled.
var filledCast cast

func newCast(t testing.TB) *cast {
	t.Helper()
	db := dbtest.Filled(t, "cast", func(ctx context.Context, db *database.DB) error {
		s, err := Open(ctx, db, FixedClock(wednesday))
		if err != nil {
			return err
		}
		c := cast{Store: s, t: t, ctx: ctx}
		c.must(insert.Insert(ctx, c.exec))
		c.must(s.EnsureBodies(ctx))
		c.author, c.neighbour, c.nobody = c.create(places.Aigerim, 1, ""), c.person(2, ""), c.person(0, "")
		c.local = c.person(3, village)
		c.moderator = c.create(places.Olga, 2, "")
		c.akim, c.district, c.oblast, c.shet = c.official(sastobe), c.official(tulkibas), c.official(turkistan), c.official(shet)
		filledCast = c
		return nil
	})
	s, err := Open(t.Context(), db, FixedClock(wednesday))
	if err != nil {
		t.Fatal(err)
	}
	c := filledCast
	c.Store, c.t, c.ctx, c.database = s, t, t.Context(), db
	return &c
}

func (c *cast) place(code, parent string, level int, unit, kk, ru, en string) {
	c.t.Helper()
	c.must(insert.InsertPlace(c.ctx, c.exec, places.Place{Code: code, Parent: parent, Level: level, Unit: unit, KK: kk, RU: ru, EN: en}))
}

// person creates a user with an identity level; home is a KATO code or "".
func (c *cast) person(level int, home string) int64 {
	c.t.Helper()
	return c.create(places.Aigul, level, home)
}

// create creates a user with the name of a person of the village.
func (c *cast) create(p places.Person, level int, home string) int64 {
	c.t.Helper()
	c.people++
	u := NewUser{GivenName: p.Given, FamilyName: p.Family, Level: level, HomeCode: home}
	if level >= 2 {
		u.IINHash = fmt.Appendf(nil, "identity %d", c.people)
	}
	id, err := c.CreateUser(c.ctx, u)
	c.must(err)
	return id
}

func (c *cast) official(place string) Official {
	c.t.Helper()
	body, err := c.BodyOf(c.ctx, place, "")
	c.must(err)
	user := c.create(places.OfficialOf(place, "head"), 2, "")
	c.must(c.GrantRole(c.ctx, NewRole{UserID: user, Role: "head", BodyID: &body.ID}))
	return Official{UserID: user, BodyID: body.ID}
}

// executor is an executor of the akim's office.
func (c *cast) executor() Official {
	c.t.Helper()
	user := c.create(places.OfficialOf(sastobe, "executor"), 2, "")
	c.must(c.GrantRole(c.ctx, NewRole{UserID: user, Role: "executor", BodyID: &c.akim.BodyID}))
	return Official{UserID: user, BodyID: c.akim.BodyID}
}

func (c *cast) must(err error) {
	c.t.Helper()
	if err != nil {
		c.t.Fatal(err)
	}
}

// at is the same cast on another day, at ten in the morning.
func (c *cast) at(year int, month time.Month, day int) *cast {
	return c.when(time.Date(year, month, day, 10, 0, 0, 0, calendar.Zone))
}

// when is the same cast at another moment.
func (c *cast) when(t time.Time) *cast {
	moved := *c
	moved.Store = c.At(t)
	return &moved
}

// pothole is an appeal about a road in the village: the akim's own business.
func (c *cast) pothole() NewAppeal {
	return NewAppeal{Kind: Message, Category: "roads", Place: village, AuthorID: c.author, Lang: "kk",
		Title: "Достық көшесіндегі шұңқыр", Text: "Дәріхананың жанындағы жолда терең шұңқыр бар, түнде көрінбейді."}
}

func (c *cast) submitted() int64 {
	c.t.Helper()
	filed, err := c.SubmitAppeal(c.ctx, c.pothole())
	c.must(err)
	return filed.ID
}

func (c *cast) published() int64 {
	c.t.Helper()
	id := c.submitted()
	c.must(c.PublishAppeal(c.ctx, id, c.moderator))
	return id
}

func (c *cast) answered(promises ...NewPromise) int64 {
	c.t.Helper()
	id := c.published()
	_, err := c.PublishAnswer(c.ctx, id, c.akim, NewAnswer{AnswerText: AnswerText{Action: "Шұңқыр жамалады."}, Promises: promises})
	c.must(err)
	return id
}

func (c *cast) refused() int64 {
	c.t.Helper()
	id := c.published()
	_, err := c.PublishAnswer(c.ctx, id, c.akim, NewAnswer{AnswerText: AnswerText{Action: "Жол жекеменшікте.", Refusal: true, Law: "ӘРПК 76-бап"}})
	c.must(err)
	return id
}

func (c *cast) rejected() int64 {
	c.t.Helper()
	id := c.submitted()
	c.must(c.RejectAppeal(c.ctx, id, c.moderator, "advertising", ""))
	return id
}

func (c *cast) merged() int64 {
	c.t.Helper()
	into, id := c.published(), c.published()
	c.must(c.MergeAppeal(c.ctx, id, into, c.moderator))
	return id
}

func (c *cast) withdrawn() int64 {
	c.t.Helper()
	id := c.published()
	c.must(c.WithdrawAppeal(c.ctx, id, c.author))
	return id
}

func (c *cast) judged(v Verdict) int64 {
	c.t.Helper()
	id := c.answered()
	c.must(c.JudgeAnswer(c.ctx, id, c.author, v, "Бұрынғыдай."))
	return id
}

func (c *cast) appeal(id int64) lockedAppeal {
	c.t.Helper()
	a, err := c.lockAppeal(c.ctx, id)
	c.must(err)
	return a
}

// wantStatus asserts where an appeal stands.
func (c *cast) wantStatus(id int64, want Status) {
	c.t.Helper()
	if got := c.appeal(id).Status; got != want {
		c.t.Fatalf("status %q, want %q", got, want)
	}
}

// story is the events of an appeal as "actor kind" lines.
func (c *cast) story(id int64) []string {
	c.t.Helper()
	var lines []string
	c.must(c.read(c.ctx, &lines, `select actor || ' ' || kind from events where appeal_id = ? order by id`, id))
	return lines
}

// wantStory asserts exactly the events of an appeal, after those of its filing and publication.
func (c *cast) wantStory(id int64, want ...string) {
	c.t.Helper()
	want = append([]string{"author submitted", "moderator published"}, want...)
	if diff := cmp.Diff(want, c.story(id)); diff != "" {
		c.t.Errorf("events (-want +got):\n%s", diff)
	}
}

// wantErr asserts the kind of an error.
func wantErr(t testing.TB, what string, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("%s: %v, want %v", what, err, want)
	}
}

// wantInvalid asserts that exactly these "field problem" pairs are complained of.
func wantInvalid(t testing.TB, what string, err error, want ...string) {
	t.Helper()
	var invalid Invalid
	if !errors.As(err, &invalid) {
		t.Errorf("%s: %v, want Invalid", what, err)
		return
	}
	if got := strings.TrimPrefix(invalid.Error(), "invalid: "); got != strings.Join(want, ", ") {
		t.Errorf("%s: %s, want %s", what, got, strings.Join(want, ", "))
	}
}

func (c *cast) count(sql string, args ...any) (n int) {
	c.t.Helper()
	c.must(c.readOne(c.ctx, &n, sql, args...))
	return n
}

func day(year int, month time.Month, d int) calendar.Date { return calendar.NewDate(year, month, d) }

// photo is a small JPEG; each shade is another picture.
func photo(t testing.TB, shade uint8) []byte {
	t.Helper()
	m := image.NewGray(image.Rect(0, 0, 60, 40))
	for i := range m.Pix {
		m.Pix[i] = color.Gray{shade}.Y
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// finished are words that prove a promise kept.
const finished = "Жол жөнделіп бітті, 4-акті."
