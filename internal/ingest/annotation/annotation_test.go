package annotation_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/ingest/annotation"
	"github.com/credence-graph/credence/internal/memstore"
	"github.com/credence-graph/credence/seed"
)

// document is a text of three lines; annotated is an annotation of it without fault.
const (
	document  = "A title\nThe paper says that it is so.\nIt \"may\" be biased."
	annotated = `recordedFrom: {line: 1, exact: A title}
main: it
claims:
  - id: it
    text: It is so.
    quotes: [{line: 2, exact: it is so}]
  - id: part
    text: It may be.
    quotes: [{line: 3, exact: may}]
relations:
  - {from: part, kind: PART_OF, to: it, quotes: [{line: 2, to: 3, exact: "so.\nIt"}]}
outlets:
  - {id: paper, name: The paper, quotes: [{line: 2, exact: The paper}]}
sources:
  - {id: paper, outlet: paper, quotes: [{line: 2, exact: The paper}]}
  - {id: other, kind: REPORT, identity: UNNAMED, title: others, quotes: [{line: 3, exact: be}]}
statements:
  - {source: paper, claim: it, stance: SUPPORTS, quotes: [{line: 2, exact: The paper says}]}
derivations:
  - {from: paper, to: other, kind: CITES, claims: [it], quotes: [{line: 3, exact: It}]}
corroborations:
  - {claim: it, sources: [paper, other], quotes: [{line: 2, exact: says}]}
interests:
  - {holder: source:other, claims: [it, part], direction: AGAINST, kind: PARTY, validFrom: 2022-02-24,
     justification: Inferred., quotes: [{line: 3, exact: biased}]}
  - {holder: outlet:paper, claims: [it], direction: FOR, quotes: [{line: 3, exact: biased}]}
leanings:
  - {outlet: paper, scheme: political, value: left, ratedBy: Raters, ratedAt: 2026-05, ` +
		`quotes: [{line: 2, exact: paper}]}
reviews:
  - {id: r, claim: it, verdict: "TRUE", alternateName: So, cites: [paper], quotes: [{line: 2, exact: so}],
     citesQuotes: [{line: 2, exact: paper}], basis: [{line: 2, exact: so}], reservations: [{line: 3, exact: biased}]}
suggestions:
  - {kind: source, same: [paper, other], why: They may be., quotes: [{line: 3, exact: may}]}
assertions:
  - {claim: it, sourceCount: 1, tracedCount: 0, demonstrated: 0, pooled: 1, presumed: 1, demonstratedLineCount: 0,
     lineCount: 1,
     presumedOrigins: 1, bottlenecks: [paper], ifWrong: {source: paper, presumed: 0, demonstrated: 0}}
`
)

func TestParseAnnotation(t *testing.T) {
	a, err := annotation.Parse(annotated, document)
	if err != nil {
		t.Fatal(err)
	}
	wantSame(t, "main", evidence.ClaimID("claim:it"), a.Main)
	wantSame(t, "title", "A title", a.Title)
	wantSame(t, "expectations", []annotation.Expectation{{Claim: "claim:it", SourceCount: 1, Pooled: 1, Presumed: 1,
		LineCount: 1, PresumedOrigins: 1,
		Bottlenecks: []evidence.SourceID{"source:paper"},
		IfWrong:     &annotation.ExpectedIfWrong{Source: "source:paper"}}}, a.Expectations)
	wantSame(t, "suggestions", []annotation.Suggestion{{Same: []evidence.ID{"source:other", "source:paper"},
		Why:    "They may be.",
		Quotes: []evidence.Quote{{Exact: "may", StartLine: 3, EndLine: 3}}}}, a.Suggestions)
	wantSame(t, "words for the outlet", []evidence.Quote{{Exact: "The paper", StartLine: 2, EndLine: 2}},
		a.Places["outlet:paper"])
	wantSame(t, "relation", evidence.Relation{ID: evidence.RelationIDOf("claim:part", evidence.PartOf, "claim:it"),
		From: "claim:part",
		Kind: evidence.PartOf, To: "claim:it", Provenance: evidence.Provenance{RecordedFrom: "A title",
			Quotes: []evidence.Quote{{Exact: "so.\nIt", StartLine: 2, EndLine: 3}}}}, a.Batch.Relations[0].Value)
	biased := []evidence.Quote{{Exact: "biased", StartLine: 3, EndLine: 3}}
	wantSame(t, "interest", evidence.Interest{Holder: "source:other", Claim: "claim:part", Direction: evidence.Against,
		Kind: evidence.PartyInterest, ValidFrom: "2022-02-24", Provenance: evidence.Provenance{RecordedFrom: "A title",
			Justification: "Inferred.", Quotes: biased}}.Normalize(), a.Batch.Interests[1].Value)
	wantSame(t, "interest of an outlet", evidence.Interest{Holder: "outlet:paper", Claim: "claim:it",
		Direction:  evidence.For,
		Provenance: evidence.Provenance{RecordedFrom: "A title", Quotes: biased}}.Normalize(), a.Batch.Interests[2].Value)
	wantSame(t, "leaning", evidence.Leaning{Outlet: "outlet:paper", Scheme: "political", Value: "left", RatedBy: "Raters",
		RatedAt: "2026-05", Provenance: evidence.Provenance{RecordedFrom: "A title",
			Quotes: []evidence.Quote{{Exact: "paper", StartLine: 2, EndLine: 2}}}}.Normalize(), a.Batch.Leanings[0].Value)
	// 2 claims, relation, outlet, 2 sources, statement, derivation, corroboration, 3 interests, leaning, review
	wantSame(t, "records", 14, a.Batch.Len())
}

