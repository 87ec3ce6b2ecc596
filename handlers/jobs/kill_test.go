package jobs

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"strconv"
	"testing"

	"jauap/models"
	"jauap/models/database"
	"jauap/models/mail"
)

// The child is a copy of this test program that works on the queue until it is killed.
const (
	childURL  = "JAUAP_TEST_JOBS_URL"
	childPort = "JAUAP_TEST_JOBS_PORT"
	childName = "jauap_jobs_child" // application name of its database sessions
)

func child() error {
	ctx := context.Background()
	db, err := database.Open(ctx, database.Config{URL: os.Getenv(childURL)})
	if err != nil {
		return err
	}
	store, err := models.Open(ctx, db, models.FixedClock(noon))
	if err != nil {
		return err
	}
	port, err := strconv.Atoi(os.Getenv(childPort))
	if err != nil {
		return err
	}
	sender, err := mail.NewSMTP(mail.Settings{Host: "127.0.0.1", Port: port, From: "Жауап <jauap@jauap.example>"})
	if err != nil {
		return err
	}
	return Run(ctx, store, Config{Pool: db.Pool, Mail: sender, BaseURL: "https://jauap.example", Log: slog.New(slog.NewTextHandler(io.Discard, nil))})
}

// TestKilled: a program that is killed with SIGKILL while it sends mails loses no mail. The
// next one sends the unmarked notices: those that were not delivered, and at most a few that
// were delivered but not yet marked.
func TestKilled(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "aigul@example.kz")
	const notices, before = 60, 15
	for range notices - 1 {
		w.published()
	}
	w.box.mu.Lock()
	w.box.most = before
	w.box.mu.Unlock()
	program := exec.Command(os.Args[0])
	program.Env = append(os.Environ(), childURL+"="+w.db.URL, "PGAPPNAME="+childName, fmt.Sprintf("%s=%d", childPort, w.box.port))
	program.Stderr = os.Stderr
	w.must(program.Start())
	w.box.wait(t, before)
	w.must(program.Process.Kill())
	_ = program.Wait() // returns the error of the signal
	close(w.box.gate)
	for sessions := 1; sessions > 0; { // the server still completes the last statements
		w.row(&sessions, `select count(*) from pg_stat_activity, pg_sleep(0.02) where application_name = ?`, childName)
	}

	var marked int
	w.row(&marked, `select count(*) from notices where mailed_at is not null`)
	came := w.box.count()
	w.box.wait(t, came-before)
	t.Logf("killed after %d mails, of which %d were marked", came, marked)
	if marked == notices {
		t.Fatal("killed too late: all mails are marked")
	}
	// running jobs of a dead program are rescued after minutes; simulate that these have passed
	w.must(w.db.Gorm.Exec(`update river_job set attempted_at = attempted_at - interval '1 hour' where state = 'running'`).Error)
	w.must(w.db.Gorm.Exec(`delete from river_leader`).Error)
	stop := w.run()
	w.box.wait(t, notices-marked)
	stop()

	var left int
	w.row(&left, `select count(*) from notices where mailed_at is null`)
	sent := map[string]int{}
	for _, m := range w.box.mails {
		sent[m.Header.Get("Subject")]++
	}
	if left != 0 || len(sent) != notices {
		t.Errorf("%d notices unmarked, %d different mails, want %d", left, len(sent), notices)
	}
	twice := 0
	for _, n := range sent {
		twice += n - 1
	}
	if want := came - marked; twice != want || want > mailWorkers {
		t.Errorf("%d mails were sent twice, want %d, one for each interrupted mark", twice, want)
	}
}
