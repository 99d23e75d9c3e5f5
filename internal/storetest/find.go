package storetest

import (
	"context"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/storetest/graphs"
)

// found returns the keys of what matches a text.
func (g *graph) found(text string, limit int, kinds ...evidence.Kind) []string {
	g.Helper()
	hits, err := g.store.Find(g.Context(), text, kinds, limit)
	if err != nil {
		g.Fatalf("finding %q: %v", text, err)
	}
	var keys []string
	for i, hit := range hits {
		keys = append(keys, hit.Node.NodeID().Key())
		if hit.Score <= 0 {
			g.Errorf("finding %q: %s has the score %v", text, hit.Node.NodeID(), hit.Score)
		}
		if i == 0 {
			continue
		}
		if before := hits[i-1]; before.Score < hit.Score || before.Score == hit.Score &&
			before.Node.NodeID() >= hit.Node.NodeID() {
			g.Errorf(
				"finding %q: %s (%v) stands before %s (%v)", text, before.Node.NodeID(), before.Score, hit.Node.NodeID(), hit.Score)
		}
	}
	return keys
}

func find(g *graph) {
	b := evidence.Batch{
		Claims: graphs.Puts(
			evidence.Claim{ID: "claim:c1", Text: "Koreans went to Kursk in October.", Name: "deployment", Item: "headcount",
				Value: "fourteen"},
			evidence.Claim{ID: "claim:c2", Text: "Koreans stayed at home in October."},
			evidence.Claim{ID: "claim:c3", Text: "Північні війська прибули.", Tags: []string{"untold"}}),
		Organizations: graphs.Puts(evidence.Organization{ID: "organization:g", Name: "Zenith Holding"}),
		Persons:       graphs.Puts(evidence.Person{ID: "person:p", Name: "Žofie Zenithová"}),
		Outlets:       graphs.Puts(evidence.Outlet{ID: "outlet:o", Name: "Morning Gazette"}),
		Sources:       graphs.Puts(evidence.Source{ID: "source:s", Title: "Zenith of the war"}),
		Reviews: graphs.Puts(
			evidence.ClaimReview{ID: "review:r", Claim: "claim:c1", Verdict: evidence.VerdictMixture,
				AlternateName: "Halfway substantiated"}),
	}
	g.apply(b)
	for text, want := range map[string][]string{
		"Kursk":                 {"c1"},
		"kURSK":                 {"c1"},
		"Kur":                   {"c1"},
		"october kursk":         {"c1", "c2"},
		"went kur":              {"c1"},
		"koreans":               {"c1", "c2"},
		"gazette":               {"o"},
		"ВІЙСЬКА":               {"c3"},
		"Північні вій":          {"c3"},
		"substantiated":         {"r"},
		"deployment":            {"c1"},
		"headcount":             {"c1"},
		"zen":                   {"g", "p", "s"},
		"holding":               {"g"},
		"untraceable":           nil,
		"":                      nil,
		"  \t\n":                nil,
		`+-&&||!(){}[]^"~*?:\/`: nil,
	} {
		got := g.found(text, 10)
		slices.Sort(got)
		equal(g, "finding "+text, want, got)
	}
	if got := g.found("koreans kursk october", 10); len(got) == 0 || got[0] != "c1" {
		g.Errorf("the best match of three words is %q, expected c1, which has all three", got)
	}
	g.findKinds()
	g.findSyntax()
	g.findLetters()
	g.findChanges()
}

func (g *graph) findKinds() {
	g.Helper()
	equal(g, "one kind", []string{"s"}, g.found("zenith", 10, evidence.KindSource))
	two := g.found("zenith", 10, evidence.KindSource, evidence.KindOrganization)
	slices.Sort(two)
	equal(g, "two kinds", []string{"g", "s"}, two)
	equal(g, "a kind without a match", []string{}, g.found("zenith", 10, evidence.KindClaim))
	all := g.found("koreans", 10)
	equal(g, "the best alone", all[:1], g.found("koreans", 1))
	hits, err := g.store.Find(g.Context(), "kursk", nil, 1)
	if err != nil || len(hits) != 1 {
		g.Fatalf("finding a claim: %d hits, %v", len(hits), err)
	}
	equal(g, "the node that was found", g.objects(now(), "claim:c1")[0].Node, hits[0].Node)
}

