package app

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/graph"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
)

// usingFlag registers the flag for the kinds of edges to follow.
func usingFlag(cmd *cobra.Command, using *[]string) {
	cmd.Flags().StringSliceVar(using, "using", nil,
		"only these kinds of steps, separated by commas, such as CITES,PUBLISHED_BY (default: all)")
}

func (a *app) pathCommand() *cobra.Command {
	var using []string
	var most int
	cmd := &cobra.Command{
		Use:   "path FROM TO",
		Short: "shows the shortest path between two nodes of the graph",
		Long: `Shows the shortest path between two claims, sources, outlets, organizations or persons along statements,
derivations, samenesses, owners, funders, outlets and authors as they are recorded now, in either direction, and
quotes the words behind each step. If several paths are equally short, it shows the one whose ids come first.

Name the two by global id, by key or by a piece of their text. The exit code is 4 if there is no such path.

With --json it prints the GraphQL type Path field for field.`,
		Args: two("the ends of the way: ids, keys or pieces of their texts"),
		Example: `  credence path reuters kyiv-post
  credence path outlet:reuters person:owner --using PUBLISHED_BY,OWNED_BY --max 10`,
	}
	usingFlag(cmd, &using)
	cmd.Flags().IntVar(&most, "max", 6, "how many steps at most, 1 to 10")
	cmd.RunE = a.withSession(func(ctx context.Context, s *session, args []string) error {
		ends := make([]evidence.Node, len(args))
		for i, name := range args {
			var err error
			if ends[i], err = s.anything(ctx, name); err != nil {
				return err
			}
		}
		document, err := graph.PathDocument()
		if err != nil {
			return err
		}
		answer, err := s.query(ctx, "path", document, map[string]any{"from": ends[0].NodeID(), "to": ends[1].NodeID(), "maxLength": most, "using": kindsOf(using)})
		if err != nil {
			return err
		}
		if string(answer) == "null" {
			return evidence.NotFoundf("no way of at most %s leads from %s to %s", wording.Count(most, "edge"), ends[0].NodeID(), ends[1].NodeID())
		}
		return s.show(answer, (*page).path)
	})
	return cmd
}

func (a *app) neighborsCommand() *cobra.Command {
	var using []string
	var limit int
	var after string
	cmd := &cobra.Command{
		Use:   "neighbors THING",
		Short: "lists what is one step away from a claim, source, outlet, organization or person",
		Long: `Lists what is one step away from a claim, source, outlet, organization or person as recorded now, in either
direction, and counts each kind of step. The arrow shows the direction: → from the thing to its neighbor (it cites the
neighbor), ← from the neighbor to it (the neighbor cites it). Name the thing by global id, by key or by a piece of its
text.

With --json it prints the GraphQL type NeighborConnection field for field.`,
		Args: one("the thing: its id, key or a piece of its text"),
		Example: `  credence neighbors outlet:reuters
  credence neighbors kyiv-post --using SYNDICATES,CITES --json`,
	}
	usingFlag(cmd, &using)
	cmd.Flags().IntVar(&limit, "limit", 50, "how many to show, 1 to 100")
	cmd.Flags().StringVar(&after, "after", "", "begin after this cursor, which --json prints (default: at the start)")
	cmd.RunE = a.withSession(func(ctx context.Context, s *session, args []string) error {
		if limit < 1 || limit > 100 {
			return inputError{evidence.Invalidf("--limit", "%d is out of range; expected 1 to 100", limit)}
		}
		node, err := s.anything(ctx, args[0])
		if err != nil {
			return err
		}
		document, err := graph.NeighborsDocument()
		if err != nil {
			return err
		}
		answer, err := s.query(ctx, "neighbors", document, map[string]any{"id": node.NodeID(), "using": kindsOf(using), "first": limit, "after": after})
		if err != nil {
			return err
		}
		return s.show(answer, func(p *page, answer json.RawMessage) error { return p.neighbors(headed(node), answer) })
	})
	return cmd
}

// kindsOf reads kinds of edges, in any case; nil = all.
func kindsOf(names []string) []string {
	kinds := make([]string, len(names))
	for i, name := range names {
		kinds[i] = strings.ToUpper(strings.TrimSpace(name))
	}
	if len(kinds) == 0 {
		return nil
	}
	return kinds
}

