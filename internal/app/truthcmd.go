package app

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/graph"
	"github.com/credence-graph/credence/internal/detect"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
)

// truthFlags are what a person asks of competing claims.
type truthFlags struct {
	first int
	all   bool
}

func (a *app) truthCommand() *cobra.Command {
	var f truthFlags
	cmd := &cobra.Command{
		Use:   "truth [ITEM...]",
		Short: "shows which value of an item is the most probable, with copies counted once",
		Long: `Claims that share an item and differ in its value compete: "number of soldiers sent", 14,000 or 10,000. For
each ITEM, or for every item with at least two values, this shows how probable each value is, who gives it, which of
these sources count as one, and how often each is right, estimated from everything that it says about all items. A
source gives an item the values of the claims that it supports.

The votes are those of the groups that converge shows: sources that take everything from one source, or rest on the
same, have one vote. A source has none if it was withdrawn, rests on nothing that is in force, or takes both sides.
Only then is it estimated who copies whom: agreement on what is true proves no copying; shared values that are
believed false do.

With --json it prints the GraphQL type ItemTruthConnection field for field. The first of the values is the one
believed; mostStated is the one that most sources give, whether or not they have a vote.`,
		Example: `  credence truth
  credence truth "number of soldiers sent" --json`,
	}
	cmd.Flags().IntVar(&f.first, "first", mostFindings, "how many items are shown, 1 to 100")
	cmd.Flags().BoolVar(&f.all, "all", false, "every item, voice and source")
	cmd.RunE = a.withSession(func(ctx context.Context, s *session, args []string) error { return s.truth(ctx, f, args) })
	return cmd
}

func (s *session) truth(ctx context.Context, f truthFlags, items []string) error {
	document, err := graph.TruthDocument(f.all)
	if err != nil {
		return err
	}
	bar := newPhaseBar(s.streams.Err)
	defer bar.done()
	ctx = detect.WithProgress(ctx, bar.update)
	variables := map[string]any{"first": f.first}
	if len(items) > 0 {
		variables["items"] = items
	}
	if f.all {
		return s.everyTruth(s.store.Patient(ctx), document, variables, bar)
	}
	answer, err := s.query(ctx, "truth", document, variables)
	if err != nil {
		return err
	}
	bar.done()
	return s.show(answer, viewed((*page).truths))
}

// truthsAtOnce is how many items are answered at a time where all are wanted: what they take of memory goes when they
// are printed.
const truthsAtOnce = 100

// everyTruth prints the values of every item, some at a time.
func (s *session) everyTruth(ctx context.Context, document string, variables map[string]any, bar *phaseBar) error {
	variables["first"] = truthsAtOnce
	before, err := s.reader.Status(ctx)
	if err != nil {
		return err
	}
	ask, out := s.asking(), bufio.NewWriter(s.streams.Out)
	list := truthList{jsonList: jsonList{w: out, indent: "  "}, w: out, style: s.style, json: s.json}
	for more := true; more; {
		answer, err := ask.query(ctx, "truth", document, variables)
		if err != nil {
			return errors.Join(err, out.Flush())
		}
		if more, err = list.take(answer); err != nil {
			return err
		}
		variables["after"] = list.info.EndCursor
		bar.update("items printed", list.n, list.total)
	}
	if err := errors.Join(list.finish(), out.Flush()); err != nil {
		return err
	}
	after, err := s.reader.Status(ctx)
	if err == nil && after.Version != before.Version {
		err = evidence.ChangedMeanwhile()
	}
	return err
}

// truthList prints an ItemTruthConnection that is asked for by pages, as if it were one.
type truthList struct {
	jsonList
	w     io.Writer
	style style
	json  bool
	info  pageInfoJSON
	total int
	begun bool
}

// take prints a page, and reports whether there is another one.
func (l *truthList) take(answer json.RawMessage) (more bool, err error) {
	var page struct {
		Edges      []json.RawMessage
		PageInfo   pageInfoJSON
		TotalCount int
	}
	if err := json.Unmarshal(answer, &page); err != nil {
		return false, fmt.Errorf("reading the answer: %w", err)
	}
	if l.begun {
		page.PageInfo.goesOn(l.info)
	}
	l.info, l.total = page.PageInfo, page.TotalCount
	if l.json {
		err = l.takeJSON(page.Edges)
	} else {
		err = l.takeText(answer, len(page.Edges))
	}
	l.begun = true
	return page.PageInfo.HasNextPage && len(page.Edges) > 0, err
}

