package models

import (
	"strings"

	"jauap/models/concrete"
)

// ReadForm reads an answer as far as it has been written, so that who writes it sees
// what the public would.
func (c Case) ReadForm(f AnswerForm) concrete.Reading {
	in := concrete.Answer{Asked: c.Title + ".\n" + c.Appeal.Text, Found: f.Found, Action: f.Action, Responsible: f.Responsible,
		Cost: TypedCost(Invalid{}, f.Cost, f.Sum), Funding: f.Funding, Law: f.Law, Complaint: f.Complaint, Proof: len(f.Pictures)}
	for _, p := range f.Promises {
		if strings.TrimSpace(p.Text) != "" && p.Due != "" {
			in.Promises = append(in.Promises, p.Text)
		}
	}
	return concrete.Read(in)
}
