package dates

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
)

// SinceUsage says what [parseSince] reads.
const SinceUsage = `today, yesterday, monday, last week, "3 days ago", 14:30, 2024-10-05 or "2024-10-05 14:30"; ` +
	"a day counts from its beginning, here"

// Since reads when something began, as a person says it: a day by its name, its distance or its date, then perhaps
// a time of day; or an instant in RFC 3339. A day is that of now's time zone and counts from its beginning; a weekday
// is the last one of that name, today included; a time of day alone is the last time that it was so late.
func Since(flag, text string, now time.Time) (time.Time, error) {
	t, ok := readSince(strings.Join(strings.Fields(strings.ToLower(text)), " "), text, now)
	switch {
	case !ok:
		return time.Time{}, evidence.Invalidf(flag, "%q is not a day or a time; expected one such as %s", text, SinceUsage)
	case t.After(now):
		return time.Time{}, evidence.Invalidf(flag, "%s is in the future: it is %s now", Clock(t), Clock(now))
	}
	if err := evidence.CheckInstant(flag, t); err != nil {
		return time.Time{}, err
	}
	return t, nil
}

// Clock writes an instant to the minute, as the reader's clock shows it.
func Clock(t time.Time) string { return t.Format("2006-01-02 15:04") }

func readSince(words, text string, now time.Time) (time.Time, bool) {
	if t, err := time.Parse(time.RFC3339Nano, strings.TrimSpace(text)); err == nil {
		return t, true
	}
	if words == "now" {
		return now, true
	}
	for _, prefix := range []string{"", "last ", "past ", "the last "} { // "last 3 days"
		if rest, is := strings.CutPrefix(words, prefix); is {
			if t, ok := ago(rest, now); ok {
				return t, true
			}
		}
	}
	if t, ok := dayNamed(words, now); ok {
		return t, true
	}
	if late, ok := timeOfDay(words); ok { // the last time that it was so late
		t := at(now, late)
		if t.After(now) {
			t = t.AddDate(0, 0, -1)
		}
		return t, true
	}
	cut := max(strings.LastIndexByte(words, ' '), strings.LastIndexByte(words, 't'))
	if cut < 0 {
		return time.Time{}, false
	}
	day, ok := dayNamed(strings.TrimSuffix(strings.TrimSpace(words[:cut]), " at"), now)
	late, timed := timeOfDay(words[cut+1:])
	return at(day, late), ok && timed
}

// at returns a time of a day; on the days on which clocks are set it is what they show.
func at(day time.Time, late time.Duration) time.Time {
	return time.Date(day.Year(), day.Month(), day.Day(), 0, 0, int(late/time.Second), 0, day.Location())
}

func midnight(t time.Time) time.Time { return at(t, 0) }

// dayNamed reads a day, month or year by its name or date, and returns its beginning.
func dayNamed(words string, now time.Time) (time.Time, bool) {
	today := midnight(now)
	monday := today.AddDate(0, 0, -(int(today.Weekday())+6)%7)
	month := today.AddDate(0, 0, 1-today.Day())
	year := time.Date(today.Year(), 1, 1, 0, 0, 0, 0, now.Location())
	switch words {
	case "today", "midnight":
		return today, true
	case "yesterday":
		return today.AddDate(0, 0, -1), true
	case "this week":
		return monday, true
	case "last week":
		return monday.AddDate(0, 0, -7), true
	case "this month":
		return month, true
	case "last month":
		return month.AddDate(0, -1, 0), true
	case "this year":
		return year, true
	case "last year":
		return year.AddDate(-1, 0, 0), true
	}
	if t, ok := weekday(words, today); ok {
		return t, true
	}
	for _, layout := range []string{"2006-01-02", "2006-01", "2006", "2 January 2006", "2 Jan 2006", "January 2 2006",
		"Jan 2 2006"} {
		if t, err := time.ParseInLocation(layout, strings.ReplaceAll(words, ",", ""), now.Location()); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// weekday reads the name of a day of the week, of which "last" leaves out today.
func weekday(words string, today time.Time) (time.Time, bool) {
	name, last := strings.CutPrefix(words, "last ")
	name = strings.TrimPrefix(name, "on ")
	for back := range 7 {
		t := today.AddDate(0, 0, -back)
		if full := strings.ToLower(t.Weekday().String()); name != full && name != full[:3] {
			continue
		}
		if last && back == 0 {
			return t.AddDate(0, 0, -7), true
		}
		return t, true
	}
	return time.Time{}, false
}

// distance matches how long ago something was: "3 days ago", "an hour ago", "2w".
//
//nolint:gochecknoglobals // compiled once
var distance = regexp.MustCompile(`^(\d{1,4}|[a-z]+) ?(minute|min|hour|day|week|month|year|h|d|w)s?( ago)?$`)

// ago reads a distance. Of days and longer spans it is the beginning of the day.
func ago(words string, now time.Time) (time.Time, bool) {
	m := distance.FindStringSubmatch(words)
	if m == nil {
		return time.Time{}, false
	}
	n, ok := count(m[1])
	if !ok {
		return time.Time{}, false
	}
	today := midnight(now)
	switch m[2] {
	case "minute", "min":
		return now.Add(-time.Duration(n) * time.Minute), true
	case "hour", "h":
		return now.Add(-time.Duration(n) * time.Hour), true
	case "week", "w":
		return today.AddDate(0, 0, -7*n), true
	case "month":
		return today.AddDate(0, -n, 0), true
	case "year":
		return today.AddDate(-n, 0, 0), true
	}
	return today.AddDate(0, 0, -n), true
}

// count reads a number in digits or as a word.
func count(text string) (int, bool) {
	if n, err := strconv.Atoi(text); err == nil {
		return n, true
	}
	for i, word := range strings.Fields("one two three four five six seven eight nine ten eleven twelve") {
		if word == text {
			return i + 1, true
		}
	}
	return 1, text == "a" || text == "an"
}

// timeOfDay reads "14:30" or "9:05:30", and returns how long after midnight that is.
func timeOfDay(text string) (time.Duration, bool) {
	for _, layout := range []string{"15:04", "15:04:05"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t.Sub(midnight(t)), true
		}
	}
	return 0, false
}

// Zone names the time zone of a moment: "UTC", or "CET, UTC+01:00".
func Zone(t time.Time) string {
	name, offset := t.Zone()
	if offset == 0 {
		return "UTC"
	}
	utc := "UTC" + t.Format("-07:00")
	if name == "" || strings.ContainsAny(name, "+-0123456789") {
		return utc
	}
	return fmt.Sprintf("%s, %s", name, utc)
}

// Instant reads a day or an instant; "" and "now" are the zero time. Of a day it is the last instant.
func Instant(flag, text string) (time.Time, error) {
	if text == "" || text == "now" {
		return time.Time{}, nil
	}
	t, err := parseInstant(flag, text)
	if err == nil {
		err = evidence.CheckInstant(flag, t)
	}
	if err != nil {
		return time.Time{}, err
	}
	return t, nil
}

func parseInstant(flag, text string) (time.Time, error) {
	if t, err := time.Parse(time.RFC3339Nano, text); err == nil {
		return t, nil
	}
	day := evidence.Date(text)
	if len(text) != len("2024-10-05") || !day.Known() {
		return time.Time{}, evidence.Invalidf(
			flag, "%q is not a moment; expected a day such as 2024-10-05, an instant such as 2024-10-05T12:00:00Z, or now", text)
	}
	return day.Last(), nil
}
