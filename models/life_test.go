package models

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestLife takes one appeal from its filing through a vague answer, the author's objection, the
// escalation and a kept promise to the end.
func TestLife(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	in := c.pothole()
	lat, lon := 42.552141, 69.995643
	in.Lat, in.Lon, in.AuthorShown, in.EotinishNo = &lat, &lon, true, " ЖТ-2026-17 "
	in.Pictures = []NewPicture{{Image: photo(t, 90), Alt: "Жолдағы шұңқыр"}}
	filed, err := c.SubmitAppeal(c.ctx, in)
	c.must(err)
	id := filed.ID
	if filed.Number != "2026-000001" {
		t.Errorf("number %q", filed.Number)
	}
	c.wantStatus(id, Moderation)
	if by := c.count(`select count(*) from appeals where id = ? and moderation_due = '2026-03-05' and not public`, id); by != 1 {
		t.Error("the appeal does not wait for moderation until 5 March, or is public")
	}

	c.must(c.PublishAppeal(c.ctx, id, c.moderator))
	a := c.appeal(id)
	if !a.Public || a.BodyID != c.akim.BodyID || a.AnswerDue.String() != "2026-03-31" {
		t.Errorf("public %v, body %d, answer by %v; want public, the akim's office, 31 March", a.Public, a.BodyID, a.AnswerDue)
	}

	c.must(c.at(2026, 3, 5).TakeUpAppeal(c.ctx, id, c.akim))
	c.wantStatus(id, InProgress)
	c.must(c.at(2026, 3, 6).AskAuthor(c.ctx, id, c.akim, "Қай үйдің тұсы?"))
	c.must(c.at(2026, 3, 7).PostUpdate(c.ctx, id, c.akim, "Жолшылар орнын қарап шықты."))
	c.must(c.at(2026, 3, 9).ExtendAppeal(c.ctx, id, c.akim, day(2026, 4, 20), "Асфальт зауыты жабық."))
	cost := int64(1_250_000)
	_, err = c.at(2026, 3, 30).PublishAnswer(c.ctx, id, c.akim, NewAnswer{AnswerText: AnswerText{Lang: "kk", Found: "Ұзындығы 96 метр.", Action: "Жамалады.", Responsible: "Бас маман", Cost: &cost, Funding: "Округ бюджеті",
		Complaint: "Үш ай ішінде шағымдануға болады."}, Promises: []NewPromise{{"Жамау", day(2026, 4, 10)}},
		Proof: []NewPicture{{Image: photo(t, 200), Alt: "Жамалған жол"}}})
	c.must(err)
	c.wantStatus(id, Answered)

	c.must(c.at(2026, 4, 1).CastVoice(c.ctx, id, c.neighbour))
	c.must(c.at(2026, 4, 2).JudgeAnswer(c.ctx, id, c.neighbour, Unsolved, ""))
	c.must(c.at(2026, 4, 3).JudgeAnswer(c.ctx, id, c.author, Unsolved, "Ештеңе істелген жоқ."))
	if a := c.appeal(id); a.Status != Contested || a.AnswerDue.String() != "2026-04-10" {
		t.Errorf("status %s, answer by %v; want contested, 10 April", a.Status, a.AnswerDue)
	}
	wantErr(t, "escalate after one verdict", c.at(2026, 4, 3).EscalateAppeal(c.ctx, id, &c.author, "Аудан қарасын."), ErrState)
	_, err = c.at(2026, 4, 7).PublishAnswer(c.ctx, id, c.akim, NewAnswer{AnswerText: AnswerText{Action: "Жұмыс жоспарға енгізілді."}})
	c.must(err)
	c.must(c.at(2026, 4, 8).JudgeAnswer(c.ctx, id, c.author, Unsolved, "Қашан екені айтылмаған."))
	c.must(c.at(2026, 4, 8).EscalateAppeal(c.ctx, id, &c.author, "Аудан қарасын."))
	_, err = c.at(2026, 4, 9).PublishAnswer(c.ctx, id, c.district, NewAnswer{AnswerText: AnswerText{Action: "Бақылауға алынды."}, Promises: []NewPromise{{"Қабылдау", day(2026, 4, 15)}}})
	c.must(err)
	c.must(c.at(2026, 4, 10).MovePromise(c.ctx, 1, c.akim, day(2026, 4, 12), "Жаңбыр жауды."))
	c.must(c.at(2026, 4, 12).KeepPromise(c.ctx, 1, c.akim, finished))
	if n, err := c.at(2026, 4, 16).BreakPromises(c.ctx); err != nil || n != 1 {
		t.Errorf("broke %d promises (%v), want the one of the district", n, err)
	}
	c.must(c.at(2026, 4, 17).JudgeAnswer(c.ctx, id, c.author, Solved, "Рақмет."))
	c.wantStatus(id, ResolvedConfirmed)
	c.wantStory(id, "body taken_up", "body asked", "body updated", "body extended", "body answered", "body promised",
		"resident verdict", "author reopened", "system due_near", "system promise_near", "body answered", "author reopened", "author escalated",
		"body answered", "body decided", "body promised",
		"body promise_moved", "system promise_near", "body promise_kept", "system promise_broken", "author resolved_confirmed")

	d, err := c.AppealPage(c.ctx, filed.Number)
	c.must(err)
	if d.AuthorName != "Айгерім С." || d.EotinishNo != "ЖТ-2026-17" || *d.Lat != 42.552 || *d.Lon != 69.996 {
		t.Errorf("author %q, e-Otinish %q, point %v %v", d.AuthorName, d.EotinishNo, *d.Lat, *d.Lon)
	}
	if len(d.Answers) != 3 || d.Answers[0].Due != day(2026, 5, 8) || d.Answers[2].Due != day(2026, 4, 20) || len(d.Answers[2].Proof) != 1 || *d.Answers[2].Cost != cost {
		t.Errorf("answers: %+v", d.Answers)
	}
	if len(d.Pictures) != 1 || d.Cover != d.Pictures[0].Digest || d.Escalation != nil {
		t.Errorf("pictures %v, cover %q, escalation %v; want one picture that is the cover, nothing open", d.Pictures, d.Cover, d.Escalation)
	}
	kept := d.Answers[2].Promises[0]
	if kept.Outcome != "kept" || kept.Moved != 1 || kept.FirstDue != day(2026, 4, 10) || kept.MoveReason == "" {
		t.Errorf("promise: %+v", kept)
	}
	want := []VerdictCount{
		{AnswerID: d.Answers[0].ID, ID: 4, ByAuthor: true, Verdict: "solved", Count: 1, Text: "Рақмет."},
		{AnswerID: d.Answers[1].ID, ID: 3, ByAuthor: true, Verdict: "unsolved", Count: 1, Text: "Қашан екені айтылмаған."},
		{AnswerID: d.Answers[2].ID, ID: 2, ByAuthor: true, Verdict: "unsolved", Count: 1, Text: "Ештеңе істелген жоқ."},
		{AnswerID: d.Answers[2].ID, Verdict: "unsolved", Count: 1},
	}
	if diff := cmp.Diff(want, d.Verdicts); diff != "" {
		t.Errorf("verdicts on each answer (-want +got):\n%s", diff)
	}
}
