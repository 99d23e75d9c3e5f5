package compare_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/convergence/compare"
	"github.com/credence-graph/credence/internal/convergence/whatif"
	"github.com/credence-graph/credence/internal/evidence"
)

func suppose(t testing.TB, sub *evidence.Subgraphs, h whatif.Hypothesis) *evidence.Subgraphs {
	t.Helper()
	out, _, err := whatif.Suppose(sub, theClaim, h, basis.DefaultPolicy())
	if err != nil {
		t.Fatalf("Suppose: %v", err)
	}
	return out
}

func saidOf(d *compare.Diff) []string {
	var out []string
	for _, c := range d.Changes(-1) {
		out = append(out, string(c.Code)+" "+c.Text)
	}
	return out
}

// TestWhatIf works every case out by hand from the method.
func TestWhatIf(t *testing.T) {
	for _, tc := range []struct {
		name, graph string
		h           whatif.Hypothesis
		want        []string
	}{
		{"a source that others take from is struck out: they fall with it and become no origins",
			"+ Wire Daily Gazette; Daily <= Wire; Gazette <- Wire", whatif.Hypothesis{Without: []evidence.ID{"source:Wire"}},
			[]string{
				"EXCLUDED Wire is struck out.",
				"LEFT Wire no longer supports it.",
				"FELL Daily and Gazette have lost all they rest on.",
				"FIGURE Sources fall from 3 to 2.",
				"FIGURE Traced sources fall from 3 to 0.",
				"FIGURE Demonstrated falls from 1.00 to 0.00.",
				"FIGURE Pooled falls from 1.00 to 0.00.",
				"FIGURE Presumed falls from 1.00 to 0.00.",
				"FIGURE Demonstrated lines fall from 1 to 0.",
				"FIGURE Lines fall from 1 to 0.",
				"FIGURE Sources without ground rise from 0 to 2.",
				"FIGURE Origins fall from 1.00 to 0.00.",
				"CREDIBILITY Credibility 6 (truth cannot be judged) is suggested; none was suggested before.",
			}},
		{"a link is struck out: its source is judged as if it had never been",
			"+ Wire Daily; Daily <- Wire; Daily : kind=ARTICLE", whatif.Hypothesis{Without: []evidence.ID{
				evidence.ID(evidence.DerivationIDOf("source:Daily", "source:Wire", evidence.Cites, nil))}}, []string{
				"LINK_REMOVED No longer: Daily cites Wire.",
				"SPLIT Daily and Wire no longer count once, as they did because Daily takes everything from Wire.",
				"UNTRACED Daily can no longer be fully traced to named origins.",
				"BASIS Daily now rests on an origin that it does not name (0% -> 100%) and no longer rests on Wire (100% -> 0%).",
				"FIGURE Traced sources fall from 2 to 1.",
				"FIGURE Pooled rises from 1.00 to 2.00.",
				"FIGURE Presumed rises from 1.00 to 2.00.",
				"FIGURE Lines rise from 1 to 2.",
				"FIGURE Origins rise from 1.00 to 2.00.",
			}},
		{"an undisclosed link between two supporters makes them one",
			"+ A B; B : kind=ARTICLE", whatif.Hypothesis{Derivations: []evidence.Derivation{syndicates("B", "A")}}, []string{
				"LINK_ADDED Supposed: B syndicates A.",
				"MERGED A and B count once now: B takes everything from A.",
				"TRACED B can now be fully traced to named origins.",
				"BASIS B now rests on A (0% -> 100%) and no longer rests on an origin that it does not name (100% -> 0%).",
				"FIGURE Traced sources rise from 1 to 2.",
				"FIGURE Pooled falls from 2.00 to 1.00.",
				"FIGURE Presumed falls from 2.00 to 1.00.",
				"FIGURE Lines fall from 2 to 1.",
				"FIGURE Origins fall from 2.00 to 1.00.",
			}},
		{"a source that does not exist supports it on its own; confidence follows the demonstrated two",
			"+ A; addressed", whatif.Hypothesis{
				Sources:    []evidence.Source{{ID: "source:N", Kind: evidence.Document, Title: "N", URL: "https://n.example/"}},
				Statements: []evidence.Statement{supports("N")},
			}, []string{
				`JOINED "N" now supports it.`,
				"FIGURE Sources rise from 1 to 2.",
				"FIGURE Traced sources rise from 1 to 2.",
				"FIGURE Demonstrated rises from 1.00 to 2.00.",
				"FIGURE Pooled rises from 1.00 to 2.00.",
				"FIGURE Presumed rises from 1.00 to 2.00.",
				"FIGURE Demonstrated lines rise from 1 to 2.",
				"FIGURE Lines rise from 1 to 2.",
				"FIGURE Origins rise from 1.00 to 2.00.",
				"CONFIDENCE Confidence was low and is moderate.",
				"CREDIBILITY Credibility 1 (confirmed by other independent sources) is suggested; none was suggested before.",
			}},
		{"sources that are one count as one",
			"+ A B; addressed", whatif.Hypothesis{Samenesses: []evidence.Sameness{{A: "source:A", B: "source:B"}}}, []string{
				`LINK_ADDED Supposed: "A" and B are the same.`,
				`MERGED "A" and "B" count once now: they are recorded as one source.`,
				`BASIS "B" now rests on "A" (0% -> 100%) and no longer rests on its own work (100% -> 0%).`,
				"FIGURE Sources fall from 2 to 1.",
				"FIGURE Traced sources fall from 2 to 1.",
				"FIGURE Demonstrated falls from 2.00 to 1.00.",
				"FIGURE Pooled falls from 2.00 to 1.00.",
				"FIGURE Presumed falls from 2.00 to 1.00.",
				"FIGURE Demonstrated lines fall from 2 to 1.",
				"FIGURE Lines fall from 2 to 1.",
				"FIGURE Origins fall from 2.00 to 1.00.",
				"CONFIDENCE Confidence was moderate and is low.",
				"CREDIBILITY No credibility is suggested any more; 1 (confirmed by other independent sources) was suggested before.",
			}},
		// Both outlets of one owner share .15 of the first-hand work: E = 2/1.15 = 1.74 (method, example 8a's overlap).
		{"a common owner that is not recorded",
			"+ A B; A : outlet=X; B : outlet=Y; X owner G",
			whatif.Hypothesis{Ownerships: []evidence.Ownership{{Asset: "outlet:Y", Owner: "organization:G"}}}, []string{
				"LINK_ADDED Supposed: Y is owned by G.",
				"FIGURE Demonstrated falls from 2.00 to 1.74.",
				"FIGURE Pooled falls from 2.00 to 1.74.",
				"FIGURE Presumed falls from 2.00 to 1.74.",
				"FIGURE Origins fall from 2.00 to 1.74.",
			}},
		{"nothing", "+ A B; B <- A", whatif.Hypothesis{}, nil},
		{"a source of the other side", "+ A; - B; C <- B; - C", whatif.Hypothesis{Without: []evidence.ID{"source:B"}},
			[]string{
				"EXCLUDED B is struck out.",
				"LEFT B no longer refutes it.",
				"FELL C has lost all it rests on.",
				"FIGURE Against it, sources fall from 2 to 1.",
				"FIGURE Against it, traced sources fall from 2 to 0.",
				"FIGURE Against it, demonstrated falls from 1.00 to 0.00.",
				"FIGURE Against it, pooled falls from 1.00 to 0.00.",
				"FIGURE Against it, presumed falls from 1.00 to 0.00.",
				"FIGURE Against it, demonstrated lines fall from 1 to 0.",
				"FIGURE Against it, lines fall from 1 to 0.",
				"FIGURE Against it, sources without ground rise from 0 to 1.",
				"FIGURE Against it, origins fall from 1.00 to 0.00.",
			}},
		// A source that is the same as the struck one goes with it.
		{"a source recorded twice", "+ A B; same source A B; C <- B; + C",
			whatif.Hypothesis{Without: []evidence.ID{"source:B"}}, []string{
				"EXCLUDED A is struck out.",
				"LEFT A no longer supports it.",
				"FELL C has lost all it rests on.",
				"FIGURE Sources fall from 2 to 1.",
				"FIGURE Traced sources fall from 2 to 0.",
				"FIGURE Demonstrated falls from 1.00 to 0.00.",
				"FIGURE Pooled falls from 1.00 to 0.00.",
				"FIGURE Presumed falls from 1.00 to 0.00.",
				"FIGURE Demonstrated lines fall from 1 to 0.",
				"FIGURE Lines fall from 1 to 0.",
				"FIGURE Sources without ground rise from 0 to 1.",
				"FIGURE Origins fall from 1.00 to 0.00.",
				"CREDIBILITY Credibility 6 (truth cannot be judged) is suggested; none was suggested before.",
			}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			sub := sorted(draw(t, tc.graph))
			was := fmt.Sprintf("%+v", *sub)
			d := compare.Compare(compute(t, sub), compute(t, suppose(t, sub, tc.h)))
			if diff := cmp.Diff(tc.want, saidOf(d)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if is := fmt.Sprintf("%+v", *sub); is != was {
				t.Errorf("the evidence was changed:\n%s\n%s", was, is)
			}
			if again := saidOf(compare.Compare(compute(t, sub), compute(t, suppose(t, sub, tc.h)))); !slices.Equal(
				again, saidOf(d)) {
				t.Errorf("not the same twice: %q", again)
			}
		})
	}
}

