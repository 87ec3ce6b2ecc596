package register

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"jauap/models"
	"jauap/models/sheet"
)

// AppealsImport is how a register of appeals is taken over.
type AppealsImport struct {
	DryRun   bool   // say what would happen, change nothing
	Rejected string // file to write the rejected rows to, with their reasons; "" for none
	Progress Progress
	// Recount brings up to date what is derived from appeals, in the transaction of
	// the import and only when it has changed something; nil: nothing is derived yet.
	Recount func(ctx context.Context, tx *models.Store) error
}

// AppealsReport is what became of the rows of a register.
type AppealsReport struct {
	Rows      int
	Added     int
	Updated   int // known, and the register had news: an answer, or an end
	Unchanged int
	Problems  []*sheet.Error // of the rejected rows, in order
}

// ImportAppeals takes over an akimat's register: new appeals with their answers,
// and for those known by their number in the register what is new. A row that
// cannot be taken is reported and the others are taken; when the file itself
// cannot be trusted to its end, or anything else fails, nothing is changed.
// A second time nothing changes.
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
			for range batches { // the table is closed next: let its reader leave first
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
			return err // the reading ended early
		}
		return im.finish(ctx)
	})
	if err != nil {
		return report, fmt.Errorf("import appeals: %w", err)
	}
	return report, rejects.Close()
}

// registerImport is one run over a register, within its transaction.
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

// flush decides about the rows of the batch, in order, and writes them.
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
			w.learn(im, old, e)
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

// write gives the new appeals their ids and numbers and brings all into the database.
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

// finish brings up to date what is derived from appeals. Statistics of the planner
// come first: after a hundred thousand rows its old ones mislead it.
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
