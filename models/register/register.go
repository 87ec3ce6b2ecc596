package register

import "context"

// Progress is told how far an import has come: rows read from the file, and rows
// written to the database.
type Progress func(read, written int)

// every how many rows a Progress is told.
const progressStep = 2000

// lockImport lets one import of a kind run at a time; the next waits for its end.
func (s *Store) lockImport(ctx context.Context, kind string) error {
	_, err := s.db.Exec(ctx, "select pg_advisory_xact_lock(hashtext('jauap import'), hashtext(?))", kind)
	return err
}
