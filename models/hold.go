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
// notes by which rule a moderator should look twice. Nothing is decided by it.
func (s *Store) screenAppeal(ctx context.Context, id int64, in NewAppeal) error {
	_, err := s.exec(ctx, `
		insert into holds (appeal_id, rule, at)
		select ?, rule, ? from (
			select ? as rule where (select count(*) from appeals where author_id = ? and received_at > ?) > ?
			union all
			select ? where exists (select 1 from appeals
				where register_no is null and md5(regexp_replace(fold(body), '[^[:alnum:]]+', '', 'g')) = `+sameText+` and id <> ?)
		) rules`,
		id, s.Now(),
		screen.Flood, in.AuthorID, s.Now().Add(-time.Hour), screen.FloodAppeals,
		screen.Copy, in.Body, id)
	return err
}