func TestParseAnnotation_NamesWhatIsWrong(t *testing.T) {
	for _, c := range []struct{ name, old, now, words string }{
		{
			"words that are not there", "exact: The paper says}", "exact: The paper said}",
			`quotes: line 18 of the annotation: "The paper said" does not stand on line 2`,
		},
		{
			"words on another line", "{line: 2, exact: The paper says}", "{line: 3, exact: The paper says}",
			`does not stand on line 3`,
		},
		{
			"line that is not there", "{line: 2, exact: The paper says}", "{line: 4, exact: The paper says}",
			"it has lines 1 to 3",
		},
		{"quote without words", "{line: 2, exact: The paper says}", "{line: 2}", "a quote has no words"},
		{
			"no quote", "quotes: [{line: 2, exact: The paper says}]", "quotes: []",
			"line 18 of the annotation: missing; expected the words",
		},
		{"unknown field", "identity: UNNAMED", "identify: UNNAMED", "field identify not found"},
		{
			"unknown source", "source: paper, claim: it", "source: papers, claim: it",
			"line 18 of the annotation: source:papers is not in the annotation",
		},
		{"unknown claim in a scope", "claims: [it]", "claims: [that]", "claim:that is not in the annotation"},
		{
			"unknown claim of an expectation", "- {claim: it, sourceCount: 1", "- {claim: its, sourceCount: 1",
			"claim:its is not in the annotation",
		},
		{
			"wrong enumeration", "stance: SUPPORTS", "stance: SAYS",
			`stance: line 18 of the annotation: "SAYS" is not a stance`,
		},
		{"id twice", "id: other, kind", "id: paper, kind", "source:paper stands twice"},
		{
			"assertion twice", "derivations:",
			"  - {source: paper, claim: it, stance: SUPPORTS, quotes: [{line: 2, exact: so}]}\nderivations:",
			"the same assertion stands on line 18",
		},
		{
			"holder without its kind", "holder: source:other", "holder: other",
			`holder: line 24 of the annotation: "other" is not the global id of a source or outlet; expected one such as`,
		},
		{
			"holder that is not there", "holder: outlet:paper", "holder: outlet:station",
			"holder: line 26 of the annotation: outlet:station is not in the annotation",
		},
		{
			"interest in no claim", "claims: [it, part], direction", "claims: [], direction",
			"claims: line 24 of the annotation: missing; expected a list of the claims",
		},
		{
			"direction", "direction: AGAINST", "direction: BOTH",
			`direction: line 24 of the annotation: "BOTH" is not a direction; expected FOR or AGAINST`,
		},
		{"rated by nobody", "ratedBy: Raters", `ratedBy: ""`, "ratedBy: line 28 of the annotation: missing; expected who rates"},
		{"missing number", "pooled: 1, ", "", "pooled: line 35 of the annotation: missing"},
		{"missing list", "bottlenecks: [paper], ", "", "bottlenecks: line 35 of the annotation: missing"},
		{"no main claim", "main: it\n", "", "main: line 1 of the annotation: missing"},
		{
			"no title", "recordedFrom: {line: 1, exact: A title}\n", "",
			"recordedFrom: line 1 of the annotation: missing",
		},
		{
			"citations without words", "citesQuotes: [{line: 2, exact: paper}], ", "",
			"citesQuotes: line 30 of the annotation: missing",
		},
		{"suggestion of one", "same: [paper, other]", "same: [paper]", "expected two or more ids"},
		{"two documents", "main: it\n", "main: it\n---\n", "more than one document"},
		{"no YAML", "claims:\n", "claims: [\n", "the annotation cannot be read"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if !strings.Contains(annotated, c.old) {
				t.Fatalf("the annotation has no %q", c.old)
			}
			_, err := annotation.Parse(strings.Replace(annotated, c.old, c.now, 1), document)
			wantInvalid(t, err, c.words)
		})
	}
}

