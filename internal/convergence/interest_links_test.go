package convergence_test

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
)

// heldBy writes who is interested in a side through whom: "A: top by o<mid mid<top".
func heldBy(list []convergence.InterestedSource) string {
	var out []string
	for _, s := range list {
		text := s.Source.NodeID().Key() + ":"
		for _, h := range s.Held {
			text += " " + h.Holder.NodeID().Key()
			if len(h.Links) > 0 {
				text += " by"
			}
			for _, l := range h.Links {
				text += " " + linkOf(l)
			}
		}
		out = append(out, text)
	}
	return strings.Join(out, "; ")
}

// linkOf writes a link by its ends.
func linkOf(l evidence.Link) string {
	switch l := l.(type) {
	case *evidence.Ownership:
		return l.Asset.Key() + "<" + l.Owner.Key()
	case *evidence.Funding:
		return l.Recipient.Key() + "<$" + l.Funder.Key()
	case *evidence.Sameness:
		return l.A.Key() + "=" + l.B.Key()
	}
	return fmt.Sprint(l)
}

// TestInterestedThrough goes through everybody whose interest makes a source interested, and whose does not.
func TestInterestedThrough(t *testing.T) {
	const owned = "+ A B; A : outlet=o authors=ann; o owner mid 100; mid owner top 100; "
	for _, tc := range []struct{ name, graph, want string }{
		{"itself", "+ A B; interest source:A FOR", "A: A"},
		{"what it rests on", "+ A B; A <- C; interest source:C FOR", "C: C"},
		{"what no supporter rests on", "+ A B; C <- A; interest source:C FOR", ""},
		{"what only a refuter rests on", "+ A B; - R; R <- C; interest source:C FOR", ""},
		{"one that is the same", "+ A B; same source A A2; A2; interest source:A2 FOR", "A: A2 by A=A2"},
		{"the same by two steps", "+ A B; A2; A3; same source A A2; same source A2 A3; interest source:A3 FOR",
			"A: A3 by A=A2 A2=A3"},
		{"its outlet", owned + "interest outlet:o FOR", "A: o"},
		{"an outlet that is the same as its", owned + "X : outlet=o2; same outlet o o2; interest outlet:o2 FOR",
			"A: o2 by o=o2"},
		{"the outlet of one that is the same", "+ A B; A2 : outlet=o; A; same source A A2; interest outlet:o FOR",
			"A: o by A=A2"},
		{"an author", owned + "interest person:ann FOR", "A: ann"},
		{"an owner", owned + "interest organization:mid FOR", "A: mid by o<mid"},
		{"an owner's owner", owned + "interest organization:top FOR", "A: top by o<mid mid<top"},
		{"one that is the same as the owner's owner",
			owned + "other owner x; same organization top other; interest organization:other FOR",
			"A: other by o<mid mid<top other=top"},
		{"a shareholder", "+ A B; A : outlet=o; o owner big 70; o owner small 30; interest organization:small FOR", ""},
		{"the owner of two shells with half each",
			"+ A B; A : outlet=o; o owner s 50; o owner t 50; s owner p 100; t owner p 100; interest organization:p FOR",
			"A: p by o<s o<t s<p t<p"},
		{"a shell with half", "+ A B; A : outlet=o; o owner s 50; o owner t 50; s owner p 100; t owner p 100;" +
			" interest organization:s FOR", ""},
		{"a funder", "+ A B; A : outlet=o; o funder f; interest organization:f FOR", "A: f by o<$f"},
		{"a funder's funder", "+ A B; A : outlet=o; o funder f; f funder g; interest organization:g FOR", ""},
		{"a funder of the owner", owned + "mid funder f; interest organization:f FOR", ""},
		{"somebody else", owned + "x owner y; interest organization:y FOR", ""},
		{"several at once", owned + "interest organization:top FOR; interest source:A FOR; interest source:B FOR kind=PARTY",
			"A: A top by o<mid mid<top; B: B"},
		{"a copy's model", "+ X B; X ~ C .9; interest source:C FOR", "C: C"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s := compute(t, draw(t, tc.graph)).Supporting
			got := heldBy(s.Interested())
			if tc.name == "several at once" { // held ones are by the id of the interest, which is a hash
				got = strings.Replace(got, "A: top by o<mid mid<top A;", "A: A top by o<mid mid<top;", 1)
			}
			if got != tc.want {
				t.Errorf("interested are %q; want %q", got, tc.want)
			}
			if less := s.Disinterested < s.Demonstrated-tolerance; less != (tc.want != "") || !s.InterestRecorded {
				t.Errorf("%v of %v is left", s.Disinterested, s.Demonstrated)
			}
		})
	}
}

