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

// Config is every setting of the program. Only this file and main.go read the
// environment; `jauap config` prints what is in force, with secrets masked.
type Config struct {
	Addr           string     `env:"ADDR" envDefault:":8080" help:"address to serve on"`
	BaseURL        string     `env:"BASE_URL" envDefault:"http://localhost:8080" help:"address of the portal as the public writes it"`
	DatabaseURL    string     `env:"DATABASE_URL" help:"PostgreSQL to use; empty: a private one is started" secret:"true"`
	MigrateURL     string     `env:"MIGRATE_DATABASE_URL" help:"address for jauap migrate, when DATABASE_URL leads to a pooler; empty: DATABASE_URL" secret:"true"`
	DataDir        string     `env:"DATA_DIR" envDefault:"data" help:"folder of the private PostgreSQL, of the secret key and of unsent mail"`
	PgBinDir       string     `env:"PG_BINDIR" help:"folder of the PostgreSQL server programs; empty: the usual places are searched"`
	TrustedProxies []string   `env:"TRUSTED_PROXIES" help:"networks (CIDR) of proxies whose X-Forwarded-For is believed, separated by commas"`
	LogLevel       slog.Level `env:"LOG_LEVEL" envDefault:"INFO" help:"DEBUG, INFO, WARN or ERROR"`
	SourceURL      string     `env:"SOURCE_URL" help:"where the source code is published; empty: not linked"`
	Operator       string     `env:"OPERATOR" help:"organisation that runs the portal, as the page About names it"`
	OperatorMail   string     `env:"OPERATOR_MAIL" help:"address at which it can be reached"`
	Dev            bool       `env:"DEV" help:"show /kk/styleguide, and unsent mail at /dev/mail"`

	SecretKey    string `env:"SECRET_KEY" help:"key of hashes and sealed secrets, 32 characters or more; empty: kept in DATA_DIR/secret.key" secret:"true"`
	SMTPURL      string `env:"SMTP_URL" help:"mail server, smtp://user:password@host:587 (STARTTLS) or smtps://…:465; empty: see SMTP_HOST" secret:"true"`
	SMTPHost     string `env:"SMTP_HOST" help:"mail server; empty, and SMTP_URL too: mail is kept in DATA_DIR/mail instead of sent"`
	SMTPPort     int    `env:"SMTP_PORT" envDefault:"587" help:"its port"`
	SMTPUser     string `env:"SMTP_USER" help:"name to sign in to it; empty: without"`
	SMTPPassword string `env:"SMTP_PASSWORD" help:"password to sign in to it" secret:"true"`
	SMTPFrom     string `env:"SMTP_FROM" help:"address that mail comes from, such as Жауап <jauap@example.kz>"`

	OIDCIssuer       string   `env:"OIDC_ISSUER" help:"OpenID Connect provider that vouches for identities; empty: none. Register BASE_URL/sign-in/gateway/callback there"`
	OIDCClientID     string   `env:"OIDC_CLIENT_ID" help:"what the portal is called there"`
	OIDCClientSecret string   `env:"OIDC_CLIENT_SECRET" help:"its secret there; empty for a public client" secret:"true"`
	OIDCScopes       []string `env:"OIDC_SCOPES" envDefault:"profile" help:"scopes to ask for besides openid, separated by commas"`
	OIDCClaimIIN     string   `env:"OIDC_CLAIM_IIN" envDefault:"iin" help:"claim with the IIN; a path such as egov.iin leads into an object"`
	OIDCClaimName    string   `env:"OIDC_CLAIM_NAME" envDefault:"given_name" help:"claim with the given name"`
	OIDCClaimFamily  string   `env:"OIDC_CLAIM_FAMILY_NAME" envDefault:"family_name" help:"claim with the family name"`
	OIDCClaimAddress string   `env:"OIDC_CLAIM_ADDRESS" envDefault:"address.kato" help:"claim with the KATO code of the registered address"`
}

// readConfig reads the environment; the error names the setting.
func readConfig() (Config, error) {
	c, err := env.ParseAs[Config]()
	c.BaseURL = strings.TrimRight(c.BaseURL, "/")
	return c, err
}

// secretKey is the key of the settings, or that of the data folder, where allowed says
// whether it may be made.
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

// sender is the mail server of the settings, or a folder.
func (c Config) sender() (mail.Sender, error) {
	if c.SMTPURL == "" && c.SMTPHost == "" {
		return mail.Folder{Dir: filepath.Join(c.DataDir, "mail")}, nil
	}
	return mail.NewSMTP(mail.Settings{URL: c.SMTPURL, Host: c.SMTPHost, Port: c.SMTPPort,
		User: c.SMTPUser, Password: c.SMTPPassword, From: c.SMTPFrom})
}

// gateway is the identity provider of the settings.
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

// proxies reads TrustedProxies.
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
