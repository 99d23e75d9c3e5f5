package app

import (
	"context"
	"fmt"
	"io"
	"math"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/graph"
	"github.com/credence-graph/credence/internal/detect"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
)

// detectFlags are what a person asks of a look for copies.
type detectFlags struct {
	text, statistical, dryRun, all bool
	collector                      string
}

func (a *app) detectCommand() *cobra.Command {
	var f detectFlags
	cmd := &cobra.Command{
		Use:   "detect [SOURCE...]",
		Short: "finds sources that copy others without saying so, and suggests them as copies",
		Long: `Compares the words of sources (--text: their texts, or headlines if there is no text) and the false values
that they share (--statistical: for items on which claims compete); without either flag, both. What it finds is
recorded as suggested copies. A copy counts once somebody confirms it with "credence review", or under a policy with
suggestedCopies. With SOURCE, only pairs with at least one of these sources are compared; name it by id, address or a
piece of its title.

It skips pairs that a declared link joins, that print the same wire report, that are recorded as one, or that somebody
has judged: a rejected copy is never suggested again. Running it again changes nothing, except that copies which are
no longer found are withdrawn.

With --json it prints the GraphQL type Detection field for field.`,
		Example: `  credence detect --dry-run
  credence detect --text
  credence detect https://example.org/bridge-closed --json
  credence review derivation:0a1b2c confirmed --reason "word for word"`,
	}
	flags := cmd.Flags()
	flags.BoolVar(&f.text, "text", false, "compare words only")
	flags.BoolVar(&f.statistical, "statistical", false, "compare shared false values only")
	flags.BoolVar(&f.dryRun, "dry-run", false, "record nothing")
	flags.BoolVar(&f.all, "all", false, "every copy, group and credit line")
	flags.StringVar(&f.collector, "collector", detect.DefaultCollector, "who is recorded as having found them")
	cmd.RunE = a.withSession(func(ctx context.Context, s *session, args []string) error { return s.detect(ctx, f, args) })
	return cmd
}

func (s *session) detect(ctx context.Context, f detectFlags, names []string) error {
	document, err := graph.DetectDocument(f.all)
	if err != nil {
		return err
	}
	both := f.text == f.statistical
	variables := map[string]any{"text": f.text || both, "statistical": f.statistical || both, "dryRun": f.dryRun, "collector": f.collector}
	if len(names) > 0 {
		ids, err := resolveAll[evidence.ID](ctx, s, evidence.KindSource, names)
		if err != nil {
			return err
		}
		variables["sources"] = ids
	}
	bar := newPhaseBar(s.streams.Err)
	answer, err := s.query(detect.WithProgress(ctx, bar.update), "detectCopies", document, variables)
	bar.done()
	if err != nil {
		return err
	}
	return s.show(answer, viewed(func(p *page, view detectionView) { p.detection(view, f) }))
}

// detectionView is what the text shows of a Detection.
type detectionView struct {
	CopyCount, GroupCount, CreditCount, QuotationCount int
	Copies                                             []copyView
	Groups                                             []struct {
		SourceCount int
		Sources     []thingView
		Origin      *thingView
	}
	Credits []struct {
		Source thingView
		Agency string
		Words  string
	}
	Quotations []struct {
		Words   string
		Sources []thingView
	}
	Created, Changed, Withdrawn int
	Statistics                  struct{ Sources, Texts, Headlines, Compared, LeftOut, Items, Values, Pairs int }
}

// copyView is what the text shows of a FoundCopy.
type copyView struct {
	Derivation struct {
		ID       string
		From, To thingView
		Copy     struct {
			Kappa    float64
			Detector string
		}
		Provenance struct{ Justification string }
	}
	Directed bool
	State    detect.State
}

// detection prints the copies, what hangs together by them, and what was done.
func (p *page) detection(v detectionView, f detectFlags) {
	st := v.Statistics
	looked := []string{}
	if f.text || !f.statistical {
		looked = append(looked, fmt.Sprintf("%s with words and %s with a headline alone", wording.Digits(st.Texts), wording.Digits(st.Headlines)))
	}
	if f.statistical || !f.text {
		looked = append(looked, wording.Count(st.Values, "value")+" of "+wording.Count(st.Items, "item"))
	}
	p.line("%s %s: %s.", p.style.bold("Looked at"), wording.Count(st.Sources, "source"), strings.Join(looked, "; "))
	if st.LeftOut > 0 {
		p.line("%s longer than is looked at in full, such as of a text that very many print: of these the first were compared.",
			wording.Count(st.LeftOut, "list")+wording.Choose(st.LeftOut, " was", " were"))
	}
	p.gap()
	if v.CopyCount == 0 {
		p.line("No copy was found that is not on record already.")
	}
	for _, c := range v.Copies {
		verb := "copies"
		if !c.Directed {
			verb = "copies, or is copied by,"
		}
		d := c.Derivation
		p.line("%s  %s %s %s  %s", p.style.number(kappaText(d.Copy.Kappa)), p.style.bold(d.From.Label), verb, p.style.bold(d.To.Label), p.style.dim(c.noted()))
		p.line("      %s", d.Provenance.Justification)
		p.line("      %s", p.style.dim(d.ID))
	}
	p.more("", v.CopyCount-len(v.Copies))
	p.copyGroups(v)
	p.credits(v)
	p.quotations(v)
	p.gap()
	p.detected(v, f)
}

