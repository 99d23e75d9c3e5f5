package copying

import (
	"cmp"
	"context"
	"slices"

	"github.com/credence-graph/credence/internal/tokens"
)

// maxHolders is how many holders of a quotation are told.
const maxHolders = 50

// Quotation is a passage in quotation marks that several texts have, each inside quotation marks of its own. It is no
// copy: two reporters who heard the same speech quote the same words.
type Quotation struct {
	Detector string
	Words    int      // the most that a later holder shares with the first
	Holders  []Holder // the first in time first; at most maxHolders
	More     int      // holders beyond those
}

// Holder is a text with the passage, as it has it: for the first holder all that it has between the marks, for another
// the longest run of words, five at least, that it shares with that.
type Holder struct {
	ID string
	Span
}

// quoteMark is a fingerprint of a passage in quotation marks, by text and number of the passage in it.
type quoteMark struct {
	hash  uint64
	text  uint32
	place uint32
}

// appendQuoteMarks appends the fingerprints of the quoted passages of a body.
func appendQuoteMarks(dst []quoteMark, body string, words []tokens.Word, number uint32) []quoteMark {
	var hashes, marks []uint64
	for place, q := range quotedPassages(body) {
		from, to := wordsIn(words, q)
		if to-from < minQuoteWords {
			continue
		}
		hashes = appendShingles(hashes[:0], words[from:to], shingleWords)
		for _, h := range distinct(winnow(marks[:0], hashes, quoteWindow)) {
			dst = append(dst, quoteMark{h, number, uint32(place)})
		}
	}
	return dst
}

// quotations finds the quoted passages that several texts share. Each passage is tied to the earliest of those of other
// texts with which it shares the most fingerprints, and so to the first text that has it.
func (f *finder) quotations(ctx context.Context) error {
	var marks []quoteMark
	for _, r := range f.readers {
		marks = append(marks, r.quotes...)
		r.quotes = nil
	}
	slices.SortFunc(marks, func(a, b quoteMark) int { return cmp.Or(cmp.Compare(a.hash, b.hash), compareRanks(a, b)) })
	sets := f.quoteSets(ties(marks))
	found := make([]*Quotation, len(sets))
	if err := f.inParallel(ctx, "quotes", len(sets), func(ctx context.Context, i int) (err error) {
		found[i], err = f.quotation(ctx, sets[i])
		return err
	}); err != nil {
		return err
	}
	for _, q := range found {
		if q != nil && f.concernsNew(q) {
			f.result.Quotations = append(f.result.Quotations, *q)
		}
	}
	slices.SortStableFunc(f.result.Quotations, func(a, b Quotation) int {
		return cmp.Or(
			cmp.Compare(b.Words, a.Words), cmp.Compare(a.Holders[0].ID, b.Holders[0].ID),
			cmp.Compare(a.Holders[0].Start, b.Holders[0].Start))
	})
	return nil
}

// concernsNew reports whether a holder is new; one that is not shown may be.
func (f *finder) concernsNew(q *Quotation) bool {
	return f.options.New == nil || q.More > 0 ||
		slices.ContainsFunc(q.Holders, func(h Holder) bool { return f.options.New(h.ID) })
}

// tie is a passage with an earlier one that shares fingerprints with it.
type tie struct{ later, earlier quoteMark } // without hashes

// ties returns one tie for every fingerprint that a passage shares with the first text that has it.
func ties(marks []quoteMark) []tie {
	var out []tie
	for len(marks) > 0 {
		n := 1
		for n < len(marks) && marks[n].hash == marks[0].hash {
			n++
		}
		first := quoteMark{text: marks[0].text, place: marks[0].place}
		for _, m := range marks[1:n] {
			if m.text != first.text {
				out = append(out, tie{quoteMark{text: m.text, place: m.place}, first})
			}
		}
		marks = marks[n:]
	}
	slices.SortFunc(
		out, func(a, b tie) int { return cmp.Or(compareRanks(a.later, b.later), compareRanks(a.earlier, b.earlier)) })
	return out
}

// quoteSets returns the passages that go back to one, the first of each set first.
func (f *finder) quoteSets(sorted []tie) [][]quoteMark {
	root := map[quoteMark]quoteMark{}
	members := map[quoteMark][]quoteMark{}
	for len(sorted) > 0 {
		later := sorted[0].later
		var best quoteMark
		for most := 0; len(sorted) > 0 && sorted[0].later == later; {
			n := 1
			for n < len(sorted) && sorted[n] == sorted[0] {
				n++
			}
			if n > most {
				most, best = n, sorted[0].earlier
			}
			sorted = sorted[n:]
		}
		if r, ok := root[best]; ok { // earlier texts are settled already
			best = r
		}
		root[later] = best
		// a text that repeats it holds it once
		if list := members[best]; len(list) == 0 || list[len(list)-1].text != later.text {
			members[best] = append(list, later)
		}
	}
	var sets [][]quoteMark
	for first, others := range members {
		if set := append([]quoteMark{first}, others...); slices.ContainsFunc(
			set, func(m quoteMark) bool { return f.new(m.text) }) {
			sets = append(sets, set)
		}
	}
	slices.SortFunc(sets, func(a, b []quoteMark) int { return compareRanks(a[0], b[0]) })
	return sets
}

// quotation fetches the holders of a passage and compares what they have with the first. It returns nil if none has
// five words of it.
func (f *finder) quotation(ctx context.Context, set []quoteMark) (*Quotation, error) {
	shown := set[:min(len(set), maxHolders)]
	ranks := make([]uint32, len(shown))
	for i, m := range shown {
		ranks[i] = m.text
	}
	texts, err := f.fetch(ctx, ranks)
	if err != nil {
		return nil, err
	}
	first, body := quoted(texts[set[0].text], set[0].place), texts[set[0].text].text.Body
	if first == nil {
		return nil, changedBody(f.ids[set[0].text])
	}
	q := &Quotation{Detector: DetectorQuote, More: len(set) - len(shown)}
	q.Holders = []Holder{{f.ids[set[0].text], first.span(body, 0, int32(len(first.words)))}}
	for _, m := range shown[1:] {
		other := quoted(texts[m.text], m.place)
		if other == nil {
			return nil, changedBody(f.ids[m.text])
		}
		if runs := commonRuns(first, other); len(runs) > 0 {
			q.Words = max(q.Words, int(runs[0].words))
			q.Holders = append(q.Holders, Holder{f.ids[m.text], other.span(texts[m.text].text.Body, runs[0].b, runs[0].words)})
		}
	}
	if q.More > 0 {
		f.progress.Lock()
		f.result.Statistics.CappedQuotes++
		f.progress.Unlock()
	}
	if len(q.Holders) == 1 {
		return nil, nil
	}
	return q, nil
}

// quoted returns the words of one quoted passage of a text, nil if there is none of that number or it has too few
// words. Its words keep their places in the whole.
func quoted(t *prepared, place uint32) *sequence {
	all := quotedPassages(t.text.Body)
	if int(place) >= len(all) {
		return nil
	}
	from, to := wordsIn(t.words, all[place])
	if to-from < minQuoteWords {
		return nil
	}
	return newSequence(t.words[from:to], 0, appendShingles(nil, t.words[from:to], shingleWords))
}
