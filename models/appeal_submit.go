package models

import (
	"context"
	"fmt"
	"math"

	"jauap/models/calendar"
)

// NewAppeal is an appeal that a resident files.
type NewAppeal struct {
	Kind        Kind
	Category    string
	Place       string // KATO code
	AuthorID    int64
	AuthorShown bool // the author consents to a first name and an initial
	Lang        string
	Title       string
	Text        string
	Lat, Lon    *float64 // kept to about 100 m
	Private     bool     // not public; the default of some categories
	EotinishNo  string   // number of the official window, if the author has one
	Pictures    []NewPicture
	Demo        bool
}

// Filed is the appeal that was filed.
type Filed struct {
	ID     int64
	Number string // 2026-000123
}

// SubmitAppeal files an appeal with the competent body. It waits for moderation, which has a term
// of one working day.
func (s *Store) SubmitAppeal(ctx context.Context, in NewAppeal) (filed Filed, err error) {
	if err := s.Reference().Open(NoAppeals); err != nil {
		return filed, err
	}
	problems := Invalid{}
	in.check(problems)
	s.Reference().checkCategory(problems, in.Category)
	if place, err := s.Place(ctx, in.Place); err != nil || place.Retired {
		problems["place"] = Problem{Key: "problem.unknown"}
	}
	pictures := s.preparePictures(ctx, problems, in.Pictures, "problem")
	if len(problems) > 0 {
		return filed, problems
	}
	err = s.tx(ctx, func(tx *Store) error {
		if err := tx.RequireLevel(ctx, in.AuthorID, 1); err != nil {
			return err
		}
		filed, err = tx.insertAppeal(ctx, in, pictures)
		return err
	})
	if err != nil {
		return Filed{}, fmt.Errorf("submit appeal: %w", err)
	}
	return filed, nil
}

// check trims the texts and collects the problems of the fields.
func (in *NewAppeal) check(problems Invalid) {
	OneOf(problems, "kind", in.Kind, Kinds)
	OneOf(problems, "lang", in.Lang, Languages)
	in.Title = problems.Line("title", in.Title, 3, 200)
	in.Text = problems.Text("body", in.Text, 10, 10000)
	in.EotinishNo = problems.Text("eotinish", in.EotinishNo, 0, 40)
	switch {
	case (in.Lat == nil) != (in.Lon == nil):
		problems["point"] = Problem{Key: "problem.required"}
	case in.Lat != nil && !inKazakhstan(*in.Lat, *in.Lon):
		problems["point"] = Problem{Key: "problem.outside"}
	case in.Lat != nil:
		lat, lon := roundPoint(*in.Lat), roundPoint(*in.Lon)
		in.Lat, in.Lon = &lat, &lon
	}
}

// inKazakhstan reports whether a point is near Kazakhstan; false for NaN.
func inKazakhstan(lat, lon float64) bool {
	return lat >= 40 && lat <= 56 && lon >= 46 && lon <= 88
}

// roundPoint rounds to three decimals, about 100 m, so that a point does not identify a home.
func roundPoint(degrees float64) float64 { return math.Round(degrees*1000) / 1000 }

func (s *Store) insertAppeal(ctx context.Context, in NewAppeal, pictures []preparedPicture) (filed Filed, err error) {
	body, err := s.CompetentBody(ctx, in.Place, in.Category)
	if err != nil {
		return filed, err
	}
	received := calendar.Of(s.Now())
	if filed.Number, err = s.nextNumber(ctx, received); err != nil {
		return filed, err
	}
	if err = s.readOne(ctx, &filed.ID, `
		insert into appeals (number, eotinish_no, kind, category_code, place_code, body_id, author_id, author_shown,
			lang, title, text, lat, lon, status, received_at, moderation_due, private, search, demo)
		values (?, nullif(?, ''), ?, ?, ?, ?, ?, ?,
			?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		returning id`,
		filed.Number, in.EotinishNo, in.Kind, in.Category, in.Place, body.ID, in.AuthorID, in.AuthorShown,
		in.Lang, in.Title, in.Text, in.Lat, in.Lon, Moderation, s.Now(), s.Reference().Calendar.ModerationDue(received),
		in.Private, searchVector(in.Title, in.Text), in.Demo); err != nil {
		return filed, err
	}
	if err = s.addPictures(ctx, "appeals", filed.ID, pictures); err != nil {
		return filed, err
	}
	if err = s.screenAppeal(ctx, filed.ID, in); err != nil {
		return filed, err
	}
	return filed, s.record(ctx, Event{AppealID: filed.ID, Kind: Submitted, Actor: ByAuthor, UserID: &in.AuthorID, BodyID: &body.ID})
}

// nextNumber returns the next number of an appeal in a year: 2026-000123.
func (s *Store) nextNumber(ctx context.Context, received calendar.Date) (string, error) {
	var n int64
	if err := s.read(ctx, &n, `select nextval('appeal_numbers')`); err != nil {
		return "", err
	}
	return fmt.Sprintf("%04d-%06d", received.Year, n), nil
}
