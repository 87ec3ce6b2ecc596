package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"jauap/models"
	"jauap/models/record"
	"jauap/models/register"
)

// importCmd imports official data and akimats' registers. Each import is one transaction,
// and importing the same file again changes nothing.
type importCmd struct {
	Places      importPlacesCmd      `cmd:"" help:"The official classifier of places (KATO), XLSX or CSV."`
	Coordinates importCoordinatesCmd `cmd:"" help:"Coordinates of the centres of places, CSV or XLSX."`
	Appeals     importAppealsCmd     `cmd:"" help:"An akimat's register of appeals, CSV or XLSX."`
}

type importPlacesCmd struct {
	File       string `arg:"" help:"The workbook or CSV file."`
	DryRun     bool   `help:"Print the differences without changing anything."`
	RetireMany bool   `help:"Retire places that are missing in the file, even if they are more than a fifth of all places or a whole oblast."`
}

// Run imports an edition of the classifier.
func (c importPlacesCmd) Run(ctx context.Context, config Config, out io.Writer) error {
	return withStore(ctx, config, out, func(store *models.Store) error {
		return runImportPlaces(ctx, store, c.File, register.PlacesImport{DryRun: c.DryRun, RetireMany: c.RetireMany}, out)
	})
}

func runImportPlaces(ctx context.Context, store *models.Store, file string, opt register.PlacesImport, out io.Writer) error {
	line := newProgressLine(out)
	opt.Progress = line.update
	diff, err := register.New(store).ImportPlaces(ctx, file, opt)
	line.end()
	if many := (*register.ManyRetired)(nil); errors.As(err, &many) {
		printChanges(out, "missing", many.Diff.Retired)
		return fmt.Errorf("%w Nothing was changed. If it is complete, repeat with --retire-many", many)
	}
	if err != nil {
		return err
	}
	if diff.Empty() {
		fmt.Fprintf(out, "%d places read: no change.\n", diff.Rows)
		return nil
	}
	if len(diff.Added) < diff.Rows { // the first import needs no list
		printChanges(out, "added", diff.Added)
	}
	printChanges(out, "renamed", diff.Renamed)
	printChanges(out, "moved under another parent", diff.Moved)
	printChanges(out, "with another unit or terrain", diff.Amended)
	printChanges(out, "restored", diff.Returned)
	printChanges(out, "retired; their appeals remain", diff.Retired)
	fmt.Fprintf(out, "%d places read: %d added, %d renamed, %d moved, %d amended, %d restored, %d retired, %d unchanged.\n", diff.Rows,
		len(diff.Added), len(diff.Renamed), len(diff.Moved), len(diff.Amended), len(diff.Returned), len(diff.Retired), diff.Unchanged)
	if opt.DryRun && diff.RetiresMany() && !opt.RetireMany {
		fmt.Fprintln(out, "Many places are missing: the import will need --retire-many. Is the file complete?")
	}
	printDryRun(out, opt.DryRun)
	return nil
}

// maxListed is the number of printed lines of one kind. Further lines are only counted.
const maxListed = 50

func printChanges(out io.Writer, title string, changes []register.PlaceChange) {
	if len(changes) == 0 {
		return
	}
	fmt.Fprintf(out, "%d %s:\n", len(changes), title)
	for _, c := range changes[:min(maxListed, len(changes))] {
		arrow := ""
		if c.Before != "" && c.After != "" {
			arrow = " → "
		}
		fmt.Fprintf(out, "  %s  %s%s%s\n", c.Code, c.Before, arrow, c.After)
	}
	printMore(out, len(changes))
}

func printMore(out io.Writer, n int) {
	if n > maxListed {
		fmt.Fprintf(out, "  … and %d more\n", n-maxListed)
	}
}

func printDryRun(out io.Writer, dry bool) {
	if dry {
		fmt.Fprintln(out, "Dry run: nothing was changed.")
	}
}

type importCoordinatesCmd struct {
	File   string `arg:"" help:"The file."`
	DryRun bool   `help:"Count the changes without making them."`
}

