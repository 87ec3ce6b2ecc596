package models

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"jauap/models/neardup"
)

// earlierAnswers is the number of answers of the body in the benchmark: more than any akimat in years.
const earlierAnswers = 100_000

// BenchmarkNearDuplicatesOf compares a draft with a hundred thousand answers of its body, a tenth
// of which are the same letter.
//
//	go test -run '^$' -bench NearDuplicates ./models
func BenchmarkNearDuplicatesOf(b *testing.B) {
	c := newCast(b)
	manyAnswers(b, c)
	b.Run("template", func(b *testing.B) {
		for b.Loop() {
			similar, err := nearDuplicatesOf(c.ctx, c.db, c.akim.BodyID, 0, AnswerText{Action: fmt.Sprintf(letter, "Жамбыл")})
			if err != nil || len(similar) != MaxNearDuplicates {
				b.Fatalf("%d near duplicates, %v", len(similar), err)
			}
		}
	})
	b.Run("unique text", func(b *testing.B) {
		for b.Loop() {
			if similar, err := nearDuplicatesOf(c.ctx, c.db, c.akim.BodyID, 0, AnswerText{Action: inventedAnswer(rand.New(rand.NewPCG(9, 9)))}); err != nil || len(similar) > 1 {
				b.Fatalf("%d near duplicates, %v", len(similar), err)
			}
		}
	})
}

// BenchmarkAssessAnswers assesses a batch of a register, as the sweep does.
func BenchmarkAssessAnswers(b *testing.B) {
	c := newCast(b)
	manyAnswers(b, c)
	for b.Loop() {
		b.StopTimer()
		_, err := c.exec(c.ctx, `update answers set rubric = null where id in (select id from answers order by id limit 2000)`)
		c.must(err)
		b.StartTimer()
		n, err := c.AssessAnswers(c.ctx)
		if err != nil || n != 2000 {
			b.Fatal(n, err)
		}
	}
	b.ReportMetric(float64(2000*b.N)/b.Elapsed().Seconds(), "answers/s")
}

func inventedAnswer(random *rand.Rand) string {
	var words []string
	for range 30 {
		words = append(words, fmt.Sprintf("сөз%c%c", 'а'+random.IntN(30), 'а'+random.IntN(30)))
	}
	return strings.Join(words, " ")
}

// manyAnswers inserts earlierAnswers of the akim, with bands but without links.
func manyAnswers(b *testing.B, c *cast) {
	b.Helper()
	id := c.answered()
	random := rand.New(rand.NewPCG(1, 2))
	var appeals []int64
	c.must(c.read(c.ctx, &appeals, `
		with source as (select * from appeals where id = ?), numbers as (select generate_series(1, ?) as n)
		insert into appeals (number, kind, category_code, place_code, body_id, lang, title, text, status, received_at, moderation_due, published_at, registered_on, redirect_due, answer_due, answered_at, search)
		select '2025-' || lpad(n::text, 6, '0'), kind, category_code, place_code, body_id, lang, title, text, status, received_at, moderation_due, published_at, registered_on, redirect_due, answer_due, answered_at, search
		from source, numbers returning id`, id, earlierAnswers))
	actions, bands := make([]string, len(appeals)), make([]string, len(appeals))
	for i := range appeals {
		actions[i] = inventedAnswer(random)
		if i%10 == 0 {
			actions[i] = fmt.Sprintf(letter, []string{"Абай", "Достық", "Наурыз"}[i%3])
		}
		bands[i] = bandsLiteral(neardup.ShinglesOf("", actions[i]).Bands(c.akim.BodyID))
	}
	_, err := c.database.Pool.Exec(c.ctx, `
		insert into answers (appeal_id, body_id, lang, action, due, at, rubric, concreteness, bands)
		select u.id, $1, 'kk', u.action, '2026-03-01', '2026-02-01', 1, 0, u.bands::bigint[]
		from unnest($2::bigint[], $3::text[], $4::text[]) as u (id, action, bands)`, c.akim.BodyID, appeals, actions, bands)
	c.must(err)
	_, err = c.exec(c.ctx, `vacuum analyze answers`) // as autovacuum does
	c.must(err)
}