func (l *truthList) takeJSON(edges []json.RawMessage) error {
	if !l.begun {
		if _, err := io.WriteString(l.w, "{\n  \"edges\": "); err != nil {
			return err
		}
	}
	for _, edge := range edges {
		if err := l.add(edge); err != nil {
			return err
		}
	}
	return nil
}

func (l *truthList) takeText(answer json.RawMessage, n int) error {
	var view truthView
	if err := json.Unmarshal(answer, &view); err != nil {
		return fmt.Errorf("reading the answer: %w", err)
	}
	view.TotalCount = min(view.TotalCount, n) // the others follow
	p, gap := &page{style: l.style}, ""
	if l.begun && n > 0 {
		gap = "\n"
	}
	if l.n += n; n > 0 || !l.begun {
		p.truths(view)
	}
	_, err := io.WriteString(l.w, gap+p.String())
	return err
}

// finish ends the object of JSON.
func (l *truthList) finish() error {
	if !l.json {
		return nil
	}
	if err := l.close(); err != nil {
		return err
	}
	rest, err := json.MarshalIndent(struct {
		PageInfo   pageInfoJSON `json:"pageInfo"`
		TotalCount int          `json:"totalCount"`
	}{l.info, l.total}, "", "  ")
	if err != nil {
		return err
	}
	_, err = io.WriteString(l.w, ","+strings.TrimPrefix(string(rest), "{")+"\n")
	return err
}

// truthView is what the text shows of an ItemTruthConnection.
type truthView struct {
	TotalCount int
	Edges      []struct {
		Node struct {
			Item    string
			Reasons []string
			Values  []valueView
		}
	}
}

type valueView struct {
	Value                   string
	Probability             *float64
	SourceCount, VoiceCount int
	Voices                  []struct {
		SourceCount int
		Because     *string
		Sources     []struct {
			Source   thingView
			Accuracy float64
			Items    int
		}
	}
}

// truths prints the values of each item, with who gives them.
func (p *page) truths(view truthView) {
	if view.TotalCount == 0 {
		p.line("No claims compete: none share an item and differ in its value, with a source behind each.")
		return
	}
	for _, e := range view.Edges {
		p.gap()
		p.line("%s", p.style.bold(e.Node.Item))
		for _, v := range e.Node.Values {
			p.value(v)
		}
		for _, reason := range e.Node.Reasons {
			p.line("  %s", reason)
		}
	}
	if more := view.TotalCount - len(view.Edges); more > 0 {
		p.gap()
		p.more("", more)
	}
}

func (p *page) value(v valueView) {
	share := "   ?"
	if v.Probability != nil {
		share = probabilityText(*v.Probability)
	}
	count := wording.Count(v.SourceCount, "source")
	if v.VoiceCount < v.SourceCount {
		count += ", worth " + wording.Digits(v.VoiceCount)
	}
	p.line("%s  %s  %s", p.style.number(share), p.style.bold(v.Value), p.style.dim("("+count+")"))
	for _, voice := range v.Voices {
		names := make([]string, len(voice.Sources))
		for i, s := range voice.Sources {
			names[i] = fmt.Sprintf("%s (right in %.0f%% of %s)", s.Source.Label, s.Accuracy*100, wording.Count(s.Items, "item"))
		}
		if more := voice.SourceCount - len(names); more > 0 {
			names = append(names, wording.Digits(more)+" more")
		}
		p.line("        - %s", wording.Join(names, "and"))
		if voice.Because != nil {
			p.line("          count as one: %s", *voice.Because)
		}
	}
	if more := v.VoiceCount - len(v.Voices); more > 0 {
		p.line("        - and %s more", wording.Digits(more))
	}
}

// probabilityText writes a probability in whole per cent, four wide; nobody is certain.
func probabilityText(probability float64) string {
	switch n := int(math.Round(probability * 100)); {
	case n < 1:
		return " <1%"
	case n > 99:
		return ">99%"
	default:
		return fmt.Sprintf("%3d%%", n)
	}
}
