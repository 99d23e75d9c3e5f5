package attribution_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/credence-graph/credence/internal/attribution"
	"github.com/credence-graph/credence/internal/attribution/outline"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/ingest/annotation"
	"github.com/credence-graph/credence/seed"
)

// lines tells a graph in words: each source with its identity, each statement and each link by the names of its ends.
func lines(g *outline.Graph) []string {
	names := map[string]string{}
	for _, o := range g.Outlets {
		names["outlet "+o.ID] = o.Name
	}
	for _, s := range g.Sources {
		names[s.ID] = s.Title
		if s.Outlet != "" && s.Kind != evidence.Article && s.Kind != evidence.WireReport {
			names[s.ID] = names["outlet "+s.Outlet]
		}
	}
	for _, c := range g.Claims {
		names[c.ID] = c.Text
	}
	var out []string
	for _, s := range g.Sources {
		if s.Identity != evidence.Named {
			out = append(out, string(s.Identity)+" "+names[s.ID])
		}
	}
	for _, s := range g.Statements {
		if s.Claim != g.Main {
			out = append(out, names[s.Source]+" "+string(s.Stance)+" "+names[s.Claim])
		}
	}
	for _, d := range g.Derivations {
		out = append(out, names[d.From]+" "+string(d.Kind)+" "+names[d.To])
	}
	return out
}

// TestRead has a sentence of each form, below a headline that is the article's claim.
func TestRead(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"according to, before", "According to the Harbour Institute, the port will close in May.",
			[]string{"News SUPPORTS The port will close in May.", "News CITES Harbour Institute"}},
		{"according to, after", "The port will close in May, according to two Western diplomats.",
			[]string{"CATEGORY two Western diplomats", "News SUPPORTS The port will close in May.",
				"News CITES two Western diplomats"}},
		{"nobody that could be found", "A Western official said the port will close in May.",
			[]string{"UNNAMED Western official", "News SUPPORTS The port will close in May.", "News CITES Western official"}},
		{"quoted", `"The port will close," Anna Berg, the harbour master, said.`,
			[]string{"News SUPPORTS The port will close.", "News QUOTES Anna Berg"}},
		{"denied", "The Harbour Institute denied that the port will close.",
			[]string{"News REFUTES The port will close.", "News CITES Harbour Institute"}},
		{"told", "Anna Berg told the Harbour Times that the port will close.",
			[]string{"News SUPPORTS The port will close.", "News CITES Harbour Times", "Harbour Times CITES Anna Berg"}},
		{"citing", "The Harbour Times reported on Monday, citing port officials, that the port will close.",
			[]string{"CATEGORY port officials", "News SUPPORTS The port will close.", "News CITES Harbour Times",
				"Harbour Times CITES port officials"}},
		{"French", "Selon la préfecture, le port fermera en mai.",
			[]string{"CATEGORY préfecture", "News SUPPORTS Le port fermera en mai.", "News CITES préfecture"}},
		{"no source: a verb without one who could say it", "The new cranes showed that the port will grow.", nil},
		{"no source: according to plan", "The port will close in May, according to plan.", nil},
		{"no source: what reports are made of", "The reports from these outlets highlight the port's importance.", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			g, err := attribution.Read("News\n" + c.text)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(c.want, lines(g)); d != "" {
				t.Errorf("-want +got:\n%s", d)
			}
			sound(t, "News\n"+c.text, g)
		})
	}
}

// TestRead_GradesNobody: the seed calls two papers reputable.
func TestRead_GradesNobody(t *testing.T) {
	a := suggested(t, seed.Text())
	for _, s := range a.Batch.Sources {
		if s.Value.Reliability != "" {
			t.Errorf("%s is graded %s", s.Value.ID, s.Value.Reliability)
		}
	}
	for _, o := range a.Batch.Outlets {
		if o.Value.Reliability != "" {
			t.Errorf("%s is graded %s", o.Value.ID, o.Value.Reliability)
		}
	}
}

// TestRead_ListedSourcesSupportNothing: they are cited by the review and by nothing else.
func TestRead_ListedSourcesSupportNothing(t *testing.T) {
	a := suggested(t, seed.Text())
	listed := map[evidence.SourceID]bool{}
	for _, s := range a.Batch.Reviews[0].Value.Cites {
		listed[s] = true
	}
	if len(listed) != 8 {
		t.Fatalf("%d titles are cited, want the eight on lines 14 to 21", len(listed))
	}
	for _, s := range a.Batch.Statements {
		if listed[s.Value.Source] {
			t.Errorf("%s is a title of the list, and %s %s", s.Value.Source, s.Value.Stance, s.Value.Claim)
		}
	}
}