func TestParseAnnotation_AReviewMayGiveNoReason(t *testing.T) {
	given := ", basis: [{line: 2, exact: so}], reservations: [{line: 3, exact: biased}]"
	if !strings.Contains(annotated, given) {
		t.Fatal("the annotation's review has changed")
	}
	a, err := annotation.Parse(strings.Replace(annotated, given, "", 1), document)
	if err != nil {
		t.Fatal(err)
	}
	wantSame(t, "basis and reservations", 0,
		len(a.Batch.Reviews[0].Value.Basis)+len(a.Batch.Reviews[0].Value.Reservations))
	wantSame(t, "citations", 1, len(a.Batch.Reviews[0].Value.Cites))
}

func seedAnnotation(t *testing.T) *annotation.Annotation {
	t.Helper()
	a, err := annotation.Parse(seed.Annotation(), seed.Text())
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// quoted is something of the annotation with the words that it was read out of.
type quoted struct {
	what   string
	quotes []evidence.Quote
}

// everyQuote lists what the annotation records, each with its quotes.
func everyQuote(a *annotation.Annotation) []quoted {
	var all []quoted
	for id, quotes := range a.Places {
		all = append(all, quoted{string(id), quotes})
	}
	b := a.Batch
	for _, p := range b.Statements {
		all = append(all, quoted{string(p.Value.ID), p.Value.Provenance.Quotes})
	}
	for _, p := range b.Derivations {
		all = append(all, quoted{string(p.Value.ID), p.Value.Provenance.Quotes})
	}
	for _, p := range b.Corroborations {
		all = append(all, quoted{string(p.Value.ID), p.Value.Provenance.Quotes})
	}
	for _, p := range b.Relations {
		all = append(all, quoted{string(p.Value.ID), p.Value.Provenance.Quotes})
	}
	for _, p := range b.Reviews {
		all = append(all, quoted{"what it cites", p.Value.CitesQuotes}, quoted{"its basis", p.Value.Basis},
			quoted{"its reservations", p.Value.Reservations})
	}
	for _, s := range a.Suggestions {
		all = append(all, quoted{"suggestion", s.Quotes})
	}
	return all
}

// TestSeed_EveryQuoteStandsWhereItSays checks the quotes against the text without the loader's help.
func TestSeed_EveryQuoteStandsWhereItSays(t *testing.T) {
	a := seedAnnotation(t)
	lines := strings.Split(seed.Text(), "\n")
	count := 0
	for _, x := range everyQuote(a) {
		if len(x.quotes) == 0 {
			t.Errorf("%s has no quote", x.what)
		}
		for _, q := range x.quotes {
			count++
			if q.StartLine < 1 || q.EndLine > len(lines) || q.Exact == "" ||
				!strings.Contains(strings.Join(lines[q.StartLine-1:q.EndLine], "\n"), q.Exact) {
				t.Errorf("%s: %q does not stand on %s", x.what, q.Exact, q.Place())
			}
		}
	}
	if nodes := len(a.Batch.Claims) + len(a.Batch.Sources) + len(a.Batch.Outlets) +
		len(a.Batch.Reviews); len(a.Places) != nodes || count < 70 {
		t.Errorf("%d of %d nodes have words of the text, %d quotes in all", len(a.Places), nodes, count)
	}
	wantSame(t, "title", lines[0], a.Title)
	wantSame(t, "recorded from", lines[0], a.Batch.RecordedFrom)
}

// TestSeed_SaysWhatTheTextSays holds the annotation to the facts of the text, listed here a second time by hand.
func TestSeed_SaysWhatTheTextSays(t *testing.T) {
	b := seedAnnotation(t).Batch
	var parts, statements, derivations, outlets, identities []string
	for _, p := range b.Claims[1:] {
		parts = append(parts, p.Value.Name)
	}
	for _, p := range b.Statements {
		statements = append(statements, string(p.Value.Source)+" "+string(p.Value.Stance)+" "+string(p.Value.Claim)+" "+
			places(p.Value.Provenance))
	}
	for _, p := range b.Derivations {
		d := p.Value
		line := string(d.From) + " " + string(d.Kind) + " " + string(d.To) + " for"
		for _, c := range d.Claims {
			line += " " + string(c)
		}
		derivations = append(derivations, line+" "+places(d.Provenance))
	}
	for _, p := range b.Outlets {
		outlets = append(outlets, p.Value.Name+" "+string(p.Value.Kind))
	}
	for _, p := range b.Sources {
		s := p.Value
		if s.URL != "" || s.PublishedAt != "" || s.Reliability != "" || len(s.Authors) > 0 || s.Firsthand != nil {
			t.Errorf("%s says more than the text: %+v", s.ID, s)
		}
		if !strings.HasPrefix(string(s.ID), "source:listed-") {
			identities = append(identities, string(s.ID)+" "+string(s.Kind)+" "+string(s.Identity)+" "+s.Title+
				string(s.Outlet))
		}
	}
	wantSame(t, "parts", []string{"artillery shells shipped", "troops in combat in Kursk", "about 14,000 soldiers sent",
		"heavy casualties among them",
		"missiles supplied", "70% of some units' artillery", "oil and technology in return"}, parts)
	wantSame(t, "main claim", "North Korea has become a significant military partner to Russia during its invasion "+
		"of Ukraine.", b.Claims[0].Value.Text)
	wantSame(t, "statements", []string{
		"source:reuters SUPPORTS claim:partner line 6", "source:kyiv-post SUPPORTS claim:partner line 7",
		"source:cnn SUPPORTS claim:partner line 7", "source:rand SUPPORTS claim:partner line 9",
		"source:reuters SUPPORTS claim:partner-1-shells line 3", "source:reuters SUPPORTS claim:partner-2-kursk line 3",
		"source:reuters SUPPORTS claim:partner-3-soldiers line 3",
		"source:reuters SUPPORTS claim:partner-4-casualties line 3",
		"source:reports-indicate SUPPORTS claim:partner-5-missiles line 3",
		"source:reuters SUPPORTS claim:partner-6-artillery-share line 4",
		"source:kyiv-post SUPPORTS claim:partner-7-exchange line 4, line 7",
		"source:cnn SUPPORTS claim:partner-7-exchange line 7",
	}, statements)
	wantSame(t, "derivations", []string{
		"source:reuters DERIVED_FROM source:basis-1-shipping-data for claim:partner claim:partner-1-shells " +
			"claim:partner-2-kursk line 6",
		"source:reuters DERIVED_FROM source:basis-2-intercepts for claim:partner claim:partner-1-shells " +
			"claim:partner-2-kursk line 6",
		"source:reuters DERIVED_FROM source:basis-3-officials for claim:partner claim:partner-1-shells " +
			"claim:partner-2-kursk line 6",
		"source:reuters CITES source:military-intelligence for claim:partner-3-soldiers line 3",
		"source:reuters CITES source:some-estimates for claim:partner-6-artillery-share line 4",
	}, derivations)
	wantSame(t, "outlets", []string{"CNN OTHER", "Kyiv Post NEWS", "RAND OTHER", "Reuters NEWS"}, outlets)
	wantSame(t, "sources", []string{
		"source:reuters INVESTIGATION NAMED outlet:reuters", "source:kyiv-post REPORT NAMED outlet:kyiv-post",
		"source:cnn REPORT NAMED outlet:cnn", "source:rand OTHER NAMED outlet:rand",
		"source:basis-1-shipping-data DATASET CATEGORY shipping data",
		"source:basis-2-intercepts INTERCEPT CATEGORY intercepted communications",
		"source:basis-3-officials STATEMENT CATEGORY Ukrainian military officials",
		"source:military-intelligence STATEMENT CATEGORY Ukrainian military intelligence",
		"source:reports-indicate REPORT UNNAMED Reports indicate", "source:some-estimates OTHER UNNAMED some estimates",
	}, identities)
	wantSame(t, "other records", []int{0, 0, 0, 0, 0},
		[]int{len(b.Organizations), len(b.Persons), len(b.Ownerships), len(b.Fundings), len(b.Samenesses)})
}

func places(p evidence.Provenance) string {
	var list []string
	for _, q := range p.Quotes {
		list = append(list, q.Place())
	}
	return strings.Join(list, ", ")
}

// TestSeed_TheReviewAndWhatItLists checks the fact check itself and the titles at its end.
func TestSeed_TheReviewAndWhatItLists(t *testing.T) {
	a := seedAnnotation(t)
	b := a.Batch
	lines := strings.Split(seed.Text(), "\n")
	var cited []evidence.SourceID
	for i, title := range lines[13:21] {
		id := evidence.SourceID("source:listed-" + string(rune('1'+i)))
		at := slices.IndexFunc(b.Sources, func(p evidence.Put[evidence.Source]) bool { return p.Value.ID == id })
		wantSame(t, "listed source", evidence.Source{ID: id, Kind: evidence.OtherSource, Identity: evidence.Named,
			Title: strings.TrimPrefix(title, "- ")}, b.Sources[at].Value)
		cited = append(cited, id)
	}
	wantSame(t, "reviews", 1, len(b.Reviews))
	review := b.Reviews[0].Value
	wantSame(t, "citations", cited, review.Cites)
	wantSame(t, "places of the citations", 8, len(review.CitesQuotes))
	wantSame(t, "basis", []evidence.Quote{
		{Exact: "the convergence of evidence from various independent sources", StartLine: 9, EndLine: 9},
	}, review.Basis)
	for _, q := range review.Reservations {
		wantSame(t, "place of a reservation", "line 8", q.Place())
	}
	review.Cites, review.CitesQuotes, review.Basis, review.Reservations = nil, nil, nil, nil
	wantSame(t, "review", evidence.ClaimReview{
		ID: "review:fact-check", Claim: a.Main, Verdict: evidence.VerdictTrue, AlternateName: "True",
	}, review)
	wantSame(t, "corroborations", 1, len(b.Corroborations))
	wantSame(t, "declared over", []evidence.SourceID{"source:cnn", "source:kyiv-post", "source:rand", "source:reuters"},
		b.Corroborations[0].Value.Sources)
	wantSame(t, "said", "line 7, line 9", places(b.Corroborations[0].Value.Provenance))
	for _, p := range b.Relations {
		wantSame(t, "whole", a.Main, p.Value.To)
	}
	wantSame(t, "parts", len(b.Claims)-1, len(b.Relations))
	wantSame(t, "suggested", [][]evidence.ID{{"source:basis-3-officials", "source:military-intelligence"}},
		[][]evidence.ID{a.Suggestions[0].Same})
}

// TestSeed_AppliesTwice records the fact check in the oracle twice.
func TestSeed_AppliesTwice(t *testing.T) {
	a := seedAnnotation(t)
	s := memstore.New(time.Now, 1_000_000)
	first, err := s.Apply(t.Context(), a.Batch)
	if err != nil {
		t.Fatal(err)
	}
	second, err := s.Apply(t.Context(), a.Batch)
	if err != nil {
		t.Fatal(err)
	}
	wantSame(t, "created", a.Batch.Len(), total(first.Created))
	wantSame(t, "unchanged", first.Created, second.Unchanged)
	wantSame(t, "version", first.Version, second.Version)
	claims := map[evidence.ClaimID]bool{}
	for _, p := range a.Batch.Claims {
		claims[p.Value.ID] = true
	}
	for _, e := range a.Expectations {
		if !claims[e.Claim] {
			t.Errorf("expectation of %s, or a second one", e.Claim)
		}
		delete(claims, e.Claim)
	}
	for c := range claims {
		t.Errorf("%s has no expectation", c)
	}
}

// FuzzParse feeds any text as an annotation: it is read, or refused as invalid.
func FuzzParse(f *testing.F) {
	f.Add(annotated)
	f.Add("recordedFrom: {line: -1, to: 9, exact: A}\nclaims: [{id: x}]\nmain: x\n")
	f.Add("sources: [{id: [a]}]\nassertions: [{}]\nsuggestions: [{same: [a, b], why: x}]\n")
	f.Fuzz(func(t *testing.T, text string) {
		a, err := annotation.Parse(text, document)
		if (a == nil) == (err == nil) || (err != nil && evidence.CodeOf(err) != evidence.CodeInvalid) {
			t.Errorf("annotation %v, error %v", a, err)
		}
	})
}

func wantSame(t *testing.T, what string, want, got any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s differ (-want +got):\n%s", what, diff)
	}
}

func wantInvalid(t *testing.T, err error, words string) {
	t.Helper()
	if evidence.CodeOf(err) != evidence.CodeInvalid || !strings.Contains(err.Error(), words) {
		t.Errorf("error %v (code %s); want code %s and %q", err, evidence.CodeOf(err), evidence.CodeInvalid, words)
	}
}

func total(counts map[evidence.Kind]int) int {
	n := 0
	for _, c := range counts {
		n += c
	}
	return n
}
