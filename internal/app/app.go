package app

import (
	"context"
	"errors"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/app/run"
	"github.com/credence-graph/credence/internal/config"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/neo4jd"
	"github.com/credence-graph/credence/internal/terminal"
)

// Main runs the command that args name (without the program's own name) until it is done or ctx ends, and returns the
// exit code; see the package comment.
func Main(ctx context.Context, args []string, streams run.Streams) int {
	if code, handled := neo4jd.Supervise(args); handled {
		return code
	}
	a := &run.App{Streams: streams}
	root := rootCommand(a)
	if completes(args) {
		completing(a, root)
	}
	root.SetArgs(args)
	root.SetIn(streams.In)
	root.SetOut(streams.Out)
	root.SetErr(streams.Err)
	err := root.ExecuteContext(ctx)
	if err != nil && a.Config == nil {
		err = run.BadInput(err) // no command ran: it is the command line or a setting
	}
	code := exitCode(ctx, err)
	if err != nil && code != exitInterrupted && !errors.As(err, new(run.OutcomeError)) {
		complain(a, err)
	}
	return code
}

func rootCommand(a *run.App) *cobra.Command {
	root := &cobra.Command{
		Use:           "credence",
		Short:         "How much independent evidence is there, really?",
		Long:          "Credence keeps claims, their sources and the links between them in Neo4j, and says how their evidence converges.",
		SilenceErrors: true,
		SilenceUsage:  true,
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			var err error
			if a.Config, err = config.Load(cmd.Flags()); err != nil {
				return run.BadInput(err)
			}
			return nil
		},
	}
	root.PersistentFlags().BoolVar(&a.JSON, "json", false, "print JSON")
	config.AddFlags(root.PersistentFlags())
	for _, g := range groups() {
		root.AddCommand(g.of(a)...)
	}
	for _, t := range topics() {
		root.AddCommand(t.command())
	}
	helpful(a, root)
	return root
}

// complain prints the error on standard error, in words that a person can act on.
func complain(a *run.App, err error) {
	s := terminal.StyleFor(a.Streams.Err, a.Color())
	text := err.Error()
	var domain *evidence.Error
	if errors.As(err, &domain) && domain.Err != nil && domain.Code != evidence.CodeInternal {
		// the cause is the driver's words; the message says what to do
		text = strings.TrimSuffix(text, ": "+domain.Err.Error())
	}
	p := &terminal.Page{Style: s}
	p.Line("%s %s", s.Bad("credence:"), text)
	_, _ = io.WriteString(a.Streams.Err, p.String())
}
