package neo4jd

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"syscall"

	"github.com/gofrs/flock"
)

// newLock returns the lock of a file. Such a lock belongs to the open file: the kernel drops it with the process that
// opened it, however that ends.
func newLock(path string) *flock.Flock { return flock.New(path, flock.SetPermissions(0o600)) }

// lockFile takes the exclusive lock of a file, waiting for it as long as the context lasts.
func lockFile(ctx context.Context, path string) (*flock.Flock, error) {
	l := newLock(path)
	if _, err := l.TryLockContext(ctx, pollEvery); err != nil {
		return nil, fmt.Errorf("locking %s: %w", path, err)
	}
	return l, nil
}

// lockHeld reports whether some process holds the exclusive lock of a file.
func lockHeld(path string) (bool, error) {
	if _, err := os.Stat(path); err != nil {
		return false, nil // no process has ever locked it
	}
	l := newLock(path)
	free, err := l.TryRLock()
	if err != nil {
		return false, fmt.Errorf("looking at the lock %s: %w", path, err)
	}
	if !free {
		return true, nil
	}
	return false, l.Close()
}

// drop closes what loses nothing if closing fails: a file that was only read or handed on, or a lock, which the kernel
// releases in any case.
func drop(c io.Closer) { _ = c.Close() }

// sweep removes what is no longer of use; what it cannot remove does no harm, and the next cleaning up removes it.
func sweep(path string) { _ = os.RemoveAll(path) }

// makeDir makes a folder that only its owner may look into.
func makeDir(kind error, dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return folderError(kind, dir, err)
	}
	return nil
}

// writeFile writes a file whole or not at all, for its owner only.
func writeFile(path string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".new-*")
	if err != nil {
		return err
	}
	defer sweep(f.Name()) // gone already once it is renamed
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

// needSpace returns an error if the file system of dir has less than some bytes left.
func needSpace(kind error, dir string, bytes int64) error {
	var stat syscall.Statfs_t
	if err := syscall.Statfs(dir, &stat); err != nil {
		return folderError(kind, dir, err)
	}
	free := int64(stat.Bavail) * int64(stat.Bsize)
	if free >= bytes {
		return nil
	}
	return folderError(kind, dir, fmt.Errorf("%w: %s are free and %s are needed", syscall.ENOSPC,
		megabytes(free), megabytes(bytes)))
}
