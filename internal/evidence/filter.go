package evidence

import (
	"reflect"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/folding"
)

// OfClaim returns the parts of the filter that a claim shows by itself, without its links and fact checks: ids, words,
// tag, item and date. [Filter.KeepsClaim] decides these.
func (f Filter) OfClaim() Filter {
	return Filter{IDs: f.IDs, Text: f.Text, Tag: f.Tag, Item: f.Item, From: f.From, To: f.To}
}

// OfLinks returns the other parts that can narrow a list of claims: only a store can decide these.
func (f Filter) OfLinks() Filter {
	return Filter{Verdicts: f.Verdicts, Outlets: f.Outlets, Authors: f.Authors, SourceKinds: f.SourceKinds,
		Countries: f.Countries, RestsOn: f.RestsOn, Rivals: f.Rivals}
}

// OfSource returns the parts of a filter of claims that one source which speaks to the claim must meet.
func (f Filter) OfSource() Filter {
	return Filter{Outlets: f.Outlets, Authors: f.Authors, SourceKinds: f.SourceKinds, Countries: f.Countries}
}

// Empty reports whether no part of the filter is set. Rivals is not a part: it only says how far RestsOn goes.
func (f Filter) Empty() bool {
	f.Rivals = false
	return reflect.ValueOf(f).IsZero()
}

// Words returns the words that Text asks for, as [folding.Fold] folds them: what white space separates, signs included.
func (f Filter) Words() []string { return strings.Fields(folding.Fold(f.Text)) }

// KeepsClaim reports whether a claim passes the parts of the filter that it shows by itself.
func (f Filter) KeepsClaim(c *Claim) bool {
	text := folding.Fold(c.Text)
	for _, word := range f.Words() {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return f.KeepsDate(c.ClaimDate) &&
		(f.IDs == nil || slices.Contains(f.IDs, c.NodeID())) &&
		(f.Tag == "" || slices.Contains(c.Tags, f.Tag)) &&
		(f.Item == "" || c.Item == f.Item)
}

// Period returns the sort keys of the first and the last minute that From and To keep; "" is no bound. A date lies
// where its first instant does. From begins with the first instant that it may mean, and To includes all that it may
// mean: the whole year, month or day that it names, or its minute.
func (f Filter) Period() (from, to string) {
	if f.To.Known() {
		to = SortKeyOf(f.To.Last())
	}
	return f.From.SortKey(), to
}

// KeepsDate reports whether a date lies between From and To; an unknown one does only if neither is set.
func (f Filter) KeepsDate(d Date) bool {
	if f.From == "" && f.To == "" {
		return true
	}
	from, to := f.Period()
	key := d.SortKey()
	return key != "" && key >= from && (to == "" || key <= to)
}
