package notice

import (
	"testing"
	"time"

	"jauap/models/database/dbtest"
	"jauap/models/modelstest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

// cast is the shared cast together with the Store of this package.
type cast struct {
	*modelstest.Cast
	*Store
}

func newCast(t testing.TB) *cast {
	t.Helper()
	return with(modelstest.New(t))
}

func with(c *modelstest.Cast) *cast { return &cast{c, New(c.Store)} }

// at is the same cast on another day, at ten in the morning.
func (c *cast) at(year int, month time.Month, day int) *cast {
	return with(c.Cast.Day(year, month, day))
}

// when is the same cast at another moment.
func (c *cast) when(t time.Time) *cast { return with(c.Cast.When(t)) }
