package config

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
)

// defaultDir returns the folder that data.dir or cache.dir is where nothing sets it.
func defaultDir(key string) (string, error) {
	base := userDataDir
	if key == "cache.dir" {
		base = os.UserCacheDir
	}
	dir, err := base()
	if err != nil {
		return "", err
	}
	return filepath.Join(dir, "credence"), nil
}

// userDataDir returns the folder for what programs keep for the user, after the XDG Base Directory Specification and
// the habits of macOS and Windows.
func userDataDir() (string, error) {
	switch runtime.GOOS {
	case "windows":
		if dir := os.Getenv("LocalAppData"); dir != "" {
			return dir, nil
		}
		return "", errors.New("%LocalAppData% is not set")
	case "darwin", "ios":
		home, err := homeDir()
		return filepath.Join(home, "Library", "Application Support"), err
	}
	if dir := os.Getenv("XDG_DATA_HOME"); dir != "" {
		if !filepath.IsAbs(dir) {
			return "", fmt.Errorf("$XDG_DATA_HOME is %q; expected an absolute path", dir)
		}
		return dir, nil
	}
	home, err := homeDir()
	return filepath.Join(home, ".local", "share"), err
}

func homeDir() (string, error) {
	home, err := os.UserHomeDir()
	if err != nil {
		return "", fmt.Errorf("the home folder is not known: %w", err)
	}
	return home, nil
}
