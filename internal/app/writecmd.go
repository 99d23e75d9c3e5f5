package app

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/graph"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
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

// because is the GraphQL input ReasonInput.
func (f *actFlags) because() map[string]any {
	return map[string]any{"collector": f.collector, "reason": f.reason}
}

const printsPayload = "\n\nWith --json it prints the GraphQL type WritePayload field for field."

func (a *app) mergeCommand() *cobra.Command {
	var act actFlags
	var from string
	cmd := &cobra.Command{
		Use:   "merge ID ID...",
		Short: "records that claims, sources, outlets, organizations or persons are one",
		Long: `Records that things of one kind are one. They count as one from then on. Nothing is moved or lost, and
retracting the assertions, whose ids are printed, undoes it. The claims whose figures change are listed as "credence
impact" does.` + printsPayload,
		Args:    some("two global ids or more, such as source:a source:b"),
		Example: `  credence merge source:official source:ukrainian-official --reason "the same briefing"`,
	}
	act.register(cmd, "why they are one")
	cmd.Flags().StringVar(&from, "recorded-from", "",
		"the document or person it was taken from (default: whoever does it)")
	cmd.RunE = a.withSession(func(ctx context.Context, s *session, args []string) error {
		if err := act.check(); err != nil {
			return err
		}
		if from == "" {
			from = act.collector
		}
		provenance := map[string]any{"collector": act.collector, "recordedFrom": from, "justification": act.reason}
		return s.act(ctx, "Merge", "merge", act.all, map[string]any{"ids": args, "provenance": provenance})
	})
	return cmd
}

func (a *app) unretractCommand() *cobra.Command {
	var act actFlags
	cmd := &cobra.Command{
		Use:   "unretract ID...",
		Short: "records again links that were retracted",
		Long: `Records links again, as they were, with who did it and why. For the time in between they stay retracted. The
claims whose figures change are listed as "credence impact" does.` + printsPayload,
		Args:    some("the id of a link, such as statement:4f1c..."),
		Example: `  credence unretract statement:0a1b2c --reason "the quote is of this article after all"`,
	}
	act.register(cmd, "why the links are right")
	cmd.RunE = a.withSession(func(ctx context.Context, s *session, args []string) error {
		if err := act.check(); err != nil {
			return err
		}
		return s.act(ctx, "Unretract", "unretract", act.all, map[string]any{"ids": args, "because": act.because()})
	})
	return cmd
}

func (a *app) rateCommand() *cobra.Command {
	var act actFlags
	cmd := &cobra.Command{
		Use:   "rate SUBJECT LETTER",
		Short: "gives a source or outlet its Admiralty letter, A to F, or takes it away",
		Long: `Gives a source or outlet its Admiralty letter: A completely reliable to E unreliable, F cannot be judged;
"none" takes it away. Name an outlet by id or name, and a source by global id, address or a piece of its
title.` + printsPayload,
		Args:    exactly(2, "a source or outlet, and a letter from A to F or none"),
		Example: `  credence rate outlet:reuters B --reason "right in nine cases of ten"`,
	}
	act.register(cmd, "why that letter")
	cmd.RunE = a.withSession(func(ctx context.Context, s *session, args []string) error {
		if err := act.check(); err != nil {
			return err
		}
		subject, err := s.rated(ctx, args[0])
		if err != nil {
			return err
		}
		variables := map[string]any{"subject": subject, "because": act.because()}
		if letter := strings.ToUpper(args[1]); letter != "NONE" {
			if !evidence.SourceReliability(letter).Valid() {
				return inputError{evidence.Invalidf("letter", "%q is not an Admiralty letter; expected A, B, C, D, E, F or none", args[1])}
			}
			variables["reliability"] = letter
		}
		return s.act(ctx, "Rate", "rate", act.all, variables)
	})
	return cmd
}

// rated returns the outlet or source that a person named.
func (s *session) rated(ctx context.Context, name string) (evidence.ID, error) {
	if id, err := evidence.ParseID(name); err == nil {
		return id, nil
	}
	node, err := s.resolve(ctx, evidence.KindOutlet, name)
	if evidence.CodeOf(err) == evidence.CodeNotFound {
		node, err = s.resolve(ctx, evidence.KindSource, name)
	}
	if err != nil {
		return "", err
	}
	return node.NodeID(), nil
}

func (a *app) reviewCommand() *cobra.Command {
	var act actFlags
	cmd := &cobra.Command{
		Use:   "review DERIVATION confirmed|rejected|suggested",
		Short: "confirms or rejects a derivation, most often a suggested copy",
		Long: `Records whether a derivation holds. A suggested copy does not count until it is confirmed; a rejected one
never counts and is never suggested again; "suggested" leaves it open.` + printsPayload,
		Args:    exactly(2, "the id of a derivation, and confirmed, rejected or suggested"),
		Example: `  credence review derivation:0a1b2c confirmed --reason "word for word, with its errors"`,
	}
	act.register(cmd, "why")
	cmd.RunE = a.withSession(func(ctx context.Context, s *session, args []string) error {
		if err := act.check(); err != nil {
			return err
		}
		status := evidence.ReviewStatus(strings.ToUpper(args[1]))
		if !status.Valid() {
			return inputError{evidence.Invalidf("status",
				"%q is not a status; expected confirmed, rejected or suggested", args[1])}
		}
		return s.act(ctx, "ReviewDerivation", "reviewDerivation", act.all, map[string]any{"id": args[0], "status": status, "because": act.because()})
	})
	return cmd
}

