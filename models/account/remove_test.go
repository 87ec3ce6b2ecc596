package account

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jauap/models"
	"jauap/models/modelstest"
	"jauap/models/notice"
)

// userColumns maps each column that refers to a user or holds a mail address to the effect
// of removal on it. A new table needs an entry here and, where it holds personal data, a
// statement in erasing.
var userColumns = map[string]string{
	"answer_drafts.user_id":     "stays: work of an office",
	"answer_revisions.user_id":  "stays: act of an office",
	"answers.user_id":           "stays: act of an office",
	"appeals.author_id":         "blank",
	"audits.user_id":            "stays: act of an administrator",
	"bans.user_id":              "stays: act of a moderator",
	"body_replies.user_id":      "stays: act of an office",
	"codes.email":               "gone",
	"codes.mailbox":             "gone",
	"comments.user_id":          "stays: the words are public, the name behind them is blank",
	"digests.user_id":           "gone",
	"drafts.user_id":            "blank; gone where not filed",
	"escalations.decided_by_id": "stays: act of an office",
	"events.user_id":            "stays: never shown, the user behind it is blank",
	"factors.user_id":           "gone",
	"follows.user_id":           "gone",
	"invitations.email":         "blank",
	"invitations.user_id":       "stays: who invited, an act of an official",
	"moderations.user_id":       "stays: act of a moderator",
	"masked_texts.user_id":      "stays: the moderator; the texts of the author are gone",
	"kept_forms.user_id":        "gone",
	"merge_follows.user_id":     "gone",
	"merge_voices.user_id":      "gone",
	"mutes.user_id":             "gone",
	"notices.user_id":           "gone",
	"originals.user_id":         "stays: the moderator; the originals of the author are gone",
	"recovery_codes.user_id":    "gone",
	"roles.user_id":             "stays: ended",
	"screen_rules.user_id":      "stays: act of an administrator",
	"screen_words.user_id":      "stays: act of an administrator",
	"sign_ins.user_id":          "stays: ended, without the device",
	"switches.user_id":          "stays: act of an administrator",
	"users.email":               "blank",
	"users.mailbox":             "blank",
	"users.mailbox_of":          "blank",
	"voices_spent.voter_hash":   "stays: a keyed hash, so that who comes back has no second voice",
	"confirmations.user_id":     "counted, as a verdict is; gone where it could be given again",
	"verdicts.user_id":          "stays: the user behind it is blank; gone where it could be given again",
	"voices.user_id":            "stays: counted once; gone where it could be given again",
	"voices_taken.user_id":      "gone",
	"vote_annulments.user_id":   "stays: act of an administrator",
	"votes.user_id":             "stays: act of an office",
	"work_drafts.user_id":       "stays: work of an office",
}

// TestPersonalDataIsKnown: userColumns lists every column that refers to a person.
func TestPersonalDataIsKnown(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	var columns []string
	c.Must(c.Read(c.Ctx, &columns, `
		select c.conrelid::regclass || '.' || a.attname from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey)
			where c.contype = 'f' and c.confrelid = 'users'::regclass
		union
		select table_name || '.' || column_name from information_schema.columns where table_schema = 'public' and (column_name like '%email%' or column_name like '%mailbox%' or column_name like '%voter%')
		order by 1`))
	for _, column := range columns {
		if userColumns[column] == "" {
			t.Errorf("%s: add it to userColumns and, if it is personal, to erasing", column)
		}
	}
	for column := range userColumns {
		if !slices.Contains(columns, column) {
			t.Errorf("%s does not exist", column)
		}
	}
}

