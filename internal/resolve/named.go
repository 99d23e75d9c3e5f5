package resolve

import (
	"context"
	"net/url"
	"strings"
	"unicode"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/folding"
	"github.com/credence-graph/credence/internal/report"
)

// Meant is what a name means: a node that the graph has, or the id of a new one.
type Meant struct {
	Node evidence.Node // nil = the graph has none of the name
	ID   evidence.ID
	Name string
}

// Named finds the node of a kind that has a name or id; the letters' case does not count. The key of a new one is made
// of its name, but that of a person, whose name can be erased, of the name's hash.
func (r Names) Named(ctx context.Context, kind evidence.Kind, name string) (Meant, error) {
	name = strings.TrimSpace(name)
	if id, err := evidence.ParseKey[evidence.ID](kind, name); err == nil {
		objects, err := r.Reader.Objects(ctx, []evidence.ID{id}, evidence.Moment{})
		if err != nil {
			return Meant{}, err
		}
		if node := objects[0].Node; node != nil {
			return Meant{node, id, report.Label(node)}, nil
		}
	}
	hits, err := r.Reader.Find(ctx, name, []evidence.Kind{kind}, mostCandidates)
	if err != nil {
		return Meant{}, err
	}
	for _, h := range hits {
		if folding.FoldCase(report.Label(h.Node)) == folding.FoldCase(name) {
			return Meant{h.Node, h.Node.NodeID(), report.Label(h.Node)}, nil
		}
	}
	key := slug(name)
	if kind == evidence.KindPerson {
		key = evidence.HashKey(name)
	}
	id := evidence.ID(string(kind) + ":" + key)
	taken, err := r.Reader.Objects(ctx, []evidence.ID{id}, evidence.Moment{})
	if err == nil && taken[0].Node != nil { // another name that has the same letters and digits
		id = evidence.ID(string(kind) + ":" + evidence.HashKey(name))
	}
	return Meant{nil, id, name}, err
}

// Outlet returns the outlet that a name means, or to which the address's host belongs; nil where neither is given or
// known.
func (r Names) Outlet(ctx context.Context, name, address string) (*evidence.Outlet, error) {
	host := ""
	if u, err := url.Parse(evidence.AbsoluteURL(address)); err == nil {
		host = strings.TrimPrefix(evidence.CanonicalHost(u.Hostname()), "www.")
	}
	if name == "" {
		if host == "" {
			return nil, nil
		}
		found, err := r.Reader.List(ctx, evidence.ListQuery{Kind: evidence.KindOutlet,
			Where: evidence.Filter{Domains: []string{host}}, Page: evidence.Page{First: 1}})
		if err != nil || len(found.Nodes) == 0 {
			return nil, err
		}
		return asOutlet(found.Nodes[0].Node), nil
	}
	found, err := r.Named(ctx, evidence.KindOutlet, name)
	if err != nil {
		return nil, err
	}
	if o := asOutlet(found.Node); o != nil {
		return o, nil
	}
	outlet := &evidence.Outlet{ID: evidence.OutletID(found.ID), Name: name}
	if host != "" {
		outlet.Domains = []string{host}
	}
	return outlet, nil
}

func asOutlet(n evidence.Node) *evidence.Outlet {
	o, _ := n.(*evidence.Outlet)
	return o
}

// SourceID returns the id under which the graph has the address already, else the one made of what identifies it.
func (r Names) SourceID(ctx context.Context, source evidence.Source) (evidence.SourceID, error) {
	if canonical, err := evidence.CanonicalURL(source.URL); err == nil {
		if known, err := r.sourceAt(ctx, source.URL, canonical); err == nil {
			return evidence.SourceID(known.NodeID()), nil
		}
	}
	id, ok := evidence.SourceIDOf(source)
	if !ok {
		return "", evidence.Invalidf("source", "nothing identifies it; give its address, or --title or --outlet")
	}
	return id, nil
}

// slug returns a key made of a name: lower-case letters and digits of any script, hyphens between them.
func slug(name string) string {
	words := strings.FieldsFunc(strings.ToLower(evidence.NFC(name)),
		func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if len(words) == 0 {
		return evidence.HashKey(name)
	}
	return strings.Join(words, "-")
}
