package convergence_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/evidence"
)

// recordedFrom marks everything as taken from one document, as an annotation of a single text is.
func recordedFrom(sub *evidence.Subgraphs, document string) *evidence.Subgraphs {
	for i := range sub.Statements {
		sub.Statements[i].Provenance.RecordedFrom = document
	}
	for i := range sub.Derivations {
		sub.Derivations[i].Provenance.RecordedFrom = document
	}
	return sub
}

func TestSentencesOfTheSeed(t *testing.T) {
	c := compute(t, recordedFrom(draw(t, seedMain), "the fact check"))
	want := []string{
		"HEADLINE 4 sources support it. Only 1 can be traced to a named origin, so the text shows 1.00 independent source, not 4.",
		"LINE 4 lines of evidence, 1 demonstrated: Reuters <- intercepts; CNN (presumed); Kyiv Post (presumed); RAND (presumed)." +
			" No single withdrawal can cut them all; cutting all takes at least 4: CNN, Kyiv Post, RAND and Reuters.",
		"IF_WRONG If Reuters is wrong, 0.00 demonstrated and 3.00 presumed remain.",
		"CONFIDENCE Confidence is low: one demonstrated line.",
	}
	if diff := cmp.Diff(want, said(c.Explanation())); diff != "" {
		t.Errorf("explanation (-want +got):\n%s", diff)
	}
	want = []string{
		"PRESUMED CNN, Kyiv Post and RAND name no origin: 2.00 if what is unnamed is one separate origin, 4.00 if all of it is" +
			" independent; both are presumed, not shown.",
		"UNCHECKABLE The demonstrated line ends in what nobody else could check, without address, or date and outlet or author: intercepts.",
		"UNLINKED No link between CNN, Kyiv Post, RAND and Reuters is recorded; that does not show that there is none.",
		"UNRATED No source is rated, so no likelihood is given.",
	}
	if diff := cmp.Diff(want, said(c.Caveats())); diff != "" {
		t.Errorf("caveats (-want +got):\n%s", diff)
	}
	var asked []string
	for _, q := range c.NextQuestions(-1) {
		asked = append(asked, fmt.Sprintf("%.2f %.2f %s", q.Demonstrated, q.AtMost, q.Text))
	}
	want = []string{
		"1.00 2.00 What does CNN rest on? An origin of its own makes it 2.00 demonstrated; if it goes back to the same origin as Reuters, it stays at 1.00.",
		"1.00 2.00 What does Kyiv Post rest on? An origin of its own makes it 2.00 demonstrated; if it goes back to the same origin as Reuters, it stays at 1.00.",
		"1.00 2.00 What does RAND rest on? An origin of its own makes it 2.00 demonstrated; if it goes back to the same origin as Reuters, it stays at 1.00.",
	}
	if diff := cmp.Diff(want, asked); diff != "" {
		t.Errorf("questions (-want +got):\n%s", diff)
	}
}

