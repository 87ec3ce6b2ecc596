package models

import "context"

// The parts of an appeal's page: one query each, and two for the answers with their promises.

func (d *AppealPage) readTrail(ctx context.Context, s *Store) (err error) {
	d.Trail, err = s.PlaceTrail(ctx, d.PlaceCode)
	return err
}

// mostJoined is the number of merged appeals that a page lists; its events name all of them.
const mostJoined = 20

func (d *AppealPage) readJoined(ctx context.Context, s *Store) error {
	return s.read(ctx, &d.Joined, `select number, title, lang from appeals where merged_into_id = ? and public order by id limit ?`, d.ID, mostJoined)
}

func (d *AppealPage) readEvents(ctx context.Context, s *Store) error {
	return s.read(ctx, &d.Events, `
		select e.id, e.appeal_id, e.kind, e.at, e.actor, e.body_id, e.data,
			coalesce(b.name_kk, '') as body_kk, coalesce(b.name_ru, '') as body_ru, coalesce(b.name_en, '') as body_en,
			coalesce(t.name_kk, '') as to_kk, coalesce(t.name_ru, '') as to_ru, coalesce(t.name_en, '') as to_en
		from events e
		left join bodies b on b.id = e.body_id
		left join bodies t on t.id = (e.data ->> 'to_body')::bigint
		where e.appeal_id = ?
		order by e.at, e.id`, d.ID)
}

func (d *AppealPage) readAnswers(ctx context.Context, s *Store) error {
	if err := s.read(ctx, &d.Answers, `
		select w.id, w.round, w.body_id, w.lang, w.found, w.action, w.responsible, w.cost, w.funding, w.refusal, w.law, w.complaint, w.obstacle, w.due, w.at,
			w.workdays, w.concreteness, coalesce(w.rubric, 0) as rubric, to_json(w.missing) as missing,
			b.name_kk as body_kk, b.name_ru as body_ru, b.name_en as body_en,
			b.post_kk, b.post_ru, b.post_en, `+revisionsOfAnswer+` as revisions, `+nearDuplicatesOfAnswer+` as duplicates
		from answers w join bodies b on b.id = w.body_id
		where w.appeal_id = ?
		order by w.round desc`, d.ID); err != nil {
		return err
	}
	var promises []Promise
	if err := s.read(ctx, &promises, `
		select p.id, p.answer_id, p.body_id, p.text, p.first_due, p.due, p.moved, coalesce(p.outcome, '') as outcome, p.outcome_at, p.proof,
			coalesce((select m.reason from promise_moves m where m.promise_id = p.id order by m.at desc limit 1), '') as move_reason,
			`+confirmationsOf+` as said
		from promises p where p.appeal_id = ?
		order by p.due, p.id`, d.ID); err != nil {
		return err
	}
	for i := range d.Answers {
		for _, p := range promises {
			if p.AnswerID == d.Answers[i].ID {
				d.Answers[i].Promises = append(d.Answers[i].Promises, p)
			}
		}
	}
	return nil
}

func (d *AppealPage) readVerdicts(ctx context.Context, s *Store) error {
	return s.read(ctx, &d.Verdicts, `
		select answer_id, coalesce(max(id) filter (where by_author), 0) as id, by_author, verdict, count(*) as count,
			coalesce(max(text) filter (where by_author), '') as text
		from verdicts
		where appeal_id = ?
		group by answer_id, by_author, verdict
		order by answer_id desc, by_author desc, verdict`, d.ID)
}

// readPictures reads the pictures of the appeal, the proofs of its answers and kept promises,
// and those of its author's verdicts.
func (d *AppealPage) readPictures(ctx context.Context, s *Store) error {
	var pictures []Picture
	if err := s.read(ctx, &pictures, `
		select p.digest, m.width, m.height, p.role, p.alt, m.hidden_reason as hidden, coalesce(p.answer_id, 0) as answer_id,
			coalesce(p.verdict_id, 0) as verdict_id, coalesce(p.promise_id, 0) as promise_id, `+repeatsOf+` as repeats
		from pictures p join media m on m.digest = p.digest
		where `+picturesOfAppeal+`
		order by p.position, p.id`, d.ID, d.ID, d.ID, d.ID); err != nil {
		return err
	}
	for _, p := range pictures {
		d.place(p)
	}
	return nil
}

