package database

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// pooled reports whether conn goes to a pooler: a pooler gives its clients process ids of its own,
// because the server process changes.
func pooled(ctx context.Context, conn *pgx.Conn) (bool, error) {
	var pid uint32
	err := conn.QueryRow(ctx, `select pg_backend_pid()`, pgx.QueryExecModeExec).Scan(&pid)
	return err == nil && pid != conn.PgConn().PID(), err
}

// errPooledStatements is returned for a pooler that loses prepared statements: 93 of 100 requests
// failed because the next server connection did not know the statement.
var errPooledStatements = errors.New("the database is reached through a connection pooler that does not keep prepared statements, such as pgbouncer in transaction mode; add default_query_exec_mode=cache_describe to DATABASE_URL")

// checkPooler refuses a pooler that loses prepared statements, unless the address turns them off. A
// pooler that keeps them renames them.
func checkPooler(ctx context.Context, conn *pgx.Conn) error {
	is, err := pooled(ctx, conn)
	if err != nil || !is || conn.Config().DefaultQueryExecMode != pgx.QueryExecModeCacheStatement {
		return err
	}
	const name = "jauap_probe"
	var lost bool
	err = pgx.BeginFunc(ctx, conn, func(tx pgx.Tx) error {
		if _, err := tx.Conn().PgConn().Prepare(ctx, name, `select 1`, nil); err != nil {
			return err
		}
		err := tx.QueryRow(ctx, `select exists (select from pg_prepared_statements where name = '`+name+`')`, pgx.QueryExecModeExec).Scan(&lost)
		if lost {
			_, err = tx.Exec(ctx, `deallocate `+name)
		}
		return err
	})
	var pgErr *pgconn.PgError
	if errors.As(err, &pgErr) && (pgErr.Code == "42P05" || pgErr.Code == "26000") { // another program left it there
		lost, err = true, nil
	}
	if lost {
		return errPooledStatements
	}
	return err
}
