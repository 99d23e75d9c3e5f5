package truth

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/credence-graph/credence/internal/evidence"
)

// statIndex holds the observations by number. Sources, items and values are numbered in the order of their names, the
// values of an item one after the other, so that nothing depends on the order of the input.
type statIndex struct {
	sources, items []string
	values         []string // by value, its text
	itemOf         []int32  // by value
	valuesFrom     []int32  // by item, its first value; one more at the end
	holdersFrom    []int32  // by value, the place of its first holder; one more at the end
	holders        []int32  // sources, rising within a value
	voices         []float64
	saidFrom       []int32         // by source, the place of the first value it gives; one more at the end
	said           []int32         // values, rising within a source
	saidAt         []evidence.Span // beside said
	saidVoice      []float64
	answered       []int32 // by source, on how many items it gives a value
}

type statRecord struct {
	item, text, source int32
	at                 evidence.Span
}

func newStatIndex(observations []Observation) (*statIndex, error) {
	if len(observations) > math.MaxInt32/2 {
		return nil, fmt.Errorf(
			"statistical copying: %d observations are too many; expected at most %d", len(observations), math.MaxInt32/2)
	}
	for i, o := range observations {
		for _, f := range []struct{ name, text string }{{"source", o.Source}, {"item", o.Item}, {"value", o.Value}} {
			if f.text == "" {
				return nil, fmt.Errorf(
					"statistical copying: observation %d (source %q, item %q) has no %s; leave it out or name it",
					i, o.Source, o.Item, f.name)
			}
		}
	}
	ix := &statIndex{}
	var texts []string
	var sourceOf, itemOf, textOf []int32
	ix.sources, sourceOf = numberNames(observations, func(o *Observation) string { return o.Source })
	ix.items, itemOf = numberNames(observations, func(o *Observation) string { return o.Item })
	texts, textOf = numberNames(observations, func(o *Observation) string { return o.Value })
	records := make([]statRecord, len(observations))
	for i := range observations {
		records[i] = statRecord{itemOf[i], textOf[i], sourceOf[i], observations[i].At.Span()}
	}
	records = distinctRecords(records)
	ix.layValues(records, texts)
	ix.laySaid(records)
	return ix, nil
}

// numberNames returns the names in order, and the number of each observation's.
func numberNames(observations []Observation, name func(*Observation) string) (names []string, number []int32) {
	first := make(map[string]int32, len(observations)/4)
	number = make([]int32, len(observations))
	for i := range observations {
		n := name(&observations[i])
		k, ok := first[n]
		if !ok {
			k = int32(len(names))
			first[n] = k
			names = append(names, n)
		}
		number[i] = k
	}
	order := make([]int32, len(names))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int { return cmp.Compare(names[a], names[b]) })
	rank, sorted := make([]int32, len(names)), make([]string, len(names))
	for i, k := range order {
		rank[k], sorted[i] = int32(i), names[k]
	}
	for i, k := range number {
		number[i] = rank[k]
	}
	return sorted, number
}

// distinctRecords sorts the records by item, value and source, and keeps one of each, with its earliest known time:
// unknown times sort before all known ones, so the first known one that follows is the earliest.
func distinctRecords(records []statRecord) []statRecord {
	slices.SortFunc(records, func(a, b statRecord) int {
		return cmp.Or(
			cmp.Compare(a.item, b.item), cmp.Compare(a.text, b.text), cmp.Compare(a.source, b.source), a.at.Compare(b.at))
	})
	kept := records[:0]
	for _, r := range records {
		if k := len(kept) - 1; k >= 0 && kept[k].item == r.item && kept[k].text == r.text && kept[k].source == r.source {
			if !kept[k].at.Known() {
				kept[k].at = r.at
			}
			continue
		}
		kept = append(kept, r)
	}
	return kept
}

func (ix *statIndex) layValues(records []statRecord, texts []string) {
	ix.holders = make([]int32, len(records))
	ix.voices = make([]float64, len(records))
	for i, r := range records {
		if i == 0 || records[i-1].item != r.item || records[i-1].text != r.text {
			if i == 0 || records[i-1].item != r.item {
				ix.valuesFrom = append(ix.valuesFrom, int32(len(ix.values)))
			}
			ix.holdersFrom = append(ix.holdersFrom, int32(i))
			ix.values = append(ix.values, texts[r.text])
			ix.itemOf = append(ix.itemOf, r.item)
		}
		ix.holders[i] = r.source
	}
	ix.valuesFrom = append(ix.valuesFrom, int32(len(ix.values)))
	ix.holdersFrom = append(ix.holdersFrom, int32(len(records)))
}

func (ix *statIndex) laySaid(records []statRecord) {
	n := len(ix.sources)
	ix.saidFrom = make([]int32, n+1)
	for _, s := range ix.holders {
		ix.saidFrom[s+1]++
	}
	for s := range n {
		ix.saidFrom[s+1] += ix.saidFrom[s]
	}
	ix.said, ix.saidAt = make([]int32, len(records)), make([]evidence.Span, len(records))
	ix.saidVoice = make([]float64, len(records))
	place := make([]int32, len(records)) // of each said, its place among the holders
	next := slices.Clone(ix.saidFrom)
	for v := range ix.values {
		for h := ix.holdersFrom[v]; h < ix.holdersFrom[v+1]; h++ {
			s := ix.holders[h]
			ix.said[next[s]], ix.saidAt[next[s]], place[next[s]] = int32(v), records[h].at, h
			next[s]++
		}
	}
	ix.answered = make([]int32, n)
	for s := range n {
		end := ix.saidFrom[s+1]
		for i := ix.saidFrom[s]; i < end; {
			j := ix.endOfItem(i, end)
			ix.answered[s]++
			for k := i; k < j; k++ {
				ix.saidVoice[k] = 1 / float64(j-i)
				ix.voices[place[k]] = ix.saidVoice[k]
			}
			i = j
		}
	}
}

// endOfItem returns where, among what a source says up to end, the item of place i ends.
func (ix *statIndex) endOfItem(i, end int32) int32 {
	item := ix.itemOf[ix.said[i]]
	j := i + 1
	for j < end && ix.itemOf[ix.said[j]] == item {
		j++
	}
	return j
}

func (ix *statIndex) source(name string) (int32, bool) {
	i, ok := slices.BinarySearch(ix.sources, name)
	return int32(i), ok
}

func (ix *statIndex) item(name string) (int32, bool) {
	i, ok := slices.BinarySearch(ix.items, name)
	return int32(i), ok
}

// heldBy returns the sources that give a value.
func (ix *statIndex) heldBy(v int32) []int32 {
	return ix.holders[ix.holdersFrom[v]:ix.holdersFrom[v+1]]
}

// saidBy returns what a source says.
func (ix *statIndex) saidBy(s int32) []int32 { return ix.said[ix.saidFrom[s]:ix.saidFrom[s+1]] }
