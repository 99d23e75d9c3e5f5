// Package resolve finds the records that a person names: by id, by key, by address or by words. If several fit, it
// asks, or lists them in the error. It also makes the ids of what is named for the first time.
package resolve

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/folding"
	"github.com/credence-graph/credence/internal/report"
	"github.com/credence-graph/credence/internal/terminal"
)

// mostCandidates is how many nodes a person is asked to choose from.
const mostCandidates = 9

// Names finds what a person names.
type Names struct {
	Reader evidence.Reader
	Person *terminal.Person // who is asked; nil if nobody can be asked
}

// Node finds the node that a person means: by global id, by bare key, by address (of sources), or by a piece of its
// text. If several match, a person at a terminal is asked; elsewhere the error lists them. The error's code is
// evidence.CodeNotFound where nothing matches and evidence.CodeConflict where several do.
func (r Names) Node(ctx context.Context, kind evidence.Kind, text string) (evidence.Node, error) {
	if id, err := evidence.ParseKey[evidence.ID](kind, text); err == nil {
		objects, err := r.Reader.Objects(ctx, []evidence.ID{id}, evidence.Moment{})
		if err != nil {
			return nil, err
		}
		if objects[0].Node != nil {
			return objects[0].Node, nil
		}
	}
	if kind == evidence.KindSource {
		if canonical, err := evidence.CanonicalURL(text); err == nil {
			node, err := r.sourceAt(ctx, text, canonical)
			if err == nil || strings.Contains(text, "://") || evidence.CodeOf(err) != evidence.CodeNotFound {
				return node, err
			} // else it is no address, but a piece of a title that looks like one
		}
	}
	if node, err := r.byLabel(ctx, []evidence.Kind{kind}, text); node != nil || err != nil {
		return node, err
	}
	hits, err := r.Reader.Find(ctx, text, []evidence.Kind{kind}, mostCandidates+1)
	if err != nil {
		return nil, err
	}
	return r.choose(ctx, kind, text, hits)
}

// IDs finds each of the nodes of a kind that a person means, see [Names.Node]. T is the type of their ids.
func IDs[T ~string](ctx context.Context, r Names, kind evidence.Kind, names []string) ([]T, error) {
	ids := make([]T, len(names))
	for i, name := range names {
		node, err := r.Node(ctx, kind, name)
		if err != nil {
			return nil, err
		}
		ids[i] = T(node.NodeID())
	}
	return ids, nil
}

func (r Names) sourceAt(ctx context.Context, url, canonical string) (evidence.Node, error) {
	found, err := r.Reader.List(ctx, evidence.ListQuery{Kind: evidence.KindSource,
		Where: evidence.Filter{CanonicalURL: canonical}, Page: evidence.Page{First: 1}})
	if err != nil {
		return nil, err
	}
	if len(found.Nodes) == 0 {
		return nil, evidence.NotFoundf("no source has the address %s; record it with: credence add source %s", url, url)
	}
	return found.Nodes[0].Node, nil
}

// choose settles on one of the nodes that a text matched: the only one, or the only one whose whole text it is, or
// the one that the person picks.
func (r Names) choose(
	ctx context.Context, kind evidence.Kind, text string, hits []evidence.Hit,
) (evidence.Node, error) {
	if len(hits) == 0 {
		return nil, evidence.NotFoundf("no %s matches %q; look for it with: credence find %s", kind, text,
			terminal.ShellWord(text))
	}
	whole := withPiece(hits, text)
	if len(whole) == 1 {
		return whole[0].Node, nil
	}
	for _, compared := range []func(string) string{folding.FoldCase, folding.Fold} {
		if same := withLabel(whole, text, compared); len(same) == 1 {
			return same[0].Node, nil
		}
	}
	if len(whole) > 0 {
		return r.pick(ctx, kind, text, whole)
	}
	if r.Person == nil {
		list, err := r.candidates(ctx, hits)
		if err != nil {
			return nil, err
		}
		return nil, evidence.NotFoundf("no %s matches %q; the nearest are\n%s", kind, text, list)
	}
	return r.pick(ctx, kind, text, hits)
}

// pick has the person say which of several nodes is meant; if nobody can be asked, the error lists them.
func (r Names) pick(ctx context.Context, kind evidence.Kind, text string, hits []evidence.Hit) (evidence.Node, error) {
	list, err := r.candidates(ctx, hits)
	if err != nil {
		return nil, err
	}
	if r.Person == nil {
		return nil, evidence.Conflictf("", "%q matches several %ss; name one by its id:\n%s", text, kind, list)
	}
	hits = hits[:min(len(hits), mostCandidates)]
	typed, err := r.Person.Line(fmt.Sprintf("%q matches several %ss:\n%sWhich one? [1-%d] ", text, kind, list,
		len(hits)))
	switch {
	case err != nil:
		return nil, err
	case typed == "":
		return nil, evidence.Conflictf("", "nothing was chosen")
	}
	n, err := strconv.Atoi(typed)
	if err != nil || n < 1 || n > len(hits) {
		return nil, evidence.Invalidf("", "%q is not a number from 1 to %d", typed, len(hits))
	}
	return hits[n-1].Node, nil
}

// withLabel keeps the hits whose whole text or name it is, as they are compared.
func withLabel(hits []evidence.Hit, text string, compared func(string) string) (kept []evidence.Hit) {
	for _, h := range hits {
		if compared(strings.TrimSuffix(report.Label(h.Node), ".")) == compared(strings.TrimSuffix(text, ".")) {
			kept = append(kept, h)
		}
	}
	return kept
}

