package tally

import (
	"fmt"
	"slices"
	"strconv"
)

// The rules that Count knows, as the value of "rule" in the metadata.
const (
	RuleShares     = "equalshares"
	RuleSharesAdd1 = "equalshares/add1"
	RuleGreedy     = "greedy"
	RulePlurality  = "plurality" // most support
	RuleRunoff     = "runoff"    // ranked ballots, by instant run-off
)

// Result is the outcome of a count.
type Result struct {
	Rule    string
	Winners []int   // indexes of projects or options, in the order of the rule
	Support []int64 // by project or option
	Spent   int64

	WithoutWinner       int   // voters who support no winner
	Greedy              []int // winners by the greedy rule, for comparison; of a budget only
	GreedyWithoutWinner int
	Shares              *Outcome      // of Equal Shares
	Utility             Utility       // of Equal Shares
	Rounds              []RunoffRound // of a run-off
}

// Count counts an election by the rule in its metadata. "utility" may be "cost", the default, or
// "approval"; "step" is by how much Add1 raises a share, 1 of the currency by default. "seed" and
// "instance" decide between equals by lot; without a seed the order of the file does.
func Count(e *Election) (Result, error) {
	if seed := e.Value("seed"); seed != "" && e.Ties == nil {
		e.Ties = Lot(seed, e.Value("instance"), len(e.Projects))
	}
	r := Result{Rule: e.Value("rule"), Support: e.Support()}
	switch e.Value("utility") {
	case "", "cost":
	case "approval":
		r.Utility = ApprovalUtility
	default:
		return r, fmt.Errorf("unknown utility %q", e.Value("utility"))
	}
	switch r.Rule {
	case RuleShares:
		r.Shares = EqualShares(e, r.Utility)
	case RuleSharesAdd1:
		step := e.Unit
		if s := e.Value("step"); s != "" {
			n, err := strconv.ParseInt(s, 10, 64)
			if err != nil || n < 1 || n > mostMoney {
				return r, fmt.Errorf("step %q", s)
			}
			step = n * e.Unit
		}
		r.Shares = EqualSharesAdd1(e, r.Utility, step)
	case RuleGreedy:
		r.Winners = Greedy(e)
	case RulePlurality:
		r.Winners = mostSupport(e, r.Support)
	case RuleRunoff:
		r.Winners, r.Rounds = e.runoff()
	default:
		return r, fmt.Errorf("unknown rule %q", r.Rule)
	}
	if r.Shares != nil {
		r.Winners = r.Shares.Winners()
	}
	r.Spent, r.WithoutWinner = e.Cost(r.Winners), e.WithoutWinner(r.Winners)
	if r.Rule != RulePlurality && r.Rule != RuleRunoff {
		r.Greedy = Greedy(e)
		r.GreedyWithoutWinner = e.WithoutWinner(r.Greedy)
	}
	return r, nil
}

// mostSupport returns the option with the most support, the first by rank of equal ones; none
// without support.
func mostSupport(e *Election, support []int64) []int {
	ranks, best := e.ranks(), -1
	for o, n := range support {
		if n > 0 && (best < 0 || n > support[best] || n == support[best] && ranks[o] < ranks[best]) {
			best = o
		}
	}
	if best < 0 {
		return nil
	}
	return []int{best}
}

func (e *Election) runoff() (winners []int, rounds []RunoffRound) {
	ranked := make([][]int, len(e.Ballots))
	for i, b := range e.Ballots {
		for _, c := range b {
			ranked[i] = append(ranked[i], c.Project)
		}
	}
	ties := e.Ties
	if ties == nil {
		for o := range e.Projects {
			ties = append(ties, o)
		}
	}
	winner, rounds := Runoff(len(e.Projects), ranked, ties)
	if winner < 0 {
		return nil, rounds
	}
	return []int{winner}, rounds
}

// Published returns the projects that the file says are selected, and whether it selects any.
func (e *Election) Published() (list []int, known bool) {
	for i, p := range e.Projects {
		if p.Selected {
			list = append(list, i)
		}
	}
	return list, len(list) > 0
}

// SameProjects reports whether two lists hold the same projects, in any order.
func SameProjects(a, b []int) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(a, b)
}
