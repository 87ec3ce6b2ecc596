package models

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestEnsureBodies(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	for _, p := range []struct {
		code, parent string
		level        int
		unit         string
		kk, ru, en   string
	}{
		{"100000000", "", 1, "oblast", "Абай облысы", "область Абай", "Abai Oblast"},
		{"150000000", "", 1, "oblast", "Ақтөбе облысы", "Актюбинская область", "Aqtobe Oblast"},
		{"710000000", "", 1, "republic_city", "Астана қаласы", "город Астана", "Astana city"},
		{"711110000", "710000000", 3, "city_district", "Алматы ауданы", "район Алматы", "Almaty District"},
		{"101000000", "100000000", 2, "city_admin", "Семей қалалық әкімшілігі", "город Семей (городская администрация)", "Semei City Administration"},
		{"101010000", "101000000", 3, "city", "Семей қаласы", "город Семей", "Semei city"},
		{"151000000", "150000000", 2, "city_admin", "Ақтөбе қалалық әкімшілігі", "город Актобе (городская администрация)", "Aqtobe City Administration"},
		{"151010000", "151000000", 3, "city", "Ақтөбе қаласы", "город Актобе", "Aqtobe city"},
		{"151011100", "151010000", 4, "city_district", "Астана ауданы", "район Астана", "Astana District"},
		{"616090000", tulkibas, 3, "city_admin", "Ленгір қалалық әкімшілігі", "Ленгерская городская администрация", "Lengir City Administration"},
		{"616000606", tulkibas, 4, "other", "Глушаков омартасы", "Пасека Глушакова", "Glushakov omartasy"},
	} {
		c.place(p.code, p.parent, p.level, p.unit, p.kk, p.ru, p.en)
	}
	c.must(c.EnsureBodies(c.ctx))
	ids := c.count(`select max(id) from bodies`)
	c.must(c.EnsureBodies(c.ctx))
	if again := c.count(`select max(id) from bodies`); again != ids {
		t.Error("the second time made bodies anew")
	}
	var got []string
	c.must(c.read(c.ctx, &got, `
		select concat_ws(' | ', b.place_code, b.kind, b.level, coalesce(s.place_code, 'government'), b.name_kk, b.name_ru, b.name_en, b.post_kk)
		from bodies b join bodies s on s.id = b.superior_id order by b.place_code`))
	want := []string{
		"100000000 | akimat | 1 | government | Абай облысы әкімдігі | Акимат области Абай | Akimat of Abai Oblast | Абай облысы әкімі",
		"101000000 | akimat | 2 | 100000000 | Семей қаласы әкімдігі | Акимат города Семей | Akimat of Semei City | Семей қаласы әкімі",
		"150000000 | akimat | 1 | government | Ақтөбе облысы әкімдігі | Акимат Актюбинской области | Akimat of Aqtobe Oblast | Ақтөбе облысы әкімі",
		"151000000 | akimat | 2 | 150000000 | Ақтөбе қаласы әкімдігі | Акимат города Актобе | Akimat of Aqtobe City | Ақтөбе қаласы әкімі",
		"151011100 | office | 3 | 151000000 | Астана ауданы әкімінің аппараты | Аппарат акима района Астана | Office of the Akim of Astana District | Астана ауданы әкімі",
		"350000000 | akimat | 1 | government | Қарағанды облысы әкімдігі | Акимат Карагандинской области | Akimat of Karaganda Oblast | Қарағанды облысы әкімі",
		"356400000 | akimat | 2 | 350000000 | Шет ауданы әкімдігі | Акимат Шетского района | Akimat of Shet District | Шет ауданы әкімі",
		"356431000 | office | 3 | 356400000 | Ақадыр кенті әкімінің аппараты | Аппарат акима посёлка Агадырь | Office of the Akim of Aqadyr Settlement | Ақадыр кенті әкімі",
		"610000000 | akimat | 1 | government | Түркістан облысы әкімдігі | Акимат Туркестанской области | Akimat of Turkistan Oblast | Түркістан облысы әкімі",
		"616000000 | akimat | 2 | 610000000 | Түлкібас ауданы әкімдігі | Акимат Тюлькубасского района | Akimat of Tulkibas District | Түлкібас ауданы әкімі",
		"616037000 | office | 3 | 616000000 | Арыс ауылдық округі әкімінің аппараты | Аппарат акима Арысского сельского округа | Office of the Akim of Arys Rural District | Арыс ауылдық округі әкімі",
		"616059000 | office | 3 | 616000000 | Састөбе ауылдық округі әкімінің аппараты | Аппарат акима Састобенского сельского округа | Office of the Akim of Sastobe Rural District | Састөбе ауылдық округі әкімі",
		"616090000 | office | 3 | 616000000 | Ленгір қаласы әкімінің аппараты | Аппарат акима Ленгерской городской администрации | Office of the Akim of Lengir City | Ленгір қаласы әкімі",
		"710000000 | akimat | 1 | government | Астана қаласы әкімдігі | Акимат города Астана | Akimat of Astana City | Астана қаласы әкімі",
		"711110000 | office | 2 | 710000000 | Алматы ауданы әкімінің аппараты | Аппарат акима района Алматы | Office of the Akim of Almaty District | Алматы ауданы әкімі",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("bodies (-want +got):\n%s", diff)
	}
}

func TestCompetence(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	for _, v := range []struct {
		place, category string
		want            int64
	}{
		{village, "roads", c.akim.BodyID}, {sastobe, "roads", c.akim.BodyID}, {tulkibas, "roads", c.district.BodyID},
		{village, "heating", c.district.BodyID}, {village, "healthcare", c.oblast.BodyID}, {turkistan, "heating", c.oblast.BodyID},
		{aqadyr, "school", c.shet.BodyID},
	} {
		body, err := c.CompetentBody(c.ctx, v.place, v.category)
		if err != nil || body.ID != v.want {
			t.Errorf("%s in %s: %s (%v), want body %d", v.category, v.place, body.Name.EN, err, v.want)
		}
	}
	for _, v := range [][2]string{{village, "space"}, {"999999999", "roads"}, {"", "roads"}} {
		_, err := c.CompetentBody(c.ctx, v[0], v[1])
		wantErr(t, v[1]+" in "+v[0], err, ErrNotFound)
	}
}

func TestCreateBody(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	in := NewBody{PlaceCode: tulkibas, Kind: "department", Field: "education", Level: 2, SuperiorID: c.district.BodyID,
		Name: Names{"Түлкібас аудандық білім бөлімі", "Отдел образования Тюлькубасского района", "Education Department of Tulkibas District"},
		Post: Names{"Бөлім басшысы", "Руководитель отдела", "Head of the Department"}}
	id, err := c.CreateBody(c.ctx, in)
	c.must(err)
	if b, err := c.BodyOf(c.ctx, tulkibas, "education"); err != nil || b.ID != id || *b.SuperiorID != c.district.BodyID {
		t.Errorf("found %+v (%v)", b, err)
	}
	_, err = c.CreateBody(c.ctx, in)
	wantInvalid(t, "a second", err, "place: problem.taken")
	in.Field = ""
	_, err = c.CreateBody(c.ctx, in)
	wantInvalid(t, "a department of nothing", err, "field: problem.required")
}
