package evidence_test

import (
	"testing"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
)

func at(date evidence.Date) time.Time { return date.Time() }

func TestMomentKnows(t *testing.T) {
	recorded, retracted := at("2024-02"), at("2024-04")
	for _, c := range []struct {
		name      string
		known     time.Time
		retracted *time.Time
		want      bool
	}{
		{"now, standing", time.Time{}, nil, true},
		{"now, retracted", time.Time{}, &retracted, false},
		{"before it was recorded", recorded.Add(-1), nil, false},
		{"as it was recorded", recorded, nil, true},
		{"while it stood", at("2024-03"), &retracted, true},
		{"the instant before it was retracted", retracted.Add(-1), &retracted, true},
		{"as it was retracted", retracted, &retracted, false},
		{"recorded and retracted at once", recorded, &recorded, false},
	} {
		if got := (evidence.Moment{KnownAt: c.known, ValidAt: at("1990")}).Knows(recorded, c.retracted); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

func TestMomentShows(t *testing.T) {
	for _, c := range []struct {
		name      string
		published evidence.Date
		valid     time.Time
		undated   evidence.Undated
		want      bool
	}{
		{"now, of the future", "2999", time.Time{}, "", true},
		{"now, undated", "", time.Time{}, evidence.ExcludeUndated, true},
		{"on the day", "2024-05-06", at("2024-05-06"), "", true},
		{"the instant before", "2024-05-06", at("2024-05-06").Add(-1), "", false},
		{"on the first day of the month", "2024-05", at("2024-05-01"), evidence.ExcludeUndated, true},
		{"in another zone", "2024-05-06", time.Date(2024, 5, 6, 1, 0, 0, 0, time.FixedZone("", 2*3600)), "", false},
		{"undated", "", at("1990"), "", true},
		{"undated, included", "", at("1990"), evidence.IncludeUndated, true},
		{"undated, excluded", "", at("2999"), evidence.ExcludeUndated, false},
	} {
		m := evidence.Moment{ValidAt: c.valid, Undated: c.undated, KnownAt: at("1980")}
		if got := m.Shows(evidence.Source{PublishedAt: c.published, WithdrawnAt: "1970"}); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

func TestMomentHolds(t *testing.T) {
	for _, c := range []struct {
		from, to evidence.Date
		valid    time.Time
		want     bool
	}{
		{"", "", time.Time{}, true}, {"2999", "", time.Time{}, true}, {"", "2999", time.Time{}, false},
		{"2000", "2010", time.Time{}, false},
		{"2000", "2010", at("2000"), true}, {"2000", "2010", at("2000").Add(-1), false},
		{"2000", "2010", at("2010").Add(-1), true},
		{"2000", "2010", at("2010"), false}, {"", "2010", at("1900"), true}, {"2000", "", at("2999"), true},
		{"", "", at("1900"), true},
		{"2000", "2000", at("2000"), false},
	} {
		if got := (evidence.Moment{ValidAt: c.valid}).Holds(c.from, c.to); got != c.want {
			t.Errorf("%q to %q at %v: %v", c.from, c.to, c.valid, got)
		}
	}
}

// TestMomentAsked: without a ValidAt the instant of asking decides what holds and what is withdrawn, and a ValidAt
// goes before it.
func TestMomentAsked(t *testing.T) {
	asked := (evidence.Moment{}).Asked(at("2024-05"))
	for _, c := range []struct {
		from, to evidence.Date
		want     bool
	}{{"", "", true}, {"2025", "", false}, {"2024-05", "", true}, {"", "2025", true}, {"", "2024-05", false},
		{"2020", "2023", false}} {
		if got := asked.Holds(c.from, c.to); got != c.want {
			t.Errorf("%q to %q, asked in May 2024: %v", c.from, c.to, got)
		}
	}
	if !asked.Shows(evidence.Source{PublishedAt: "2099"}) {
		t.Error("a source that is published later takes no part although no date was asked for")
	}
	if (evidence.Source{WithdrawnAt: "2025"}).WithdrawnBy(asked) ||
		!(evidence.Source{WithdrawnAt: "2024"}).WithdrawnBy(asked) {
		t.Error("a withdrawal is not judged on the day of asking")
	}
	if again := asked.Asked(at("2030")); again != asked {
		t.Errorf("asked again it is %v", again)
	}
	past := evidence.Moment{ValidAt: at("2000")}
	if got := past.Asked(at("2030")); got != past {
		t.Errorf("with a ValidAt it is %v", got)
	}
}

func TestWithdrawnBy(t *testing.T) {
	withdrawn := evidence.Source{WithdrawnAt: "2024-05"}
	for _, c := range []struct {
		source evidence.Source
		valid  time.Time
		want   bool
	}{
		{withdrawn, time.Time{}, true}, {withdrawn, at("2024-05"), true}, {withdrawn, at("2024-05").Add(-1), false},
		{evidence.Source{}, time.Time{}, false}, {evidence.Source{}, at("2999"), false},
	} {
		if got := c.source.WithdrawnBy(evidence.Moment{ValidAt: c.valid}); got != c.want {
			t.Errorf("withdrawn at %q, by %v: %v", c.source.WithdrawnAt, c.valid, got)
		}
	}
}

func TestMomentValidate(t *testing.T) {
	for _, undated := range []evidence.Undated{"", evidence.IncludeUndated, evidence.ExcludeUndated} {
		if err := (evidence.Moment{Undated: undated}).Validate(); err != nil {
			t.Errorf("%q: %v", undated, err)
		}
	}
	checkInvalid(t, "include", "undated", evidence.Moment{Undated: "include"}.Validate())
	if got := (evidence.Version{Epoch: "e", Bookmark: "b"}).String(); got != "e/b" {
		t.Errorf("version %q", got)
	}
}
