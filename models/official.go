package models

// Official is who acts for a body. That the person holds a role there is asked
// at the door; that the body may do the act is asked here.
type Official struct{ UserID, BodyID int64 }

// ref is an id as a nullable column takes it: nobody is NULL.
func NilIfZero(id int64) *int64 {
	if id == 0 {
		return nil
	}
	return &id
}
