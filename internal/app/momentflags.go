package app

import (
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/evidence"
)

// momentFlags are the flags with which a person says as of when an answer is wanted.
type momentFlags struct{ known, valid, undated string }

func (f *momentFlags) register(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.known, "known-at", "",
		"what had been recorded here by then: a day, or an instant in RFC 3339 (default: now)")
	cmd.Flags().StringVar(&f.valid, "valid-at", "",
		"what had been published, owned and withdrawn in the world by then (default: now)")
	f.registerUndated(cmd)
}

func (f *momentFlags) registerUndated(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.undated, "undated", "include",
		"with a moment of the world: include or exclude sources without a date")
}

// moment reads the flags. A day is the whole of it: what was recorded or published on it counts.
func (f *momentFlags) moment() (evidence.Moment, error) {
	at := evidence.Moment{Undated: evidence.Undated(strings.ToUpper(f.undated))}
	if err := at.Validate(); err != nil {
		return at, inputError{evidence.Invalidf("--undated", "%q is not a choice; expected include or exclude", f.undated)}
	}
	if at.Undated == evidence.IncludeUndated {
		at.Undated = "" // the same, in one form
	}
	var err error
	if at.KnownAt, err = instant("--known-at", f.known); err != nil {
		return at, err
	}
	at.ValidAt, err = instant("--valid-at", f.valid)
	return at, err
}

// instant reads a day or an instant; "" and "now" are the zero time. Of a day it is the last instant.
func instant(flag, text string) (time.Time, error) {
	if text == "" || text == "now" {
		return time.Time{}, nil
	}
	t, err := parseInstant(flag, text)
	if err == nil {
		err = evidence.CheckInstant(flag, t)
	}
	if err != nil {
		return time.Time{}, inputError{err}
	}
	return t, nil
}

func parseInstant(flag, text string) (time.Time, error) {
	if t, err := time.Parse(time.RFC3339Nano, text); err == nil {
		return t, nil
	}
	day := evidence.Date(text)
	if len(text) != len("2024-10-05") || !day.Known() {
		return time.Time{}, evidence.Invalidf(flag, "%q is no moment; expected a day such as 2024-10-05, an instant such as 2024-10-05T12:00:00Z, or now", text)
	}
	return day.Last(), nil
}

// momentInput returns a moment as the GraphQL input of that name.
func momentInput(at evidence.Moment) map[string]any {
	in := map[string]any{"undated": at.Undated}
	if at.Undated == "" {
		in["undated"] = evidence.IncludeUndated
	}
	if !at.KnownAt.IsZero() {
		in["knownAt"] = at.KnownAt.Format(time.RFC3339Nano)
	}
	if !at.ValidAt.IsZero() {
		in["validAt"] = at.ValidAt.Format(time.RFC3339Nano)
	}
	return in
}
