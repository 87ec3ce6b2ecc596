package account

import (
	"context"
	"fmt"
	"time"

	"jauap/models"
)

// How many wrong codes are borne. Eight digits and 30 wrong tries of strangers in an hour
// make one chance in three million for one mailbox; wrongInAll bounds the guesses over
// all mailboxes, and from there on a stranger's code has one try.
const (
	wrongOfStrangers = 30
	wrongOfKnown     = 60
	wrongInAll       = 1000
	brakeWindow      = 10 * time.Minute
)

func wrongTally(box string, known bool) string { return fmt.Sprint("wrong code ", known, " ", box) }

// codeTriesLeft returns how many more tries a code has, of those that it has itself.
func (s *Store) codeTriesLeft(ctx context.Context, box string, known bool, own int) (int, error) {
	wrong, err := s.tallied(ctx, time.Hour, wrongTally(box, known))
	if err != nil {
		return 0, err
	}
	if known {
		return min(own, wrongOfKnown-wrong), nil
	}
	all, err := s.tallied(ctx, brakeWindow, "wrong codes")
	if err != nil {
		return 0, err
	}
	if all >= wrongInAll {
		own -= codeTries - 1
	}
	return min(own, wrongOfStrangers-wrong), nil
}

// wrongCode counts a wrong try for its mailbox and in all.
func (s *Store) wrongCode(ctx context.Context, box string, known bool) error {
	if _, err := s.tally(ctx, time.Hour, wrongTally(box, known)); err != nil || known {
		return err
	}
	_, err := s.tally(ctx, brakeWindow, "wrong codes")
	return err
}

// Guessing reports whether so many wrong codes were tried lately that the brake is on.
func (s *Store) Guessing(ctx context.Context) (bool, error) {
	all, err := s.tallied(ctx, brakeWindow, "wrong codes")
	return all >= wrongInAll, err
}

// How many codes of a second factor may be tried in an hour: by strangers, who hold the
// mailbox alone, and from where the factor was given before.
const (
	factorTriesOfStrangers = 10
	factorTriesOfKnown     = 60
)

// tryFactor counts a try of a second factor, right or wrong, and returns Invalid where
// there were too many. The tries of strangers do not use up those of the owner.
func (s *Store) tryFactor(ctx context.Context, user, signIn int64) error {
	known, err := s.provenBefore(ctx, user, signIn)
	if err != nil {
		return err
	}
	n, err := s.tally(ctx, time.Hour, fmt.Sprint("factor ", known, " ", user))
	if err != nil {
		return err
	}
	if most := map[bool]int{true: factorTriesOfKnown, false: factorTriesOfStrangers}[known]; n > most {
		return models.Invalid{"code": {Key: "problem.factor_tries"}}
	}
	return nil
}