func TestSentences(t *testing.T) {
	many := "+ AP;"
	for i := range 40 {
		many += fmt.Sprintf("+ p%02d; p%02d <= AP;", i, i)
	}
	for _, tc := range []struct{ name, graph, want string }{
		{"one source", "+ A", "HEADLINE 1 source supports it, and what it rests on is recorded: the record shows 1.00 independent source."},
		{"nobody named", "+ A B; A : kind=ARTICLE; B : kind=ARTICLE",
			"HEADLINE 2 sources support it. None can be traced to a named origin, so the record shows 0.00 independent sources, not 2."},
		{"one and unnamed", "+ A; A : kind=ARTICLE",
			"HEADLINE 1 source supports it. It cannot be traced to a named origin, so the record shows 0.00 independent sources, not 1."},
		{"overlap", "+ X Y; X <- A,C; Y <- A,B",
			"HEADLINE 2 sources support it; their bases overlap so much that they are worth 1.33 independent sources."},
		{"refuted", "+ A; - B", "HEADLINE 1 source refutes it, and what it rests on is recorded: the record shows 1.00 independent source."},
		{"group", "+ Reuters KyivPost; KyivPost <= Reuters",
			"GROUPED KyivPost and Reuters count once: KyivPost takes everything from Reuters."},
		{"group through another", "+ A B; B <- C; C <- A",
			"GROUPED A and B count once: B takes everything from A, through C."},
		{"group on a third", "+ A B; A <- C; B <- C", "GROUPED A and B count once: A and B both take everything from C."},
		{"group on several", "+ A B; A <- C,D; B <- C,D",
			"GROUPED A and B count once: A and B both rest on C (50%); A and B both rest on D (50%)."},
		{"long group", many, "GROUPED AP, p00, p01, p02, p03 and 36 more count once: p00 takes everything from AP;" +
			" p01 takes everything from AP; p02 takes everything from AP; and 37 more."},
		{"pair", "+ R C; R <- a,b,U; C <- U,W", "GROUPED C and R overlap 41% because both rest on U (50% and 33%)."},
		{"circle", "+ W P; W <- P; P <- W", "CIRCLE P and W take from each other and nothing enters from outside: counted as zero."},
		{"grounded circle", "+ W P; W <- P; P <- W,D",
			"CIRCLE P and W take from each other; what that is worth comes in through P."},
		{"bottleneck", "+ A B; A <- C; B <- C", "BOTTLENECK Everything goes through C."},
		{"falls", "+ A B I; B <= A", "IF_WRONG If A is wrong, B falls with it, and 1.00 of 2.00 remain."},
		{"keeps", "+ A B; B <- A,C", "IF_WRONG If A is wrong, B keeps 50%, and 0.50 of 1.17 remain."},
		{"falls and keeps", "+ A B C; C <= A; B <- A,D",
			"IF_WRONG If A is wrong, C falls with it, B keeps 50%, and 0.50 of 1.17 remain."},
		{"gatekeepers", "+ X Y Z; X <- A; Y <- A,B; Z <- B",
			"LINE 2 lines of evidence: X <- A; Y <- B. No single withdrawal can cut them all;" +
				" cutting all takes at least 2: A and B."},
		{"shared owner", "+ A B; A : title=A outlet=a; B : title=B outlet=b; a owner g; b owner g",
			`SHARED g owns the outlets of "A" and "B": alone they are worth 1.74 independent sources, and however many more there were, at most 6.67.`},
		{"shared outlet", "+ A B; A : title=A outlet=a; B : title=B outlet=a; a owner g",
			`SHARED a published and g owns the outlets of "A" and "B": alone they are worth 1.43 independent sources, and however many more there were, at most 2.50.`},
		{"shared author", "+ A B; A : authors=p; B : authors=p",
			"SHARED p wrote A and B: alone they are worth 1.54 independent sources, and however many more there were, at most 3.33."},
		{"shared funder", "+ A B; A : title=A outlet=a; B : title=B outlet=b; a funder f; b funder f",
			`SHARED f funds the outlets of "A" and "B": alone they are worth 1.82 independent sources, and however many more there were, at most 10.00.`},
		{"likely", "+ A B; A : reliability=B; B : reliability=B",
			"LIKELIHOOD It is almost certain to be true (97%), assuming even odds before."},
		{"unlikely", "- A; A : reliability=B", "LIKELIHOOD It is very unlikely to be true (15%), assuming even odds before."},
		{"even", "+ A; - B; A : reliability=B; B : reliability=B",
			"LIKELIHOOD There is a roughly even chance that it is true (50%), assuming even odds before."},
		{"confirmed", "+ A B; addressed", "CREDIBILITY Credibility 1 (confirmed by other independent sources) is suggested: two demonstrated lines," +
			" and nothing still in force refutes it."},
		{"circular", "+ A; A <- A", "CREDIBILITY Credibility 6 (truth cannot be judged) is suggested: nothing that its" +
			" supporters rest on is still in force."},
		{"quoted", "+ A; A <- E; E : identity=UNNAMED title=some_estimates",
			`LINE 1 line of evidence, 0 demonstrated: A <- "some estimates" (presumed).`},
		{"moderate", "+ A B; addressed", "CONFIDENCE Confidence is moderate: two demonstrated lines worth 2.00 independent sources."},
		{"high, against it", "+ A; - B C D; addressed",
			"CONFIDENCE Confidence is high: three demonstrated lines against it worth 3.00 independent sources," +
				" and no one source carries more than half of that."},
		{"moderate for what cannot be checked alone", "+ A B C; A : date=2024 authors=p; B : date=2024 authors=q",
			"CONFIDENCE Confidence is moderate: three demonstrated lines worth 3.00 independent sources," +
				" but only two of them end in what somebody else could check."},
		{"high", "+ A B C; addressed", "CONFIDENCE Confidence is high: three demonstrated lines worth 3.00 independent sources," +
			" and no one source carries more than half of that."},
	} {
		t.Run(tc.name, func(t *testing.T) {
			notes := said(compute(t, draw(t, tc.graph)).Explanation())
			for _, n := range notes {
				if n == tc.want {
					return
				}
			}
			t.Errorf("want %q among\n%s", tc.want, strings.Join(notes, "\n"))
		})
	}
}