// TestCompareTurnsAround: what merges one way splits the other, who falls rises, and every figure goes back.
func TestCompareTurnsAround(t *testing.T) {
	sub := sorted(draw(t, "+ Reuters KyivPost CNN RAND Backgrounder; - Other;"+seedShaped))
	without := suppose(
		t, sub, whatif.Hypothesis{Without: []evidence.ID{"source:Reuters", "source:shipping"},
			Derivations: []evidence.Derivation{cites("Backgrounder", "CNN")}})
	there := compare.Compare(compute(t, sub), compute(t, without)).Changes(-1)
	back := compare.Compare(compute(t, without), compute(t, sub)).Changes(-1)
	opposite := map[compare.ChangeCode]compare.ChangeCode{
		compare.ChangeLeft: compare.ChangeJoined, compare.ChangeFell: compare.ChangeRose,
		compare.ChangeMerged: compare.ChangeSplit, compare.ChangeTraced: compare.ChangeUntraced,
		compare.ChangeAdded: compare.ChangeRemoved,
	}
	for from, to := range opposite {
		opposite[to] = from
	}
	key := func(c compare.Change, code compare.ChangeCode) string {
		text := string(code) + string(c.Side) + string(c.Figure)
		for _, n := range c.Nodes {
			text += " " + string(n.NodeID())
		}
		return text
	}
	var want, got []string
	for _, c := range there {
		if c.Code == compare.ChangeExcluded || c.Code == compare.ChangeConfidence {
			continue
		}
		code := c.Code
		if o, ok := opposite[code]; ok {
			code = o
		}
		want = append(want, key(c, code))
	}
	for _, c := range back {
		if c.Code != compare.ChangeConfidence {
			got = append(got, key(c, c.Code))
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-there, turned around +back):\n%s", diff)
	}
	if len(want) < 8 {
		t.Errorf("only %d changes: the graph shows too little", len(want))
	}
}