// TestRemovedEverywhere: after the removal of a user who did everything that a resident can,
// no column of any table holds personal data of that user.
func TestRemovedEverywhere(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	const name, family, email, phone, home = "Жасырбек", "Құпияұлы", "zhasyrbek@example.kz", "+7 701 000 77 55", "Құпия көшесі"
	user, err := c.CreateUser(c.Ctx, models.NewUser{GivenName: name, FamilyName: family, Email: email, Level: 2, IINHash: []byte("zhasyr iin")})
	c.Must(err)
	_, err = c.OpenSession(c.Ctx, user, name+" phone", Origin{})
	c.Must(err)
	_, err = c.AskCode(c.Ctx, email, Origin{Network: "192.0.2.1"})
	c.Must(err)
	in := c.Pothole()
	in.AuthorID, in.AuthorShown, in.Text = user, true, "Үйімнің жанында шұңқыр бар, маған қоңырау шалыңыз: "+phone
	filed, err := c.SubmitAppeal(c.Ctx, in)
	c.Must(err)
	c.Must(c.MaskAppeal(c.Ctx, filed.ID, c.Moderator, models.Masking{Title: in.Title, Text: strings.Replace(in.Text, phone, "[телефон]", 1)}))
	c.Must(c.RejectAppeal(c.Ctx, filed.ID, c.Moderator, "advertising", ""))
	c.Must(c.ObjectToModeration(c.Ctx, filed.ID, user, "Мен "+home+" 5-үйде тұрамын."))
	_, err = c.StartDraft(c.Ctx, user, models.DraftForm{Kind: models.Message, Lang: "kk", Title: home})
	c.Must(err)
	open := c.Published()
	c.Must(c.CastVoice(c.Ctx, open, user))
	c.Must(c.RecountVoices(c.Ctx))
	c.Must(c.TakeVoiceBack(c.Ctx, open, user))
	_, err = c.AddComment(c.Ctx, models.NewComment{AppealID: open, UserID: user, Text: "Бізде де солай."})
	c.Must(err)
	c.Must(notice.New(c.Cast.Store).Follow(c.Ctx, user, models.Target{Kind: "place", ID: modelstest.Village}))
	_, err = c.Exec(c.Ctx, `insert into invitations (email, role, token_hash, user_id, at, expires_at) values (?, 'moderator', 'x', ?, ?, ?)`, email, c.Moderator, c.Now(), c.Now().AddDate(0, 0, 7))
	c.Must(err)

	found := func() (where []string) {
		var tables []string
		c.Must(c.Read(c.Ctx, &tables, `select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`))
		for _, table := range tables {
			for _, secret := range []string{name, family, "zhasyr", phone, home} {
				// a row cast to text shows all its columns
				if c.Count(fmt.Sprintf(`select count(*) from %q t where t::text ilike @secret`, table), map[string]any{"secret": "%" + secret + "%"}) > 0 {
					where = append(where, table+": "+secret)
				}
			}
		}
		return where
	}
	if before := found(); len(before) < 6 {
		t.Fatalf("the data is found in too few tables before the removal: %v", before)
	}
	c.Must(c.RemovePersonalData(c.Ctx, user, 0))
	if diff := cmp.Diff([]string(nil), found()); diff != "" {
		t.Errorf("not removed:\n%s", diff)
	}
	for _, table := range []string{"follows", "mutes", "notices", "factors", "recovery_codes", "voices_taken"} {
		if n := c.Count(fmt.Sprintf(`select count(*) from %s where user_id = ?`, table), user); n > 0 {
			t.Errorf("%d rows of %s are left", n, table)
		}
	}
	if n := c.Count(`select count(*) from moderations where appeal_id = ?`, filed.ID); n != 2 {
		t.Errorf("%d decisions of moderation are stored", n)
	}
}

// TestOneVoiceAfterLeaving: a person who removes the account and signs up again has one
// voice and one verdict; those on settled appeals stay counted.
func TestOneVoiceAfterLeaving(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	iin := []byte("the same person")
	come := func() int64 {
		user, err := c.CreateUser(c.Ctx, models.NewUser{GivenName: "Айгүл", Level: 2, IINHash: iin})
		c.Must(err)
		return user
	}
	answered, settled := c.Answered(), c.Answered()
	for range 3 {
		user := come()
		c.Must(c.CastVoice(c.Ctx, answered, user))
		c.Must(c.JudgeAsVoice(c.Ctx, answered, user, models.Unsolved))
		if a := c.Appeal(settled); a.Status == models.Answered {
			c.Must(c.CastVoice(c.Ctx, settled, user))
			c.Must(c.JudgeAsVoice(c.Ctx, settled, user, models.Solved))
			c.Must(c.JudgeAnswer(c.Ctx, settled, c.Author, models.Solved, ""))
		}
		c.Must(c.RemovePersonalData(c.Ctx, user, 0))
	}
	last := come()
	c.Must(c.CastVoice(c.Ctx, answered, last))
	c.Must(c.JudgeAsVoice(c.Ctx, answered, last, models.Unsolved))
	for table, want := range map[string]int{"voices": 1, "verdicts": 1} {
		if n := c.Count(`select count(*) from `+table+` where appeal_id = ?`, answered); n != want {
			t.Errorf("%d %s of one person", n, table)
		}
	}
	if voices, verdicts := c.Count(`select count(*) from voices where appeal_id = ?`, settled), c.Count(`select count(*) from verdicts where appeal_id = ? and not by_author`, settled); voices != 1 || verdicts != 1 {
		t.Errorf("the settled appeal counts %d voices and %d verdicts", voices, verdicts)
	}
}
