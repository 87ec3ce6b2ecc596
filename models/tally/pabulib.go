package tally

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// ErrPabulib is the kind of all errors of ReadPabulib.
var ErrPabulib = errors.New("not a Pabulib file")

// The limits of a file. The cost of a project times all its points must fit into 64 bits: that is the
// utility of all its supporters together.
const (
	mostMoney   = 1e15
	mostPoints  = 1e4
	mostUtility = 1 << 62
)

// ReadPabulib reads an election in the format .pb of Pabulib (Stolicki, Szufa & Talmon, Pabulib: A
// Participatory Budgeting Library, arXiv 2012.06539): the sections META, PROJECTS and VOTES, each
// with a line of column names, fields separated by semicolons.
func ReadPabulib(r io.Reader) (*Election, error) {
	e := &Election{Unit: 1}
	p := pabulib{e: e, known: map[string]int{}}
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(strings.TrimPrefix(lines.Text(), "\ufeff"))
		if line == "" {
			continue
		}
		if err := p.line(line); err != nil {
			return nil, fmt.Errorf("%w: line %d: %w", ErrPabulib, n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrPabulib, err)
	}
	if err := p.finish(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrPabulib, err)
	}
	return e, nil
}

type pabulib struct {
	e       *Election
	section string
	columns []string
	known   map[string]int // project id to index
	costs   []string
}

func (p *pabulib) line(line string) error {
	fields := splitPabulib(line)
	if name := strings.ToUpper(fields[0]); len(fields) == 1 && (name == "META" || name == "PROJECTS" || name == "VOTES") {
		p.section, p.columns = name, nil
		return nil
	}
	if p.section == "" {
		return errors.New("no section")
	}
	if p.columns == nil {
		p.columns = fields
		return nil
	}
	switch p.section {
	case "META":
		if len(fields) > 1 {
			p.e.Meta = append(p.e.Meta, Entry{strings.TrimSpace(fields[0]), strings.TrimSpace(fields[1])})
		}
	case "PROJECTS":
		id := p.field(fields, "project_id")
		if _, ok := p.known[id]; ok || id == "" {
			return fmt.Errorf("project %q twice or without id", id)
		}
		p.known[id] = len(p.e.Projects)
		p.e.Projects = append(p.e.Projects, Project{ID: id, Name: p.field(fields, "name"), Selected: p.field(fields, "selected") == "1"})
		p.costs = append(p.costs, p.field(fields, "cost"))
	case "VOTES":
		b, err := p.ballot(p.field(fields, "vote"), p.field(fields, "points"))
		if err != nil {
			return err
		}
		p.e.Ballots = append(p.e.Ballots, b)
	}
	return nil
}

// splitPabulib splits a line at semicolons. Some names have quotes by the rules of CSV, others have
// bare quotes inside.
func splitPabulib(line string) []string {
	r := csv.NewReader(strings.NewReader(line))
	r.Comma = ';'
	if fields, err := r.Read(); err == nil {
		return fields
	}
	return strings.Split(line, ";")
}

func (p *pabulib) field(fields []string, column string) string {
	if i := slices.Index(p.columns, column); i >= 0 && i < len(fields) {
		return strings.TrimSpace(fields[i])
	}
	return ""
}

// ballot parses the ids of a vote and, if there are any, their points. An ordinal vote gives as many
// points as it may name projects, and one fewer for each further choice.
func (p *pabulib) ballot(vote, points string) (b Ballot, err error) {
	if vote == "" {
		return nil, nil
	}
	given := strings.Split(points, ",")
	ordinal, length := p.e.Value("vote_type") == "ordinal", len(p.e.Projects)
	if n, err := strconv.Atoi(p.e.Value("max_length")); err == nil {
		length = n
	}
	for i, id := range strings.Split(vote, ",") {
		project, ok := p.known[strings.TrimSpace(id)]
		if !ok {
			return nil, fmt.Errorf("unknown project %q", id)
		}
		c := Choice{project, 1}
		switch {
		case ordinal:
			c.Points = int64(max(length-i, 0))
		case points != "" && i < len(given):
			if c.Points, err = strconv.ParseInt(strings.TrimSpace(given[i]), 10, 64); err != nil || c.Points < 0 || c.Points > mostPoints {
				return nil, fmt.Errorf("points %q", given[i])
			}
		}
		if slices.ContainsFunc(b, func(x Choice) bool { return x.Project == project }) {
			return nil, fmt.Errorf("project %q twice on a ballot", id)
		}
		b = append(b, c)
	}
	return b, nil
}

