package models

import (
	"context"
	"errors"

	"jauap/models/media"
)

// MaxPictures is the largest number of pictures of one row.
const MaxPictures = 10

// NewPicture is an uploaded picture.
type NewPicture struct {
	Image []byte // JPEG, PNG or WebP
	Role  string // problem, proof, before, after; "" for the default of the table
	Alt   string // what it shows, in words
}

type preparedPicture struct {
	media.Picture
	role, alt string
}

// preparePictures decodes and re-encodes pictures. It runs before a transaction, because it takes
// time and a transaction holds a connection and locks.
func (s *Store) preparePictures(ctx context.Context, problems Invalid, in []NewPicture, usualRole string) []preparedPicture {
	if len(in) > MaxPictures {
		problems["pictures"] = Problem{Key: "problem.pictures_too_many", Args: []any{"max", MaxPictures}}
		return nil
	}
	prepared := make([]preparedPicture, 0, len(in))
	for _, p := range in {
		if p.Role == "" {
			p.Role = usualRole
		}
		OneOf(problems, "pictures", p.Role, []string{"problem", "proof", "before", "after"})
		alt := problems.Text("alt", p.Alt, 0, 300)
		picture, err := s.decode(ctx, p.Image)
		if err != nil {
			problems["pictures"] = pictureProblem(err)
			return nil
		}
		prepared = append(prepared, preparedPicture{picture, p.Role, alt})
	}
	return prepared
}

// decode returns the sizes of a picture that are stored, as soon as there is memory to decode the
// file.
func (s *Store) decode(ctx context.Context, file []byte) (media.Picture, error) {
	source, err := media.Inspect(file)
	if err != nil {
		return media.Picture{}, err
	}
	return s.decoder.Prepare(ctx, source)
}

func pictureProblem(err error) Problem {
	switch {
	case errors.Is(err, media.ErrEmpty):
		return Problem{Key: "problem.picture_empty"}
	case errors.Is(err, media.ErrTooHeavy):
		return Problem{Key: "problem.picture_too_heavy", Args: []any{"max", media.MaxBytes >> 20}}
	case errors.Is(err, media.ErrTooLarge):
		return Problem{Key: "problem.picture_too_large", Args: []any{"max", media.MaxPixels / 1_000_000}}
	case errors.Is(err, media.ErrShape):
		return Problem{Key: "problem.picture_shape", Args: []any{"max", media.MaxRatio}}
	case errors.Is(err, media.ErrMemory):
		return Problem{Key: "problem.picture_memory"}
	case errors.Is(err, media.ErrHEIC):
		return Problem{Key: "problem.picture_heic"}
	case errors.Is(err, media.ErrAVIF):
		return Problem{Key: "problem.picture_avif"}
	case errors.Is(err, media.ErrType):
		return Problem{Key: "problem.picture_type"}
	case errors.Is(err, media.ErrUnusual):
		return Problem{Key: "problem.picture_unusual"}
	}
	return Problem{Key: "problem.picture_broken"}
}

// pictureOwners are the tables whose rows have pictures, with the column of pictures that refers to
// the row.
var pictureOwners = map[string]string{"appeals": "appeal_id", "answers": "answer_id", "works": "work_id"}

// pictureAppeal is the SQL expression for the appeal of a picture p, with w as the answer that it
// belongs to; null for a picture of an explanation.
const pictureAppeal = `coalesce(p.appeal_id, w.appeal_id,
	(select appeal_id from verdicts where id = p.verdict_id), (select appeal_id from promises where id = p.promise_id))`

// picturesOfAppeal is the SQL condition that a picture p belongs to an appeal; its arguments are
// the id of the appeal, four times.
const picturesOfAppeal = `p.appeal_id = ? or p.answer_id in (select id from answers where appeal_id = ?)
	or p.verdict_id in (select id from verdicts where appeal_id = ?) or p.promise_id in (select id from promises where appeal_id = ?)`

// addPictures adds pictures to a row of a table of pictureOwners; the first is its cover.
func (s *Store) addPictures(ctx context.Context, table string, id int64, pictures []preparedPicture) error {
	for i, p := range pictures {
		if err := s.addMedia(ctx, p.Picture); err != nil {
			return err
		}
		if _, err := s.exec(ctx, `
			insert into pictures (digest, `+pictureOwners[table]+`, role, position, alt)
			values (?, ?, ?, ?, ?)`, p.Digest, id, p.role, i, p.alt); err != nil {
			return err
		}
	}
	if len(pictures) == 0 || table == "answers" {
		return nil
	}
	return s.setCover(ctx, table, id)
}

// setCover sets the cover of a row to its first picture that is not hidden.
func (s *Store) setCover(ctx context.Context, table string, id int64) error {
	_, err := s.exec(ctx, `
		update `+table+` set cover = (select p.digest from pictures p join media m on m.digest = p.digest
			where p.`+pictureOwners[table]+` = `+table+`.id and m.hidden_at is null order by p.position, p.id limit 1)
		where id = ?`, id)
	return err
}

// addMedia stores the bytes of a picture, the same picture once.
func (s *Store) addMedia(ctx context.Context, p media.Picture) error {
	_, err := s.exec(ctx, `
		insert into media (digest, mime, width, height, large, small, at, look)
		values (?, ?, ?, ?, ?, ?, ?, ?::bit(128))
		on conflict do nothing`, p.Digest, media.MIME, p.Width, p.Height, p.Large, p.Small, s.Now(), p.Hash.String())
	return err
}

// Picture is a picture on a page.
type Picture struct {
	Digest        string
	Width, Height int
	Role          string // problem, proof, before, after
	Alt           string
	Hidden        string // the reason code of moderation; "" if it is not hidden
	AnswerID      int64
	VerdictID     int64
	PromiseID     int64
	Repeats       []Repeat `gorm:"serializer:json"` // where it was shown before; nil for none
}
