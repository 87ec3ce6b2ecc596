-- +goose Up
-- The description of a picture is stored only if its author wrote one. Otherwise pages show the
-- current title: a stored copy kept personal data that was masked in the title later.
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
