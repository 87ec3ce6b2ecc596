package trust

import (
	"flag"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"runtime"
	"strings"
	"sync"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

// stats runs the simulations at full size and prints their tables: task stats.
var stats = flag.Bool("stats", false, "run the simulations at full size")

// world is a distribution of the true shares in a group of peers.
type world struct {
	name     string
	draw     func(r *rand.Rand, peers int) []float64
	alone    bool // only the first body is checked
	moderate bool
}

func same(share float64) func(*rand.Rand, int) []float64 {
	return func(_ *rand.Rand, peers int) []float64 {
		list := make([]float64, peers)
		for i := range list {
			list[i] = share
		}
		return list
	}
}

func fromBeta(alpha, beta float64) func(*rand.Rand, int) []float64 {
	return func(r *rand.Rand, peers int) []float64 {
		list := make([]float64, peers)
		for i := range list {
			list[i] = distuv.Beta{Alpha: alpha, Beta: beta, Src: r}.Rand()
		}
		return list
	}
}

func twoKinds(r *rand.Rand, peers int) []float64 {
	list := make([]float64, peers)
	for i := range list {
		if list[i] = 0.05; r.IntN(2) == 0 {
			list[i] = 0.60
		}
	}
	return list
}

func oneAt(share float64) func(*rand.Rand, int) []float64 {
	return func(r *rand.Rand, peers int) []float64 {
		list := same(0.05)(r, peers)
		list[0] = share
		return list
	}
}

// floor is the coverage that setting 2 guarantees in the worst case of one fixed share, for any
// peers: the coverage of the body's own interval at 10 to 30 cases.
const floor = 0.83

var worlds = []world{
	{"ordinary, Beta(2, 8)", fromBeta(2, 8), false, false},
	{"rare, Beta(1, 60)", fromBeta(1, 60), false, false},
	{"identical, 0.10", same(0.10), false, false},
	{"bimodal, 0.05 and 0.60", twoKinds, false, false},
	{"one at 0.80 among 0.05, all", oneAt(0.80), false, false},
	{"the outlier itself, 0.80", oneAt(0.80), true, false},
	{"moderate outlier, 0.20", oneAt(0.20), true, true},
}

// count draws random counts for a group.
func count(r *rand.Rand, shares []float64, of int) []Share {
	list := make([]Share, len(shares))
	for i, p := range shares {
		list[i] = Share{int(distuv.Binomial{N: float64(of), P: p, Src: r}.Rand()), of}
	}
	return list
}

// seeded returns a random source that depends only on the cell, so that cells can run in any order.
func seeded(parts ...any) *rand.Rand {
	h := fnv.New64a()
	fmt.Fprint(h, parts...)
	return rand.New(rand.NewPCG(9, h.Sum64()))
}

// covered returns how often the interval contains the true share.
func covered(w world, peers, of, intervals int) float64 {
	r := seeded(w.name, peers, of)
	hit, all := 0, 0
	for all < intervals {
		shares := w.draw(r, peers)
		counts := count(r, shares, of)
		if w.alone {
			shares = shares[:1]
		}
		g := FitShares(counts)
		known := map[Share]Estimate{}
		for i, truth := range shares {
			e, ok := known[counts[i]]
			if !ok {
				e = g.Estimate(counts[i].Weighted())
				known[counts[i]] = e
			}
			all++
			if e.Low <= truth && truth <= e.High {
				hit++
			}
		}
	}
	return float64(hit) / float64(all)
}

// cells computes the cells of a table in parallel.
func cells(rows, columns int, cell func(row, column int) float64) [][]float64 {
	table := make([][]float64, rows)
	var all sync.WaitGroup
	free := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i := range table {
		table[i] = make([]float64, columns)
		for j := range table[i] {
			free <- struct{}{}
			all.Go(func() {
				table[i][j] = cell(i, j)
				<-free
			})
		}
	}
	all.Wait()
	return table
}

func logTable(t *testing.T, title, corner string, rows, columns []string, table [][]float64) {
	t.Helper()
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\n| %s | %s |\n|---|%s\n", title, corner, strings.Join(columns, " | "), strings.Repeat("---|", len(columns)))
	for i, row := range table {
		fmt.Fprintf(&b, "| %s |", rows[i])
		for _, v := range row {
			fmt.Fprintf(&b, " %.3f |", v)
		}
		b.WriteByte('\n')
	}
	if *stats {
		fmt.Println(b.String())
	}
}

func names(numbers []int) (list []string) {
	for _, n := range numbers {
		list = append(list, fmt.Sprint(n))
	}
	return list
}

// TestCoverage checks that every interval contains the true share in at least 0.87 of all cases:
// with 2 to 200 peers, in every world, and for the outlier itself. For a body that is moderately
// different from its peers the limit is floor, because it has one fixed share, and small counts are
// discrete. The small run of 300 intervals per cell allows two standard errors less.
func TestCoverage(t *testing.T) {
	t.Parallel()
	peers, of, intervals, least := []int{2, 5, 12}, []int{5, 30, 1000}, 300, 0.84
	if *stats {
		peers, of, intervals, least = []int{2, 3, 5, 10, 50, 200}, []int{5, 10, 30, 100, 1000, 10000}, 2000, 0.87
	}
	for _, w := range worlds {
		table := cells(len(peers), len(of), func(i, j int) float64 {
			n := intervals
			if w.alone && peers[i] > 20 {
				n = 1000
			}
			return covered(w, peers[i], of[j], n)
		})
		logTable(t, w.name, "peers \\ cases", names(peers), names(of), table)
		for i, row := range table {
			for j, v := range row {
				want := least
				if w.moderate {
					want -= 0.87 - floor
				}
				if v < want {
					t.Errorf("%s, %d peers, %d cases: %.3f, want at least %.2f", w.name, peers[i], of[j], v, want)
				}
			}
		}
	}
}

// flaggedAndNamed returns the part of the bodies that a group flags, and that it names as higher
// than most.
func flaggedAndNamed(w world, peers, of, bodies int) (flagged, named float64) {
	r := seeded("told", w.name, peers, of)
	all := 0
	for ; all < bodies; all += peers {
		counts := count(r, w.draw(r, peers), of)
		g := FitShares(counts)
		known := map[Share][2]float64{}
		for _, s := range counts {
			v, ok := known[s]
			if !ok {
				if g.Flagged(s.Weighted()) {
					v[0] = 1
				}
				if g.Standing(s.Weighted()) == Higher {
					v[1] = 1
				}
				known[s] = v
			}
			flagged, named = flagged+v[0], named+v[1]
		}
	}
	return flagged / float64(all), named / float64(all)
}

// TestFalseFlags checks that at most 1 % of ordinary bodies are flagged, and at most 2.5 % in a
// group of twelve of two kinds, where the former control limit flagged 10 to 50 %. Identical bodies
// are not named.
func TestFalseFlags(t *testing.T) {
	t.Parallel()
	peers, of, bodies := []int{12, 50}, []int{10, 100, 1000}, 300
	if *stats {
		peers, of, bodies = []int{12, 50, 200}, []int{10, 30, 100, 1000, 10000}, 4800
	}
	for _, w := range worlds[:4] {
		limit := 0.01
		if w.name == worlds[3].name {
			limit = 0.025
		}
		named := make([][]float64, len(peers))
		for i := range named {
			named[i] = make([]float64, len(of))
		}
		flagged := cells(len(peers), len(of), func(i, j int) (flagged float64) {
			flagged, named[i][j] = flaggedAndNamed(w, peers[i], of[j], bodies)
			return flagged
		})
		logTable(t, "Flagged though nobody stands out: "+w.name, "peers \\ cases", names(peers), names(of), flagged)
		logTable(t, "Named higher than most: "+w.name, "peers \\ cases", names(peers), names(of), named)
		for i := range peers {
			for j := range of {
				if flagged[i][j] > limit {
					t.Errorf("%s, %d peers, %d cases: %.3f flagged", w.name, peers[i], of[j], flagged[i][j])
				}
				if w.name == worlds[2].name && named[i][j] > 0.015 {
					t.Errorf("%d identical peers, %d cases: %.3f named", peers[i], of[j], named[i][j])
				}
			}
		}
	}
}

// TestFlagPower checks that most bodies with ten times the share of their eleven peers are flagged.
func TestFlagPower(t *testing.T) {
	t.Parallel()
	for _, of := range []int{30, 100} {
		r := seeded("power", of)
		hit := 0
		for range 60 {
			counts := count(r, oneAt(0.50)(r, 12), of)
			if FitShares(counts).Flagged(counts[0].Weighted()) {
				hit++
			}
		}
		if hit < 45 {
			t.Errorf("%d cases: %d of 60 flagged", of, hit)
		}
	}
}

// structure is what the office controls: the probability that an answer is checkable, if the jury
// finds it good and if not.
type structure struct {
	name      string
	good, bad float64
}

var structures = []structure{{"informative", 0.9, 0.1}, {"weak", 0.7, 0.3}, {"useless", 0.5, 0.5}, {"gamed", 1, 1}}

// juryCovered returns how often the interval contains the share of all answers that the jury would
// find good. Lot draws the answers to judge.
func juryCovered(s structure, n, all, times int, share float64) float64 {
	r := seeded("jury", s.name, n, all, share)
	hit := 0
	for i := range times {
		l, good, total := Lot{Name: s.name}, map[int64]bool{}, 0
		for id := int64(1); id <= int64(all); id++ {
			chance := s.bad
			if r.Float64() < share {
				good[id] = true
				total++
				chance = s.good
			}
			l.Tickets = append(l.Tickets, Ticket{id, r.Float64() < chance})
		}
		e := JuryShare(judgedBy(l, l.Draw(fmt.Sprint(i, r.Uint64()), n), good))
		if truth := float64(total) / float64(all); e.Low <= truth && truth <= e.High {
			hit++
		}
	}
	return float64(hit) / float64(times)
}

// judgedBy returns the strata of a lot after judging the drawn answers.
func judgedBy(l Lot, drawn []int64, good map[int64]bool) (strata [2]Stratum) {
	stratum := map[int64]int{}
	for _, t := range l.Tickets {
		if !t.Checkable {
			stratum[t.ID] = 1
		}
		strata[stratum[t.ID]].All++
	}
	for _, id := range drawn {
		strata[stratum[id]].Judged++
		if good[id] {
			strata[stratum[id]].Yes++
		}
	}
	return strata
}

// TestJuryCoverage checks that the coverage of the jury's share is at least 0.85 with twelve judged
// answers and 0.87 from twenty on, for an informative, useless and gamed structure.
func TestJuryCoverage(t *testing.T) {
	t.Parallel()
	judged, shares, sizes, times, slack := []int{12, 20}, []float64{0.3, 0.6}, []int{50}, 300, 0.03
	if *stats {
		judged, shares, sizes, times, slack = []int{12, 20, 40}, []float64{0.1, 0.3, 0.6}, []int{50, 200, 1000}, 2000, 0.005
	}
	var kinds []string
	for _, s := range structures {
		kinds = append(kinds, s.name)
	}
	for _, share := range shares {
		for _, all := range sizes {
			table := cells(len(structures), len(judged), func(i, j int) float64 {
				return juryCovered(structures[i], judged[j], all, times, share)
			})
			logTable(t, fmt.Sprintf("Jury's share %.1f of %d answers", share, all), "structure \\ judged", kinds, names(judged), table)
			for i, row := range table {
				for j, v := range row {
					least := 0.87
					if judged[j] < JuryCompared {
						least = 0.85
					}
					if v < least-slack {
						t.Errorf("%s, %d judged of %d, share %.1f: %.3f", kinds[i], judged[j], all, share, v)
					}
				}
			}
		}
	}
}

// TestGamingTheStructure checks that making every answer checkable moves the jury's share by less
// than two points on average.
func TestGamingTheStructure(t *testing.T) {
	t.Parallel()
	r := seeded("game")
	var moved float64
	for i := range 300 {
		plain, gamed, good := Lot{Name: "a"}, Lot{Name: "a"}, map[int64]bool{}
		for id := int64(1); id <= 100; id++ {
			good[id] = r.Float64() < 0.15
			plain.Tickets = append(plain.Tickets, Ticket{id, good[id] == (r.Float64() < 0.85)})
			gamed.Tickets = append(gamed.Tickets, Ticket{id, true})
		}
		seed := fmt.Sprint(i)
		moved += JuryShare(judgedBy(gamed, gamed.Draw(seed, 20), good)).Value - JuryShare(judgedBy(plain, plain.Draw(seed, 20), good)).Value
	}
	if moved /= 300; moved > 0.02 || moved < -0.02 {
		t.Errorf("moves the share by %.3f", moved)
	}
}

// BenchmarkBodies fits and estimates 2,400 bodies with different counts in groups of 12, 50 and
// 2,400, with two workers.
func BenchmarkBodies(b *testing.B) {
	for _, size := range []int{12, 50, 2400} {
		r := rand.New(rand.NewPCG(9, 5))
		groups := make([][]Share, 2400/size)
		for i := range groups {
			for range size {
				of := 10 + r.IntN(1000)
				groups[i] = append(groups[i], Share{of * r.IntN(40) / 100, of})
			}
		}
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			for b.Loop() {
				benchmark(groups)
			}
		})
	}
}

func benchmark(groups [][]Share) {
	var all sync.WaitGroup
	for worker := range 2 {
		all.Go(func() {
			for i, list := range groups {
				if len(groups) > 1 && i%2 != worker {
					continue
				}
				g, from, step := FitShares(list), 0, 1
				if len(groups) == 1 {
					from, step = worker, 2
				}
				for k := from; k < len(list); k += step {
					g.Estimate(list[k].Weighted())
				}
			}
		})
	}
	all.Wait()
}
