package dossier

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
)

//go:embed style.css
var style string

//go:embed pages.html
var pages string

// Policy is the Content-Security-Policy of the pages: nothing but their own style, by its hash.
func Policy() string {
	sum := sha256.Sum256([]byte(style))
	return "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) +
		"'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
}

// templates are parsed once: they are a part of the program.
var templates = template.Must(template.New("").Funcs(template.FuncMap{
	"style":   func() template.CSS { return template.CSS(style) }, //nolint:gosec // the program's own
	"digits":  wording.Digits,
	"number":  func(x float64) string { return fmt.Sprintf("%.2f", x) },
	"percent": func(x float64) string { return fmt.Sprintf("%.0f%%", 100*x) },
	"join":    list,
	"say":     say,
	"lower":   func(v any) string { return strings.ToLower(strings.ReplaceAll(fmt.Sprint(v), "_", " ")) },
	"key":     func(id any) string { return evidence.ID(fmt.Sprint(id)).Key() },
	"path":    func(id any) string { return claimPath(evidence.ClaimID(fmt.Sprint(id))) },
	"count":   wording.Count,
}).Parse(pages))

// Write writes the dossier of a case as a page of HTML that needs nothing else.
func (c *Case) Write(w io.Writer) error { return render(w, "dossier", c.view()) }

// render writes a page, all of it or nothing.
func render(w io.Writer, name string, data any) error {
	var page bytes.Buffer
	if err := templates.ExecuteTemplate(&page, name, data); err != nil {
		return fmt.Errorf("writing the page %s: %w", name, err)
	}
	_, err := w.Write(page.Bytes())
	return err
}

// view is what the page shows.
type view struct {
	Claim     *evidence.Claim
	At        string // the moment, "" = now
	Policy    string
	Version   string
	Headline  string
	Notes     []string
	Caveats   []string
	Questions []string // what to ask, of the supporting side first
	Picture   drawing
	Sides     []sideView
	Gone      []withdrawal
	Excluding []excludingView
	Reviews   []reviewView
	Passages  []passage
	More      int // passages that are not shown
	Bare      int // links without a quote

	Looked        bool // an interest in the claim is recorded: somebody looked for them
	Interests     []interestView
	MoreInterests int // that are not shown
	Spreads       []spreadView
}

// excludingView is a claim that cannot be true together with the one of the page.
type excludingView struct {
	convergence.ExcludingClaim
	Why string
}

func (c *Case) excluding() []excludingView {
	var list []excludingView
	for _, e := range c.Answer.Excluding() {
		because := make([]string, len(e.Reasons))
		for i, why := range e.Reasons {
			because[i] = why.Text
		}
		list = append(list, excludingView{e, wording.Join(because, "and")})
	}
	return list[:min(len(list), mostRows)]
}

type reviewView struct {
	evidence.ClaimReview
	By string
}

// sideView is one side of the claim, its lists cut to what a page shows; each list says by More how many it leaves out.
type sideView struct {
	Title, Verb string
	*convergence.Side
	Sources    []sourceView
	Groups     []groupView
	Lines      []lineView
	Pairs      []pairView
	IfWrong    []lossView
	Circles    []circleView
	MoreGroups bool
	MorePairs  bool
}

type sourceView struct {
	Name, URL, Kind  string
	Language         string
	Date             evidence.Date
	Grounded, Traced bool
	From             []string // what it takes from, in words
}

type groupView struct {
	Number   int
	Color    string
	Members  []string
	Marginal float64
	Reasons  []string
}

type lineView struct {
	Nodes    []string
	Untraced bool
}

type pairView struct {
	A, B, Verdict string
	Overlap       float64
	Reasons       []string
}

type lossView struct {
	Name                   string
	Demonstrated, Presumed float64
	LostSources            []string
}

type circleView struct {
	Members    []string
	Grounded   bool
	Dependents []string
}

