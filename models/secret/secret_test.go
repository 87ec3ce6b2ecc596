package secret

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

func TestLoad(t *testing.T) {
	file := filepath.Join(t.TempDir(), "data", "secret.key")
	refused := errors.New("no")
	if _, err := Load(file, func() error { return refused }); !errors.Is(err, refused) {
		t.Errorf("error of allowed: got %v", err)
	}
	if _, err := os.Stat(filepath.Dir(file)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a folder was created: %v", err)
	}
	keys := make([]Key, 8)
	var wg sync.WaitGroup
	for i := range keys {
		wg.Go(func() {
			var err error
			if keys[i], err = Load(file, func() error { return nil }); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	for _, k := range keys[1:] {
		if !Equal(k.Hash("a", "x"), keys[0].Hash("a", "x")) {
			t.Fatal("programs that started at the same time have different keys")
		}
	}
	info, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v", info.Mode())
	}
	left, err := os.ReadDir(filepath.Dir(file))
	if err != nil || len(left) != 1 {
		t.Errorf("files left: %v, %v", left, err)
	}
	if err := os.WriteFile(file, []byte("short\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Load(file, func() error { return nil }); !errors.Is(err, ErrShort) {
		t.Errorf("a short key: %v", err)
	}
}

func TestHash(t *testing.T) {
	k, err := New(strings.Repeat("k", 32))
	if err != nil {
		t.Fatal(err)
	}
	if Equal(k.Hash("iin", "990101500016"), k.Hash("code", "990101500016")) {
		t.Error("two purposes give the same hash")
	}
	if Equal(k.Hash("iin", "990101500016"), Random().Hash("iin", "990101500016")) {
		t.Error("the hash does not depend on the key")
	}
	if !Equal(k.Hash("iin", "990101500016"), k.Hash("iin", "990101500016")) {
		t.Error("the hash is not deterministic")
	}
}

func TestSeal(t *testing.T) {
	k := Random()
	sealed := k.Seal("totp", []byte("seed"))
	if bytes.Contains(sealed, []byte("seed")) {
		t.Error("the sealed value contains the plain text")
	}
	if v, err := k.Open("totp", sealed); err != nil || string(v) != "seed" {
		t.Errorf("%q, %v", v, err)
	}
	changed := bytes.Clone(sealed)
	changed[len(changed)-1] ^= 1
	for name, open := range map[string]func() ([]byte, error){
		"changed":         func() ([]byte, error) { return k.Open("totp", changed) },
		"truncated":       func() ([]byte, error) { return k.Open("totp", sealed[:5]) },
		"another purpose": func() ([]byte, error) { return k.Open("cookie", sealed) },
		"another key":     func() ([]byte, error) { return Random().Open("totp", sealed) },
	} {
		if _, err := open(); !errors.Is(err, ErrSealed) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
