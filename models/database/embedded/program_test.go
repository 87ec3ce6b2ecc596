//go:build unix

package embedded_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"jauap/models/database/embedded"
)

// childDir is the environment variable that makes the test program use the server of that directory,
// as the real program does, so that a test can kill it.
const childDir = "JAUAP_TEST_CHILD_DIR"

// testProgram is the file of this test program.
var testProgram = os.Args[0]

func TestMain(m *testing.M) {
	if dir := os.Getenv(childDir); dir != "" {
		os.Exit(serve(dir))
	}
	code := m.Run()
	if made.dir != "" {
		_ = os.RemoveAll(made.dir)
	}
	os.Exit(code)
}

// serve is the program: it prints the address of its server and exits on a signal (0), if the server
// did not start (1) or if it was lost (3).
func serve(dir string) int {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	s, err := embedded.Start(ctx, options(dir))
	if err != nil {
		fmt.Println("error", err)
		return 1
	}
	fmt.Println("ready", s.Attached(), s.URL("postgres"))
	code := 0
	select {
	case <-ctx.Done():
	case err := <-s.Lost():
		fmt.Println("lost", err)
		code = 3
	}
	if err := s.Stop(); err != nil {
		fmt.Println("stop", err)
	}
	return code
}

func options(dir string) embedded.Options {
	return embedded.Options{Dir: dir, BinDir: os.Getenv("PG_BINDIR")}
}

// program is a child under test.
type program struct {
	cmd      *exec.Cmd
	url      string
	attached bool
	said     *transcript
}

// transcript is the output of a program; read it after the end of the program.
type transcript struct {
	lines []string
	done  chan struct{}
}

// start runs the program and waits until it is ready; otherwise the test fails.
func start(t *testing.T, dir string) *program {
	t.Helper()
	p, err := launch(t, exec.Command(testProgram), dir)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func launch(t *testing.T, cmd *exec.Cmd, dir string) (*program, error) {
	t.Helper()
	cmd.Env = append(os.Environ(), childDir+"="+dir)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	p := &program{cmd: cmd, said: &transcript{done: make(chan struct{})}}
	t.Cleanup(func() { // with SIGTERM, so that the server has ended before its directory is removed
		_ = cmd.Process.Signal(syscall.SIGTERM)
		p.wait()
	})
	ready := make(chan bool, 1)
	go func() {
		defer close(p.said.done)
		lines := bufio.NewScanner(out)
		for lines.Scan() {
			if fields := strings.Fields(lines.Text()); len(fields) == 3 && fields[0] == "ready" {
				p.attached, p.url = fields[1] == "true", fields[2]
				ready <- true
			}
			p.said.lines = append(p.said.lines, lines.Text())
		}
		close(ready)
	}()
	if !<-ready {
		p.wait()
		return nil, fmt.Errorf("the program ended: %s", p.text())
	}
	return p, nil
}

// text returns the output of a program that has ended.
func (p *program) text() string {
	<-p.said.done
	return strings.Join(p.said.lines, "\n")
}

// wait returns the exit code, -1 after a signal.
func (p *program) wait() int {
	<-p.said.done
	_ = p.cmd.Wait()
	return p.cmd.ProcessState.ExitCode()
}

func (p *program) signal(t *testing.T, sig syscall.Signal) {
	t.Helper()
	if err := p.cmd.Process.Signal(sig); err != nil {
		t.Fatal(err)
	}
}

// dataDir creates a directory that the user of the server can enter if the tests run as root, unlike
// t.TempDir.
func dataDir(t *testing.T, parent string) string {
	t.Helper()
	dir, err := os.MkdirTemp(parent, "jauap-test-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	if err := os.Chmod(dir, 0o711); err != nil {
		t.Fatal(err)
	}
	return dir
}

// made is a cluster as a first start leaves it.
var made struct {
	once sync.Once
	dir  string
	err  error
}

// clusterDir returns a directory with a copy of a cluster, because creating one takes most of the time
// of a test.
func clusterDir(t *testing.T) string {
	t.Helper()
	made.once.Do(func() {
		if made.dir, made.err = os.MkdirTemp("", "jauap-test-"); made.err != nil {
			return
		}
		if made.err = os.Chmod(made.dir, 0o711); made.err != nil {
			return
		}
		var s *embedded.Server
		if s, made.err = embedded.Start(context.Background(), options(made.dir)); made.err == nil {
			made.err = s.Stop()
		}
	})
	if made.err != nil {
		t.Fatal(made.err)
	}
	dir := dataDir(t, "")
	if out, err := exec.Command("cp", "-a", filepath.Join(made.dir, "pg"), dir).CombinedOutput(); err != nil {
		t.Fatalf("copy the cluster: %v: %s", err, out)
	}
	return dir
}

// eventually waits for a condition of another process.
func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for tries := 0; !ok(); tries++ {
		if tries == 3000 {
			t.Fatalf("waited 30 s for: %s", what)
		}
		time.Sleep(10 * time.Millisecond) // real time: another process changes
	}
}
