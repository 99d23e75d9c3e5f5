package audit_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/audit"
	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/inquiry"
)

// desk has three claims that share an agency, a circle and a copy.
const desk = `
	c + x y ap; d + y z; e + wiki; e - z
	x <= ap; y <= ap; z <- ap,memo
	wiki <- forum; forum <- wiki; d + wiki
	echo ~ y .9; d + echo; echo : kind=ARTICLE
	x : outlet=north; y : outlet=south; north owner house 80; south owner house 60 false
	alone : outlet=west; west owner far 70 false; f + log; log : outlet=east url=https://east.example/log`

// TestAudit_SharedOnce: what several claims show is one finding, with what it is in all of them.
func TestAudit_SharedOnce(t *testing.T) {
	report := run(t, draw(t, desk+"; c + own"), audit.Filter{}) // so that not everything of c goes through the agency
	if report.Claims != 4 {
		t.Errorf("%d claims were looked at, want 4", report.Claims)
	}
	origin := one(t, report, audit.CommonOrigin)
	// Of c three rest on it, two too many; of d y wholly and z half, so half is; e has one refuter that does.
	want := audit.Finding{Severity: audit.Medium, Change: 2.5, Claims: 2,
		Text: `5 supporters of 2 claims rest on "ap". What they take from it counts once, so the count is 2.5 too high.`}
	if origin.Severity != want.Severity || origin.Change != want.Change || origin.Claims != want.Claims ||
		origin.Text != want.Text {
		t.Errorf("the origin is %+v", origin)
	}
	if got := keys(origin.Nodes) + " of " + keys(origin.Examples); got != "ap x y z of c d" {
		t.Errorf("it concerns %q", got)
	}
	if got := path(origin.Steps); got != "x SYNDICATES ap; y SYNDICATES ap; z CITES ap" {
		t.Errorf("its proof is %q, want every link once, those of the first claim first", got)
	}
	circle := one(t, report, audit.CircularReporting)
	if circle.Claims != 2 || circle.Change != 2 ||
		!strings.Contains(circle.Text, "2 supporters of 2 claims rest on it and on nothing else") {
		t.Errorf("the circle is %+v", circle)
	}
	if c := one(t, report, audit.TextCopy); c.Claims != 1 || c.Severity != audit.Low {
		t.Errorf("the copy is %+v", c)
	}
}

// TestCollector_AnyOrder adds the same answers in many orders: the report is the same to the last bit.
func TestCollector_AnyOrder(t *testing.T) {
	store := draw(t, desk+"\n g + x z; h + y z; i - y z; i + x")
	answers := answersOf(t, store)
	var want *audit.Report
	for seed := range uint64(30) {
		r := rand.New(rand.NewPCG(seed, 1))
		r.Shuffle(len(answers), func(i, j int) { answers[i], answers[j] = answers[j], answers[i] })
		c := audit.NewCollector(audit.Filter{})
		for _, a := range answers {
			c.Add(a)
		}
		got := c.Report()
		if want == nil {
			want = got
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("in another order (-first +now):\n%s", diff)
		}
	}
	if len(want.Findings) < 5 {
		t.Errorf("%d findings: the graph shows too little", len(want.Findings))
	}
	if !slices.IsSortedFunc(want.Findings, func(a, b audit.Finding) int { return a.Key().Compare(b.Key()) }) {
		t.Error("the findings are not in the order of their keys")
	}
}

func answersOf(t *testing.T, store evidence.Reader) []*convergence.Convergence {
	t.Helper()
	service := inquiry.New(store)
	claims, err := service.Claims(t.Context(), evidence.Filter{}, evidence.Moment{})
	if err != nil {
		t.Fatal(err)
	}
	ids := make([]evidence.ClaimID, len(claims))
	for i, c := range claims {
		ids[i] = c.ID
	}
	answers, err := service.Of(t.Context(), ids, evidence.Moment{}, basis.DefaultPolicy())
	if err != nil {
		t.Fatal(err)
	}
	return answers
}

