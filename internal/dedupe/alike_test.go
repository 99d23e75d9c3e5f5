package dedupe_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/credence-graph/credence/internal/dedupe"
	"github.com/credence-graph/credence/internal/evidence"
)

// spoken returns a source that speaks, under a name.
func spoken(id, name string) evidence.Source {
	return evidence.Source{ID: evidence.SourceID("source:" + id), Kind: evidence.Spoken, Title: name}
}

// page returns a document, under a title.
func page(id, title string) evidence.Source {
	return evidence.Source{ID: evidence.SourceID("source:" + id), Kind: evidence.Article, Title: title}
}

func denied(a, b evidence.ID) evidence.Batch {
	return evidence.Batch{Collector: "ann", Method: evidence.Declared, Denied: true,
		Samenesses: puts(evidence.Sameness{A: a, B: b})}
}

func TestFind_MayBeOne(t *testing.T) {
	mayors := puts(spoken("a", "Mayor Elsa Hartwick"), spoken("b", "Elsa Hartwick"), spoken("c", "mayor Elsa Hartwick"))
	body := evidence.Source{ID: "source:b", Identity: evidence.Category, Title: "Hartwick officials"}
	unnamed := func(id string) evidence.Source {
		s := spoken(id, "an official")
		s.Identity = evidence.Unnamed
		return s
	}
	in := func(s evidence.Source, language string, outlet evidence.OutletID, date evidence.Date) evidence.Source {
		s.Language, s.Outlet, s.PublishedAt = language, outlet, date
		return s
	}
	outlets := puts(outlet("o", "Daily Bugle"), outlet("p", "Weekly Mirror"))
	for name, test := range map[string]struct {
		batches []evidence.Batch
		want    []string
		stats   dedupe.Statistics
	}{
		"three mayors": {[]evidence.Batch{{Sources: mayors}},
			[]string{"a=b WEAK MAY_BE_ONE", "a=c WEAK MAY_BE_ONE"}, dedupe.Statistics{RecordCount: 3}},
		"of whom two are denied": {[]evidence.Batch{{Sources: mayors}, denied("source:c", "source:a")},
			[]string{"a=b WEAK MAY_BE_ONE"}, dedupe.Statistics{RecordCount: 3, DeniedCount: 1}},
		"of whom two are one": {[]evidence.Batch{{Sources: mayors,
			Samenesses: puts(evidence.Sameness{A: "source:b", B: "source:c"})}},
			[]string{"a=b WEAK MAY_BE_ONE"}, dedupe.Statistics{RecordCount: 3}},
		"of whom two are one and the third is neither": {[]evidence.Batch{{Sources: mayors,
			Samenesses: puts(evidence.Sameness{A: "source:b", B: "source:c"})}, denied("source:c", "source:a")},
			[]string{}, dedupe.Statistics{RecordCount: 3, DeniedCount: 1}},
		"a denial of others": {[]evidence.Batch{{Sources: puts(spoken("a", "Elsa"), spoken("b", "Tom"))},
			denied("source:a", "source:b")},
			[]string{}, dedupe.Statistics{RecordCount: 2}},
		"a family name and a body": {[]evidence.Batch{{Sources: puts(spoken("a", "Hartwick"), body)}},
			[]string{"a=b WEAK MAY_BE_ONE"}, dedupe.Statistics{RecordCount: 2}},
		"one who speaks and a page": {[]evidence.Batch{{Sources: puts(
			spoken("a", "Elsa Hartwick"), page("b", "Elsa Hartwick"))}},
			[]string{}, dedupe.Statistics{RecordCount: 2}},
		"nobody": {[]evidence.Batch{{Sources: puts(unnamed("a"), unnamed("b"))}}, []string{},
			dedupe.Statistics{RecordCount: 2}},
		"one takes from the other": {[]evidence.Batch{{Sources: puts(
			page("a", "Harbour log"), page("b", "Harbour log"), page("c", "Harbour log")),
			Derivations: puts(evidence.Derivation{From: "source:b", To: "source:a", Kind: evidence.Cites})}},
			[]string{"a=c WEAK MAY_BE_ONE"}, dedupe.Statistics{RecordCount: 3}},
		"two languages, outlets and dates of whom they quote": {[]evidence.Batch{{Outlets: outlets, Sources: puts(
			in(spoken("a", "Elsa Hartwick"), "en", "outlet:o", "2024"),
			in(spoken("b", "Elsa Hartwick"), "de", "outlet:p", "2025"))}},
			[]string{"a=b WEAK MAY_BE_ONE"}, dedupe.Statistics{RecordCount: 4}},
		"two outlets of a page": {[]evidence.Batch{{Outlets: outlets, Sources: puts(
			in(page("a", "Harbour log"), "", "outlet:o", ""), in(page("b", "Harbour log"), "", "outlet:p", ""))}},
			[]string{}, dedupe.Statistics{RecordCount: 4}},
		"outlets that are one": {[]evidence.Batch{{Outlets: outlets,
			Samenesses: puts(evidence.Sameness{A: "outlet:o", B: "outlet:p"}), Sources: puts(
				in(page("a", "Harbour log"), "", "outlet:o", ""), in(page("b", "Harbour log"), "", "outlet:p", ""))}},
			[]string{"a=b WEAK MAY_BE_ONE"}, dedupe.Statistics{RecordCount: 4}},
		"another rule has found it": {[]evidence.Batch{{Outlets: outlets, Sources: puts(
			in(page("a", "The harbour was closed"), "", "outlet:o", "2024-05-06"),
			in(page("b", "The harbour was closed"), "", "outlet:o", "2024-05-06"),
			page("c", "Harbour was closed"))}},
			[]string{"a=b GOOD TITLE", "a=c WEAK MAY_BE_ONE"}, dedupe.Statistics{RecordCount: 5}},
		"another rule finds a conflict": {[]evidence.Batch{{Outlets: outlets, Sources: puts(
			in(page("a", "The harbour was closed"), "en", "outlet:o", "2024-05-06"),
			in(page("b", "The harbour was closed"), "de", "outlet:o", "2024-05-06"))}},
			[]string{"a=b WEAK MAY_BE_ONE"}, dedupe.Statistics{RecordCount: 4}},
	} {
		t.Run(name, func(t *testing.T) {
			r := find(t, holding(t, test.batches...))
			if got := told(r); !slices.Equal(got, test.want) || r.Statistics != test.stats {
				t.Errorf("suggested are %q with %+v, expected %q with %+v", got, r.Statistics, test.want, test.stats)
			}
		})
	}
}

