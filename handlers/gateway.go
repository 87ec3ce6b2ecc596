package handlers

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"jauap/models/account"
)

// GatewayConfig holds the settings of an OpenID Connect provider that confirms identities,
// such as a gateway to eGov. A claim is a name or the path of a nested claim:
// "address.kato".
type GatewayConfig struct {
	Issuer          string // empty: no provider
	ClientID        string
	ClientSecret    string
	Scopes          []string // in addition to openid
	ClaimIIN        string
	ClaimGivenName  string
	ClaimFamilyName string
	ClaimPlace      string // KATO code of the registered address
}

// gatewayPath is the path of the callback. It is registered at the provider, so it is the
// same for all languages.
const gatewayPath = "/sign-in/gateway/callback"

// gatewayTimeout limits one request to the provider.
const gatewayTimeout = 8 * time.Second

// gateway is a client of the provider. It discovers the provider on first use, so that the
// portal can start while the provider is down.
type gateway struct {
	config   GatewayConfig
	redirect string
	client   *http.Client

	mu       sync.Mutex
	provider *oidc.Provider
}

func newGateway(config GatewayConfig, baseURL string) *gateway {
	if config.Issuer == "" {
		return nil
	}
	return &gateway{config: config, redirect: baseURL + gatewayPath, client: &http.Client{Timeout: gatewayTimeout}}
}

// discover returns the provider and our OAuth client at it.
func (g *gateway) discover() (*oidc.Provider, *oauth2.Config, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.provider == nil {
		// not the context of the request, because the provider later fetches its keys with it
		provider, err := oidc.NewProvider(oidc.ClientContext(context.Background(), g.client), g.config.Issuer)
		if err != nil {
			return nil, nil, fmt.Errorf("discover the identity provider: %w", err)
		}
		g.provider = provider
	}
	return g.provider, &oauth2.Config{
		ClientID: g.config.ClientID, ClientSecret: g.config.ClientSecret, Endpoint: g.provider.Endpoint(),
		RedirectURL: g.redirect, Scopes: append([]string{oidc.ScopeOpenID}, g.config.Scopes...),
	}, nil
}

// errGateway is a missing or invalid response of the provider.
var errGateway = errors.New("invalid response of the identity provider")

// identity exchanges the code of a callback for the verified identity.
func (g *gateway) identity(ctx context.Context, code, verifier, nonce string) (id account.Identity, err error) {
	provider, client, err := g.discover()
	if err != nil {
		return id, err
	}
	ctx = oidc.ClientContext(ctx, g.client)
	token, err := client.Exchange(ctx, code, oauth2.VerifierOption(verifier))
	if err != nil {
		return id, fmt.Errorf("%w: exchange of the code", errGateway) // without err, which may hold a token
	}
	raw, _ := token.Extra("id_token").(string)
	verified, err := provider.Verifier(&oidc.Config{ClientID: g.config.ClientID}).Verify(ctx, raw)
	if err != nil {
		return id, fmt.Errorf("%w: identity token", errGateway)
	}
	if verified.Nonce != nonce {
		return id, fmt.Errorf("%w: nonce", errGateway)
	}
	claims := map[string]any{}
	if err := verified.Claims(&claims); err != nil {
		return id, fmt.Errorf("%w: claims", errGateway)
	}
	// many providers send more claims from the user info endpoint than in the token
	if provider.UserInfoEndpoint() != "" {
		info, err := provider.UserInfo(ctx, oauth2.StaticTokenSource(token))
		if err != nil || info.Subject != verified.Subject {
			return id, fmt.Errorf("%w: user info", errGateway)
		}
		more := map[string]any{}
		if err := info.Claims(&more); err != nil {
			return id, fmt.Errorf("%w: user info", errGateway)
		}
		for name, value := range more {
			if _, signed := claims[name]; !signed {
				claims[name] = value
			}
		}
	}
	return account.Identity{
		IIN: claim(claims, g.config.ClaimIIN), GivenName: claim(claims, g.config.ClaimGivenName),
		FamilyName: claim(claims, g.config.ClaimFamilyName), PlaceCode: claim(claims, g.config.ClaimPlace),
	}, nil
}

// claim returns the text at a path in the claims, or "".
func claim(claims map[string]any, path string) string {
	var value any = claims
	for name := range strings.SplitSeq(path, ".") {
		object, _ := value.(map[string]any)
		value = object[name]
	}
	switch v := value.(type) {
	case string:
		return strings.TrimSpace(v)
	case json.Number:
		return v.String()
	}
	return ""
}
