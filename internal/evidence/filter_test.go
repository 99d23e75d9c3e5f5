package evidence_test

import (
	"testing"

	"github.com/credence-graph/credence/internal/evidence"
)

// TestFilter_KeepsDate: a bound begins and ends with all that its date may mean, and what is filtered lies where its
// first instant does.
func TestFilter_KeepsDate(t *testing.T) {
	for _, c := range []struct {
		from, to evidence.Date
		kept     []evidence.Date
		leftOut  []evidence.Date
	}{
		{"", "2024", []evidence.Date{"2024", "2024-12", "2024-12-31", "2024-12-31T23:59Z", "2024-12-31T23:59", "2023"},
			[]evidence.Date{"2025", "2025-01", "2025-01-01", "2025-01-01T00:00Z", "2024-12-31T23:30-05:00", ""}},
		{"", "2024-02", []evidence.Date{"2024", "2024-02", "2024-02-29", "2024-02-29T23:59Z"},
			[]evidence.Date{"2024-03", "2024-03-01", "2024-02-29T23:30-01:00"}},
		{"", "2024-10-05", []evidence.Date{"2024", "2024-10", "2024-10-05", "2024-10-05T23:59Z", "2024-10-06T01:30+02:00"},
			[]evidence.Date{"2024-10-06", "2024-10-06T00:00Z", "2024-11"}},
		{"", "2024-10-05T08:10Z", []evidence.Date{"2024-10-05", "2024-10-05T08:10Z", "2024-10-05T10:10+02:00"},
			[]evidence.Date{"2024-10-05T08:11Z", "2024-10-06"}},
		{"", "9999", []evidence.Date{"9999-12-31T23:59Z"}, []evidence.Date{""}},
		{"2024", "2024", []evidence.Date{"2024", "2024-01", "2024-01-01", "2024-12-31T23:59Z"},
			[]evidence.Date{"2023-12-31T23:59Z", "2025"}},
		{"2024-10", "", []evidence.Date{"2024-10", "2024-10-01T00:00Z", "2025"}, []evidence.Date{"2024", "2024-09-30"}},
		{"", "", []evidence.Date{"", "2024"}, nil},
	} {
		f := evidence.Filter{From: c.from, To: c.to}
		for _, d := range c.kept {
			if !f.KeepsDate(d) {
				t.Errorf("from %q to %q leaves out %q; expected it to be kept", c.from, c.to, d)
			}
		}
		for _, d := range c.leftOut {
			if f.KeepsDate(d) {
				t.Errorf("from %q to %q keeps %q; expected it to be left out", c.from, c.to, d)
			}
		}
	}
}

// TestFilter_Empty: every part counts, also one that keeps nothing; Rivals alone is no part.
func TestFilter_Empty(t *testing.T) {
	for _, empty := range []evidence.Filter{{}, {Rivals: true}} {
		if !empty.Empty() {
			t.Errorf("%+v is not empty", empty)
		}
	}
	for _, set := range []evidence.Filter{{IDs: []evidence.ID{}}, {Text: "x"}, {RestsOn: []evidence.ID{"claim:c"}},
		{Domains: []string{"a.example"}}, {To: "2024"}} {
		if set.Empty() {
			t.Errorf("%+v is empty", set)
		}
	}
}
