package village

import "context"

// InsertCountry inserts as much data as a whole country, for benchmarks: 15,620 places, one body
// for all appeals, 100,000 appeals of which two thirds are answered, and 300,000 voices.
func InsertCountry(ctx context.Context, exec Exec) error {
	for _, statement := range country {
		if _, err := exec(ctx, statement); err != nil {
			return err
		}
	}
	return nil
}

var country = []string{`
		insert into places (code, parent_code, level, unit, official_kk, official_ru, name_kk, name_ru, name_en)
		select code, parent, level, unit, 'x', 'x', 'Аудан ' || code || ' ауданы', 'Район ' || code, 'Place ' || code from (
			select rpad(o::text, 9, '0') as code, null as parent, 1 as level, 'oblast' as unit from generate_series(10, 29) o
			union all
			select rpad(concat(o, d), 9, '0'), rpad(o::text, 9, '0'), 2, 'district' from generate_series(10, 29) o, generate_series(10, 19) d
			union all
			select rpad(concat(o, d, r), 9, '0'), rpad(concat(o, d), 9, '0'), 3, 'rural_district'
			from generate_series(10, 29) o, generate_series(10, 19) d, generate_series(30, 40) r
			union all
			select concat(o, d, r, v), rpad(concat(o, d, r), 9, '0'), 4, 'village'
			from generate_series(10, 29) o, generate_series(10, 19) d, generate_series(30, 40) r, generate_series(101, 106) v) tree`, `
		insert into bodies (place_code, kind, level, superior_id, name_kk, name_ru, name_en, post_kk, post_ru, post_en)
		select '100000000', 'akimat', 1, id, 'x', 'x', 'x', 'x', 'x', 'x' from bodies`, `
		insert into users (given_name, level, created_at) select 'Айгүл', 1, now() from generate_series(1, 3000)`, `
		insert into appeals (number, kind, category_code, place_code, body_id, author_id, lang, title, text, status,
			received_at, moderation_due, published_at, registered_on, redirect_due, answer_due, answered_at, search)
		select '2026-' || lpad(n::text, 6, '0'), 'message', 'roads', code, 2, 1, 'kk', 'Шұңқыр', 'Шұңқыр', case when n % 3 = 0 then 'registered' else 'answered' end,
			at, at::date, at, at::date, at::date + 3, at::date + 20, case when n % 3 > 0 then at + make_interval(days => n % 40) end,
			to_tsvector('simple', concat('шункыр коше', n % 50, ' уй', n % 5000))
		from generate_series(1, 100000) n
		join (select code, row_number() over (order by code) - 1 as i from places) p on p.i = n * 7 % 15620
		cross join lateral (select timestamptz '2026-01-01 10:00+05' + make_interval(hours => n % 7000) as at) t`, `
		insert into answers (appeal_id, body_id, lang, action, due, at)
		select id, 2, 'kk', 'Жөнделді.', answer_due, answered_at from appeals where answered_at is not null`, `
		insert into voices (appeal_id, user_id, level, local, at)
		select a, 1 + (a * 31 + u) % 3000, 1, false, now() from generate_series(1, 100000) a, generate_series(1, 3) u`,
	`analyze`,
}