func TestRead_RefusesWhatIsNoText(t *testing.T) {
	for name, text := range map[string]string{
		"nothing": "", "no words": " \n 12 %", "NUL": "a\x00b", "not UTF-8": "a\xff",
		"too long": strings.Repeat("a", attribution.MaxTextBytes+1),
	} {
		if _, err := attribution.Read(text); evidence.CodeOf(err) != evidence.CodeInvalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// FuzzRead: whatever the text, the reader does not fail on it, every quote stands at its place, and the annotation
// parses.
func FuzzRead(f *testing.F) {
	f.Add(seed.Text())
	for _, text := range []string{
		"Fact Check: it\r\nVerdict: False\r\nSources\r\n- \ufeffa\u2028b", "A (Reuters) - x, X said\n\"y\" said Z (AP).",
		"News\nMinister said that it is so. " +
			"Selon l’Élysée, ça a été dit. X a déclaré que y z w.",
		"Laut \u0085 Polizei, sagte ein İ\u0130ſß zufolge", "News\nThe agency's analysis of data, which show that it is so.",
		"claim\n\tX and Y corroborate the claim",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		g, err := attribution.Read(text)
		if err != nil {
			if evidence.CodeOf(err) != evidence.CodeInvalid {
				t.Fatalf("%v has code %s", err, evidence.CodeOf(err))
			}
			return
		}
		sound(t, text, g)
	})
}

// TestRead_WhateverIsPutTogether: texts of the words and marks that the patterns know, in any order.
func TestRead_WhateverIsPutTogether(t *testing.T) {
	pieces := rapid.SliceOfN(rapid.SampledFrom([]string{
		"according to", "said", "told", "denied", "citing", "reports", "report by", "laut", "zufolge", "sagte", "heißt es",
		"aus", "selon", "a déclaré", "that", "dass",
		"which show that", "based on", "analysis of", "data", "documents", "seen by", "corroborate", "the claim",
		"evidence supporting the claim", "independent sources",
		"Reuters", "(Reuters)", "(AP)", "the Kyiv Post", "Anna Berg", "Minister", "he", "she", "police", "officials",
		"some estimates", "people familiar with", "a", "the", "and", "with",
		"the port closed", "it was so", "İstanbul", "Straße", "l’Élysée", "东京", "Verdict: False", "Claim: x y",
		"Fact Check: ", "Sources", "Sources: a; b", "By X, The Paper",
		"Monday", "who", "12", "\"", "“", "”", ",", ".", "...", ";", ":", "(", ")", "-", "\n", "\r\n", "\u00a0", "\u2028",
		"\x1b", "\t",
	}), 1, 60)
	rapid.Check(t, func(rt *rapid.T) {
		text := strings.Join(pieces.Draw(rt, "pieces"), " ")
		g, err := attribution.Read(text)
		if err != nil {
			if evidence.CodeOf(err) != evidence.CodeInvalid {
				rt.Fatalf("%v has code %s", err, evidence.CodeOf(err))
			}
			return
		}
		sound(rt, text, g)
		again, err := attribution.Read(text)
		if d := cmp.Diff(g, again); err != nil || d != "" {
			rt.Fatalf("read twice: %v\n%s", err, d)
		}
	})
}

// fataler is a test, or a run of rapid's.
type fataler interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

// sound checks every quote against the text, and that the annotation parses.
func sound(t fataler, text string, g *outline.Graph) {
	t.Helper()
	raw, err := json.Marshal(g)
	if err != nil {
		t.Fatal(err)
	}
	var tree any
	if err := json.Unmarshal(raw, &tree); err != nil {
		t.Fatal(err)
	}
	quotes := 0
	var walk func(any)
	walk = func(x any) {
		switch x := x.(type) {
		case []any:
			for _, y := range x {
				walk(y)
			}
		case map[string]any:
			if _, is := x["exact"]; is {
				quotes++
				standsThere(t, text, x)
			}
			for _, y := range x {
				walk(y)
			}
		}
	}
	walk(tree)
	if quotes < 2 {
		t.Fatalf("%d quotes; expected those of the title and of the main claim at least", quotes)
	}
	yaml, err := g.Annotation()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := annotation.Parse(yaml, text); err != nil {
		t.Fatalf("%v\n%s", err, yaml)
	}
}

func standsThere(t fataler, text string, quote map[string]any) {
	t.Helper()
	start, end, line := int(quote["start"].(float64)), int(quote["end"].(float64)), int(quote["line"].(float64))
	if start < 0 || start >= end || end > len(text) {
		t.Fatalf("bytes %d to %d of %d: %q", start, end, len(text), quote["exact"])
	}
	if !utf8.RuneStart(text[start]) || end < len(text) && !utf8.RuneStart(text[end]) {
		t.Fatalf("bytes %d to %d cut a character of %q", start, end, text)
	}
	if text[start:end] != quote["exact"] {
		t.Fatalf("%q stands at bytes %d to %d, not %q", text[start:end], start, end, quote["exact"])
	}
	if of := 1 + strings.Count(text[:start], "\n"); of != line {
		t.Fatalf("%q stands on line %d, not %d", quote["exact"], of, line)
	}
}

// TestKeep: without the statements and links of one source, that source and its outlet are gone, and the rest still
// parses.
func TestKeep(t *testing.T) {
	g, err := attribution.Read(seed.Text())
	if err != nil {
		t.Fatal(err)
	}
	items := g.Items()
	kept := make([]bool, len(items))
	for i, item := range items {
		kept[i] = !strings.HasPrefix(item.Text, "CNN ") && !strings.Contains(item.Text, "independently")
	}
	less := g.Keep(kept)
	if len(less.Outlets) != len(g.Outlets)-1 || len(less.Sources) != len(g.Sources)-1 ||
		len(less.Statements) != len(g.Statements)-1 || len(less.Corroborations) != 0 {
		t.Errorf(
			"%d outlets, %d sources, %d statements, %d corroborations left", len(less.Outlets), len(less.Sources),
			len(less.Statements), len(less.Corroborations))
	}
	sound(t, seed.Text(), less)
	if none := g.Keep(make([]bool, len(items))); len(none.Claims) != 1 || none.Claims[0].ID != g.Main ||
		len(none.Sources) != 0 {
		t.Errorf("nothing kept: %+v", none)
	}
}
