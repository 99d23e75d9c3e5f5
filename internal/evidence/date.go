package evidence

import (
	"cmp"
	"math"
	"strings"
	"time"
)

// Date says when something happened, as precisely as it is known: "2024", "2024-10", "2024-10-05", or a minute with its
// zone or without one: "2024-10-05T08:10Z", "2024-10-05T08:10+02:00", "2024-10-05T08:10"; "" is unknown. It means all
// instants of its [Span]. Seconds are accepted and dropped: no rule needs them, and publishers rarely mean them.
type Date string

// expectedDate says what a date looks like, for errors.
const expectedDate = "YYYY-MM-DD, YYYY-MM or YYYY, or a time such as 2024-10-05T08:10Z"

// ParseDate reads a date and returns it in its normal form. A time may have a space for the T, seconds with a fraction,
// and its zone as Z, +02:00, +0200 or +02, from -12:00 to +14:00. The error has code [Invalid].
func ParseDate(text string) (Date, error) {
	if strings.TrimSpace(text) == "" {
		return "", Invalidf("date", "empty; expected %s", expectedDate)
	}
	d, span := readDate(text)
	if !span.Known() {
		return "", Invalidf("date", "%q is not a date; expected %s", text, expectedDate)
	}
	return d, nil
}

// Normal returns the one form of a date: without seconds, and with Z for a zone of zero. What is not a date is returned
// as it is, for [Source.Validate] and its like to refuse.
func (d Date) Normal() Date {
	if n, span := readDate(string(d)); span.Known() {
		return n
	}
	return d
}

// Known reports whether the date is a date at all.
func (d Date) Known() bool { return d.Span().Known() }

// Timed reports whether the date has a time of day.
func (d Date) Timed() bool { return len(d) > dayLength && d.Known() }

// Day returns the calendar day of a date with a time, as it is written there; other dates are returned as they are.
func (d Date) Day() Date {
	if d.Timed() {
		return d[:dayLength]
	}
	return d
}

// TimeOfDay returns the time of day and the zone of a date as they are written after its T, "" where it has none.
func (d Date) TimeOfDay() string {
	if d = d.Normal(); d.Timed() {
		return string(d[dayLength+1:])
	}
	return ""
}

// Time returns the first instant of the date, in UTC where it has no zone; the zero time where the date is unknown.
func (d Date) Time() time.Time {
	if s := d.Span(); s.Known() {
		return time.Unix(s.first, 0).UTC()
	}
	return time.Time{}
}

// Last returns the last instant of the date, as [Date.Time] returns the first.
func (d Date) Last() time.Time {
	if s := d.Span(); s.Known() {
		return time.Unix(s.end, -1).UTC()
	}
	return time.Time{}
}

// Before reports whether the first instant of d comes before that of e. An unknown date comes before every known one.
func (d Date) Before(e Date) bool { return d.Span().First() < e.Span().First() }

// EntirelyAfter is [Span.EntirelyAfter] of two dates.
func (d Date) EntirelyAfter(e Date) bool { return d.Span().EntirelyAfter(e.Span()) }

// Excludes reports whether no instant can be meant by both dates; an unknown date excludes nothing.
func (d Date) Excludes(e Date) bool { return d.EntirelyAfter(e) || e.EntirelyAfter(d) }

// SortKey returns a text that sorts as the first instants of dates do, to the minute: a day "2024-10-05", or
// "2024-10-05T06:10Z" where the first instant is not the first of a day in UTC; "" where the date is unknown.
func (d Date) SortKey() string {
	if !d.Known() {
		return ""
	}
	return SortKeyOf(d.Time())
}

// SortKeyOf returns the sort key of the minute of an instant. What begins at t or before it has no greater key.
func SortKeyOf(t time.Time) string {
	if t = t.UTC(); t.Year() > 9999 { // dates are of four-digit years: a later instant is after all of them
		return "9999-12-31T23:59Z"
	}
	if t.Hour() == 0 && t.Minute() == 0 {
		return t.Format(time.DateOnly)
	}
	return t.Format("2006-01-02T15:04Z")
}

// Span is the interval of all instants that a [Date] may mean, read once for what is compared often. The zero Span is
// unknown.
type Span struct {
	first, end int64 // seconds since 1970, in UTC where there is no zone; the end is the first second after it
	zoned      bool
}

// Span returns the interval of the date.
func (d Date) Span() Span {
	_, span := readDate(string(d))
	return span
}

// Known reports whether it is the span of a date.
func (s Span) Known() bool { return s.end > s.first }

// First returns the first second, counted from 1970 and in UTC where there is no zone, as what spans are ordered by: an
// unknown span comes before all others.
func (s Span) First() int64 {
	if !s.Known() {
		return math.MinInt64
	}
	return s.first
}

// Compare orders spans by their first instant, then the shorter one first.
func (s Span) Compare(other Span) int {
	return cmp.Or(cmp.Compare(s.First(), other.First()), cmp.Compare(s.end, other.end))
}

// Days returns the first and the last day, counted from 1970 and in UTC where a zone is known.
func (s Span) Days() (first, last int64) { return floorDay(s.first), floorDay(s.end - 1) }

