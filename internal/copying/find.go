package copying

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"math"
	"runtime"
	"slices"
	"sync"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/tokens"
)

// FindText finds the texts of a corpus that have what they say from others. The answer depends on the set of texts
// alone, not on their order or on the number of workers; with New or Known it is the answer without them, less the
// pairs that they leave out. It fails if ctx is done, if two texts have one id, if a date is invalid, or if the corpus
// gives other texts the second time.
func FindText(ctx context.Context, corpus Corpus, options TextOptions) (*TextResult, error) {
	f := newFinder(corpus, options)
	if err := f.read(ctx); err != nil {
		return nil, fmt.Errorf("read the texts: %w", err)
	}
	if err := f.rankTexts(); err != nil {
		return nil, err
	}
	candidates, headlines, err := f.match(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the texts again: %w", err)
	}
	if err := f.compare(ctx, f.choose(candidates), headlines); err != nil {
		return nil, fmt.Errorf("compare: %w", err)
	}
	if err := f.quotations(ctx); err != nil {
		return nil, fmt.Errorf("compare quotations: %w", err)
	}
	f.declared()
	return f.finish(), nil
}

// facts are what is kept of a text; 64 bytes, so that a million take little.
type facts struct {
	grams     int32 // distinct ones of the body, 0 if it is too short to compare
	headline  int32 // distinct runs of words of a headline worth comparing
	published evidence.Span
	outlet    int16  // the agency that published it, -1 for none
	words     int32  // of the body
	credits   uint64 // the agencies that it credits, one bit each
	url       uint64 // hashes, 0 for none
	canonical uint64
}

func (f *facts) hasBody() bool { return f.grams > 0 }

// finder holds the state of one search. Texts are numbered in the order of the corpus until they are ranked, and after
// that by rank: in the order of time, undated ones last, of one time the one with more grams first, then by id. A text
// of a lower rank is the likelier original.
type finder struct {
	corpus  Corpus
	options TextOptions
	workers int
	new     func(rank uint32) bool

	ids       []string
	facts     []facts
	frequency *frequency
	least     []uint64 // probes smallest grams of each text, sorted, filled up with the largest number
	rank      []uint32 // by number in the corpus
	readers   []*reader
	originals map[[2]uint32]struct{} // from, to

	boilerplate map[uint64]struct{}
	result      TextResult
	progress    sync.Mutex
}

func newFinder(corpus Corpus, options TextOptions) *finder {
	n := corpus.Len()
	f := &finder{
		corpus: corpus, options: options, workers: options.Workers, ids: make([]string, n), facts: make([]facts, n),
		frequency: newFrequency(n), least: make([]uint64, n*probes),
	}
	if f.workers <= 0 {
		f.workers = runtime.GOMAXPROCS(0)
	}
	for range f.workers {
		f.readers = append(f.readers, &reader{shares: frequentShares{}})
	}
	f.new = func(rank uint32) bool { return options.New == nil || options.New(f.ids[rank]) }
	f.result.Statistics.Texts = n
	return f
}

// reader is what one goroutine gathers.
type reader struct {
	words    []tokens.Word
	hashes   []uint64
	other    []uint64
	hits     []uint32
	shares   frequentShares
	credits  []Credited
	links    []numbered // hashes of original-source addresses
	titles   []numbered // runs of words of headlines
	quotes   []quoteMark
	found    []candidate
	shingles int64
	short    int
}

// numbered is a hash that a text has.
type numbered struct {
	hash uint64
	text uint32
}

func compareNumbered(a, b numbered) int {
	return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.text, b.text))
}

// batchTexts is how many texts are handed to a worker at once.
const batchTexts = 32

type batch struct {
	first int
	texts []Text
}

// stream reads the corpus and has every text worked on by one of the workers.
func (f *finder) stream(ctx context.Context, phase string, work func(r *reader, number int, t *Text) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	batches := make(chan batch, f.workers)
	var group sync.WaitGroup
	for _, r := range f.readers {
		group.Go(func() {
			for b := range batches {
				for i := range b.texts {
					if err := work(r, b.first+i, &b.texts[i]); err != nil {
						cancel(err)
					}
				}
			}
		})
	}
	err := f.feed(ctx, phase, batches)
	close(batches)
	group.Wait()
	if cause := context.Cause(ctx); cause != nil {
		return cause
	}
	return err
}

