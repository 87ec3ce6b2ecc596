package models

import "jauap/models/screen"

// openText is text for what goes out in public without a moderator before it: what
// looks like personal data by the rules in force is asked to be taken out. The
// appeal itself waits for moderation, where the same is proposed to be masked.
func (s *Store) CheckOpenText(problems Invalid, field, written string) {
	if _, wrong := problems[field]; wrong {
		return
	}
	if found := screen.Find(written, s.Reference().Screen.Kinds()); len(found) > 0 {
		problems[field] = Problem{Key: "problem.personal_data", Args: []any{"found", written[found[0].Start:found[0].End]}}
	}
}

// goesOut: what the author adds is read by everybody at once, or as soon as the
// author puts the appeal back into public view.
func (a Appeal) goesOut() bool { return a.Status != Moderation && !a.Private }
