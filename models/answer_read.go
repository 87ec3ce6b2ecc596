package models

import (
	"strings"

	"jauap/models/concrete"
)

// ReadForm assesses how concrete an unfinished answer is, so that its writer sees what the
// public would see.
func (c Case) ReadForm(f AnswerForm) concrete.Reading {
	text := f.AnswerText
	text.Cost = TypedCost(Invalid{}, f.Cost, f.Sum)
	in := text.concrete(c.Title + ".\n" + c.Appeal.Text)
	in.Proof = len(f.Pictures)
	for _, p := range f.Promises {
		if strings.TrimSpace(p.Text) != "" && p.Due != "" {
			in.Promises = append(in.Promises, p.Text)
		}
	}
	return concrete.Read(in)
}
