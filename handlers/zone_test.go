package handlers_test

import "testing"

// TestZone: an address of the same wire names a network card, which is not part of it.
func TestZone(t *testing.T) {
	s := newSite(t)
	s.newUser(t, "a@example.kz")
	v := s.visitor()
	v.from = "[fe80::1%eth0]:1"
	ask, code := v.askCode("a@example.kz", "")
	v.post("/kk/sign-in/code", "ask", ask, "code", code).to("/kk")
}
