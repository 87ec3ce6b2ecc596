package demo

import (
	"context"
	"slices"
	"time"

	"jauap/models"
	"jauap/models/calendar"
)

// voter is a resident with the time of the voice.
type voter struct {
	resident
	at     time.Time
	judged bool
}

// voices distributes the voices over the time in which they are allowed: from publication, most of
// them early, until the appeal is settled or until the last working day before today.
func (sc *scenario) voices(actions []action) []action {
	until := workingDayBefore(sc.f.cal, sc.f.store.Today(), 1).Time().Add(22 * time.Hour)
	for i, s := range sc.Steps {
		settled := s.Act == "merge" || s.Act == "withdraw" || s.Act == "verdict" && s.Verdict == string(models.Solved)
		// the verdict on an answer can lapse later; voices end on the day of the answer
		if settled || s.Act == "answer" && (sc.past || sc.Status == string(models.ResolvedUncontested)) {
			until = actions[len(actions)-len(sc.Steps)+i].at.Add(-2 * time.Hour)
			if s.Act == "merge" {
				until = actions[len(actions)-len(sc.Steps)+i].at.Add(-time.Minute)
			}
			break
		}
	}
	span := until.Sub(sc.published)
	if span <= 0 {
		return nil
	}
	for _, r := range sc.neighbours() {
		soon := sc.rnd.Float64()
		sc.voters = append(sc.voters, voter{resident: r, at: sc.published.Add(time.Duration(float64(span) * soon * soon)).Truncate(time.Second)})
	}
	slices.SortFunc(sc.voters, func(a, b voter) int { return a.at.Compare(b.at) })
	return sc.voiceActions()
}

// neighbours returns the residents of the district who give voices, mostly those of the same rural
// district.
func (sc *scenario) neighbours() []resident {
	lo, hi := models.PlaceRange(sc.Place[:4] + "00000")
	type near struct {
		resident
		distance float64
	}
	var all []near
	for _, r := range sc.f.residents {
		if r.home < lo || r.home > hi || r.id == sc.author() {
			continue
		}
		distance := sc.rnd.Float64()
		if r.home[:6] != sc.Place[:6] {
			distance += .7
		}
		all = append(all, near{r, distance})
	}
	slices.SortFunc(all, func(a, b near) int {
		switch {
		case a.distance < b.distance:
			return -1
		case a.distance > b.distance:
			return 1
		}
		return 0
	})
	var chosen []resident
	for _, n := range all[:min(sc.Voices, len(all))] {
		chosen = append(chosen, n.resident)
	}
	return chosen
}

// voiceActions returns one action per day, which gives the voices of that day in order.
func (sc *scenario) voiceActions() (actions []action) {
	for rest := sc.voters; len(rest) > 0; {
		day := calendar.Of(rest[0].at)
		n := slices.IndexFunc(rest, func(v voter) bool { return calendar.Of(v.at) != day })
		if n < 0 {
			n = len(rest)
		}
		today := rest[:n]
		actions = append(actions, sc.action(today[0].at, func(ctx context.Context, s *models.Store) error {
			for _, v := range today {
				if err := s.At(v.at).CastVoice(ctx, sc.id, v.id); err != nil {
					return err
				}
			}
			return nil
		}))
		rest = rest[n:]
	}
	return actions
}

// nextJudge returns a voter before the given time who may give a verdict.
func (sc *scenario) nextJudge(by time.Time) (user int64, ok bool) {
	for i, v := range sc.voters {
		if !v.judged && v.level >= 2 && v.at.Before(by) {
			sc.voters[i].judged = true
			return v.id, true
		}
	}
	return 0, false
}
