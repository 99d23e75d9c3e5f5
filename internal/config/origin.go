package config

import (
	"fmt"
	"path/filepath"
)

// OriginKind says which layer a value came from.
type OriginKind string

// The layers, in order of rising precedence.
const (
	FromDefault OriginKind = "default"
	FromFile    OriginKind = "file"
	FromEnv     OriginKind = "environment"
	FromFlag    OriginKind = "flag"
)

// Origin says where a value came from.
type Origin struct {
	Kind OriginKind
	// Name is the file's path, the variable or the flag with its dashes; "" for a default.
	Name string
	// Line is the line in the file, from 1; 0 where it is not a file's.
	Line int
}

// String returns the origin as a person would look for it: "credence.yaml:4", "CREDENCE_DATA_DIR", "--data-dir" or
// "default".
func (o Origin) String() string {
	switch {
	case o.Name == "":
		return string(FromDefault)
	case o.Line > 0:
		return fmt.Sprintf("%s:%d", o.Name, o.Line)
	}
	return o.Name
}

// dir returns the folder that a relative path from this origin begins in: the file's own for a file, so that what the
// file means does not hang on where the command is run; "" is the working directory.
func (o Origin) dir() string {
	if o.Kind == FromFile {
		return filepath.Dir(o.Name)
	}
	return ""
}

// Error says what is wrong with one setting, and where it was set. What [Load] returns joins all that it found: reach
// the first with errors.As.
type Error struct {
	Origin  Origin
	Key     string // the key as it was written; "" where the fault is not one key's
	Problem string // what was found, what was expected
	Err     error  // the cause, nil if there is none
}

// Error returns "origin: key: problem".
func (e *Error) Error() string {
	text := e.Problem
	if e.Key != "" {
		text = e.Key + ": " + text
	}
	if e.Origin.Name != "" {
		text = e.Origin.String() + ": " + text
	}
	return text
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }
