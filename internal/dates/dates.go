// Package dates reads dates as publishers, programs and spreadsheets write them, and moments as people say them. What
// can be read in one way only is read; what can be read in two is refused as ambiguous, with both readings, and never
// guessed.
package dates

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
)

// Order says what stands first in dates such as 03/04/2024.
type Order string

// The orders; the zero value says that nobody knows.
const (
	DayFirst   Order = "day first"
	MonthFirst Order = "month first"
)

// expected says what a date looks like, for errors.
const expected = "a date such as 2024-10-16, 16.10.2024, 16 October 2024 or 2024-10-16T08:10+02:00"

// Read reads a date: with its time of day and zone where it has them, and without a time of midnight sharp, which is
// what programs write for a day of which they know no time. It is "" for what programs write where they know no date
// at all: nothing, null, the first day of the year 1, the first second of 1970. The error has code
// evidence.CodeInvalid.
func Read(text string) (evidence.Date, error) { return ReadIn(text, "") }

// ReadIn is [Read] of a date whose order is known.
func ReadIn(text string, order Order) (evidence.Date, error) {
	if d, err := evidence.ParseDate(text); err == nil { // as most programs write it
		return settled(d, text)
	}
	plain := fold(text)
	if nothing[plain] || beforeTheYears.MatchString(plain) {
		return "", nil
	}
	if d, err := evidence.ParseDate(strings.ToUpper(plain)); err == nil {
		return settled(d, text)
	}
	d, err := readParts(plain, order)
	if err != nil {
		return "", evidence.Invalidf("", "%.60q %s", strings.TrimSpace(text), err.reason)
	}
	return settled(d, text)
}

var (
	// nothing is what programs write for a date that they do not have.
	nothing = map[string]bool{
		"": true, "0": true, "null": true, "nil": true, "none": true, "nan": true, "n/a": true, "na": true, "-": true,
		`\n`: true, "unknown": true, "undefined": true,
	}
	// beforeTheYears is what programs make of a date of zeros: 0000-00-00, or -0001 as its year.
	beforeTheYears = regexp.MustCompile(`^0000|(?:^|\s)-0{2,3}1\b|^00?[-/.]00?[-/.]0000\b`)
)

// noDates are the days by which programs say that they know no date; the last says that something has no end.
var noDates = map[evidence.Date]bool{"0001-01-01": true, "1899-12-30": true, "9999-12-31": true}

// settled returns a date that has been read, or none where it only stands for one.
func settled(d evidence.Date, text string) (evidence.Date, error) {
	timed := d.Timed()
	switch {
	case noDates[d.Day()], d == "0001", d == "0001-01", strings.HasPrefix(string(d), "0000"),
		timed && d.Time().Unix() == 0, timed && strings.HasPrefix(string(d), "1601-01-01T00:00"):
		return "", nil
	case d < "0100":
		return "", evidence.Invalidf("", "%.60q has a year of two digits; expected %s", strings.TrimSpace(text),
			expected)
	case timed && strings.Contains(string(d), "T00:00"):
		return d.Day(), nil
	}
	return d, nil
}

// problem is why a text cannot be read as a date.
type problem struct{ reason string }

func unreadable() *problem { return &problem{"is not a date; expected " + expected} }

var (
	comments = regexp.MustCompile(`\([^()]*\)|\[[^\[\]]*\]`)
	clock    = regexp.MustCompile(`(?:^|[^\d:])(\d{1,2})(?::(\d{2})(?::(\d{2})(?:[.,]\d+)?)?|h(\d{2})?\b)`)
	compact  = regexp.MustCompile(`^(\d{8})t?(\d{2})(\d{2})(?:\d{2}(?:[.,]\d+)?)?(\D.*)?$`)
	joined   = regexp.MustCompile(`(\d)t$`)
	halfDay  = regexp.MustCompile(`^\s*([ap])\.?\s?m\b\.?`)
	hourOnly = regexp.MustCompile(`(?:^|\s)(\d{1,2})\s?([ap])\.?\s?m\b\.?`)
)

