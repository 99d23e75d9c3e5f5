package copying

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"github.com/credence-graph/credence/internal/tokens"
)

const (
	headlineRun      = 3   // words of a run
	headlineContent  = 5   // words that say something, the least of a headline that is compared
	headlineKappa    = .8  // least containment
	headlineMin      = .5  // of a pair that is compared, by the runs that both have
	headlineDays     = 7   // between two headlines, at most
	headlineLookBack = 256 // earlier texts looked at for one run of words of one headline
)

// headlineRuns returns the words of a headline and its distinct runs of three, sorted; none if it says too little to
// tell one item from another.
func headlineRuns(dst []uint64, title string) ([]tokens.Word, []uint64) {
	words := tokens.Append(nil, title)
	quarters := 0 // of content words
	for _, w := range words {
		first := title[w.Start]
		switch size := utf8.RuneCountInString(title[w.Start:w.End]); {
		case w.IsLetter():
			quarters += 2 // a letter is about half a word
		case size >= 4, first >= '0' && first <= '9':
			quarters += 4
		}
	}
	if quarters < 4*headlineContent {
		return words, nil
	}
	return words, distinct(appendShingles(dst, words, headlineRun))
}

// readHeadline keeps the headline of a text without a body.
func (f *finder) readHeadline(r *reader, facts *facts, number int, title string) {
	_, runs := headlineRuns(nil, title)
	facts.headline = int32(len(runs))
	for _, h := range runs {
		r.titles = append(r.titles, numbered{h, uint32(number)})
	}
}

// titleHashes returns the runs of words of all headlines without a body, sorted.
func (f *finder) titleHashes() []uint64 {
	var out []uint64
	for _, r := range f.readers {
		for _, t := range r.titles {
			out = append(out, t.hash)
		}
	}
	return distinct(out)
}

// matchHeadline keeps the headline of a text with a body if it shares a run of words with one without.
func (f *finder) matchHeadline(r *reader, facts *facts, rank uint32, title string, titles []uint64) {
	_, runs := headlineRuns(r.other[:0], title)
	facts.headline = int32(len(runs))
	for _, h := range runs {
		if _, found := slices.BinarySearch(titles, h); found {
			r.titles = append(r.titles, numbered{h, rank})
		}
	}
}

// headlinePairs returns the pairs of headlines to compare: near in time, one at least without a body, and with half of
// the runs of words of the shorter in common. Each is paired with the likeModels best earlier ones.
func (f *finder) headlinePairs() []candidate {
	var entries []numbered
	for _, r := range f.readers {
		entries = append(entries, r.titles...)
		r.titles = nil
	}
	slices.SortFunc(entries, compareNumbered)
	var meetings []candidate
	for len(entries) > 0 {
		n := 1
		for n < len(entries) && entries[n].hash == entries[0].hash {
			n++
		}
		meetings = f.appendMeetings(meetings, entries[:n])
		entries = entries[n:]
	}
	return slices.DeleteFunc(f.bestHeadlines(meetings), f.passedOver)
}

// appendMeetings appends the pairs of texts in one list that may be copies by their dates.
func (f *finder) appendMeetings(dst []candidate, list []numbered) []candidate {
	first := 0 // of those that are near in time to the next dated one
	for i, later := range list {
		from := 0
		if f.facts[later.text].published.Known() {
			for !f.nearInTime(list[first].text, later.text) {
				first++
			}
			from = first
		}
		found := 0
		for _, earlier := range list[from:i] {
			if f.facts[later.text].hasBody() && f.facts[earlier.text].hasBody() || !f.nearInTime(earlier.text, later.text) {
				continue
			}
			if found++; found > headlineLookBack {
				f.result.Statistics.CappedHeadlines++
				break
			}
			dst = append(dst, candidate{later: later.text, earlier: earlier.text})
		}
	}
	return dst
}

// nearInTime reports whether two texts may have appeared within headlineDays; undated ones may.
func (f *finder) nearInTime(a, b uint32) bool {
	x, y := f.facts[a].published, f.facts[b].published
	if !x.Known() || !y.Known() {
		return true
	}
	firstX, lastX := x.Days()
	firstY, lastY := y.Days()
	return firstY-lastX <= headlineDays && firstX-lastY <= headlineDays
}