// withPiece keeps the hits in whose text or name the words stand as they were typed: a person who types a piece of a
// sentence means that sentence, and not every one that has some of its words.
func withPiece(hits []evidence.Hit, piece string) []evidence.Hit {
	var kept []evidence.Hit
	for _, h := range hits {
		texts := report.Label(h.Node)
		if c, ok := h.Node.(*evidence.Claim); ok {
			texts += "\n" + c.Name
		}
		if strings.Contains(folding.Fold(texts), folding.Fold(piece)) {
			kept = append(kept, h)
		}
	}
	return kept
}

// candidates lists nodes by number, id and label.
func (r Names) candidates(ctx context.Context, hits []evidence.Hit) (string, error) {
	shown := hits[:min(len(hits), mostCandidates)]
	nodes := make([]evidence.Node, len(shown))
	for i, h := range shown {
		nodes[i] = h.Node
	}
	labels, err := r.Labels(ctx, nodes...)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for i, n := range nodes {
		fmt.Fprintf(&b, "  %d  %s  %s\n", i+1, n.NodeID(), labels[i])
	}
	if len(hits) > mostCandidates {
		b.WriteString("  ... and more\n")
	}
	return b.String(), nil
}

// Any finds the node that a person means, whatever its kind: by global id, by a key that only one kind has, or by a
// piece of its text. Errors are those of [Names.Node].
func (r Names) Any(ctx context.Context, text string) (evidence.Node, error) {
	kinds, err := Kinds(nil)
	if err != nil {
		return nil, err
	}
	var ids []evidence.ID
	if id, err := evidence.ParseID(text); err == nil {
		ids = append(ids, id)
	} else {
		for _, kind := range kinds {
			if id, err := evidence.ParseKey[evidence.ID](kind, text); err == nil {
				ids = append(ids, id)
			}
		}
	}
	objects, err := r.Reader.Objects(ctx, ids, evidence.Moment{})
	if err != nil {
		return nil, err
	}
	var hits []evidence.Hit
	for _, o := range objects {
		if o.Node != nil {
			hits = append(hits, evidence.Hit{Node: o.Node})
		}
	}
	switch {
	case len(hits) == 1:
		return hits[0].Node, nil
	case len(hits) > 1:
		return r.pick(ctx, "record", text, hits)
	}
	if node, err := r.byLabel(ctx, kinds, text); node != nil || err != nil {
		return node, err
	}
	if hits, err = r.Reader.Find(ctx, text, kinds, mostCandidates+1); err != nil {
		return nil, err
	}
	return r.choose(ctx, "record", text, hits)
}

// Kinds returns the kinds that can be found by their words, or those that were asked for.
func Kinds(names []string) ([]evidence.Kind, error) {
	all := []evidence.Kind{evidence.KindClaim, evidence.KindSource, evidence.KindOutlet, evidence.KindOrganization,
		evidence.KindPerson}
	if len(names) == 0 {
		return all, nil
	}
	var kinds []evidence.Kind
	for _, name := range names {
		kind := evidence.Kind(name)
		if !kind.IsNode() || kind == evidence.KindReview {
			return nil, evidence.Invalidf("kind", "%q cannot be looked for; expected one of %s", name, fmt.Sprint(all))
		}
		kinds = append(kinds, kind)
	}
	return kinds, nil
}

// SourcesOrLinks resolves what a person named: a link by its id, everything else as a source.
func (r Names) SourcesOrLinks(ctx context.Context, names []string) ([]evidence.ID, error) {
	ids := make([]evidence.ID, len(names))
	for i, name := range names {
		if id, err := evidence.ParseID(name); err == nil && id.Kind().IsLink() {
			ids[i] = id
			continue
		}
		node, err := r.Node(ctx, evidence.KindSource, name)
		if err != nil {
			return nil, err
		}
		ids[i] = node.NodeID()
	}
	return ids, nil
}

// SourceOrOutlet returns the outlet or source that a person named.
func (r Names) SourceOrOutlet(ctx context.Context, name string) (evidence.ID, error) {
	if id, err := evidence.ParseID(name); err == nil {
		return id, nil
	}
	node, err := r.Node(ctx, evidence.KindOutlet, name)
	if evidence.CodeOf(err) == evidence.CodeNotFound {
		node, err = r.Node(ctx, evidence.KindSource, name)
	}
	if err != nil {
		return "", err
	}
	return node.NodeID(), nil
}

// ID returns the global id of any record: a global id as it is, else that of the node whose label a command printed so.
// What is neither is refused: a key or a few words are not enough to change a record by.
func (r Names) ID(ctx context.Context, text string) (evidence.ID, error) {
	id, invalid := evidence.ParseID(text)
	if invalid == nil {
		return id, nil
	}
	kinds, err := Kinds(nil)
	if err != nil {
		return "", err
	}
	node, err := r.byLabel(ctx, kinds, text)
	switch {
	case err != nil:
		return "", err
	case node == nil:
		return "", invalid
	}
	return node.NodeID(), nil
}

// Claims resolves what a person named to the ids of claims.
func (r Names) Claims(ctx context.Context, names []string) ([]evidence.ClaimID, error) {
	return IDs[evidence.ClaimID](ctx, r, evidence.KindClaim, names)
}
