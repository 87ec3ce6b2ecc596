package admin

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"jauap/models"
)

// AddDepartment adds a department to an akimat, to which appeals can be redirected. It
// serves the place of its superior. The other bodies are derived from the places.
func (s *Store) AddDepartment(ctx context.Context, admin, superior int64, name, post models.Names) (id int64, err error) {
	problems := models.Invalid{}
	name, post = problems.Names("name", name, 300), problems.Names("post", post, 300)
	field := departmentField(name.EN)
	if _, wrong := problems["name_en"]; !wrong && field == "" {
		problems["name_en"] = models.Problem{Key: "problem.latin"}
	}
	above, err := s.core.Body(ctx, superior)
	if errors.Is(err, models.ErrNotFound) || err == nil && (above.PlaceCode == "" || above.Kind == "department") {
		problems["body"] = models.Problem{Key: "problem.no_akimat"}
	} else if err != nil {
		return 0, err
	}
	if len(problems) > 0 {
		return 0, problems
	}
	err = s.tx(ctx, func(tx *Store) (err error) {
		id, err = tx.core.CreateBody(ctx, models.NewBody{PlaceCode: above.PlaceCode, Kind: "department", Field: field, Level: above.Level,
			SuperiorID: above.ID, Name: name, Post: post})
		if taken := (models.Invalid{}); errors.As(err, &taken) {
			return models.Invalid{"name_en": {Key: "problem.taken"}}
		}
		if err != nil {
			return err
		}
		return tx.core.RecordAudit(ctx, admin, "body_new", strconv.FormatInt(id, 10), map[string]any{"name": name, "post": post})
	})
	if err != nil {
		return 0, fmt.Errorf("add a department of body %d: %w", superior, err)
	}
	return id, nil
}

// departmentField returns the English name as a code, which distinguishes the departments
// of a place.
func departmentField(name string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	return strings.Join(words, "_")
}
