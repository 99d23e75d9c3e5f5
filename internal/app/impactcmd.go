package app

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/graph"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
)

func (a *app) impactCommand() *cobra.Command {
	var at momentFlags
	var all bool
	cmd := &cobra.Command{
		Use:   "impact ID...",
		Short: "lists the claims that change if sources or links are left out; records nothing",
		Long: `Lists every claim whose figures or likelihood change if all the sources and links that you name are left out,
those that lose most of the demonstrated number first. Look at it before you retract anything; "credence retract" also
prints it. Name sources by id, key, address or a piece of their title, and links by id.

With --json it prints the GraphQL type ImpactConnection field for field.`,
		Args:    some("a source or a link: its id"),
		Example: `  credence impact reuters derivation:0a1b2c`,
	}
	cmd.Flags().BoolVar(&all, "all", false, "every claim, not only the first fifty")
	at.register(cmd)
	cmd.RunE = a.withSession(func(ctx context.Context, s *session, args []string) error {
		moment, err := at.moment()
		if err != nil {
			return err
		}
		ids, err := s.sourcesOrLinks(ctx, args)
		if err != nil {
			return err
		}
		answer, err := s.impact(ctx, ids, moment, all)
		if err != nil {
			return err
		}
		if s.json {
			return s.printJSON(answer)
		}
		p := &page{style: s.style}
		if err := p.impact(answer); err != nil {
			return err
		}
		p.line("Nothing of it is recorded.")
		_, err = io.WriteString(s.streams.Out, p.String())
		return err
	})
	return cmd
}

// impact asks which claims change without sources and links, as the GraphQL type ImpactConnection.
func (s *session) impact(ctx context.Context, without []evidence.ID, at evidence.Moment, all bool) (json.RawMessage, error) {
	document, err := graph.ImpactDocument(all)
	if err != nil {
		return nil, err
	}
	return s.query(ctx, "impact", document, map[string]any{"without": without, "at": momentInput(at)})
}

// sourcesOrLinks resolves what a person named: a link by its id, everything else as a source.
func (s *session) sourcesOrLinks(ctx context.Context, names []string) ([]evidence.ID, error) {
	ids := make([]evidence.ID, len(names))
	for i, name := range names {
		if id, err := evidence.ParseID(name); err == nil && id.Kind().IsLink() {
			ids[i] = id
			continue
		}
		node, err := s.resolve(ctx, evidence.KindSource, name)
		if err != nil {
			return nil, err
		}
		ids[i] = node.NodeID()
	}
	return ids, nil
}

// impactView is what the text shows of an ImpactConnection.
type impactView struct {
	TotalCount int
	Edges      []impactEdge
}

type impactEdge struct {
	Node          struct{ ID, Label string }
	Before, After scoreView
	Falls         []struct{ Label string }
}

// scoreView is what the text shows of a ClaimScore.
type scoreView struct {
	Supporting, Refuting figuresView
	Probability          *float64 // nil = nobody is rated
	Likelihood           string
}

// likely tells the likelihood: "very likely 90%".
func (s scoreView) likely() string {
	if s.Probability == nil {
		return "unrated"
	}
	return fmt.Sprintf("%s %.0f%%", strings.ToLower(strings.ReplaceAll(s.Likelihood, "_", " ")), 100**s.Probability)
}

// loses reports whether evidence for or against the claim is lost.
func (e impactEdge) loses() bool {
	return e.Before.Supporting.fallTo(e.After.Supporting) || e.Before.Refuting.fallTo(e.After.Refuting)
}

// leastFall is the least difference of two figures that is not due to rounding.
const leastFall = 1e-9

// fallTo reports whether a number of independent sources falls, the demonstrated or the presumed one.
func (f figuresView) fallTo(to figuresView) bool {
	return f.Demonstrated-to.Demonstrated > leastFall || f.Effective-to.Effective > leastFall
}

// mostNamed is how many claims a sentence names.
const mostNamed = 3

// sentences say how many claims change, and which lose evidence. Of a part of the list that cannot be said.
func (v impactView) sentences() []string {
	if v.TotalCount == 0 {
		return []string{"No figure of any claim changes."}
	}
	if v.TotalCount > len(v.Edges) {
		return []string{wording.Digits(v.TotalCount) + " claims change; these lose most:"}
	}
	var losing, out []string
	for _, e := range v.Edges {
		if e.loses() {
			losing = append(losing, quoted(strings.TrimSuffix(e.Node.Label, ".")))
		}
	}
	if n := len(losing); n > 0 {
		out = append(out, fmt.Sprintf("%s %s evidence: %s.", wording.Count(n, "claim"), wording.Choose(n, "loses", "lose"),
			wording.JoinMost(losing, mostNamed, "and")))
	}
	if n := v.TotalCount - len(losing); n > 0 {
		out = append(out, fmt.Sprintf("%s %s and %s none.", wording.Count(n, "claim"), wording.Choose(n, "changes", "change"), wording.Choose(n, "loses", "lose")))
	}
	return out
}

// impact prints an ImpactConnection: in words, then claim by claim.
func (p *page) impact(answer json.RawMessage) error {
	var view impactView
	if err := json.Unmarshal(answer, &view); err != nil {
		return fmt.Errorf("reading the answer: %w", err)
	}
	for _, text := range view.sentences() {
		p.line("%s", text)
	}
	if view.TotalCount == 0 {
		return nil
	}
	p.claims(view.Edges)
	p.more("", view.TotalCount-len(view.Edges))
	return nil
}

// claims prints what changes, claim by claim; the likelihood only where anybody is rated.
func (p *page) claims(edges []impactEdge) {
	head := []string{"demonstrated", "then", "presumed", "then"}
	rated := slices.ContainsFunc(edges, func(e impactEdge) bool { return e.Before.Probability != nil || e.After.Probability != nil })
	if rated {
		head = append(head, "likelihood", "then")
	}
	rows := make([][]string, len(edges))
	for i, e := range edges {
		was, is := e.Before.Supporting, e.After.Supporting
		rows[i] = []string{number(was.Demonstrated), number(is.Demonstrated), number(was.Effective), number(is.Effective)}
		if rated {
			rows[i] = append(rows[i], e.Before.likely(), e.After.likely())
		}
		var falls []string
		for _, f := range e.Falls {
			falls = append(falls, f.Label)
		}
		rows[i] = append(rows[i], e.Node.Label, listed(falls))
	}
	p.table(append(head, "claim", "falls"), rows, 0, 1, 2, 3)
}