// readParts takes a text apart into day, time and zone.
func readParts(text string, order Order) (evidence.Date, *problem) {
	text = strings.TrimSpace(comments.ReplaceAllString(text, " "))
	before, hour, minute, after, timed := splitTime(text)
	if !timed {
		return readDay(text, order)
	}
	zone, rest := splitZone(after)
	day, p := readDay(before+" "+rest, order)
	// a clock has no such time: the day is known
	if p != nil || len(day) != len("2006-01-02") || hour > 23 || minute > 59 {
		return day, p
	}
	local := day + evidence.Date("T"+twoDigits(hour)+":"+twoDigits(minute))
	if d := (local + evidence.Date(zone)).Normal(); d.Known() {
		return d, nil
	}
	return local, nil // the zone cannot be
}

// splitTime finds the time of day in a text.
func splitTime(text string) (before string, hour, minute int, after string, found bool) {
	if m := compact.FindStringSubmatch(text); m != nil {
		return m[1], number(m[2]), number(m[3]), m[4], true
	}
	if m := clock.FindStringSubmatchIndex(text); m != nil {
		part := func(i int) string {
			if m[2*i] < 0 {
				return ""
			}
			return text[m[2*i]:m[2*i+1]]
		}
		if sec := part(3); sec != "" && number(sec) > 60 {
			return "", 99, 0, "", true
		}
		hour, minute, after = number(part(1)), number(part(2)+part(4)), text[m[1]:]
		if half := halfDay.FindStringSubmatch(after); half != nil {
			hour, after = inHalf(hour, half[1]), after[len(half[0]):]
		}
		return joined.ReplaceAllString(strings.TrimSpace(text[:m[2]]), "$1"), hour, minute, after, true
	}
	if m := hourOnly.FindStringSubmatchIndex(text); m != nil {
		return text[:m[0]], inHalf(number(text[m[2]:m[3]]), text[m[4]:m[5]]), 0, text[m[1]:], true
	}
	return "", 0, 0, "", false
}

// inHalf returns the hour of a clock of twelve hours; 99 where it has no such hour.
func inHalf(hour int, half string) int {
	switch {
	case hour < 1 || hour > 12:
		return 99
	case half == "p":
		return hour%12 + 12
	}
	return hour % 12
}

var (
	offset = regexp.MustCompile(`^\s*(?:z|gmt|utc?|h)?\s*([+\-−])(\d{1,2})(?::?(\d{2}))?` +
		`(?:\s*(?:gmt|utc?))?(?:$|\s|,)`)
	zoneName = regexp.MustCompile(`^\s*([a-z]{1,5})\b`)
)

// splitZone finds the zone at the beginning of what follows a time; "" if it has none, or a name that means several.
func splitZone(text string) (zone, rest string) {
	if m := offset.FindStringSubmatch(text); m != nil {
		sign := strings.ReplaceAll(m[1], "−", "-")
		zone, rest = sign+twoDigits(number(m[2]))+":"+twoDigits(number(m[3])), text[len(m[0]):]
		if name := zoneName.FindStringSubmatch(rest); name != nil && months[name[1]] == 0 {
			rest = rest[len(name[0]):] // the name of the same zone
		}
		return zone, rest
	}
	m := zoneName.FindStringSubmatch(text)
	if m == nil || months[m[1]] != 0 || weekdays[m[1]] || fillers[m[1]] {
		return "", text
	}
	return zones[m[1]], text[len(m[0]):]
}

func number(digits string) int {
	n, _ := strconv.Atoi(digits) // "" is 0, and the patterns take nothing but digits
	return n
}

func twoDigits(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// dayOf returns a calendar day, false if there is none.
func dayOf(year, month, day int) (evidence.Date, bool) {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if t.Year() != year || int(t.Month()) != month || t.Day() != day {
		return "", false
	}
	return evidence.Date(t.Format(time.DateOnly)), true
}
