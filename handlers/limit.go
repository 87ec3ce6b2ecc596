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

// limitCells is the fixed number of counters: 8 MB. Two keys with the same cell share a
// limit, which only makes it stricter. Cells are never removed, so a flood of new keys needs
// no more memory than one key.
const limitCells = 1 << 20

// limits counts requests in a table of fixed size, by the generic cell rate algorithm: a
// cell holds the time, in microseconds, at which its key may make a full burst again. Each
// process has its own table; limits over all processes are in the database (account.tally).
type limits struct {
	cells []atomic.Int64
	seed  maphash.Seed
	rules int
}

func newLimits() *limits {
	return &limits{cells: make([]atomic.Int64, limitCells), seed: maphash.MakeSeed()}
}

// allow counts a request of a key and reports whether it is within the limit.
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

// rate allows a burst of requests, then one request per interval every.
type rate struct {
	every time.Duration
	burst int
}

func (r rate) times(n int) rate { return rate{r.every / time.Duration(n), r.burst * n} }

// limit allows a browser a burst of requests, then one per interval. The limits of networks
// are multiples: a whole village may share an IPv4 address (village times the limit of a
// browser), a household an IPv6 /64. All requests together have a limit too.
func (s *Server) limit(every time.Duration, burst, village int) echo.MiddlewareFunc {
	one := rate{every, burst}
	s.limits.rules++
	rule := strconv.Itoa(s.limits.rules)
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			if !s.allowed(rule, one, []client{{"browser " + s.browser(c), 1}}) || !s.allowed(rule, one, networks(c.RealIP(), village)) {
				return tooMany(c, every)
			}
			return next(c)
		}
	}
}

// limitAccount limits the requests of an account in one browser. Another browser that is
// signed in to the same account has its own limit.
func (s *Server) limitAccount(every time.Duration, burst int) echo.MiddlewareFunc {
	s.limits.rules++
	rule := strconv.Itoa(s.limits.rules)
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			user := strconv.FormatInt(parts.ViewerFrom(c.Request().Context()).UserID, 10)
			if !s.allowed(rule, rate{every, burst}, []client{{"account " + user + " " + s.browser(c), 1}}) {
				return tooMany(c, every)
			}
			return next(c)
		}
	}
}

// client is a counted key. Its limit is many times the limit of a browser.
type client struct {
	key  string
	many int
}

// allowed counts a request of all clients and reports whether each is within its limit. It
// begins with the narrowest and stops at the first that is not, so that refused requests do
// not use up the limits of their neighbours.
func (s *Server) allowed(rule string, one rate, clients []client) bool {
	now := s.store.Now()
	for _, a := range clients {
		r := one.times(a.many)
		if !s.limits.allow(rule+" "+a.key, r.every, r.burst, now) {
			return false
		}
	}
	return true
}

// networks returns the networks that contain an address, the narrowest first, with the
// multiples of their limits.
func networks(address string, village int) []client {
	all := client{"all", 100 * village}
	ip, err := netip.ParseAddr(address)
	if err != nil {
		return []client{{address, village}, all}
	}
	if ip = ip.Unmap(); ip.Is4() {
		return []client{{ip.String(), village}, all}
	}
	var list []client
	for _, n := range []struct{ bits, many int }{{64, 3}, {56, 8}, {48, village}} {
		prefix, _ := ip.WithZone("").Prefix(n.bits)
		list = append(list, client{prefix.String(), n.many})
	}
	return append(list, all)
}

func tooMany(c echo.Context, every time.Duration) error {
	c.Response().Header().Set(echo.HeaderRetryAfter, strconv.Itoa(max(int(every.Seconds()), 1)))
	return echo.NewHTTPError(http.StatusTooManyRequests)
}

// network returns the network that identifies a household: an IPv4 address or an IPv6 /64.
func network(address string) string { return networks(address, 1)[0].key }