// findSyntax sends what query languages give a meaning to: in a person's text it has none, and the word among it
// counts.
func (g *graph) findSyntax() {
	g.Helper()
	for _, text := range []string{
		"kursk*", "kursk?", "kursk~2", "kursk^5", `"kursk`, "(kursk", "kursk)", "[kursk", "{kursk", "text:kursk", "+kursk",
		"kursk:", `\kursk`,
		"kursk\\", "kursk && kursk", "/kursk/", "kursk!", "'kursk", "kursk`", "$kursk", "<kursk>", "kursk;", "NOT kursk",
		"-kursk", "AND kursk", "kursk OR",
	} {
		if got := g.found(text, 10); !slices.Contains(got, "c1") {
			g.Errorf("finding %q: %q, expected c1 among them", text, got)
		}
	}
	long := strings.Repeat("word ", 2000) + "kursk"
	hits, err := g.store.Find(g.Context(), long, nil, 10)
	if code := evidence.CodeOf(err); err != nil && code != evidence.CodeInvalid && code != evidence.CodeTooComplex {
		g.Errorf(
			"finding a text of %d bytes: %d hits, code %q (error: %v); expected hits, or a refusal that says why", len(long),
			len(hits), code, err)
	}
}

// findLetters checks that find and the filter of lists compare letters by one rule (see evidence.Fold).
func (g *graph) findLetters() {
	g.Helper()
	g.apply(evidence.Batch{Claims: graphs.Puts(
		evidence.Claim{ID: "claim:dotted", Text: "A tram runs through İstanbul."},
		evidence.Claim{ID: "claim:plain", Text: "A ferry serves istanbul."},
		evidence.Claim{ID: "claim:capitals", Text: "ΚΛΕΙΣΤΟΣ ΟΔΟΣ"},
		evidence.Claim{ID: "claim:final", Text: "κλειστος οδος"},
		evidence.Claim{ID: "claim:accented", Text: "κλειστή οδός"},
		evidence.Claim{ID: "claim:sharp", Text: "Eine straße."},
		evidence.Claim{ID: "claim:twice", Text: "EINE STRASSE."},
		evidence.Claim{ID: "claim:french", Text: "Le pont est ferme\u0301."},
		evidence.Claim{ID: "claim:unaccented", Text: "La ferme est vendue."},
		evidence.Claim{ID: "claim:czech", Text: "Paní Müllerová odešla."},
		evidence.Claim{ID: "claim:polish", Text: "Most w Łodzi, miasto Łódź."},
		evidence.Claim{ID: "claim:vietnamese", Text: "Đường ở Việt Nam."},
		evidence.Claim{ID: "claim:arabic", Text: "سافر مُحَمَّد أمس."},
		evidence.Claim{ID: "claim:ukrainian", Text: "Свій край."})})
	for text, want := range map[string][]string{
		"İstanbul":      {"dotted", "plain"},
		"istanbul":      {"dotted", "plain"},
		"İSTANBUL tram": {"dotted"},
		"ΟΔΟΣ":          {"accented", "capitals", "final"},
		"οδος":          {"accented", "capitals", "final"},
		"οδοσ κλειστος": {"capitals", "final"},
		"ΟΔΌΣ":          {"accented", "capitals", "final"},
		"κλειστη οδος":  {"accented"},
		"STRASSE":       {"sharp", "twice"},
		"straße":        {"sharp", "twice"},
		"STRAẞE":        {"sharp", "twice"},
		"ferme":         {"french", "unaccented"},
		"FERMÉ":         {"french", "unaccented"},
		"ferme\u0301":   {"french", "unaccented"},
		"mullerova":     {"czech"},
		"Müllerová":     {"czech"},
		"lodz":          {"polish"},
		"viet nam":      {"vietnamese"},
		"محمد":          {"arabic"},
		"край":          {"ukrainian"},
		"краи":          {},
	} {
		page, err := g.store.List(
			g.Context(), evidence.ListQuery{Kind: evidence.KindClaim, Where: evidence.Filter{Text: text},
				Page: evidence.Page{First: 100}})
		if err != nil {
			g.Fatal(err)
		}
		var listed []string
		for _, n := range page.Nodes {
			listed = append(listed, n.Node.NodeID().Key())
		}
		equal(g, "claims by "+text, want, listed)
		found := g.found(text, 100, evidence.KindClaim)
		found = found[:min(len(found), len(want))] // the best have every word
		slices.Sort(found)
		equal(g, "the best by "+text, want, found)
		if strings.Contains(text, " ") {
			continue
		}
		equal(g, "how many are found by "+text, len(want), len(g.found(text, 100, evidence.KindClaim)))
	}
}

// findChanges checks that what stands is found, and not what stood.
func (g *graph) findChanges() {
	g.Helper()
	g.apply(evidence.Batch{Claims: patch(evidence.Claim{ID: "claim:c1", Text: "Nobody went to Belgorod."}, "text")})
	equal(g, "the former text", []string{}, g.found("kursk", 10))
	equal(g, "the new text", []string{"c1"}, g.found("belgorod", 10))
	ctx, cancel := context.WithCancel(g.Context())
	cancel()
	_, err := g.store.Find(ctx, "belgorod", nil, 10)
	refused(g, "finding for nobody", evidence.CodeTimeout, err)
}
