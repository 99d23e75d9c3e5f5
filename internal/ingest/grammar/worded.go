package grammar

import (
	"slices"

	"github.com/credence-graph/credence/internal/evidence"
)

// wordedSource is what a line about a source is read into: the source, its words, of which the record has the
// fingerprint only, and the times of day that stand apart from their days.
type wordedSource struct {
	evidence.Source
	words  string
	clocks map[string]string // by the name of their fields
}

func (s *wordedSource) clock() map[string]string {
	if s.clocks == nil {
		s.clocks = map[string]string{}
	}
	return s.clocks
}

// withTimes puts the times of day to their days.
func withTimes(s *wordedSource) *Fault {
	fields := evidence.TableOf(&s.Source).Fields
	for i := range fields {
		f := &fields[i]
		clock := s.clocks[f.Clock()]
		if f.Clock() == "" || clock == "" {
			continue
		}
		day, _ := f.Get(&s.Source).(string)
		timed, fault := withTime(evidence.Date(day), clock, f)
		if fault != nil {
			return fault
		}
		f.Set(&s.Source, string(timed))
	}
	return nil
}

// withTime puts a time of day to its day.
func withTime(at evidence.Date, clock string, of *evidence.Property) (evidence.Date, *Fault) {
	field, day := of.Clock(), of.Name
	const length = len("2006-01-02")
	switch {
	case at.Timed():
		return "", Faultf(
			field, "%q, but %s has a time of day already, %q; expected it in one of the two", Shorten(clock), day, at)
	case !at.Known() || len(at) != length:
		return "", Faultf(field, "%q has no day to belong to, since %s is %q; expected YYYY-MM-DD in %s",
			Shorten(clock), day, Shorten(string(at)), day)
	}
	timed := at + evidence.Date("T"+clock)
	if !timed.Timed() {
		return "", Faultf(field, "%q is not a time of day; expected %s", Shorten(clock), expectedClock)
	}
	return timed.Normal(), nil
}

func setWords(s *wordedSource, v value, expected string) error {
	text, err := v.text(expected)
	if err != nil {
		return err
	}
	if err := evidence.CheckWords(text); err != nil {
		return err
	}
	if s.Fingerprint == evidence.FingerprintOf(text) {
		s.Fingerprint = "" // as it was recorded before texts were brought into NFC
	}
	s.words = evidence.NFC(text)
	return s.name(evidence.FingerprintOf(s.words))
}

// setFingerprint takes the fingerprint of words that are not given.
func setFingerprint(s *wordedSource, v value, expected string) error {
	text, err := v.text(expected)
	if err != nil {
		return err
	}
	return s.name(evidence.Fingerprint(text))
}

// name sets the fingerprint; words and fingerprint of one line must agree.
func (s *wordedSource) name(f evidence.Fingerprint) error {
	if s.Fingerprint != "" && s.Fingerprint != f {
		return evidence.Invalidf("",
			"text and fingerprint do not agree: the one gives %s, the other %s; leave out the fingerprint",
			s.Fingerprint, f)
	}
	s.Fingerprint = f
	return nil
}

// worded is the record of a source with its words, which go into the batch beside it.
type worded struct {
	Record
	words string
}

func (w *worded) Each(f func(Record)) { f(w) }

func (w *worded) Over(earlier Record) Record {
	first, ok := earlier.(*worded)
	if !ok {
		return w
	}
	merged := &worded{w.Record.Over(first.Record), w.words}
	if e, is := w.Record.(*entry[evidence.Source]); is && !slices.Contains(e.value.Fields, "text") {
		merged.words = first.words
	}
	return merged
}

func (w *worded) Put(b *evidence.Batch) {
	b.AddWords(w.words)
	w.Record.Put(b)
}
