// Package mailbox finds out which mail addresses belong to one mailbox. Providers deliver several
// spellings to the same mailbox (tags, dots, alias domains), so an address as typed does not
// identify a person.
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

// provider describes how a mail provider treats addresses. At every provider the part after a + is
// a tag. At Mail.ru and Outlook each domain has separate mailboxes.
type provider struct {
	Name       string
	Domains    []string
	As         string // the domain that replaces all Domains; "" if each has separate mailboxes
	Ignores    string // characters that the provider ignores
	DotIsDash  bool   // a dot and a dash are equivalent
	Tags       string // characters that begin a tag, in addition to +
	UserDomain bool   // anything@name.domain is delivered to name@domain
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

// Version identifies the rules. Mailboxes stored under another version are recomputed.
var Version = func() string {
	sum := sha256.Sum256(append([]byte("1 "), providersFile...))
	return hex.EncodeToString(sum[:8])
}()

// ErrAddress means that the text is not a mail address.
var ErrAddress = errors.New("not a mail address")

// Address returns the normalised address for storing and sending: NFKC, lower case, and the domain
// in the ASCII form that every mail server accepts.
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

// Of returns the canonical form of all addresses of one mailbox. Use it for comparison only, never
// for sending. It returns an invalid address trimmed and in lower case.
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
