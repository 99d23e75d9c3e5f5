package inquiry_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/inquiry"
)

// library is a reader that lists the claims of its subgraphs, and their sources by outlet, and notes what is asked for
// in addition to claims.
type library struct {
	reader
	more bool
	also [][]evidence.ID
	most int // sources in addition to claims that it reads at once; 0 = any number
}

func (l *library) Subgraphs(
	_ context.Context, _ []evidence.ClaimID, _ evidence.Moment, also ...evidence.ID) (*evidence.Subgraphs, error) {
	if l.most > 0 && len(also) > l.most {
		return nil, &evidence.Error{Code: evidence.CodeTooComplex, Message: "too many"}
	}
	l.also = append(l.also, also)
	return l.Sub, nil
}

func (l *library) List(_ context.Context, q evidence.ListQuery) (evidence.NodePage, error) {
	page := evidence.NodePage{PageInfo: evidence.PageInfo{HasNext: l.more}}
	if q.Kind == evidence.KindClaim {
		for i := range l.Sub.Claims {
			page.Nodes = append(page.Nodes, evidence.NodeAt{Node: &l.Sub.Claims[i]})
		}
		return page, nil
	}
	for i := range l.Sub.Sources {
		if s := &l.Sub.Sources[i]; slices.Contains(q.Where.Outlets, s.Outlet) {
			page.Nodes = append(page.Nodes, evidence.NodeAt{Node: s})
		}
	}
	return page, nil
}

// press has an agency that passes a memo on and reports itself, a daily and a gazette. By hand:
//
//	P prints W, E cites P, M cites W and a memo, D is data of the daily's own, U names no origin, R passes on what the
//	agency took from a memo
//	of the daily's six items P, E and R rest wholly on the agency, M by half: (1+1+1+.5)/6
//	G of the gazette cites E and the daily's D: half rests on the agency, all of it on the daily; T cites nothing but W
const press = `W : outlet=agency firsthand=true; V : outlet=agency; V <- memo
	P : outlet=daily; P <= W; E : outlet=daily; E <- P; M : outlet=daily; M <- W,memo
	D : outlet=daily; U : outlet=daily kind=ARTICLE; R : outlet=daily; R <t V
	G : outlet=gazette; G <- E,D; T : outlet=gazette; T <- W`

