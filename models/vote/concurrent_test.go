package vote

import (
	"slices"
	"testing"
	"time"
)

// blocks reports whether an action in another transaction waits for a lock, and not whether it ends.
func (c *villageCast) blocks(done <-chan error) bool {
	c.T.Helper()
	for {
		select {
		case err := <-done:
			c.T.Logf("ended with %v", err)
			return false
		case <-time.After(5 * time.Millisecond): // real time: the server runs the other transaction
		}
		var waiting int
		c.Must(c.ReadOne(c.Ctx, &waiting, `select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`))
		if waiting > 0 {
			return true
		}
	}
}

// TestCountWaitsForBallots: a count that begins while a ballot is being written waits for it. A
// ballot that was acknowledged and not counted would be lost.
func TestCountWaitsForBallots(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.announced(One)
	late := c.when(after)
	c.Must(late.EnterSeed(c.Ctx, id, c.Moderator, outsideValue, "https://nationalbank.kz"))
	done := make(chan error, 1)
	c.Must(c.when(during).Store.tx(c.Ctx, func(tx *Store) error {
		if _, err := tx.key(c.Ctx, id); err != nil {
			return err
		}
		go func() { done <- late.Store.Count(c.Ctx) }()
		if !c.blocks(done) {
			t.Error("the count did not wait for a ballot whose key was already read")
		}
		return nil
	}))
}

// TestRecastDuringMix: a ballot that is being mixed can be changed.
func TestRecastDuringMix(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.announced(One)
	day := c.when(during)
	code := day.casts(id, 1)
	done := make(chan error, 1)
	c.Must(day.Store.tx(c.Ctx, func(tx *Store) error {
		if err := tx.mix(c.Ctx, id); err != nil {
			return err
		}
		go func() { done <- day.Recast(c.Ctx, id, code, []int{3}) }()
		if !c.blocks(done) {
			t.Error("the change did not wait for the mixing")
		}
		return nil
	}))
	c.Must(<-done)
	if choices, err := day.Ballot(c.Ctx, id, code); err != nil || !slices.Equal(choices, []int{3}) {
		t.Errorf("%v, %v", choices, err)
	}
}

// TestStopDeletesKey: a stopped vote keeps no key with which its participants could be found.
func TestStopDeletesKey(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.announced(One)
	c.Must(c.when(during).Stop(c.Ctx, id, c.Moderator, "Сұрақ заңға қайшы."))
	var keys int
	c.Must(c.ReadOne(c.Ctx, &keys, `select count(*) from vote_keys where vote_id = ?`, id))
	if keys != 0 {
		t.Error("the key was kept")
	}
}
