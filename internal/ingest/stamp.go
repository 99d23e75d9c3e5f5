package ingest

import (
	"strings"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
)

// stamp says of which version of a record of a file a line is.
type stamp struct {
	of     string // names the record; "" on a line about a node, which names itself
	at     time.Time
	label  string // tells versions of one time apart
	until  evidence.Date
	states []evidence.ID // of a line of type edition
}

const (
	expectedEdition = "when the version was made, a date or a time, and after a space what tells versions of one time apart"
	expectedRecord  = "a name for the record of which this is a version"
)

// stampOf takes what says of which version a line is out of its members. A line without that has none.
func stampOf(kind lineKind, members []member) (rest []member, s *stamp, f *fault) {
	if confirmations.has(kind) || denials.has(kind) {
		return members, nil, nil
	}
	s = &stamp{}
	rest = members[:0]
	dated, named := false, false
	for i, m := range members {
		at := &dated
		switch string(m.name) {
		case "record":
			at = &named
			s.of, f = recordOf(kind, m.value)
		case "edition":
			f = s.read(m.value)
		default:
			rest = append(rest, members[i])
			continue
		}
		if *at {
			f = faultf(string(m.name), "stands twice on the line; expected each field once")
		}
		if *at = true; f != nil {
			return nil, nil, f
		}
	}
	switch {
	case dated && !named && !kind.isNode():
		return nil, nil, faultf("record", "missing beside an edition; expected %s", expectedRecord)
	case named && !dated, kind == editionLines && !dated:
		return nil, nil, faultf("edition", "missing; expected %s", expectedEdition)
	case !dated:
		return rest, nil, nil
	}
	return rest, s, nil
}

// recordOf reads the name of a record.
func recordOf(kind lineKind, v value) (string, *fault) {
	text, err := v.text(expectedRecord)
	switch {
	case err != nil:
		return "", &fault{field: "record", message: faultOf(err).message}
	case text == "" || len(text) > evidence.MaxTextBytes:
		return "", faultf("record", "is empty or too long; expected %s", expectedRecord)
	case kind.isNode():
		return "", faultf("record", "stands on a line about a node, which is a record itself; leave it out")
	case kind != editionLines && evidence.ID(text).Kind() != "":
		return "", faultf("record", "%q is the id of a node or link; expected %s", shorten(text), expectedRecord)
	}
	return text, nil
}

// read reads when a version was made, and its label.
func (s *stamp) read(v value) *fault {
	text, err := v.text(expectedEdition)
	if err != nil {
		return &fault{field: "edition", message: faultOf(err).message}
	}
	when, label, _ := strings.Cut(text, " ")
	at, ok := evidence.EditionTime(when)
	if !ok {
		return faultf("edition", "%q begins with no time of a version; expected %s", shorten(text), expectedEdition)
	}
	s.at, s.label = at, label
	return nil
}

// editionLine reads a line that says of a record which version is in force, and no more.
func editionLine() *shape[editionOnly] {
	type T = editionOnly
	return newShape(func(e T, _ []string) record { return &e }, nil,
		words("until", expectedDate, func(t *T) *evidence.Date { return &t.until }),
		keyless("states", func(t *T) *[]evidence.ID { return &t.states }),
	)
}

// keyless is a field that names links.
func keyless[T any](name string, at func(*T) *[]evidence.ID) field[T] {
	const expected = "a list of ids of links"
	return field[T]{name: name, states: name, expected: expected, set: func(t *T, v value, expected string) error {
		texts, err := v.texts(expected)
		for _, text := range texts {
			if id := evidence.ID(text); !id.Kind().IsLink() {
				return evidence.Invalidf("", "%q is the id of no link; expected %s", shorten(text), expected)
			}
			*at(t) = append(*at(t), evidence.ID(text))
		}
		return err
	}}
}

// editionOnly is the record of a line of type edition: it puts nothing into the batch by itself.
type editionOnly struct {
	until  evidence.Date
	states []evidence.ID
}

func (e *editionOnly) validate() (bool, error) {
	if e.until != "" && (!e.until.Known() || e.until.Timed()) {
		return false, evidence.Invalidf("until", "%q is no day; expected %s", e.until, expectedDate)
	}
	return false, nil
}

func (e *editionOnly) mentions(list []mention) []mention { return list }
func (e *editionOnly) variant() uint8                    { return 0 }
func (e *editionOnly) each(func(record))                 {}
func (e *editionOnly) over(record) record                { return e }
func (e *editionOnly) onto(evidence.Node) error          { return nil }
func (e *editionOnly) id() evidence.ID                   { return "" }
func (e *editionOnly) settle(func(mention) evidence.ID)  {}
func (e *editionOnly) put(*evidence.Batch)               {}
func (e *editionOnly) endOn(evidence.Date)               {}
func (e *editionOnly) keepUnstated()                     {}
