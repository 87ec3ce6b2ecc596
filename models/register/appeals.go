package register

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"jauap/models"
	"jauap/models/sheet"
)

// AppealsImport holds the options of ImportAppeals.
type AppealsImport struct {
	DryRun   bool   // report what would happen without changing anything
	Rejected string // path of a file for the rejected rows with reasons; "" for none
	Progress Progress
	// Recount updates the statistics in the transaction of the import, if the import
	// changed anything. It may be nil.
	Recount func(ctx context.Context, tx *models.Store) error
}

// AppealsReport counts the rows of a register by result.
type AppealsReport struct {
	Rows      int
	Added     int
	Updated   int // known appeals with an update: an answer, or a final status
	Unchanged int
	Problems  []*sheet.Error // of the rejected rows, in order
}

// ImportAppeals imports the register of an akimat: it adds new appeals with their answers,
// and updates appeals that are known by their register number. It reports invalid rows and
// imports the others. If the file cannot be read to its end, or on any other error, it
// changes nothing. It is idempotent.
func (s *Store) ImportAppeals(ctx context.Context, file string, opt AppealsImport) (report AppealsReport, err error) {
	table, err := sheet.Open(file, registerColumns)
	if err != nil {
		return report, err
	}
	defer table.Close()
	rejects := sheet.NewRejects(opt.Rejected, registerColumns.Required)
	defer rejects.Discard()
	err = s.tx(ctx, func(tx *Store) error {
		im, err := tx.newRegisterImport(ctx, opt, rejects)
		if err != nil {
			return err
		}
		defer func() { report = im.report }()
		reading, stop := context.WithCancel(ctx)
		batches := im.reader.batches(reading, table)
		defer func() {
			stop()
			for range batches { // wait for the reader to end before the table is closed
			}
		}()
		for batch := range batches {
			if batch.err != nil {
				return batch.err
			}
			if err := im.flush(ctx, batch.entries); err != nil {
				return err
			}
		}
		if err := ctx.Err(); err != nil {
			return err // reading ended early
		}
		return im.finish(ctx)
	})
	if err != nil {
		return report, fmt.Errorf("import appeals: %w", err)
	}
	return report, rejects.Close()
}

// registerImport is the state of one import, within its transaction.
type registerImport struct {
	*Store
	opt     AppealsImport
	reader  *registerReader
	bodies  competence
	rejects *sheet.Rejects
	report  AppealsReport
}

func (s *Store) newRegisterImport(ctx context.Context, opt AppealsImport, rejects *sheet.Rejects) (*registerImport, error) {
	if err := s.lockImport(ctx, "appeals"); err != nil {
		return nil, err
	}
	im := &registerImport{Store: s, opt: opt, rejects: rejects, reader: &registerReader{
		now:        s.core.Now(),
		places:     map[string]bool{},
		categories: categoryWords(s.core.Reference()),
		seen:       map[string]int{},
	}}
	var codes []string
	if err := s.db.Read(ctx, &codes, `select code from places`); err != nil {
		return nil, err
	}
	for _, code := range codes {
		im.reader.places[code] = true
	}
	var err error
	if im.bodies, err = s.readCompetence(ctx); err != nil || opt.DryRun {
		return im, err
	}
	return im, s.prepareWriting(ctx)
}

// flush handles the rows of a batch in their order and writes the changes.
func (im *registerImport) flush(ctx context.Context, batch []registerEntry) error {
	known, err := im.known(ctx, batch)
	if err != nil {
		return err
	}
	var fresh []registerEntry
	var w registerWriting
	for _, e := range batch {
		im.report.Rows++
		old, isKnown := known[e.number]
		if e.problem == nil && isKnown {
			e.problem = old.sameAs(e)
		}
		switch {
		case e.problem != nil:
			err = im.reject(e)
		case !isKnown:
			fresh = append(fresh, e)
		case old.hasNews(e):
			im.report.Updated++
			w.update(im, old, e)
		default:
			im.report.Unchanged++
		}
		if err != nil {
			return err
		}
	}
	im.report.Added += len(fresh)
	if !im.opt.DryRun {
		if err := im.write(ctx, w, fresh); err != nil {
			return err
		}
	}
	if im.opt.Progress != nil {
		im.opt.Progress(im.report.Rows, im.report.Added+im.report.Updated)
	}
	return nil
}

func (im *registerImport) reject(e registerEntry) error {
	im.report.Problems = append(im.report.Problems, e.problem)
	if im.opt.Rejected == "" {
		return nil
	}
	return im.rejects.Add(e.row, e.problem.WithoutPosition())
}

// write assigns ids and numbers to the new appeals and writes the batch.
func (im *registerImport) write(ctx context.Context, w registerWriting, fresh []registerEntry) error {
	rows, err := im.db.Conn().Query(ctx, `
		select nextval(pg_get_serial_sequence('appeals', 'id')), nextval('appeal_numbers')
		from generate_series(1, $1)`, len(fresh))
	if err != nil {
		return err
	}
	type place struct{ ID, Number int64 }
	places, err := pgx.CollectRows(rows, pgx.RowToStructByPos[place])
	if err != nil {
		return err
	}
	for i, e := range fresh {
		w.add(im, places[i].ID, portalNumber(e.received, places[i].Number), e)
	}
	return w.copy(ctx, im.Store)
}

// finish updates the statistics of the planner and then those of the portal. After a hundred
// thousand rows the planner would choose bad plans with its old statistics.
func (im *registerImport) finish(ctx context.Context) error {
	if im.opt.DryRun || im.report.Added+im.report.Updated == 0 {
		return nil
	}
	if _, err := im.db.Exec(ctx, `analyze appeals, events, answers`); err != nil {
		return err
	}
	if im.opt.Recount == nil {
		return nil
	}
	return im.opt.Recount(ctx, im.core)
}