// TestInterestConcerns: interests in one of several claims that are the same, or in a tag of one, count; those in
// another claim and those of too little confidence do not, not even as somebody having looked.
func TestInterestConcerns(t *testing.T) {
	sub := draw(t, "+ A B")
	sub.Claims[0].Tags = []string{"war"}
	sub.Claims = append(sub.Claims, evidence.Claim{ID: "claim:d", Text: "Just so.", Tags: []string{"board"}},
		evidence.Claim{ID: "claim:other", Text: "Else.", Tags: []string{"other"}})
	sub.Samenesses = append(sub.Samenesses, evidence.Sameness{A: evidence.ID(theClaim), B: "claim:d"}.Normalize())
	confidence := 40
	doubted := evidence.Interest{Claim: theClaim, Provenance: evidence.Provenance{Confidence: &confidence}}
	for name, tc := range map[string]struct {
		interest evidence.Interest
		counts   bool
	}{
		"the claim":                {evidence.Interest{Claim: theClaim}, true},
		"one that is the same":     {evidence.Interest{Claim: "claim:d"}, true},
		"a tag":                    {evidence.Interest{Tag: "war"}, true},
		"a tag of the same":        {evidence.Interest{Tag: "board"}, true},
		"another claim":            {evidence.Interest{Claim: "claim:other"}, false},
		"a tag of another":         {evidence.Interest{Tag: "other"}, false},
		"below the confidence set": {doubted, false},
	} {
		t.Run(name, func(t *testing.T) {
			i := tc.interest
			i.Holder, i.Direction = "source:A", evidence.For
			with := *sub
			with.Interests = []evidence.Interest{i.Normalize()}
			p := basis.DefaultPolicy()
			p.MinConfidence = 50
			c, err := convergence.Compute(&with, theClaim, p)
			if err != nil {
				t.Fatal(err)
			}
			s := c.Supporting
			if s.InterestRecorded != tc.counts || tc.counts != (s.Disinterested == 1) ||
				tc.counts != (len(s.Interested()) == 1) {
				t.Errorf("%+v; want it to count: %t", s.Tally, tc.counts)
			}
		})
	}
}

// TestInterestMoments: an interest that has not begun, or has ended, strikes nobody, but somebody looked.
func TestInterestMoments(t *testing.T) {
	for date, left := range map[string]float64{"2021-06-01": 2, "2023-06-01": 1, "2024-12-31": 1, "2025-01-01": 2} {
		sub := draw(t, "+ A B; interest source:A FOR from=2022-02-24 to=2025-01-01")
		at, err := time.Parse(time.DateOnly, date)
		if err != nil {
			t.Fatal(err)
		}
		sub.At = evidence.Moment{ValidAt: at}
		s := compute(t, sub).Supporting
		if !s.InterestRecorded || s.Disinterested != left || (len(s.Interested()) > 0) != (left < 2) {
			t.Errorf("on %s %+v, interested %d; want %v left", date, s.Tally, len(s.Interested()), left)
		}
	}
}

// TestInterestOfWhatMayBeOne: of records that may be one, the interest of one is that of both until somebody denies it.
func TestInterestOfWhatMayBeOne(t *testing.T) {
	const graph = "+ A B; A <- x; B <- y; x : title=Harbour_log; y : title=Harbour_log; interest source:x FOR"
	for graph, want := range map[string][2]float64{graph: {1, 0}, graph + "; distinct source x y": {2, 1}} {
		s := compute(t, draw(t, graph)).Supporting
		if s.Demonstrated != want[0] || s.Disinterested != want[1] || float64(s.DisinterestedLineCount) != want[1] {
			t.Errorf("%s: %+v; want %v", graph, s.Tally, want)
		}
	}
}

