// Package annotation reads what a person annotated in a text (YAML): claims, sources and links, each with the words
// that say it.
package annotation

import (
	"fmt"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/ingest/grammar"
)

// Annotation is what a person read out of a text, with the words that say it, and the numbers that should come of it.
type Annotation struct {
	// Main is the claim that the text is about; the others are its parts.
	Main evidence.ClaimID
	// Title is the document that everything was recorded from, the words of its first line.
	Title string
	// Batch is everything that is asserted, ready to be applied; its Collector and Method say that a person recorded
	// it.
	Batch evidence.Batch
	// Expectations are the numbers that the method gives for the claims, in the order of the annotation.
	Expectations []Expectation
	// Suggestions are for a person to decide; they are not in the batch.
	Suggestions []Suggestion
	// Places are the words in which the text speaks of each node, by global id, in the order of the text.
	Places map[evidence.ID][]evidence.Quote
}

// Expectation is what should come out for the supporting side of a claim.
type Expectation struct {
	Claim                 evidence.ClaimID
	SourceCount           int
	TracedCount           int
	Demonstrated          float64
	Pooled                float64
	Presumed              float64
	DemonstratedLineCount int
	LineCount             int
	PresumedOrigins       float64
	Bottlenecks           []evidence.SourceID // by id
	// Overlap is the largest between two groups of supporters; nil if there are not two.
	Overlap *float64
	// Disinterested and DisinterestedLineCount are what remains without interested sources; nil if no interest is
	// recorded.
	Disinterested          *float64
	DisinterestedLineCount *int
	// IfWrong is what remains if one source is wrong; nil where the annotation states none.
	IfWrong *ExpectedIfWrong
}

// ExpectedIfWrong is what should remain if a source is wrong.
type ExpectedIfWrong struct {
	Source       evidence.SourceID
	Presumed     float64
	Demonstrated float64
}

// Suggestion is that nodes may be one.
type Suggestion struct {
	Same   []evidence.ID // two or more of one kind, by id
	Why    string
	Quotes []evidence.Quote
}

// Parse reads the annotation (YAML) of a text. Every quote must stand on the lines that it names, letter for
// letter, every id must be that of a node of the annotation, and every expectation must be complete. The error has code
// evidence.CodeInvalid and names line and field of the first thing that is wrong.
func Parse(annotation, text string) (*Annotation, error) {
	document, err := decode(annotation)
	if err != nil {
		return nil, err
	}
	r := &reader{text: strings.Split(text, "\n"), nodes: map[evidence.ID]bool{}, ids: map[evidence.ID]int{},
		out: &Annotation{Places: map[evidence.ID][]evidence.Quote{}}}
	r.title(document)
	r.declare(document)
	r.readNodes(document)
	r.readLinks(document)
	r.readExpectations(document.Assertions)
	r.readSuggestions(document.Suggestions)
	r.checkRecords()
	if r.err != nil {
		return nil, r.err
	}
	return r.out, nil
}

// reader turns a decoded annotation into domain records. It keeps the first error and then does nothing more.
type reader struct {
	text  []string // the lines of the annotated text
	nodes map[evidence.ID]bool
	ids   map[evidence.ID]int // the line on which each record stands
	out   *Annotation
	err   error
}

func (r *reader) fail(line int, field, format string, args ...any) {
	if r.err == nil {
		r.err = evidence.Invalidf(field, "line %d of the annotation: %s", line, fmt.Sprintf(format, args...))
	}
}

func (r *reader) title(d *document) {
	if d.RecordedFrom == nil {
		r.fail(1, "recordedFrom", "missing; expected the line and the words of the title")
		return
	}
	quote := r.quote(*d.RecordedFrom, "recordedFrom")
	r.out.Title = quote.Exact
	r.out.Batch.RecordedFrom = quote.Exact
	r.out.Batch.Collector, r.out.Batch.Method = "annotation by hand", evidence.Declared
}