func (a *app) eraseCommand() *cobra.Command {
	var act actFlags
	var sure bool
	cmd := &cobra.Command{
		Use:   "erase PERSON",
		Short: "takes a person out of the graph, for good and at every moment",
		Long: `Blanks a person's name, removes the person from the authors of every source, and deletes the person's
ownerships, fundings and samenesses with their history. It cannot be undone, and importing a file that names the
person does not bring the person back. The id stays, with who erased it, when and why; use keys for persons that are
not names. Words of others, in quotes, titles and claims, are not touched.` + printsPayload,
		Args:    one("a person: an id or the name"),
		Example: `  credence erase person:p1 --reason "asked to by letter of 3 May" --yes`,
	}
	act.register(cmd, "why the person is erased")
	cmd.Flags().BoolVar(&sure, "yes", false, "do it, although it cannot be undone (required)")
	cmd.RunE = a.withSession(func(ctx context.Context, s *session, args []string) error {
		if err := act.check(); err != nil {
			return err
		}
		person, err := s.resolve(ctx, evidence.KindPerson, args[0])
		if err != nil {
			return err
		}
		if !sure {
			return inputError{evidence.Invalidf("yes", "%s would be erased, which cannot be undone; say so with --yes", person.NodeID())}
		}
		return s.act(ctx, "Erase", "erase", act.all, map[string]any{"person": person.NodeID(), "because": act.because()})
	})
	return cmd
}

// exactly asks for so many arguments, and says what is missing.
func exactly(n int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) != n {
			return inputError{fmt.Errorf("expected %s arguments, got %s: %s; see: %s --help", wording.Number(n), wording.Number(len(args)), what, cmd.CommandPath())}
		}
		return nil
	}
}

// payloadView is what the text shows of a WritePayload.
type payloadView struct {
	UserErrors                             []struct{ Code, Message string }
	Created, Changed, Unchanged, Retracted []countView
	Records                                []struct{ ID string }
	Impact                                 json.RawMessage
	ImpactRefused                          string
	At                                     time.Time
}

type countView struct {
	Kind  string
	Count int
}

// write does one write and returns its WritePayload, as it is and as the text shows it. What is wrong with the input is the
// error.
func (s *session) write(ctx context.Context, operation, field string, all bool, variables map[string]any) (json.RawMessage, payloadView, error) {
	var view payloadView
	document, err := graph.WriteDocument(all)
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
	if len(view.UserErrors) > 0 {
		first := view.UserErrors[0]
		return nil, view, &evidence.Error{Code: evidence.Code(strings.ToLower(first.Code)), Message: first.Message}
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
	p := &page{style: s.style}
	if err := p.payload(view); err != nil {
		return err
	}
	_, err = io.WriteString(s.streams.Out, p.String())
	return err
}

// payload prints a WritePayload: what was done to which records, then which claims change.
func (p *page) payload(v payloadView) error {
	var done []string
	for _, part := range []struct {
		verb   string
		counts []countView
	}{{"recorded", v.Created}, {"changed", v.Changed}, {"retracted", v.Retracted}, {"unchanged", v.Unchanged}} {
		if len(part.counts) > 0 {
			done = append(done, part.verb+" "+told(part.counts))
		}
	}
	if len(done) == 0 {
		done = []string{"There was nothing to do."}
	}
	p.line("%s", strings.Join(done, "; "))
	for _, r := range v.Records {
		p.line("  %s", r.ID)
	}
	switch {
	case v.ImpactRefused != "":
		p.impactRefused(v)
	case len(v.Impact) > 0 && string(v.Impact) != "null":
		return p.impact(v.Impact)
	}
	return nil
}

// impactRefused says why there is no list of claims, and how to get at it from the moment before the write.
func (p *page) impactRefused(v payloadView) {
	before := v.At.Truncate(time.Millisecond).Add(-time.Millisecond).UTC().Format(time.RFC3339Nano)
	p.line("The list of claims that change was too long to compute: %s.", v.ImpactRefused)
	if len(v.Retracted) > 0 && len(v.Records) > 1 {
		p.line("For fewer links at once ask as of before the retraction: credence impact ID... --known-at %s", before)
	}
	p.line("For one claim ask what became of it: credence diff CLAIM --from %s", before)
}

// told lists counts: "1 person and 2 sources".
func told(counts []countView) string {
	words := make([]string, len(counts))
	for i, c := range counts {
		words[i] = countOf(c.Count, strings.ToLower(c.Kind))
	}
	return wording.Join(words, "and")
}

// countOf counts records of a kind: "2 samenesses".
func countOf(n int, kind string) string {
	if strings.HasSuffix(kind, "s") && n != 1 {
		kind += "e"
	}
	return wording.Count(n, kind)
}
