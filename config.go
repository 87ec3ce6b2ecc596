package main

import (
	"fmt"
	"log/slog"
	"net"
	"strings"

	"github.com/caarlos0/env/v11"
)

// Config is every setting of the program. Only this file and main.go read the
// environment; `jauap config` prints what is in force, with secrets masked.
type Config struct {
	Addr           string     `env:"ADDR" envDefault:":8080" help:"address to serve on"`
	BaseURL        string     `env:"BASE_URL" envDefault:"http://localhost:8080" help:"address of the portal as the public writes it"`
	DatabaseURL    string     `env:"DATABASE_URL" help:"PostgreSQL to use; empty: a private one is started" secret:"true"`
	DataDir        string     `env:"DATA_DIR" envDefault:"data" help:"folder of the private PostgreSQL"`
	PgBinDir       string     `env:"PG_BINDIR" help:"folder of the PostgreSQL server programs; empty: the usual places are searched"`
	TrustedProxies []string   `env:"TRUSTED_PROXIES" help:"networks (CIDR) of proxies whose X-Forwarded-For and X-Forwarded-Proto are believed, separated by commas"`
	LogLevel       slog.Level `env:"LOG_LEVEL" envDefault:"INFO" help:"DEBUG, INFO, WARN or ERROR"`
	SourceURL      string     `env:"SOURCE_URL" help:"where the source code is published; empty: not linked"`
	Dev            bool       `env:"DEV" help:"show /kk/styleguide"`
}

// readConfig reads the environment; the error names the setting.
func readConfig() (Config, error) {
	c, err := env.ParseAs[Config]()
	c.BaseURL = strings.TrimRight(c.BaseURL, "/")
	return c, err
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
