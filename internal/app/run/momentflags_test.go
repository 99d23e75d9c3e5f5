package run

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
)

func TestMomentFlags(t *testing.T) {
	day := func(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }
	for name, c := range map[string]struct {
		flags   MomentFlags
		want    evidence.Moment
		refused string // the flag that the error names
	}{
		"nothing": {flags: MomentFlags{}},
		"now":     {flags: MomentFlags{Known: "now", Valid: "now"}},
		"days": {flags: MomentFlags{Known: "2024-10-05", Valid: "2024-10-05"},
			want: evidence.Moment{KnownAt: day(2024, 10, 6).Add(-1), ValidAt: day(2024, 10, 6).Add(-1)}},
		"the last day there is": {flags: MomentFlags{Known: "9999-12-31"},
			want: evidence.Moment{KnownAt: day(10000, 1, 1).Add(-1)}},
		"a day of the year 1": {flags: MomentFlags{Known: "0001-01-01"},
			want: evidence.Moment{KnownAt: day(1, 1, 2).Add(-1)}},
		"what would mean now": {flags: MomentFlags{Known: "0001-01-01T00:00:00Z"}, refused: "--known-at"},
		"the first day of the world": {flags: MomentFlags{Valid: "0001-01-01"},
			want: evidence.Moment{ValidAt: day(1, 1, 2).Add(-1)}},
		"what would mean now, valid": {flags: MomentFlags{Valid: "0001-01-01T00:00:00Z"}, refused: "--valid-at"},
		"no moment":                  {flags: MomentFlags{Valid: "soon"}, refused: "--valid-at"},
	} {
		c.flags.Undated = "include"
		got, err := c.flags.Moment()
		var input InputError
		if c.refused != "" {
			if !errors.As(err, &input) || !strings.Contains(err.Error(), c.refused) {
				t.Errorf("%s: %v, %v; expected an error that names %s", name, got, err, c.refused)
			}
			continue
		}
		if err != nil || !got.KnownAt.Equal(c.want.KnownAt) || !got.ValidAt.Equal(c.want.ValidAt) {
			t.Errorf("%s: %v, %v; expected %v", name, got, err, c.want)
		}
	}
}
