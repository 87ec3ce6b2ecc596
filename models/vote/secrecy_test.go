package vote

import (
	"fmt"
	"testing"
)

// TestNothingJoinsBallots tries to join participations and ballots by every pair of columns, the
// hidden ones included, and by the order of rows. After mixing no join finds the ballots of their
// voters more often than a random assignment.
func TestNothingJoinsBallots(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.announced(One)
	day := c.when(during)
	for i := range 30 {
		day.casts(id, i%3+1)
	}
	pairs := func(join string) (n int) {
		c.Must(c.ReadOne(c.Ctx, &n, `select count(*) from participations p join ballots b on `+join+` where p.vote_id = ? and b.vote_id = p.vote_id`, id))
		return n
	}
	if n := pairs(`p.xmin = b.xmin`); n != 30 {
		t.Fatalf("%d of 30 found by transaction before mixing: the test does not see what it should", n)
	}
	c.Must(day.Mix(c.Ctx))
	for _, p := range []string{"xmin::text", "ctid::text", "nullifier::text", "hour::text"} {
		for _, b := range []string{"xmin::text", "receipt::text", "id::text", "choices::text"} {
			if n := pairs(`p.` + p + ` = b.` + b); n != 0 {
				t.Errorf("participations.%s = ballots.%s joins %d rows", p, b, n)
			}
		}
	}
	// The ballots were cast in the order 1, 2, 3, 1, 2, 3 …
	var inOrder int
	c.Must(c.ReadOne(c.Ctx, &inOrder, `
		select count(*) from (select row_number() over (order by ctid) as n, choices[1] as choice from ballots where vote_id = ?) b
		where choice = (n - 1) % 3 + 1`, id))
	if inOrder == 30 {
		t.Error("the ballots are still in the order of casting")
	}
	var transactions int
	c.Must(c.ReadOne(c.Ctx, &transactions, `select count(distinct xmin::text) from ballots where vote_id = ?`, id))
	if transactions != 1 {
		t.Errorf("ballots of %d transactions", transactions)
	}
	var events int
	c.Must(c.ReadOne(c.Ctx, &events, `select count(*) from events where vote_id = ? and kind <> 'vote_announced'`, id))
	if events != 0 {
		t.Errorf("casting wrote %d events", events)
	}
}

// TestFewBallotsWait: less than a batch is not mixed while the vote is open.
func TestFewBallotsWait(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.announced(One)
	for range MixAtLeast - 1 {
		c.when(during).casts(id, 1)
	}
	unmixed := func() (n int) {
		c.Must(c.ReadOne(c.Ctx, &n, `select count(*) from ballots where vote_id = ? and not mixed`, id))
		return n
	}
	c.Must(c.when(during).Mix(c.Ctx))
	if n := unmixed(); n != MixAtLeast-1 {
		t.Errorf("%d of %d wait", n, MixAtLeast-1)
	}
	c.Must(c.when(after).Mix(c.Ctx))
	if n := unmixed(); n != 0 {
		t.Errorf("%d wait after the end", n)
	}
}

// TestManyAtOnce: voters at the same time each have one ballot, also those who send it twice.
func TestManyAtOnce(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.announced(One)
	day := c.when(during)
	voters := make([]int64, 20)
	for i := range voters {
		voters[i] = c.voter()
	}
	results := make(chan error)
	for _, user := range append(voters, voters...) {
		go func() {
			_, err := day.Store.Cast(c.Ctx, id, user, []int{1})
			results <- err
		}()
	}
	counts := map[string]int{}
	for range 2 * len(voters) {
		counts[fmt.Sprint(<-results)]++
	}
	var ballots, voted int
	c.Must(c.ReadOne(c.Ctx, &ballots, `select count(*) from ballots where vote_id = ?`, id))
	c.Must(c.ReadOne(c.Ctx, &voted, `select count(*) from participations where vote_id = ?`, id))
	if ballots != len(voters) || voted != len(voters) || counts["<nil>"] != len(voters) || counts[ErrVoted.Error()] != len(voters) {
		t.Errorf("%d ballots, %d participations, %v", ballots, voted, counts)
	}
}
