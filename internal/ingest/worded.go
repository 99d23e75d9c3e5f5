package ingest

import (
	"slices"

	"github.com/credence-graph/credence/internal/evidence"
)

// wordedSource is what a line about a source is read into: the source, and its words, of which the record has the
// fingerprint only.
type wordedSource struct {
	evidence.Source
	words string
}

func setWords(s *wordedSource, v value, expected string) error {
	text, err := v.text(expected)
	if err != nil {
		return err
	}
	s.words, s.Fingerprint = text, evidence.FingerprintOf(text)
	return evidence.CheckWords(text)
}

// worded is the record of a source with its words, which go into the batch beside it.
type worded struct {
	record
	words string
}

func (w *worded) each(f func(record)) { f(w) }

func (w *worded) over(earlier record) record {
	first, ok := earlier.(*worded)
	if !ok {
		return w
	}
	merged := &worded{w.record.over(first.record), w.words}
	if e, is := w.record.(*entry[evidence.Source]); is && !slices.Contains(e.value.Fields, "text") {
		merged.words = first.words
	}
	return merged
}

func (w *worded) put(b *evidence.Batch) {
	b.AddWords(w.words)
	w.record.put(b)
}
