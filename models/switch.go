package models

import (
	"context"
	"fmt"
	"maps"
)

// Switch is one that an administrator turns when something must stop for a while.
type Switch string

const (
	ReadOnly  Switch = "read_only"  // nothing changes but what administrators do
	NoAppeals Switch = "no_appeals" // nobody files an appeal
	NoVoices  Switch = "no_voices"  // nobody gives a voice or takes it back
	NoMail    Switch = "no_mail"    // mail waits
)

// Switches in the order in which they are shown.
var Switches = []Switch{ReadOnly, NoAppeals, NoVoices, NoMail}

// SwitchedOff is the error for what an administrator has stopped for a while.
type SwitchedOff struct{ Switch Switch }

func (e *SwitchedOff) Error() string { return "switched off: " + string(e.Switch) }

// SwitchOn reports whether a switch is on, as LoadReference read it last.
func (s *Store) SwitchOn(_ context.Context, name Switch) bool { return s.Reference().Switched[name] }

// Open returns *SwitchedOff if the portal is read-only or one of the switches is
// on: the one guard of everything that a switch stops.
func (r *Reference) Open(switches ...Switch) error {
	for _, name := range append([]Switch{ReadOnly}, switches...) {
		if r.Switched[name] {
			return &SwitchedOff{name}
		}
	}
	return nil
}

func (s *Store) readSwitches(ctx context.Context) (map[Switch]bool, error) {
	var on []Switch
	if err := s.read(ctx, &on, `select name from switches`); err != nil {
		return nil, err
	}
	switched := map[Switch]bool{}
	for _, name := range on {
		switched[name] = true
	}
	return switched, nil
}

// LoadSwitches reads the switches alone, so that one turned on another instance acts here
// within a second: the reference is read once a minute.
func (s *Store) LoadSwitches(ctx context.Context) error {
	now, err := s.readSwitches(ctx)
	if err != nil {
		return fmt.Errorf("read the switches: %w", err)
	}
	for {
		old := s.reference.Load()
		if maps.Equal(old.Switched, now) {
			return nil
		}
		renewed := *old
		renewed.Switched = now
		if s.reference.CompareAndSwap(old, &renewed) {
			return nil
		}
	}
}

// Turn turns a switch; turning it as it stands changes nothing.
func (s *Store) Turn(ctx context.Context, admin int64, name Switch, on bool) error {
	problems := Invalid{}
	OneOf(problems, "switch", name, Switches)
	if len(problems) > 0 {
		return problems
	}
	err := s.Administer(ctx, func(tx *Store) error {
		sql, act, kind, args := `delete from switches where name = ?`, "switch_off", TurnedOff, []any{name}
		if on {
			sql, act, kind = `insert into switches (name, user_id, at) values (?, ?, ?) on conflict do nothing`, "switch_on", TurnedOn
			args = append(args, admin, tx.Now())
		}
		changed, err := tx.exec(ctx, sql, args...)
		if err != nil || changed == 0 {
			return err
		}
		if err := tx.RecordAudit(ctx, admin, act, string(name), nil); err != nil {
			return err
		}
		return tx.record(ctx, Event{Switch: name, Kind: kind, Actor: ByAdmin, UserID: NilIfZero(admin)})
	})
	if err != nil {
		return fmt.Errorf("turn %s: %w", name, err)
	}
	return nil
}
