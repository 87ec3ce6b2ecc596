package register

import "context"

// Progress reports the progress of an import: rows read from the file and rows written to the
// database.
type Progress func(read, written int)

// progressStep is the number of rows between two calls of Progress.
const progressStep = 2000

// lockImport takes the advisory lock of a kind of import until the end of the transaction.
func (s *Store) lockImport(ctx context.Context, kind string) error {
	_, err := s.db.Exec(ctx, "select pg_advisory_xact_lock(hashtext('jauap import'), hashtext(?))", kind)
	return err
}