// finish parses the amounts, which need one unit.
func (p *pabulib) finish() (err error) {
	amounts := append(slices.Clone(p.costs), p.e.Value("budget"))
	if slices.ContainsFunc(amounts, func(s string) bool {
		_, fraction, _ := strings.Cut(strings.ReplaceAll(s, ",", "."), ".")
		return strings.Trim(fraction, "0") != ""
	}) {
		p.e.Unit = 100
	}
	for i := range p.e.Projects {
		if p.e.Projects[i].Cost, err = p.e.money(p.costs[i]); err != nil {
			return fmt.Errorf("cost of project %q: %w", p.e.Projects[i].ID, err)
		}
	}
	for i, points := range p.e.Support() {
		if cost := p.e.Projects[i].Cost; cost > 0 && points > mostUtility/cost {
			return fmt.Errorf("project %q: cost times points is too large", p.e.Projects[i].ID)
		}
	}
	if p.e.Budget, err = p.e.money(p.e.Value("budget")); err != nil {
		return fmt.Errorf("budget: %w", err)
	}
	return nil
}

func (e *Election) money(s string) (int64, error) {
	whole, fraction, _ := strings.Cut(strings.ReplaceAll(s, ",", "."), ".")
	n, err := strconv.ParseInt(whole, 10, 64)
	if err != nil || n < 0 || n > mostMoney {
		return 0, fmt.Errorf("amount %q", s)
	}
	if e.Unit == 1 {
		return n, nil
	}
	cents, err := strconv.ParseInt((fraction + "00")[:2], 10, 64)
	if err != nil || strings.Trim(fraction[min(2, len(fraction)):], "0") != "" {
		return 0, fmt.Errorf("amount %q", s)
	}
	return n*100 + cents, nil
}

// WritePabulib writes an election in the format .pb, with a line per project and per ballot.
func WritePabulib(w io.Writer, e *Election) error {
	out := bufio.NewWriter(w)
	table := csv.NewWriter(out)
	table.Comma = ';'
	rows := [][]string{{"META"}, {"key", "value"}}
	for _, m := range e.Meta {
		rows = append(rows, []string{m.Key, m.Value})
	}
	rows = append(rows, []string{"PROJECTS"}, []string{"project_id", "cost", "votes", "name", "selected"})
	support := e.Support()
	for i, p := range e.Projects {
		selected := "0"
		if p.Selected {
			selected = "1"
		}
		rows = append(rows, []string{p.ID, e.Amount(p.Cost), strconv.FormatInt(support[i], 10), p.Name, selected})
	}
	rows = append(rows, []string{"VOTES"}, []string{"voter_id", "vote", "points"})
	for i, b := range e.Ballots {
		var ids, points []string
		for _, c := range b {
			ids, points = append(ids, e.Projects[c.Project].ID), append(points, strconv.FormatInt(c.Points, 10))
		}
		rows = append(rows, []string{strconv.Itoa(i + 1), strings.Join(ids, ","), strings.Join(points, ",")})
	}
	if err := table.WriteAll(rows); err != nil {
		return err
	}
	return out.Flush()
}

// Amount formats units of money in the currency.
func (e *Election) Amount(n int64) string {
	if e.Unit == 1 {
		return strconv.FormatInt(n, 10)
	}
	return fmt.Sprintf("%d.%02d", n/e.Unit, n%e.Unit)
}
