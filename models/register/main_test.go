package register

import (
	"testing"

	"jauap/models/database/dbtest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }
