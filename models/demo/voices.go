package demo

import (
	"context"
	"slices"
	"time"

	"jauap/models"
	"jauap/models/calendar"
)

// voter is a resident at the moment of giving a voice.
type voter struct {
	resident
	at     time.Time
	judged bool
}

// voices spreads the voices over the time in which one may give them: from
// publication, most of them soon, until the appeal is settled or until the
// last day that has passed.
func (l *life) voices(acts []act) []act {
	until := workedBefore(l.f.cal, l.f.store.Today(), 1).Time().Add(22 * time.Hour)
	for i, s := range l.Steps {
		settled := s.Act == "merge" || s.Act == "withdraw" || s.Act == "verdict" && s.Verdict == string(models.Solved)
		// an answer lapses when nobody objects; it is far away, so its day is enough
		if settled || s.Act == "answer" && (l.past || l.Status == string(models.ResolvedUncontested)) {
			until = acts[len(acts)-len(l.Steps)+i].at.Add(-2 * time.Hour)
			if s.Act == "merge" {
				until = acts[len(acts)-len(l.Steps)+i].at.Add(-time.Minute)
			}
			break
		}
	}
	span := until.Sub(l.published)
	if span <= 0 {
		return nil
	}
	for _, r := range l.neighbours() {
		soon := l.rnd.Float64()
		l.voters = append(l.voters, voter{resident: r, at: l.published.Add(time.Duration(float64(span) * soon * soon)).Truncate(time.Second)})
	}
	slices.SortFunc(l.voters, func(a, b voter) int { return a.at.Compare(b.at) })
	return l.voiceActs()
}

// neighbours are as many residents of the district as there are voices; those
// of the same rural district come first, with others among them.
func (l *life) neighbours() []resident {
	lo, hi := models.PlaceRange(l.Place[:4] + "00000")
	type near struct {
		resident
		far float64
	}
	var all []near
	for _, r := range l.f.residents {
		if r.home < lo || r.home > hi || r.id == l.author() {
			continue
		}
		far := l.rnd.Float64()
		if r.home[:6] != l.Place[:6] {
			far += .7
		}
		all = append(all, near{r, far})
	}
	slices.SortFunc(all, func(a, b near) int {
		switch {
		case a.far < b.far:
			return -1
		case a.far > b.far:
			return 1
		}
		return 0
	})
	var some []resident
	for _, n := range all[:min(l.Voices, len(all))] {
		some = append(some, n.resident)
	}
	return some
}

// voiceActs gives the voices of each day one after another.
func (l *life) voiceActs() (acts []act) {
	for rest := l.voters; len(rest) > 0; {
		day := calendar.Of(rest[0].at)
		n := slices.IndexFunc(rest, func(v voter) bool { return calendar.Of(v.at) != day })
		if n < 0 {
			n = len(rest)
		}
		today := rest[:n]
		acts = append(acts, l.act(today[0].at, func(ctx context.Context, s *models.Store) error {
			for _, v := range today {
				if err := s.At(v.at).CastVoice(ctx, l.id, v.id); err != nil {
					return err
				}
			}
			return nil
		}))
		rest = rest[n:]
	}
	return acts
}

// nextJudge is someone who has given a voice by then and may judge.
func (l *life) nextJudge(by time.Time) (user int64, ok bool) {
	for i, v := range l.voters {
		if !v.judged && v.level >= 2 && v.at.Before(by) {
			l.voters[i].judged = true
			return v.id, true
		}
	}
	return 0, false
}
