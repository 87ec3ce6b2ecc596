// Package village is the one small territory of the tests: two districts of two
// oblasts, with what is below them. It imports nothing of models, so that the tests
// inside models can use it too.
package village

import "context"

// The places, by their KATO codes.
const (
	Turkistan = "610000000"
	Tulkibas  = "616000000" // district
	Sastobe   = "616059000" // rural district
	Village   = "616059100"
	Arys      = "616037000" // rural district
	Karaganda = "350000000"
	Shet      = "356400000" // district
	Aqadyr    = "356431000" // settlement
)

// Place is one row of places.
type Place struct {
	Code, Parent string // Parent is "" for an oblast
	Level        int
	Unit         string
	KK, RU, EN   string
}

// Places are all places, each after the one above it.
var Places = []Place{
	{Turkistan, "", 1, "oblast", "Түркістан облысы", "Туркестанская область", "Turkistan Oblast"},
	{Tulkibas, Turkistan, 2, "district", "Түлкібас ауданы", "Тюлькубасский район", "Tulkibas District"},
	{Sastobe, Tulkibas, 3, "rural_district", "Састөбе ауылдық округі", "Састобенский сельский округ", "Sastobe Rural District"},
	{Village, Sastobe, 4, "village", "Састөбе ауылы", "село Састобе", "Sastobe village"},
	{Arys, Tulkibas, 3, "rural_district", "Арыс ауылдық округі", "Арысский сельский округ", "Arys Rural District"},
	{Karaganda, "", 1, "oblast", "Қарағанды облысы", "Карагандинская область", "Karaganda Oblast"},
	{Shet, Karaganda, 2, "district", "Шет ауданы", "Шетский район", "Shet District"},
	{Aqadyr, Shet, 3, "settlement", "Ақадыр кенті", "посёлок Агадырь", "Aqadyr Settlement"},
}

// Exec runs one statement with question marks for its arguments.
type Exec func(ctx context.Context, sql string, args ...any) (int64, error)

// Insert writes all places.
func Insert(ctx context.Context, exec Exec) error {
	for _, p := range Places {
		if err := p.Insert(ctx, exec); err != nil {
			return err
		}
	}
	return nil
}

// Insert writes one place.
func (p Place) Insert(ctx context.Context, exec Exec) error {
	_, err := exec(ctx, `
		insert into places (code, parent_code, level, unit, official_kk, official_ru, name_kk, name_ru, name_en)
		values (?, nullif(?, ''), ?, ?, ?, ?, ?, ?, ?)`, p.Code, p.Parent, p.Level, p.Unit, p.KK, p.RU, p.KK, p.RU, p.EN)
	return err
}
