package models

import (
	"context"
	"fmt"
	"maps"
	"time"

	"jauap/models/database"
)

// Switch names a part of the portal that an administrator can turn off for a while.
type Switch string

const (
	ReadOnly  Switch = "read_only"  // only administrators can change anything
	NoAppeals Switch = "no_appeals" // no appeals can be filed
	NoVoices  Switch = "no_voices"  // voices can be neither given nor taken back
	NoMail    Switch = "no_mail"    // mail is queued and not sent
)

// Switches lists the switches in the order in which they are shown.
var Switches = []Switch{ReadOnly, NoAppeals, NoVoices, NoMail}

// SwitchedOff is the error of an action that an administrator has turned off.
type SwitchedOff struct{ Switch Switch }

func (e *SwitchedOff) Error() string { return "switched off: " + string(e.Switch) }

// SwitchOn reports whether a switch was on at the last LoadReference or LoadSwitches.
func (s *Store) SwitchOn(_ context.Context, name Switch) bool { return s.Reference().Switched[name] }

// Open returns *SwitchedOff if the portal is read-only or one of the switches is on. Every
// action that a switch stops calls it.
func (r *Reference) Open(switches ...Switch) error {
	for _, name := range append([]Switch{ReadOnly}, switches...) {
		if r.Switched[name] {
			return &SwitchedOff{name}
		}
	}
	return nil
}

func readSwitches(ctx context.Context, db database.Session) (map[Switch]bool, error) {
	var on []Switch
	if err := db.Read(ctx, &on, `select name from switches`); err != nil {
		return nil, err
	}
	switched := map[Switch]bool{}
	for _, name := range on {
		switched[name] = true
	}
	return switched, nil
}

// LoadSwitches reads the switches alone, so that a switch turned in another process takes
// effect here within a second. LoadReference runs only once a minute.
func (s *Store) LoadSwitches(ctx context.Context) error {
	now, err := readSwitches(ctx, s.db)
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

// switchRow is a row of switches: a switch that is on.
type switchRow struct {
	Name   Switch `gorm:"primaryKey"`
	UserID int64
	At     time.Time
}

func (switchRow) TableName() string { return "switches" }

// SetSwitch turns a switch on or off and records the event. It reports false if the
// switch already was so.
func (s *Store) SetSwitch(ctx context.Context, admin int64, name Switch, on bool) (changed bool, err error) {
	err = s.tx(ctx, func(tx *Store) error {
		kind := TurnedOff
		if on {
			kind = TurnedOn
			changed, err = database.CreateNew(ctx, tx.db, &switchRow{Name: name, UserID: admin, At: tx.Now()})
		} else {
			var deleted int
			deleted, err = database.Rows[switchRow](tx.db).Where("name = ?", name).Delete(ctx)
			changed = deleted > 0
		}
		if err != nil || !changed {
			return err
		}
		return tx.record(ctx, Event{Switch: name, Kind: kind, Actor: ByAdmin, UserID: NilIfZero(admin)})
	})
	return changed, err
}