func sourcing(t *testing.T, l *library, takers, on []evidence.OutletID) *inquiry.Sourcing {
	t.Helper()
	got, err := inquiry.New(l).Sourcing(
		t.Context(), inquiry.SourcingQuery{Takers: takers, On: on, Policy: basis.DefaultPolicy()})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// lines writes the rows as text.
func lines(s *inquiry.Sourcing) []string {
	out := []string{fmt.Sprintf("%d items, %d original, %d unnamed", s.ItemCount, s.OriginalCount, s.UntracedCount)}
	for _, r := range s.Rows {
		line := fmt.Sprintf(
			"%s on %s: %d of %d, %d wholly, %.6f", r.Taker.NodeID().Key(), r.On.NodeID().Key(), r.RestingCount, r.ItemCount,
			r.WhollyCount,
			r.Share)
		for _, e := range r.Examples {
			line += " " + e.NodeID().Key()
		}
		out = append(out, line)
	}
	return out
}

func TestSourcing(t *testing.T) {
	for _, tc := range []struct {
		name       string
		graph      string
		takers, on []evidence.OutletID
		want       []string
	}{
		{"whom one takes from", press, []evidence.OutletID{"outlet:daily"}, nil, []string{
			"6 items, 1 original, 1 unnamed",
			"daily on agency: 4 of 6, 3 wholly, 0.583333 E P R M"}},
		{"whom another takes from", press, []evidence.OutletID{"outlet:gazette"}, nil, []string{
			"2 items, 0 original, 0 unnamed",
			"gazette on agency: 2 of 2, 1 wholly, 0.750000 T G",
			"gazette on daily: 1 of 2, 1 wholly, 0.500000 G"}},
		{"who rests on the agency", press, []evidence.OutletID{"outlet:daily", "outlet:gazette", "outlet:agency"},
			[]evidence.OutletID{"outlet:agency"}, []string{
				"8 items, 1 original, 1 unnamed",
				"gazette on agency: 2 of 2, 1 wholly, 0.750000 T G",
				"daily on agency: 4 of 6, 3 wholly, 0.583333 E P R M"}},
		{"who was asked for and does not rest on it", press, []evidence.OutletID{"outlet:agency"},
			[]evidence.OutletID{"outlet:gazette"}, []string{
				"2 items, 1 original, 0 unnamed",
				"agency on gazette: 0 of 2, 0 wholly, 0.000000"}},
		{"outlets that are one", press + "; same outlet agency wires; X : outlet=wires; P <- X",
			[]evidence.OutletID{"outlet:daily"}, []evidence.OutletID{"outlet:wires"}, []string{
				"6 items, 1 original, 1 unnamed",
				"daily on agency: 4 of 6, 3 wholly, 0.583333 E P R M"}},
		{"items that are one", press + "; same source P Q; Q : outlet=daily", []evidence.OutletID{"outlet:daily"}, nil,
			[]string{
				"6 items, 1 original, 1 unnamed",
				"daily on agency: 4 of 6, 3 wholly, 0.583333 E P R M"}},
		{"a circle of two outlets with a way in", "A : outlet=x; B : outlet=y; A <- B; B <- A,memo",
			[]evidence.OutletID{"outlet:x"}, nil, []string{
				"1 items, 0 original, 0 unnamed",
				"x on y: 1 of 1, 1 wholly, 1.000000 A"}},
		{"a circle without one", "A : outlet=x; B : outlet=y; A <- B; B <- A", []evidence.OutletID{"outlet:x"},
			[]evidence.OutletID{"outlet:y"}, []string{
				"1 items, 0 original, 0 unnamed",
				"x on y: 0 of 1, 0 wholly, 0.000000"}},
		{"a copy", "A : outlet=x date=2024-02; B : outlet=y date=2024-01; A ~ B .8", []evidence.OutletID{"outlet:x"}, nil,
			[]string{
				"1 items, 1 original, 0 unnamed",
				"x on y: 1 of 1, 0 wholly, 0.800000 A"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			l := &library{reader: reader{Sub: draw(t, tc.graph)}}
			if diff := cmp.Diff(tc.want, lines(sourcing(t, l, tc.takers, tc.on))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if len(l.also) != 2 {
				t.Errorf("%d reads of evidence; expected two", len(l.also))
			}
		})
	}
}

// Parts that are too large for the store are read in smaller ones, and come to the same.
func TestSourcing_inParts(t *testing.T) {
	whole := &library{reader: reader{Sub: draw(t, press)}}
	parts := &library{reader: reader{Sub: draw(t, press)}, most: 2}
	takers := []evidence.OutletID{"outlet:daily"}
	if diff := cmp.Diff(lines(sourcing(t, whole, takers, nil)), lines(sourcing(t, parts, takers, nil))); diff != "" {
		t.Errorf("(-whole +in parts):\n%s", diff)
	}
	if len(parts.also) < 4 {
		t.Errorf("only %d reads: nothing was split", len(parts.also))
	}
}

func TestSourcing_errors(t *testing.T) {
	service := inquiry.New(&library{reader: reader{Sub: draw(t, press)}, more: true})
	q := inquiry.SourcingQuery{Takers: []evidence.OutletID{"outlet:daily"}, Policy: basis.DefaultPolicy()}
	if _, err := service.Sourcing(t.Context(), q); evidence.CodeOf(err) != evidence.CodeTooComplex {
		t.Errorf("of more items than are looked at: %v", err)
	}
	q.On = []evidence.OutletID{"outlet:none"}
	if _, err := service.Sourcing(t.Context(), q); !errors.Is(err, evidence.ErrNotFound) {
		t.Errorf("of an unknown outlet: %v", err)
	}
}
