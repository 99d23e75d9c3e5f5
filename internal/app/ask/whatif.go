package ask

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/graph/query"
	"github.com/credence-graph/credence/internal/app/run"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/report"
)

// supposition is what a person supposes, as flags.
type supposition struct {
	without, invent, supports, refutes, links, ratings, interests []string
	file                                                          string
}

func whatIfCommand(a *run.App) *cobra.Command {
	var f supposition
	var at run.MomentFlags
	var all bool
	cmd := &cobra.Command{
		Use:   "what-if CLAIM",
		Short: "shows what the evidence would be worth without some of it, or with more; records nothing",
		Long: `Shows what the evidence for a claim would be worth without some sources or links, or with others that are not
recorded, and what would merge, split, fall and rise. Nothing is recorded.

A source that is left out counts as withdrawn by its publisher: what rests on it alone is lost. A link that is left
out counts as retracted: our record of it was wrong. Name sources by id, key, address or a piece of their title, links
by id.

With --json it prints the GraphQL type ConvergenceDiff field for field.`,
		Args: run.One("the claim: its id or a piece of its text"),
		Example: `  credence what-if partner --without reuters
  credence what-if partner --link "kyiv-post SYNDICATES reuters" --link "cnn CITES reuters"
  credence what-if partner --new memo --rate outlet:reuters=B
  credence what-if partner --interest outlet:reuters=FOR
  credence what-if partner --file suppose.json --json`,
	}
	cmd.Flags().StringArrayVar(&f.without, "without", nil, "a source or link to leave out; may be repeated")
	cmd.Flags().StringArrayVar(
		&f.invent, "new", nil, "KEY or KEY=TITLE of a first-hand source that is not recorded and supports the claim; may be repeated")
	cmd.Flags().StringArrayVar(&f.supports, "supports", nil, "a recorded source that supports the claim; may be repeated")
	cmd.Flags().StringArrayVar(&f.refutes, "refutes", nil, "a recorded source that refutes the claim; may be repeated")
	cmd.Flags().StringArrayVar(
		&f.links, "link", nil, `"SOURCE KIND SOURCE": the first takes from the second; KIND is CITES, QUOTES, SYNDICATES, TRANSLATES or DERIVED_FROM`)
	cmd.Flags().StringArrayVar(
		&f.ratings, "rate", nil, "ID=LETTER: the Admiralty letter, A to F, of a source or outlet; may be repeated")
	cmd.Flags().StringArrayVar(&f.interests, "interest", nil, "HOLDER=FOR if the holder, a source, outlet, organization "+
		"or person, gains when the claim is believed, HOLDER=AGAINST if it gains when it is not; may be repeated")
	cmd.Flags().StringVar(&f.file, "file", "",
		"a file with the GraphQL input HypotheticalInput as JSON, for what flags cannot express; - is standard input")
	cmd.Flags().BoolVar(&all, "all", false, "with --json: print lists in full, not only the schema's default number")
	at.Register(cmd)
	cmd.RunE = a.WithSession(func(ctx context.Context, s *run.Session, args []string) error {
		moment, err := at.Moment()
		if err != nil {
			return err
		}
		ids, err := s.Names().Claims(ctx, args)
		if err != nil {
			return err
		}
		change, told, err := suppose(ctx, s, f)
		if err != nil {
			return err
		}
		document, err := query.WhatIf(all || !s.JSON)
		if err != nil {
			return err
		}
		answer, err := s.Query(ctx, "whatIf", document,
			map[string]any{"claim": ids[0], "change": change, "at": run.MomentInput(moment)})
		if err != nil {
			return err
		}
		return printDiff(s, answer, "What if: "+strings.Join(told, "; ")+". Nothing was recorded.", "before", "after")
	})
	return cmd
}

// suppose turns flags into the GraphQL input, and into words.
func suppose(ctx context.Context, s *run.Session, f supposition) (change map[string]any, told []string, err error) {
	b := supposer{Session: s, ctx: ctx, change: map[string]any{}, invented: map[string]bool{}}
	if f.file != "" {
		b.read(f.file)
	}
	for _, text := range f.invent {
		b.invent(text)
	}
	for _, text := range f.without {
		if id, failed := evidence.ParseID(text); failed == nil && id.Kind().IsLink() {
			b.add("without", id)
			b.tell("without %s", id)
			continue
		}
		if id, name := b.source(text); id != "" {
			b.add("without", id)
			b.tell("without %s", name)
		}
	}
	b.state(evidence.Supports, f.supports)
	b.state(evidence.Refutes, f.refutes)
	for _, text := range f.links {
		b.link(text)
	}
	for _, text := range f.ratings {
		b.rate(text)
	}
	for _, text := range f.interests {
		b.interest(text)
	}
	if b.err == nil && len(b.change) == 0 {
		b.err = run.BadInput(evidence.Invalidf("",
			"nothing is supposed; say what with --without, --new, --supports, --refutes, --link, --rate, --interest or --file"))
	}
	return b.change, b.told, b.err
}

// supposer collects a supposition; err keeps the first error.
type supposer struct {
	*run.Session
	ctx      context.Context
	change   map[string]any
	invented map[string]bool
	told     []string
	err      error
}

