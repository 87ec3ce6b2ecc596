package models

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jauap/models/screen"
)

func (c *cast) number(id int64) string {
	c.t.Helper()
	return c.appeal(id).Number
}

func (c *cast) file(author int64, title, body string) int64 {
	c.t.Helper()
	in := c.pothole()
	in.AuthorID, in.Title, in.Text = author, title, body
	filed, err := c.SubmitAppeal(c.ctx, in)
	c.must(err)
	return filed.ID
}

func TestMaskAppeal(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.file(c.author, "Көше жарығы", "Хабарласыңыз: 87011234567. Шам жанбайды.")
	masked := Masking{Title: "Көше жарығы", Text: "Хабарласыңыз: [жасырылды]. Шам жанбайды."}
	wantInvalid(t, "nothing masked", c.MaskAppeal(c.ctx, id, c.moderator, Masking{Title: "Көше жарығы", Text: "Хабарласыңыз: 87011234567. Шам жанбайды."}), "body: problem.mask_nothing")
	wantInvalid(t, "another text", c.MaskAppeal(c.ctx, id, c.moderator, Masking{Title: "Көше жарығы", Text: "Бәрі жақсы, рақмет әкімге."}), "body: problem.mask_only")
	wantInvalid(t, "another title", c.MaskAppeal(c.ctx, id, c.moderator, Masking{Title: "Рақмет", Text: masked.Text}), "title: problem.mask_only")
	c.must(c.MaskAppeal(c.ctx, id, c.moderator, masked))
	wantErr(t, "from the older text", c.MaskAppeal(c.ctx, id, c.moderator, masked), ErrStale)
	if n := c.count(`select count(*) from originals where appeal_id = ? and text like '%87011234567%'`, id); n != 1 {
		t.Error("the original should be kept")
	}
	c.must(c.PublishAppeal(c.ctx, id, c.moderator))
	d, err := c.AppealPage(c.ctx, c.number(id))
	c.must(err)
	if d.Text != masked.Text {
		t.Errorf("the public reads %q", d.Text)
	}
	list, err := c.Appeals(c.ctx, AppealFilter{Query: "87011234567"})
	c.must(err)
	if len(list.Cards) > 0 {
		t.Error("the search still finds the number")
	}
	if got := c.story(id); !cmp.Equal(got[len(got)-2:], []string{"moderator masked", "moderator published"}) {
		t.Error(got)
	}
}

func TestHolds(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	held := func(id int64) string {
		k, err := c.ModerationReview(c.ctx, c.number(id), c.moderator)
		c.must(err)
		return k.Held
	}
	first := c.file(c.author, "Көше жарығы", "Достық көшесінде шам жанбайды.")
	if got := held(first); got != "" {
		t.Errorf("the first is held by %q", got)
	}
	if got := held(c.file(c.neighbour, "Жарық жоқ", "достық  көшесінде ШАМ жанбайды!")); got != screen.Copy {
		t.Errorf("a copy is held by %q", got)
	}
	if got := held(c.file(c.local, "Жарық жоқ", "Абай көшесінде шам жанбайды!")); got != "" {
		t.Errorf("another street is held by %q", got)
	}
	for i := range c.Reference().Screen.Rule(screen.Flood).Appeals - 1 {
		if got := held(c.file(c.author, "Шұңқыр", "Жолда шұңқыр бар: "+strings.Repeat("и", i+1))); got != "" {
			t.Errorf("appeal %d is held by %q", i+2, got)
		}
	}
	if got := held(c.file(c.author, "Тағы да", "Енді тағы бір өтініш жаздым.")); got != screen.Flood {
		t.Errorf("one too many is held by %q", got)
	}
	later := c.when(c.Now().Add(2 * time.Hour))
	if got := held(later.file(c.author, "Кейін", "Екі сағаттан кейін жаздым.")); got != "" {
		t.Errorf("two hours later it is held by %q", got)
	}
}

func TestModerationQueue(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	later := c.at(2026, 3, 5)
	second := later.submitted()
	first := c.submitted()
	c.published()
	list, err := c.ModerationQueue(c.ctx, "", "")
	c.must(err)
	if len(list.Items) != 2 || list.Items[0].ID != first || list.Items[1].ID != second || list.Waiting != 2 {
		t.Fatalf("%+v", list)
	}
	if got := list.Items[0].ModerationDue.String(); got != "2026-03-05" {
		t.Errorf("the clock ends on %s", got)
	}
	for from, want := range map[int64]int64{first: second, second: first} {
		next, err := c.NextInQueue(c.ctx, c.number(from))
		c.must(err)
		if next != c.number(want) {
			t.Errorf("after %s comes %s", c.number(from), next)
		}
	}
	for range PageSize {
		later.submitted()
	}
	page, err := c.ModerationQueue(c.ctx, "", "")
	c.must(err)
	rest, err := c.ModerationQueue(c.ctx, page.Next, "")
	c.must(err)
	if len(page.Items) != PageSize || len(rest.Items) != 2 || rest.Next != "" {
		t.Errorf("pages of %d and %d", len(page.Items), len(rest.Items))
	}
}

