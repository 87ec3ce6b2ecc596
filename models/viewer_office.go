package models

import "slices"

// Offices are the bodies for which the viewer is an official, each once, in the
// order in which the roles were given.
func (v *Viewer) Offices() []Role {
	if v == nil {
		return nil
	}
	var offices []Role
	for _, r := range v.Roles {
		if r.isOffice() && !slices.ContainsFunc(offices, func(o Role) bool { return o.BodyID == r.BodyID }) {
			offices = append(offices, r)
		}
	}
	return offices
}

// OfficeIDs are the ids of the bodies of Offices.
func (v *Viewer) OfficeIDs() []int64 {
	var ids []int64
	for _, o := range v.Offices() {
		ids = append(ids, o.BodyID)
	}
	return ids
}

// MayAct reports whether the viewer may act for a body: as its head or as an executor.
func (v *Viewer) MayAct(body int64) bool {
	return v != nil && slices.ContainsFunc(v.Roles, func(r Role) bool { return r.isOffice() && r.BodyID == body })
}

// MaySign reports whether the viewer may do for a body what only its head may:
// publish an answer, change a published one, extend a term (art. 76).
func (v *Viewer) MaySign(body int64) bool {
	return v != nil && slices.ContainsFunc(v.Roles, func(r Role) bool { return r.Role == "head" && r.BodyID == body })
}

func (r Role) isOffice() bool { return (r.Role == "head" || r.Role == "executor") && r.BodyID != 0 }