// A title comes first, with what distinguishes it from others of the answer, then the name of an outlet that no other
// source has, then the label.
func TestNames(t *testing.T) {
	sub := draw(
		t, "+ A B C D E F; A : title=The_title outlet=one; B : kind=ARTICLE outlet=two; "+
			"C : kind=REPORT outlet=three; D : outlet=three; "+
			"E : title=Fire_out outlet=one date=2024-05-03; F : title=Fire_out outlet=three")
	c := compute(t, sub)
	got := map[string][2]string{}
	for _, s := range c.Supporting.Sources() {
		got[s.Source.NodeID().Key()] = [2]string{c.Name(s.Source), c.Label(s.Source)}
	}
	want := map[string][2]string{
		"A": {`"The title"`, `"The title"`}, "B": {"two", "two article"}, "C": {"three report", "three report"},
		"D": {"three document", "three document"},
		"E": {`"Fire out" (one, 3 May 2024)`, `"Fire out" (one, 3 May 2024)`},
		"F": {`"Fire out" (three)`, `"Fire out" (three)`},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("names and labels (-want +got):\n%s", diff)
	}
}

func TestIndependence(t *testing.T) {
	for _, tc := range []struct {
		name, graph string
		verdict     convergence.IndependenceVerdict
		reasons     []string
		steps       []string
		missing     []string
	}{
		{"apart", "+ A B", convergence.NothingShared, nil, nil, nil},
		{"unknown", "+ A B; B : kind=ARTICLE", convergence.Unknown, nil, nil, []string{"what B rests on"}},
		{"unknown above", "+ A B; B <- E; E : identity=UNNAMED", convergence.Unknown, nil, nil,
			[]string{`what stands behind "E", which B rests on`}},
		{"ungrounded", "+ A B; B <- B", convergence.Unknown, nil, nil, []string{"what B rests on that is still in force"}},
		{"a circle of two", "+ A B; A <- B; B <- A", convergence.Dependent,
			[]string{"CIRCLE A and B take from each other in a circle, and nothing enters it from outside"},
			[]string{"source:A CITES source:B", "source:B CITES source:A"}, nil},
		{"a circle of three", "+ A B; A <- C; C <- B; B <- A", convergence.Dependent,
			[]string{"CIRCLE A and B take from each other in a circle of three sources, and nothing enters it from outside"},
			[]string{"source:A CITES source:C", "source:C CITES source:B", "source:B CITES source:A"}, nil},
		{"a circle that something enters", "+ A B; A <- B,O; B <- A", convergence.Same,
			[]string{"CIRCLE A and B take from each other in a circle", "ORIGIN both rest on O (100% and 100%)"},
			[]string{"source:A CITES source:B", "source:B CITES source:A", "source:A CITES source:O", "source:B CITES source:A"},
			nil},
		{"both hang on a circle", "+ A B; A <- C; B <- D; C <- D; D <- C", convergence.Dependent,
			[]string{"CIRCLE both take from C, which is in a circle of sources that take from each other (C and D), and nothing enters it from outside"},
			[]string{"source:A CITES source:C", "source:B CITES source:D", "source:D CITES source:C", "source:C CITES source:D"},
			nil},
		{"one takes from what rests on itself", "+ A B; A <- B,O; B <- B", convergence.Dependent,
			[]string{"CIRCLE A takes from B, which takes from itself, and nothing enters it from outside"},
			[]string{"source:A CITES source:B", "source:B CITES source:B"}, nil},
		{"both take from what was withdrawn", "+ A B; A <- C; B <- C; C : withdrawn=2024", convergence.Dependent,
			[]string{"ORIGIN both take from C, which was withdrawn"},
			[]string{"source:A CITES source:C", "source:B CITES source:C"}, nil},
		{"two circles apart", "+ A B; A <- A; B <- B", convergence.Unknown, nil, nil,
			[]string{"what A rests on that is still in force", "what B rests on that is still in force"}},
		{"the same", "+ A B; B <= A", convergence.Same, []string{"ORIGIN B rests on A (100%)"},
			[]string{"source:B SYNDICATES source:A"}, nil},
		{"shared", "+ A B; A <- C; C <- O; B <- O,P", convergence.Dependent, []string{"ORIGIN both rest on O (100% and 50%)"},
			[]string{"source:A CITES source:C", "source:C CITES source:O", "source:B CITES source:O"}, nil},
		{"copied", "+ A B; B ~ A .9; A : date=2024; B : date=2025", convergence.Dependent,
			[]string{"COPY B rests on A (90%)"},
			[]string{"source:B COPIES source:A"}, nil},
		{"owned", "+ A B; A : outlet=a; B : outlet=b; a owner x; x owner g; b owner g", convergence.Dependent,
			[]string{"OWNER both rest on work of outlets that g owns (15% and 15%)"},
			[]string{"outlet:a organization:x", "organization:x organization:g", "outlet:b organization:g"}, nil},
		{"written", "+ A B; A : authors=p; B : authors=p", convergence.Dependent,
			[]string{"AUTHOR both rest on work written by p (30% and 30%)"}, nil, nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			i, err := compute(t, draw(t, tc.graph)).Independence("source:A", "source:B")
			if err != nil {
				t.Fatal(err)
			}
			if i.Verdict != tc.verdict {
				t.Errorf("verdict: want %s, got %s", tc.verdict, i.Verdict)
			}
			var reasons, steps, missing []string
			part := 0.0
			for _, r := range i.Reasons {
				reasons = append(reasons, string(r.Kind)+" "+r.Text)
				part += r.Share
				for _, l := range r.Steps {
					steps = append(steps, shortLink(l))
				}
			}
			for _, n := range i.Missing {
				missing = append(missing, n.Text)
			}
			if diff := cmp.Diff([][]string{tc.reasons, tc.steps, tc.missing}, [][]string{reasons, steps, missing}); diff != "" {
				t.Errorf("reasons, steps, missing (-want +got):\n%s", diff)
			}
			if len(i.Reasons) > 0 && math.Abs(part-1) > tolerance {
				t.Errorf("the reasons make up %v of the overlap", part)
			}
		})
	}
}

