package models

import (
	"context"
	"fmt"
	"slices"

	"jauap/models/calendar"
)

// Category is a field of local life, with the lowest level of body competent in it.
type Category struct {
	Code    string
	Level   int    // 3 rural district, 2 district, 1 oblast, 0 government
	Private bool   // health and social matters are not public unless the author says so
	Name    Names  `gorm:"embedded;embeddedPrefix:name_"`
	Law     string // where the competence is laid down
	Term    int    // working days to answer, fewer than the law gives; 0: the law's
	Retired bool   // takes no new appeals
}

// AnswerDays is how many working days a body has to answer.
func (c Category) AnswerDays() int {
	if c.Term > 0 {
		return c.Term
	}
	return calendar.AnswerDays
}

// Reference is the data that every page needs and that seldom changes. It is
// read once and kept; LoadReference renews it.
type Reference struct {
	Categories []Category
	Calendar   *calendar.Calendar
	Demo       bool // invented appeals are shown, so every page says so
	Laws       []Law
	Switched   map[Switch]bool // switches that are on
	Screen     ScreenRules     // of the automatic first pass
	byCode     map[string]Category
}

// Category returns the category of a code; ok is false for an unknown one.
func (r *Reference) Category(code string) (c Category, ok bool) {
	c, ok = r.byCode[code]
	return c, ok
}

// OpenCategories are those that take new appeals.
func (r *Reference) OpenCategories() []Category {
	return slices.DeleteFunc(slices.Clone(r.Categories), func(c Category) bool { return c.Retired })
}

// takes notes a category that takes no new appeals.
func (r *Reference) takes(problems Invalid, code string) {
	switch c, ok := r.Category(code); {
	case !ok:
		problems["category"] = Problem{Key: "problem.unknown"}
	case c.Retired:
		problems["category"] = Problem{Key: "problem.category_retired"}
	}
}

// Reference returns what LoadReference read last.
func (s *Store) Reference() *Reference { return s.reference.Load() }

// LoadReference reads categories and calendar anew, for all users of the Store.
func (s *Store) LoadReference(ctx context.Context) error {
	r := &Reference{byCode: map[string]Category{}}
	if err := s.read(ctx, &r.Categories, `
		select code, level, private, name_kk, name_ru, name_en, law, coalesce(term, 0) as term, retired from categories order by position`); err != nil {
		return err
	}
	for _, c := range r.Categories {
		r.byCode[c.Code] = c
	}
	var days []calendar.Day
	if err := s.read(ctx, &days, `select day as date, kind from calendar_days order by day`); err != nil {
		return err
	}
	r.Calendar = calendar.New(days)
	if err := s.read(ctx, &r.Demo, `select exists (select 1 from appeals where demo)`); err != nil {
		return err
	}
	if err := s.read(ctx, &r.Laws, `select key, name_kk, name_ru, name_en, url from laws order by key`); err != nil {
		return err
	}
	var err error
	if r.Switched, err = s.readSwitches(ctx); err != nil {
		return err
	}
	if r.Screen, err = s.readScreenRules(ctx); err != nil {
		return err
	}
	s.reference.Store(r)
	return nil
}

// HasRealAppeals reports whether an appeal was filed or imported that is not of the demo.
func (s *Store) HasRealAppeals(ctx context.Context) (real bool, err error) {
	err = s.read(ctx, &real, `select exists (select 1 from appeals where not demo)`)
	return real, err
}

// firstCategories is the first content of the table; an administrator may change it.
// Levels after the Law on local government (No. 148-II), arts. 27, 31 and 35:
// roads, lighting, improvement, cleaning and water are a rural akim's own.
var firstCategories = []struct {
	code    string
	level   int
	private bool
	Names
}{
	{"roads", 3, false, Names{"Жолдар", "Дороги", "Roads"}},
	{"courtyard", 3, false, Names{"Аула", "Двор", "Courtyard"}},
	{"playground", 3, false, Names{"Балалар алаңы", "Детская площадка", "Playground"}},
	{"lighting", 3, false, Names{"Көше жарығы", "Уличное освещение", "Street lighting"}},
	{"water", 3, false, Names{"Сумен жабдықтау", "Водоснабжение", "Water supply"}},
	{"waste", 3, false, Names{"Қоқыс шығару", "Вывоз мусора", "Waste"}},
	{"heating", 2, false, Names{"Жылумен жабдықтау", "Теплоснабжение", "Heating"}},
	{"transport", 3, false, Names{"Қоғамдық көлік", "Общественный транспорт", "Public transport"}},
	{"landscaping", 3, false, Names{"Абаттандыру және көгалдандыру", "Благоустройство и озеленение", "Landscaping"}},
	{"stray_animals", 2, false, Names{"Қаңғыбас жануарлар", "Безнадзорные животные", "Stray animals"}},
	{"safety", 2, false, Names{"Қауіпсіздік", "Безопасность", "Safety"}},
	{"healthcare", 1, true, Names{"Денсаулық сақтау", "Здравоохранение", "Healthcare"}},
	{"school", 2, false, Names{"Мектеп және балабақша", "Школа и детский сад", "School and kindergarten"}},
	{"social", 2, true, Names{"Әлеуметтік қолдау", "Социальная поддержка", "Social support"}},
	{"other", 3, false, Names{"Басқа", "Другое", "Other"}},
}

// seedReference fills what a new database lacks; what is there stays as it is.
func (s *Store) seedReference(ctx context.Context) error {
	for i, c := range firstCategories {
		if _, err := s.exec(ctx, `
			insert into categories (code, position, level, private, name_kk, name_ru, name_en)
			values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing`,
			c.code, i+1, c.level, c.private, c.KK, c.RU, c.EN); err != nil {
			return fmt.Errorf("category %s: %w", c.code, err)
		}
	}
	for _, d := range calendar.Default() {
		if _, err := s.exec(ctx, `
			insert into calendar_days (day, kind, name_kk, name_ru, act)
			values (?, ?, ?, ?, ?) on conflict do nothing`,
			d.Date, d.Kind, d.NameKK, d.NameRU, d.Act); err != nil {
			return fmt.Errorf("calendar day %s: %w", d.Date, err)
		}
	}
	if err := s.seedLaws(ctx); err != nil {
		return err
	}
	_, err := s.exec(ctx, `
		insert into bodies (place_code, kind, level, superior_id, name_kk, name_ru, name_en, post_kk, post_ru, post_en)
		values (null, 'government', 0, null,
			'Қазақстан Республикасының Үкіметі', 'Правительство Республики Казахстан', 'Government of the Republic of Kazakhstan',
			'Премьер-Министр', 'Премьер-Министр', 'Prime Minister')
		on conflict do nothing`)
	return err
}
