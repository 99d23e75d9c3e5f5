package database

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/app/run"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/neo4jd"
	"github.com/credence-graph/credence/internal/report"
	"github.com/credence-graph/credence/internal/terminal"
	"github.com/credence-graph/credence/internal/wording"
)

// errUnwell is what doctor ends with when something needs a cure; its findings have told everything already.
var errUnwell = errors.New("something needs to be fixed; see above")

// finding is one thing that doctor looked at.
type finding struct {
	Name   string `json:"name"`
	OK     bool   `json:"ok"`
	Needed bool   `json:"needed"` // nothing works unless it is OK
	Detail string `json:"detail"`
	Cure   string `json:"cure,omitempty"`
}

func doctorCommand(a *run.App) *cobra.Command {
	return &cobra.Command{
		Use:     "doctor",
		Short:   "looks for what is wrong and says how to cure it",
		Example: `  credence doctor`,
		Args:    run.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			findings := examine(cmd.Context(), a)
			if err := tellFindings(a, findings); err != nil {
				return err
			}
			for _, f := range findings {
				if f.Needed && !f.OK {
					return errUnwell
				}
			}
			return nil
		},
	}
}

// examine looks at what a local Neo4j needs, unless another is configured, and then at the graph.
func examine(ctx context.Context, a *run.App) []finding {
	var findings []finding
	if a.Config.Neo4j.URI == "" {
		local, err := neo4jd.Check(ctx, a.Neo4jOptions())
		if err != nil {
			return append(findings, finding{Name: "local Neo4j", Needed: true, Detail: plainly(err)})
		}
		usable := true
		for _, f := range local {
			findings = append(findings, finding(f))
			usable = usable && (f.OK || !f.Needed)
		}
		if !usable {
			return findings
		}
	}
	s, err := a.Open(ctx)
	if err != nil {
		return append(findings, finding{Name: "Neo4j", Needed: true, Detail: plainly(err)})
	}
	findings = append(findings, examineGraph(ctx, s)...)
	if err := s.Close(); err != nil {
		findings = append(findings, finding{Name: "closing", Detail: plainly(err)})
	}
	return findings
}

// examineGraph looks at the graph's layout and at how much it holds.
func examineGraph(ctx context.Context, s *run.Session) []finding {
	if s.Local != nil {
		if err := s.Prepare(ctx); err != nil {
			return []finding{{Name: "graph", Needed: true, Detail: plainly(err)}}
		}
	}
	problems, err := s.Store.Doctor(ctx)
	if err != nil {
		return []finding{{Name: "graph", Needed: true, Detail: plainly(err)}}
	}
	var findings []finding
	for _, p := range problems {
		findings = append(findings, finding{Name: "graph", Needed: true, Detail: p.What, Cure: p.Cure})
	}
	if len(problems) > 0 {
		return findings
	}
	status, err := s.Reader.Status(ctx)
	if err != nil {
		return []finding{{Name: "graph", Needed: true, Detail: plainly(err)}}
	}
	nodes, links := report.Total(status.Nodes), report.Total(status.Links)
	return []finding{{Name: "graph", OK: true, Needed: true, Detail: fmt.Sprintf("layout as it should be; %s %s, %s %s",
		wording.Digits(nodes), wording.Choose(nodes, "node", "nodes"), wording.Digits(links), wording.Choose(links,
			"link", "links"))}}
}

// plainly returns what an error says to a person: without the cause, which is for the log.
func plainly(err error) string {
	var domain *evidence.Error
	if errors.As(err, &domain) {
		return domain.Message
	}
	return err.Error()
}

func tellFindings(a *run.App, findings []finding) error {
	if a.JSON {
		return report.PrintJSON(a.Streams.Out, findings)
	}
	p := &terminal.Page{Style: terminal.StyleFor(a.Streams.Out, a.Config.Output.Color)}
	for _, f := range findings {
		mark := p.Style.Good("ok  ")
		if !f.OK {
			mark = p.Style.Bad("BAD ")
			if !f.Needed {
				mark = "note"
			}
		}
		p.Line("%s  %-18s  %s", mark, f.Name, f.Detail)
		if f.Cure != "" {
			p.Line("      %-18s  %s", "", f.Cure)
		}
	}
	_, err := io.WriteString(a.Streams.Out, p.String())
	return err
}
