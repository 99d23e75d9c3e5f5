package evidence_test

import (
	"testing"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
)

func TestLeaning_Refusals(t *testing.T) {
	change := func(f func(*evidence.Leaning)) evidence.Leaning { return with(goodLeaning(), f) }
	checkRefusals(t, []refusal{
		{"outlet", change(func(l *evidence.Leaning) { l.Outlet = "" })},
		{"outlet", change(func(l *evidence.Leaning) { l.Outlet = "source:s" })},
		{"scheme", change(func(l *evidence.Leaning) { l.Scheme = "" })},
		{"value", change(func(l *evidence.Leaning) { l.Value = "" })},
		{"ratedBy", change(func(l *evidence.Leaning) { l.RatedBy = "" })},
		{"ratedAt", change(func(l *evidence.Leaning) { l.RatedAt = "lately" })},
	})
}

func TestLeaningOf(t *testing.T) {
	rated := func(outlet evidence.OutletID, value, by string, at evidence.Date) evidence.Leaning {
		return evidence.Leaning{Outlet: outlet, Scheme: "political", Value: value, RatedBy: by, RatedAt: at}
	}
	for name, tc := range map[string]struct {
		leanings []evidence.Leaning
		at       string
		want     string
		disputed bool
	}{
		"nobody rates":   {nil, "2026", "", false},
		"another outlet": {[]evidence.Leaning{rated("outlet:x", "left", "R", "2024")}, "2026", "", false},
		"one":            {[]evidence.Leaning{rated("outlet:o", "left", "R", "2024")}, "2026", "left", false},
		"rated later":    {[]evidence.Leaning{rated("outlet:o", "left", "R", "2024")}, "2023", "", false},
		"without a date": {[]evidence.Leaning{rated("outlet:o", "left", "R", "")}, "2023", "left", false},
		"the latest of one": {[]evidence.Leaning{rated("outlet:o", "left", "R", "2024"),
			rated("outlet:o", "centre", "R", "2025-03")}, "2026", "centre", false},
		"an earlier moment": {[]evidence.Leaning{rated("outlet:o", "left", "R", "2024"),
			rated("outlet:o", "centre", "R", "2025-03")}, "2025", "left", false},
		"two agree": {[]evidence.Leaning{rated("outlet:o", "left", "R", "2024"),
			rated("outlet:o", "left", "S", "2025")}, "2026", "left", false},
		"two disagree": {[]evidence.Leaning{rated("outlet:o", "left", "R", "2024"),
			rated("outlet:o", "right", "S", "2025")}, "2026", "", true},
		"one, of two that are one": {[]evidence.Leaning{rated("outlet:o", "left", "R", "2024"),
			rated("outlet:same", "right", "R", "2024")}, "2026", "", true},
		"settled by a later one": {[]evidence.Leaning{rated("outlet:o", "left", "R", "2024"),
			rated("outlet:same", "right", "R", "2024"), rated("outlet:o", "right", "R", "2025")}, "2026", "right", false},
	} {
		at, err := time.Parse("2006", tc.at)
		if err != nil {
			t.Fatal(err)
		}
		outlets := []evidence.OutletID{"outlet:o", "outlet:same"}
		value, disputed := evidence.LeaningOf(tc.leanings, outlets, "political", evidence.Moment{ValidAt: at})
		if value != tc.want || disputed != tc.disputed {
			t.Errorf("%s: %q, disputed %v; expected %q, %v", name, value, disputed, tc.want, tc.disputed)
		}
		if value, _ := evidence.LeaningOf(tc.leanings, outlets, "ownership", evidence.Moment{ValidAt: at}); value != "" {
			t.Errorf("%s: %q in another scheme", name, value)
		}
	}
}