func TestAudit_Narrowed(t *testing.T) {
	store := draw(t, desk)
	codes := func(where audit.Filter) string {
		var out []string
		for _, f := range run(t, store, where).Findings {
			out = append(out, fmt.Sprintf("%s(%d)", f.Code, f.Claims))
		}
		return strings.Join(out, " ")
	}
	for _, c := range []struct {
		name  string
		where audit.Filter
		want  string
	}{
		// c: x and y are of one owner; three sources through one agency. d has memo as a second way, and the ring.
		{"a claim", audit.Filter{Claim: "claim:c"},
			"BOTTLENECK(1) UNCHECKABLE_ORIGIN(1) COMMON_OWNER(1) UNRECIPROCATED_OWNERSHIP(1)"},
		{"an outlet", audit.Filter{Outlet: "outlet:south"},
			"BOTTLENECK(1) COMMON_OWNER(1) TEXT_COPY(1) COMMON_ORIGIN(1) UNRECIPROCATED_OWNERSHIP(2)"},
		{"an outlet that says nothing", audit.Filter{Outlet: "outlet:west"}, "UNRECIPROCATED_OWNERSHIP(0)"},
		{"an outlet of which nothing is to be said", audit.Filter{Outlet: "outlet:east"}, ""},
		{"a source", audit.Filter{Source: "source:z"}, "COMMON_ORIGIN(1)"},
		{"a source and a code", audit.Filter{Source: "source:forum", Codes: []audit.Code{audit.CircularReporting}},
			"CIRCULAR_REPORTING(2)"},
		// the line of z, which refutes it
		{"a claim and a source", audit.Filter{Claim: "claim:e", Source: "source:ap"}, "UNCHECKABLE_ORIGIN(1)"},
		{"a claim and a source that it does not rest on", audit.Filter{Claim: "claim:e", Source: "source:log"}, ""},
		{"a claim and its outlet", audit.Filter{Claim: "claim:c", Outlet: "outlet:north"},
			"BOTTLENECK(1) COMMON_OWNER(1)"},
		{"severities", audit.Filter{Severities: []audit.Severity{audit.Low},
			Codes: []audit.Code{audit.CommonOrigin, audit.Bottleneck}}, "COMMON_ORIGIN(1)"},
	} {
		if got := codes(c.where); got != c.want {
			t.Errorf("%s: %s\nwant %s", c.name, got, c.want)
		}
	}
}

// TestAudit_NarrowedBurst: a burst is found by its code, an outlet or a source of it, and in what is asked of each
// claim.
func TestAudit_NarrowedBurst(t *testing.T) {
	store := draw(t, `+ a b d; a : outlet=north date=2024-05-01; b : outlet=south date=2024-05-01
		d : outlet=west date=2024-05-01
		+ late; late : outlet=east date=2024-06-01; e + a`)
	for _, c := range []struct {
		name  string
		where audit.Filter
		want  bool
	}{
		{"the code", audit.Filter{Codes: []audit.Code{audit.Burst}}, true},
		{"another code", audit.Filter{Codes: []audit.Code{audit.PossibleDuplicate}}, false},
		{"an outlet of it", audit.Filter{Outlet: "outlet:south"}, true},
		{"an outlet beside it", audit.Filter{Outlet: "outlet:east"}, false},
		{"a source of it", audit.Filter{Source: "source:a"}, true},
		{"a source beside it", audit.Filter{Source: "source:late"}, false},
		{"its severity", audit.Filter{Severities: []audit.Severity{audit.Medium}}, true},
		{"another severity", audit.Filter{Severities: []audit.Severity{audit.High, audit.Low}}, false},
		{"another claim", audit.Filter{Claim: "claim:e"}, false},
	} {
		if got := has(run(t, store, c.where), audit.Burst); got != c.want {
			t.Errorf("%s: found: %t, want %t", c.name, got, c.want)
		}
	}
	var of []evidence.ClaimID
	each := func(claim evidence.ClaimID, findings []audit.Finding) error {
		if has(&audit.Report{Findings: findings}, audit.Burst) {
			of = append(of, claim)
		}
		return nil
	}
	err := audit.NewService(store).Each(t.Context(), audit.Filter{Codes: []audit.Code{audit.Burst}},
		[]evidence.ClaimID{"claim:c"}, evidence.Moment{}, basis.DefaultPolicy(), audit.Options{}, each)
	if err != nil || !slices.Equal(of, []evidence.ClaimID{"claim:c"}) {
		t.Errorf("each by itself: of %q, %v; want it of claim:c", of, err)
	}
}

// TestAudit_SameSource: a source is found by whichever of its ids it is asked for.
func TestAudit_SameSource(t *testing.T) {
	store := draw(t, "+ x y log; x <- ap; y <- apagain; same source ap apagain")
	for _, id := range []evidence.SourceID{"source:ap", "source:apagain"} {
		if f := one(t, run(t, store, audit.Filter{Source: id}), audit.CommonOrigin); keys(f.Nodes) != "ap x y" {
			t.Errorf("by %s: %s", id, keys(f.Nodes))
		}
	}
}

