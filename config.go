package main

import (
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"path/filepath"
	"strings"

	"github.com/caarlos0/env/v11"

	"jauap/handlers"
	"jauap/models/mail"
	"jauap/models/secret"
)

// Config holds every setting of the program. Only this file and main.go read the
// environment; `jauap config` prints the current values with secrets masked.
type Config struct {
	Addr           string     `env:"ADDR" envDefault:":8080" help:"address to serve on"`
	BaseURL        string     `env:"BASE_URL" envDefault:"http://localhost:8080" help:"public address of the portal"`
	DatabaseURL    string     `env:"DATABASE_URL" help:"PostgreSQL to use; empty: start a private one" secret:"true"`
	MigrateURL     string     `env:"MIGRATE_DATABASE_URL" help:"address for jauap migrate if DATABASE_URL is a connection pooler; empty: DATABASE_URL" secret:"true"`
	DataDir        string     `env:"DATA_DIR" envDefault:"data" help:"folder of the private PostgreSQL, the secret key and unsent mail"`
	PgBinDir       string     `env:"PG_BINDIR" help:"folder of the PostgreSQL server programs; empty: the usual places are searched"`
	TrustedProxies []string   `env:"TRUSTED_PROXIES" help:"networks (CIDR) of proxies with a trusted X-Forwarded-For, separated by commas"`
	LogLevel       slog.Level `env:"LOG_LEVEL" envDefault:"INFO" help:"DEBUG, INFO, WARN or ERROR"`
	SourceURL      string     `env:"SOURCE_URL" help:"where the source code is published; empty: not linked"`
	Operator       string     `env:"OPERATOR" help:"organisation that runs the portal, for the page About"`
	OperatorMail   string     `env:"OPERATOR_MAIL" help:"contact address of the organisation"`
	Dev            bool       `env:"DEV" help:"show /kk/styleguide, and unsent mail at /dev/mail"`

	SecretKey    string `env:"SECRET_KEY" help:"key for hashes and encrypted secrets, 32 characters or more; empty: DATA_DIR/secret.key" secret:"true"`
	SMTPURL      string `env:"SMTP_URL" help:"mail server, smtp://user:password@host:587 (STARTTLS) or smtps://…:465; empty: see SMTP_HOST" secret:"true"`
	SMTPHost     string `env:"SMTP_HOST" help:"mail server; empty, and SMTP_URL too: mail is stored in DATA_DIR/mail instead of sent"`
	SMTPPort     int    `env:"SMTP_PORT" envDefault:"587" help:"port of the mail server"`
	SMTPUser     string `env:"SMTP_USER" help:"user name at the mail server; empty: no sign-in"`
	SMTPPassword string `env:"SMTP_PASSWORD" help:"password at the mail server" secret:"true"`
	SMTPFrom     string `env:"SMTP_FROM" help:"sender address of mail, such as Жауап <jauap@example.kz>"`

	OIDCIssuer       string   `env:"OIDC_ISSUER" help:"OpenID Connect provider that confirms identities; empty: none. Register BASE_URL/sign-in/gateway/callback there"`
	OIDCClientID     string   `env:"OIDC_CLIENT_ID" help:"client ID of the portal at the provider"`
	OIDCClientSecret string   `env:"OIDC_CLIENT_SECRET" help:"client secret at the provider; empty for a public client" secret:"true"`
	OIDCScopes       []string `env:"OIDC_SCOPES" envDefault:"profile" help:"scopes to request in addition to openid, separated by commas"`
	OIDCClaimIIN     string   `env:"OIDC_CLAIM_IIN" envDefault:"iin" help:"claim with the IIN; a path such as egov.iin reads a nested claim"`
	OIDCClaimName    string   `env:"OIDC_CLAIM_NAME" envDefault:"given_name" help:"claim with the given name"`
	OIDCClaimFamily  string   `env:"OIDC_CLAIM_FAMILY_NAME" envDefault:"family_name" help:"claim with the family name"`
	OIDCClaimAddress string   `env:"OIDC_CLAIM_ADDRESS" envDefault:"address.kato" help:"claim with the KATO code of the registered address"`
}

// readConfig reads the settings from the environment. Its error names the wrong setting.
func readConfig() (Config, error) {
	c, err := env.ParseAs[Config]()
	c.BaseURL = strings.TrimRight(c.BaseURL, "/")
	return c, err
}

// secretKey returns the key in the settings, otherwise the one in the data folder. If the
// folder has no key, one is created unless allowed returns an error.
func (c Config) secretKey(allowed func() error) (secret.Key, error) {
	if c.SecretKey == "" {
		return secret.Load(filepath.Join(c.DataDir, "secret.key"), allowed)
	}
	key, err := secret.New(c.SecretKey)
	if err != nil {
		return key, fmt.Errorf("SECRET_KEY: %w", err)
	}
	return key, nil
}

// sender returns the configured mail server, or a folder that stores mail.
func (c Config) sender() (mail.Sender, error) {
	if c.SMTPURL == "" && c.SMTPHost == "" {
		return mail.Folder{Dir: filepath.Join(c.DataDir, "mail")}, nil
	}
	return mail.NewSMTP(mail.Settings{URL: c.SMTPURL, Host: c.SMTPHost, Port: c.SMTPPort,
		User: c.SMTPUser, Password: c.SMTPPassword, From: c.SMTPFrom})
}

// gateway returns the settings of the identity provider.
func (c Config) gateway() handlers.GatewayConfig {
	return handlers.GatewayConfig{Issuer: c.OIDCIssuer, ClientID: c.OIDCClientID, ClientSecret: c.OIDCClientSecret, Scopes: c.OIDCScopes,
		ClaimIIN: c.OIDCClaimIIN, ClaimGivenName: c.OIDCClaimName, ClaimFamilyName: c.OIDCClaimFamily, ClaimPlace: c.OIDCClaimAddress}
}

// showsMail reports whether stored mail is shown at /dev/mail. Its codes sign in as any
// user, so it is shown only on a developer's machine or in a local demo.
func (c Config) showsMail(demo bool) bool {
	u, err := url.Parse(c.BaseURL)
	if err != nil || c.SMTPURL != "" || c.SMTPHost != "" {
		return false
	}
	ip := net.ParseIP(u.Hostname())
	own := u.Hostname() == "localhost" || ip != nil && ip.IsLoopback()
	return c.Dev || demo && own
}

// proxies parses TrustedProxies.
func (c Config) proxies() (networks []*net.IPNet, err error) {
	for _, s := range c.TrustedProxies {
		_, network, err := net.ParseCIDR(strings.TrimSpace(s))
		if err != nil {
			return nil, fmt.Errorf("TRUSTED_PROXIES: %q is not a network such as 10.0.0.0/8", s)
		}
		networks = append(networks, network)
	}
	return networks, nil
}
