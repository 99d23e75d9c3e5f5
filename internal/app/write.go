package app

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

// actFlags are the flags of a command that does something to records which are there.
type actFlags struct {
	collector, reason string
	all               bool
	flag              string // that says why
}

func (f *actFlags) register(cmd *cobra.Command, why string) { f.registerAs(cmd, "reason", why) }

// registerAs is register where another flag than --reason says why.
func (f *actFlags) registerAs(cmd *cobra.Command, flag, why string) {
	f.flag = flag
	cmd.Flags().StringVar(&f.collector, "collector", "", "who does it (default: your account on this machine)")
	cmd.Flags().StringVar(&f.reason, flag, "", why+" (required)")
	cmd.Flags().BoolVar(&f.all, "all", false, "every claim that changes, not only the first fifty")
}

// check refuses a command without a reason, and fills in who does it.
func (f *actFlags) check() error {
	if strings.TrimSpace(f.reason) == "" {
		return inputError{evidence.Invalidf(f.flag, "missing; say why with --%s", f.flag)}
	}
	if f.collector == "" {
		f.collector = collector()
	}
	return nil
}

// by is the GraphQL input ActorInput.
func (f *actFlags) by() map[string]any {
	return map[string]any{"collector": f.collector, "reason": f.reason}
}

const printsPayload = "\n\nWith --json it prints the GraphQL type WritePayload field for field."

// write does one write and returns its WritePayload, as it is and as the text shows it. What is wrong with the input
// is the error.
func (s *session) write(ctx context.Context, operation, field string, all bool,
	variables map[string]any) (json.RawMessage, report.PayloadView, error) {
	var view report.PayloadView
	document, err := query.Write(all)
	if err != nil {
		return nil, view, err
	}
	answer, err := s.execute(ctx, operation, field, document, variables)
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

// act does one write and prints what it did.
func (s *session) act(ctx context.Context, operation, field string, all bool, variables map[string]any) error {
	answer, view, err := s.write(ctx, operation, field, all, variables)
	if err != nil {
		return err
	}
	if s.json {
		return s.printJSON(answer)
	}
	p := &terminal.Page{Style: s.style}
	if err := report.WritePayload(p, view); err != nil {
		return err
	}
	_, err = io.WriteString(s.streams.Out, p.String())
	return err
}
