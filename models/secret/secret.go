// Package secret holds the secret key of the program. Hash computes keyed hashes of values that
// must be recognised but never read again. Seal encrypts values that only the program may read
// again. A copy of the database without the key reveals neither.
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

// Key is the secret key of one portal. Without it every keyed hash of an identity and every sealed
// second factor is useless. Back it up, but separately from the database.
type Key struct{ master []byte }

// minLength is the minimum length of a key in characters: 128 bits even in hexadecimal.
const minLength = 32

// ErrShort means that the key is short enough to be guessed.
var ErrShort = fmt.Errorf("the secret key is shorter than %d characters", minLength)

// New returns the key for a text, such as the setting SECRET_KEY.
func New(text string) (Key, error) {
	if len(text) < minLength {
		return Key{}, ErrShort
	}
	return Key{master: []byte(text)}, nil
}

// Random returns a random key that is not stored.
func Random() Key { return Key{master: []byte(rand.Text() + rand.Text())} }

// Load reads the key from the file. If the file does not exist, Load calls allowed and returns its
// error, or creates the file. If two programs start at the same time, one creates the file and both
// read it.
func Load(file string, allowed func() error) (Key, error) {
	if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
		if err := allowed(); err != nil {
			return Key{}, err
		}
		// The folder is the data folder, which the unprivileged PostgreSQL process must be able to
		// enter.
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

// create writes a new key to the file, unless another program was faster. It uses a hard link,
// because unlike a rename a link never replaces a file.
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

// derive returns the subkey for one purpose, so that a hash for one purpose is useless for another.
func (k Key) derive(purpose string) []byte {
	sub, err := hkdf.Key(sha256.New, k.master, nil, "jauap "+purpose, 32)
	if err != nil {
		panic(err) // only if the length is too large for SHA-256
	}
	return sub
}

// Hash returns the keyed hash (HMAC-SHA256) of a value for one purpose.
func (k Key) Hash(purpose, value string) []byte {
	mac := hmac.New(sha256.New, k.derive(purpose))
	mac.Write([]byte(value))
	return mac.Sum(nil)
}

// Equal compares two hashes in constant time.
func Equal(a, b []byte) bool { return hmac.Equal(a, b) }

// Seal encrypts a value for one purpose with AES-256-GCM; Open decrypts it.
func (k Key) Seal(purpose string, value []byte) []byte {
	gcm := k.gcm(purpose)
	nonce := make([]byte, gcm.NonceSize())
	_, _ = rand.Read(nonce) // never returns an error
	return gcm.Seal(nonce, nonce, value, nil)
}

// ErrSealed means that the value was sealed with another key or for another purpose, or was
// changed.
var ErrSealed = errors.New("cannot be unsealed with this key")

// Open decrypts a value that Seal encrypted.
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
		panic(err) // only if the key has a wrong length
	}
	gcm, err := cipher.NewGCM(block)
	if err != nil {
		panic(err)
	}
	return gcm
}
