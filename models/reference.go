package models

import (
	"context"
	"fmt"
	"slices"

	"gorm.io/gorm/clause"

	"jauap/models/calendar"
	"jauap/models/database"
)

// Category is a field of local life, with the lowest level of body competent in it.
type Category struct {
	Code    string
	Level   int    // 3 rural district, 2 district, 1 oblast, 0 government
	Private bool   // appeals are private unless the author says otherwise: health, social matters
	Name    Names  `gorm:"embedded;embeddedPrefix:name_"`
	Law     string // that lays down the competence
	Term    int    // working days to answer, fewer than the law gives; 0: as the law gives
	Retired bool   // takes no new appeals
}

// AnswerDays returns how many working days a body has to answer.
func (c Category) AnswerDays() int {
	if c.Term > 0 {
		return c.Term
	}
	return calendar.AnswerDays
}

// Reference is the data that every page needs and that seldom changes. The Store keeps it
// in memory; LoadReference reads it again.
type Reference struct {
	Categories []Category
	Calendar   *calendar.Calendar
	Demo       bool // there are invented appeals, so every page says so
	Laws       []Law
	Switched   map[Switch]bool // switches that are on
	Screen     ScreenRules     // of automatic screening
	byCode     map[string]Category
}

// Category returns the category of a code; ok is false for an unknown one.
func (r *Reference) Category(code string) (c Category, ok bool) {
	c, ok = r.byCode[code]
	return c, ok
}

// OpenCategories returns the categories that take new appeals.
func (r *Reference) OpenCategories() []Category {
	return slices.DeleteFunc(slices.Clone(r.Categories), func(c Category) bool { return c.Retired })
}

// checkCategory records a problem if the category takes no new appeals.
func (r *Reference) checkCategory(problems Invalid, code string) {
	switch c, ok := r.Category(code); {
	case !ok:
		problems["category"] = Problem{Key: "problem.unknown"}
	case c.Retired:
		problems["category"] = Problem{Key: "problem.category_retired"}
	}
}

// Reference returns what LoadReference read last.
func (s *Store) Reference() *Reference { return s.reference.Load() }

// LoadReference reads the reference data again, for all users of the Store.
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
	if r.Switched, err = readSwitches(ctx, s.db); err != nil {
		return err
	}
	if r.Screen, err = ReadScreenRules(ctx, s.db); err != nil {
		return err
	}
	s.reference.Store(r)
	return nil
}

// HasRealAppeals reports whether the database holds an appeal that is not of the demo.
func (s *Store) HasRealAppeals(ctx context.Context) (real bool, err error) {
	err = s.read(ctx, &real, `select exists (select 1 from appeals where not demo)`)
	return real, err
}

// firstCategories are the initial rows of categories; an administrator may change them.
// The levels follow the Law on local government (No. 148-II), arts. 27, 31 and 35: roads,
// lighting, improvement, cleaning and water are the competence of a rural akim.
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

// categoryRow is a row of categories.
type categoryRow struct {
	Code     string `gorm:"primaryKey"`
	Position int
	Level    int
	Private  bool
	Name     Names `gorm:"embedded;embeddedPrefix:name_"`
}

func (categoryRow) TableName() string { return "categories" }

// calendarDayRow is a row of calendar_days.
type calendarDayRow struct {
	Day    calendar.Date `gorm:"primaryKey"`
	Kind   calendar.Kind
	NameKK string
	NameRU string
	Act    string
}

func (calendarDayRow) TableName() string { return "calendar_days" }

// seedReference inserts the reference rows that a new database lacks and leaves existing
// rows unchanged.
func seedReference(ctx context.Context, db database.Session) error {
	ignore := clause.OnConflict{DoNothing: true}
	var categories []categoryRow
	for i, c := range firstCategories {
		categories = append(categories, categoryRow{Code: c.code, Position: i + 1, Level: c.level, Private: c.private, Name: c.Names})
	}
	if err := database.Rows[categoryRow](db, ignore).CreateInBatches(ctx, &categories, len(categories)); err != nil {
		return fmt.Errorf("categories: %w", err)
	}
	var days []calendarDayRow
	for _, d := range calendar.Default() {
		days = append(days, calendarDayRow{Day: d.Date, Kind: d.Kind, NameKK: d.NameKK, NameRU: d.NameRU, Act: d.Act})
	}
	if err := database.Rows[calendarDayRow](db, ignore).CreateInBatches(ctx, &days, 1000); err != nil {
		return fmt.Errorf("calendar days: %w", err)
	}
	laws := slices.Clone(firstLaws)
	if err := database.Rows[Law](db, ignore).CreateInBatches(ctx, &laws, len(laws)); err != nil {
		return fmt.Errorf("laws: %w", err)
	}
	const premier = "Премьер-Министр"
	government := bodyRow{Kind: "government",
		Name: Names{"Қазақстан Республикасының Үкіметі", "Правительство Республики Казахстан", "Government of the Republic of Kazakhstan"},
		Post: Names{premier, premier, "Prime Minister"}}
	_, err := database.CreateNew(ctx, db, &government)
	return err
}