func TestAudit_ManyClaims(t *testing.T) {
	text := ""
	for i := range 150 {
		text += fmt.Sprintf("c%03d + x y log\n", i)
	}
	store := draw(t, text+"x <- ap; y <- ap")
	var last atomic.Int64
	report, err := audit.NewService(store).Audit(t.Context(), audit.Filter{}, evidence.Moment{},
		basis.DefaultPolicy(),
		audit.Options{MaxClaims: 151, Progress: func(done, of int) {
			if of != 151 {
				t.Errorf("of %d claims, want 151", of)
			}
			last.Store(max(last.Load(), int64(done)))
		}})
	if err != nil {
		t.Fatal(err)
	}
	if last.Load() != 151 {
		t.Errorf("%d claims were told, want 151", last.Load())
	}
	f := one(t, report, audit.CommonOrigin)
	if f.Claims != 150 || len(f.Examples) != audit.MaxExamples || f.Examples[0].ID != "claim:c000" ||
		f.Examples[99].ID != "claim:c099" {
		t.Errorf("%d claims, of which %d are kept, %s to %s", f.Claims, len(f.Examples), f.Examples[0].ID,
			f.Examples[len(f.Examples)-1].ID)
	}
	if want := "300 supporters of 150 claims rest on \"ap\". What they take from it counts once, so the count is 150 " +
		"too high."; f.Text != want {
		t.Errorf("%s\nwant %s", f.Text, want)
	}
	_, err = audit.NewService(store).Audit(t.Context(), audit.Filter{}, evidence.Moment{}, basis.DefaultPolicy(),
		audit.Options{MaxClaims: 150})
	if evidence.CodeOf(err) != evidence.CodeTooComplex {
		t.Errorf("one claim too many: %v, want %s", err, evidence.CodeTooComplex)
	}
}

func TestAudit_Refused(t *testing.T) {
	store := draw(t, "+ x")
	for _, c := range []struct {
		where audit.Filter
		code  evidence.Code
	}{
		{audit.Filter{Claim: "claim:none"}, evidence.CodeNotFound},
		{audit.Filter{Outlet: "outlet:none"}, evidence.CodeNotFound},
		{audit.Filter{Source: "source:none"}, evidence.CodeNotFound},
		{audit.Filter{Codes: []audit.Code{"NONE"}}, evidence.CodeInvalid},
		{audit.Filter{Severities: []audit.Severity{"NONE"}}, evidence.CodeInvalid},
	} {
		_, err := audit.NewService(store).Audit(t.Context(), c.where, evidence.Moment{}, basis.DefaultPolicy(),
			audit.Options{})
		if evidence.CodeOf(err) != c.code {
			t.Errorf("%+v: %v, want %s", c.where, err, c.code)
		}
	}
}

// TestAudit_OneID: a fact keeps its id, whatever else is audited with it and in whatever order it is recorded.
func TestAudit_OneID(t *testing.T) {
	ids := func(drawing string, where audit.Filter) []string {
		var out []string
		for _, f := range run(t, draw(t, drawing), where).Findings {
			out = append(out, string(f.Code)+" "+f.ID)
		}
		slices.Sort(out)
		return out
	}
	const claim = "+ x y d e log; x <- doc,memo; y <- x; d <- e; e <- d; echo ~ x .9; f ~ x .8; + echo f"
	want := ids(claim, audit.Filter{Claim: "claim:c"})
	turned := strings.Split(claim, ";")
	slices.Reverse(turned)
	for name, got := range map[string][]string{
		"in another order":     ids(strings.Join(turned, ";"), audit.Filter{Claim: "claim:c"}),
		"beside another claim": ids(claim+"; a + x y f", audit.Filter{Claim: "claim:c"}),
	} {
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-first +now):\n%s", name, diff)
		}
	}
	for _, id := range ids(claim+"; b + own", audit.Filter{Source: "source:x"}) {
		if !slices.Contains(want, id) {
			t.Errorf("narrowed to a source: %s is not among %q", id, want)
		}
	}
	if len(want) < 4 {
		t.Errorf("%d findings: the graph shows too little", len(want))
	}
}

// TestAudit_Moment: an owner counts while it owns, and a withdrawal from its day on.
func TestAudit_Moment(t *testing.T) {
	store := draw(t, "+ a b; a : outlet=north; b : outlet=south; a <- wire; wire : withdrawn=2024-06; north owner "+
		"house; south owner house")
	for day, want := range map[evidence.Date]bool{"2024-05-31": false, "2024-06-01": true} {
		report, err := audit.NewService(store).Audit(t.Context(), audit.Filter{}, evidence.Moment{ValidAt: day.Time()},
			basis.DefaultPolicy(), audit.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if has(report, audit.RetractedUpstream) != want || !has(report, audit.CommonOwner) {
			t.Errorf("on %s: %q", day, lines(report.Findings))
		}
	}
}
