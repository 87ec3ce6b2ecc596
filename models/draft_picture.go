package models

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"jauap/models/media"
)

// HeaviestPicture is how many bytes the file of a picture may have.
const HeaviestPicture = media.MaxBytes

// AddDraftPicture stores a picture at its upload, so that it need not be uploaded again. The same
// picture is stored once. Invalid names the problem of the picture, or that there are too many.
func (s *Store) AddDraftPicture(ctx context.Context, token string, user int64, image []byte) (d Draft, err error) {
	if d, err = s.Draft(ctx, token, user); err != nil {
		return d, fmt.Errorf("add a picture to a draft: %w", err)
	}
	kept, err := s.keepUnless(ctx, image, digestsOf(d.Form.Pictures), AppealPictures)
	if err != nil {
		return d, err
	}
	err = s.tx(ctx, func(tx *Store) error {
		if d, err = tx.lockDraft(ctx, token, user); err != nil {
			return err
		}
		if slices.ContainsFunc(d.Form.Pictures, func(p DraftPicture) bool { return p.Digest == kept.Digest }) {
			return nil
		}
		if len(d.Form.Pictures) >= AppealPictures {
			return tooManyPictures(AppealPictures)
		}
		d.Form.Pictures = append(d.Form.Pictures, kept)
		return tx.writeDraft(ctx, d, user)
	})
	if err != nil {
		return d, fmt.Errorf("add a picture to a draft: %w", errors.Join(err, s.dropPictures(ctx, []string{kept.Digest})))
	}
	return d, nil
}

// DraftPhoto returns the bytes of a picture of a draft to the holder of its token.
func (s *Store) DraftPhoto(ctx context.Context, token string, user int64, digest string, small bool) (mime string, image []byte, err error) {
	d, err := s.Draft(ctx, token, user)
	if err != nil {
		return "", nil, err
	}
	if !slices.ContainsFunc(d.Form.Pictures, func(p DraftPicture) bool { return p.Digest == digest }) {
		return "", nil, ErrNotFound
	}
	return s.mediaOf(ctx, digest, small)
}

// OwnPhoto returns the bytes of a picture of the user's own appeal, or of an answer to it, also if
// it is not public.
func (s *Store) OwnPhoto(ctx context.Context, user int64, digest string, small bool) (mime string, image []byte, err error) {
	var own bool
	if err := s.read(ctx, &own, `
		select exists (
			select 1 from pictures p
			left join answers w on w.id = p.answer_id
			join appeals a on a.id = `+pictureAppeal+`
			where p.digest = ? and a.author_id = ?)`, digest, user); err != nil {
		return "", nil, fmt.Errorf("photo %s: %w", digest, err)
	}
	if !own {
		return "", nil, ErrNotFound
	}
	return s.mediaOf(ctx, digest, small)
}

// mediaOf reads a picture. The caller checks the permission.
func (s *Store) mediaOf(ctx context.Context, digest string, small bool) (mime string, image []byte, err error) {
	column := "large"
	if small {
		column = "small"
	}
	var row struct {
		Mime  string
		Image []byte
	}
	if err := s.readOne(ctx, &row, `select mime, `+column+` as image from media where digest = ?`, digest); err != nil {
		return "", nil, fmt.Errorf("photo %s: %w", digest, err)
	}
	return row.Mime, row.Image, nil
}
