package account

import (
	"context"
	"fmt"
	"time"

	"jauap/models"
)

// Limits on wrong codes: for one mailbox in an hour, from strangers and from known origins,
// and for all mailboxes in guessWindow. Eight digits and 30 wrong tries in an hour give a
// stranger one chance in three million for one mailbox. From wrongInAll on, the code of a
// stranger has one try.
const (
	wrongOfStrangers = 30
	wrongOfKnown     = 60
	wrongInAll       = 1000
	guessWindow      = 10 * time.Minute
)

func wrongCounter(box string, known bool) string { return fmt.Sprint("wrong code ", known, " ", box) }

// codeTriesLeft returns how many tries a code has left under all limits; own is what its
// own limit leaves.
func (s *Store) codeTriesLeft(ctx context.Context, box string, known bool, own int) (int, error) {
	wrong, err := s.counted(ctx, time.Hour, wrongCounter(box, known))
	if err != nil {
		return 0, err
	}
	if known {
		return min(own, wrongOfKnown-wrong), nil
	}
	all, err := s.counted(ctx, guessWindow, "wrong codes")
	if err != nil {
		return 0, err
	}
	if all >= wrongInAll {
		own -= codeTries - 1
	}
	return min(own, wrongOfStrangers-wrong), nil
}

// wrongCode counts a wrong try for its mailbox and for all mailboxes together.
func (s *Store) wrongCode(ctx context.Context, box string, known bool) error {
	if _, err := s.count(ctx, time.Hour, wrongCounter(box, known)); err != nil || known {
		return err
	}
	_, err := s.count(ctx, guessWindow, "wrong codes")
	return err
}

// Guessing reports whether the limit for wrong codes over all mailboxes is reached.
func (s *Store) Guessing(ctx context.Context) (bool, error) {
	all, err := s.counted(ctx, guessWindow, "wrong codes")
	return all >= wrongInAll, err
}

// Limits on tries of a second factor in an hour: from strangers, who may have taken over
// the mailbox, and from origins where the factor was given before.
const (
	factorTriesOfStrangers = 10
	factorTriesOfKnown     = 60
)

// tryFactor counts a try of a second factor, right or wrong, and returns Invalid over the
// limit. Tries of strangers do not use up those of the owner.
func (s *Store) tryFactor(ctx context.Context, user, signIn int64) error {
	known, err := s.provenBefore(ctx, user, signIn)
	if err != nil {
		return err
	}
	n, err := s.count(ctx, time.Hour, fmt.Sprint("factor ", known, " ", user))
	if err != nil {
		return err
	}
	if most := map[bool]int{true: factorTriesOfKnown, false: factorTriesOfStrangers}[known]; n > most {
		return models.Invalid{"code": {Key: "problem.factor_tries"}}
	}
	return nil
}