// show prints an answer: as it is with --json, else as the text that write makes of it.
func (s *session) show(answer json.RawMessage, write func(*page, json.RawMessage) error) error {
	if s.json {
		return s.printJSON(answer)
	}
	p := &page{style: s.style}
	if err := write(p, answer); err != nil {
		return err
	}
	_, err := io.WriteString(s.streams.Out, p.String())
	return err
}

// viewed makes what show takes of what writes a view: the view is read out of the answer first.
func viewed[V any](write func(*page, V)) func(*page, json.RawMessage) error {
	return func(p *page, answer json.RawMessage) error {
		var view V
		if err := json.Unmarshal(answer, &view); err != nil {
			return fmt.Errorf("reading the answer: %w", err)
		}
		write(p, view)
		return nil
	}
}

// path prints a Path: the ways' things in one line, and what lies between them.
func (p *page) path(answer json.RawMessage) error {
	var view struct {
		Nodes []thingView
		Steps []stepView
	}
	if err := json.Unmarshal(answer, &view); err != nil {
		return fmt.Errorf("reading the answer: %w", err)
	}
	labels := make([]string, len(view.Nodes))
	for i, n := range view.Nodes {
		labels[i] = n.Label
	}
	p.line("%s: %s", p.style.bold(wording.Count(len(view.Steps), "step")), strings.Join(labels, " - "))
	for i, step := range view.Steps {
		if step.Link != nil {
			p.links([]linkView{*step.Link})
			continue
		}
		p.line("  %s", step.between(view.Nodes[i], view.Nodes[i+1]))
	}
	return nil
}

// stepView is what the text shows of a PathStep.
type stepView struct {
	Kind evidence.EdgeKind
	Link *linkView
}

// between says who published or wrote a source, whichever of two things is the source.
func (s stepView) between(a, b thingView) string {
	if a.ID.Kind() != evidence.KindSource {
		a, b = b, a
	}
	return join(a.Label, "is", verb(string(s.Kind)), b.Label)
}

// headed is how a node is called at the head of a list: a claim is quoted.
func headed(n evidence.Node) string {
	if n.NodeID().Kind() == evidence.KindClaim {
		return thingView{Label: label(n)}.quoted()
	}
	return label(n)
}

// arrows show which way an edge reads, as seen from the thing asked about.
var arrows = map[evidence.EdgeDirection]string{evidence.EdgeOut: "→", evidence.EdgeIn: "←", evidence.EdgeBoth: "↔"}

// neighbors prints a NeighborConnection: how many there are of each kind, and those of the page.
func (p *page) neighbors(of string, answer json.RawMessage) error {
	var view struct {
		Edges []struct {
			stepView
			Direction evidence.EdgeDirection
			Verb      string
			Node      thingView
		}
		PageInfo struct{ HasNextPage bool }
		Counts   []struct {
			Kind  evidence.EdgeKind
			Count int
		}
	}
	if err := json.Unmarshal(answer, &view); err != nil {
		return fmt.Errorf("reading the answer: %w", err)
	}
	total, counts := 0, make([]string, len(view.Counts))
	for i, c := range view.Counts {
		total += c.Count
		counts[i] = wording.Digits(c.Count) + " " + string(c.Kind)
	}
	p.line("%s %s%s", p.style.bold(of+":"), wording.Count(total, "neighbor"), parenthesized(strings.Join(counts, ", ")))
	if len(view.Edges) == 0 {
		return nil
	}
	rows := make([][]string, len(view.Edges))
	for i, e := range view.Edges {
		rows[i] = []string{string(e.Kind), arrows[e.Direction] + " " + e.Verb, string(e.Node.ID), e.Node.Label}
	}
	p.table([]string{"edge", "reads", "id", "text"}, rows)
	p.line("%s", p.style.dim("→ reads from it to the neighbor, ← from the neighbor to it."))
	if view.PageInfo.HasNextPage {
		p.line("and more; --limit and --after show them, --using fewer kinds.")
	}
	return nil
}

// anything finds the node that a person means, whatever its kind: by global id, by a key that only one kind has, or by a piece
// of its text. Errors are those of resolve.
func (s *session) anything(ctx context.Context, text string) (evidence.Node, error) {
	kinds, err := findable(nil)
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
	objects, err := s.reader.Objects(ctx, ids, evidence.Moment{})
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
		return nil, evidence.Conflictf("", "%q is the key of several things; name one by its id:\n%s", text, candidates(hits))
	}
	if hits, err = s.reader.Find(ctx, text, kinds, mostCandidates+1); err != nil {
		return nil, err
	}
	return s.choose("thing", text, hits)
}
