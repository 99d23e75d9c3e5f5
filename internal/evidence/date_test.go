package evidence_test

import (
	"strings"
	"testing"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
)

func TestParseDate(t *testing.T) {
	day := func(year, month, day int) time.Time {
		return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	}
	morning := time.Date(2024, 10, 5, 8, 10, 0, 0, time.UTC)
	for text, want := range map[string]struct {
		normal     evidence.Date
		first, end time.Time
	}{
		"2024-10-05":                  {"2024-10-05", day(2024, 10, 5), day(2024, 10, 6)},
		"2024-10":                     {"2024-10", day(2024, 10, 1), day(2024, 11, 1)},
		"2024":                        {"2024", day(2024, 1, 1), day(2025, 1, 1)},
		"2024-02-29":                  {"2024-02-29", day(2024, 2, 29), day(2024, 3, 1)},
		"0001":                        {"0001", day(1, 1, 1), day(2, 1, 1)},
		"9999-12-31":                  {"9999-12-31", day(9999, 12, 31), day(10000, 1, 1)},
		"2024-10-05T08:10":            {"2024-10-05T08:10", morning, morning.Add(time.Minute)},
		"2024-10-05 08:10":            {"2024-10-05T08:10", morning, morning.Add(time.Minute)},
		"2024-10-05T08:10Z":           {"2024-10-05T08:10Z", morning, morning.Add(time.Minute)},
		"2024-10-05T08:10:59.999Z":    {"2024-10-05T08:10Z", morning, morning.Add(time.Minute)},
		"2024-10-05T08:10:30":         {"2024-10-05T08:10", morning, morning.Add(time.Minute)},
		"2024-10-05T08:10-00:00":      {"2024-10-05T08:10Z", morning, morning.Add(time.Minute)},
		"2024-10-05T10:10+02:00":      {"2024-10-05T10:10+02:00", morning, morning.Add(time.Minute)},
		"2024-10-05T10:10:00+0200":    {"2024-10-05T10:10+02:00", morning, morning.Add(time.Minute)},
		"2024-10-05T10:10+02":         {"2024-10-05T10:10+02:00", morning, morning.Add(time.Minute)},
		"2024-10-05T13:55+0545":       {"2024-10-05T13:55+05:45", morning, morning.Add(time.Minute)},
		"2024-10-04T20:10:00.5-12:00": {"2024-10-04T20:10-12:00", morning, morning.Add(time.Minute)},
		"2024-10-05T22:10+14:00":      {"2024-10-05T22:10+14:00", morning, morning.Add(time.Minute)},
	} {
		d, err := evidence.ParseDate(text)
		if err != nil || d != want.normal || !d.Known() || !d.Time().Equal(want.first) || !d.Last().Equal(want.end.Add(-1)) {
			t.Errorf("ParseDate(%q) = %q (%v to %v), %v; expected %+v", text, d, d.Time(), d.Last(), err, want)
		}
		if got := evidence.Date(text); got.Normal() != want.normal || got.Timed() != (len(text) > 10) ||
			!got.Time().Equal(want.first) {
			t.Errorf("the date %q: normal %q, timed %v, from %v", text, got.Normal(), got.Timed(), got.Time())
		}
	}
	for _, text := range []string{
		"", " ", "2024-13", "2023-02-29", "2024-10-32", "2024-1-5", "24", "20241005", "05.10.2024", " 2024", "2024 ", "-2024",
		"２０２４", "unknown",
		"2024-10-05T", "2024-10-05T24:00Z", "2024-10-05T08:60Z", "2024-10-05T08:10:60Z", "2024-10-05T08:10:5Z",
		"2024-10-05T08:10:05.Z", "2024-10-05t08:10Z",
		"2024-10-05T08Z", "2024-10-05T08:10+14:01", "2024-10-05T08:10-12:30", "2024-10-05T08:10+2:00",
		"2024-10-05T08:10+02:60", "2024-10-05T08:10 Z",
		"2024-10-05T08:10ZZ", "2024-10-05T08:10CET", "2024-10T08:10Z", "2024-02-30T08:10Z", "0000-01-01T08:00+14:00",
		"9999-12-31T20:00-12:00",
	} {
		_, err := evidence.ParseDate(text)
		checkInvalid(t, "ParseDate("+text+")", "date", err)
		if d := evidence.Date(text); d.Known() || !d.Time().IsZero() || !d.Last().IsZero() || d.Timed() ||
			d.SortKey() != "" || d.Normal() != d || d.Day() != d {
			t.Errorf("the date %q is known, as %v", text, d.Time())
		}
	}
}

