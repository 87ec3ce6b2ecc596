package handlers_test

import (
	"net/http"
	"testing"
)

// TestSleepingRole: an official without a second factor cannot comment for the body, and does
// not see pictures of a private appeal.
func TestSleepingRole(t *testing.T) {
	o := newOffice(t)
	_, number := o.appeal(false)
	v := o.appointed(t, "sleeping@example.kz", "head", &o.body)
	v.post("/kk/appeals/"+number+"/comments", "text", "Жұмыс дүйсенбіде басталады.", "official", "1").wants(http.StatusSeeOther)
	o.sql(`update sign_ins set factor_at = null where user_id = (select id from users where email = 'sleeping@example.kz')`)
	v.post("/kk/appeals/"+number+"/comments", "text", "Тағы бір рет айтамыз.", "official", "1").wants(http.StatusForbidden)
	v.post("/kk/appeals/"+number+"/comments", "text", "Өз атымнан жазамын.").wants(http.StatusForbidden)
	if n := o.count(`select count(*) from comments where body_id is not null`); n != 1 {
		t.Errorf("%d comments for the body, want 1", n)
	}

	// officials cannot give a voice about the work of their body
	o.head.get("/kk/appeals/"+number).lacks("form[action$='/voice']").has("#voice", "Өз жұмысы")
	v.get("/kk/appeals/"+number).lacks("form[action$='/voice']").has("#voice", "Өз жұмысы")

	_, private := o.appeal(true)
	o.sql(`insert into media (digest, mime, width, height, large, small, at) values (repeat('a', 32), 'image/jpeg', 1, 1, 'x', 'x', ?)`, noon)
	o.sql(`insert into pictures (digest, appeal_id, role, alt) select repeat('a', 32), id, 'problem', 'Сурет' from appeals where number = ?`, private)
	const photo = "/media/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-large.jpg"
	o.head.get(photo).wants(http.StatusOK)
	v.get(photo).wants(http.StatusNotFound)
}
