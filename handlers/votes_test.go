package handlers_test

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"jauap/models"
	"jauap/models/tally"
	"jauap/models/vote"
)

// vote announces a vote of the village that is open now.
func (o *officeSite) vote(kind vote.Kind) int64 {
	o.t.Helper()
	head := o.count(`select user_id from roles where body_id = ? and role = 'head'`, o.body)
	in := vote.NewVote{Place: "616059000", Kind: kind, Who: vote.Address, Lang: "kk", Title: "Не саламыз?", Text: "Таңдаңыз.", Promise: "Жеңгенін жазда саламыз.",
		OpensAt: noon, ClosesAt: noon.AddDate(0, 0, 10), AnswerDue: today().AddDays(30), SeedName: "Ұлттық банктің доллар бағамы",
		Options: []vote.Option{{Title: "Ойын алаңы"}, {Title: "Жарық"}, {Title: "Орындықтар"}}}
	id, err := vote.New(o.store).Announce(o.t.Context(), models.Official{UserID: int64(head), BodyID: o.body}, in)
	o.must(err)
	return id
}

// voter returns a signed-in resident with a checked address in the village.
func (o *officeSite) voter(n int) *visitor {
	o.t.Helper()
	email := fmt.Sprintf("voter%d@example.kz", n)
	user := o.newUser(o.t.T, email)
	o.sql(`update users set level = 3, home_code = '616059000', iin_hash = ?::bytea where id = ?`, email, user)
	v := o.visitor()
	v.from = fmt.Sprintf("192.0.2.%d:1", 10+n)
	v.signInByMail(email)
	return v
}

// TestVoteOfResident: a resident with a checked address votes, finds the ballot by its code without
// a session and changes it; others see what they need.
func TestVoteOfResident(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	page := fmt.Sprintf("/kk/votes/%d", o.vote(vote.Ranked))
	o.get("/kk/votes").wants(http.StatusOK).has(".card", "Не саламыз?")
	o.get(page).wants(http.StatusOK).has("#ballot ~ *", "кіріңіз").lacks("#choices")
	o.resident.get(page).has("main", "мекенжайы расталған тұрғындар ғана").lacks("#choices")
	o.resident.post(page+"/ballot", "rank-1", "1").wants(http.StatusForbidden)
	voter := o.voter(1)
	voter.get(page).has("#choices", "Орындықтар")
	voter.post(page+"/ballot").wants(http.StatusUnprocessableEntity).has("#choices", "Кемінде бір нұсқаны таңдаңыз")
	voter.post(page+"/ballot", "rank-1", "2", "rank-2", "2").wants(http.StatusUnprocessableEntity).has("#choices", "екі рет")
	a := voter.post(page+"/ballot", "rank-1", "2", "rank-3", "1").wants(http.StatusOK)
	code := a.doc().Find(".vote-code code").Text()
	if got := a.Header().Get("Cache-Control"); !strings.Contains(got, "no-store") {
		t.Errorf("the page with the code: Cache-Control %q", got)
	}
	voter.post(page+"/ballot", "rank-1", "1").wants(http.StatusConflict).has("[role=alert]", "қатысып қойғансыз")
	o.visitor().post(page+"/receipt", "code", "AAAA-AAAA-AAAA").wants(http.StatusUnprocessableEntity).has("[role=alert]", "табылмады")
	found := o.visitor().post(page+"/receipt", "code", strings.ToLower(code)).wants(http.StatusOK)
	if got := strings.Join(strings.Fields(found.doc().Find(".vote-options").Text()), " "); got != "ЖарықОйын алаңы" {
		t.Errorf("ballot %q", got)
	}
	o.visitor().post(page+"/receipt", "code", code, "change", "1", "rank-1", "3").wants(http.StatusOK).has(".vote-options", "Орындықтар")
	o.get(page).wants(http.StatusOK).has("main", "Сағат бойынша қатысу")
}

// TestVoteOfOffice: the head announces a vote, an executor registers a paper ballot, an administrator
// enters the outside value, everyone reads the result, and the head answers it.
func TestVoteOfOffice(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	first, last := today().AddDays(1), today().AddDays(11)
	form := []string{"body", fmt.Sprint(o.body), "place", "616059000", "kind", "budget", "who", "address", "lang", "kk", "title", "Ауыл бюджеті",
		"text", "Жобаларды таңдаңыз.", "options", "Жарық | 600 000\nОйын алаңы | 300 000\n", "budget", "1 000 000", "opens", first.String(), "closes", last.String(),
		"promise", "Жеңген жобаларды жазда саламыз.", "answer_due", last.AddDays(20).String(), "seed_name", "Ұлттық банктің доллар бағамы"}
	o.head.get("/kk/votes/new").wants(http.StatusOK)
	o.executor.post("/kk/votes", form...).wants(http.StatusForbidden)
	rejected := append([]string{}, form...)
	rejected[15] = "Жарық\n" // without cost
	o.head.post("/kk/votes", rejected...).wants(http.StatusUnprocessableEntity).has("#options-problem", "құнын").has("[name=title][value='Ауыл бюджеті']", "")
	page := o.head.post("/kk/votes", form...).to("/kk/votes/")
	o.get(page).has("main", "Жарияланды").has(".vote-options", "600").lacks("#choices")
	id := int64(o.count(`select max(id) from votes`))

	o.sql(`update votes set announced_at = announced_at - interval '10 days', opens_at = opens_at - interval '10 days' where id = ?`, id)
	for i, iin := range []string{"990101500016", "990101500708"} {
		a := o.executor.post(page+"/office", "iin", iin, "choice", fmt.Sprint(i+1)).wants(http.StatusOK)
		if a.doc().Find(".vote-code code").Text() == "" {
			t.Error("no code for the paper receipt")
		}
	}
	o.executor.post(page+"/office", "iin", "990101500016", "choice", "1").wants(http.StatusConflict)
	o.executor.post(page+"/office", "iin", "990101500017", "choice", "1").wants(http.StatusUnprocessableEntity)
	for i := range 10 {
		o.voter(i).post(page+"/ballot", "choice", "1", "choice", "2").wants(http.StatusOK)
	}

	o.sql(`update votes set closes_at = ?, answer_due = ? where id = ?`, noon.Add(-time.Hour), today(), id)
	admin := o.official("admin", 0)
	o.get(page).has("main", "саналуын күтуде")
	admin.post(page+"/seed", "seed", "", "source", "").wants(http.StatusUnprocessableEntity)
	admin.post(page+"/seed", "seed", "526,48", "source", "https://nationalbank.kz").to(page)
	o.must(vote.New(o.store).Count(t.Context()))
	result := o.get(page).wants(http.StatusOK).has("main", "Жеңді").has("main", "Саналған бюллетень: 12")
	link, _ := result.doc().Find("a[download]").Attr("href")
	file := o.get(link).wants(http.StatusOK)
	e, err := tally.ReadPabulib(bytes.NewReader(file.Body.Bytes()))
	o.must(err)
	if counted, err := tally.Count(e); err != nil || len(e.Ballots) != 12 || len(counted.Winners) != 2 {
		t.Errorf("%d ballots, %d winners, %v", len(e.Ballots), len(counted.Winners), err)
	}
	o.executor.post(page+"/answer", "answer", "Жұмыс маусымда басталады.").wants(http.StatusForbidden)
	o.head.post(page+"/answer", "answer", "қысқа").wants(http.StatusUnprocessableEntity)
	o.head.post(page+"/answer", "answer", "Жұмыс маусымда басталады, мердігер таңдалды.").to(page)
	o.get(page).has("main", "мердігер таңдалды")
}
