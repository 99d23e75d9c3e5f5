package annotate

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/attribution"
	"github.com/credence-graph/credence/internal/evidence"
)

// stale returns the links that were recorded from the text before and that a corrected annotation no longer holds. A
// link is of this text where it was recorded from it by name and every passage that it quotes stands in the text.
func (store Recorder) stale(ctx context.Context, r Recording, batch evidence.Batch) ([]evidence.Link, error) {
	if !r.Replaces {
		return nil, nil
	}
	holds := map[evidence.ID]bool{}
	for _, link := range linksOf(batch) {
		holds[link.LinkID()] = true
	}
	seen, links := map[evidence.ID]bool{}, map[evidence.ID]evidence.Link{}
	next := r.nodes(batch)
	for len(next) > 0 {
		var here []evidence.ID
		for _, id := range next {
			if !seen[id] {
				seen[id] = true
				here = append(here, id)
			}
		}
		next = nil
		found, err := store.linksAt(ctx, here)
		if err != nil {
			return nil, err
		}
		for _, link := range found {
			id := link.LinkID()
			if links[id] != nil || !r.isOf(link) {
				continue
			}
			links[id] = link
			for _, ref := range evidence.References(link) {
				next = append(next, ref.ID)
			}
		}
	}
	var stale []evidence.Link
	for id, link := range links {
		if !holds[id] {
			stale = append(stale, link)
		}
	}
	slices.SortFunc(stale, func(a, b evidence.Link) int {
		return strings.Compare(string(a.LinkID()),
			string(b.LinkID()))
	})
	return stale, nil
}

// nodes returns the claims, sources and outlets of a text, those that its patterns find included.
func (r *Recording) nodes(batch evidence.Batch) []evidence.ID {
	graph := r.Graph
	if graph == nil {
		if read, err := attribution.Read(r.Text.Words); err == nil { // a text that has no words has an annotation of none
			graph = read
		}
	}
	var ids []evidence.ID
	if graph != nil {
		for _, c := range graph.Claims {
			ids = append(ids, evidence.ID("claim:"+c.ID))
		}
		for _, x := range graph.Sources {
			ids = append(ids, evidence.ID("source:"+x.ID))
		}
		for _, o := range graph.Outlets {
			ids = append(ids, evidence.ID("outlet:"+o.ID))
		}
	}
	for _, p := range batch.Claims {
		ids = append(ids, p.Value.NodeID())
	}
	for _, p := range batch.Sources {
		ids = append(ids, p.Value.NodeID())
	}
	for _, p := range batch.Outlets {
		ids = append(ids, p.Value.NodeID())
	}
	return ids
}

// isOf reports whether a link was read in the text.
func (r *Recording) isOf(link evidence.Link) bool {
	record := link.Record()
	if record.RecordedFrom != r.Text.Name || len(record.Quotes) == 0 {
		return false
	}
	lines := strings.Split(r.Text.Words, "\n")
	for _, q := range record.Quotes {
		if q.StartLine < 1 || q.EndLine > len(lines) || q.EndLine < q.StartLine ||
			!strings.Contains(strings.Join(lines[q.StartLine-1:q.EndLine], "\n"), q.Exact) {
			return false
		}
	}
	return true
}

// readLinkKinds are the kinds of links that a text is read into.
var readLinkKinds = []evidence.Kind{evidence.KindStatement, evidence.KindDerivation, evidence.KindCorroboration,
	evidence.KindRelation, evidence.KindInterest, evidence.KindLeaning}

// linksAt returns all links of some claims and sources of the kinds that a text is read into.
func (r Recorder) linksAt(ctx context.Context, ids []evidence.ID) ([]evidence.Link, error) {
	var links []evidence.Link
	for _, kind := range readLinkKinds {
		subjects := slices.DeleteFunc(slices.Clone(ids), func(id evidence.ID) bool { return !canHave(id.Kind(), kind) })
		after := map[evidence.ID]evidence.Cursor{}
		for len(subjects) > 0 {
			var more []evidence.ID
			for _, chunk := range pagesOf(subjects, after) {
				pages, err := r.Reader.Links(ctx, evidence.LinkQuery{Subjects: chunk.ids, Kind: kind,
					Direction: evidence.Either,
					Page:      evidence.Page{First: linksAtOnce, After: chunk.after}})
				if err != nil {
					return nil, err
				}
				for i, page := range pages {
					for _, at := range page.Links {
						links = append(links, at.Link)
					}
					if page.HasNext && len(page.Links) > 0 {
						after[chunk.ids[i]] = page.Links[len(page.Links)-1].Cursor
						more = append(more, chunk.ids[i])
					}
				}
			}
			subjects = more
		}
	}
	return links, nil
}

