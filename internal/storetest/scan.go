package storetest

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/storetest/graphs"
)

// scanned returns what stands of some kinds, all where none is named.
func (g *graph) scanned(kinds ...evidence.Kind) []evidence.Object {
	g.Helper()
	records, _, err := ScanOf(g.T, g.store, kinds...)
	if err != nil {
		g.Fatalf("scanning %q: %v", kinds, err)
	}
	return records
}

// ScanOf reads what stands of some kinds of a store.
func ScanOf(t testing.TB, s evidence.Scanner, kinds ...evidence.Kind) ([]evidence.Object, evidence.Version, error) {
	var records []evidence.Object
	version, err := s.Scan(t.Context(), kinds, func(record any) error {
		records = append(records, objectOf(record))
		return nil
	})
	return records, version, err
}

// inScanOrder puts records into the order of a scan.
func inScanOrder(list []evidence.Object) []evidence.Object {
	all := append(evidence.NodeKinds(), evidence.LinkKinds()...)
	list = slices.Clone(list)
	slices.SortFunc(list, func(a, b evidence.Object) int {
		if x, y := slices.Index(all, idOf(a).Kind()), slices.Index(all, idOf(b).Kind()); x != y {
			return x - y
		}
		return strings.Compare(string(idOf(a)), string(idOf(b)))
	})
	return list
}

// scan reads all that stands: every field of it, replaced records and retracted links left out.
func scan(g *graph) {
	if found := g.scanned(); len(found) > 0 {
		g.Fatalf("a scan of an empty graph holds %v", found)
	}
	b := graphs.Full()
	// Ids are ordered by their bytes: not by UTF-16, where the second would come first, and not by letters.
	for _, key := range []string{"\uFFFD", "🚂", "Z", "a", "a b", "a:b", "é"} {
		b.Claims = append(b.Claims, graphs.Puts(evidence.Claim{ID: evidence.ClaimID("claim:" + key), Text: "So."})...)
		b.Samenesses = append(b.Samenesses, graphs.Puts(evidence.Sameness{A: evidence.ID("claim:" + key), B: "claim:c2"})...)
		for i, stance := range []evidence.Stance{evidence.Supports, evidence.Mentions} {
			source := evidence.SourceID(fmt.Sprint("source:s", i+2))
			b.Statements = append(
				b.Statements, graphs.Puts(
					evidence.Statement{Source: source, Claim: evidence.ClaimID("claim:" + key), Stance: stance})...)
			b.Derivations = append(
				b.Derivations, graphs.Puts(
					evidence.Derivation{From: "source:s2", To: "source:s3",
						Claims: []evidence.ClaimID{evidence.ClaimID("claim:" + key)},
						Kind:   []evidence.DerivationKind{evidence.Quotes, evidence.Cites}[i]})...)
		}
	}
	at := g.apply(b).At
	want := inScanOrder(recorded(b, at))
	equal(g, "all that stands", want, g.scanned())
	someKinds := slices.DeleteFunc(slices.Clone(want), func(o evidence.Object) bool {
		return idOf(o).Kind() != evidence.KindSource && idOf(o).Kind() != evidence.KindStatement
	})
	equal(
		g, "two kinds, asked for in another order", someKinds,
		g.scanned(evidence.KindStatement, evidence.KindSource, evidence.KindStatement))
	if _, _, err := ScanOf(g.T, g.store, "cloud"); evidence.CodeOf(err) != evidence.CodeInvalid {
		g.Errorf("scanning an unknown kind: %v, expected code %q", err, evidence.CodeInvalid)
	}

	g.scanChanged(b)
	g.scanStops()
}

