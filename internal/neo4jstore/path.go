package neo4jstore

import (
	"context"
	"fmt"
	"slices"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/neo4jstore/layout"
)

// maxSteps is how many steps a search for a path may look at in all.
const maxSteps = 200_000

// Path implements evidence.Explorer: a search from both ends, a level at a time and always where fewer nodes wait,
// with one query for each level; two more read the edges and the nodes of the way that was found. Neo4j's own shortest
// path takes any of several that are equally short.
func (s *Store) Path(ctx context.Context, q evidence.PathQuery) (*evidence.Path, error) {
	if err := q.Validate(); err != nil {
		return nil, err
	}
	ends, err := s.Objects(ctx, []evidence.ID{q.From, q.To}, evidence.Moment{})
	if err != nil {
		return nil, err
	}
	for i, id := range []evidence.ID{q.From, q.To} {
		if ends[i].Node == nil {
			return nil, absent(id)
		}
	}
	ids, err := s.shortest(ctx, q)
	if err != nil || ids == nil {
		return nil, err
	}
	return s.pathAlong(ctx, q, ids)
}

// wave is what has been met from one end of a path.
type wave struct {
	level  map[string]int      // by node: how many steps from the end
	nearer map[string][]string // by node: those one step nearer to the end that lead to it
	front  []string            // the nodes of the last level
	depth  int                 // the last level
}

func newWave(id evidence.ID) *wave {
	return &wave{level: map[string]int{string(id): 0}, nearer: map[string][]string{}, front: []string{string(id)}}
}

// add notes one more level: the steps that lead to it, from the node at a place in the front to another.
func (w *wave) add(steps columns) {
	var next []string
	w.depth++
	for i := range steps.len() {
		from, to := w.front[steps.integer(0, i)], steps.text(1, i)
		at, met := w.level[to]
		if !met {
			w.level[to] = w.depth
			next = append(next, to)
		}
		if !met || at == w.depth {
			w.nearer[to] = append(w.nearer[to], from)
		}
	}
	w.front = next
}

// meeting returns the nodes of the last level of w that the other wave has met too.
func (w *wave) meeting(other *wave) []string {
	var both []string
	for _, id := range w.front {
		if _, met := other.level[id]; met {
			both = append(both, id)
		}
	}
	return both
}

// shortest returns the ids along the way, nil if there is none.
func (s *Store) shortest(ctx context.Context, q evidence.PathQuery) ([]string, error) {
	a, b, looked := newWave(q.From), newWave(q.To), 0
	both := a.meeting(b)
	for len(both) == 0 && a.depth+b.depth < q.MaxLength && len(a.front) > 0 && len(b.front) > 0 {
		w, other := a, b
		if len(b.front) < len(a.front) {
			w, other = b, a
		}
		answer, err := s.read(
			ctx, "expand", map[string]any{"ids": w.front, "types": edgeTypes(q.Using), "limit": maxSteps - looked + 1})
		if err != nil {
			return nil, fmt.Errorf("looking for a way from %s to %s: %w", q.From, q.To, err)
		}
		steps := answer.columns("places", "others")
		if looked += steps.len(); looked > maxSteps {
			return nil, &evidence.Error{Code: evidence.CodeTooComplex,
				Message: fmt.Sprintf(
					"between %s and %s there are more than %d steps to look at; ask for a shorter way, or over fewer kinds of edges",
					q.From, q.To, maxSteps)}
		}
		w.add(steps)
		if answer.err != nil {
			return nil, answer.err
		}
		both = w.meeting(other)
	}
	if len(both) == 0 {
		return nil, nil
	}
	return firstWay(a, b, both), nil
}

// firstWay returns of the equally short ways through the nodes where the waves meet the one whose ids come first.
func firstWay(a, b *wave, both []string) []string {
	levels := make([][]string, a.depth+1) // of a: the nodes on such ways
	levels[a.depth] = both
	for k := a.depth; k > 0; k-- {
		for _, id := range levels[k] {
			levels[k-1] = append(levels[k-1], a.nearer[id]...)
		}
		slices.Sort(levels[k-1])
		levels[k-1] = slices.Compact(levels[k-1])
	}
	slices.Sort(levels[a.depth])
	way := []string{levels[0][0]}
	for k := 1; k <= a.depth; k++ {
		last := way[k-1]
		at := slices.IndexFunc(levels[k], func(id string) bool { return slices.Contains(a.nearer[id], last) })
		way = append(way, levels[k][at])
	}
	for id := way[a.depth]; b.level[id] > 0; {
		id = slices.Min(b.nearer[id])
		way = append(way, id)
	}
	return way
}

// pathAlong reads the nodes and edges along a way.
func (s *Store) pathAlong(ctx context.Context, q evidence.PathQuery, way []string) (*evidence.Path, error) {
	ids := make([]evidence.ID, len(way))
	for i, id := range way {
		ids[i] = evidence.ID(id)
	}
	objects, err := s.Objects(ctx, ids, evidence.Moment{})
	if err != nil {
		return nil, err
	}
	path := &evidence.Path{Nodes: make([]evidence.Node, len(ids)), Edges: make([]evidence.Edge, 0, len(ids)-1)}
	for i, o := range objects {
		path.Nodes[i] = o.Node
	}
	if len(ids) == 1 {
		return path, nil
	}
	a, err := s.read(ctx, "between", map[string]any{
		"ids": way, "types": edgeTypes(q.Using), "order": layout.Texts(evidence.EdgeKinds()),
	})
	if err != nil {
		return nil, fmt.Errorf("reading the way from %s to %s: %w", q.From, q.To, err)
	}
	rows := a.list("rows")
	for _, v := range rows {
		path.Edges = append(path.Edges, a.edge("rows", v))
	}
	if a.err != nil {
		return nil, a.err
	}
	if len(path.Edges) != len(ids)-1 || slices.Contains(path.Nodes, nil) {
		return nil, changing() // it was there a moment ago
	}
	return path, nil
}
