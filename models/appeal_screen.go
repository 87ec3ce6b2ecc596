package models

import (
	"context"
	"time"

	"jauap/models/screen"
)

// sameText is the SQL expression that is equal for two copies of a text with different case, spaces
// and punctuation; its argument is the text.
const sameText = `md5(regexp_replace(fold(?), '[^[:alnum:]]+', '', 'g'))`

// screenAppeal records which rules of automatic screening flag a new appeal, so that a moderator
// looks closer. It decides nothing.
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