func TestCompareWithoutClaim(t *testing.T) {
	c := compute(t, draw(t, "+ A"))
	if got := saidOf(compare.Compare(nil, c)); len(got) == 0 || got[0] != "CLAIM The claim was not recorded before." ||
		got[1] != "JOINED A now supports it." {
		t.Errorf("a new claim: %q", got)
	}
	if got := saidOf(compare.Compare(c, nil)); len(got) == 0 || got[0] != "CLAIM The claim is not recorded after." ||
		got[1] != "LEFT A no longer supports it." {
		t.Errorf("a claim that was not there: %q", got)
	}
	if got := saidOf(compare.Compare(c, c)); got != nil {
		t.Errorf("an answer and itself: %q", got)
	}
}

func TestSupposeRefuses(t *testing.T) {
	sub := sorted(draw(t, "+ A; - B"))
	for name, tc := range map[string]struct {
		h    whatif.Hypothesis
		want evidence.Code
	}{
		"an id of no link or source": {whatif.Hypothesis{Without: []evidence.ID{"claim:c"}}, evidence.CodeInvalid},
		"a source that is there": {whatif.Hypothesis{Sources: []evidence.Source{{ID: "source:A"}}},
			evidence.CodeConflict},
		"an unknown source": {whatif.Hypothesis{Derivations: []evidence.Derivation{cites("A", "Z")}},
			evidence.CodeNotFound},
		"an unknown outlet": {whatif.Hypothesis{Sources: []evidence.Source{{ID: "source:N", Outlet: "outlet:none"}}},
			evidence.CodeNotFound},
		"both stances": {whatif.Hypothesis{Statements: []evidence.Statement{supports("B")}},
			evidence.CodeConflict},
		"another claim": {whatif.Hypothesis{Statements: []evidence.Statement{{Source: "source:A",
			Claim: "claim:d", Stance: evidence.Supports}}}, evidence.CodeInvalid},
		"an invalid letter": {whatif.Hypothesis{Ratings: []whatif.Rating{{Subject: "source:A", Reliability: "Z"}}},
			evidence.CodeInvalid},
		"a rating of a claim": {whatif.Hypothesis{Ratings: []whatif.Rating{{Subject: "claim:c", Reliability: "A"}}},
			evidence.CodeInvalid},
		"a weight below nothing": {whatif.Hypothesis{Derivations: []evidence.Derivation{{From: "source:A", To: "source:B",
			Kind: evidence.Cites, Weight: -1}}}, evidence.CodeInvalid},
	} {
		if _, _, err := whatif.Suppose(sub, theClaim, tc.h, basis.DefaultPolicy()); evidence.CodeOf(err) != tc.want {
			t.Errorf("%s: %v, expected code %s", name, err, tc.want)
		}
	}
	late := *sub
	late.At.ValidAt = evidence.Date("2024").Time()
	h := whatif.Hypothesis{Sources: []evidence.Source{{ID: "source:N", PublishedAt: "2025"}}}
	if _, _, err := whatif.Suppose(&late, theClaim, h, basis.DefaultPolicy()); evidence.CodeOf(
		err) != evidence.CodeInvalid {
		t.Errorf("a source of the future: %v", err)
	}
	// A statement that is struck out makes room for its opposite.
	stance := whatif.Hypothesis{Without: []evidence.ID{evidence.ID(
		evidence.StatementIDOf("source:B", theClaim, evidence.Refutes))},
		Statements: []evidence.Statement{supports("B")}}
	if c := compute(t, suppose(t, sub, stance)); c.Supporting.SourceCount != 2 || c.Refuting.SourceCount != 0 {
		t.Errorf("B turned around: %+v and %+v", c.Supporting.Tally, c.Refuting.Tally)
	}
	out, idle, err := whatif.Suppose(
		sub, theClaim, whatif.Hypothesis{Without: []evidence.ID{"source:Z", "derivation:z"}}, basis.DefaultPolicy())
	if err != nil || !slices.Equal(idle, []evidence.ID{"derivation:z", "source:Z"}) || len(out.Excluded) != 0 {
		t.Errorf("what is not part of the evidence: %v, %v, %v", out.Excluded, idle, err)
	}
}