func TestFind_MayBeOneWhy(t *testing.T) {
	r := find(
		t, holding(
			t, evidence.Batch{Sources: puts(spoken("a", "Elsa Hartwick"), spoken("b", "Elsa Hartwick"), spoken("c", "Hartwick"),
				page("d", "Harbour log"), page("e", "The harbour log"))}))
	want := []string{
		`Both are called "Elsa Hartwick"; both speak`, `They are called "Elsa Hartwick" and "Hartwick"; both speak`,
		`They are called "Harbour log" and "The harbour log"; neither address, outlet nor date tells them apart`,
	}
	var got []string
	for _, s := range r.Suggestions {
		got = append(got, s.Reasons[0].Text)
	}
	if !slices.Equal(got, want) {
		t.Errorf("the reasons are %q, expected %q", got, want)
	}
}

// TestFind_GenericTitle has many documents of one title: they come last, and no more than join them.
func TestFind_GenericTitle(t *testing.T) {
	b := evidence.Batch{Outlets: puts(outlet("a", "Kyiv Post"), outlet("b", "The Kyiv Post"))}
	const many = 500
	for i := range many {
		b.Sources = append(b.Sources, puts(page(fmt.Sprintf("s%03d", i), "Statement"))...)
	}
	r := find(t, holding(t, b))
	if len(r.Suggestions) != many || told(r)[0] != "a=b GOOD NAME" || r.Statistics.CrowdCount != 0 {
		t.Fatalf(
			"%d are suggested with %+v, the first is %q; expected %d, and the outlets first", len(r.Suggestions), r.Statistics,
			told(r)[0], many)
	}
	for _, s := range r.Suggestions[1:] {
		if s.Strength != dedupe.Weak {
			t.Fatalf("%s and %s are suggested as %s", s.A, s.B, s.Strength)
		}
	}
}
