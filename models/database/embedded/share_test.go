//go:build unix

package embedded_test

import (
	"os/exec"
	"strings"
	"syscall"
	"testing"
)

// TestAttach checks that a second program uses the server of the first, leaves it running when it
// ends, and gets an error when the first one stops it.
func TestAttach(t *testing.T) {
	t.Parallel()
	dir := clusterDir(t)
	first := start(t, dir)
	second := start(t, dir)
	if first.attached || !second.attached || first.url != second.url {
		t.Fatalf("attached: %v, %v; urls %s, %s", first.attached, second.attached, first.url, second.url)
	}
	second.signal(t, syscall.SIGTERM)
	if code := second.wait(); code != 0 {
		t.Errorf("the second ended with %d: %s", code, second.text())
	}
	if got := ask[int](t, first.url, `SELECT 1`); got != 1 {
		t.Error("the server stopped with the attached program")
	}
	for name, sig := range map[string]syscall.Signal{"stopped": syscall.SIGTERM, "killed": syscall.SIGKILL} {
		guest := start(t, dir)
		first.signal(t, sig)
		first.wait()
		if code := guest.wait(); code != 3 || !strings.Contains(guest.text(), "has ended, and its server with it") {
			t.Errorf("%s: the attached program ended with %d: %s", name, code, guest.text())
		}
		first = start(t, dir)
		if first.attached {
			t.Errorf("%s: attached to a server that has stopped", name)
		}
	}
}

// TestTogether checks that several programs can start at the same time in an empty directory: one
// creates the cluster, the others wait for it.
func TestTogether(t *testing.T) {
	t.Parallel()
	dir := dataDir(t, "")
	const programs = 3
	results := make(chan *program, programs)
	for range programs {
		go func() {
			p, err := launch(t, exec.Command(testProgram), dir)
			if err != nil {
				t.Error(err)
			}
			results <- p
		}()
	}
	owners := 0
	for range programs {
		if p := <-results; p != nil && !p.attached {
			owners++
		}
	}
	if owners != 1 {
		t.Errorf("%d programs started a server, want 1", owners)
	}
}
