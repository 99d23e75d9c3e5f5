package graphs

import (
	"fmt"
	"math/rand/v2"

	"github.com/credence-graph/credence/internal/evidence"
)

// The most nodes of each kind in a random graph.
const (
	MostSources = 12
	mostClaims  = 3
	holders     = 3 // outlets, organizations and persons each
	reviews     = 2
)

// World makes random batches over one small set of nodes, so that its batches change and contradict one another: at
// most 12 sources and 3 claims, with outlets, organizations, persons and reviews. The same numbers make the same
// batches.
type World struct {
	R       *rand.Rand
	sources int
	Claims  int
	Links   []evidence.ID // of every link that was ever in a batch
}

// New returns a world that takes its chances from r.
func New(r *rand.Rand) *World {
	return &World{R: r, sources: 1 + r.IntN(MostSources), Claims: 1 + r.IntN(mostClaims)}
}

// Graph returns a batch with every node of the world and up to forty-seven links between them.
func (w *World) Graph() evidence.Batch {
	b := w.batch()
	for i := range holders {
		b.Organizations = append(b.Organizations, Puts(w.organization(i))...)
		b.Persons = append(b.Persons, Puts(w.person(i))...)
		b.Outlets = append(b.Outlets, Puts(w.outlet(i))...)
	}
	for i := range w.sources {
		b.Sources = append(b.Sources, Puts(w.source(i))...)
	}
	for i := range w.Claims {
		b.Claims = append(b.Claims, Puts(w.claim(i))...)
	}
	for i := range reviews {
		b.Reviews = append(b.Reviews, Puts(w.review(i))...)
	}
	for range w.R.IntN(48) {
		w.link(&b)
	}
	return b
}

// Change returns a batch of a few records over the nodes of the graph: some as they stand, some with other values, some
// that state a few fields only. One in ten cannot be applied, for it names a node that is missing.
func (w *World) Change() evidence.Batch {
	b := w.batch()
	for range w.R.IntN(4) {
		switch w.R.IntN(5) {
		case 0:
			b.Outlets = append(b.Outlets, partly(w, w.outlet(w.R.IntN(holders)))...)
		case 1:
			b.Claims = append(b.Claims, partly(w, w.claim(w.R.IntN(w.Claims)))...)
		case 2:
			b.Reviews = append(b.Reviews, partly(w, w.review(w.R.IntN(reviews)))...)
		default:
			b.Sources = append(b.Sources, partly(w, w.source(w.R.IntN(w.sources)))...)
		}
	}
	for range w.R.IntN(8) {
		w.link(&b)
	}
	if w.R.IntN(10) == 0 {
		b.Statements = append(
			b.Statements, Puts(evidence.Statement{Source: "source:none", Claim: w.ClaimID(), Stance: evidence.Mentions})...)
	}
	return b
}

// Retraction returns ids of links that were in batches, and now and then one of a link that never was.
func (w *World) Retraction() []evidence.ID {
	var ids []evidence.ID
	for range w.R.IntN(4) {
		if len(w.Links) > 0 {
			ids = append(ids, Pick(w, w.Links...))
		}
	}
	if w.R.IntN(10) == 0 {
		ids = append(ids, "derivation:none")
	}
	return ids
}

func (w *World) batch() evidence.Batch {
	return evidence.Batch{
		Collector: Pick(w, "anna", "import 1"), Method: Pick(w, evidence.Declared, evidence.Detected, evidence.Imported),
		RecordedFrom: Pick(w, "", "facts.jsonl"),
	}
}

// partly states some fields of a record, or all.
func partly[T evidence.Record](w *World, value T) []evidence.Put[T] {
	p := evidence.Put[T]{Value: value}
	if w.R.IntN(2) == 0 {
		p.Fields = []string{}
		for _, name := range evidence.Fields[T]() {
			if w.R.IntN(3) == 0 && name != "text" && name != "name" { // these must not be cleared
				p.Fields = append(p.Fields, name)
			}
		}
	}
	return []evidence.Put[T]{p}
}

// Pick returns one of some values.
func Pick[T any](w *World, from ...T) T { return from[w.R.IntN(len(from))] }

// maybe returns the value half of the time, else nothing.
func maybe[T any](w *World, value T) (chosen T) {
	if w.R.IntN(2) == 0 {
		return value
	}
	return chosen
}

func (w *World) date() evidence.Date {
	return Pick[evidence.Date](w, "", "", "2020", "2021-06", "2021-06-01", "2022-03-04", "2022-03-05", "2030")
}