// feed sends the texts of the corpus in batches.
func (f *finder) feed(ctx context.Context, phase string, to chan<- batch) error {
	n, all := 0, len(f.ids)
	var b batch
	send := func() error {
		select {
		case to <- b:
		case <-ctx.Done():
			return ctx.Err()
		}
		f.told(phase, n, all)
		b = batch{first: n}
		return nil
	}
	err := f.corpus.Each(ctx, func(t Text) error {
		if n++; n > all {
			return fmt.Errorf("the corpus gives more texts than the %d that it says it has", all)
		}
		if b.texts = append(b.texts, t); len(b.texts) == batchTexts {
			return send()
		}
		return nil
	})
	if err != nil {
		return err
	}
	if n < all {
		return fmt.Errorf("the corpus gives %d texts and says that it has %d", n, all)
	}
	return send()
}

func (f *finder) told(phase string, done, of int) {
	if f.options.Progress != nil {
		f.progress.Lock()
		defer f.progress.Unlock()
		f.options.Progress(phase, done, of)
	}
}

// read goes through the corpus for the first time.
func (f *finder) read(ctx context.Context) error {
	if err := f.stream(ctx, "read", f.readText); err != nil {
		return err
	}
	for _, r := range f.readers {
		f.result.Statistics.Shingles += r.shingles
		f.result.Statistics.Short += r.short
		r.words, r.shingles = nil, 0
	}
	return nil
}

func (f *finder) readText(r *reader, number int, t *Text) error {
	facts := &f.facts[number]
	f.ids[number] = t.ID
	if t.ID == "" {
		return fmt.Errorf("text number %d has no id", number+1)
	}
	if len(t.Body) > math.MaxInt32 {
		return fmt.Errorf("text %q: its body has %d bytes; at most %d can be compared", t.ID, len(t.Body), math.MaxInt32)
	}
	if facts.published = t.Published.Span(); t.Published != "" && !facts.published.Known() {
		return fmt.Errorf(
			"text %q: published: %q is no date; expected YYYY-MM-DD, YYYY-MM or YYYY, or a time such as 2024-10-05T08:10Z", t.ID,
			t.Published)
	}
	r.words = tokens.Append(r.words[:0], t.Body)
	f.readCredits(r, facts, t)
	f.readLinks(r, facts, number, t)
	f.readBody(r, facts, number)
	if !facts.hasBody() {
		r.short++
		f.readHeadline(r, facts, number, t.Title)
	}
	r.quotes = appendQuoteMarks(r.quotes, t.Body, r.words, uint32(number))
	return nil
}

func (f *finder) readLinks(r *reader, facts *facts, number int, t *Text) {
	if t.URL != "" {
		facts.url = tokens.Hash(t.URL)
	}
	if t.Canonical != "" && t.Canonical != t.URL {
		facts.canonical = tokens.Hash(t.Canonical)
	}
	for _, address := range t.Originals {
		r.links = append(r.links, numbered{tokens.Hash(address), uint32(number)})
	}
}

func (f *finder) readBody(r *reader, facts *facts, number int) {
	facts.words = int32(len(r.words))
	least := f.least[number*probes : (number+1)*probes]
	for i := range least {
		least[i] = math.MaxUint64
	}
	r.hashes = distinct(appendGrams(r.hashes[:0], r.words))
	if len(r.words) < MinWords || len(r.hashes) < minGrams {
		return
	}
	facts.grams = int32(len(r.hashes))
	copy(least, r.hashes)
	r.hashes = distinct(appendShingles(r.hashes[:0], r.words, shingleWords))
	r.shingles += int64(len(r.hashes))
	for _, h := range r.hashes {
		f.frequency.add(h)
	}
}

// leastOf returns the smallest grams of a text.
func (f *finder) leastOf(rank uint32) []uint64 {
	return f.least[int(rank)*probes:][:min(probes, int(f.facts[rank].grams))]
}

