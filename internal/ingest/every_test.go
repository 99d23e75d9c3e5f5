package ingest_test

import (
	"testing"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
)

// strip takes off what the store sets.
func strip(t *testing.T, o evidence.Object) evidence.Object {
	t.Helper()
	wipe := func(p *evidence.Provenance) {
		if p.Collector != "credence import" || p.Method != evidence.Imported || p.RecordedAt.IsZero() {
			t.Errorf("provenance %+v; want collector, method and time", *p)
		}
		p.Collector, p.Method, p.RecordedAt = "", "", time.Time{}
	}
	switch n := o.Node.(type) {
	case *evidence.Claim:
		n.RecordedAt = time.Time{}
	case *evidence.Source:
		n.RecordedAt = time.Time{}
	case *evidence.Outlet:
		n.RecordedAt = time.Time{}
	case *evidence.Organization:
		n.RecordedAt = time.Time{}
	case *evidence.Person:
		n.RecordedAt = time.Time{}
	case *evidence.ClaimReview:
		n.RecordedAt = time.Time{}
	}
	switch l := o.Link.(type) {
	case *evidence.Statement:
		wipe(&l.Provenance)
	case *evidence.Derivation:
		wipe(&l.Provenance)
	case *evidence.Corroboration:
		wipe(&l.Provenance)
	case *evidence.Sameness:
		wipe(&l.Provenance)
	case *evidence.Ownership:
		wipe(&l.Provenance)
	case *evidence.Funding:
		wipe(&l.Provenance)
	case *evidence.Relation:
		wipe(&l.Provenance)
	case *evidence.Confirmation:
		wipe(&l.Provenance)
	case *evidence.Interest:
		wipe(&l.Provenance)
	case *evidence.Leaning:
		wipe(&l.Provenance)
	}
	return o
}

// wordsOfS1 is the text that testdata/all.jsonl gives for a source.
const wordsOfS1 = "The bridge is closed.\nIt was \"closed\" on 3 May."

// everyField is what testdata/all.jsonl says.
func everyField() map[evidence.ID]evidence.Object {
	all := map[evidence.ID]evidence.Object{}
	nodes := []evidence.Node{
		&evidence.Claim{ID: "claim:c1", Text: "The bridge was closed on 3 May.", Name: "bridge closed",
			Item: "closing-day", Value: "3 May",
			Tags: []string{"bridge", "city"}, Language: "en", Claimant: "the mayor", ClaimDate: "2024-05-03"},
		&evidence.Claim{ID: "claim:c2", Text: "The bridge was closed."},
		&evidence.Source{ID: "source:s1", Kind: evidence.Article, Identity: evidence.Named, Title: "Bridge closed",
			URL: "https://www.example.org/a?utm_source=x", CanonicalURL: "https://example.org/a",
			PublishedAt: "2024-05", WithdrawnAt: "2024-06-01",
			Language: "en", Firsthand: &evidence.Firsthand{Share: 0.5}, Reliability: evidence.ReliabilityB,
			Outlet:  "outlet:o1",
			Authors: []evidence.PersonID{"person:p1", "person:p2"}, Fingerprint: evidence.FingerprintOf(wordsOfS1)},
		&evidence.Source{
			ID: "source:s2", Kind: evidence.OtherSource, Identity: evidence.Named,
			Firsthand: &evidence.Firsthand{Unquantified: true},
		},
		&evidence.Source{
			ID: "source:s3", Kind: evidence.OtherSource, Identity: evidence.Unnamed, Firsthand: &evidence.Firsthand{},
		},
		&evidence.Source{ID: "source:s4", Kind: evidence.OtherSource, Identity: evidence.Named},
		&evidence.Outlet{ID: "outlet:o1", Name: "City Gazette", Domains: []string{"example.org", "gazette.example"},
			Country: "GB",
			Kind:    evidence.News, Reliability: evidence.ReliabilityC},
		&evidence.Outlet{ID: "outlet:o2", Name: "Checkers", Kind: evidence.OtherOutlet},
		&evidence.Organization{ID: "organization:g1", Name: "Holding", Country: "GB", Kind: "company"},
		&evidence.Person{ID: "person:p1", Name: "A. Writer"},
		&evidence.Person{ID: "person:p2", Name: "B. Writer"},
		&evidence.ClaimReview{ID: "review:r1", Claim: "claim:c1", Publisher: "outlet:o2",
			URL: "https://checkers.example/1", DatePublished: "2024-05-09",
			Verdict: evidence.VerdictMostlyTrue, AlternateName: "Nearly right", RatingValue: pointer(4.0),
			BestRating: pointer(5.0), WorstRating: pointer(1.0),
			Cites:        []evidence.SourceID{"source:s1", "source:s2"},
			CitesQuotes:  []evidence.Quote{{Exact: "see the gazette"}},
			Basis:        []evidence.Quote{{Exact: "the gazette says so", StartLine: 9, EndLine: 9}},
			Reservations: []evidence.Quote{{Exact: "one day off", Locator: "note 1"}}},
	}
	for _, n := range nodes {
		all[n.NodeID()] = evidence.Object{Node: n}
	}
	for _, l := range everyLink() {
		all[l.LinkID()] = evidence.Object{Link: l}
	}
	return all
}