func (c *Case) view() view {
	v := view{
		Claim: c.Answer.Claim, At: momentText(c.Answer), Policy: c.Answer.Policy.Name,
		Version: c.Answer.Version.String(), Picture: c.picture(),
	}
	for i, n := range c.Answer.Explanation() {
		if i == 0 {
			v.Headline = n.Text
		} else {
			v.Notes = append(v.Notes, n.Text)
		}
	}
	for _, n := range c.Answer.Caveats() {
		v.Caveats = append(v.Caveats, n.Text)
	}
	for _, side := range []*convergence.Side{c.Answer.Supporting, c.Answer.Refuting} {
		for _, q := range side.OpenQuestions() {
			v.Questions = append(v.Questions, q.Text)
		}
	}
	first := 1
	for _, s := range []sideView{{Title: "What supports it", Verb: "supports", Side: c.Answer.Supporting},
		{Title: "What refutes it", Verb: "refutes", Side: c.Answer.Refuting}} {
		if s.SourceCount > 0 {
			first = c.fill(&s, first)
			v.Sides = append(v.Sides, s)
		}
	}
	v.Looked = c.Answer.Supporting.InterestRecorded
	v.Interests, v.MoreInterests = c.interests()
	v.Spreads = c.spreads()
	v.Gone, v.Excluding = c.gone(), c.excluding()
	for _, r := range c.Reviews {
		v.Reviews = append(v.Reviews, reviewView{r, c.reviewer(r)})
	}
	v.Passages, v.Bare = c.passages()
	if v.More = max(len(v.Passages)-mostQuotes, 0); v.More > 0 {
		v.Passages = v.Passages[:mostQuotes]
	}
	return v
}

// momentText returns the moment of an answer, "" if it is now.
func momentText(a *convergence.Convergence) string {
	var parts []string
	if a.ValidAt != nil {
		parts = append(parts, "as the world was on "+a.ValidAt.Format("2 January 2006"))
	}
	if a.KnownAt != nil {
		parts = append(parts, "as they were recorded by "+a.KnownAt.Format("2 January 2006 15:04:05 MST"))
	}
	return wording.Join(parts, "and")
}

// fill fills in the lists of a side, whose groups are numbered from first on, and returns the next number.
func (c *Case) fill(v *sideView, first int) int {
	for _, s := range v.Side.Sources() {
		sv := sourceView{Name: c.Answer.Name(s.Source), URL: s.Source.URL, Kind: string(s.Source.Kind),
			Language: s.Source.Language, Date: s.Source.PublishedAt, Grounded: s.Grounded, Traced: s.Traced}
		for _, d := range c.Answer.Upstream(s.Source.ID) {
			sv.From = append(sv.From, verb(d.Kind)+" "+c.name(evidence.ID(d.To)))
		}
		v.Sources = append(v.Sources, sv)
	}
	groups := v.Side.Groups(mostRows + 1)
	v.MoreGroups = len(groups) > mostRows
	for i, g := range groups[:min(len(groups), mostRows)] {
		gv := groupView{Number: first + i, Color: groupColor(first + i), Members: c.names(g.Members),
			Marginal: g.Marginal}
		for _, r := range g.Reasons {
			gv.Reasons = append(gv.Reasons, r.Text)
		}
		v.Groups = append(v.Groups, gv)
	}
	for _, l := range v.Side.Lines(mostRows) {
		v.Lines = append(v.Lines, lineView{c.names(l.Nodes), l.Untraced})
	}
	c.fillPairs(v)
	if falls, err := v.Side.IfWrong(nil, mostRows); err == nil { // it cannot fail if no source is named
		for _, f := range falls {
			others := slices.DeleteFunc(f.LostSources, func(s *evidence.Source) bool { return s.ID == f.Source.ID })
			v.IfWrong = append(v.IfWrong, lossView{c.Answer.Name(f.Source), f.Demonstrated, f.Presumed, c.names(others)})
		}
	}
	for _, k := range v.Side.Circles(mostRows) {
		v.Circles = append(v.Circles, circleView{c.names(k.Members), k.Grounded, c.names(k.Dependents)})
	}
	return first + min(len(groups), mostRows)
}

func (c *Case) fillPairs(v *sideView) {
	pairs := v.Overlaps(0, mostPairs+1)
	v.MorePairs = len(pairs) > mostPairs
	for _, p := range pairs[:min(len(pairs), mostPairs)] {
		pv := pairView{A: c.Answer.Name(p.A), B: c.Answer.Name(p.B), Verdict: string(p.Verdict), Overlap: p.Overlap}
		for _, r := range p.Reasons {
			pv.Reasons = append(pv.Reasons, r.Text)
		}
		for _, m := range p.Missing {
			pv.Reasons = append(pv.Reasons, "not known: "+m.Text)
		}
		v.Pairs = append(v.Pairs, pv)
	}
}