// rankTexts numbers the texts by rank.
func (f *finder) rankTexts() error {
	order := make([]uint32, len(f.ids))
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortFunc(order, func(a, b uint32) int {
		x, y := &f.facts[a], &f.facts[b]
		if dated := x.published.Known(); dated != y.published.Known() {
			if dated {
				return -1
			}
			return 1
		}
		return cmp.Or(x.published.Compare(y.published), cmp.Compare(y.grams, x.grams), cmp.Compare(f.ids[a], f.ids[b]))
	})
	if err := uniqueIDs(f.ids); err != nil {
		return err
	}
	f.rank = make([]uint32, len(order))
	for rank, number := range order {
		f.rank[number] = uint32(rank)
	}
	f.ids = permuted(f.ids, order, 1)
	f.facts = permuted(f.facts, order, 1)
	f.least = permuted(f.least, order, probes)
	for _, r := range f.readers {
		for i := range r.titles {
			r.titles[i].text = f.rank[r.titles[i].text]
		}
		for i := range r.quotes {
			r.quotes[i].text = f.rank[r.quotes[i].text]
		}
		for i := range r.links {
			r.links[i].text = f.rank[r.links[i].text]
		}
	}
	f.readOriginals()
	return nil
}

func uniqueIDs(ids []string) error {
	seen := make(map[string]struct{}, len(ids))
	for _, id := range ids {
		if _, twice := seen[id]; twice {
			return fmt.Errorf("two texts have the id %q; give each its own", id)
		}
		seen[id] = struct{}{}
	}
	return nil
}

// permuted returns groups of size values in the given order.
func permuted[T any](values []T, order []uint32, size int) []T {
	out := make([]T, 0, len(values))
	for _, at := range order {
		out = append(out, values[int(at)*size:(int(at)+1)*size]...)
	}
	return out
}

// match goes through the corpus for the second time, and returns pairs of bodies and of headlines that may be copies.
func (f *finder) match(ctx context.Context) (bodies, headlines []candidate, err error) {
	index := newProbeIndex(f)
	f.result.Statistics.CappedLists, f.result.Statistics.Unprobed = index.capped, index.unprobed
	titles := f.titleHashes()
	err = f.stream(ctx, "match", func(r *reader, number int, t *Text) error {
		rank := f.rank[number]
		if f.ids[rank] != t.ID {
			return fmt.Errorf(
				"text number %d was %q and is now %q; a corpus must not change while it is read", number+1, f.ids[rank], t.ID)
		}
		if facts := &f.facts[rank]; facts.hasBody() {
			r.words = tokens.Append(r.words[:0], t.Body)
			r.hashes = distinct(appendShingles(r.hashes[:0], r.words, shingleWords))
			if len(r.words) != int(facts.words) {
				return changedBody(t.ID)
			}
			r.other = r.shares.add(f.frequency, r.hashes, r.other)
			r.hashes = distinct(appendGrams(r.hashes[:0], r.words))
			index.search(r, rank)
			if len(titles) > 0 {
				f.matchHeadline(r, facts, rank, t.Title, titles)
			}
		}
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	shares := frequentShares{}
	for _, r := range f.readers {
		shares.merge(r.shares)
		bodies = append(bodies, r.found...)
		r.found, r.shares = nil, nil
	}
	f.boilerplate, f.result.Statistics.Frequent = shares.boilerplate()
	f.result.Statistics.Boilerplate = len(f.boilerplate)
	f.frequency, f.rank = nil, nil
	return bodies, f.headlinePairs(), nil
}

// finish sorts what was found.
func (f *finder) finish() *TextResult {
	r := &f.result
	for _, reader := range f.readers {
		r.Credits = append(r.Credits, reader.credits...)
	}
	slices.SortFunc(r.Credits, func(a, b Credited) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(r.Copies, func(a, b Copy) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.Detector, b.Detector))
	})
	for _, pair := range slices.SortedFunc(
		maps.Keys(f.originals), func(a, b [2]uint32) int { return slices.Compare(a[:], b[:]) }) {
		r.Originals = append(r.Originals, Link{f.ids[pair[0]], f.ids[pair[1]]})
	}
	slices.SortFunc(
		r.Originals, func(a, b Link) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To)) })
	r.Groups = f.groups()
	return r
}