// linksAtOnce is how many links of a node are read at once, subjectsAtOnce of how many nodes.
const (
	linksAtOnce    = 500
	subjectsAtOnce = 100
)

type chunk struct {
	ids   []evidence.ID
	after evidence.Cursor
}

// pagesOf puts nodes together of which the first page is asked for; each further page is asked for alone.
func pagesOf(ids []evidence.ID, after map[evidence.ID]evidence.Cursor) []chunk {
	var out []chunk
	for _, id := range ids {
		n := len(out)
		switch {
		case after[id] != nil:
			out = append(out, chunk{[]evidence.ID{id}, after[id]})
		case n > 0 && out[n-1].after == nil && len(out[n-1].ids) < subjectsAtOnce:
			out[n-1].ids = append(out[n-1].ids, id)
		default:
			out = append(out, chunk{ids: []evidence.ID{id}})
		}
	}
	return out
}

// canHave reports whether nodes of a kind have links of another kind.
func canHave(node, link evidence.Kind) bool {
	switch link {
	case evidence.KindRelation:
		return node == evidence.KindClaim
	case evidence.KindDerivation:
		return node == evidence.KindSource
	case evidence.KindLeaning:
		return node == evidence.KindOutlet
	case evidence.KindInterest:
		return node == evidence.KindClaim || node == evidence.KindSource || node == evidence.KindOutlet
	}
	return node == evidence.KindClaim || node == evidence.KindSource
}

func linksOf(batch evidence.Batch) []evidence.Link {
	var out []evidence.Link
	for i := range batch.Statements {
		out = append(out, &batch.Statements[i].Value)
	}
	for i := range batch.Derivations {
		out = append(out, &batch.Derivations[i].Value)
	}
	for i := range batch.Corroborations {
		out = append(out, &batch.Corroborations[i].Value)
	}
	for i := range batch.Relations {
		out = append(out, &batch.Relations[i].Value)
	}
	for i := range batch.Interests {
		out = append(out, &batch.Interests[i].Value)
	}
	for i := range batch.Leanings {
		out = append(out, &batch.Leanings[i].Value)
	}
	return out
}

// replace records a batch in place of links, which are retracted. Statements that the batch contradicts are retracted
// first, as nothing may both support and refute a claim, and stand again if the batch is refused.
func (r Recorder) replace(ctx context.Context, batch evidence.Batch, stale []evidence.Link) (evidence.Applied, error) {
	const reason = "a corrected annotation of the text does not hold it"
	ends := map[[2]string]bool{}
	for _, p := range batch.Statements {
		ends[[2]string{string(p.Value.Source), string(p.Value.Claim)}] = true
	}
	var first, then []evidence.ID
	for _, link := range stale {
		if x, ok := link.(*evidence.Statement); ok && ends[[2]string{string(x.Source), string(x.Claim)}] {
			first = append(first, link.LinkID())
			continue
		}
		then = append(then, link.LinkID())
	}
	retracted := map[evidence.Kind]int{}
	retract := func(ids []evidence.ID) error {
		if len(ids) == 0 {
			return nil
		}
		done, err := r.Writer.Retract(ctx, ids, batch.Collector, reason)
		for kind, n := range done.Retracted {
			retracted[kind] += n
		}
		return err
	}
	if err := retract(first); err != nil {
		return evidence.Applied{}, err
	}
	applied, err := r.Writer.Apply(ctx, batch)
	if err != nil {
		if len(first) > 0 {
			_, back := r.Writer.Unretract(ctx, first, batch.Collector, "the corrected annotation was refused")
			err = errors.Join(err, back)
		}
		return applied, err
	}
	err = retract(then)
	applied.Retracted = retracted
	return applied, err
}
