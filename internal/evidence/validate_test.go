package evidence_test

import (
	"math"
	"strings"
	"testing"

	"github.com/credence-graph/credence/internal/evidence"
)

// validator is any record.
type validator interface{ Validate() error }

// with returns a record changed.
func with[T any](record T, change func(*T)) T {
	change(&record)
	return record
}

func goodClaim() evidence.Claim   { return evidence.Claim{ID: "claim:c", Text: "It is so."} }
func goodSource() evidence.Source { return evidence.Source{ID: "source:s"} }
func goodOutlet() evidence.Outlet { return evidence.Outlet{ID: "outlet:o", Name: "O"} }
func goodStatement() evidence.Statement {
	return evidence.Statement{Source: "source:s", Claim: "claim:c", Stance: evidence.Supports}
}
func goodDerivation() evidence.Derivation {
	return evidence.Derivation{From: "source:s", To: "source:t", Kind: evidence.Cites}
}
func goodCopy() evidence.Derivation {
	return evidence.Derivation{From: "source:s", To: "source:t", Kind: evidence.Copies, CopiedShare: new(.5)}
}
func goodCorroboration() evidence.Corroboration {
	return evidence.Corroboration{Claim: "claim:c", Sources: []evidence.SourceID{"source:s"}}
}
func goodOwnership() evidence.Ownership {
	return evidence.Ownership{Asset: "outlet:o", Owner: "organization:g"}
}
func goodFunding() evidence.Funding {
	return evidence.Funding{Recipient: "organization:g", Funder: "person:p"}
}
func goodSameness() evidence.Sameness { return evidence.Sameness{A: "claim:a", B: "claim:b"} }
func goodRelation() evidence.Relation {
	return evidence.Relation{From: "claim:a", Kind: evidence.PartOf, To: "claim:b"}
}
func goodConfirmation() evidence.Confirmation { return evidence.Confirmation{Source: "source:s"} }
func goodInterest() evidence.Interest {
	return evidence.Interest{Holder: "source:s", Claim: "claim:c", Direction: evidence.For}
}
func goodLeaning() evidence.Leaning {
	return evidence.Leaning{Outlet: "outlet:o", Scheme: "political", Value: "left", RatedBy: "Raters"}
}
func goodReview() evidence.ClaimReview {
	return evidence.ClaimReview{ID: "review:r", Claim: "claim:c", Verdict: evidence.VerdictTrue, AlternateName: "True"}
}