// identified fills in the id of a link.
func identified[T interface{ Normalize() T }](link *T) *T {
	*link = (*link).Normalize()
	return link
}

func everyLink() []evidence.Link {
	from := evidence.Provenance{RecordedFrom: "all.jsonl"}
	quoted := func(words string) evidence.Provenance {
		return evidence.Provenance{RecordedFrom: "all.jsonl", Quotes: []evidence.Quote{{Exact: words}}}
	}
	both := []evidence.ClaimID{"claim:c1", "claim:c2"}
	sources := []evidence.SourceID{"source:s1", "source:s2"}
	return []evidence.Link{
		&evidence.Statement{ID: evidence.StatementIDOf("source:s1", "claim:c1", evidence.Supports), Source: "source:s1",
			Claim:  "claim:c1",
			Stance: evidence.Supports, Strength: 0.8,
			Provenance: evidence.Provenance{RecordedFrom: "City gazette", Justification: "read twice",
				Confidence: pointer(90),
				Quotes:     []evidence.Quote{{Exact: "The bridge is closed.", StartLine: 3, EndLine: 3}}}},
		&evidence.Derivation{ID: evidence.DerivationIDOf("source:s1", "source:s2", evidence.Cites, both),
			From: "source:s1", To: "source:s2",
			Kind: evidence.Cites, Claims: both, Weight: 2, Detector: "by eye", Status: evidence.Confirmed,
			Provenance: evidence.Provenance{RecordedFrom: "all.jsonl", Quotes: []evidence.Quote{
				{Exact: "as told", Prefix: "was ", Suffix: " by", StartLine: 4, EndLine: 5}, {Locator: "p. 12"}}}},
		&evidence.Derivation{ID: evidence.DerivationIDOf("source:s3", "source:s1", evidence.Copies, both[:1]),
			From: "source:s3", To: "source:s1",
			Kind: evidence.Copies, Claims: both[:1], Weight: 1.5, CopiedShare: pointer(0.9), Detector: "shingles",
			Status: evidence.Rejected, Provenance: from},
		&evidence.Corroboration{ID: evidence.CorroborationIDOf("claim:c1", sources), Claim: "claim:c1",
			Sources:    sources,
			Provenance: quoted("two independent reports")},
		&evidence.Sameness{
			ID: evidence.SamenessIDOf("source:s2", "source:s3"), A: "source:s2", B: "source:s3",
			Provenance: quoted("all one"),
		},
		&evidence.Sameness{
			ID: evidence.SamenessIDOf("source:s2", "source:s4"), A: "source:s2", B: "source:s4",
			Provenance: quoted("all one"),
		},
		&evidence.Ownership{ID: evidence.OwnershipIDOf("outlet:o1", "organization:g1", "2020"), Asset: "outlet:o1",
			Owner:        "organization:g1",
			SharePercent: pointer(51.0), ValidFrom: "2020", ValidTo: "2024-01-01", Provenance: from},
		&evidence.Ownership{
			ID: evidence.OwnershipIDOf("organization:g1", "person:p1", ""), Asset: "organization:g1",
			Owner: "person:p1", Provenance: from,
		},
		&evidence.Funding{ID: evidence.FundingIDOf("outlet:o1", "person:p2", "2021-01"), Recipient: "outlet:o1",
			Funder:    "person:p2",
			ValidFrom: "2021-01", ValidTo: "2022", Provenance: from},
		&evidence.Relation{ID: evidence.RelationIDOf("claim:c1", evidence.PartOf, "claim:c2"), From: "claim:c1",
			Kind: evidence.PartOf, To: "claim:c2",
			Provenance: evidence.Provenance{Quotes: []evidence.Quote{{Locator: "p. 1"}}}},
		&evidence.Confirmation{ID: evidence.ConfirmationIDOf("source:s1"), Source: "source:s1",
			Provenance: evidence.Provenance{RecordedFrom: "the desk", Justification: "read both",
				Confidence: pointer(70),
				Quotes:     []evidence.Quote{{Exact: "as the record says", StartLine: 2, EndLine: 2}}}},
		identified(&evidence.Interest{Holder: "person:p2", Claim: "claim:c1", Direction: evidence.Against,
			Kind: evidence.PartyInterest, ValidFrom: "2022-02-24", ValidTo: "2024",
			Provenance: evidence.Provenance{RecordedFrom: "the desk", Justification: "named as one", Confidence: pointer(60),
				Quotes: []evidence.Quote{{Exact: "both parties", StartLine: 1, EndLine: 1}}}}),
		identified(&evidence.Interest{Holder: "organization:g1", Tag: "bridge", Direction: evidence.For,
			Kind: evidence.OtherInterest, Provenance: from}),
		identified(&evidence.Leaning{Outlet: "outlet:o1", Scheme: "political", Value: "centre", RatedBy: "Raters",
			RatedAt: "2026-05", Provenance: quoted("in the middle")}),
	}
}
