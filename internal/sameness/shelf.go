package sameness

import (
	"time"

	"github.com/credence-graph/credence/internal/evidence"
)

// Excludes reports whether two dates are known and cannot be one: 2024-10 can be 2024-10-05. Two times of one day
// can: feed and page often state the same item some minutes apart, and a pair that is told apart wrongly counts
// twice.
func Excludes(a, b evidence.Date) bool { return a.Excludes(b) && a.Day().Excludes(b.Day()) }

// shelf is documents by their dates.
type shelf struct {
	all    []*dated
	at     map[evidence.Date]*dated
	within map[evidence.Date][]*dated // by year, month and day, what is of one; nil as long as nobody has asked
}

// dated is documents of one date.
type dated struct {
	cell
	date evidence.Date
}

func (s *shelf) add(i int32, date evidence.Date) *dated {
	l := s.at[date]
	if l == nil {
		l = &dated{date: date}
		s.at[date] = l
		s.all = append(s.all, l)
	}
	l.heads, l.many = append(l.heads, i), len(l.heads) > 0
	return l
}

// fewDates is how many dates of a shelf are compared one by one.
const fewDates = 16

// near returns what a date may not exclude, and some that it does.
func (s *shelf) near(date evidence.Date) []*dated {
	if date == "" || len(s.all) <= fewDates {
		return s.all
	}
	if s.within == nil {
		s.within = map[evidence.Date][]*dated{}
		for _, l := range s.all {
			for _, n := range reduced {
				if len(l.date) >= n {
					s.within[l.date[:n]] = append(s.within[l.date[:n]], l)
				}
			}
		}
	}
	var near []*dated
	take := func(l *dated) {
		if l != nil {
			near = append(near, l)
		}
	}
	take(s.at[""])
	for _, period := range around(date) {
		near = append(near, s.within[period]...)
		for _, n := range reduced {
			if n < len(period) {
				take(s.at[period[:n]])
			}
		}
	}
	return near
}

// reduced are the lengths of a year, a month and a day.
var reduced = [...]int{len("2006"), len("2006-01"), len("2006-01-02")}

// around returns the year, month or day of a date, the one before and the one after: where zones differ, they can
// be one.
func around(date evidence.Date) []evidence.Date {
	layout := time.DateOnly[:min(len(date), len(time.DateOnly))]
	period := date[:len(layout)]
	t, err := time.Parse(layout, string(period))
	if err != nil {
		return []evidence.Date{period}
	}
	years, months, days := 0, 0, 1
	switch len(layout) {
	case len("2006"):
		years, days = 1, 0
	case len("2006-01"):
		months, days = 1, 0
	}
	near := func(sign int) evidence.Date {
		return evidence.Date(t.AddDate(sign*years, sign*months, sign*days).Format(layout))
	}
	return []evidence.Date{near(-1), period, near(1)}
}
