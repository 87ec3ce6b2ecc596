package register

import (
	"context"
	"fmt"
	"math"
	"strconv"
	"strings"

	"jauap/models"
	"jauap/models/sheet"
)

// CoordinatesReport counts the rows of a file of coordinates by result.
type CoordinatesReport struct {
	Rows      int
	Used      int // places with new coordinates
	Unchanged int
	Skipped   int      // ambiguous matches, which a person must check
	Unknown   []string // codes without a place
}

var coordinateColumns = sheet.Columns{Required: []string{"kato", "lat", "lon", "match"}}

// usableMatches lists the reliable ways in which the places of the file were matched with the
// classifier: by equal names, by names with folded Kazakh letters, or by names in Latin
// letters. All other matches are ambiguous.
var usableMatches = map[string]bool{"exact": true, "folded": true, "latin": true}

type placePoint struct {
	code     string
	lat, lon float64
}

// ImportCoordinates sets the coordinates of the centres of places. It skips ambiguous matches.
// On any error it changes nothing. It is idempotent.
func (s *Store) ImportCoordinates(ctx context.Context, file string, dryRun bool, progress Progress) (CoordinatesReport, error) {
	report, points, err := readCoordinates(file, progress)
	if err != nil {
		return report, err
	}
	err = s.tx(ctx, func(tx *Store) error {
		if err := tx.lockImport(ctx, "places"); err != nil {
			return err
		}
		var present []models.Place
		if err := tx.db.Read(ctx, &present, `select code, lat, lon from places`); err != nil {
			return err
		}
		places := make(map[string]models.Place, len(present))
		for _, p := range present {
			places[p.Code] = p
		}
		codes, lats, lons := []string{}, []float64{}, []float64{}
		for _, point := range points {
			p, ok := places[point.code]
			switch {
			case !ok:
				report.Unknown = append(report.Unknown, point.code)
			case p.Lat != nil && *p.Lat == point.lat && *p.Lon == point.lon:
				report.Unchanged++
			default:
				codes, lats, lons = append(codes, point.code), append(lats, point.lat), append(lons, point.lon)
			}
		}
		report.Used = len(codes)
		if dryRun {
			return nil
		}
		_, err := tx.db.Conn().Exec(ctx, `
			update places p set lat = n.lat, lon = n.lon
			from unnest($1::text[], $2::float8[], $3::float8[]) as n (code, lat, lon)
			where p.code = n.code`, codes, lats, lons)
		return err
	})
	if err != nil {
		return report, fmt.Errorf("import coordinates: %w", err)
	}
	return report, nil
}

func readCoordinates(file string, progress Progress) (report CoordinatesReport, points []placePoint, err error) {
	table, err := sheet.Open(file, coordinateColumns)
	if err != nil {
		return report, nil, err
	}
	defer table.Close()
	seen := map[string]int{}
	for row, err := range table.Rows() {
		if err != nil {
			return report, nil, err
		}
		point, err := readPoint(row)
		if err != nil {
			return report, nil, err
		}
		if first := seen[point.code]; first > 0 {
			return report, nil, row.Errorf("kato", "code %s is already in row %d", point.code, first)
		}
		seen[point.code] = row.Number
		if report.Rows++; progress != nil && report.Rows%progressStep == 0 {
			progress(report.Rows, 0)
		}
		if !usableMatches[row.Get("match")] {
			report.Skipped++
			continue
		}
		points = append(points, point)
	}
	return report, points, nil
}

func readPoint(row sheet.Row) (p placePoint, err error) {
	if err := row.CheckWidth(); err != nil {
		return p, err
	}
	var ok bool
	if p.code, ok = row.Code("kato", 9); !ok {
		return p, row.Errorf("kato", "%q is no code of nine digits", row.Get("kato"))
	}
	if p.lat, err = readDegrees(row, "lat", 35, 60); err != nil {
		return p, err
	}
	p.lon, err = readDegrees(row, "lon", 40, 95)
	return p, err
}

// readDegrees parses a number with a decimal point or comma. The bounds are those of the
// schema.
func readDegrees(row sheet.Row, column string, low, high float64) (float64, error) {
	cell := row.Get(column)
	degrees, err := strconv.ParseFloat(strings.Replace(cell, ",", ".", 1), 64)
	if err != nil || math.IsNaN(degrees) || degrees < low || degrees > high {
		return 0, row.Errorf(column, "%q is no number of degrees between %v and %v", cell, low, high)
	}
	return degrees, nil
}