func TestDateBefore(t *testing.T) {
	ordered := []evidence.Date{
		"", "2023-12-31", "2024", "2024-01-02", "2024-02", "2024-04-01T12:00", "2024-04-02T08:05+11:00",
		"2024-04-01T18:30-04:00", "2024-04-02", "2024-04-02T00:01Z", "2025",
	}
	for i, d := range ordered {
		for j, e := range ordered {
			if got := d.Before(e); got != (i < j) {
				t.Errorf("%q before %q: %v", d, e, got)
			}
			if got := d.SortKey() < e.SortKey(); got != (i < j) {
				t.Errorf("the key %q below %q: %v", d.SortKey(), e.SortKey(), got)
			}
		}
	}
	for _, d := range []evidence.Date{"2024", "2024-01", "2024-01-01", "2024-01-01T00:00", "2024-01-01T00:00Z",
		"2024-01-01T02:00+02:00"} {
		if d.Before("2024-01-01") || evidence.Date("2024-01-01").Before(d) || d.SortKey() != "2024-01-01" {
			t.Errorf("%q and the first day of 2024 do not begin together; sorted by %q", d, d.SortKey())
		}
	}
	if key := evidence.Date("2024-10-05T08:10+02:00").SortKey(); key != "2024-10-05T06:10Z" {
		t.Errorf("a time is sorted by %q", key)
	}
	if key := evidence.SortKeyOf(
		time.Date(2024, 10, 5, 8, 10, 59, 999, time.FixedZone("", 7200))); key != "2024-10-05T06:10Z" {
		t.Errorf("an instant is sorted by %q", key)
	}
}

// A date comes entirely after another if every instant that it may mean does. By hand: a day without a zone begins at
// its earliest at 10:00 UTC of the day before (+14:00) and ends at its latest at 12:00 UTC of the day after (-12:00).
func TestDateEntirelyAfter(t *testing.T) {
	for _, tc := range []struct {
		later, earlier evidence.Date
		after          bool
	}{
		{"2024-05-01", "2024-03-01", true},
		{"2024-03-15", "2024", false},
		{"2024", "2024-03-15", false},
		{"2025", "2024-12-31", true},
		{"2024-03-02", "2024-03-01", true},
		{"2024-03-01", "2024-03-01", false},
		{"2024-03-01T08:11Z", "2024-03-01T08:10Z", true},
		{"2024-03-01T08:10Z", "2024-03-01T08:10Z", false},
		{"2024-03-01T08:10+02:00", "2024-03-01T06:09Z", true},
		{"2024-04-02T08:05+11:00", "2024-04-01T18:30-04:00", false},
		{"2024-04-01T18:30-04:00", "2024-04-02T08:05+11:00", true},
		{"2024-03-03T12:00Z", "2024-03-02", true},
		{"2024-03-03T11:59Z", "2024-03-02", false},
		{"2024-03-02", "2024-03-01T09:59Z", true},
		{"2024-03-02", "2024-03-01T10:00Z", false},
		{"2024-03-01T21:30", "2024-03-01T08:10", false}, // of one day in two zones
		{"2024-03-02T00:10", "2024-03-01T23:50", true},
		{"2024-03-02T00:10", "2024-03-01", true},
		{"2024-03-01T21:30", "2024-03-01", false},
		{"2024-03-02T12:00", "2024-03-01T21:59Z", true}, // at +14:00 it begins where the other ends
		{"2024-03-02T12:00", "2024-03-01T22:00Z", false},
		{"", "2024", false},
		{"2024", "", false},
	} {
		if got := tc.later.EntirelyAfter(tc.earlier); got != tc.after {
			t.Errorf("%q entirely after %q: %v", tc.later, tc.earlier, got)
		}
		back := tc.earlier.EntirelyAfter(tc.later)
		if tc.after && back {
			t.Errorf("%q and %q come after one another", tc.later, tc.earlier)
		}
		if got := tc.later.Excludes(tc.earlier); got != (tc.after || back) || got != tc.earlier.Excludes(tc.later) {
			t.Errorf("%q excludes %q: %v", tc.later, tc.earlier, got)
		}
	}
}

func FuzzParseDate(f *testing.F) {
	for _, seed := range []string{
		"2024-10-05", "2024-10", "2024", "2024-00", "20241", "0000", "2024-02-30", "2024-10-05T08:10",
		"2024-10-05 08:10:30.5+0200", "2024-10-05T08:10-12:00",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := evidence.ParseDate(text)
		if known := evidence.Date(text).Known(); known != (err == nil) {
			t.Errorf("ParseDate(%q): %v, but known is %v", text, err, known)
		}
		if err != nil {
			checkInvalid(t, text, "date", err)
			return
		}
		if again, err := evidence.ParseDate(string(d)); err != nil || again != d ||
			again.Span() != evidence.Date(text).Span() {
			t.Errorf("ParseDate(%q) is %q, and that is %q, %v", text, d, again, err)
		}
		if day := string(d.Day()); !strings.HasPrefix(text, day) ||
			evidence.Date(day).Time().Format(time.DateOnly)[:len(day)] != day {
			t.Errorf("ParseDate(%q) is of the day %q", text, day)
		}
		if key := d.SortKey(); evidence.Date(key).SortKey() != key || !evidence.Date(key).Time().Equal(d.Time()) {
			t.Errorf("ParseDate(%q) is sorted by %q", text, key)
		}
	})
}

func TestDate_TimeOfDay(t *testing.T) {
	for d, want := range map[evidence.Date]string{
		"2024-10-05T08:10:30+0200": "08:10+02:00", "2024-10-05 08:10": "08:10", "2024-10-05T08:10+00:00": "08:10Z",
		"2024-10-05": "", "2024": "", "x": "", "": "",
	} {
		if got := d.TimeOfDay(); got != want {
			t.Errorf("the time of %q is %q; want %q", d, got, want)
		}
	}
}
