package dbtest

import "syscall"

// leastMemory is the free space that the test servers of several packages may need.
const leastMemory = 4 << 30

// memoryDir returns a directory in memory for the files of the test server, or "" for the
// usual temporary directory. Copying a database of a thousand files costs 0.16 s of CPU
// there and 0.26 s on ext4.
func memoryDir() string {
	const dir = "/dev/shm"
	var fs syscall.Statfs_t
	if err := syscall.Statfs(dir, &fs); err != nil || fs.Bavail*uint64(fs.Bsize) < leastMemory {
		return ""
	}
	return dir
}
