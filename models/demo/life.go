package demo

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"time"

	"jauap/models"
)

// life is one appeal of the demo as it is being lived.
type life struct {
	f *filling
	appealContent
	days
	rnd  *rand.Rand
	lane string // its own id, or that of the life that it is merged into
	past bool   // of the history: its author is one of the residents

	authorID  int64
	id        int64
	number    string
	body      string // who owes the answer now: "616059000", "616000000/education"
	published time.Time
	voters    []voter
	wrote     []int64 // who has commented
}

// live lays out every life and every explanation, and lets them happen.
func (f *filling) live(ctx context.Context) error {
	appeals, err := readAppeals()
	if err != nil {
		return err
	}
	f.lives = map[string]*life{}
	var acts []act
	for _, a := range appeals {
		l := &life{f: f, appealContent: a, days: daysOf(f.cal, f.store.Today(), a), rnd: seeded(a.ID), lane: a.ID}
		f.lives[a.ID] = l
		its, err := l.acts()
		if err != nil {
			return fmt.Errorf("%s: %w", a.ID, err)
		}
		acts = append(acts, its...)
	}
	past, err := f.pastLives()
	if err != nil {
		return err
	}
	for _, l := range past {
		its, err := l.acts()
		if err != nil {
			return fmt.Errorf("%s: %w", l.ID, err)
		}
		acts = append(acts, its...)
	}
	works, err := f.workActs()
	if err != nil {
		return err
	}
	replies, err := f.replyActs()
	if err != nil {
		return err
	}
	ctx, done := context.WithCancel(ctx)
	var drawing sync.WaitGroup
	drawing.Go(func() { f.drawAhead(ctx) })
	defer drawing.Wait()
	defer done()
	return f.happen(ctx, slices.Concat(acts, works, replies))
}

// acts lays the life out: receipt, moderation, the steps, and voices in between.
func (l *life) acts() ([]act, error) {
	hour := l.Hour
	if hour == "" {
		hour = fmt.Sprintf("%02d:%02d", 8+l.rnd.IntN(3), 15+l.rnd.IntN(40))
	}
	received, err := clock(l.received, hour)
	if err != nil {
		return nil, err
	}
	pictures := l.f.sketch(received, l.ID, l.Place, l.Pictures)
	acts := []act{l.act(received, func(ctx context.Context, s *models.Store) error { return l.submit(ctx, s, pictures) })}
	if l.Status == string(models.Moderation) {
		return acts, nil
	}
	if l.Status != string(models.Rejected) {
		l.published = l.days.published(received)
		acts = append(acts, l.act(l.published, func(ctx context.Context, s *models.Store) error {
			return s.PublishAppeal(ctx, l.id, l.f.moderator)
		}))
	}
	for i, s := range l.Steps {
		at, err := l.at(s, time.Duration(l.rnd.IntN(25))*time.Minute)
		if err != nil {
			return nil, fmt.Errorf("step %d: %w", i, err)
		}
		if before := acts[len(acts)-1].at; !at.After(before) {
			return nil, fmt.Errorf("step %d (%s) is at %s, not after %s", i, s.Act, at, before)
		}
		if s.Into != "" {
			l.lane = s.Into // so that both are not changed at once
		}
		acts = append(acts, l.act(at, l.doing(s, at)))
	}
	acts = append(acts, l.voices(acts)...)
	for i := range acts {
		acts[i].life = l.lane
	}
	return acts, nil
}

func (l *life) act(at time.Time, do func(ctx context.Context, s *models.Store) error) act {
	return act{at, l.ID, func(ctx context.Context, s *models.Store) error {
		if err := do(ctx, s); err != nil {
			return fmt.Errorf("%s at %s: %w", l.ID, at.Format(time.DateTime), err)
		}
		return nil
	}}
}

func (l *life) submit(ctx context.Context, s *models.Store, drawn func() ([]models.NewPicture, error)) error {
	pictures, err := drawn()
	if err != nil {
		return err
	}
	filed, err := s.SubmitAppeal(ctx, models.NewAppeal{
		Kind: models.Kind(l.Kind), Category: l.Category, Place: l.Place, AuthorID: l.author(), AuthorShown: l.Shown,
		Lang: l.Lang, Title: l.Title, Text: l.Body, Lat: l.lat(), Lon: l.lon(), Pictures: pictures, Demo: true,
	})
	if err != nil {
		return err
	}
	l.id, l.number = filed.ID, filed.Number
	body, err := s.CompetentBody(ctx, l.Place, l.Category)
	l.body = body.PlaceCode
	return err
}

func (l *life) author() int64 {
	if l.past {
		return l.authorID
	}
	return l.f.authors[l.Author]
}

// official is who acts for a body. Nobody in particular,
// where the cast has no one there: the sign-in page lists all who hold a role.
func (l *life) official(ctx context.Context, name string) (models.Official, error) {
	body, err := l.f.body(ctx, name)
	return models.Official{UserID: l.f.speakers[name], BodyID: body}, err
}

// commentator is a resident of the same district and language who has not
// written under this appeal yet.
func (l *life) commentator() int64 {
	lo, hi := models.PlaceRange(l.Place[:4] + "00000")
	for range 4 * len(l.f.residents) {
		r := l.f.residents[l.rnd.IntN(len(l.f.residents))]
		if r.lang == l.Lang && r.home >= lo && r.home <= hi && !slices.Contains(l.wrote, r.id) {
			l.wrote = append(l.wrote, r.id)
			return r.id
		}
	}
	return l.author()
}

// lat and lon of the history are not known: it has a street, not a point.
func (l *life) lat() *float64 { return known(l.Lat) }
func (l *life) lon() *float64 { return known(l.Lon) }

func known(degrees float64) *float64 {
	if degrees == 0 {
		return nil
	}
	return &degrees
}

func (l *life) dated(text string) string { return dated(text, l.day) }
