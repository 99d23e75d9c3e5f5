package scores

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/tally"
	"github.com/credence-graph/credence/internal/evidence"
)

const (
	// None is the label of the bucket of claims that carry no tag or no verdict, or whose figure is not known.
	None = "none"
	// Undated is the label of the bucket of claims whose month is not known.
	Undated = "undated"
)

// Bucket is how many claims have one value, or a figure from From to under To.
type Bucket struct {
	Key      string      // the value, or the bounds; "" = they have none
	Node     evidence.ID // the node that the value is, whose label is shown; "" = it is not a node
	Label    string
	From, To *float64 // nil = without end, or no figure
	Count    int
}

// ByFigure counts rows by a figure of one side, in buckets between bounds, which ascend. A figure within 1e-9 of a
// bound belongs to the bucket above it. Rows of which it is not known come last, if there are any.
func ByFigure(rows []*Row, f convergence.Figure, refuting bool, bounds []float64) []Bucket {
	buckets := make([]Bucket, len(bounds)+1)
	for i := range buckets {
		if i > 0 {
			buckets[i].From = &bounds[i-1]
		}
		if i < len(bounds) {
			buckets[i].To = &bounds[i]
		}
		buckets[i].Label = inWords(buckets[i].From, buckets[i].To)
		buckets[i].Key = bound(buckets[i].From) + ".." + bound(buckets[i].To)
	}
	unknown := 0
	for _, row := range rows {
		side := row.Score.Supporting
		if refuting {
			side = row.Score.Refuting
		}
		value, known := side.Value(f)
		if !known {
			unknown++
			continue
		}
		at, found := slices.BinarySearch(bounds, tally.Rounded(value))
		if found {
			at++
		}
		buckets[at].Count++
	}
	if unknown > 0 {
		buckets = append(buckets, Bucket{Label: None, Count: unknown})
	}
	return buckets
}

// bound writes a bound, "" if there is none.
func bound(b *float64) string {
	if b == nil {
		return ""
	}
	return fmt.Sprintf("%g", *b)
}

func inWords(from, to *float64) string {
	switch {
	case from == nil:
		return fmt.Sprintf("under %g", *to)
	case to == nil:
		return fmt.Sprintf("%g or more", *from)
	}
	return fmt.Sprintf("%g to under %g", *from, *to)
}

// ByTag counts rows by the tags of their claims: most claims first, ties by label, those without a tag last.
func ByTag(rows []*Row) []Bucket {
	return byLabel(rows, func(c *evidence.Claim) []string { return c.Tags })
}

// ByItem counts rows by the items of their claims: most claims first, ties by label, those without an item last.
func ByItem(rows []*Row) []Bucket {
	return byLabel(rows, func(c *evidence.Claim) []string { return []string{c.Item} })
}

// ByLikelihood counts rows by how likely their claims are, the least likely first, those without a likelihood last.
func ByLikelihood(rows []*Row) []Bucket {
	likely := make(map[evidence.ClaimID][]string, len(rows))
	for _, row := range rows {
		if l := row.Score.Likelihood; l != nil {
			likely[row.Claim.ID] = []string{string(*l)}
		}
	}
	buckets := byLabel(rows, func(c *evidence.Claim) []string { return likely[c.ID] })
	rank := func(b Bucket) int { return slices.Index(convergence.Likelihoods(), convergence.Likelihood(b.Key)) }
	slices.SortStableFunc(buckets, func(a, b Bucket) int {
		return cmp.Or(compareNone(a, b), cmp.Compare(rank(a), rank(b)))
	})
	return buckets
}

// ByVerdict counts rows by the verdicts of fact checks, which come by claim: most claims first, ties by label, those
// without a verdict last. The same verdict of several fact checks of a claim counts once.
func ByVerdict(rows []*Row, verdicts map[evidence.ClaimID][]evidence.Verdict) []Bucket {
	return byLabel(rows, func(c *evidence.Claim) []string {
		var labels []string
		for _, v := range verdicts[c.ID] {
			labels = append(labels, string(v))
		}
		return labels
	})
}

// ByMonth counts rows by the month of the claim date, the latest first, those without one last.
func ByMonth(rows []*Row) []Bucket {
	return CountMonths(rows, func(r *Row) evidence.Date { return r.Claim.ClaimDate })
}

func byLabel(rows []*Row, labels func(*evidence.Claim) []string) []Bucket {
	return Count(rows, None, func(r *Row) []string { return labels(r.Claim) })
}

// CountMonths counts items by the month of a date, the latest first, those without one last.
func CountMonths[T any](items []T, date func(T) evidence.Date) []Bucket {
	buckets := Count(items, Undated, func(item T) []string {
		d := date(item)
		if len(d) < len("2006-01") || !d.Known() {
			return nil
		}
		return []string{string(d[:len("2006-01")])}
	})
	slices.SortStableFunc(buckets, func(a, b Bucket) int {
		return cmp.Or(compareNone(a, b), cmp.Compare(b.Label, a.Label))
	})
	return buckets
}

// CountNodes counts items by nodes: most items first, ties by id, those without one last.
func CountNodes[T any, I ~string](items []T, nodes func(T) []I) []Bucket {
	buckets := Count(items, None, nodes)
	for i := range buckets {
		buckets[i].Node = evidence.ID(buckets[i].Key)
	}
	return buckets
}

// Count counts items by values, an item with several once for each: most items first, ties by value, and last, under a
// label for that, those without one. An empty value counts as without one.
func Count[T any, V ~string](items []T, without string, values func(T) []V) []Bucket {
	counts := map[V]int{}
	for _, item := range items {
		all := slices.Clone(values(item))
		slices.Sort(all)
		all = slices.DeleteFunc(slices.Compact(all), func(v V) bool { return v == "" })
		for _, v := range all {
			counts[v]++
		}
		if len(all) == 0 {
			counts[""]++
		}
	}
	buckets := make([]Bucket, 0, len(counts))
	for v, n := range counts {
		buckets = append(buckets, Bucket{Key: string(v), Label: cmp.Or(string(v), without), Count: n})
	}
	slices.SortFunc(buckets, func(a, b Bucket) int {
		return cmp.Or(compareNone(a, b), cmp.Compare(b.Count, a.Count), cmp.Compare(a.Key, b.Key))
	})
	return buckets
}

// compareNone puts the bucket of those without a value last.
func compareNone(a, b Bucket) int {
	switch {
	case a.Key == "" && b.Key != "":
		return 1
	case b.Key == "" && a.Key != "":
		return -1
	}
	return 0
}
