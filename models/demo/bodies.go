package demo

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"jauap/models"
)

// departments lists bodies that are not derived from the places, to which appeals of the demo are
// redirected.
var departments = []struct {
	place, field string
	name         models.Names
}{
	{"616000000", "education", models.Names{
		KK: "Түлкібас ауданының білім бөлімі", RU: "Отдел образования Тюлькубасского района", EN: "Education Department of Tulkibas District"}},
	{"356400000", "transport", models.Names{
		KK: "Шет ауданының жолаушылар көлігі және автомобиль жолдары бөлімі", RU: "Отдел пассажирского транспорта и автомобильных дорог Шетского района", EN: "Passenger Transport and Roads Department of Shet District"}},
	{"610000000", "health", models.Names{
		KK: "Түркістан облысының денсаулық сақтау басқармасы", RU: "Управление здравоохранения Туркестанской области", EN: "Health Department of Turkistan Oblast"}},
	{"350000000", "health", models.Names{
		KK: "Қарағанды облысының денсаулық сақтау басқармасы", RU: "Управление здравоохранения Карагандинской области", EN: "Health Department of Karaganda Oblast"}},
	{"350000000", "education", models.Names{
		KK: "Қарағанды облысының білім басқармасы", RU: "Управление образования Карагандинской области", EN: "Education Department of Karaganda Oblast"}},
	{"350000000", "transport", models.Names{
		KK: "Қарағанды облысының жолаушылар көлігі және автомобиль жолдары басқармасы", RU: "Управление пассажирского транспорта и автомобильных дорог Карагандинской области", EN: "Passenger Transport and Roads Department of Karaganda Oblast"}},
}

// Posts of the heads of departments: of an oblast (басқарма) and of a district (бөлім).
var (
	headOfUpravlenie = models.Names{KK: "Басқарма басшысы", RU: "Руководитель управления", EN: "Head of the department"}
	headOfOtdel      = models.Names{KK: "Бөлім басшысы", RU: "Руководитель отдела", EN: "Head of the department"}
)

// createDepartments creates the departments that do not exist.
func (f *filling) createDepartments(ctx context.Context) error {
	for _, d := range departments {
		_, err := f.store.BodyOf(ctx, d.place, d.field)
		if err == nil {
			continue // it exists
		}
		if !errors.Is(err, models.ErrNotFound) {
			return err
		}
		akimat, err := f.store.BodyOf(ctx, d.place, "")
		if err != nil {
			return err
		}
		post := headOfUpravlenie
		if akimat.Level == 2 {
			post = headOfOtdel
		}
		if _, err := f.store.CreateBody(ctx, models.NewBody{PlaceCode: d.place, Kind: "department", Field: d.field,
			Level: akimat.Level, SuperiorID: akimat.ID, Name: d.name, Post: post}); err != nil {
			return fmt.Errorf("department %s/%s: %w", d.place, d.field, err)
		}
	}
	return nil
}

// body returns the id of the body with the given place and field, in the form of the content files:
// "616059000" or "616000000/education".
func (f *filling) body(ctx context.Context, name string) (int64, error) {
	place, field, _ := strings.Cut(name, "/")
	b, err := f.store.BodyOf(ctx, place, field)
	return b.ID, err
}
