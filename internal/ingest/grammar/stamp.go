package grammar

import (
	"strings"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
)

// Stamp says of which version of a record of a file a line is.
type Stamp struct {
	Of     string // names the record; "" on a line about a node, which names itself
	At     time.Time
	Label  string // distinguishes versions of one time
	Until  evidence.Date
	States []evidence.ID // of a line of type edition
}

const (
	expectedEdition = "when the version was made, a date or a time, and after a space what distinguishes " +
		"versions of one " +
		"time apart"
	expectedRecord = "a name for the record of which this is a version"
)

// stampOf takes what says of which version a line is out of its members. A line without that has none.
func stampOf(kind LineKind, members []member) (rest []member, s *Stamp, f *Fault) {
	if Confirmations.Has(kind) || Denials.Has(kind) {
		return members, nil, nil
	}
	s = &Stamp{}
	rest = members[:0]
	dated, named := false, false
	for i, m := range members {
		at := &dated
		switch string(m.name) {
		case "record":
			at = &named
			s.Of, f = recordOf(kind, m.value)
		case "edition":
			f = s.read(m.value)
		default:
			rest = append(rest, members[i])
			continue
		}
		if *at {
			f = Faultf(string(m.name), "stands twice on the line; expected each field once")
		}
		if *at = true; f != nil {
			return nil, nil, f
		}
	}
	switch {
	case dated && !named && !kind.IsNode():
		return nil, nil, Faultf("record", "missing beside an edition; expected %s", expectedRecord)
	case named && !dated, kind == EditionLines && !dated:
		return nil, nil, Faultf("edition", "missing; expected %s", expectedEdition)
	case !dated:
		return rest, nil, nil
	}
	return rest, s, nil
}

// recordOf reads the name of a record.
func recordOf(kind LineKind, v value) (string, *Fault) {
	text, err := v.text(expectedRecord)
	switch {
	case err != nil:
		return "", &Fault{Field: "record", Message: FaultOf(err).Message}
	case text == "" || len(text) > evidence.MaxTextBytes:
		return "", Faultf("record", "is empty or too long; expected %s", expectedRecord)
	case kind.IsNode():
		return "", Faultf("record", "stands on a line about a node, which is a record itself; leave it out")
	case kind != EditionLines && evidence.ID(text).Kind() != "":
		return "", Faultf("record", "%q is the id of a node or link; expected %s", Shorten(text), expectedRecord)
	}
	return text, nil
}

// read reads when a version was made, and its label.
func (s *Stamp) read(v value) *Fault {
	text, err := v.text(expectedEdition)
	if err != nil {
		return &Fault{Field: "edition", Message: FaultOf(err).Message}
	}
	when, label, _ := strings.Cut(text, " ")
	at, ok := evidence.EditionTime(when)
	if !ok {
		return Faultf("edition", "%q does not begin with the time of a version; expected %s", Shorten(text),
			expectedEdition)
	}
	s.At, s.Label = at, label
	return nil
}

// editionLine reads a line that says of a record which version is in force, and no more.
func editionLine() *shape[editionOnly] {
	type T = editionOnly
	return newShape(func(e T, _ []string) Record { return &e }, nil,
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
				return evidence.Invalidf("", "%q is not the id of a link; expected %s", Shorten(text), expected)
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

func (e *editionOnly) Validate() (bool, error) {
	if e.until != "" && (!e.until.Known() || e.until.Timed()) {
		return false, evidence.Invalidf("until", "%q is not a day; expected %s", e.until, expectedDate)
	}
	return false, nil
}

func (e *editionOnly) Mentions(list []Mention) []Mention { return list }
func (e *editionOnly) Variant() uint8                    { return 0 }
func (e *editionOnly) Each(func(Record))                 {}
func (e *editionOnly) Over(Record) Record                { return e }
func (e *editionOnly) Onto(evidence.Node) error          { return nil }
func (e *editionOnly) ID() evidence.ID                   { return "" }
func (e *editionOnly) Settle(func(Mention) evidence.ID)  {}
func (e *editionOnly) Put(*evidence.Batch)               {}
func (e *editionOnly) Since() evidence.Date              { return "" }
func (e *editionOnly) EndOn(evidence.Date)               {}
func (e *editionOnly) KeepUnstated()                     {}
