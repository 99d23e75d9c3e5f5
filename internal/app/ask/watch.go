package ask

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/credence-graph/credence/graph/query"
	"github.com/credence-graph/credence/internal/app/run"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/live"
	"github.com/credence-graph/credence/internal/report"
	"github.com/credence-graph/credence/internal/terminal"
	"github.com/credence-graph/credence/internal/watch"
)

func watchCommand(a *run.App) *cobra.Command {
	var when []string
	var board boardFlags
	var events int
	cmd := &cobra.Command{
		Use:   "watch [CLAIM...]",
		Short: "shows what claims are worth now, and then each change as it happens, until it is interrupted",
		Long: `Shows the present state of each claim, then every change to it: what merged, split, fell and rose, whoever
made the change. Name claims by id or by a piece of their text, or choose them by --tag, --item, --outlet and
--rests-on; up to ` + fmt.Sprint(watch.MaxClaims) + ` together.

With --when only as the supporting side comes to meet a condition such as 'demonstratedLineCount>=2', which is a
condition of "credence find". With --events 1 --when it waits until the condition holds and ends.

With --json it prints one object of the GraphQL type ConvergenceEvent a line.`,
		Example: `  credence watch partner --when 'demonstratedLineCount>=2' --events 1 && echo "a second line"
  credence watch --tag board --json`,
	}
	cmd.Flags().StringArrayVar(&when, "when", nil,
		"report only when this becomes true; may be repeated, and then all must hold")
	cmd.Flags().IntVar(&events, "events", 0, "end after this many events (0: continue until interrupted)")
	board.registerWhere(cmd)
	cmd.RunE = a.WithSession(func(ctx context.Context, s *run.Session, args []string) error {
		if events < 0 {
			return run.BadInput(evidence.Invalidf("events", "%d is negative; expected 0 or more", events))
		}
		if len(args) == 0 && !board.set() {
			return run.BadInput(errors.New("missing what to watch: claims by id or text, or --tag, --item, --outlet " +
				"or --rests-on; see: credence watch --help"))
		}
		variables, err := watchVariables(ctx, s, args, when, board)
		if err != nil {
			return err
		}
		return watchEvents(ctx, s, variables, events)
	})
	return cmd
}

// watchVariables returns the variables of the subscription.
func watchVariables(
	ctx context.Context, s *run.Session, args, when []string, board boardFlags,
) (map[string]any, error) {
	where := board.filter()
	if len(args) > 0 {
		ids, err := s.Names().Claims(ctx, args)
		if err != nil {
			return nil, err
		}
		where["ids"] = ids
	}
	variables := map[string]any{"where": where}
	if len(when) == 0 {
		return variables, nil
	}
	conditions, err := conditionsOf(when)
	if err != nil {
		return nil, err
	}
	tally := map[string]any{}
	for _, c := range conditions {
		if c.side != "supporting" {
			return nil, run.BadInput(evidence.Invalidf("when",
				"%q is of the refuting side; expected conditions on the supporting one", c.figure))
		}
	}
	if len(conditions) == 0 {
		return nil, run.BadInput(evidence.Invalidf("when",
			"%q is not a condition; expected a figure, =, <, <=, > or >=, and a number, such as "+
				"'demonstratedLineCount>=2'", when[0]))
	}
	bounds(tally, conditions)
	variables["when"] = tally["supporting"]
	return variables, nil
}

// watchEvents prints events until ctx ends, or until there were so many; 0 = any number.
func watchEvents(ctx context.Context, s *run.Session, variables map[string]any, wanted int) error {
	document, err := query.Watch()
	if err != nil {
		return err
	}
	feed := live.New(s.Reader, time.Now)
	defer run.Meanwhile(ctx, func(ctx context.Context) { feed.Run(ctx, s.Config.Server.Probe) })()
	watcher := watch.New(feed, s.Reader)
	defer watcher.Close()
	server := s.Graph(s.QuietLogger(), s.Writer, nil, watcher)
	enough, seen := errors.New("enough"), 0
	err = server.Subscribe(ctx, document, variables, func(data json.RawMessage) error {
		if err := printEvent(s, data); err != nil {
			return err
		}
		if seen++; seen == wanted {
			return enough
		}
		return nil
	})
	var errs gqlerror.List
	switch {
	case errors.Is(err, enough):
		return nil
	case errors.As(err, &errs):
		return run.Asked(errs)
	}
	return errors.Join(err, ctx.Err())
}

// printEvent prints one event: a line of JSON, or what happened at which time of day.
func printEvent(s *run.Session, data json.RawMessage) error {
	var answer struct{ ConvergenceChanged json.RawMessage }
	if err := json.Unmarshal(data, &answer); err != nil {
		return fmt.Errorf("reading the event: %w", err)
	}
	if s.JSON {
		var line bytes.Buffer
		if err := json.Compact(&line, answer.ConvergenceChanged); err != nil {
			return fmt.Errorf("reading the event: %w", err)
		}
		line.WriteByte('\n')
		_, err := s.Streams.Out.Write(line.Bytes())
		return err
	}
	var event struct{ Diff report.DiffView }
	if err := json.Unmarshal(answer.ConvergenceChanged, &event); err != nil {
		return fmt.Errorf("reading the event: %w", err)
	}
	p := &terminal.Page{Style: s.Style}
	report.WriteEvent(p, time.Now(), event.Diff)
	_, err := io.WriteString(s.Streams.Out, p.String())
	return err
}
