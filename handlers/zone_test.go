package handlers_test

import "testing"

// TestZone: a link-local address with an IPv6 zone can sign in.
func TestZone(t *testing.T) {
	s := newSite(t)
	s.newUser(t, "a@example.kz")
	v := s.visitor()
	v.from = "[fe80::1%eth0]:1"
	ask, code := v.askCode("a@example.kz", "")
	v.post("/kk/sign-in/code", "ask", ask, "code", code).to("/kk")
}
