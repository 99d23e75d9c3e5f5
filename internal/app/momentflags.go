package app

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/dates"
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
		return at, badInput(evidence.Invalidf("--undated", "%q is not a choice; expected include or exclude",
			f.undated))
	}
	if at.Undated == evidence.IncludeUndated {
		at.Undated = "" // the same, in one form
	}
	var err error
	if at.KnownAt, err = dates.Instant("--known-at", f.known); err != nil {
		return at, badInput(err)
	}
	if at.ValidAt, err = dates.Instant("--valid-at", f.valid); err != nil {
		return at, badInput(err)
	}
	return at, nil
}