// Run imports the coordinates of places.
func (c importCoordinatesCmd) Run(ctx context.Context, config Config, out io.Writer) error {
	return withStore(ctx, config, out, func(store *models.Store) error {
		return runImportCoordinates(ctx, store, c.File, c.DryRun, out)
	})
}

func runImportCoordinates(ctx context.Context, store *models.Store, file string, dryRun bool, out io.Writer) error {
	line := newProgressLine(out)
	report, err := register.New(store).ImportCoordinates(ctx, file, dryRun, line.update)
	line.end()
	if err != nil {
		return err
	}
	if len(report.Unknown) > 0 {
		fmt.Fprintf(out, "%d codes of unknown places:\n", len(report.Unknown))
		for _, code := range report.Unknown[:min(maxListed, len(report.Unknown))] {
			fmt.Fprintf(out, "  %s\n", code)
		}
		printMore(out, len(report.Unknown))
	}
	fmt.Fprintf(out, "%d rows read: %d places updated, %d unchanged, %d skipped as ambiguous, %d unknown.\n",
		report.Rows, report.Used, report.Unchanged, report.Skipped, len(report.Unknown))
	printDryRun(out, dryRun)
	return nil
}

type importAppealsCmd struct {
	File     string `arg:"" help:"The register."`
	DryRun   bool   `help:"Check every row without changing anything."`
	Rejected string `help:"File for the rejected rows; FILE.rejected.csv by default." type:"path"`
}

// Run imports a register.
func (c importAppealsCmd) Run(ctx context.Context, config Config, out io.Writer) error {
	return withStore(ctx, config, out, func(store *models.Store) error {
		return runImportAppeals(ctx, store, c.File, register.AppealsImport{DryRun: c.DryRun, Rejected: c.Rejected}, out)
	})
}

func runImportAppeals(ctx context.Context, store *models.Store, file string, opt register.AppealsImport, out io.Writer) error {
	if opt.Rejected == "" {
		opt.Rejected = filepath.Clean(file) + ".rejected.csv"
	}
	if sameFile(opt.Rejected, file) {
		return errors.New("--rejected names the register itself, which it would overwrite")
	}
	line := newProgressLine(out)
	opt.Progress = line.update
	opt.Recount = func(ctx context.Context, tx *models.Store) error { return record.New(tx).Recount(ctx) }
	report, err := register.New(store).ImportAppeals(ctx, file, opt)
	line.end()
	if err != nil {
		return err
	}
	for _, p := range report.Problems[:min(maxListed, len(report.Problems))] {
		fmt.Fprintf(out, "  rejected: %v\n", p)
	}
	printMore(out, len(report.Problems))
	fmt.Fprintf(out, "%d rows read: %d added, %d updated, %d unchanged, %d rejected.\n",
		report.Rows, report.Added, report.Updated, report.Unchanged, len(report.Problems))
	if len(report.Problems) > 0 {
		fmt.Fprintf(out, "The rejected rows with their reasons are in %s: correct them there and import the corrected file.\n", opt.Rejected)
	}
	printDryRun(out, opt.DryRun)
	return nil
}

func sameFile(a, b string) bool {
	infoA, errA := os.Stat(a)
	infoB, errB := os.Stat(b)
	return errA == nil && errB == nil && os.SameFile(infoA, infoB)
}

// progressLine prints the progress of an import: one line that is overwritten on a terminal,
// separate lines elsewhere.
type progressLine struct {
	out      io.Writer
	terminal bool
	printed  bool
}

func newProgressLine(out io.Writer) *progressLine {
	p := &progressLine{out: out}
	if f, ok := out.(*os.File); ok {
		info, err := f.Stat()
		p.terminal = err == nil && info.Mode()&os.ModeCharDevice != 0
	}
	return p
}

func (p *progressLine) update(read, written int) {
	p.printed = true
	if p.terminal {
		fmt.Fprintf(p.out, "\r%d rows read, %d written", read, written)
	} else {
		fmt.Fprintf(p.out, "%d rows read, %d written\n", read, written)
	}
}

// end starts a new line after the overwritten one.
func (p *progressLine) end() {
	if p.terminal && p.printed {
		fmt.Fprintln(p.out)
	}
}
