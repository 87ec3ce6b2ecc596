//go:build !linux

package dbtest

// memoryDir returns "": the test server uses the temporary directory.
func memoryDir() string { return "" }
