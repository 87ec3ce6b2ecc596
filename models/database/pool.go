package database

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/jackc/pgx/v5/pgxpool"
)

// privateName is the database of the private server.
const privateName = "jauap"

const (
	defaultMaxConns = 18
	// connectTimeout is the longest time until a visitor gets the error that the database is unreachable.
	connectTimeout = 2 * time.Second
)

// newPools returns the pool of transactions and the pool of plain reads, which share
// maxConns connections. Writers that wait for a row hold their connections; with one
// pool for both, 40 voices on one locked appeal made the board wait for 13 seconds.
func newPools(ctx context.Context, url string, maxConns int32, trace *queryTrace) (writes, reads *pgxpool.Pool, err error) {
	config, err := poolConfig(url, maxConns)
	if err != nil {
		return nil, nil, err
	}
	config.ConnConfig.Tracer = trace
	forReads := config.Copy()
	config.MaxConns = max(config.MaxConns*4/9, 1)
	forReads.MaxConns = max(forReads.MaxConns-config.MaxConns, 1)
	if writes, err = pgxpool.NewWithConfig(ctx, config); err != nil {
		return nil, nil, err
	}
	reads, err = pgxpool.NewWithConfig(ctx, forReads)
	return writes, reads, err
}

func poolConfig(url string, maxConns int32) (*pgxpool.Config, error) {
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		// The error of pgx repeats the string and may not mask the password.
		return nil, errors.New("DATABASE_URL cannot be understood; it looks like postgres://user:password@host:5432/dbname?sslmode=require, with %-escapes for special characters in the password")
	}
	switch {
	case maxConns > 0:
		config.MaxConns = maxConns
	case !strings.Contains(url, "pool_max_conns"):
		config.MaxConns = defaultMaxConns
	}
	if !strings.Contains(url, "connect_timeout") {
		config.ConnConfig.ConnectTimeout = connectTimeout
	}
	config.PingTimeout = connectTimeout
	config.MaxConnIdleTime = 5 * time.Minute
	config.MaxConnLifetimeJitter = 5 * time.Minute // so that they are not all renewed together
	if config.ConnConfig.RuntimeParams["application_name"] == "" {
		config.ConnConfig.RuntimeParams["application_name"] = "jauap"
	}
	config.ConnConfig.RuntimeParams["timezone"] = "UTC" // date_trunc and ::date in SQL count in one zone
	dial := config.ConnConfig.DialFunc
	config.ConnConfig.DialFunc = func(ctx context.Context, network, addr string) (net.Conn, error) {
		conn, err := dial(ctx, network, addr)
		if err != nil {
			return nil, err
		}
		return marked{conn}, nil
	}
	config.AfterConnect = func(_ context.Context, conn *pgx.Conn) error {
		// Otherwise times are in the zone of the machine.
		conn.TypeMap().RegisterType(&pgtype.Type{
			Name: "timestamptz", OID: pgtype.TimestamptzOID,
			Codec: &pgtype.TimestamptzCodec{ScanLocation: time.UTC},
		})
		return nil
	}
	return config, nil
}

// address describes the place of a database without its secrets.
func address(c *pgxpool.Config, private bool, dir string) string {
	if private {
		return "a private PostgreSQL in " + dir
	}
	return net.JoinHostPort(c.ConnConfig.Host, strconv.Itoa(int(c.ConnConfig.Port))) + "/" + c.ConnConfig.Database
}

// createDatabase creates a database unless it exists.
func createDatabase(ctx context.Context, url, name string) error {
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	var there bool
	if err := conn.QueryRow(ctx, `SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)`, name).Scan(&there); err != nil || there {
		return err
	}
	_, err = conn.Exec(ctx, fmt.Sprintf("CREATE DATABASE %s", pgx.Identifier{name}.Sanitize()))
	// Another program may have created it at the same moment.
	var pgErr *pgconn.PgError
	if errors.As(err, &pgErr) && (pgErr.Code == "42P04" || pgErr.Code == "23505") {
		return nil
	}
	return err
}
