-- +goose Up
-- What a picture shows is kept only where somebody has said it. Where nobody has, the
-- title is shown, as it is now: a copy of it here outlived the masking of the title.
alter table pictures drop constraint pictures_alt_check;
update pictures p set alt = ''
    from appeals a
    where a.id = coalesce(p.appeal_id, (select appeal_id from answers where id = p.answer_id),
        (select appeal_id from verdicts where id = p.verdict_id), (select appeal_id from promises where id = p.promise_id))
    and (p.alt = a.title or exists (select 1 from originals o where o.appeal_id = a.id and o.title = p.alt));
update pictures p set alt = '' from works w where w.id = p.work_id and p.alt = w.title;

-- +goose Down
update pictures set alt = '-' where alt = '';
alter table pictures add constraint pictures_alt_check check (alt <> '');
