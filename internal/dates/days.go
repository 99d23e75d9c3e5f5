package dates

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
)

var (
	yearFirst = regexp.MustCompile(`^(\d{4})\s?[-/.:年년]\s?(\d{1,2})\s?[-/.:月월]\s?(\d{1,2})\s?[日일.]?$`)
	yearMonth = regexp.MustCompile(`^(\d{4})\s?[-/.年년]\s?(\d{1,2})\s?[月월.]?$`)
	monthYear = regexp.MustCompile(`^(\d{1,2})\s?[-/.]\s?(\d{4})$`)
	onlyYear  = regexp.MustCompile(`^(\d{4})\s?[年년]?$`)
	eight     = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})$`)
	isoWeek   = regexp.MustCompile(`^(\d{4})-?w(\d{2})(?:-?([1-7]))?$`)
	dayOfYear = regexp.MustCompile(`^(\d{4})-(\d{3})$`)
	yearLast  = regexp.MustCompile(`^(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?([-/.])\s?(\d{4}|\d{2})\.?$`)
	serial    = regexp.MustCompile(`^(\d{5})(?:[.,]\d+)?$`)
	counted   = regexp.MustCompile(`^-?\d{9,}(?:[.,]\d+)?$`)

	inWords    = regexp.MustCompile(`(\pL)[-/.]|[-/.](\pL)`)
	betweenAll = regexp.MustCompile(`[\s,;|·•–—]+`)
)

// readDay reads a text without time of day.
func readDay(text string, order Order) (evidence.Date, *problem) {
	if serial.MatchString(text) {
		return counts(text) // its comma parts no words
	}
	words := strings.Fields(betweenAll.ReplaceAllString(inWordsApart(text), " "))
	words = slices.DeleteFunc(words, func(w string) bool { return weekdays[w] || fillers[w] })
	text = strings.Join(words, " ")
	switch {
	case text == "":
		return "", unreadable()
	case slices.ContainsFunc(words, func(w string) bool { return months[w] != 0 }):
		return namedMonth(words)
	}
	return numeric(text, order)
}

// inWordsApart takes what joins a word to something else for a space: "16-oct-2024", "sept.", but for the week of
// "2024-w42".
func inWordsApart(text string) string {
	if isoWeek.MatchString(strings.TrimSpace(text)) {
		return text
	}
	for inWords.MatchString(text) { // neighbours share a letter
		text = inWords.ReplaceAllString(text, "$1 $2")
	}
	return text
}

// numeric reads a date of numbers alone.
func numeric(text string, order Order) (evidence.Date, *problem) {
	for _, pattern := range []*regexp.Regexp{yearFirst, eight} {
		if m := pattern.FindStringSubmatch(text); m != nil {
			return certain(dayOf(number(m[1]), number(m[2]), number(m[3])))
		}
	}
	if m := yearMonth.FindStringSubmatch(text); m != nil {
		return monthOf(number(m[1]), number(m[2]))
	}
	if m := monthYear.FindStringSubmatch(text); m != nil {
		return monthOf(number(m[2]), number(m[1]))
	}
	if m := onlyYear.FindStringSubmatch(text); m != nil {
		return evidence.Date(m[1]), nil
	}
	if m := yearLast.FindStringSubmatch(text); m != nil && m[2] == m[4] {
		return eitherOrder(number(m[1]), number(m[3]), m[5], m[2], order)
	}
	return counts(text)
}

func certain(d evidence.Date, ok bool) (evidence.Date, *problem) {
	if !ok {
		return "", &problem{"is not a day of the calendar; expected " + expected}
	}
	return d, nil
}

func monthOf(year, month int) (evidence.Date, *problem) {
	if d, ok := dayOf(year, month, 1); ok {
		return d[:len("2006-01")], nil
	}
	return "", unreadable()
}

// eitherOrder reads a date of three numbers whose year stands last. With dots the day stands first, wherever people
// write so; with other marks one stands first here and the other there, and a year of two digits may stand first, too.
func eitherOrder(first, second int, last, mark string, order Order) (evidence.Date, *problem) {
	year := fullYear(last)
	var readings []evidence.Date
	add := func(d evidence.Date, ok bool) {
		if ok && !slices.Contains(readings, d) {
			readings = append(readings, d)
		}
	}
	if order != MonthFirst {
		add(dayOf(year, second, first))
	}
	if order == MonthFirst || order == "" && mark != "." {
		add(dayOf(year, first, second))
	}
	if order == "" && mark != "." && len(last) == 2 {
		add(dayOf(fullYear(twoDigits(first)), second, number(last)))
	}
	switch len(readings) {
	case 0:
		return certain("", false)
	case 1:
		return readings[0], nil
	}
	return "", &problem{
		fmt.Sprintf("is ambiguous: it can be %s; expected the year first, such as %s", either(readings), readings[0]),
	}
}

// either returns "3 April 2024 or 4 March 2024".
func either(readings []evidence.Date) string {
	list := make([]string, len(readings))
	for i, d := range readings {
		list[i] = d.Time().Format("2 January 2006")
	}
	return strings.Join(list, " or ")
}

// fullYear returns the year of four digits, or of two as RFC 2822 has it: 00 to 49 are of this century.
func fullYear(digits string) int {
	year := number(digits)
	switch {
	case len(digits) > 2:
		return year
	case year < 50:
		return 2000 + year
	}
	return 1900 + year
}

// counts reads weeks and days of a year, and says of other numbers what they may count.
func counts(text string) (evidence.Date, *problem) {
	if m := isoWeek.FindStringSubmatch(text); m != nil {
		return dayOfWeek(number(m[1]), number(m[2]), number(m[3]))
	}
	if m := dayOfYear.FindStringSubmatch(text); m != nil {
		first := time.Date(number(m[1]), 1, 1, 0, 0, 0, 0, time.UTC)
		day := first.AddDate(0, 0, number(m[2])-1)
		return certain(evidence.Date(day.Format(time.DateOnly)), day.Year() == first.Year())
	}
	if m := serial.FindStringSubmatch(text); m != nil {
		day := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, number(m[1]))
		return "", &problem{fmt.Sprintf("is a number, perhaps the days by which a spreadsheet counts (%s if it "+
			"counts from 1900); "+
			"expected %s: format the column as dates", day.Format("2 January 2006"), expected)}
	}
	if counted.MatchString(text) {
		return "", &problem{"is a number, perhaps of seconds since 1970; expected " + expected}
	}
	return "", unreadable()
}

// dayOfWeek returns a day of a week of ISO 8601.
func dayOfWeek(year, week, weekday int) (evidence.Date, *problem) {
	if weekday == 0 {
		return "", &problem{"is a week; expected a day of it, such as 2024-W42-3, or another date"}
	}
	fourth := time.Date(year, 1, 4, 0, 0, 0, 0, time.UTC) // it is in the first week
	monday := fourth.AddDate(0, 0, -(int(fourth.Weekday())+6)%7)
	day := monday.AddDate(0, 0, 7*(week-1)+weekday-1)
	gotYear, gotWeek := day.ISOWeek()
	return certain(evidence.Date(day.Format(time.DateOnly)), gotYear == year && gotWeek == week)
}

var ordinal = regexp.MustCompile(`^'?(\d{1,4})(?:st|nd|rd|th|er|ere|e|º|°|ª|o|a|\.)?$`)

// namedMonth reads a date whose month is a word.
func namedMonth(words []string) (evidence.Date, *problem) {
	if words[0] == "mar" && slices.ContainsFunc(words[1:], func(w string) bool { return months[w] != 0 }) {
		words = words[1:] // Tuesday, in three languages
	}
	month, at := 0, 0
	var numbers []string
	for _, w := range words {
		m := ordinal.FindStringSubmatch(w)
		switch {
		case m != nil:
			numbers = append(numbers, m[1])
		case months[w] == 0 || month != 0:
			return "", unreadable()
		default:
			month, at = months[w], len(numbers)
		}
	}
	switch {
	case len(numbers) == 1 && len(numbers[0]) == 4:
		return monthOf(number(numbers[0]), month)
	case len(numbers) != 2:
		return "", unreadable()
	}
	day, year := numbers[0], numbers[1]
	if len(day) == 4 {
		day, year = year, day
	}
	if len(day) > 2 || len(year) != 4 && (len(year) != 2 || at == 2) {
		return "", unreadable()
	}
	return certain(dayOf(fullYear(year), month, number(day)))
}
