package handlers

import (
	"hash/maphash"
	"net/http"
	"net/netip"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/labstack/echo/v4"

	"jauap/views/parts"
)

// limitCells is how many counters there are, in all and for ever: 8 MB. Two askers whose
// keys meet in one cell share a limit, which makes it no looser; a cell never has to be
// swept or thrown out, so that a flood of new keys costs what one key costs.
const limitCells = 1 << 20

// limits counts requests in a fixed table, by the generic cell rate algorithm: a cell holds
// the moment, in microseconds, at which its key will have all its requests again. It is
// of this process; what processes count together stands in the database (account.tally).
type limits struct {
	cells []atomic.Int64
	seed  maphash.Seed
	rules int
}

func newLimits() *limits {
	return &limits{cells: make([]atomic.Int64, limitCells), seed: maphash.MakeSeed()}
}

// allow takes one request of a key off its limit; false where none is left.
func (l *limits) allow(key string, every time.Duration, burst int, now time.Time) bool {
	cell := &l.cells[maphash.String(l.seed, key)%limitCells]
	step, at := every.Microseconds(), now.UnixMicro()
	for {
		old := cell.Load()
		full := max(old, at) + step
		if full-at > step*int64(burst) {
			return false
		}
		if cell.CompareAndSwap(old, full) {
			return true
		}
	}
}

// rate is how much one asker may do: burst at once, and then one in every.
type rate struct {
	every time.Duration
	burst int
}

func (r rate) times(n int) rate { return rate{r.every / time.Duration(n), r.burst * n} }

// limit lets one browser do something burst times at once, and then once in every. A
// network may do many times more: behind one IPv4 address lives a village, in an IPv6
// /64 a household. All together have a limit too.
func (s *Server) limit(every time.Duration, burst, village int) echo.MiddlewareFunc {
	one := rate{every, burst}
	s.limits.rules++
	rule := strconv.Itoa(s.limits.rules)
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			if !s.allowed(rule, one, []asker{{"browser " + s.browser(c), 1}}) || !s.allowed(rule, one, networks(c.RealIP(), village)) {
				return tooMany(c, every)
			}
			return next(c)
		}
	}
}

// limitAccount is limit for one signed-in person in one browser: somebody else who has
// signed in as the same person does not use it up.
func (s *Server) limitAccount(every time.Duration, burst int) echo.MiddlewareFunc {
	s.limits.rules++
	rule := strconv.Itoa(s.limits.rules)
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			user := strconv.FormatInt(parts.ViewerFrom(c.Request().Context()).UserID, 10)
			if !s.allowed(rule, rate{every, burst}, []asker{{"account " + user + " " + s.browser(c), 1}}) {
				return tooMany(c, every)
			}
			return next(c)
		}
	}
}

// asker is a key that is counted, with how many times the limit of one browser it has.
type asker struct {
	key  string
	many int
}

// allowed asks from the narrowest to the widest, so that one who is refused uses up
// nothing of their neighbours.
func (s *Server) allowed(rule string, one rate, askers []asker) bool {
	now := s.store.Now()
	for _, a := range askers {
		r := one.times(a.many)
		if !s.limits.allow(rule+" "+a.key, r.every, r.burst, now) {
			return false
		}
	}
	return true
}

// networks returns the networks that contain an address, the narrowest first, each with
// how many times the limit of one browser it may use.
func networks(address string, village int) []asker {
	all := asker{"all", 100 * village}
	ip, err := netip.ParseAddr(address)
	if err != nil {
		return []asker{{address, village}, all}
	}
	if ip = ip.Unmap(); ip.Is4() {
		return []asker{{ip.String(), village}, all}
	}
	var list []asker
	for _, n := range []struct{ bits, many int }{{64, 3}, {56, 8}, {48, village}} {
		prefix, _ := ip.WithZone("").Prefix(n.bits)
		list = append(list, asker{prefix.String(), n.many})
	}
	return append(list, all)
}

func tooMany(c echo.Context, every time.Duration) error {
	c.Response().Header().Set(echo.HeaderRetryAfter, strconv.Itoa(max(int(every.Seconds()), 1)))
	return echo.NewHTTPError(http.StatusTooManyRequests)
}

// network is the prefix by which a sign-in is recognised: an IPv4 address, or the 2^64
// IPv6 addresses that one household has.
func network(address string) string { return networks(address, 1)[0].key }
