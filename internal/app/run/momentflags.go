package run

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/dates"
	"github.com/credence-graph/credence/internal/evidence"
)

// MomentFlags are the flags with which a person says as of when an answer is wanted.
type MomentFlags struct{ Known, Valid, Undated string }

// Register adds the flags to those of a command.
func (f *MomentFlags) Register(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.Known, "known-at", "",
		"what had been recorded here by then: a day, or an instant in RFC 3339 (default: now)")
	cmd.Flags().StringVar(&f.Valid, "valid-at", "",
		"what had been published, owned and withdrawn in the world by then (default: now)")
	f.RegisterUndated(cmd)
}

// RegisterUndated adds --undated alone.
func (f *MomentFlags) RegisterUndated(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.Undated, "undated", "include",
		"with a moment of the world: include or exclude sources without a date")
}

// Moment reads the flags. A day is the whole of it: what was recorded or published on it counts.
func (f *MomentFlags) Moment() (evidence.Moment, error) {
	at := evidence.Moment{Undated: evidence.Undated(strings.ToUpper(f.Undated))}
	if err := at.Validate(); err != nil {
		return at, BadInput(evidence.Invalidf("--undated", "%q is not a choice; expected include or exclude",
			f.Undated))
	}
	if at.Undated == evidence.IncludeUndated {
		at.Undated = "" // the same, in one form
	}
	var err error
	if at.KnownAt, err = dates.Instant("--known-at", f.Known); err != nil {
		return at, BadInput(err)
	}
	if at.ValidAt, err = dates.Instant("--valid-at", f.Valid); err != nil {
		return at, BadInput(err)
	}
	return at, nil
}
