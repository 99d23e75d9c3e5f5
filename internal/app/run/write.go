package run

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/graph/query"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/report"
	"github.com/credence-graph/credence/internal/terminal"
)

// ActFlags are the flags of a command that does something to records which are there.
type ActFlags struct {
	Collector, Reason string
	All               bool
	Flag              string // that says why
}

// Register adds the flags to those of a command; why is the help of --reason.
func (f *ActFlags) Register(cmd *cobra.Command, why string) { f.RegisterAs(cmd, "reason", why) }

// RegisterAs is Register where another flag than --reason says why.
func (f *ActFlags) RegisterAs(cmd *cobra.Command, flag, why string) {
	f.Flag = flag
	cmd.Flags().StringVar(&f.Collector, "collector", "", "who does it (default: your account on this machine)")
	cmd.Flags().StringVar(&f.Reason, flag, "", why+" (required)")
	cmd.Flags().BoolVar(&f.All, "all", false, "every claim that changes, not only the first fifty")
}

// Check refuses a command without a reason, and fills in who does it.
func (f *ActFlags) Check() error {
	if strings.TrimSpace(f.Reason) == "" {
		return BadInput(evidence.Invalidf(f.Flag, "missing; say why with --%s", f.Flag))
	}
	if f.Collector == "" {
		f.Collector = Collector()
	}
	return nil
}

// By is the GraphQL input ActorInput.
func (f *ActFlags) By() map[string]any {
	return map[string]any{"collector": f.Collector, "reason": f.Reason}
}

// PrintsPayload ends the help of a command that writes.
const PrintsPayload = "\n\nWith --json it prints the GraphQL type WritePayload field for field."

// write does one write and returns its WritePayload, as it is and as the text shows it. What is wrong with the input
// is the error.
func (s *Session) write(ctx context.Context, operation, field string, all bool,
	variables map[string]any) (json.RawMessage, report.PayloadView, error) {
	var view report.PayloadView
	document, err := query.Write(all)
	if err != nil {
		return nil, view, err
	}
	answer, err := s.Execute(ctx, operation, field, document, variables)
	if err != nil {
		return nil, view, err
	}
	if err := json.Unmarshal(answer, &view); err != nil {
		return nil, view, fmt.Errorf("reading the answer: %w", err)
	}
	if err := view.UserErrors.First(); err != nil {
		return nil, view, err
	}
	return answer, view, nil
}

// Act does one write and prints what it did.
func (s *Session) Act(ctx context.Context, operation, field string, all bool, variables map[string]any) error {
	answer, view, err := s.write(ctx, operation, field, all, variables)
	if err != nil {
		return err
	}
	if s.JSON {
		return s.PrintJSON(answer)
	}
	p := &terminal.Page{Style: s.Style}
	if err := report.WritePayload(p, view); err != nil {
		return err
	}
	_, err = io.WriteString(s.Streams.Out, p.String())
	return err
}