// TestSupposedIsMarked: what a hypothesis adds says so, and what it takes in place of a record does not.
func TestSupposedIsMarked(t *testing.T) {
	sub := sorted(draw(t, "+ A B"))
	out := suppose(
		t, sub, whatif.Hypothesis{Derivations: []evidence.Derivation{cites("A", "B")},
			Statements: []evidence.Statement{supports("A")}})
	if p := out.Derivations[0].Provenance; p.Method != evidence.Supposed || p.Collector != "what-if" {
		t.Errorf("the provenance of a supposed link is %+v", p)
	}
	if len(out.Statements) != 2 {
		t.Errorf("%d statements; expected the supposed one in the place of the recorded one", len(out.Statements))
	}
}

// TestCompareLongChain: no recursion, and nothing quadratic.
func TestCompareLongChain(t *testing.T) {
	sub := chain(100_000)
	end := sub.Sources[0].ID // nobody is upstream of it
	d := compare.Compare(
		compute(t, sub), compute(t, suppose(t, sub, whatif.Hypothesis{Without: []evidence.ID{evidence.ID(end)}})))
	changes := d.Changes(-1)
	if got := len(changes[2].Nodes); changes[2].Code != compare.ChangeFell || got != 99_999 {
		t.Errorf("%s of %d sources, expected FELL of 99999", changes[2].Code, got)
	}
}

// Between a moment that hides a source and one that shows it, the link to it is what is new.
func TestDiffOfWhatWasHidden(t *testing.T) {
	sub := draw(t, "+ A; A <- C; C : date=2025")
	early, late := asOf(t, sub, midsummer("")), asOf(t, sub, evidence.Moment{ValidAt: evidence.Date("2025").Time()})
	said := saidOf(compare.Compare(compute(t, early), compute(t, late)))
	if !slices.Contains(said, "LINK_ADDED New: A cites C.") {
		t.Errorf("said: %q", said)
	}
	said = saidOf(compare.Compare(compute(t, late), compute(t, early)))
	if !slices.Contains(said, "LINK_REMOVED No longer: A cites C.") {
		t.Errorf("said backwards: %q", said)
	}
}
