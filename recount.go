package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"jauap/models/tally"
)

// recountCmd counts the published ballots of a vote again. It needs neither a database nor settings
// of a portal.
type recountCmd struct {
	File string `arg:"" help:"The published file of a vote, in the format .pb of Pabulib."`
}

// errRecount means that a recount gives another result than the file says.
var errRecount = errors.New("the recount differs from the result in the file")

// Run prints the result of the count and compares it with the result in the file.
func (c recountCmd) Run(out io.Writer) error {
	file, err := os.Open(c.File)
	if err != nil {
		return err
	}
	defer file.Close()
	e, err := tally.ReadPabulib(file)
	if err != nil {
		return fmt.Errorf("%s: %w", c.File, err)
	}
	r, err := tally.Count(e)
	if err != nil {
		return fmt.Errorf("%s: %w", c.File, err)
	}
	fmt.Fprintf(out, "%s\nRule: %s. %d ballots, %d options.\n", e.Value("description"), r.Rule, len(e.Ballots), len(e.Projects))
	for i, w := range r.Winners {
		p := e.Projects[w]
		fmt.Fprintf(out, "%3d. %s  %s  support %d", i+1, p.ID, p.Name, r.Support[w])
		if e.Budget > 0 {
			fmt.Fprintf(out, "  cost %s", e.Amount(p.Cost))
		}
		fmt.Fprintln(out)
	}
	if r.Shares != nil {
		fmt.Fprintf(out, "Spent: %s of %s. Counts: %d. Share of a voter: %s.\n", e.Amount(r.Spent), e.Amount(e.Budget), r.Shares.Runs, r.Shares.Share.FloatString(2))
	}
	if r.Greedy != nil {
		fmt.Fprintf(out, "Voters without a winner: %d. By the greedy rule: %d winners, %d voters without one.\n", r.WithoutWinner, len(r.Greedy), r.GreedyWithoutWinner)
	}
	published, known := e.Published()
	switch {
	case !known:
		fmt.Fprintln(out, "The file names no winners.")
	case !tally.SameProjects(published, r.Winners):
		return errRecount
	default:
		fmt.Fprintln(out, "The winners are those in the file.")
	}
	return nil
}
