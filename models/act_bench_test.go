package models

import "testing"

// The benchmarks of the four actions that residents and officials wait for. Compare two commits
// by running both in turns:
//
//	go test -run '^$' -bench 'File|Voice|Comment|Answer$' -benchtime 300x ./models

func BenchmarkFile(b *testing.B) {
	c := newCast(b)
	for b.Loop() {
		c.submitted()
	}
}

func BenchmarkVoice(b *testing.B) {
	c := newCast(b)
	id := c.published()
	for b.Loop() {
		b.StopTimer()
		user := c.person(1, "")
		b.StartTimer()
		c.must(c.CastVoice(c.ctx, id, user))
	}
}

func BenchmarkComment(b *testing.B) {
	c := newCast(b)
	id := c.published()
	for b.Loop() {
		b.StopTimer()
		user := c.person(1, "")
		b.StartTimer()
		_, err := c.AddComment(c.ctx, NewComment{AppealID: id, UserID: user, Text: "Түнде мүлдем көрінбейді."})
		c.must(err)
	}
}

func BenchmarkAnswer(b *testing.B) {
	c := newCast(b)
	for b.Loop() {
		b.StopTimer()
		id := c.published()
		b.StartTimer()
		c.answer(id, NewAnswer{AnswerText: AnswerText{Action: "Шұңқыр жамалады."}, Promises: []NewPromise{{"Жамау", day(2026, 3, 20)}}})
	}
}
