package graphs

import (
	"testing"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
)

// Full returns a batch with at least one record of every kind in which every field is stated, none with its default.
// The texts hold what is easily lost on the way: other scripts, marks that combine, quotation marks, line ends.
func Full() evidence.Batch {
	return evidence.Batch{
		Collector: "ümport 2", Method: evidence.Imported, RecordedFrom: "facts.jsonl",
		Organizations: Puts(
			evidence.Organization{ID: "organization:Холдинг", Name: "Холдинг «Север»", Country: "RU", Kind: "holding"},
			evidence.Organization{ID: "organization:fund", Name: "A fund", Country: "DE", Kind: "foundation"}),
		Persons: Puts(
			evidence.Person{ID: "person:zoë", Name: "Zoe\u0308 O'Brien"},
			evidence.Person{ID: "person:a b", Name: "아무개"}),
		Outlets: Puts(
			evidence.Outlet{ID: "outlet:post", Name: "The \"Post\"", Domains: []string{"Post.example", "a.example"},
				Country: "UA",
				Kind:    evidence.News, Reliability: evidence.ReliabilityC},
			evidence.Outlet{ID: "outlet:post2", Name: "Post", Kind: evidence.Wire}),
		Sources: Puts(
			evidence.Source{ID: "source:s:1", Kind: evidence.Investigation, Identity: evidence.Category,
				Title: "Trains & shells — 조사\nPart 1",
				URL:   "https://www.Post.example/a/?utm_source=x&b=2&a=1#part", PublishedAt: "2024-10", WithdrawnAt: "2024-11-30",
				Language: "uk", Firsthand: &evidence.Firsthand{Share: .25}, Reliability: evidence.ReliabilityB,
				Outlet:      "outlet:post",
				Authors:     []evidence.PersonID{"person:zoë", "person:a b"},
				Fingerprint: evidence.FingerprintOf("«Потяги» were seen.")},
			evidence.Source{ID: "source:s2", Firsthand: &evidence.Firsthand{Unquantified: true}, Identity: evidence.Unnamed},
			evidence.Source{ID: "source:s3", Firsthand: &evidence.Firsthand{}, PublishedAt: "2024-03-01T08:10+02:00"}),
		Claims: Puts(
			evidence.Claim{ID: "claim:c1", Text: "14,000 were sent; so \\n it's \"said\" 🚂.", Name: "How many",
				Item: "number sent", Value: "14,000",
				Tags: []string{"war", "Армія", "a tag"}, Language: "en", Claimant: "a minister", ClaimDate: "2024-10-18"},
			evidence.Claim{ID: "claim:c2", Text: "Some were sent."}),
		Reviews: Puts(evidence.ClaimReview{
			ID: "review:r", Claim: "claim:c1", Publisher: "outlet:post", URL: "https://check.example/1",
			DatePublished: "2025-01-02",
			Verdict:       evidence.VerdictMostlyTrue, AlternateName: "Mostly „true“", RatingValue: new(4.5),
			BestRating:  new(5.0),
			WorstRating: new(-1.0), Cites: []evidence.SourceID{"source:s2", "source:s:1"}, CitesQuotes: passages("cites"),
			Basis: passages("basis"), Reservations: passages("reservations")}),
		Statements: Puts(
			evidence.Statement{Source: "source:s:1", Claim: "claim:c1", Stance: evidence.Refutes, Strength: .625,
				Provenance: Provenance("statement")}),
		Derivations: Puts(
			evidence.Derivation{From: "source:s:1", To: "source:s2", Kind: evidence.Copies,
				Claims: []evidence.ClaimID{"claim:c2", "claim:c1"},
				Weight: 2.5, CopiedShare: new(.875), Detector: "shingles/1", Status: evidence.Confirmed,
				Provenance: Provenance("copy")},
			evidence.Derivation{From: "source:s:1", To: "source:s3", Kind: evidence.Translates, Weight: .125,
				Status: evidence.Rejected}),
		Corroborations: Puts(
			evidence.Corroboration{Claim: "claim:c1", Sources: []evidence.SourceID{"source:s3", "source:s:1", "source:s2"},
				Provenance: Provenance("corroboration")}),
		Ownerships: Puts(
			evidence.Ownership{Asset: "outlet:post", Owner: "organization:Холдинг", SharePercent: new(50.5),
				ValidFrom: "2020-02",
				ValidTo:   "2199", Reciprocated: new(false), Provenance: Provenance("ownership")}),
		Fundings: Puts(
			evidence.Funding{Recipient: "outlet:post", Funder: "person:a b", ValidFrom: "2019", ValidTo: "2199-12-31",
				Provenance: Provenance("funding")}),
		Samenesses: Puts(evidence.Sameness{A: "outlet:post2", B: "outlet:post", Provenance: Provenance("sameness")}),
		Relations: Puts(
			evidence.Relation{From: "claim:c1", Kind: evidence.PartOf, To: "claim:c2", Provenance: Provenance("relation")}),
		Confirmations: Puts(evidence.Confirmation{Source: "source:s:1", Provenance: Provenance("confirmation")}),
		Interests: Puts(
			evidence.Interest{Holder: "person:zoë", Claim: "claim:c1", Direction: evidence.Against,
				Kind: evidence.CommercialInterest, ValidFrom: "2020-02", ValidTo: "2199-12-31",
				Provenance: Provenance("interest")},
			evidence.Interest{Holder: "organization:fund", Tag: "Армія", Direction: evidence.For,
				Kind: evidence.GovernmentInterest, Provenance: Provenance("interest in a tag")}),
		Leanings: Puts(evidence.Leaning{Outlet: "outlet:post", Scheme: "politics «2»", Value: "left\nof \"centre\"",
			RatedBy: "Raters & Söhne", RatedAt: "2026-05", Provenance: Provenance("leaning")}),
	}
}

// Provenance returns a provenance in which everything that can be stated is.
func Provenance(of string) evidence.Provenance {
	return evidence.Provenance{RecordedFrom: "the text on " + of, Justification: "it \"says\" so: " + of,
		Confidence: new(70), Quotes: passages(of)}
}

// passages returns quotes of every form: by lines, by place, and in every script.
func passages(of string) []evidence.Quote {
	return []evidence.Quote{
		{Exact: "z: «слова» about " + of, Prefix: "before\t", Suffix: "\nafter", StartLine: 4, EndLine: 7},
		{Exact: "말 🚂 e\u0301 \\u0041 <b>&amp;\u2028", Locator: "01:02:03"},
		{Locator: "p. 7"},
		{Exact: "a: " + of, StartLine: 6, EndLine: 6},
	}
}

// Wide is the moment that shows every link of full: its ownership and funding have an end, far off.
func Wide() evidence.Moment {
	return evidence.Moment{ValidAt: time.Date(2150, 1, 1, 0, 0, 0, 0, time.UTC)}
}

// CheckFilled fails for every field that no record of its kind in the batch states: a new field needs a value in full.
func CheckFilled(t testing.TB, b evidence.Batch) {
	t.Helper()
	stated := map[string]bool{}
	for _, o := range b.Objects() {
		var record any = o.Node
		if o.Link != nil {
			record = o.Link
		}
		table := evidence.TableOf(record)
		for i := range table.Fields {
			if f := &table.Fields[i]; f.Role != evidence.ByStore && f.Role != evidence.Derived && f.Role != evidence.Key {
				name := string(table.Kind) + "." + f.Name
				stated[name] = stated[name] || f.Get(record) != nil
			}
		}
	}
	for name, is := range stated {
		if !is {
			t.Errorf("%s is stated by no record of the round trip; give it a value", name)
		}
	}
}
