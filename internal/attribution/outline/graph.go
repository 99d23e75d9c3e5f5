package outline

import "github.com/credence-graph/credence/internal/evidence"

// Graph is what a text seems to say, in the form of an annotation: ids are keys without their kind, every part has the
// words that say so. It marshals to YAML as an annotation that ingest.ParseAnnotation reads together with the text, and
// to JSON with the bytes of each quote beside its line.
type Graph struct {
	// Self is the key of the source that the text itself is; "" where it is a fact check.
	Self           string          `yaml:"-" json:"self,omitempty"`
	RecordedFrom   Quote           `yaml:"recordedFrom,flow" json:"recordedFrom"`
	Main           string          `yaml:"main" json:"main"`
	Claims         []Claim         `yaml:"claims" json:"claims"`
	Relations      []Relation      `yaml:"relations,omitempty" json:"relations"`
	Outlets        []Outlet        `yaml:"outlets,omitempty" json:"outlets"`
	Sources        []Source        `yaml:"sources,omitempty" json:"sources"`
	Statements     []Statement     `yaml:"statements,omitempty" json:"statements"`
	Derivations    []Derivation    `yaml:"derivations,omitempty" json:"derivations"`
	Corroborations []Corroboration `yaml:"corroborations,omitempty" json:"corroborations"`
	Interests      []Interest      `yaml:"interests,omitempty" json:"interests"`
	Reviews        []Review        `yaml:"reviews,omitempty" json:"reviews"`
}

// Quote is a passage of the text. Exact stands at bytes Start to End (End not included), which are on character
// boundaries, and on Line, counted from 1.
type Quote struct {
	Line  int    `yaml:"line" json:"line"`
	Exact string `yaml:"exact" json:"exact"`
	Start int    `yaml:"-" json:"start"`
	End   int    `yaml:"-" json:"end"`
}

// Claim is a claim; Text is what is claimed, as a sentence.
type Claim struct {
	ID     string  `yaml:"id" json:"id"`
	Text   string  `yaml:"text" json:"text"`
	Quotes []Quote `yaml:"quotes,flow" json:"quotes"`
}

// Relation says that a claim is a part of the main one.
type Relation struct {
	From   string                `yaml:"from" json:"from"`
	Kind   evidence.RelationKind `yaml:"kind" json:"kind"`
	To     string                `yaml:"to" json:"to"`
	Quotes []Quote               `yaml:"quotes,flow" json:"quotes"`
}

// Outlet is a paper, an agency or another body that publishes.
type Outlet struct {
	ID     string  `yaml:"id" json:"id"`
	Name   string  `yaml:"name" json:"name"`
	Quotes []Quote `yaml:"quotes,flow" json:"quotes"`
}

// Source is somebody or something that says something. It has an outlet or a title; the text itself, where it is a
// source, may have both.
type Source struct {
	ID       string              `yaml:"id" json:"id"`
	Kind     evidence.SourceKind `yaml:"kind" json:"kind"`
	Identity evidence.Identity   `yaml:"identity" json:"identity"`
	Title    string              `yaml:"title,omitempty" json:"title,omitempty"`
	Outlet   string              `yaml:"outlet,omitempty" json:"outlet,omitempty"`
	// Inferred says that no byline or dateline names the outlet of the text itself: people told it what they say in
	// the text.
	Inferred bool    `yaml:"-" json:"inferred,omitempty"`
	Quotes   []Quote `yaml:"quotes,flow" json:"quotes"`
}

// Statement says that a source supports or refutes a claim.
type Statement struct {
	Source string          `yaml:"source" json:"source"`
	Claim  string          `yaml:"claim" json:"claim"`
	Stance evidence.Stance `yaml:"stance" json:"stance"`
	Quotes []Quote         `yaml:"quotes,flow" json:"quotes"`
}

// Derivation says that source From takes from source To what it says of the claims.
type Derivation struct {
	From   string                  `yaml:"from" json:"from"`
	To     string                  `yaml:"to" json:"to"`
	Kind   evidence.DerivationKind `yaml:"kind" json:"kind"`
	Claims []string                `yaml:"claims,flow" json:"claims"`
	Quotes []Quote                 `yaml:"quotes,flow" json:"quotes"`
}

// Corroboration is the text's own assertion that sources confirm a claim independently.
type Corroboration struct {
	Claim   string   `yaml:"claim" json:"claim"`
	Sources []string `yaml:"sources,flow" json:"sources"`
	Quotes  []Quote  `yaml:"quotes,flow" json:"quotes"`
}

// Interest says that somebody may gain if claims are believed, or are not: the words of the text suggest it, and a
// person decides.
type Interest struct {
	Holder        string                     `yaml:"holder" json:"holder"` // the global id of a source or outlet of the graph
	Claims        []string                   `yaml:"claims,flow" json:"claims"`
	Direction     evidence.InterestDirection `yaml:"direction" json:"direction"`
	Kind          evidence.InterestKind      `yaml:"kind" json:"kind"`
	Justification string                     `yaml:"justification" json:"justification"`
	Quotes        []Quote                    `yaml:"quotes,flow" json:"quotes"`
}

// Review is the text's own verdict on its main claim, where it is a fact check.
type Review struct {
	ID            string           `yaml:"id" json:"id"`
	Claim         string           `yaml:"claim" json:"claim"`
	Verdict       evidence.Verdict `yaml:"verdict" json:"verdict"`
	AlternateName string           `yaml:"alternateName" json:"alternateName"`
	Quotes        []Quote          `yaml:"quotes,flow" json:"quotes"`
	Cites         []string         `yaml:"cites,omitempty,flow" json:"cites"`
	CitesQuotes   []Quote          `yaml:"citesQuotes,omitempty,flow" json:"citesQuotes"`
	Basis         []Quote          `yaml:"basis,omitempty,flow" json:"basis"`
	Reservations  []Quote          `yaml:"reservations,omitempty,flow" json:"reservations"`
}
