// Package tally counts ballots. It counts participatory budgets by the Method of Equal Shares and
// by the greedy rule, and votes among options by plurality and by instant run-off. It needs only
// the published ballots: no database, no clock, no random numbers. All arithmetic is exact, so
// that every machine gets the same result from the same file.
package tally

import "slices"

// Project is an entry of a participatory budget.
type Project struct {
	ID       string
	Name     string
	Cost     int64 // in units of money, see Election.Unit
	Selected bool  // as published in the file that was read
}

// Choice is a project that a ballot supports, by its index in Election.Projects.
type Choice struct {
	Project int
	Points  int64 // 1 on a ballot of approval
}

// Ballot is the choices of one voter, in the order of the ballot.
type Ballot []Choice

// Election is a participatory budget with its ballots.
type Election struct {
	Meta     []Entry // of the file, in its order
	Unit     int64   // units of money of 1 of the currency: 1, or 100 where an amount has a fraction
	Budget   int64   // in units of money
	Projects []Project
	Ballots  []Ballot
	// Ties orders projects that are otherwise equal: the index of a project in it is its rank.
	// Nil: the order of Projects.
	Ties []int
}

// Entry is a key of the metadata with its value.
type Entry struct{ Key, Value string }

// Value returns the value of a key of the metadata, or "".
func (e *Election) Value(key string) string {
	for _, m := range e.Meta {
		if m.Key == key {
			return m.Value
		}
	}
	return ""
}

// Support returns the points that each project got.
func (e *Election) Support() []int64 {
	points := make([]int64, len(e.Projects))
	for _, b := range e.Ballots {
		for _, c := range b {
			points[c.Project] += c.Points
		}
	}
	return points
}

// Cost returns the cost of projects together.
func (e *Election) Cost(projects []int) (sum int64) {
	for _, p := range projects {
		sum += e.Projects[p].Cost
	}
	return sum
}

// WithoutWinner returns the number of voters who support none of the winners.
func (e *Election) WithoutWinner(winners []int) (n int) {
	won := make([]bool, len(e.Projects))
	for _, p := range winners {
		won[p] = true
	}
	for _, b := range e.Ballots {
		if !slices.ContainsFunc(b, func(c Choice) bool { return won[c.Project] && c.Points > 0 }) {
			n++
		}
	}
	return n
}

// ranks returns the rank of each project among equals.
func (e *Election) ranks() []int {
	ranks := make([]int, len(e.Projects))
	for i := range ranks {
		ranks[i] = i
	}
	for rank, p := range e.Ties {
		ranks[p] = rank
	}
	return ranks
}