func TestMakePrivate(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	waiting, public := c.submitted(), c.published()
	for _, id := range []int64{waiting, public} {
		c.must(c.MakePrivate(c.ctx, id, c.moderator, "private_matter", ""))
		c.wantStatus(id, Registered)
		_, err := c.AppealPage(c.ctx, c.number(id))
		wantErr(t, "the public", err, ErrNotFound)
		wantErr(t, "twice", c.MakePrivate(c.ctx, id, c.moderator, "private_matter", ""), ErrState)
	}
	c.must(c.TakeUpAppeal(c.ctx, waiting, c.akim)) // the body has it
}

func TestWarnAuthor(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.published()
	wantInvalid(t, "without a word", c.WarnAuthor(c.ctx, id, c.moderator, "insult", ""), "text: problem.required")
	c.must(c.WarnAuthor(c.ctx, id, c.moderator, "insult", "Балағат сөз қолданбаңыз."))
	c.wantStory(id, "moderator warned")
}

func TestDecideObjection(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	other := c.person(2, "")
	why, reply := "Бұл жарнама емес, келіспеймін.", "Қайта қаралды, жарнама емес."
	hidden, private := c.published(), c.published()
	c.must(c.HideAppeal(c.ctx, hidden, c.moderator, "insult", ""))
	c.must(c.MakePrivate(c.ctx, private, c.moderator, "private_matter", ""))
	for name, id := range map[string]int64{"rejected": c.rejected(), "hidden": hidden, "private": private} {
		wantErr(t, name+": before the objection", c.DecideObjection(c.ctx, id, other, true, reply), ErrState)
		c.must(c.ObjectToModeration(c.ctx, id, c.author, why))
		open, err := c.Objections(c.ctx, c.moderator)
		c.must(err)
		if len(open) != 1 || !open[0].Own || open[0].Text != why {
			t.Errorf("%s: %+v", name, open)
		}
		wantErr(t, name+": by who had decided", c.DecideObjection(c.ctx, id, c.moderator, true, reply), ErrForbidden)
		wantErr(t, name+": by the author", c.DecideObjection(c.ctx, id, c.author, true, reply), ErrForbidden)
		c.must(c.DecideObjection(c.ctx, id, other, true, reply))
		wantErr(t, name+": twice", c.DecideObjection(c.ctx, id, other, false, reply), ErrState)
		if _, err := c.AppealPage(c.ctx, c.number(id)); err != nil {
			t.Errorf("%s: upheld, and still not public: %v", name, err)
		}
	}
	id := c.rejected()
	c.must(c.ObjectToModeration(c.ctx, id, c.author, why))
	c.must(c.DecideObjection(c.ctx, id, other, false, "Шешім өзгеріссіз қалады."))
	c.wantStatus(id, Rejected)
	if got := c.story(id); got[len(got)-1] != "moderator objection_kept" {
		t.Error(got)
	}
}

func TestModerationLog(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.file(c.author, "Шағым", "Телефоным 87011234567, Айгүл Сейітқызы.")
	c.must(c.MaskAppeal(c.ctx, id, c.moderator, Masking{Title: "Шағым", Text: "Телефоным [жасырылды], Айгүл Сейітқызы."}))
	c.must(c.PublishAppeal(c.ctx, id, c.moderator))
	comment, err := c.AddComment(c.ctx, NewComment{AppealID: id, UserID: c.neighbour, Text: "Балағат сөз"})
	c.must(err)
	c.must(c.HideComment(c.ctx, comment, c.moderator, "insult"))
	wantErr(t, "twice", c.HideComment(c.ctx, comment, c.moderator, "insult"), ErrState)
	c.must(c.HideAppeal(c.ctx, id, c.moderator, "insult", "Сейітқызы деген адамды қорлайды."))
	c.must(c.BanAuthor(c.ctx, id, c.moderator, NewBan{Reason: "insult", Text: "Қайта-қайта қорлау", Until: day(2026, 3, 10)}))
	list, err := c.ModerationLog(c.ctx, "", "")
	c.must(err)
	var got []string
	for _, m := range list.Acts {
		got = append(got, strings.Join([]string{m.Act, m.Reason, m.Number, m.Text}, " "))
		if m.Public {
			t.Errorf("%s links to a hidden appeal", m.Act)
		}
	}
	n := c.number(id)
	if diff := cmp.Diff([]string{"ban insult  ", "hide insult " + n + " ", "comment insult " + n + " ", "publish  " + n + " ", "mask personal_data " + n + " "}, got); diff != "" {
		t.Error(diff)
	}
	comments, err := c.NewestComments(c.ctx, "", "")
	c.must(err)
	if len(comments.Comments) != 1 || comments.Comments[0].Reason != "insult" || comments.Comments[0].Number != n {
		t.Errorf("%+v", comments)
	}
	for range PageSize {
		c.published()
	}
	page, err := c.ModerationLog(c.ctx, "", "")
	c.must(err)
	rest, err := c.ModerationLog(c.ctx, page.Next, "")
	c.must(err)
	if len(page.Acts) != PageSize || len(rest.Acts) != 5 || rest.Prev == "" {
		t.Errorf("pages of %d and %d", len(page.Acts), len(rest.Acts))
	}
}

