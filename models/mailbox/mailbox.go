// Package mailbox tells which mail addresses lead to one mailbox. Providers deliver
// several spellings to the same person (tags, dots, domains of the same house), so an
// address as typed does not identify anybody.
package mailbox

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"errors"
	"net/mail"
	"strings"

	"golang.org/x/net/idna"
	"golang.org/x/text/unicode/norm"
)

//go:embed providers.json
var providersFile []byte

// provider is what one provider does with the local part of an address. Everywhere what
// follows a + is a tag; at Mail.ru and Outlook each domain has mailboxes of its own.
type provider struct {
	Name       string
	Domains    []string
	As         string // the domain that stands for all of them; "" where each is its own
	Ignores    string // signs without meaning
	DotIsDash  bool   // a dot and a dash are the same sign
	Tags       string // signs that begin a tag, besides +
	UserDomain bool   // anything@name.domain goes to name@domain
}

var providers = func() map[string]provider {
	var list []provider
	if err := json.Unmarshal(providersFile, &list); err != nil {
		panic(err) // the file is embedded and tested
	}
	byDomain := map[string]provider{}
	for _, p := range list {
		for _, domain := range p.Domains {
			byDomain[domain] = p
		}
	}
	return byDomain
}()

// Version changes when the rules do: what was stored by other rules is computed again.
var Version = func() string {
	sum := sha256.Sum256(append([]byte("1 "), providersFile...))
	return hex.EncodeToString(sum[:8])
}()

// ErrAddress: this is no mail address.
var ErrAddress = errors.New("not a mail address")

// Address returns an address as it is kept and mailed to: one width and case, the
// domain in the ASCII form that every mail server takes.
func Address(typed string) (string, error) {
	s := strings.ToLower(norm.NFKC.String(strings.TrimSpace(typed)))
	parsed, err := mail.ParseAddress(s)
	if err != nil || parsed.Address != s || strings.ContainsAny(s, " \"") {
		return s, ErrAddress
	}
	at := strings.LastIndexByte(s, '@')
	domain, err := idna.Lookup.ToASCII(strings.TrimSuffix(s[at+1:], "."))
	if err != nil || !strings.Contains(domain, ".") || len(domain) > 253 {
		return s, ErrAddress
	}
	return s[:at+1] + domain, nil
}

// Of returns the one form of all addresses that lead to the same mailbox. It is for
// comparing, never for sending. What is no address comes back as it is.
func Of(address string) string {
	address, err := Address(address)
	if err != nil {
		return address
	}
	at := strings.LastIndexByte(address, '@')
	local, domain := address[:at], address[at+1:]
	p, known := providers[domain]
	if name, parent, sub := strings.Cut(domain, "."); !known && sub && providers[parent].UserDomain {
		return name + "@" + parent
	}
	if i := strings.IndexAny(local, "+"+p.Tags); i > 0 {
		local = local[:i]
	}
	bare := strings.Map(func(r rune) rune {
		if strings.ContainsRune(p.Ignores, r) {
			return -1
		}
		if p.DotIsDash && r == '.' {
			return '-'
		}
		return r
	}, local)
	if bare != "" {
		local = bare
	}
	if p.As != "" {
		domain = p.As
	}
	return local + "@" + domain
}

// Domain returns the domain of an address.
func Domain(address string) string { return address[strings.LastIndexByte(address, '@')+1:] }