func shortLink(l evidence.Link) string {
	switch l := l.(type) {
	case *evidence.Derivation:
		return fmt.Sprintf("%s %s %s", l.From, l.Kind, l.To)
	case *evidence.Ownership:
		return fmt.Sprintf("%s %s", l.Asset, l.Owner)
	case *evidence.Funding:
		return fmt.Sprintf("%s %s", l.Recipient, l.Funder)
	}
	return fmt.Sprintf("%T", l)
}

// A declared corroboration is held against what the graph knows, over all pairs.
func TestVerdict(t *testing.T) {
	for _, tc := range []struct {
		name, graph string
		sources     []evidence.SourceID
		want        convergence.IndependenceVerdict
		pairs       int
		caveat      convergence.NoteCode
	}{
		{"one names no counterpart", "+ A", []evidence.SourceID{"source:A"}, convergence.Unknown, 0, ""},
		{"nothing shared", "+ A B C", []evidence.SourceID{"source:A", "source:B", "source:C"}, convergence.NothingShared, 3,
			""},
		{"one unknown", "+ A B C; C : kind=ARTICLE", []evidence.SourceID{"source:A", "source:B", "source:C"},
			convergence.Unknown, 3,
			convergence.NoteDeclaredButUnknown},
		{"one pair shares", "+ A B C; C : kind=ARTICLE; B <- A,D", []evidence.SourceID{"source:A", "source:B", "source:C"},
			convergence.Dependent, 3, convergence.NoteGrouped},
		{"all the same", "+ A B C; B <= A; C <= A", []evidence.SourceID{"source:A", "source:B", "source:C"}, convergence.Same,
			3,
			convergence.NoteGrouped},
		{"some the same", "+ A B C; B <= A", []evidence.SourceID{"source:A", "source:B", "source:C"}, convergence.Dependent,
			3,
			convergence.NoteGrouped},
		{"no supporter, yet declared", "+ A; B : kind=ARTICLE", []evidence.SourceID{"source:A", "source:B"},
			convergence.Unknown, 1,
			convergence.NoteDeclaredButUnknown},
	} {
		t.Run(tc.name, func(t *testing.T) {
			sub := draw(t, tc.graph)
			sub.Corroborations = []evidence.Corroboration{evidence.Corroboration{Claim: theClaim,
				Sources: tc.sources}.Normalize()}
			c := compute(t, sub)
			declared := c.Corroborations()
			if len(declared) != 1 {
				t.Fatalf("want one corroboration, got %d", len(declared))
			}
			got, pairs, err := c.Verdict(declared[0])
			if err != nil || got != tc.want || len(pairs) != tc.pairs {
				t.Errorf("want %s over %d pairs, got %s over %d, error %v", tc.want, tc.pairs, got, len(pairs), err)
			}
			if tc.caveat != "" && find(c.Caveats(), tc.caveat) == nil {
				t.Errorf("no caveat %s in %v", tc.caveat, said(c.Caveats()))
			}
		})
	}
}

