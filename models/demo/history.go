package demo

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"jauap/models"
)

// The history provides data for the statistics of bodies: a year of ordinary appeals, generated
// from a few patterns, in addition to the appeals that are written individually. Bodies have
// different manners, so that their records differ as in reality.

// historyContent holds the patterns, see content/history.json.
type historyContent struct {
	Streets map[string][]string
	Bodies  []historyBody
	Common  map[string]commonTexts
	Matters []matter
}

// historyBody is the place of appeals and the manner in which its body handles them.
type historyBody struct {
	Place  string
	Manner string
	N      int  // number of appeals
	Ru     int  // number of appeals in Russian
	Region bool // use the matters of an oblast, not of a street
}

// commonTexts are texts that do not depend on the matter.
type commonTexts struct {
	Perfunctory       string
	PerfunctoryRegion string `json:"perfunctory_region"`
	Complaint, Law    string
	Unsolved          []string
	AgainFound        string `json:"again_found"` // for the answer after the author said that the problem is not solved
	AgainAction       string `json:"again_action"`
	Move              string
	RefusedFound      string `json:"refused_found"`
	Refused           string
	RefusedLaw        string `json:"refused_law"`
	Order             string
}

// matter is a pattern of an appeal with its possible answers.
type matter struct {
	Category string
	Kind     string
	Cost     int64
	Region   bool
	KK, RU   matterTexts
}

// matterTexts are the texts of a matter. Lists hold alternative wordings.
type matterTexts struct {
	Title             string
	Body              []string
	Found, Done, Plan []string
	Promise, Kept     string
	Responsible       string
	Funding           string
}

// longestHistory is the age of the first appeal in working days.
const longestHistory = 235

func readHistory() (historyContent, error) { return read[historyContent]("history.json") }

// pastScenarios generates the appeals of the history.
func (f *filling) pastScenarios() ([]*scenario, error) {
	h, err := readHistory()
	if err != nil {
		return nil, err
	}
	var scenarios []*scenario
	for _, b := range h.Bodies {
		for i := range b.N {
			id := fmt.Sprintf("H%s-%02d", b.Place, i)
			rnd := seeded(id)
			a, err := h.appeal(b, i, rnd)
			if err != nil {
				return nil, err
			}
			a.ID = id
			sc := &scenario{f: f, appealContent: a, days: daysOf(f.cal, f.store.Today(), a), rnd: rnd, lane: id, past: true}
			sc.authorID = f.anyResident(a.Place, a.Lang, rnd)
			scenarios = append(scenarios, sc)
		}
	}
	return scenarios, nil
}

// anyResident returns a random resident, of the same district and language if possible.
func (f *filling) anyResident(place, lang string, rnd *rand.Rand) int64 {
	lo, hi := models.PlaceRange(place[:4] + "00000")
	fallback := f.residents[rnd.IntN(len(f.residents))]
	for range 40 {
		r := f.residents[rnd.IntN(len(f.residents))]
		if r.lang == lang && r.home >= lo && r.home <= hi {
			return r.id
		}
	}
	return fallback.id
}

// appeal generates the i-th appeal of a body.
func (h historyContent) appeal(b historyBody, i int, rnd *rand.Rand) (appealContent, error) {
	var matters []matter
	for _, m := range h.Matters {
		if m.Region == b.Region {
			matters = append(matters, m)
		}
	}
	m := matters[i%len(matters)]
	variant := i / len(matters) % 2
	w := pastAppeal{matter: m, place: b.Place, texts: m.KK, common: h.Common["kk"], variant: variant, rnd: rnd}
	lang := "kk"
	if i*b.Ru/b.N != (i+1)*b.Ru/b.N {
		lang, w.texts, w.common = "ru", m.RU, h.Common["ru"]
	}
	streets := h.Streets[lang]
	w.words = strings.NewReplacer("{street}", streets[rnd.IntN(len(streets))],
		"{house}", strconv.Itoa(3+rnd.IntN(90)), "{n}", strconv.Itoa(3+rnd.IntN(9)))
	// evenly distributed over the year; the newest are still open
	w.ago = 3 + (longestHistory-3)*(b.N-1-i)/max(b.N-1, 1) + rnd.IntN(3)
	steps, ok := manners[b.Manner]
	if !ok {
		return appealContent{}, fmt.Errorf("history of %s: no manner %q", b.Place, b.Manner)
	}
	steps(&w)
	slices.SortStableFunc(w.steps, func(a, b step) int {
		return cmp.Or(a.Day-b.Day, strings.Compare(usualHour[a.Act], usualHour[b.Act]))
	})
	return appealContent{
		Lang: lang, Kind: m.Kind, Category: m.Category, Place: b.Place,
		Title: w.words.Replace(w.texts.Title), Body: w.words.Replace(w.texts.Body[variant]),
		Ago: w.ago, Voices: rnd.IntN(9), Steps: w.steps,
	}, nil
}
