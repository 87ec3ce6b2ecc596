package vote

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"gorm.io/gorm/clause"

	"jauap/models"
	"jauap/models/database"
	"jauap/models/screen"
)

// The channels of a ballot.
const (
	Online = "online" // cast by the voter
	Office = "office" // registered by a clerk for a person who came with an identity card
)

// Channels lists the channels.
var Channels = []string{Online, Office}

// participationRow is a row of participations.
type participationRow struct {
	VoteID    int64
	Nullifier []byte
	Channel   string
	Hour      time.Time
}

func (participationRow) TableName() string { return "participations" }

// ErrLevel is returned if the vote requires a higher level of identity or another home address.
var ErrLevel = errors.New("the vote needs a higher level of identity or another address")

// MayVote returns ErrLevel unless a user belongs to the electorate of a vote. It does not check
// whether the user has voted.
func (s *Store) MayVote(ctx context.Context, v Vote, user int64) error {
	_, err := s.elector(ctx, v, user)
	return err
}

// elector returns the identity under which a user votes: the checked identity, or the mailbox.
func (s *Store) elector(ctx context.Context, v Vote, user int64) (identity string, err error) {
	var row struct {
		Level   int
		Home    string
		IINHash []byte
		Mailbox string
	}
	if err := s.db.ReadOne(ctx, &row, `select level, coalesce(home_code, '') as home, iin_hash, coalesce(mailbox, '') as mailbox
		from users where id = ? and removed_at is null`, user); err != nil {
		return "", err
	}
	if row.Level < v.Who.level() || v.Who == Address && !models.InPlace(row.Home, v.PlaceCode) {
		return "", ErrLevel
	}
	switch {
	case len(row.IINHash) > 0:
		return "iin " + string(row.IINHash), nil
	case row.Mailbox != "":
		return "mailbox " + row.Mailbox, nil
	}
	return fmt.Sprintf("user %d", user), nil
}

// Cast casts the ballot of a user, and returns the code of the receipt, which is shown once. It
// returns ErrVoted, ErrLevel, ErrState unless the vote is open, or Invalid for invalid choices. It
// writes no event and no log line.
func (s *Store) Cast(ctx context.Context, id, user int64, choices []int) (code string, err error) {
	v, err := s.Vote(ctx, id)
	if err != nil {
		return "", err
	}
	identity, err := s.elector(ctx, v, user)
	if err != nil {
		return "", err
	}
	return s.cast(ctx, v, identity, Online, choices)
}

// CastAtOffice registers a paper ballot that was filled in at the office of the body, and returns the
// code for the paper receipt. The clerk checks the identity card and its address. An account with
// the same IIN cannot vote as well.
func (s *Store) CastAtOffice(ctx context.Context, id int64, by models.Official, iin string, choices []int) (code string, err error) {
	v, err := s.Vote(ctx, id)
	if err != nil {
		return "", err
	}
	if by.BodyID != v.BodyID {
		return "", models.ErrForbidden
	}
	if err := by.RequireRole(ctx, s.core, "head", "executor"); err != nil {
		return "", err
	}
	if v.Who == Contact {
		return "", models.ErrState
	}
	if !screen.ValidIIN(iin) {
		return "", models.Invalid{"iin": {Key: "problem.iin"}}
	}
	return s.cast(ctx, v, "iin "+string(s.secret.Hash("iin", iin)), Office, choices)
}

func (s *Store) cast(ctx context.Context, v Vote, identity, channel string, choices []int) (code string, err error) {
	if err := s.core.Reference().Open(models.NoVoices); err != nil {
		return "", err
	}
	if v.Phase(s.core.Now()) != Open {
		return "", models.ErrState
	}
	if choices, err = v.checked(choices); err != nil {
		return "", err
	}
	code = newCode()
	err = s.tx(ctx, func(tx *Store) error {
		key, err := tx.key(ctx, v.ID)
		if err != nil {
			return err
		}
		hour := tx.core.Now().UTC().Truncate(time.Hour)
		created, err := database.CreateNew(ctx, tx.db, &participationRow{v.ID, nullifier(key, identity), channel, hour})
		if err != nil {
			return err
		}
		if !created {
			return ErrVoted
		}
		_, err = tx.db.Exec(ctx, `insert into ballots (vote_id, receipt, choices, channel) values (@vote, @receipt, @choices, @channel)`,
			map[string]any{"vote": v.ID, "receipt": receipt(v.ID, code), "choices": positions(choices), "channel": channel})
		return err
	})
	if err != nil {
		return "", err
	}
	return shown(code), nil
}