// time returns a date of a source, which may have a time of day.
func (w *World) time() evidence.Date {
	return Pick(w, w.date(), w.date(), "2022-03-04T23:30", "2022-03-04T08:10Z", "2022-03-05T08:10+11:00")
}

func (w *World) sourceID() evidence.SourceID {
	return evidence.SourceID(fmt.Sprintf("source:s%02d", w.R.IntN(w.sources)))
}

// ClaimID returns one of the claims.
func (w *World) ClaimID() evidence.ClaimID {
	return evidence.ClaimID(fmt.Sprintf("claim:c%d", w.R.IntN(w.Claims)))
}

// OutletID returns one of the outlets.
func (w *World) OutletID() evidence.OutletID {
	return evidence.OutletID(fmt.Sprintf("outlet:o%d", w.R.IntN(holders)))
}

// PersonID returns one of the persons.
func (w *World) PersonID() evidence.PersonID {
	return evidence.PersonID(fmt.Sprintf("person:p%d", w.R.IntN(holders)))
}

func (w *World) organizationID() evidence.OrganizationID {
	return evidence.OrganizationID(fmt.Sprintf("organization:g%d", w.R.IntN(holders)))
}

func (w *World) organization(i int) evidence.Organization {
	return evidence.Organization{ID: evidence.OrganizationID(fmt.Sprintf("organization:g%d", i)),
		Name: fmt.Sprint("Group ", i), Country: maybe(w, "UA")}
}

func (w *World) person(i int) evidence.Person {
	return evidence.Person{ID: evidence.PersonID(fmt.Sprintf("person:p%d", i)), Name: fmt.Sprint("Person ", i)}
}

func (w *World) outlet(i int) evidence.Outlet {
	return evidence.Outlet{
		ID: evidence.OutletID(fmt.Sprintf("outlet:o%d", i)), Name: fmt.Sprint("Outlet ", i),
		Reliability: maybe(w, evidence.ReliabilityB),
		Country:     []string{"GB", "NL", ""}[i%3], Kind: []evidence.OutletKind{evidence.News, evidence.Wire}[i%2],
		Domains: Pick(w, nil, []string{"a.example"}, []string{"b.example", "a.example"}),
	}
}

func (w *World) source(i int) evidence.Source {
	return evidence.Source{
		ID: evidence.SourceID(fmt.Sprintf("source:s%02d", i)), Kind: Pick(w, evidence.Article, evidence.Document, ""),
		Identity: Pick(w, evidence.Named, evidence.Unnamed, ""), Title: maybe(w, fmt.Sprint("Title ", w.R.IntN(3))),
		URL: Pick(w, "", "", "https://a.example/x", "http://www.a.example/x/?utm_source=y"), PublishedAt: w.time(),
		WithdrawnAt: w.time(),
		Firsthand:   Pick(w, nil, &evidence.Firsthand{Share: .5}, &evidence.Firsthand{Unquantified: true}),
		Outlet:      maybe(w, w.OutletID()), Authors: Pick(
			w, nil, []evidence.PersonID{w.PersonID()}, []evidence.PersonID{w.PersonID(), w.PersonID()}),
	}
}

func (w *World) claim(i int) evidence.Claim {
	return evidence.Claim{
		ID: evidence.ClaimID(fmt.Sprintf("claim:c%d", i)), Text: Pick(w, "It is so.", "It is not so."),
		Item: Pick(w, "item", "item", "other"), Value: Pick(w, "", "1", "2"),
		Tags: Pick(w, nil, []string{"x"}, []string{"y", "x"}), ClaimDate: w.date(),
	}
}

func (w *World) review(i int) evidence.ClaimReview {
	r := evidence.ClaimReview{
		ID: evidence.ReviewID(fmt.Sprintf("review:r%d", i)), Claim: w.ClaimID(), Publisher: maybe(w, w.OutletID()),
		DatePublished: w.date(),
		Verdict:       Pick(w, evidence.Verdicts()...), AlternateName: "In words", RatingValue: Pick(w, nil, new(1.5)),
		Basis: w.provenance().Quotes,
	}
	for range w.R.IntN(3) {
		r.Cites = append(r.Cites, w.sourceID())
	}
	return r
}

func (w *World) provenance() evidence.Provenance {
	return evidence.Provenance{
		RecordedFrom: maybe(w, "a letter"), Justification: maybe(w, "because"),
		Confidence: Pick(w, nil, nil, new(0), new(80)),
		Quotes:     Pick(w, nil, nil, []evidence.Quote{{Exact: "так", StartLine: 1, EndLine: 2}, {Locator: "p. 3"}}),
	}
}