// TestIfWrongTogether asks for sources and for all that somebody stands behind.
func TestIfWrongTogether(t *testing.T) {
	const graph = "+ A B C D; A : outlet=o; B : outlet=p; o owner top 100; p owner top 100; D <- C; x owner y"
	s := compute(t, draw(t, graph)).Supporting
	for _, tc := range []struct {
		sources     []evidence.SourceID
		holders     []evidence.ID
		wrong, lost string
		left        float64
		lines       int
		notFound    string
	}{
		{wrong: "", lost: "", left: 1 + 2/1.15, lines: 3},
		{sources: []evidence.SourceID{"source:C"}, wrong: "C", lost: "C D", left: 2 / 1.15, lines: 2},
		{holders: []evidence.ID{"organization:top"}, wrong: "A B", lost: "A B", left: 1, lines: 1},
		{sources: []evidence.SourceID{"source:C", "source:D"}, holders: []evidence.ID{"outlet:o"}, wrong: "A C D",
			lost: "A C D", left: 1, lines: 1},
		{sources: []evidence.SourceID{"source:Z"}, notFound: `has no source "source:Z"`},
		{holders: []evidence.ID{"organization:y"}, notFound: `"organization:y" stands behind no source`},
	} {
		got, err := s.IfWrongTogether(tc.sources, tc.holders)
		if tc.notFound != "" {
			var coded *evidence.Error
			if !errors.As(err, &coded) || coded.Code != evidence.CodeNotFound || !strings.Contains(err.Error(), tc.notFound) {
				t.Errorf("error %v; want %q", err, tc.notFound)
			}
			continue
		}
		if err != nil || keys(got.Sources) != tc.wrong || keys(got.LostSources) != tc.lost ||
			got.DemonstratedLineCount != tc.lines ||
			math.Abs(got.Demonstrated-tc.left) > tolerance || math.Abs(got.Presumed-tc.left) > tolerance {
			t.Errorf("%v, %v: %+v, error %v; want %+v", tc.sources, tc.holders, got, err, tc)
		}
	}
}

// TestSpread tells the sources of a side apart by the leanings of their outlets.
func TestSpread(t *testing.T) {
	const graph = "+ A B C D E F G; A : outlet=a; B : outlet=b; C : outlet=c; D : outlet=d; E : outlet=e;" +
		"G : kind=ARTICLE outlet=c; B <- x; C <- x; same outlet a a2; X : outlet=a2; "
	const ratings = "leaning a2 camps left R; leaning b camps left R; leaning c camps right R;" +
		"leaning d camps left R 2020; leaning d camps right R 2024; " +
		"leaning e camps left R; leaning e camps right Q; leaning f other left R"
	got := compute(t, draw(t, graph+ratings)).Supporting.Spread("camps")
	var text []string
	for _, v := range got.Values {
		var outlets []string
		for _, o := range v.Outlets {
			outlets = append(outlets, evidence.ID(o.ID).Key())
		}
		text = append(text, fmt.Sprintf("%s %v: %d sources, %.2f over %d", v.Value, outlets, v.SourceCount, v.Demonstrated,
			v.DemonstratedLineCount))
	}
	want := []string{"left [a b]: 2 sources, 2.00 over 2", "right [c d]: 3 sources, 2.00 over 2"}
	if diff := cmp.Diff(want, text); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if got.Scheme != "camps" || got.DisputedCount != 1 || got.UnratedCount != 1 {
		t.Errorf("%+v; want E disputed and F not rated", got)
	}
}

// TestSpread_WorstAnswers: what is demonstrated of one value is the least under the worst answers, as of a whole side.
func TestSpread_WorstAnswers(t *testing.T) {
	s := compute(t, draw(t, "+ A B C; A <- x; B <- y; x : title=Harbour_log; y : title=Harbour_log; A : outlet=a;"+
		"B : outlet=a; leaning a camps left R")).Supporting
	left := s.Spread("camps").Values[0]
	if math.Abs(left.Demonstrated-1) > tolerance || left.DemonstratedLineCount != 1 || left.SourceCount != 2 {
		t.Errorf("%+v; want one, since x and y may be one", left)
	}
}
