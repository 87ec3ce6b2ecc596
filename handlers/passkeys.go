package handlers

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"
	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/views/parts"
)

// Passkeys as second factors. The script of the page requests a challenge, gets the response
// of the browser and posts it.

// newPasskeys configures WebAuthn: keys are bound to the host of the portal, and the user is
// verified if the authenticator can do it.
func newPasskeys(baseURL string) (*webauthn.WebAuthn, error) {
	u, err := url.Parse(baseURL)
	if err != nil {
		return nil, fmt.Errorf("address of the portal: %w", err)
	}
	return webauthn.New(&webauthn.Config{
		RPID: u.Hostname(), RPDisplayName: u.Hostname(), RPOrigins: []string{u.Scheme + "://" + u.Host},
		AuthenticatorSelection: protocol.AuthenticatorSelection{UserVerification: protocol.VerificationPreferred},
	})
}

// passkeyUser implements webauthn.User for the viewer.
type passkeyUser struct {
	id    []byte
	name  string
	known []webauthn.Credential
}

func (u passkeyUser) WebAuthnID() []byte                         { return u.id }
func (u passkeyUser) WebAuthnName() string                       { return u.name }
func (u passkeyUser) WebAuthnDisplayName() string                { return u.name }
func (u passkeyUser) WebAuthnCredentials() []webauthn.Credential { return u.known }

func (s *Server) passkeyUser(c echo.Context) (u passkeyUser, err error) {
	ctx := c.Request().Context()
	viewer := parts.ViewerFrom(ctx)
	u = passkeyUser{id: s.accounts.PasskeyUser(viewer.UserID), name: viewer.Name}
	keys, err := s.accounts.Passkeys(ctx, viewer.UserID)
	if err != nil {
		return u, err
	}
	for _, key := range keys {
		var credential webauthn.Credential
		if err := json.Unmarshal(key.Record, &credential); err != nil {
			return u, fmt.Errorf("passkey %d: %w", key.FactorID, err)
		}
		u.known = append(u.known, credential)
	}
	return u, nil
}

// challengeKey is the session key of the current challenge.
const challengeKey = "passkey_challenge"

// setChallenge stores the challenge in the session and sends its options to the script.
func (s *Server) setChallenge(c echo.Context, challenge *webauthn.SessionData, options any) error {
	ctx := c.Request().Context()
	text, err := json.Marshal(challenge)
	if err != nil {
		return err
	}
	s.sessions.Put(ctx, challengeKey, text)
	if _, _, err := s.sessions.Commit(ctx); err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderCacheControl, noStore)
	return c.JSON(http.StatusOK, options)
}

// takeChallenge returns the challenge and deletes it, so that it is used once.
func (s *Server) takeChallenge(c echo.Context) (challenge webauthn.SessionData, err error) {
	ctx := c.Request().Context()
	text := s.sessions.PopBytes(ctx, challengeKey)
	if _, _, err := s.sessions.Commit(ctx); err != nil {
		return challenge, err
	}
	if json.Unmarshal(text, &challenge) != nil {
		return challenge, models.ErrState
	}
	return challenge, nil
}

// challengeNewPasskey starts the registration of a passkey.
func (s *Server) challengeNewPasskey(c echo.Context) error {
	user, err := s.passkeyUser(c)
	if err != nil {
		return err
	}
	options, challenge, err := s.passkeys.BeginRegistration(user, webauthn.WithExclusions(webauthn.Credentials(user.known).CredentialDescriptors()))
	if err != nil {
		return err
	}
	return s.setChallenge(c, challenge, options)
}

// addPasskey finishes the registration of a passkey.
func (s *Server) addPasskey(c echo.Context) error {
	return s.finishPasskey(c, s.passkeys.FinishRegistration, s.accounts.AddPasskey)
}

// challengePasskey starts the use of a passkey.
func (s *Server) challengePasskey(c echo.Context) error {
	user, err := s.passkeyUser(c)
	if err != nil {
		return err
	}
	if len(user.known) == 0 {
		return models.ErrNotFound
	}
	options, challenge, err := s.passkeys.BeginLogin(user)
	if err != nil {
		return err
	}
	return s.setChallenge(c, challenge, options)
}

// givePasskey accepts the response of a passkey as the second factor.
func (s *Server) givePasskey(c echo.Context) error {
	return s.finishPasskey(c, s.passkeys.FinishLogin, s.accounts.GivePasskey)
}

// finishPasskey verifies the response of the browser to the challenge, stores the credential
// and gives the session a new token, because it has gained rights.
func (s *Server) finishPasskey(c echo.Context,
	verify func(user webauthn.User, challenge webauthn.SessionData, r *http.Request) (*webauthn.Credential, error),
	store func(ctx context.Context, user, signIn int64, credential, record []byte) error,
) error {
	ctx := c.Request().Context()
	viewer := parts.ViewerFrom(ctx)
	user, err := s.passkeyUser(c)
	if err != nil {
		return err
	}
	challenge, err := s.takeChallenge(c)
	if err != nil {
		return err
	}
	credential, err := verify(user, challenge, passkeyAnswer(c))
	if err != nil {
		return echo.NewHTTPError(http.StatusUnprocessableEntity).SetInternal(err)
	}
	if credential.Authenticator.CloneWarning { // its counter went back, so the passkey may have been copied
		return models.ErrForbidden
	}
	record, err := json.Marshal(credential)
	if err != nil {
		return err
	}
	if err := store(ctx, viewer.UserID, viewer.SignInID, credential.ID, record); err != nil {
		return err
	}
	if err := s.renewSession(c); err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}

// longestPasskey is an upper limit for the response of a browser, in bytes.
const longestPasskey = 64 << 10

func passkeyAnswer(c echo.Context) *http.Request {
	r := c.Request()
	r.Body = http.MaxBytesReader(c.Response(), r.Body, longestPasskey)
	return r
}