func TestDeclaredOfTheSeed(t *testing.T) {
	sub := recordedFrom(draw(t, seedMain), "the fact check")
	sub.Corroborations = []evidence.Corroboration{evidence.Corroboration{
		Claim: theClaim, Sources: []evidence.SourceID{"source:Reuters", "source:KyivPost", "source:CNN", "source:RAND"},
	}.Normalize()}
	c := compute(t, sub)
	want := "Is CNN, Kyiv Post or RAND independent of Reuters? Unknown: no link is recorded, and none of them names an origin."
	if n := find(c.Caveats(), convergence.NoteDeclaredButUnknown); n == nil || n.Text != want {
		t.Errorf("want %q, got %+v", want, n)
	}
	if got := c.Document(); got != "the fact check" {
		t.Errorf("document: %q", got)
	}
	var steps []string
	for _, d := range c.Upstream("source:Reuters") {
		steps = append(steps, string(d.To))
	}
	slices.Sort(steps)
	if diff := cmp.Diff([]string{"source:intercepts", "source:officials", "source:shipping"}, steps); diff != "" {
		t.Errorf("what Reuters takes from (-want +got):\n%s", diff)
	}
	if got := c.Upstream("source:none"); got != nil {
		t.Errorf("what an unknown source takes from: %v", got)
	}
	sub.Statements[0].Provenance.RecordedFrom = "elsewhere"
	if got := compute(t, sub).Document(); got != "" {
		t.Errorf("two documents are one: %q", got)
	}
}
