//go:build !linux

package app_test

import "github.com/rogpeppe/go-internal/testscript"

// atTerminal is for scripts that say that they need Linux.
func atTerminal(ts *testscript.TestScript, _ bool, _ []string) {
	ts.Fatalf("no terminal can be opened here")
}