// scanChanged looks at what a scan shows after records were replaced, retracted and erased.
func (g *graph) scanChanged(b evidence.Batch) {
	g.Helper()
	changed := evidence.Batch{Collector: "suite", Method: evidence.Declared,
		Claims: graphs.Puts(evidence.Claim{ID: "claim:c2", Text: "Another."}),
		Corroborations: graphs.Puts(
			evidence.Corroboration{Claim: "claim:c1", Sources: []evidence.SourceID{"source:s3", "source:s:1", "source:s2"}}),
		Samenesses: graphs.Puts(evidence.Sameness{A: "outlet:post2", B: "outlet:post"})}
	at := g.apply(changed).At
	retracted := evidence.ID(evidence.StatementIDOf("source:s2", "claim:a", evidence.Supports))
	g.retract(retracted)
	erased := g.clock.Advance(time.Minute)
	if _, err := g.store.Erase(g.Context(), "person:a b", "admin", "asked to"); err != nil {
		g.Fatal(err)
	}
	now := map[evidence.ID]bool{}
	for _, o := range g.scanned() {
		now[idOf(o)] = true
	}
	funding := evidence.ID(evidence.FundingIDOf("outlet:post", "person:a b", "2019"))
	if now[retracted] || now[funding] || len(now) != len(recorded(b, at))-2 {
		g.Errorf(
			"the scan holds %d records, expected all of %d but %s, which was retracted, and %s, of one who was erased", len(now),
			len(recorded(b, at)), retracted, funding)
	}
	for _, o := range inScanOrder(recorded(changed, at)) {
		found := slices.IndexFunc(
			g.scanned(idOf(o).Kind()), func(other evidence.Object) bool { return idOf(other) == idOf(o) })
		equal(g, "what was replaced", o, g.scanned(idOf(o).Kind())[found])
	}
	equal(g, "the persons", []evidence.Object{
		{Node: &evidence.Person{ID: "person:a b", RecordedAt: erased, ErasedAt: &erased}},
		{Node: &evidence.Person{ID: "person:zoë", Name: "Zo\u00eb O'Brien"}},
	}, g.scanned(evidence.KindPerson), cmpopts.IgnoreFields(evidence.Person{}, "RecordedAt"))
}

// scanStops looks at scans that do not come to their end.
func (g *graph) scanStops() {
	g.Helper()
	enough := errors.New("enough")
	seen := 0
	_, err := g.store.Scan(g.Context(), nil, func(any) error {
		if seen++; seen == 3 {
			return enough
		}
		return nil
	})
	if !errors.Is(err, enough) || seen != 3 {
		g.Errorf("a scan that was ended at its third record came to %d and returned %v, expected %v", seen, err, enough)
	}
	version, written := g.status().Version, false
	records := 0
	read, err := g.store.Scan(g.Context(), nil, func(any) error {
		if records++; !written { // before most of it is read
			written = true
			g.apply(
				evidence.Batch{Relations: graphs.Puts(
					evidence.Relation{From: "claim:a", Kind: evidence.Contradicts, To: "claim:c1"})})
		}
		return nil
	})
	if !errors.Is(err, evidence.ErrUnavailable) && (err != nil || read != version || records != len(g.scanned())-1) {
		g.Errorf(
			"a scan during which something was written holds %d records of version %v (error: %v), expected those before or code %q",
			records, read, err, evidence.CodeUnavailable)
	}
	version = g.status().Version
	_, read, err = ScanOf(g.T, g.store)
	if err != nil || read != version {
		g.Errorf("a scan is of version %v (error: %v), expected %v", read, err, version)
	}
}

// scanLong reads more than fits into any page, among it one corroboration of that many sources.
func scanLong(g *graph) {
	const sources = 4100
	b := evidence.Batch{Claims: graphs.Puts(
		evidence.Claim{ID: "claim:c", Text: "So."}, evidence.Claim{ID: "claim:d", Text: "So."})}
	all := evidence.Corroboration{Claim: "claim:c"}
	few := evidence.Corroboration{Claim: "claim:d", Sources: []evidence.SourceID{"source:00003", "source:00001"}}
	for i := range sources {
		id := evidence.SourceID(fmt.Sprintf("source:%05d", i))
		b.Sources = append(b.Sources, graphs.Puts(evidence.Source{ID: id})...)
		all.Sources = append(all.Sources, id)
		stance := []evidence.Stance{evidence.Supports, evidence.Refutes, evidence.Supports}[i%3]
		b.Statements = append(b.Statements, graphs.Puts(evidence.Statement{Source: id, Claim: "claim:c", Stance: stance})...)
	}
	b.Corroborations = graphs.Puts(all, few)
	b.Collector, b.Method = "suite", evidence.Imported
	at := g.apply(b).At
	equal(g, "a long scan", inScanOrder(recorded(b, at)), g.scanned())
}
