package models

import (
	"context"
	"time"

	"jauap/models/database"
)

// auditRow is a row of audits.
type auditRow struct {
	ID      int64
	UserID  *int64
	At      time.Time
	Act     string
	Subject string
	Data    map[string]any `gorm:"serializer:json"`
}

func (auditRow) TableName() string { return "audits" }

// RecordAudit writes what an administrator changed, in the transaction of the change;
// admin is 0 for the command line. data must not hold a secret or a mail address.
func (s *Store) RecordAudit(ctx context.Context, admin int64, act, subject string, data map[string]any) error {
	if data == nil {
		data = map[string]any{}
	}
	row := auditRow{UserID: NilIfZero(admin), At: s.Now(), Act: act, Subject: subject, Data: data}
	return database.Rows[auditRow](s.db).Create(ctx, &row)
}
