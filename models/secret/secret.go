// Package secret is the one key of the program and what is done with it: keyed
// hashes of what must be recognised but never read again, and sealing of what must
// be read again by the program alone. Whoever copies the database without the key
// has neither.
package secret

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Key is the secret of one portal. Losing it makes every keyed hash of an identity
// and every sealed second factor worthless; so it is kept with the backups, apart
// from the database.
type Key struct{ master []byte }

// shortest is the least length of a key, in characters: 128 bits even in hexadecimal.
const shortest = 32

// ErrShort: a key that could be guessed.
var ErrShort = fmt.Errorf("the secret key is shorter than %d characters", shortest)

// New returns the key made from a text, such as the setting SECRET_KEY.
func New(text string) (Key, error) {
	if len(text) < shortest {
		return Key{}, ErrShort
	}
	return Key{master: []byte(text)}, nil
}

// Random returns a key that lives as long as the process.
func Random() Key { return Key{master: []byte(rand.Text() + rand.Text())} }

// Load returns the key of the file. Where there is none, allowed says whether one may be
// made; its error is returned. Of two programs that start at once, one makes the file and
// both read it.
func Load(file string, allowed func() error) (Key, error) {
	if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
		if err := allowed(); err != nil {
			return Key{}, err
		}
		// The folder is the data folder: an unprivileged PostgreSQL passes through it.
		if err := os.MkdirAll(filepath.Dir(file), 0o711); err != nil {
			return Key{}, fmt.Errorf("secret key: %w", err)
		}
		if err := create(file); err != nil {
			return Key{}, fmt.Errorf("secret key: %w", err)
		}
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return Key{}, fmt.Errorf("secret key: %w", err)
	}
	key, err := New(strings.TrimSpace(string(text)))
	if err != nil {
		return Key{}, fmt.Errorf("%s: %w", file, err)
	}
	return key, nil
}

// create puts a new key under the name of the file, unless somebody was faster: a
// link, unlike a rename, never replaces.
func create(file string) error {
	part := file + "." + rand.Text()[:8]
	if err := os.WriteFile(part, []byte(rand.Text()+rand.Text()+"\n"), 0o600); err != nil {
		return err
	}
	defer os.Remove(part)
	if err := os.Link(part, file); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return nil
}

// derive returns the key of one purpose, so that a hash made for one is nothing
// for another.
func (k Key) derive(purpose string) []byte {
	sub, err := hkdf.Key(sha256.New, k.master, nil, "jauap "+purpose, 32)
	if err != nil {
		panic(err) // only for a length that SHA-256 cannot give
	}
	return sub
}

// Hash is the keyed hash (HMAC-SHA256) of a value for one purpose.
func (k Key) Hash(purpose, value string) []byte {
	mac := hmac.New(sha256.New, k.derive(purpose))
	mac.Write([]byte(value))
	return mac.Sum(nil)
}

// Equal compares two hashes in a time that tells nothing about them.
func Equal(a, b []byte) bool { return hmac.Equal(a, b) }

// Seal encrypts a value for one purpose (AES-256-GCM); Open gives it back.
func (k Key) Seal(purpose string, value []byte) []byte {
	gcm := k.gcm(purpose)
	nonce := make([]byte, gcm.NonceSize())
	_, _ = rand.Read(nonce) // never fails
	return gcm.Seal(nonce, nonce, value, nil)
}

// ErrSealed: not sealed with this key for this purpose, or changed since.
var ErrSealed = errors.New("cannot be unsealed with this key")

// Open returns what Seal was given.
func (k Key) Open(purpose string, sealed []byte) ([]byte, error) {
	gcm := k.gcm(purpose)
	if len(sealed) < gcm.NonceSize() {
		return nil, ErrSealed
	}
	value, err := gcm.Open(nil, sealed[:gcm.NonceSize()], sealed[gcm.NonceSize():], nil)
	if err != nil {
		return nil, ErrSealed
	}
	return value, nil
}

func (k Key) gcm(purpose string) cipher.AEAD {
	block, err := aes.NewCipher(k.derive(purpose))
	if err != nil {
		panic(err) // only for a key of the wrong length
	}
	gcm, err := cipher.NewGCM(block)
	if err != nil {
		panic(err)
	}
	return gcm
}
