package config

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// Kind is the type of a setting's value.
type Kind string

// The types.
const (
	Text     Kind = "text"
	Number   Kind = "number"   // a whole number
	Share    Kind = "share"    // a decimal number
	Switch   Kind = "switch"   // true or false
	Choice   Kind = "choice"   // one of Setting.Choices
	Duration Kind = "duration" // such as 500ms, 3s, 1m30s
	Size     Kind = "size"     // bytes, such as 512KiB, 1MiB
	Path     Kind = "path"     // of a file or folder
	Address  Kind = "address"  // host:port on loopback
	URI      Kind = "uri"      // of a Neo4j server
)

// Setting defines one key.
type Setting struct {
	// Key is the key in the file: sections and name, with dots between.
	Key string
	// Env is the environment variable.
	Env string
	// Flag is the command-line flag without its dashes; "" if it has none, because other users of the machine can
	// read a command line.
	Flag string
	Kind Kind
	// Unit is what a number counts, "" where that is plain.
	Unit string
	// Default is the value where none is set, as one would write it; "" = none. Where it hangs on the machine it is
	// said in words, and Computed is true.
	Default  string
	Computed bool
	// Choices are the values of a [Choice].
	Choices []string
	// Meaning is a sentence without its full stop.
	Meaning string
	// Secret says that the value is never shown.
	Secret bool
	// NotInFile says that the file itself cannot set it.
	NotInFile bool

	bounds bounds
	field  func(*Config) any
}

// bounds is the range of a number: in units for numbers and shares, nanoseconds for durations, bytes for sizes.
type bounds struct {
	set              bool
	low, high        float64
	lowOpen, highOff bool // the end itself is outside
}

func between(low, high float64) bounds { return bounds{set: true, low: low, high: high} }

func during(low, high time.Duration) bounds { return between(float64(low), float64(high)) }

func (b bounds) hold(x float64) bool {
	if !b.set {
		return !math.IsNaN(x)
	}
	return (x > b.low || x == b.low && !b.lowOpen) && (x < b.high || x == b.high && !b.highOff)
}

// Range says in words which values are accepted: "1 to 1000 connections", "text or json".
func (s Setting) Range() string {
	switch s.Kind {
	case Switch:
		return "true or false"
	case Choice:
		last := len(s.Choices) - 1
		return strings.Join(s.Choices[:last], ", ") + " or " + s.Choices[last]
	case Address:
		return "host:port, the host being 127.0.0.0/8, [::1] or localhost"
	case URI:
		return "scheme://host[:port], the scheme being " + strings.Join(neo4jSchemes(), ", ")
	case Number, Share, Duration, Size:
		return s.numbers()
	}
	return ""
}

func (s Setting) numbers() string {
	low, high := s.quantity(s.bounds.low), s.quantity(s.bounds.high)
	from, to := low, " to "+high
	if s.bounds.lowOpen {
		from = "above " + low
	}
	if s.bounds.highOff {
		to = " to below " + high
	}
	text := from + to
	if s.Unit != "" {
		text += " " + s.Unit
	}
	return text
}

func (s Setting) quantity(x float64) string {
	switch s.Kind {
	case Duration:
		return formatDuration(time.Duration(x))
	case Size:
		return formatSize(int64(x))
	}
	return strconv.FormatFloat(x, 'f', -1, 64)
}

// value returns the setting's value in c as one would write it, a secret redacted.
func (s Setting) value(c *Config) string {
	switch v := s.field(c).(type) {
	case *time.Duration:
		return formatDuration(*v)
	case *int64:
		return formatSize(*v)
	case *string:
		return *v
	case *float64:
		return strconv.FormatFloat(*v, 'f', -1, 64)
	case *int:
		return strconv.Itoa(*v)
	case *bool:
		return strconv.FormatBool(*v)
	case fmt.Stringer: // a secret or a level
		return strings.ToLower(v.String())
	}
	return ""
}
