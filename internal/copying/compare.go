package copying

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sync"
)

// chunkPairs is how many pairs are fetched and compared at once.
const chunkPairs = 64

// compare fetches and compares pairs of bodies and of headlines.
func (f *finder) compare(ctx context.Context, bodies, headlines []candidate) error {
	f.result.Statistics.Compared = len(bodies) + len(headlines)
	var jobs []job
	for _, kind := range []struct {
		pairs   []candidate
		compare func(a, b *prepared, x, y uint32) (*Copy, bool)
	}{{bodies, f.compareBodies}, {headlines, f.compareHeadlines}} {
		// By the earlier text, so that one that many copied is fetched seldom.
		slices.SortFunc(kind.pairs, func(a, b candidate) int {
			return cmp.Or(cmp.Compare(a.earlier, b.earlier), cmp.Compare(a.later, b.later))
		})
		for pairs := range slices.Chunk(kind.pairs, chunkPairs) {
			jobs = append(jobs, job{pairs: pairs, compare: kind.compare})
		}
	}
	return f.inParallel(ctx, "compare", len(jobs), func(ctx context.Context, i int) error {
		copies, empty, err := f.compareJob(ctx, jobs[i])
		f.progress.Lock()
		defer f.progress.Unlock()
		f.result.Copies = append(f.result.Copies, copies...)
		f.result.Statistics.OnlyBoilerplate += empty
		return err
	})
}

// job is what one worker compares at once.
type job struct {
	pairs []candidate
	// compare gets the two texts and their ranks. It returns nil for no copy, and whether too little was left to
	// compare.
	compare func(a, b *prepared, x, y uint32) (*Copy, bool)
}

func (f *finder) compareJob(ctx context.Context, j job) (copies []Copy, empty int, err error) {
	var ranks []uint32
	for _, p := range j.pairs {
		ranks = append(ranks, p.later, p.earlier)
	}
	texts, err := f.fetch(ctx, ranks)
	if err != nil {
		return nil, 0, err
	}
	for _, p := range j.pairs {
		c, nothing := j.compare(texts[p.later], texts[p.earlier], p.later, p.earlier)
		if nothing {
			empty++
		}
		if c != nil {
			copies = append(copies, *c)
		}
	}
	return copies, empty, nil
}

// fetch returns texts by rank, prepared.
func (f *finder) fetch(ctx context.Context, ranks []uint32) (map[uint32]*prepared, error) {
	ranks = slices.Clone(ranks)
	slices.Sort(ranks)
	ranks = slices.Compact(ranks)
	ids := make([]string, len(ranks))
	for i, rank := range ranks {
		ids[i] = f.ids[rank]
	}
	texts, err := f.corpus.Fetch(ctx, ids)
	if err != nil {
		return nil, err
	}
	if len(texts) != len(ids) {
		return nil, fmt.Errorf("the corpus was asked for %d texts and gave %d", len(ids), len(texts))
	}
	out := make(map[uint32]*prepared, len(texts))
	for i, t := range texts {
		if t.ID != ids[i] {
			return nil, fmt.Errorf("the corpus was asked for the text %q and gave %q", ids[i], t.ID)
		}
		p := prepare(t, f.boilerplate)
		if len(p.words) != int(f.facts[ranks[i]].words) {
			return nil, changedBody(t.ID)
		}
		out[ranks[i]] = p
	}
	return out, nil
}

func changedBody(id string) error {
	return fmt.Errorf("text %q has another body than before; a corpus must not change while it is read", id)
}

// inParallel does n pieces of work, and stops at the first error.
func (f *finder) inParallel(
	ctx context.Context, phase string, n int, work func(ctx context.Context, i int) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	next := make(chan int)
	var group sync.WaitGroup
	for range f.workers {
		group.Go(func() {
			for i := range next {
				if err := work(ctx, i); err != nil {
					cancel(err)
				}
			}
		})
	}
	for i := 0; i < n && ctx.Err() == nil; i++ {
		f.told(phase, i, n)
		select {
		case next <- i:
		case <-ctx.Done():
		}
	}
	close(next)
	group.Wait()
	if err := context.Cause(ctx); err != nil {
		return err
	}
	f.told(phase, n, n)
	return nil
}

// compareBodies measures how much of the smaller of two bodies the larger contains. x and y are their ranks.
func (f *finder) compareBodies(a, b *prepared, x, y uint32) (found *Copy, nothing bool) {
	m := measure(a, b)
	if m.smaller < MinWords {
		return nil, true
	}
	if m.few() {
		return nil, false
	}
	c := f.directed(a, b, x, y, float64(m.a.size)/float64(m.b.size))
	from, to := a, b
	if c.From != a.text.ID {
		from, to, m.a, m.b = b, a, m.b, m.a
	}
	c.Passages = passages(from.text.Body, to.text.Body, m.a, m.b)
	c.Kappa, c.Detector, c.Shared = float64(m.shared)/float64(m.smaller), DetectorText, m.shared
	c.FromSize, c.ToSize = m.a.size, m.b.size
	c.Credit = firstCredit(ownCredits(&from.text, from.words))
	return &c, false
}