func TestBans(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	until := day(2026, 3, 10)
	for want, in := range map[string]NewBan{
		"value: problem.range":    {Kind: "range", Value: "10.0.0.0/8", Reason: "spam", Text: "Спам", Until: until},
		"value: problem.domain":   {Kind: "domain", Value: "spam", Reason: "spam", Text: "Спам", Until: until},
		"kind: problem.unknown":   {Kind: "name", Value: "Айгүл", Reason: "spam", Text: "Спам", Until: until},
		"until: problem.ban_long": {Kind: "domain", Value: "spam.example", Reason: "spam", Text: "Спам", Until: day(2028, 1, 1)},
		"until: problem.required": {Kind: "domain", Value: "spam.example", Reason: "spam", Text: "Спам"},
		"reason: problem.unknown": {Kind: "domain", Value: "spam.example", Reason: "ugly", Text: "Спам", Until: until},
	} {
		wantInvalid(t, "ban", c.AddBan(c.ctx, c.moderator, in), want)
	}
	c.must(c.AddBan(c.ctx, c.moderator, NewBan{Kind: "range", Value: "192.0.2.77/24", Reason: "spam", Text: "Спам", Until: until}))
	c.must(c.AddBan(c.ctx, c.moderator, NewBan{Kind: "range", Value: "2001:db8::1", Reason: "spam", Text: "Спам", Until: until}))
	domain, none := NewBan{Kind: "domain", Value: "Spam.example", Reason: "spam", Text: "Спам", Until: until}, 0
	wantInvalid(t, "unconfirmed", c.AddBan(c.ctx, c.moderator, domain), "accounts: problem.ban_accounts")
	domain.Accounts = &none
	c.must(c.AddBan(c.ctx, c.moderator, domain))
	c.must(c.BanAuthor(c.ctx, c.published(), c.moderator, NewBan{Reason: "spam", Text: "Спам", Until: until}))
	barred := func(s *cast, who Presence) bool { return s.CheckBan(s.ctx, "file", who) != nil }
	for _, who := range []Presence{{Client: "192.0.2.5"}, {Client: "2001:db8::1"}, {Email: "a@spam.example"}, {Email: "a@mx.spam.example"}, {UserID: c.author}} {
		if !barred(c, who) {
			t.Errorf("%+v is let in", who)
		}
		if !barred(c.at(2026, 3, 10), who) || barred(c.at(2026, 3, 11), who) {
			t.Errorf("%+v: the ban should last to the end of 10 March", who)
		}
	}
	_, err := c.exec(c.ctx, `update users set email = 'n@spam.example', mailbox = 'n@spam.example' where id = ?`, c.local)
	c.must(err)
	if !barred(c, Presence{UserID: c.local}) {
		t.Error("the domain of the account's own address is not asked")
	}
	if barred(c, Presence{UserID: c.neighbour, Client: "192.0.3.5", Email: "a@notspam.example"}) {
		t.Error("another visitor is banned")
	}
	bans, err := c.Bans(c.ctx)
	c.must(err)
	if len(bans) != 4 || bans[3].Value != "192.0.2.0/24" {
		t.Fatalf("%+v", bans)
	}
	c.must(c.LiftBan(c.ctx, bans[3].ID, c.moderator))
	c.must(c.LiftBan(c.ctx, bans[3].ID, c.moderator))
	if barred(c, Presence{Client: "192.0.2.5"}) {
		t.Error("a lifted ban is still in force")
	}
	if n := c.count(`select count(*) from moderations where act = 'lift'`); n != 1 {
		t.Errorf("lifted %d times in the log", n)
	}
	// only an administrator can end the role of an official
	in := c.pothole()
	in.AuthorID = c.akim.UserID
	filed, err := c.SubmitAppeal(c.ctx, in)
	c.must(err)
	wantErr(t, "an official", c.BanAuthor(c.ctx, filed.ID, c.moderator, NewBan{Reason: "spam", Text: "Спам", Until: until}), ErrForbidden)
}
