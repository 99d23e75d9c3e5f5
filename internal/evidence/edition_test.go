package evidence_test

import (
	"testing"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
)

func TestEditionTime(t *testing.T) {
	for text, want := range map[string]time.Time{
		"2024":                          time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC),
		"2024-05":                       time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC),
		"2024-05-06":                    time.Date(2024, 5, 6, 0, 0, 0, 0, time.UTC),
		"2024-05-06T07:08:09.123Z":      time.Date(2024, 5, 6, 7, 8, 9, 123e6, time.UTC),
		"2024-05-06T07:08:09.123+02:00": time.Date(2024, 5, 6, 5, 8, 9, 123e6, time.UTC),
		"2024-05-06T07:08:09":           time.Date(2024, 5, 6, 7, 8, 9, 0, time.UTC),
		"2024-05-06T07:08:09.000250":    time.Date(2024, 5, 6, 7, 8, 9, 250e3, time.UTC),
		"2024-05-06 07:08":              time.Date(2024, 5, 6, 7, 8, 0, 0, time.UTC),
	} {
		if got, ok := evidence.EditionTime(text); !ok || !got.Equal(want) {
			t.Errorf("%q is %v, %v; expected %v", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "yesterday", "0001-01-01T00:00:00Z", "9999-12-31", "2024-13-01"} {
		if got, ok := evidence.EditionTime(text); ok {
			t.Errorf("%q is taken for %v; expected no time", text, got)
		}
	}
}

func TestEditionEnds(t *testing.T) {
	for _, c := range []struct {
		from, to, until, end evidence.Date
		held                 bool
	}{
		{"2010", "", "2020", "2020", true},
		{"", "", "2020-05", "2020-05", true},
		{"", "", "2018-05", "", false},
		{"", "2017", "2018-05", "2017", true},
		{"2010", "2015", "2020", "2015", true},
		{"2010", "2025", "2020", "2020", true},
		{"2020", "", "2020", "", false},
		{"2021", "", "2020", "", false},
		{"2010", "", "", "", false},
	} {
		end, held := evidence.Succession{
			Former: evidence.Edition{At: evidence.Date("2019").Time()}, Later: evidence.Edition{Until: c.until},
		}.End(c.from, c.to)
		if held != c.held || held && end != c.end {
			t.Errorf(
				"from %q to %q, superseded on %q: ends %q, %v; expected %q, %v", c.from, c.to, c.until, end, held, c.end, c.held)
		}
	}
}
