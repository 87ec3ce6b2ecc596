package models

// Body is who answers: the government, an akimat, an akim's office or a department.
type Body struct {
	ID         int64
	PlaceCode  string
	Kind       string // government, akimat, office, department
	Level      int    // 0 government, 1 oblast, 2 district, 3 rural district
	SuperiorID *int64
	Name       Names `gorm:"embedded;embeddedPrefix:name_"`
	Post       Names `gorm:"embedded;embeddedPrefix:post_"` // of its head; never a person
}