func (b *supposer) fail(err error) {
	if b.err == nil {
		b.err = err
	}
}

func (b *supposer) tell(format string, args ...any) {
	b.told = append(b.told, fmt.Sprintf(format, args...))
}

func (b *supposer) add(list string, value any) {
	values, _ := b.change[list].([]any)
	b.change[list] = append(values, value)
}

// read takes a supposition from a file.
func (b *supposer) read(file string) {
	text, err := b.ReadFile(file)
	if err != nil {
		b.fail(err)
		return
	}
	if err := json.Unmarshal(text, &b.change); err != nil {
		b.fail(run.BadInput(evidence.Invalidf("--file", "%s is not a JSON object: %v", file, err)))
		return
	}
	sources, _ := b.change["sources"].([]any)
	for _, source := range sources {
		if fields, ok := source.(map[string]any); ok {
			b.invented[strings.TrimPrefix(fmt.Sprint(fields["id"]), "source:")] = true
		}
	}
	b.tell("what %s supposes", file)
}

func (b *supposer) invent(text string) {
	key, title, _ := strings.Cut(text, "=")
	key = strings.TrimPrefix(key, "source:")
	source := map[string]any{"id": key, "firsthand": 1}
	if title != "" {
		source["title"] = title
	}
	b.invented[key] = true
	b.add("sources", source)
	b.add("statements", map[string]any{"source": key})
	name := key
	if title != "" {
		name = report.Quoted(title)
	}
	b.tell("%s, which is first-hand, supports it", name)
}

// source finds a source that a person named, among those invented first, and returns what to call it.
func (b *supposer) source(text string) (evidence.ID, string) {
	if key := strings.TrimPrefix(text, "source:"); b.invented[key] {
		return evidence.ID("source:" + key), key
	}
	if b.err != nil {
		return "", ""
	}
	node, err := b.Names().Node(b.ctx, evidence.KindSource, text)
	if err != nil {
		b.fail(err)
		return "", ""
	}
	name, err := b.Names().Label(b.ctx, node)
	if err != nil {
		b.fail(err)
	}
	return node.NodeID(), name
}

// state lets sources take a side.
func (b *supposer) state(stance evidence.Stance, sources []string) {
	for _, text := range sources {
		if id, name := b.source(text); id != "" {
			b.add("statements", map[string]any{"source": id, "stance": stance})
			b.tell("%s %s it", name, strings.ToLower(string(stance)))
		}
	}
}

func (b *supposer) link(text string) {
	fields := strings.Fields(text)
	if len(fields) != 3 || !evidence.DerivationKind(strings.ToUpper(fields[1])).Valid() {
		b.fail(run.BadInput(evidence.Invalidf("--link",
			`%q is not a link; expected "SOURCE KIND SOURCE", KIND being CITES, QUOTES, SYNDICATES, TRANSLATES or `+
				`DERIVED_FROM`, text)))
		return
	}
	from, taker := b.source(fields[0])
	to, taken := b.source(fields[2])
	kind := strings.ToUpper(fields[1])
	b.add("derivations", map[string]any{"from": from, "kind": kind, "to": to})
	b.tell("%s %s %s", taker, strings.ReplaceAll(strings.ToLower(kind), "_", " "), taken)
}

func (b *supposer) rate(text string) {
	subject, letter, found := strings.Cut(text, "=")
	if !found || !evidence.SourceReliability(letter).Valid() {
		b.fail(run.BadInput(evidence.Invalidf("--rate",
			"%q is not a rating; expected ID=LETTER, such as outlet:reuters=B", text)))
		return
	}
	if evidence.ID(subject).Kind() == "" {
		subject = "source:" + subject
	}
	b.add("ratings", map[string]any{"subject": subject, "reliability": letter})
	b.tell("%s is rated %s", subject, letter)
}

func (b *supposer) interest(text string) {
	name, word, found := strings.Cut(text, "=")
	direction := evidence.InterestDirection(strings.ToUpper(word))
	if !found || !direction.Valid() {
		b.fail(run.BadInput(evidence.Invalidf("--interest",
			"%q is not an interest; expected HOLDER=FOR or HOLDER=AGAINST, such as outlet:reuters=FOR", text)))
		return
	}
	holder, label := b.holder(name)
	b.add("interests", map[string]any{"holder": holder, "direction": direction})
	gains := "gains if it is believed"
	if direction == evidence.Against {
		gains = "gains if it is not believed"
	}
	b.tell("%s %s", label, gains)
}

// holder finds who a person named as the holder of an interest, a source that is supposed among them, and returns what
// to call it.
func (b *supposer) holder(text string) (evidence.ID, string) {
	if key := strings.TrimPrefix(text, "source:"); b.invented[key] {
		return evidence.ID("source:" + key), key
	}
	if b.err != nil {
		return "", ""
	}
	node, err := b.Names().Any(b.ctx, text)
	if err != nil {
		b.fail(err)
		return "", ""
	}
	label, err := b.Names().Label(b.ctx, node)
	if err != nil {
		b.fail(err)
	}
	return node.NodeID(), label
}
