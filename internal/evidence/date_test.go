package evidence_test

import (
	"testing"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
)

func TestParseDate(t *testing.T) {
	for text, want := range map[string]time.Time{
		"2024-10-05": time.Date(2024, 10, 5, 0, 0, 0, 0, time.UTC),
		"2024-10":    time.Date(2024, 10, 1, 0, 0, 0, 0, time.UTC),
		"2024":       time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC),
		"2024-02-29": time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC),
		"0001":       {},
		"9999-12-31": time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC),
	} {
		d, err := evidence.ParseDate(text)
		if err != nil || string(d) != text || !d.Known() || !d.Time().Equal(want) {
			t.Errorf("ParseDate(%q) = %q (%v), %v; expected %v", text, d, d.Time(), err, want)
		}
	}
	for _, text := range []string{
		"", " ", "2024-13", "2023-02-29", "2024-10-32", "2024-1-5", "24", "20241005", "2024-10-05T00:00:00Z", "05.10.2024", " 2024", "2024 ", "-2024", "２０２４", "unknown",
	} {
		_, err := evidence.ParseDate(text)
		checkInvalid(t, "ParseDate("+text+")", "date", err)
		if d := evidence.Date(text); d.Known() || !d.Time().IsZero() {
			t.Errorf("the date %q is known, as %v", text, d.Time())
		}
	}
}

func TestDateBefore(t *testing.T) {
	ordered := []evidence.Date{"", "2023-12-31", "2024", "2024-01-02", "2024-02", "2024-02-02", "2025"}
	for i, d := range ordered {
		for j, e := range ordered {
			if got := d.Before(e); got != (i < j) {
				t.Errorf("%q before %q: %v", d, e, got)
			}
		}
	}
	if evidence.Date("2024").Before("2024-01-01") || evidence.Date("2024-01-01").Before("2024") {
		t.Error("a year and its first day are not the same")
	}
}

func FuzzParseDate(f *testing.F) {
	for _, seed := range []string{"2024-10-05", "2024-10", "2024", "2024-00", "20241", "0000", "2024-02-30"} {
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
		if got := d.Time().Format(time.DateOnly)[:len(text)]; got != text {
			t.Errorf("ParseDate(%q) is the day %v", text, d.Time())
		}
	})
}