// noted says by which detector a copy was found, and whether it was on record.
func (c copyView) noted() string {
	switch c.State {
	case detect.Revised:
		return "(" + c.Derivation.Copy.Detector + ", recorded with other figures before)"
	case detect.Standing:
		return "(" + c.Derivation.Copy.Detector + ", on record)"
	}
	return "(" + c.Derivation.Copy.Detector + ")"
}

// kappaText writes a share in whole per cent, four wide.
func kappaText(kappa float64) string { return fmt.Sprintf("%3.0f%%", math.Floor(kappa*100+1e-9)) }

func (p *page) copyGroups(v detectionView) {
	if v.GroupCount == 0 {
		return
	}
	p.gap()
	p.line("%s", p.style.bold(wording.Count(v.GroupCount, "group")+" of copies:"))
	for _, g := range v.Groups {
		names := make([]string, len(g.Sources))
		for i, source := range g.Sources {
			names[i] = source.Label
		}
		if left := g.SourceCount - len(names); left > 0 {
			names = append(names, wording.Digits(left)+" more")
		}
		text := wording.Join(names, "and")
		if g.Origin != nil {
			text += "; all go back to " + g.Origin.Label
		}
		p.line("  %s", text)
	}
	p.more("  ", v.GroupCount-len(v.Groups))
}

func (p *page) credits(v detectionView) {
	if v.CreditCount == 0 {
		return
	}
	p.gap()
	p.line("%s", p.style.bold(wording.Count(v.CreditCount, "credit line")+":"))
	rows := make([][2]string, len(v.Credits))
	for i, c := range v.Credits {
		rows[i] = [2]string{c.Source.Label, c.Agency + ", by " + quoted(c.Words)}
	}
	p.columns(rows, 2)
	p.more("  ", v.CreditCount-len(v.Credits))
}

func (p *page) quotations(v detectionView) {
	if v.QuotationCount == 0 {
		return
	}
	p.gap()
	p.line("%s", p.style.bold(wording.Count(v.QuotationCount, "quotation")+" that several have, which is no copying:"))
	for _, q := range v.Quotations {
		names := make([]string, len(q.Sources))
		for i, source := range q.Sources {
			names[i] = source.Label
		}
		p.line("  %s", quoted(q.Words))
		p.line("      %s", wording.Join(names, "and"))
	}
	p.more("  ", v.QuotationCount-len(v.Quotations))
}

// detected says what the look did.
func (p *page) detected(v detectionView, f detectFlags) {
	switch {
	case f.dryRun:
		p.line("Nothing was recorded.")
	case v.Created+v.Changed+v.Withdrawn == 0:
		p.line("Nothing changed.")
	default:
		var parts []string
		for _, n := range []struct {
			count int
			what  string
		}{{v.Created, "suggested"}, {v.Changed, "revised"}, {v.Withdrawn, "withdrawn, not found any more"}} {
			if n.count > 0 {
				parts = append(parts, wording.Digits(n.count)+" "+n.what)
			}
		}
		p.line("%s.", wording.Join(parts, "and"))
	}
	if v.CopyCount > 0 && !f.dryRun {
		p.line("%s", p.style.dim("A suggestion counts once it is confirmed: credence review DERIVATION confirmed|rejected --reason WHY"))
	}
}

// phaseUnit says what each phase of a long work counts.
func phaseUnit(phase string) string {
	switch phase {
	case "gather":
		return "records read"
	case "read":
		return "texts read"
	case "match":
		return "texts matched"
	case "compare":
		return "groups of pairs compared"
	case "quotes":
		return "quotations compared"
	case "pairs":
		return "sources compared with others"
	case "beliefs":
		return "rounds of estimates"
	case "record":
		return "copies recorded"
	}
	return phase
}

// phaseBar shows how far each phase of a long work is, to a person only.
type phaseBar struct {
	w     io.Writer // nil = nobody is looking
	mu    sync.Mutex
	phase string
	bar   *countBar
}

func newPhaseBar(w io.Writer) *phaseBar { return &phaseBar{w: w} }

func (b *phaseBar) update(phase string, done, of int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.bar == nil || phase != b.phase {
		if b.bar != nil {
			b.bar.done()
		}
		b.phase, b.bar = phase, newCountBar(b.w, phaseUnit(phase))
	}
	b.bar.update(done, of)
}

func (b *phaseBar) done() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.bar != nil {
		b.bar.done()
		b.bar = nil
	}
}
