package storetest

import (
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/storetest/graphs"
)

// keepsWords: a text is kept once under its fingerprint, whoever names it, and stays when a source is given another.
func keepsWords(g *graph) {
	const first, second = "The bridge «Міст» is closed.\nSince Monday 🚂, they say.", "The bridge is open."
	var b evidence.Batch
	b.Sources = graphs.Puts(
		evidence.Source{ID: "source:a", Fingerprint: b.AddWords(first)},
		evidence.Source{ID: "source:b", Fingerprint: b.AddWords(first)},
		evidence.Source{ID: "source:c", Fingerprint: evidence.FingerprintOf("words that were not sent")},
	)
	three := kinds{evidence.KindSource: 3}
	counts(g, "sources with words", evidence.Applied{Created: three}, g.apply(b))
	equal(g, "the words", map[evidence.Fingerprint]string{evidence.FingerprintOf(first): first},
		g.words(
			evidence.FingerprintOf(first), evidence.FingerprintOf(second), evidence.FingerprintOf("words that were not sent")))
	equal(g, "no words", map[evidence.Fingerprint]string{}, g.words())
	before := g.status().Version
	counts(g, "the same again", evidence.Applied{Unchanged: three}, g.apply(b))
	equal(g, "the version after the same again", before, g.status().Version)

	var other evidence.Batch
	other.Sources = []evidence.Put[evidence.Source]{{
		Value:  evidence.Source{ID: "source:a", Title: "ignored", Fingerprint: other.AddWords(second)},
		Fields: []string{"text"},
	}}
	counts(g, "other words", evidence.Applied{Changed: kinds{evidence.KindSource: 1}}, g.apply(other))
	equal(g, "the words after other ones",
		map[evidence.Fingerprint]string{evidence.FingerprintOf(first): first, evidence.FingerprintOf(second): second},
		g.words(evidence.FingerprintOf(second), evidence.FingerprintOf(first)))

	late := evidence.Batch{Sources: graphs.Puts(
		evidence.Source{ID: "source:c", Fingerprint: evidence.FingerprintOf("words that were not sent")})}
	late.AddWords("words that were not sent")
	counts(
		g, "words that come after the record that names them", evidence.Applied{Unchanged: kinds{evidence.KindSource: 1}},
		g.apply(late))
	equal(g, "the words that came later", 1, len(g.words(evidence.FingerprintOf("words that were not sent"))))

	wrong := evidence.Batch{Sources: graphs.Puts(evidence.Source{ID: "source:d"}),
		Words: map[evidence.Fingerprint]string{evidence.FingerprintOf("a"): "b"}}
	if _, err := g.store.Apply(g.Context(), wrong); evidence.CodeOf(err) != evidence.CodeInvalid {
		g.Errorf("words under another text's fingerprint: error %v, expected %s", err, evidence.CodeInvalid)
	}
	equal(g, "what a refused batch left", []evidence.Object{{}}, g.objects(now(), "source:d"))
}

func (g *graph) words(fingerprints ...evidence.Fingerprint) map[evidence.Fingerprint]string {
	g.Helper()
	found, err := g.store.Words(g.Context(), fingerprints)
	if err != nil {
		g.Fatalf("reading the words %q: %v", fingerprints, err)
	}
	return found
}