// bestHeadlines counts the meetings of each pair and keeps the best of each later text.
func (f *finder) bestHeadlines(meetings []candidate) []candidate {
	slices.SortFunc(meetings, compareCandidates)
	var out, list []candidate
	for len(meetings) > 0 {
		p, n := meetings[0], 1
		for n < len(meetings) && meetings[n] == p {
			n++
		}
		meetings = meetings[n:]
		p.estimate = float32(n) / float32(min(f.facts[p.later].headline, f.facts[p.earlier].headline))
		if p.estimate >= headlineMin {
			f.result.Statistics.Candidates++
			list = append(list, p)
		}
		if len(meetings) == 0 || meetings[0].later != p.later {
			sortByEstimate(list)
			f.result.Statistics.Collapsed += max(0, len(list)-likeModels)
			out = append(out, list[:min(len(list), likeModels)]...)
			list = list[:0]
		}
	}
	return out
}

// compareHeadlines reports whether two headlines are one. Their numbers must be the same, and where a date is missing,
// so much of the longer must be in the shorter as otherwise of the shorter in the longer.
func (f *finder) compareHeadlines(a, b *prepared, x, y uint32) (found *Copy, nothing bool) {
	wordsA, runsA := headlineRuns(nil, a.text.Title)
	wordsB, runsB := headlineRuns(nil, b.text.Title)
	if len(runsA) == 0 || len(runsB) == 0 {
		return nil, true
	}
	shared := sharedCount(runsA, runsB)
	kappa := float64(shared) / float64(min(len(runsA), len(runsB)))
	dated := f.facts[x].published.Known() && f.facts[y].published.Known()
	least := kappa
	if !dated {
		least = float64(shared) / float64(max(len(runsA), len(runsB)))
	}
	if least < headlineKappa || !slices.Equal(numbersIn(a.text.Title, wordsA), numbersIn(b.text.Title, wordsB)) {
		return nil, false
	}
	c := f.directed(a, b, x, y, 1)
	c.Kappa, c.Detector, c.Shared, c.FromSize, c.ToSize = kappa, DetectorHeadline, shared, len(runsA), len(runsB)
	from, to, fromWords, toWords := a, b, wordsA, wordsB
	if c.From != a.text.ID {
		from, to, fromWords, toWords = b, a, wordsB, wordsA
		c.FromSize, c.ToSize = c.ToSize, c.FromSize
	}
	c.Passages = titlePassages(from.text.Title, to.text.Title, fromWords, toWords)
	c.Credit = firstCredit(ownCredits(&from.text, from.words))
	return &c, false
}

// numbersIn returns the hashes of the words with a digit, sorted.
func numbersIn(title string, words []tokens.Word) []uint64 {
	var out []uint64
	for _, w := range words {
		if slices.ContainsFunc([]byte(title[w.Start:w.End]), func(c byte) bool { return c >= '0' && c <= '9' }) {
			out = append(out, w.Hash)
		}
	}
	slices.Sort(out)
	return out
}

// titlePassages returns the longest run of words that two headlines share.
func titlePassages(from, to string, a, b []tokens.Word) []Passage {
	best := run{}
	for i := range a {
		for j := range b {
			n := 0
			for i+n < len(a) && j+n < len(b) && a[i+n].Hash == b[j+n].Hash {
				n++
			}
			if n > int(best.words) {
				best = run{int32(i), int32(j), int32(n)}
			}
		}
	}
	if best.words == 0 {
		return nil
	}
	lastA, lastB := a[best.a+best.words-1], b[best.b+best.words-1]
	return []Passage{{
		Words: int(best.words), From: span(from, int(a[best.a].Start), int(lastA.End)),
		To: span(to, int(b[best.b].Start), int(lastB.End)),
	}}
}

// compareRanks orders by rank.
func compareRanks(a, b quoteMark) int {
	return cmp.Or(cmp.Compare(a.text, b.text), cmp.Compare(a.place, b.place))
}
