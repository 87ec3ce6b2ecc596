//go:build unix

package embedded

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
)

// identify returns the user that runs the server of dir; data is its cluster. It is the user of this
// program, unless that is root. For root it is the owner of the cluster, or for a new cluster the
// postgres account or else the unprivileged account of the system. If that user cannot enter the
// directory, root keeps the files and the server runs in a user namespace without root rights.
func identify(ctx context.Context, progs programs, dir, data string) (identity, error) {
	if os.Geteuid() != 0 {
		return identity{uid: -1, gid: -1, attr: plain}, nil
	}
	name, uid, gid, err := account(data)
	if err != nil {
		return identity{}, err
	}
	if uid != 0 {
		who := dropped(uid, gid)
		err := who.enters(ctx, progs, dir)
		if err == nil {
			return who, nil
		}
		if !errors.Is(err, fs.ErrPermission) && !errors.Is(err, syscall.EINVAL) { // EINVAL: a rootless container without that user
			return identity{}, fmt.Errorf("run %s as user %s: %w", progs.path("postgres"), name, err)
		}
		if exists(data) { // that user owns the files, and a namespace would not change it
			return identity{}, fmt.Errorf("running as root: the database belongs to user %s, who cannot enter %s; chmod o+x %[2]s, or move the data directory",
				name, barrier(dir, progs.dir))
		}
	}
	who, ok := namespaced()
	if ok && who.enters(ctx, progs, dir) == nil {
		return who, nil
	}
	if uid == 0 {
		return identity{}, fmt.Errorf("running as root: the database in %s belongs to root, and this system forbids the user namespace in which PostgreSQL would run; give it to another user: chown -R postgres %[1]s", data)
	}
	return identity{}, fmt.Errorf("running as root: PostgreSQL must not, and user %s cannot enter %s; move the data directory, or chmod o+x %[2]s",
		name, barrier(dir, progs.dir))
}

// account returns the user for the cluster in data.
func account(data string) (name string, uid, gid int, err error) {
	if info, err := os.Stat(data); err == nil {
		uid, gid, _ := owner(info)
		name := strconv.Itoa(uid)
		if u, err := user.LookupId(name); err == nil {
			name = u.Username
		}
		return name, uid, gid, nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, uerr := strconv.Atoi(u.Uid)
		gid, gerr := strconv.Atoi(u.Gid)
		if uerr == nil && gerr == nil && uid != 0 {
			return name, uid, gid, nil
		}
	}
	return "", 0, 0, errors.New("running as root: PostgreSQL must not, and there is no user postgres or nobody to run it; run this program as an ordinary user")
}

// barrier returns the folder above one of the paths that only its owner may enter, for the error text.
func barrier(paths ...string) string {
	for _, path := range paths {
		var way []string
		for p := path; p != filepath.Dir(p); p = filepath.Dir(p) {
			way = append([]string{p}, way...)
		}
		for _, p := range way {
			if info, err := os.Stat(p); err == nil && info.Mode().Perm()&1 == 0 {
				return p
			}
		}
	}
	return paths[0]
}