func TestValid(t *testing.T) {
	long := strings.Repeat("x", evidence.MaxTextBytes)
	for name, record := range map[string]validator{
		"claim": goodClaim(), "source": goodSource(), "outlet": goodOutlet(), "statement": goodStatement(),
		"derivation": goodDerivation(), "copy": goodCopy(), "corroboration": goodCorroboration(),
		"ownership": goodOwnership(), "funding": goodFunding(), "sameness": goodSameness(), "relation": goodRelation(),
		"confirmation": goodConfirmation(), "interest": goodInterest(), "leaning": goodLeaning(),
		"interest in a tag":  with(goodInterest(), func(i *evidence.Interest) { i.Claim, i.Tag = "", "board" }),
		"review":             goodReview(),
		"organization":       evidence.Organization{ID: "organization:g", Name: "G"},
		"person":             evidence.Person{ID: "person:p", Name: "P"},
		"longest text":       with(goodClaim(), func(c *evidence.Claim) { c.Text = long }),
		"item without value": with(goodClaim(), func(c *evidence.Claim) { c.Item = "number" }),
		"share of nothing":   with(goodSource(), func(s *evidence.Source) { s.Firsthand = &evidence.Firsthand{} }),
		"share of all":       with(goodSource(), func(s *evidence.Source) { s.Firsthand = &evidence.Firsthand{Share: 1} }),
		"own, no share": with(
			goodSource(), func(s *evidence.Source) { s.Firsthand = &evidence.Firsthand{Share: math.NaN(), Unquantified: true} }),
		"self derivation": with(goodDerivation(), func(d *evidence.Derivation) { d.To = d.From }),
		"strength 1":      with(goodStatement(), func(s *evidence.Statement) { s.Strength = 1 }),
		"copied share 0":  with(goodCopy(), func(d *evidence.Derivation) { d.CopiedShare = new(0.0) }),
		"share 100":       with(goodOwnership(), func(o *evidence.Ownership) { o.SharePercent = new(100.0) }),
		"ends as it begins": with(
			goodOwnership(), func(o *evidence.Ownership) { o.ValidFrom, o.ValidTo = "2020", "2020-01-01" }),
		"only an end":  with(goodFunding(), func(f *evidence.Funding) { f.ValidTo = "2020-02" }),
		"confidence 0": with(goodRelation(), func(r *evidence.Relation) { r.Provenance.Confidence = new(0) }),
		"quote of a place": with(
			goodRelation(), func(r *evidence.Relation) { r.Provenance.Quotes = []evidence.Quote{{Locator: "p. 3"}} }),
		"quote of lines": with(
			goodRelation(), func(r *evidence.Relation) { r.Provenance.Quotes = []evidence.Quote{{StartLine: 1, EndLine: 1}} }),
	} {
		if err := record.Validate(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// refusal is a record that cannot be accepted, and the field at fault.
type refusal struct {
	field  string
	record validator
}

func checkRefusals(t *testing.T, refusals []refusal) {
	t.Helper()
	for i, r := range refusals {
		if err := r.record.Validate(); err == nil {
			t.Errorf("%d: %+v is accepted, expected a refusal at %q", i, r.record, r.field)
		} else {
			checkInvalid(t, err.Error(), r.field, err)
		}
	}
}

func TestInvalidNodes(t *testing.T) {
	long := strings.Repeat("x", evidence.MaxTextBytes+1)
	claim := func(field string, change func(*evidence.Claim)) refusal {
		return refusal{field, with(goodClaim(), change)}
	}
	source := func(field string, change func(*evidence.Source)) refusal {
		return refusal{field, with(goodSource(), change)}
	}
	outlet := func(field string, change func(*evidence.Outlet)) refusal {
		return refusal{field, with(goodOutlet(), change)}
	}
	review := func(field string, change func(*evidence.ClaimReview)) refusal {
		return refusal{field, with(goodReview(), change)}
	}
	checkRefusals(t, []refusal{
		claim("id", func(c *evidence.Claim) { c.ID = "" }), claim("id", func(c *evidence.Claim) { c.ID = "c" }),
		claim("id", func(c *evidence.Claim) { c.ID = "source:c" }), claim("id", func(c *evidence.Claim) { c.ID = "claim:" }),
		claim("id", func(c *evidence.Claim) { c.ID = "claim:\t" }), claim("text", func(c *evidence.Claim) { c.Text = "" }),
		claim("text", func(c *evidence.Claim) { c.Text = long }), claim("text", func(c *evidence.Claim) { c.Text = "\xff" }),
		claim("text", func(c *evidence.Claim) { c.Text = "a\x00b" }),
		claim("tags", func(c *evidence.Claim) { c.Tags = []string{"a", ""} }),
		claim("item", func(c *evidence.Claim) { c.Value = "1" }), claim("item", func(c *evidence.Claim) { c.Item = long }),
		claim("value", func(c *evidence.Claim) { c.Item, c.Value = "i", long }),
		claim("claimDate", func(c *evidence.Claim) { c.ClaimDate = "2024-13" }),

		source("id", func(s *evidence.Source) { s.ID = "claim:s" }),
		source("kind", func(s *evidence.Source) { s.Kind = "BLOG" }),
		source("identity", func(s *evidence.Source) { s.Identity = "KNOWN" }),
		source("title", func(s *evidence.Source) { s.Title = long }),
		source("url", func(s *evidence.Source) { s.URL = "a.example" }),
		source("publishedAt", func(s *evidence.Source) { s.PublishedAt = "today" }),
		source("withdrawnAt", func(s *evidence.Source) { s.WithdrawnAt = "2024-02-30" }),
		source("reliability", func(s *evidence.Source) { s.Reliability = "G" }),
		source("reliability", func(s *evidence.Source) { s.Reliability = "AB" }),
		source("outlet", func(s *evidence.Source) { s.Outlet = "organization:o" }),
		source("authors", func(s *evidence.Source) { s.Authors = []evidence.PersonID{"person:p", "outlet:o"} }),
		source("firsthand", func(s *evidence.Source) { s.Firsthand = &evidence.Firsthand{Share: 1.5} }),
		source("firsthand", func(s *evidence.Source) { s.Firsthand = &evidence.Firsthand{Share: -.1} }),
		source("firsthand", func(s *evidence.Source) { s.Firsthand = &evidence.Firsthand{Share: math.NaN()} }),

		outlet("id", func(o *evidence.Outlet) { o.ID = "outlet: o" }),
		outlet("name", func(o *evidence.Outlet) { o.Name = "" }),
		outlet("kind", func(o *evidence.Outlet) { o.Kind = "BLOG" }),
		outlet("reliability", func(o *evidence.Outlet) { o.Reliability = "a" }),
		outlet("domains", func(o *evidence.Outlet) { o.Domains = []string{"https://a.example"} }),
		outlet("domains", func(o *evidence.Outlet) { o.Domains = []string{"a.example", ""} }),
		{"id", evidence.Organization{ID: "outlet:g", Name: "G"}}, {"name", evidence.Organization{ID: "organization:g"}},
		{"id", evidence.Person{Name: "P"}}, {"name", evidence.Person{ID: "person:p", Name: "\xff"}},

		review("id", func(r *evidence.ClaimReview) { r.ID = "claim:r" }),
		review("claim", func(r *evidence.ClaimReview) { r.Claim = "" }),
		review("publisher", func(r *evidence.ClaimReview) { r.Publisher = "person:p" }),
		review("url", func(r *evidence.ClaimReview) { r.URL = "x" }),
		review("datePublished", func(r *evidence.ClaimReview) { r.DatePublished = "x" }),
		review("verdict", func(r *evidence.ClaimReview) { r.Verdict = "" }),
		review("alternateName", func(r *evidence.ClaimReview) { r.AlternateName = "" }),
		review("ratingValue", func(r *evidence.ClaimReview) { r.RatingValue = new(math.NaN()) }),
		review("bestRating", func(r *evidence.ClaimReview) { r.BestRating = new(math.Inf(1)) }),
		review("worstRating", func(r *evidence.ClaimReview) { r.WorstRating = new(math.Inf(-1)) }),
		review("cites", func(r *evidence.ClaimReview) { r.Cites = []evidence.SourceID{"claim:c"} }),
		review("quote", func(r *evidence.ClaimReview) { r.CitesQuotes = []evidence.Quote{{}} }),
		review("quote", func(r *evidence.ClaimReview) { r.Basis = []evidence.Quote{{}} }),
		review("quote", func(r *evidence.ClaimReview) { r.Reservations = []evidence.Quote{{}} }),
	})
}

func TestInvalidLinks(t *testing.T) {
	statement := func(field string, change func(*evidence.Statement)) refusal {
		return refusal{field, with(goodStatement(), change)}
	}
	derivation := func(field string, change func(*evidence.Derivation)) refusal {
		return refusal{field, with(goodDerivation(), change)}
	}
	copied := func(field string, change func(*evidence.Derivation)) refusal {
		return refusal{field, with(goodCopy(), change)}
	}
	owned := func(field string, change func(*evidence.Ownership)) refusal {
		return refusal{field, with(goodOwnership(), change)}
	}
	funded := func(field string, change func(*evidence.Funding)) refusal {
		return refusal{field, with(goodFunding(), change)}
	}
	checkRefusals(t, []refusal{
		statement("source", func(s *evidence.Statement) { s.Source = "" }),
		statement("claim", func(s *evidence.Statement) { s.Claim = "source:c" }),
		statement("stance", func(s *evidence.Statement) { s.Stance = "" }),
		statement("strength", func(s *evidence.Statement) { s.Strength = 1.01 }),
		statement("strength", func(s *evidence.Statement) { s.Strength = -1 }),
		statement("strength", func(s *evidence.Statement) { s.Strength = math.NaN() }),

		derivation("from", func(d *evidence.Derivation) { d.From = "claim:c" }),
		derivation("to", func(d *evidence.Derivation) { d.To = "" }),
		derivation("kind", func(d *evidence.Derivation) { d.Kind = "LINKS" }),
		derivation("claims", func(d *evidence.Derivation) { d.Claims = []evidence.ClaimID{"c"} }),
		derivation("weight", func(d *evidence.Derivation) { d.Weight = -1 }),
		derivation("weight", func(d *evidence.Derivation) { d.Weight = math.Inf(1) }),
		derivation("weight", func(d *evidence.Derivation) { d.Weight = math.NaN() }),
		derivation("copiedShare", func(d *evidence.Derivation) { d.CopiedShare = new(.5) }),
		derivation("status", func(d *evidence.Derivation) { d.Status = "MAYBE" }),
		copied("copiedShare", func(d *evidence.Derivation) { d.CopiedShare = nil }),
		copied("copiedShare", func(d *evidence.Derivation) { d.CopiedShare = new(1.1) }),
		copied("copiedShare", func(d *evidence.Derivation) { d.CopiedShare = new(-.1) }),
		copied("copiedShare", func(d *evidence.Derivation) { d.CopiedShare = new(math.NaN()) }),
		copied("to", func(d *evidence.Derivation) { d.To = d.From }),

		{"sources", evidence.Corroboration{Claim: "claim:c"}},
		{"claim", evidence.Corroboration{Sources: []evidence.SourceID{"source:s"}}},
		{"sources", evidence.Corroboration{Claim: "claim:c", Sources: []evidence.SourceID{"source:s", "s"}}},

		owned("asset", func(o *evidence.Ownership) { o.Asset = "person:p" }),
		owned("asset", func(o *evidence.Ownership) { o.Asset = "outlet:" }),
		owned("owner", func(o *evidence.Ownership) { o.Owner = "outlet:o" }),
		owned("owner", func(o *evidence.Ownership) { o.Asset = o.Owner }),
		owned("sharePercent", func(o *evidence.Ownership) { o.SharePercent = new(0.0) }),
		owned("sharePercent", func(o *evidence.Ownership) { o.SharePercent = new(100.5) }),
		owned("sharePercent", func(o *evidence.Ownership) { o.SharePercent = new(math.NaN()) }),
		owned("validFrom", func(o *evidence.Ownership) { o.ValidFrom = "x" }),
		owned("validTo", func(o *evidence.Ownership) { o.ValidTo = "x" }),
		owned("validTo", func(o *evidence.Ownership) { o.ValidFrom, o.ValidTo = "2020", "2019-12-31" }),
		funded("recipient", func(f *evidence.Funding) { f.Recipient = "claim:c" }),
		funded("funder", func(f *evidence.Funding) { f.Funder = "" }),
		funded("funder", func(f *evidence.Funding) { f.Funder = f.Recipient }),
		funded("validTo", func(f *evidence.Funding) { f.ValidFrom, f.ValidTo = "2020-02", "2020-01" }),

		{"ids", evidence.Sameness{A: "claim:a", B: "source:b"}}, {"ids", evidence.Sameness{A: "claim:a", B: "claim:a"}},
		{"ids", evidence.Sameness{A: "review:a", B: "review:b"}},
		{"ids", evidence.Sameness{A: "statement:a", B: "statement:b"}}, {"ids", evidence.Sameness{A: "claim:a", B: "claim:"}},
		{"ids", evidence.Sameness{}},

		{"kind", evidence.Relation{From: "claim:a", To: "claim:b", Kind: "LIKE"}},
		{"to", evidence.Relation{From: "claim:a", To: "claim:a", Kind: evidence.PartOf}},
		{"from", evidence.Relation{From: "source:a", To: "claim:b", Kind: evidence.PartOf}},
		{"to", evidence.Relation{From: "claim:a", Kind: evidence.PartOf}},

		{"source", evidence.Confirmation{}}, {"source", evidence.Confirmation{Source: "claim:c"}},
		{"source", evidence.Confirmation{Source: "source:"}},
	})
}

// TestInvalidProvenance checks that every kind of link looks at its provenance.
func TestInvalidProvenance(t *testing.T) {
	for field, p := range map[string]evidence.Provenance{
		"confidence": {Confidence: new(101)}, "method": {Method: "GUESSED"},
		"quote": {Quotes: []evidence.Quote{{Exact: "x"}, {Exact: "x", StartLine: 3, EndLine: 2}}},
	} {
		checkRefusals(t, []refusal{
			{field, p},
			{field, with(goodStatement(), func(s *evidence.Statement) { s.Provenance = p })},
			{field, with(goodDerivation(), func(d *evidence.Derivation) { d.Provenance = p })},
			{field, with(goodCorroboration(), func(c *evidence.Corroboration) { c.Provenance = p })},
			{field, with(goodOwnership(), func(o *evidence.Ownership) { o.Provenance = p })},
			{field, with(goodFunding(), func(f *evidence.Funding) { f.Provenance = p })},
			{field, with(goodSameness(), func(s *evidence.Sameness) { s.Provenance = p })},
			{field, with(goodRelation(), func(r *evidence.Relation) { r.Provenance = p })},
			{field, with(goodConfirmation(), func(c *evidence.Confirmation) { c.Provenance = p })},
		})
	}
	checkRefusals(t, []refusal{
		{"confidence", evidence.Provenance{Confidence: new(-1)}}, {"quote", evidence.Quote{}},
		{"quote", evidence.Quote{Prefix: "a", Suffix: "b"}},
		{"quote", evidence.Quote{Exact: "x", StartLine: -1, EndLine: -1}},
		{"quote", evidence.Quote{Exact: "x", StartLine: 2}}, {"quote", evidence.Quote{Exact: "x", EndLine: 2}},
	})
}
