package handlers_test

import (
	"fmt"
	"os"
	"testing"

	"jauap/models/database/dbtest"
)

func TestMain(m *testing.M) {
	if os.Getenv(childURL) != "" {
		if err := child(); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	dbtest.Main(m)
}
