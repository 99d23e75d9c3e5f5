package annotation

import (
	"errors"
	"io"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/credence-graph/credence/internal/evidence"
)

// document is an annotation as it stands in YAML.
type document struct {
	RecordedFrom   *yamlQuote          `yaml:"recordedFrom"`
	Main           yamlText            `yaml:"main"`
	Claims         []yamlClaim         `yaml:"claims"`
	Relations      []yamlRelation      `yaml:"relations"`
	Outlets        []yamlOutlet        `yaml:"outlets"`
	Sources        []yamlSource        `yaml:"sources"`
	Statements     []yamlStatement     `yaml:"statements"`
	Derivations    []yamlDerivation    `yaml:"derivations"`
	Corroborations []yamlCorroboration `yaml:"corroborations"`
	Interests      []yamlInterest      `yaml:"interests"`
	Leanings       []yamlLeaning       `yaml:"leanings"`
	Reviews        []yamlReview        `yaml:"reviews"`
	Suggestions    []yamlSuggestion    `yaml:"suggestions"`
	Assertions     []yamlExpectation   `yaml:"assertions"`
}

type yamlQuote struct {
	Line  int      `yaml:"line"`
	To    int      `yaml:"to"` // the last line, where the quote runs over several
	Exact yamlText `yaml:"exact"`
}

type yamlClaim struct {
	ID     yamlText    `yaml:"id"`
	Text   string      `yaml:"text"`
	Name   string      `yaml:"name"`
	Item   string      `yaml:"item"`
	Value  string      `yaml:"value"`
	Quotes []yamlQuote `yaml:"quotes"`
}

type yamlRelation struct {
	From   yamlText              `yaml:"from"`
	Kind   evidence.RelationKind `yaml:"kind"`
	To     yamlText              `yaml:"to"`
	Quotes []yamlQuote           `yaml:"quotes"`
}

type yamlOutlet struct {
	ID     yamlText            `yaml:"id"`
	Name   string              `yaml:"name"`
	Kind   evidence.OutletKind `yaml:"kind"`
	Quotes []yamlQuote         `yaml:"quotes"`
}

type yamlSource struct {
	ID       yamlText            `yaml:"id"`
	Kind     evidence.SourceKind `yaml:"kind"`
	Identity evidence.Identity   `yaml:"identity"`
	Title    string              `yaml:"title"`
	Outlet   yamlText            `yaml:"outlet"`
	Quotes   []yamlQuote         `yaml:"quotes"`
}

type yamlStatement struct {
	Source yamlText        `yaml:"source"`
	Claim  yamlText        `yaml:"claim"`
	Stance evidence.Stance `yaml:"stance"`
	Quotes []yamlQuote     `yaml:"quotes"`
}

type yamlDerivation struct {
	From   yamlText                `yaml:"from"`
	To     yamlText                `yaml:"to"`
	Kind   evidence.DerivationKind `yaml:"kind"`
	Claims []yamlText              `yaml:"claims"`
	Quotes []yamlQuote             `yaml:"quotes"`
}

type yamlCorroboration struct {
	Claim   yamlText    `yaml:"claim"`
	Sources []yamlText  `yaml:"sources"`
	Quotes  []yamlQuote `yaml:"quotes"`
}

// yamlInterest is an interest in each of some claims.
type yamlInterest struct {
	Holder        yamlText                   `yaml:"holder"` // the global id of a source or outlet of the annotation
	Claims        []yamlText                 `yaml:"claims"`
	Direction     evidence.InterestDirection `yaml:"direction"`
	Kind          evidence.InterestKind      `yaml:"kind"`
	ValidFrom     evidence.Date              `yaml:"validFrom"`
	ValidTo       evidence.Date              `yaml:"validTo"`
	Justification string                     `yaml:"justification"`
	Quotes        []yamlQuote                `yaml:"quotes"`
}

type yamlLeaning struct {
	Outlet  yamlText      `yaml:"outlet"`
	Scheme  string        `yaml:"scheme"`
	Value   string        `yaml:"value"`
	RatedBy string        `yaml:"ratedBy"`
	RatedAt evidence.Date `yaml:"ratedAt"`
	Quotes  []yamlQuote   `yaml:"quotes"`
}

type yamlReview struct {
	ID            yamlText         `yaml:"id"`
	Claim         yamlText         `yaml:"claim"`
	Verdict       evidence.Verdict `yaml:"verdict"`
	AlternateName string           `yaml:"alternateName"`
	Cites         []yamlText       `yaml:"cites"`
	CitesQuotes   []yamlQuote      `yaml:"citesQuotes"`
	Basis         []yamlQuote      `yaml:"basis"`
	Reservations  []yamlQuote      `yaml:"reservations"`
	Quotes        []yamlQuote      `yaml:"quotes"`
}

type yamlSuggestion struct {
	Kind   yamlText    `yaml:"kind"`
	Same   []yamlText  `yaml:"same"`
	Why    string      `yaml:"why"`
	Quotes []yamlQuote `yaml:"quotes"`
}

// yamlExpectation has pointers so that a missing number is not a 0.
type yamlExpectation struct {
	Claim                 yamlText     `yaml:"claim"`
	SourceCount           *int         `yaml:"sourceCount"`
	TracedCount           *int         `yaml:"tracedCount"`
	Demonstrated          *float64     `yaml:"demonstrated"`
	Pooled                *float64     `yaml:"pooled"`
	Presumed              *float64     `yaml:"presumed"`
	DemonstratedLineCount *int         `yaml:"demonstratedLineCount"`
	LineCount             *int         `yaml:"lineCount"`
	PresumedOrigins       *float64     `yaml:"presumedOrigins"`
	Bottlenecks           []yamlText   `yaml:"bottlenecks"`
	Overlap               *float64     `yaml:"overlap"`
	Disinterested         *float64     `yaml:"disinterested"`
	DisinterestedLines    *int         `yaml:"disinterestedLineCount"`
	IfWrong               *yamlIfWrong `yaml:"ifWrong"`
}

type yamlIfWrong struct {
	Source       yamlText `yaml:"source"`
	Presumed     *float64 `yaml:"presumed"`
	Demonstrated *float64 `yaml:"demonstrated"`
}

// yamlText is a text with the line on which it stands; line 0 is a text that is not there.
type yamlText struct {
	text string
	line int
}

// UnmarshalYAML reads a plain text.
func (t *yamlText) UnmarshalYAML(node *yaml.Node) error {
	t.line = node.Line
	return node.Decode(&t.text)
}

func decode(annotation string) (*document, error) {
	decoder := yaml.NewDecoder(strings.NewReader(annotation))
	decoder.KnownFields(true)
	var d document
	if err := decoder.Decode(&d); err != nil {
		return nil, &evidence.Error{Code: evidence.CodeInvalid, Message: "the annotation cannot be read", Err: err}
	}
	if err := decoder.Decode(new(document)); !errors.Is(err, io.EOF) {
		return nil, evidence.Invalidf("", "the annotation holds more than one document; expected one")
	}
	return &d, nil
}