// Recast replaces the choices of the ballot with this code, until the vote closes. It needs no
// session, and a changed ballot cannot be told from others once it is mixed. ErrNotFound for an
// unknown code.
func (s *Store) Recast(ctx context.Context, id int64, code string, choices []int) error {
	v, err := s.Vote(ctx, id)
	if err != nil {
		return err
	}
	if err := s.core.Reference().Open(models.NoVoices); err != nil {
		return err
	}
	if v.Phase(s.core.Now()) != Open {
		return models.ErrState
	}
	if choices, err = v.checked(choices); err != nil {
		return err
	}
	return s.tx(ctx, func(tx *Store) error {
		if _, err := tx.key(ctx, id); err != nil {
			return err
		}
		n, err := tx.db.Exec(ctx, `update ballots set choices = @choices, mixed = false where vote_id = @vote and receipt = @receipt`,
			map[string]any{"vote": id, "receipt": receipt(id, code), "choices": positions(choices)})
		if err == nil && n == 0 {
			err = models.ErrNotFound
		}
		return err
	})
}

// Ballot returns the choices of the ballot with this code; ErrNotFound for an unknown code.
func (s *Store) Ballot(ctx context.Context, id int64, code string) (choices []int, err error) {
	var text string
	if err = s.db.ReadOne(ctx, &text, `select array_to_string(choices, ',') from ballots where vote_id = ? and receipt = ?`, id, receipt(id, code)); err != nil {
		return nil, err
	}
	return parsePositions(text), nil
}

// checked validates the choices of a ballot: known options, each at most once, and a single one in a
// vote of kind One.
func (v Vote) checked(choices []int) ([]int, error) {
	problems := models.Invalid{}
	switch {
	case len(choices) == 0:
		problems["choices"] = models.Problem{Key: "vote.problem_empty"}
	case v.Kind == One && len(choices) > 1:
		problems["choices"] = models.Problem{Key: "vote.problem_one"}
	}
	for i, c := range choices {
		if c < 1 || c > len(v.Options) {
			problems["choices"] = models.Problem{Key: "problem.unknown"}
		}
		if slices.Contains(choices[:i], c) {
			problems["choices"] = models.Problem{Key: "vote.problem_ranks"}
		}
	}
	if len(problems) > 0 {
		return nil, problems
	}
	if v.Kind != Ranked {
		choices = slices.Sorted(slices.Values(choices)) // the order of the form says nothing
	}
	return choices, nil
}

// keyShare locks the key of a vote together with other ballots. Mixing, counting and stopping lock it
// alone, so that none of them runs while a ballot is being written: such a ballot would be missing
// from the count, or a changed one not found.
var keyShare = clause.Locking{Strength: "KEY SHARE"}

// key returns the key of the nullifiers and locks it until the transaction ends. It returns ErrState
// after the vote was counted or stopped, when the key is deleted.
func (s *Store) key(ctx context.Context, vote int64) ([]byte, error) {
	row, err := database.Rows[keyRow](s.db, keyShare).Where("vote_id = ?", vote).Take(ctx)
	if errors.Is(err, models.ErrNotFound) {
		return nil, models.ErrState
	}
	if err != nil {
		return nil, err
	}
	return s.secret.Open("vote", row.Sealed)
}

func nullifier(key []byte, identity string) []byte {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(identity))
	return mac.Sum(nil)
}

// codeLetters encodes with 32 letters and digits that are hard to confuse.
var codeLetters = base32.NewEncoding("ABCDEFGHJKLMNPQRSTUVWXYZ23456789").WithPadding(base32.NoPadding)

// codeLength is the length of a code: 60 bits, too many to guess a code.
const codeLength = 12

func newCode() string {
	bytes := make([]byte, 8)
	_, _ = rand.Read(bytes) // never fails, see crypto/rand
	return codeLetters.EncodeToString(bytes)[:codeLength]
}

// shown formats a code in groups of four.
func shown(code string) string { return code[:4] + "-" + code[4:8] + "-" + code[8:] }

// receipt returns the stored hash of a code. It ignores spaces, hyphens and case.
func receipt(vote int64, code string) []byte {
	code = strings.ToUpper(strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' || r == '\u00a0' {
			return -1
		}
		return r
	}, code))
	sum := sha256.Sum256(fmt.Appendf(nil, "%d %s", vote, code))
	return sum[:]
}
