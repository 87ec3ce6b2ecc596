package models

import (
	"context"
	"fmt"
	"net/url"
)

// Law is a legal reference that pages name and lead to. It is data: laws change.
type Law struct {
	Key  string // art76
	Name Names  `gorm:"embedded;embeddedPrefix:name_"`
	URL  string
}

const codeURL = "https://adilet.zan.kz/kaz/docs/K2000000350"

// firstLaws is the first content of the table: the articles of the Administrative
// Procedural and Process-related Code (350-VI of 29.06.2020) that the clocks come from.
var firstLaws = []Law{
	{"art64", Names{"ӘРПК 64-бап: өтінішті тіркеу", "АППК, статья 64: регистрация обращения", "Code, art. 64: registration of an appeal"}, codeURL},
	{"art65", Names{"ӘРПК 65-бап: құзыретті органға жолдау", "АППК, статья 65: перенаправление в компетентный орган", "Code, art. 65: redirection to the competent body"}, codeURL},
	{"art76", Names{"ӘРПК 76-бап: қарау мерзімі", "АППК, статья 76: срок рассмотрения", "Code, art. 76: term of consideration"}, codeURL},
	{"art89", Names{"ӘРПК 89-бап: жауаптың мазмұны", "АППК, статья 89: содержание ответа", "Code, art. 89: content of the answer"}, codeURL},
	{"art91", Names{"ӘРПК 91-бап: шағым жасау құқығы", "АППК, статья 91: право на обжалование", "Code, art. 91: right to complain"}, codeURL},
}

func (s *Store) seedLaws(ctx context.Context) error {
	for _, l := range firstLaws {
		if _, err := s.exec(ctx, `
			insert into laws (key, name_kk, name_ru, name_en, url) values (?, ?, ?, ?, ?) on conflict do nothing`,
			l.Key, l.Name.KK, l.Name.RU, l.Name.EN, l.URL); err != nil {
			return fmt.Errorf("law %s: %w", l.Key, err)
		}
	}
	return nil
}

// ChangeLaw changes the name and the address of a legal reference.
func (s *Store) ChangeLaw(ctx context.Context, admin int64, in Law) error {
	problems := Invalid{}
	in.Name = problems.Names("name", in.Name, 300)
	in.URL = problems.Text("url", in.URL, 0, 500)
	if u, err := url.Parse(in.URL); in.URL != "" && (err != nil || u.Scheme != "https" || u.Host == "") {
		problems["url"] = Problem{Key: "problem.https", Args: []any{"begin", "https://"}}
	}
	if len(problems) > 0 {
		return problems
	}
	err := s.Administer(ctx, func(tx *Store) error {
		changed, err := tx.exec(ctx, `update laws set name_kk = ?, name_ru = ?, name_en = ?, url = ? where key = ?`,
			in.Name.KK, in.Name.RU, in.Name.EN, in.URL, in.Key)
		if err != nil {
			return err
		}
		if changed == 0 {
			return ErrNotFound
		}
		return tx.RecordAudit(ctx, admin, "law", in.Key, map[string]any{"kk": in.Name.KK, "ru": in.Name.RU, "en": in.Name.EN, "url": in.URL})
	})
	if err != nil {
		return fmt.Errorf("change law %s: %w", in.Key, err)
	}
	return nil
}

// names tidies a name in the three languages; each has to be there.
func (i Invalid) Names(field string, n Names, most int) Names {
	return Names{KK: i.Text(field+"_kk", n.KK, 1, most), RU: i.Text(field+"_ru", n.RU, 1, most), EN: i.Text(field+"_en", n.EN, 1, most)}
}