// declare enters all nodes, so that they can be named before they come.
func (r *reader) declare(d *document) {
	for _, list := range []struct {
		kind evidence.Kind
		ids  []yamlText
	}{
		{evidence.KindOutlet, each(d.Outlets, func(o yamlOutlet) yamlText { return o.ID })},
		{evidence.KindSource, each(d.Sources, func(s yamlSource) yamlText { return s.ID })},
		{evidence.KindClaim, each(d.Claims, func(c yamlClaim) yamlText { return c.ID })},
		{evidence.KindReview, each(d.Reviews, func(v yamlReview) yamlText { return v.ID })},
	} {
		for i, text := range list.ids {
			if text.line == 0 {
				r.fail(1, string(list.kind)+"s", "entry %d has no id; expected a key", i+1)
				return
			}
			id, err := evidence.ParseKey[evidence.ID](list.kind, text.text)
			if err != nil {
				r.fail(text.line, "id", "%s", grammar.FaultOf(err).Message)
				return
			}
			if r.nodes[id] {
				r.fail(text.line, "id", "%s stands twice; expected it once", id)
			}
			r.nodes[id], r.ids[id] = true, text.line
		}
	}
}

// nodeID returns the global id that a text of the annotation names, which must be one of its nodes; "" where it names
// none.
func nodeID[S ~string](r *reader, kind evidence.Kind, text yamlText, field string) S {
	if text.line == 0 {
		return ""
	}
	id, err := evidence.ParseKey[evidence.ID](kind, text.text)
	switch {
	case err != nil:
		r.fail(text.line, field, "%s", grammar.FaultOf(err).Message)
	case !r.nodes[id]:
		r.fail(text.line, field, "%s is not in the annotation; expected the id of one of its %ss", id, kind)
	}
	return S(id)
}

func nodeIDs[S ~string](r *reader, kind evidence.Kind, texts []yamlText, field string) []S {
	var ids []S
	for _, text := range texts {
		ids = append(ids, nodeID[S](r, kind, text, field))
	}
	return ids
}

// quote checks that the words stand where the annotation says.
func (r *reader) quote(q yamlQuote, field string) evidence.Quote {
	first, last := q.Line, max(q.Line, q.To)
	switch {
	case q.Exact.line == 0 || q.Exact.text == "":
		r.fail(q.Exact.line, field, "a quote has no words; expected line and exact")
	case first < 1 || last > len(r.text):
		r.fail(q.Exact.line, field, "line %d to %d of the text; it has lines 1 to %d", first, last, len(r.text))
	case !strings.Contains(strings.Join(r.text[first-1:last], "\n"), q.Exact.text):
		r.fail(q.Exact.line, field, "%q does not stand on %s of the text", grammar.Shorten(q.Exact.text),
			evidence.Quote{StartLine: first, EndLine: last}.Place())
	}
	return evidence.Quote{Exact: q.Exact.text, StartLine: first, EndLine: last}
}

// quotes reads the words that say something; nothing may stand without.
func (r *reader) quotes(list []yamlQuote, line int, field string) []evidence.Quote {
	if len(list) == 0 {
		r.fail(line, field, "missing; expected the words that say so, with their line")
	}
	return r.anyQuotes(list, field)
}

// anyQuotes reads words that need not be there: not every fact check gives a reason or has reservations.
func (r *reader) anyQuotes(list []yamlQuote, field string) []evidence.Quote {
	var quotes []evidence.Quote
	for _, q := range list {
		quotes = append(quotes, r.quote(q, field))
	}
	return quotes
}

// checkRecords checks the records by the rules of the domain.
func (r *reader) checkRecords() {
	b := &r.out.Batch
	check(r, b.Outlets)
	check(r, b.Sources)
	check(r, b.Claims)
	check(r, b.Reviews)
	check(r, b.Statements)
	check(r, b.Derivations)
	check(r, b.Corroborations)
	check(r, b.Relations)
	check(r, b.Interests)
	check(r, b.Leanings)
}

func check[R evidence.Record](r *reader, puts []evidence.Put[R]) {
	for _, p := range puts {
		if err := grammar.Validate(p.Value); err != nil {
			line := 1
			switch x := any(p.Value).(type) {
			case evidence.Node:
				line = r.ids[x.NodeID()]
			case evidence.Link:
				line = r.ids[x.LinkID()]
			}
			r.fail(line, grammar.FaultOf(err).Field, "%s", grammar.FaultOf(err).Message)
		}
	}
}

func each[T, U any](list []T, f func(T) U) []U {
	out := make([]U, len(list))
	for i, x := range list {
		out[i] = f(x)
	}
	return out
}
