package models

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSimilar(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	file := func(category, place, title string, publish bool) string {
		in := c.pothole()
		in.Category, in.Place, in.Title = category, place, title
		filed, err := c.SubmitAppeal(c.ctx, in)
		c.must(err)
		if publish {
			c.must(c.PublishAppeal(c.ctx, filed.ID, c.moderator))
		}
		return filed.Number
	}
	same := file("roads", village, "Абай көшесіндегі шұңқыр", true)
	near := file("roads", sastobe, "Көпір сынған", true)
	file("roads", arys, "Жол белгісі жоқ", true)           // another rural district, other words
	far := file("roads", arys, "Абай көшесі шұңқыр", true) // the same words there
	other := file("waste", village, "Абай көшесінде шұңқыр толы қоқыс", true)
	file("roads", aqadyr, "Абай көшесіндегі шұңқыр", true)   // another oblast
	file("roads", village, "Абай көшесіндегі шұңқыр", false) // nobody has seen it
	file("waste", village, "Шам жанбайды", true)
	file("waste", arys, "Абай көшесінде шұңқыр толы қоқыс", true) // another matter elsewhere
	file("waste", village, "Бұл не, бар ма, жоқ па", true)

	form := c.draftForm()
	form.Title = "Шұңқыр Абай көшесінде"
	cards, err := c.SimilarAppeals(c.ctx, form)
	c.must(err)
	var got []string
	for _, card := range cards {
		got = append(got, card.Number)
	}
	if diff := cmp.Diff([]string{same, far, other, near}, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	form.Title = "Бұл не: су бар ма, жоқ па?" // short words say nothing
	if cards, err = c.SimilarAppeals(c.ctx, form); err != nil || len(cards) != 2 {
		t.Errorf("%d cards (%v), want the two of the category nearby", len(cards), err)
	}
	form.Title = "'; drop table appeals; -- & | !"
	lat, lon := 42.5, 70.0
	form.Lat, form.Lon = &lat, &lon
	if cards, err = c.SimilarAppeals(c.ctx, form); err != nil || len(cards) != 2 {
		t.Errorf("%d cards (%v), want the two of the category nearby", len(cards), err)
	}
}
