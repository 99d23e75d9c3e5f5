package app

import (
	"bufio"
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
)

// mostCandidates is how many nodes a person is asked to choose from.
const mostCandidates = 9

// resolve finds the node that a person means: by global id, by bare key, by address (of sources), or by a piece of its
// text. Where several match, a person at a terminal is asked; elsewhere the error lists them. The error's code is
// evidence.CodeNotFound where nothing matches and evidence.CodeConflict where several do.
func (s *session) resolve(ctx context.Context, kind evidence.Kind, text string) (evidence.Node, error) {
	if id, err := evidence.ParseKey[evidence.ID](kind, text); err == nil {
		objects, err := s.reader.Objects(ctx, []evidence.ID{id}, evidence.Moment{})
		if err != nil {
			return nil, err
		}
		if objects[0].Node != nil {
			return objects[0].Node, nil
		}
	}
	if kind == evidence.KindSource {
		if canonical, err := evidence.CanonicalURL(text); err == nil {
			node, err := s.sourceAt(ctx, text, canonical)
			if err == nil || strings.Contains(text, "://") || evidence.CodeOf(err) != evidence.CodeNotFound {
				return node, err
			} // else it is no address, but a piece of a title that looks like one
		}
	}
	hits, err := s.reader.Find(ctx, text, []evidence.Kind{kind}, mostCandidates+1)
	if err != nil {
		return nil, err
	}
	return s.choose(kind, text, hits)
}

// resolveAll finds each of the nodes of a kind that a person means, see [session.resolve]. T is the type of their ids.
func resolveAll[T ~string](ctx context.Context, s *session, kind evidence.Kind, names []string) ([]T, error) {
	ids := make([]T, len(names))
	for i, name := range names {
		node, err := s.resolve(ctx, kind, name)
		if err != nil {
			return nil, err
		}
		ids[i] = T(node.NodeID())
	}
	return ids, nil
}

func (s *session) sourceAt(ctx context.Context, url, canonical string) (evidence.Node, error) {
	found, err := s.reader.List(ctx, evidence.ListQuery{Kind: evidence.KindSource,
		Where: evidence.Filter{CanonicalURL: canonical}, Page: evidence.Page{First: 1}})
	if err != nil {
		return nil, err
	}
	if len(found.Nodes) == 0 {
		return nil, evidence.NotFoundf("no source has the address %s; record it with: credence add source %s", url, url)
	}
	return found.Nodes[0].Node, nil
}

// choose settles on one of the nodes that a text matched: the only one, or the one whose whole text it is, or the one
// that the person picks.
func (s *session) choose(kind evidence.Kind, text string, hits []evidence.Hit) (evidence.Node, error) {
	if len(hits) == 0 {
		return nil, evidence.NotFoundf("no %s matches %q; look for it with: credence find %s", kind, text, shellQuoted(text))
	}
	if whole := withPiece(hits, text); len(whole) > 0 {
		hits = whole
		if len(hits) == 1 {
			return hits[0].Node, nil
		}
		if exact := withLabel(hits, text, evidence.FoldCase); len(exact) > 0 {
			return exact[0].Node, nil
		}
		if alike := withLabel(hits, text, evidence.Fold); len(alike) == 1 {
			return alike[0].Node, nil
		}
	} else if !s.streams.interactive() {
		return nil, evidence.NotFoundf("no %s matches %q; the nearest are\n%s", kind, text, candidates(hits))
	}
	if !s.streams.interactive() {
		return nil, evidence.Conflictf("", "%q matches several %ss; name one by its id:\n%s", text, kind, candidates(hits))
	}
	return s.ask(kind, text, hits)
}

// withLabel keeps the hits whose whole text or name it is, as they are compared.
func withLabel(hits []evidence.Hit, text string, compared func(string) string) (kept []evidence.Hit) {
	for _, h := range hits {
		if compared(strings.TrimSuffix(label(h.Node), ".")) == compared(strings.TrimSuffix(text, ".")) {
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
		texts := label(h.Node)
		if c, ok := h.Node.(*evidence.Claim); ok {
			texts += "\n" + c.Name
		}
		if strings.Contains(evidence.Fold(texts), evidence.Fold(piece)) {
			kept = append(kept, h)
		}
	}
	return kept
}

func (s *session) ask(kind evidence.Kind, text string, hits []evidence.Hit) (evidence.Node, error) {
	hits = hits[:min(len(hits), mostCandidates)]
	fmt.Fprintf(s.streams.Err, "%q matches several %ss:\n%sWhich one? [1-%d] ", text, kind, candidates(hits), len(hits))
	answer, err := bufio.NewReader(s.streams.In).ReadString('\n')
	if err != nil && answer == "" {
		return nil, evidence.Conflictf("", "nothing was chosen")
	}
	n, err := strconv.Atoi(strings.TrimSpace(answer))
	if err != nil || n < 1 || n > len(hits) {
		return nil, evidence.Invalidf("", "%q is not a number from 1 to %d", strings.TrimSpace(answer), len(hits))
	}
	return hits[n-1].Node, nil
}

func candidates(hits []evidence.Hit) string {
	var b strings.Builder
	for i, h := range hits[:min(len(hits), mostCandidates)] {
		fmt.Fprintf(&b, "  %d  %s  %s\n", i+1, h.Node.NodeID(), label(h.Node))
	}
	if len(hits) > mostCandidates {
		b.WriteString("  ... and more\n")
	}
	return b.String()
}

// label returns what to call a node: its text, title or name.
func label(n evidence.Node) string {
	switch n := n.(type) {
	case *evidence.Claim:
		return n.Text
	case *evidence.Source:
		return n.Label("")
	case interface{ Label() string }:
		return n.Label()
	}
	return n.NodeID().Key()
}

// shellQuoted returns text as one word of a command line.
func shellQuoted(text string) string {
	return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'"
}
