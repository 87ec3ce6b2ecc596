package handlers_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"gorm.io/gorm"

	"jauap/handlers/jobs"
	"jauap/models"
)

// TestQueries fixes the number of queries of each page, which must not depend on the number
// of rows.
func TestQueries(t *testing.T) {
	few, many := newSite(t), newSite(t)
	fewNumber := few.fillAppeals(1)
	manyNumber := many.fillAppeals(50)
	counts := map[*site]*int{&few: few.countQueries(), &many: many.countQueries()}
	tests := []struct {
		path string
		want int
	}{
		{"/kk", 5},
		{"/kk/appeals", 1},
		{"/kk/appeals?place=616059000&category=roads&sort=voices", 2},
		{"/kk/appeals/NUMBER", 13},
		{"/kk/places", 1},
		{"/kk/places/616059000", 7},
		{"/kk/bodies", 2},
		{"/kk/bodies?place=616059000&category=roads&sort=days", 3},
		{"/kk/bodies.csv", 2},
		{"/kk/bodies/2", 9},
		{"/kk/bodies/2/record.csv", 9},
		{"/kk/promises", 1},
		{"/kk/promises?view=all&place=616059000", 2},
		{"/kk/bodies/1/promises?view=kept", 2},
		{"/kk/places/616059000/silence", 3}, // trail, appeals, count
		{"/kk/record", 3},                   // units, peers of their bodies, time of the counts
		{"/kk/record/616000000", 4},         // and the trail
		{"/kk/gap", 4},                      // counts, their time, examples, child places
		{"/kk/gap?place=616059000", 5},      // and the trail
		{"/kk/works", 1},
		{"/kk/works/1", 5},
		{"/kk/about", 0},
	}
	for _, test := range tests {
		for s, number := range map[*site]string{&few: fewNumber, &many: manyNumber} {
			path := strings.ReplaceAll(test.path, "NUMBER", number)
			*counts[s] = 0
			s.get(path).wants(http.StatusOK)
			if n := *counts[s]; n != test.want {
				t.Errorf("%s: %d queries, want %d", path, n, test.want)
			}
		}
	}
}

// countQueries returns a counter of the statements sent through GORM.
func (s *site) countQueries() *int {
	count := new(int)
	up := func(*gorm.DB) { *count++ }
	callbacks := s.db.Gorm.Callback()
	for _, err := range []error{
		callbacks.Query().After("gorm:query").Register("count", up),
		callbacks.Row().After("gorm:row").Register("count", up),
		callbacks.Raw().After("gorm:raw").Register("count", up),
	} {
		if err != nil {
			s.t.Fatal(err)
		}
	}
	return count
}

// fillAppeals files, publishes and answers n appeals at one place, links all of them to one
// explanation, and returns the number of the newest.
func (s *site) fillAppeals(n int) (number string) {
	s.t.Helper()
	ctx := s.t.Context()
	must := func(err error) {
		s.t.Helper()
		if err != nil {
			s.t.Fatal(err)
		}
	}
	must(s.db.Gorm.Exec(`
		insert into places (code, parent_code, level, unit, official_kk, official_ru, name_kk, name_ru, name_en) values
		('610000000', null, 1, 'oblast', 'Түркістан облысы', 'Туркестанская область', 'Түркістан облысы', 'Туркестанская область', 'Turkistan Region'),
		('616000000', '610000000', 2, 'district', 'Түлкібас ауданы', 'Тюлькубасский район', 'Түлкібас ауданы', 'Тюлькубасский район', 'Tulkibas District'),
		('616059000', '616000000', 3, 'rural_district', 'Састөбе а.о.', 'Састобенский с.о.', 'Састөбе ауылдық округі', 'Састобенский сельский округ', 'Sastobe Rural District')`).Error)
	must(s.store.EnsureBodies(ctx))
	author, err := s.store.CreateUser(ctx, models.NewUser{GivenName: "Айгерім", FamilyName: "Сәрсен", Email: "aigerim@example.kz", Level: 1, Lang: "kk"})
	must(err)
	body, err := s.store.CompetentBody(ctx, "616059000", "roads")
	must(err)
	by := models.Official{UserID: author, BodyID: body.ID}
	var ids []int64
	for i := range n {
		filed, err := s.store.SubmitAppeal(ctx, models.NewAppeal{Kind: models.Message, Category: "roads", Place: "616059000",
			AuthorID: author, Lang: "kk", Title: fmt.Sprintf("Шұңқыр %d", i), Text: "Көше бойында терең шұңқыр бар."})
		must(err)
		must(s.store.PublishAppeal(ctx, filed.ID, author))
		_, err = s.store.PublishAnswer(ctx, filed.ID, by, models.NewAnswer{AnswerText: models.AnswerText{Lang: "kk", Action: "Шұңқыр жабылады."},
			Promises: []models.NewPromise{{Text: "Шұңқыр жабылады", Due: today().AddDays(10)}}})
		must(err)
		_, err = s.store.At(noon.Add(-time.Duration(i)*time.Hour)).AddComment(ctx, models.NewComment{AppealID: filed.ID, UserID: author, Text: "Рақмет!"})
		must(err)
		ids, number = append(ids, filed.ID), filed.Number
	}
	_, err = s.store.PublishWork(ctx, by, models.NewWork{Place: "616059000", Category: "roads", Lang: "kk", Title: "Көше жөндеу",
		Text: "Жөндеу **басталды**.", Stage: models.Planned, Appeals: ids})
	must(err)
	must(s.db.Gorm.Exec(`insert into comments (work_id, user_id, text, at) select w.id, ?, 'Қашан бітеді', ? from works w, generate_series(1, ?)`,
		author, noon, n).Error)
	must(jobs.Sweep(ctx, s.store))
	return number
}