// place adds a picture to the part of the page that it belongs to.
func (d *AppealPage) place(p Picture) {
	if p.Alt == "" { // without a description; a stored copy of the title would survive masking
		p.Alt = d.Title
	}
	if p.AnswerID+p.VerdictID+p.PromiseID == 0 {
		d.Pictures = append(d.Pictures, p)
		return
	}
	for i := range d.Verdicts {
		if p.VerdictID != 0 && d.Verdicts[i].ID == p.VerdictID {
			d.Verdicts[i].Pictures = append(d.Verdicts[i].Pictures, p)
		}
	}
	for i := range d.Answers {
		if p.AnswerID != 0 && d.Answers[i].ID == p.AnswerID {
			d.Answers[i].Proof = append(d.Answers[i].Proof, p)
		}
		for j := range d.Answers[i].Promises {
			if promise := &d.Answers[i].Promises[j]; p.PromiseID != 0 && promise.ID == p.PromiseID {
				promise.Pictures = append(promise.Pictures, p)
			}
		}
	}
}

// readEscalations reads all escalations, the oldest first. Only the last can be open.
func (d *AppealPage) readEscalations(ctx context.Context, s *Store) error {
	err := s.read(ctx, &d.WayUp, `
		select e.id, e.from_body_id as from_id, e.to_body_id as to_id, e.ground, e.since, e.text, e.at, e.due, e.silent_at, e.closed_at,
			coalesce(e.outcome, '') as outcome, coalesce(e.answer_id, 0) as answer_id, e.order_text as "order", e.order_due,
			f.name_kk as from_kk, f.name_ru as from_ru, f.name_en as from_en,
			t.level as to_level, t.name_kk as to_kk, t.name_ru as to_ru, t.name_en as to_en
		from escalations e join bodies f on f.id = e.from_body_id join bodies t on t.id = e.to_body_id
		where e.appeal_id = ?
		order by e.at, e.id`, d.ID)
	if n := len(d.WayUp); n > 0 && d.WayUp[n-1].ClosedAt == nil {
		d.Escalation = &d.WayUp[n-1]
	}
	return err
}

func (d *AppealPage) readWorks(ctx context.Context, s *Store) error {
	return s.read(ctx, &d.Works, `
		select `+WorkCardColumns+`
		from work_appeals wa join works w on w.id = wa.work_id join places p on p.code = w.place_code join bodies b on b.id = w.body_id
		where wa.appeal_id = ? and w.published_at <= ?
		order by w.published_at desc limit 5`, d.ID, s.Now())
}

func (d *AppealPage) readNeighbours(ctx context.Context, s *Store) error {
	lo, hi := PlaceRange(d.PlaceCode[:4] + "00000")
	return s.read(ctx, &d.Neighbours, `
		select `+CardColumns+`
		from appeals a join places p on p.code = a.place_code
		where a.public and a.category_code = @category and a.place_code between @lo and @hi and a.id <> @id
		order by a.received_at desc, a.id desc limit 4`, map[string]any{"category": d.CategoryCode, "lo": lo, "hi": hi, "id": d.ID})
}

func (d *AppealPage) readAround(ctx context.Context, s *Store) error {
	return s.DotsAround(ctx, &d.Around, d.PlaceCode)
}

// DotsAround reads the settlements with known coordinates in the district of a place.
func (s *Store) DotsAround(ctx context.Context, dots *[]Dot, code string) error {
	lo, hi := PlaceRange(code[:4] + "00000")
	return s.read(ctx, dots, `
		select code, name_kk, name_ru, name_en, lat, lon from places
		where code between ? and ? and lat is not null and level >= 3 and retired_on is null
		order by code limit 60`, lo, hi)
}