// How far a local time may be from UTC: in the zone +14:00 it is earlier, in the zone -12:00 later.
const (
	earliest = 14 * 60 * 60
	latest   = 12 * 60 * 60
)

// EntirelyAfter reports whether every instant that s may mean lies after every instant that other may mean. Two spans
// without a zone are compared as calendar days; one without a zone is taken to be in any zone if the other has one. It
// is false if either is unknown.
func (s Span) EntirelyAfter(other Span) bool {
	switch {
	case !s.Known() || !other.Known():
		return false
	case s.zoned && other.zoned:
		return s.first >= other.end
	case s.zoned:
		return s.first >= other.end+latest
	case other.zoned:
		return s.first-earliest >= other.end
	}
	first, _ := s.Days()
	_, last := other.Days()
	return first > last
}

// floorDay returns the day of a second.
func floorDay(second int64) int64 {
	day := second / secondsPerDay
	if second%secondsPerDay < 0 {
		day--
	}
	return day
}

const (
	secondsPerDay = 24 * 60 * 60
	dayLength     = len("2006-01-02")
	minuteLength  = len("2006-01-02T15:04")
)

// readDate returns the normal form and the span of a text; an unknown span if it is not a date. It is written by hand
// because every source and link of a large graph goes through it.
func readDate(text string) (Date, Span) {
	year, month, day := digits(text, 0, 4), 1, 1
	years, months, days := 0, 0, 0
	switch n := len(text); {
	case n == 4:
		years = 1
	case n == 7 && text[4] == '-':
		months, month = 1, digits(text, 5, 7)
	case n >= dayLength && text[4] == '-' && text[7] == '-':
		days, month, day = 1, digits(text, 5, 7), digits(text, 8, 10)
	default:
		return "", Span{}
	}
	begin := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if year < 0 || begin.Year() != year || begin.Month() != time.Month(month) || begin.Day() != day {
		return "", Span{}
	}
	if len(text) > dayLength {
		return readMinute(text, begin.Unix())
	}
	return Date(text), Span{first: begin.Unix(), end: begin.AddDate(years, months, days).Unix()}
}

// readMinute reads what follows the day of a text, the first second of which is given.
func readMinute(text string, day int64) (Date, Span) {
	if len(text) < minuteLength || text[dayLength] != 'T' && text[dayLength] != ' ' || text[13] != ':' {
		return "", Span{}
	}
	hour, minute := digits(text, 11, 13), digits(text, 14, 16)
	zone, ok := withoutSeconds(text[minuteLength:])
	if !ok || hour < 0 || hour > 23 || minute < 0 || minute > 59 {
		return "", Span{}
	}
	normal := text[:dayLength] + "T" + text[11:minuteLength]
	first := day + int64(hour*3600+minute*60)
	if zone == "" {
		return Date(normal), Span{first: first, end: first + 60}
	}
	offset, form, ok := readZone(zone)
	first -= offset
	if !ok || first < firstSecond || first > lastSecond {
		return "", Span{}
	}
	return Date(normal + form), Span{first: first, end: first + 60, zoned: true}
}

// The years have four digits in UTC, too: sort keys need them.
var (
	firstSecond = time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC).Unix()
	lastSecond  = time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC).Unix()
)

// withoutSeconds returns what follows ":30" or ":30.123".
func withoutSeconds(text string) (rest string, ok bool) {
	if !strings.HasPrefix(text, ":") {
		return text, true
	}
	if len(text) < 3 || digits(text, 1, 3) < 0 || digits(text, 1, 3) > 59 {
		return "", false
	}
	fraction, found := strings.CutPrefix(text[3:], ".")
	if !found {
		return text[3:], true
	}
	rest = strings.TrimLeft(fraction, "0123456789")
	return rest, len(rest) < len(fraction)
}

// readZone reads a zone as its seconds east of UTC, and in its normal form.
func readZone(text string) (offset int64, form string, ok bool) {
	if text == "Z" {
		return 0, text, true
	}
	hour, minute := digits(text, 1, 3), 0
	switch n := len(text); {
	case n == len("+02"):
	case n == len("+0200"):
		minute = digits(text, 3, 5)
	case n == len("+02:00") && text[3] == ':':
		minute = digits(text, 4, 6)
	default:
		return 0, "", false
	}
	if hour < 0 || minute < 0 || minute > 59 || text[0] != '+' && text[0] != '-' {
		return 0, "", false
	}
	offset = int64(hour*3600 + minute*60)
	if text[0] == '-' {
		offset = -offset
	}
	if offset == 0 {
		return 0, "Z", true
	}
	form = text[:3] + ":00"
	if minute != 0 {
		form = text[:3] + ":" + text[len(text)-2:]
	}
	return offset, form, -latest <= offset && offset <= earliest
}

// digits returns the number in part of a text, -1 where it is not there or not made of digits alone.
func digits(text string, from, to int) int {
	if len(text) < to {
		return -1
	}
	n := 0
	for _, b := range []byte(text[from:to]) {
		if b < '0' || b > '9' {
			return -1
		}
		n = 10*n + int(b-'0')
	}
	return n
}
