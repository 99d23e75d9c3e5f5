package grammar

import (
	"github.com/credence-graph/credence/internal/evidence"
)

const (
	expectedQuote  = "an object with exact, prefix, suffix, startLine, endLine or locator"
	expectedQuotes = "a list of quotes, each " + expectedQuote
)

// quoting holds the members of a line that make up its quotes: one quote with its place, or a list, or both.
type quoting struct{ quote, locator, list value }

// take keeps the member if it is one of these, and reports whether it is.
func (q *quoting) take(m member) bool {
	switch string(m.name) {
	case "quote":
		q.quote = m.value
	case "locator":
		q.locator = m.value
	case "quotes":
		q.list = m.value
	default:
		return false
	}
	return true
}

func (q *quoting) stated() bool { return q.quote != nil || q.locator != nil || q.list != nil }

// quotes puts the quotes together, the single one first; none where all that was given is null.
func (q *quoting) quotes() ([]evidence.Quote, *Fault) {
	var single evidence.Quote
	var err error
	if q.quote != nil {
		if single.Exact, err = q.quote.text("the words that say so"); err != nil {
			return nil, &Fault{Field: "quote", Message: FaultOf(err).Message}
		}
	}
	if q.locator != nil {
		place, err := q.locator.text(`a place such as "line 6" or "p. 12"`)
		if err != nil {
			return nil, &Fault{Field: "locator", Message: FaultOf(err).Message}
		}
		if place != "" {
			single = single.WithLocator(place)
		}
	}
	var quotes []evidence.Quote
	if single != (evidence.Quote{}) {
		quotes = append(quotes, single)
	}
	if q.list == nil {
		return quotes, nil
	}
	more, err := q.list.quotes()
	if err != nil {
		return nil, &Fault{Field: "quotes", Message: FaultOf(err).Message}
	}
	return append(quotes, more...), nil
}

// quotes reads a list of quotes; null is an empty list.
func (v value) quotes() ([]evidence.Quote, error) {
	if v.null() {
		return nil, nil
	}
	if v[0] != '[' {
		return nil, v.unexpected(expectedQuotes)
	}
	var quotes []evidence.Quote
	for _, e := range v.elements() {
		q, err := e.quote()
		if err != nil {
			return nil, err
		}
		if err := q.Validate(); err != nil {
			return nil, err
		}
		quotes = append(quotes, q)
	}
	return quotes, nil
}

func (v value) quote() (evidence.Quote, error) {
	var q evidence.Quote
	if v[0] != '{' {
		return q, v.unexpected(expectedQuote)
	}
	members := split(v, nil)
	for i, m := range members {
		name := string(m.name)
		if repeated(members[:i], m.name) {
			return q, evidence.Invalidf("", "%s stands twice in a quote; expected it once", name)
		}
		var err error
		switch name {
		case "exact":
			q.Exact, err = m.value.text("the words")
		case "prefix":
			q.Prefix, err = m.value.text("the words before")
		case "suffix":
			q.Suffix, err = m.value.text("the words after")
		case "locator":
			q.Locator, err = m.value.text("a place")
		case "startLine":
			q.StartLine, err = m.value.line()
		case "endLine":
			q.EndLine, err = m.value.line()
		default:
			return q, evidence.Invalidf("", "unknown field %q in a quote; expected %s", name, expectedQuote)
		}
		if err != nil {
			return q, evidence.Invalidf("", "%s: %s", name, FaultOf(err).Message)
		}
	}
	if q.EndLine == 0 {
		q.EndLine = q.StartLine
	}
	return q, nil
}

func (v value) line() (int, error) {
	n, err := v.whole("a line number, from 1")
	if err != nil || n == nil {
		return 0, err
	}
	if *n < 1 {
		return 0, v.unexpected("a line number, from 1")
	}
	return *n, nil
}
