package evidence

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// AssertionMethod says how an assertion came to be.
type AssertionMethod string

// The methods.
const (
	// Declared: a person recorded it.
	Declared AssertionMethod = "DECLARED"
	// Detected: a detector of Credence's found it.
	Detected AssertionMethod = "DETECTED"
	// Imported: it came in a file.
	Imported AssertionMethod = "IMPORTED"
	// Supposed: it is no record at all but part of a what-if. It is never stored.
	Supposed AssertionMethod = "SUPPOSED"
)

// Valid reports whether m is one of the methods of a record.
func (m AssertionMethod) Valid() bool { return m == Declared || m == Detected || m == Imported }

// Provenance says who asserted a link, from what and in which words. RecordedFrom, Justification, Confidence and Quotes
// are stated by the recorder; Collector, Method and RecordedAt are set when the record is written and do not make two
// records different.
type Provenance struct {
	RecordedFrom  string // the document or person it was taken from
	Collector     string // the importer, user or detector that recorded it
	Justification string
	Method        AssertionMethod
	Confidence    *int // 0 to 100, confidence in this link; nil = not stated
	Quotes        []Quote
	RecordedAt    time.Time
	RetractedAt   *time.Time // when our record was withdrawn; nil = it stands
}

var provenanceFields = []Property{
	text("recordedFrom", func(p *Provenance) *string { return &p.RecordedFrom }).
		takes("the document or person it was taken from").inWords("where it was recorded from").always(),
	text("collector", func(p *Provenance) *string { return &p.Collector }).as(ByStore),
	text("justification", func(p *Provenance) *string { return &p.Justification }).inWords("reason").spare(),
	text("method", func(p *Provenance) *AssertionMethod { return &p.Method }).as(ByStore),
	field("confidence", ShapeWhole, func(p *Provenance) **int { return &p.Confidence }, maybeForm[int]()).
		takes("a whole number from 0 to 100").spare(),
	quotes("quotes", func(p *Provenance) *[]Quote { return &p.Quotes }),
	recordedAt(func(p *Provenance) *time.Time { return &p.RecordedAt }),
	ended("retractedAt", func(p *Provenance) **time.Time { return &p.RetractedAt }),
}

// ProvenanceFields returns the fields of a provenance, of which every link has one.
func ProvenanceFields() []Property { return provenanceFields }

// ProvenanceOf returns the provenance of a link, given as a pointer; nil of a node.
func ProvenanceOf(record any) *Provenance {
	switch r := record.(type) {
	case *Statement:
		return &r.Provenance
	case *Derivation:
		return &r.Provenance
	case *Corroboration:
		return &r.Provenance
	case *Ownership:
		return &r.Provenance
	case *Funding:
		return &r.Provenance
	case *Sameness:
		return &r.Provenance
	case *Relation:
		return &r.Provenance
	case *Confirmation:
		return &r.Provenance
	case *Interest:
		return &r.Provenance
	case *Leaning:
		return &r.Provenance
	case *Denial:
		return &r.Provenance
	}
	return nil
}

// Quote is a passage with its place: a Web Annotation TextQuoteSelector, and a span of lines or a locator.
type Quote struct {
	Exact     string `json:"exact"`
	Prefix    string `json:"prefix,omitempty"`
	Suffix    string `json:"suffix,omitempty"`
	StartLine int    `json:"startLine,omitempty"` // first line, from 1; 0 = the place is not known by line
	EndLine   int    `json:"endLine,omitempty"`   // last line; equals StartLine for one line, 0 where StartLine is 0
	Locator   string `json:"locator,omitempty"`   // page, time code or other place where there are no lines
}

// Place returns where the quote stands, for a person: "line 6", "lines 4-7", the locator, or "" where nothing is known.
func (q Quote) Place() string {
	switch {
	case q.StartLine == 0:
		return q.Locator
	case q.EndLine > q.StartLine:
		return fmt.Sprintf("lines %d-%d", q.StartLine, q.EndLine)
	}
	return fmt.Sprintf("line %d", q.StartLine)
}

// WithLocator returns the quote at the place that text names: "line 6" and "lines 4-7" become line numbers, everything
// else stays a locator.
func (q Quote) WithLocator(text string) Quote {
	if start, end, ok := parseLines(text); ok {
		q.StartLine, q.EndLine, q.Locator = start, end, ""
		return q
	}
	q.StartLine, q.EndLine, q.Locator = 0, 0, text
	return q
}

func parseLines(text string) (start, end int, ok bool) {
	word, span, found := strings.Cut(strings.TrimSpace(text), " ")
	if !found || (word != "line" && word != "lines") {
		return 0, 0, false
	}
	first, last, ranged := strings.Cut(span, "-")
	start, err := strconv.Atoi(strings.TrimSpace(first))
	if err != nil || start < 1 {
		return 0, 0, false
	}
	if !ranged {
		return start, start, true
	}
	end, err = strconv.Atoi(strings.TrimSpace(last))
	if err != nil || end < start {
		return 0, 0, false
	}
	return start, end, true
}

// Validate checks the stated parts. The error has code [CodeInvalid] and names the field.
func (p Provenance) Validate() error {
	if p.Confidence != nil && (*p.Confidence < 0 || *p.Confidence > 100) {
		return Invalidf("confidence", "%d is out of range; expected 0 to 100", *p.Confidence)
	}
	if p.Method != "" && !p.Method.Valid() {
		return Invalidf("method", "%q is not a method; expected DECLARED, DETECTED or IMPORTED", p.Method)
	}
	for _, q := range p.Quotes {
		if err := q.Validate(); err != nil {
			return err
		}
	}
	return nil
}

// Validate checks that the quote has words or a place, and that its lines are in order.
func (q Quote) Validate() error {
	if q.Exact == "" && q.Place() == "" {
		return Invalidf("quote", "the quote is empty; expected its words or its place")
	}
	if q.StartLine < 0 || (q.StartLine == 0) != (q.EndLine == 0) || q.EndLine < q.StartLine {
		return Invalidf("quote", "lines %d to %d are no span; expected 1 <= first <= last", q.StartLine, q.EndLine)
	}
	return nil
}
