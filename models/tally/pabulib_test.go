package tally

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// read reads a file of real ballots, which are not part of the project.
func read(t testing.TB, name string) *Election {
	t.Helper()
	file, err := os.Open(filepath.Join("../../../shared/data/pabulib", name))
	if err != nil {
		t.Skipf("without the ballots of Pabulib: %v", err)
	}
	defer file.Close()
	e, err := ReadPabulib(file)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestWieliczka(t *testing.T) {
	e := read(t, "poland_wieliczka_2023.pb")
	o := EqualSharesAdd1(e, CostUtility, e.Unit)
	if published, _ := e.Published(); !SameProjects(o.Winners(), published) {
		t.Errorf("winners %v, published %v", o.Winners(), published)
	}
	if cost := e.Cost(o.Winners()); len(o.Rounds) != 30 || cost != 995_079 {
		t.Errorf("%d projects for %d", len(o.Rounds), cost)
	}
	if n := e.WithoutWinner(o.Winners()); n != 1172 || o.Runs != 165 {
		t.Errorf("%d of %d voters without a winner after %d counts, want 1172 and 165", n, len(e.Ballots), o.Runs)
	}
	if greedy := Greedy(e); len(greedy) != 23 || e.WithoutWinner(greedy) != 1820 {
		t.Errorf("greedy: %d winners, %d voters without one", len(greedy), e.WithoutWinner(greedy))
	}
}

// The other file of Gdynia, of small projects, was counted with another budget than the file has.
func TestGreedyMatchesPublished(t *testing.T) {
	e := read(t, "poland_gdynia_2020_chwarzno-wiczlino-large.pb")
	if published, _ := e.Published(); !SameProjects(Greedy(e), published) {
		t.Errorf("%v, published %v", Greedy(e), published)
	}
}

func TestPabulibRoundTrip(t *testing.T) {
	for _, name := range []string{"poland_wieliczka_2023.pb", "france_toulouse_2019_.pb"} {
		e := read(t, name)
		var file bytes.Buffer
		if err := WritePabulib(&file, e); err != nil {
			t.Fatal(err)
		}
		again, err := ReadPabulib(&file)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(again.Meta, e.Meta) || !slices.Equal(again.Projects, e.Projects) || again.Budget != e.Budget ||
			!slices.EqualFunc(again.Ballots, e.Ballots, func(a, b Ballot) bool { return slices.Equal(a, b) }) {
			t.Errorf("%s: the written file differs", name)
		}
	}
}

const village = "META\nkey;value\nbudget;100,50\nvote_type;approval\nPROJECTS\nproject_id;cost;name\na;50.25;\"Road; \"\"new\"\"\"\nb;50,25;Lamp\nVOTES\nvoter_id;vote;points\n1;a\n2;a,b;100,1\n3;\n"

func TestReadPabulib(t *testing.T) {
	e, err := ReadPabulib(strings.NewReader("\ufeff" + strings.ReplaceAll(village, "\n", "\r\n")))
	if err != nil {
		t.Fatal(err)
	}
	if e.Unit != 100 || e.Budget != 10050 || e.Projects[0].Cost != 5025 || e.Projects[0].Name != `Road; "new"` || len(e.Ballots) != 3 {
		t.Errorf("%+v", e)
	}
	for _, c := range []struct{ name, from, to string }{
		{"unknown project", "2;a,b", "2;a,c"},
		{"project twice on a ballot", "2;a,b", "2;a,a"},
		{"project twice", "\nb;50", "\na;50"},
		{"negative cost", "a;50.25", "a;-1"},
		{"cost beyond 64 bits", "a;50.25", "a;99999999999999999999"},
		{"utility beyond 64 bits", "a;50.25;\"Road; \"\"new\"\"\"", "a;999999999999999;x"},
		{"third decimal", "a;50.25", "a;50.255"},
		{"no budget", "budget;100,50\n", ""},
		{"no section", "META", "MATE"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := ReadPabulib(strings.NewReader(strings.Replace(village, c.from, c.to, 1))); err == nil {
				t.Error("read without an error")
			}
		})
	}
}
