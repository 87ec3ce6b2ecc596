package models

import (
	"context"
	"time"

	"jauap/models/screen"
)

// sameText is in SQL what two copies of a text have in common, whatever their
// case, spaces and marks; its argument is the text.
const sameText = `md5(regexp_replace(fold(?), '[^[:alnum:]]+', '', 'g'))`

// screenAppeal is the automatic first pass over an appeal that is being filed: it
// notes by which of the rules in force a moderator should look twice. Nothing is
// decided by it.
func (s *Store) screenAppeal(ctx context.Context, id int64, in NewAppeal) error {
	rules := s.Reference().Screen
	flood := rules.Flood()
	_, err := s.exec(ctx, `
		insert into holds (appeal_id, rule, at)
		select ?, rule, ? from (
			select ? as rule where ?::boolean and (select count(*) from appeals where author_id = ? and received_at > ?) > ?
			union all
			select ? where ?::boolean and exists (select 1 from appeals
				where register_no is null and md5(regexp_replace(fold(text), '[^[:alnum:]]+', '', 'g')) = `+sameText+` and id <> ?)
			union all
			select ? where ?::boolean
		) rules`,
		id, s.Now(),
		screen.Flood, flood.Active, in.AuthorID, s.Now().Add(-time.Duration(flood.Hours)*time.Hour), flood.Appeals,
		screen.Copy, rules.Rule(screen.Copy).Active, in.Text, id,
		screen.Words, len(rules.PhrasesIn(in.Title+"\n"+in.Text)) > 0)
	return err
}
