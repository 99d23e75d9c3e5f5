package app

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"os"
	"os/user"
	"strings"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/config"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/neo4jd"
	"github.com/credence-graph/credence/internal/terminal"
)

// app is one run of the program.
type app struct {
	streams Streams
	json    bool
	cfg     *config.Config // set before any command runs
}

// Main runs the command that args name (without the program's own name) until it is done or ctx ends, and returns the
// exit code; see the package comment.
func Main(ctx context.Context, args []string, streams Streams) int {
	if code, handled := neo4jd.Supervise(args); handled {
		return code
	}
	a := &app{streams: streams}
	root := rootCommand(a)
	if completes(args) {
		completing(a, root)
	}
	root.SetArgs(args)
	root.SetIn(streams.In)
	root.SetOut(streams.Out)
	root.SetErr(streams.Err)
	err := root.ExecuteContext(ctx)
	if err != nil && a.cfg == nil {
		err = inputError{err} // no command ran: it is the command line or a setting
	}
	code := exitCode(ctx, err)
	if err != nil && code != exitInterrupted && !errors.As(err, new(outcome)) {
		complain(a, err)
	}
	return code
}

func rootCommand(a *app) *cobra.Command {
	root := &cobra.Command{
		Use:           "credence",
		Short:         "How much independent evidence is there, really?",
		Long:          "Credence keeps claims, their sources and the links between them in Neo4j, and says how their evidence converges.",
		SilenceErrors: true,
		SilenceUsage:  true,
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			var err error
			if a.cfg, err = config.Load(cmd.Flags()); err != nil {
				return inputError{err}
			}
			return nil
		},
	}
	root.PersistentFlags().BoolVar(&a.json, "json", false, "print JSON")
	config.AddFlags(root.PersistentFlags())
	root.AddCommand(
		demoCommand(a), serveCommand(a), importCommand(a), readCommand(a), exportCommand(a), dossierCommand(a),
		flatLineCommand(a),
		addCommand(a), findCommand(a), convergeCommand(a),
		whatIfCommand(a), diffCommand(a), watchCommand(a), impactCommand(a), detectCommand(a), truthCommand(a),
		reliabilityCommand(a),
		auditCommand(a), whyCommand(a), sourcingCommand(a), ownersCommand(a), pathCommand(a), neighborsCommand(a),
		receiptCommand(a), verifyCommand(a), retractCommand(a), unretractCommand(a), sameCommand(a),
		mergeCommand(a),
		confirmCommand(a), rateCommand(a), reviewCommand(a), eraseCommand(a), changesCommand(a),
		neo4jCommand(a), migrateCommand(a), doctorCommand(a), evalCommand(a), configCommand(a), versionCommand(a),
	)
	for _, t := range topics() {
		root.AddCommand(t.command())
	}
	helpful(a, root)
	return root
}

// complain prints the error on standard error, in words that a person can act on.
func complain(a *app, err error) {
	s := terminal.StyleFor(a.streams.Err, a.color())
	text := err.Error()
	var domain *evidence.Error
	if errors.As(err, &domain) && domain.Err != nil && domain.Code != evidence.CodeInternal {
		// the cause is the driver's words; the message says what to do
		text = strings.TrimSuffix(text, ": "+domain.Err.Error())
	}
	p := &terminal.Page{Style: s}
	p.Line("%s %s", s.Bad("credence:"), text)
	_, _ = io.WriteString(a.streams.Err, p.String())
}

func (a *app) color() string {
	if a.cfg == nil {
		return "auto"
	}
	return a.cfg.Output.Color
}

// logger returns the structured log of a server, on standard error.
func (a *app) logger() *slog.Logger { return a.logFrom(a.cfg.Log.Level) }

// quietLogger returns the log of a command that a person waits for: it is for trouble, unless asked for more.
func (a *app) quietLogger() *slog.Logger {
	if a.cfg.Log.Level < slog.LevelInfo {
		return a.logger()
	}
	return a.logFrom(max(a.cfg.Log.Level, slog.LevelWarn))
}

func (a *app) logFrom(level slog.Level) *slog.Logger {
	options := &slog.HandlerOptions{Level: level}
	if a.cfg.Log.Format == "json" {
		return slog.New(slog.NewJSONHandler(a.streams.Err, options))
	}
	return slog.New(slog.NewTextHandler(a.streams.Err, options))
}

// collector returns who records, for the provenance: the person at this machine's account.
func collector() string {
	if u, err := user.Current(); err == nil && u.Username != "" {
		return u.Username
	}
	if name := os.Getenv("USER"); name != "" {
		return name
	}
	return "credence"
}

// Streams are the three standard streams of a command.
type Streams struct {
	In  io.Reader
	Out io.Writer
	Err io.Writer
}

// readFile reads a file that a person named; - is standard input.
func (a *app) readFile(name string) ([]byte, error) {
	if name == "-" {
		return io.ReadAll(a.streams.In)
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, inputError{err}
	}
	return text, nil
}
