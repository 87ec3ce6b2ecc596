package handlers

import (
	"net/http"
	"net/netip"
	"strconv"
	"sync"
	"time"

	"github.com/labstack/echo/v4"
	"golang.org/x/time/rate"

	"jauap/views/parts"
)

// mostClients is the number of clients above which a limit drops those with a full
// allowance.
const mostClients = 10_000

// limit allows one client burst requests at once and then one per every. It counts in
// this process: several processes allow as many times more.
func (s *Server) limit(every time.Duration, burst int) echo.MiddlewareFunc {
	return s.limitBy(func(c echo.Context) string { return network(c.RealIP()) }, every, burst)
}

// limitAccount is limit for one account, over all its addresses.
func (s *Server) limitAccount(every time.Duration, burst int) echo.MiddlewareFunc {
	return s.limitBy(func(c echo.Context) string {
		return strconv.FormatInt(parts.ViewerFrom(c.Request().Context()).UserID, 10)
	}, every, burst)
}

func (s *Server) limitBy(who func(echo.Context) string, every time.Duration, burst int) echo.MiddlewareFunc {
	var mu sync.Mutex
	clients := map[string]*rate.Limiter{}
	allow := func(client string) bool {
		now := s.store.Now()
		mu.Lock()
		defer mu.Unlock()
		if len(clients) >= mostClients {
			for name, l := range clients {
				if l.TokensAt(now) >= float64(burst) { // full allowance
					delete(clients, name)
				}
			}
		}
		l := clients[client]
		if l == nil {
			l = rate.NewLimiter(rate.Every(every), burst)
			clients[client] = l
		}
		return l.AllowN(now, 1)
	}
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			if !allow(who(c)) {
				c.Response().Header().Set(echo.HeaderRetryAfter, strconv.Itoa(int(every.Seconds())))
				return echo.NewHTTPError(http.StatusTooManyRequests)
			}
			return next(c)
		}
	}
}

// network returns what counts as one client: an IPv4 address, or the IPv6 /64 network of
// one household.
func network(address string) string {
	ip, err := netip.ParseAddr(address)
	if err != nil {
		return address
	}
	ip = ip.Unmap()
	if ip.Is4() {
		return ip.String()
	}
	prefix, _ := ip.WithZone("").Prefix(64)
	return prefix.String()
}
