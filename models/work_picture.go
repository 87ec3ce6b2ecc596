package models

import (
	"context"
	"errors"
	"fmt"

	"gorm.io/gorm"

	"jauap/models/database"
)

// pictureRow is a row of pictures: a picture of one appeal, answer, explanation, verdict or promise.
type pictureRow struct {
	ID                                               int64
	Digest                                           string
	AppealID, AnswerID, WorkID, VerdictID, PromiseID *int64
	Role                                             string // problem, proof, before, after
	Position                                         int
	Alt                                              string
}

func (pictureRow) TableName() string { return "pictures" }

// KeptPicture is a picture that was uploaded before the rest of its form was valid. The form has
// its digest, which cannot be guessed. The digest of a picture that was public can be known, so
// a hidden picture is not shown by its digest.
type KeptPicture struct {
	Digest string `json:"digest"`
	Role   string `json:"role,omitempty"` // before, after
	Alt    string `json:"alt"`
	Width  int    `json:"width"`
	Height int    `json:"height"`
}

// KeepPicture stores an uploaded picture that no page shows yet, so that it need not be uploaded
// again.
func (s *Store) KeepPicture(ctx context.Context, image []byte) (KeptPicture, error) {
	p, err := s.keep(ctx, image)
	return KeptPicture{Digest: p.Digest, Role: "before", Width: p.Width, Height: p.Height}, err
}

// KeptPictures returns those of the pictures that are still stored, with their sizes.
func (s *Store) KeptPictures(ctx context.Context, in []KeptPicture) (kept []KeptPicture, err error) {
	for _, p := range in {
		if !digestForm.MatchString(p.Digest) || len(kept) == MaxPictures {
			continue
		}
		var size []struct{ Width, Height int }
		if err = s.read(ctx, &size, `
			select m.width, m.height from media m where m.digest = ? and m.hidden_at is null and (
				not exists (select 1 from pictures p where p.digest = m.digest)
				or exists (select 1 from pictures p left join answers w on w.id = p.answer_id left join appeals a on a.id = `+pictureAppeal+`
					where p.digest = m.digest and (p.work_id is not null or a.public)))`, p.Digest); err != nil {
			return nil, fmt.Errorf("kept pictures: %w", err)
		}
		if len(size) > 0 {
			p.Width, p.Height = size[0].Width, size[0].Height
			kept = append(kept, p)
		}
	}
	return kept, nil
}

// attachKept adds kept pictures to an explanation, from a position on; the first picture of the
// explanation is its cover.
func attachKept(ctx context.Context, tx *Store, work int64, kept []KeptPicture, from int) error {
	for i, p := range kept {
		if p.Role != "after" {
			p.Role = "before"
		}
		row := pictureRow{Digest: p.Digest, WorkID: &work, Role: p.Role, Position: from + i, Alt: p.Alt}
		if err := database.Rows[pictureRow](tx.db).Create(ctx, &row); err != nil {
			return err
		}
	}
	return tx.setCover(ctx, "works", work)
}

// fewPictures adds a problem for more than most pictures.
func (i Invalid) fewPictures(pictures []KeptPicture, most int) {
	if len(pictures) > most {
		i["pictures"] = Problem{Key: "problem.pictures_too_many", Args: []any{"max", most}}
	}
}

// show adds kept pictures to the verdict or promise that row names. It returns ErrState if one of
// them is no longer stored.
func show(ctx context.Context, tx database.Session, row pictureRow, kept []KeptPicture) error {
	for i, p := range kept {
		row.ID, row.Digest, row.Position, row.Alt = 0, p.Digest, i, p.Alt
		switch err := database.Rows[pictureRow](tx).Create(ctx, &row); {
		case errors.Is(err, gorm.ErrForeignKeyViolated):
			return ErrState
		case err != nil:
			return err
		}
	}
	return nil
}
