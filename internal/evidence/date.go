package evidence

import (
	"strings"
	"time"
)

// Date is a calendar day that may be reduced: "2024-10-05", "2024-10" or "2024"; "" is unknown.
type Date string

var dateLayouts = [...]string{"2006-01-02", "2006-01", "2006"}

// ParseDate reads a day, a month or a year. The error has code [Invalid].
func ParseDate(text string) (Date, error) {
	if strings.TrimSpace(text) == "" {
		return "", Invalidf("date", "empty; expected YYYY-MM-DD, YYYY-MM or YYYY")
	}
	if _, ok := parseDate(text); !ok {
		return "", Invalidf("date", "%q is not a date; expected YYYY-MM-DD, YYYY-MM or YYYY", text)
	}
	return Date(text), nil
}

// Known tells whether the date is a date at all.
func (d Date) Known() bool { _, ok := parseDate(string(d)); return ok }

// Time returns the first instant (UTC) of the day, month or year; the zero time where the date is unknown.
func (d Date) Time() time.Time {
	t, _ := parseDate(string(d))
	return t
}

// Before tells whether d begins before e. An unknown date comes before every known one.
func (d Date) Before(e Date) bool { return d.Time().Before(e.Time()) }

func parseDate(text string) (time.Time, bool) {
	for _, layout := range dateLayouts {
		if len(text) != len(layout) {
			continue
		}
		if t, err := time.ParseInLocation(layout, text, time.UTC); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}