// measured is what a comparison of two bodies gives.
type measured struct {
	a, b    *sequence // what was compared of each
	shared  int       // words that both have
	smaller int       // words of the shorter
}

// few reports whether too few words are shared for a copy: of 20 words 12 must be, of 50 25, of 100 40, of 300 100. Set
// phrases and names make up more of a short text than of a long one.
func (m *measured) few() bool {
	n := float64(m.smaller)
	return float64(m.shared) < min(n/2+2, MinKappa*n+10)
}

// measure aligns the words of two bodies, without those that they quote. Where little else is left of one, all words
// are compared, but half of that little must be shared too.
func measure(a, b *prepared) measured {
	m := aligned(a.own(), b.own())
	if m.smaller >= MinWords {
		return m
	}
	all := aligned(a.whole(), b.whole())
	if m.smaller < minOwn || 2*m.shared < m.smaller {
		all.shared = 0
	}
	return all
}

func aligned(a, b *sequence) measured {
	m := measured{a: a, b: b, smaller: min(a.size, b.size)}
	if a.size > b.size {
		a, b = b, a
	}
	m.shared = align(a, b)
	return m
}

// directed says which of two texts copies the other. ratio is how many times as much a holds as b, 1 where this says
// nothing.
func (f *finder) directed(a, b *prepared, x, y uint32, ratio float64) Copy {
	first := Copy{From: a.text.ID, To: b.text.ID, Directed: true}
	second := Copy{From: b.text.ID, To: a.text.ID, Directed: true}
	_, firstNames := f.originals[[2]uint32{x, y}]
	_, secondNames := f.originals[[2]uint32{y, x}]
	one, two := &f.facts[x], &f.facts[y]
	if one.published.Known() && two.published.Known() {
		ratio = 1 // of one day, the longer may as well have taken in the shorter
	}
	for _, rule := range []struct {
		reason        Reason
		first, second bool
	}{
		{ByCanonical, one.canonical != 0 && one.canonical == two.url, two.canonical != 0 && two.canonical == one.url},
		{ByOriginal, firstNames, secondNames},
		{ByCredit, creditsPublisher(one, two), creditsPublisher(two, one)},
		{ByTime, one.published.EntirelyAfter(two.published), two.published.EntirelyAfter(one.published)},
		{ByCompleteness, ratio*longerBy <= 1, ratio >= longerBy},
	} {
		first.Reason, second.Reason = rule.reason, rule.reason
		switch {
		case rule.first && !rule.second:
			return first
		case rule.second && !rule.first:
			return second
		}
	}
	return Copy{From: max(first.From, first.To), To: min(first.From, first.To)}
}

// creditsPublisher reports whether a text credits the agency that published the other, and is of another publisher.
func creditsPublisher(text, other *facts) bool {
	return other.outlet >= 0 && text.outlet != other.outlet && text.credits&(1<<other.outlet) != 0
}

// readOriginals looks the original-source links up.
func (f *finder) readOriginals() {
	f.originals = map[[2]uint32]struct{}{}
	addresses := f.addresses()
	for _, r := range f.readers {
		for _, link := range r.links {
			if to, ok := lookUp(addresses, link.hash); ok && to != link.text {
				f.originals[[2]uint32{link.text, to}] = struct{}{}
			}
		}
		r.links = nil
	}
}

// addresses returns the texts by the hash of their address, then rank.
func (f *finder) addresses() []numbered {
	var out []numbered
	for rank := range f.facts {
		if h := f.facts[rank].url; h != 0 {
			out = append(out, numbered{h, uint32(rank)})
		}
	}
	slices.SortFunc(out, compareNumbered)
	return out
}

// lookUp returns the text with an address, the first by rank of several.
func lookUp(addresses []numbered, hash uint64) (uint32, bool) {
	i, _ := slices.BinarySearchFunc(addresses, numbered{hash: hash}, compareNumbered)
	if i == len(addresses) || addresses[i].hash != hash {
		return 0, false
	}
	return addresses[i].text, true
}

// declared adds the canonical links within the corpus. The publisher says that the page is a copy of that one, so
// nothing is compared and kappa is 1; a body that says otherwise shows in there being no other copy of the pair.
func (f *finder) declared() {
	addresses := f.addresses()
	for rank := range f.facts {
		from := uint32(rank)
		if f.facts[rank].canonical == 0 {
			continue
		}
		to, ok := lookUp(addresses, f.facts[rank].canonical)
		if !ok || to == from || f.passedOver(pairOf(from, to, 1)) {
			continue
		}
		f.result.Copies = append(f.result.Copies, Copy{
			From: f.ids[from], To: f.ids[to], Kappa: 1, Detector: DetectorCanonical, Directed: true, Reason: ByCanonical,
		})
	}
}
