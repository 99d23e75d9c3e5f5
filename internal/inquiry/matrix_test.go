package inquiry_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/inquiry"
)

// columns are three outlets, x, y and z, with what their sources say of claims; the first letter of a source is its
// outlet.
const columns = `x1 : outlet=x; y1 : outlet=y; y1 <- x1; z1 : outlet=z; x2 : outlet=x; y2 : outlet=y; z2 : outlet=z kind=ARTICLE
	x3 : outlet=x; x3 <- O; y3 : outlet=y; y3 <- O,P; z3 : outlet=z; z3 <- y3
	x4 : outlet=x; x4 <- x2; y4 : outlet=y; y4 <- y4b; y4b <- y4; z4 : outlet=z withdrawn=2024`

// statements: who supports each claim, and who refutes it.
var statements = map[evidence.ClaimID][2]string{
	"claim:copied":   {"x1 y1", ""},       // y takes all from x
	"claim:apart":    {"x2 y2 z2", "z1"},  // x and y are named and apart, z names no origin
	"claim:origin":   {"x3 y3 z3", ""},    // all rest on O, and z on y
	"claim:several":  {"x2 x3 y2 y3", ""}, // of several supporters two share an origin
	"claim:standing": {"x4 y4 z4", ""},    // y rests on nothing but a circle, z was withdrawn
	"claim:alone":    {"x1 x2", "y1"},
	"claim:same":     {"y1", ""}, // the same as copied
}

func matrixGraph(t *testing.T) *evidence.Subgraphs {
	sub := draw(t, columns+"; same claim copied same")
	sub.Claims = nil
	for _, id := range []evidence.ClaimID{"claim:alone", "claim:apart", "claim:copied", "claim:origin", "claim:same",
		"claim:several", "claim:standing"} {
		sub.Claims = append(sub.Claims, evidence.Claim{ID: id, Text: string(id)})
		for i, stance := range []evidence.Stance{evidence.Supports, evidence.Refutes} {
			for _, source := range strings.Fields(statements[id][i]) {
				s := evidence.Statement{Claim: id, Source: evidence.SourceID("source:" + source), Stance: stance}
				sub.Statements = append(sub.Statements, s.Normalize())
			}
		}
	}
	return sub
}

// By hand: x and y share copied, apart, origin, several and standing; x and z apart and origin; y and z the same two.
func TestMatrix(t *testing.T) {
	l := &library{reader: reader{Sub: matrixGraph(t)}}
	outlets := []evidence.OutletID{"outlet:y", "outlet:x", "outlet:z"}
	pairs, err := inquiry.New(l).Matrix(t.Context(), outlets, inquiry.Camps{}, evidence.Moment{}, basis.DefaultPolicy())
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range pairs {
		got = append(
			got, fmt.Sprintf(
				"%s %s: %d shared, %d dependent, %d nothing, %d unknown, %d from, %d to", p.A.NodeID().Key(), p.B.NodeID().Key(),
				p.SharedCount, p.DependentCount, p.NothingSharedCount, p.UnknownCount, p.AFromBCount, p.BFromACount))
	}
	want := []string{
		"y x: 5 shared, 3 dependent, 1 nothing, 1 unknown, 1 from, 0 to",
		"y z: 2 shared, 1 dependent, 0 nothing, 1 unknown, 0 from, 1 to",
		"x z: 2 shared, 1 dependent, 0 nothing, 1 unknown, 0 from, 0 to",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// camped adds who rates the outlets, and who gains from the claims with the tag t: the owner of x, whom two steps lead
// to, who funds z, and y itself, but not any more.
func camped(t *testing.T) *evidence.Subgraphs {
	sub := matrixGraph(t)
	for i := range sub.Claims {
		if sub.Claims[i].ID == "claim:apart" {
			sub.Claims[i].Tags = []string{"t"}
		}
	}
	for _, id := range []evidence.OrganizationID{"organization:fund", "organization:house", "organization:press"} {
		sub.Organizations = append(sub.Organizations, evidence.Organization{ID: id})
	}
	for _, o := range []evidence.Ownership{{Asset: "outlet:x", Owner: "organization:press"},
		{Asset: "organization:press", Owner: "organization:house"}} {
		sub.Ownerships = append(sub.Ownerships, o.Normalize())
	}
	sub.Fundings = []evidence.Funding{evidence.Funding{Recipient: "outlet:z", Funder: "organization:fund"}.Normalize()}
	for _, i := range []evidence.Interest{
		{Holder: "organization:house", Tag: "t", Direction: evidence.Against},
		{Holder: "organization:fund", Claim: "claim:apart", Direction: evidence.For},
		{Holder: "organization:fund", Claim: "claim:origin", Direction: evidence.Against}, // a claim without the tag
		{Holder: "outlet:y", Tag: "t", Direction: evidence.For, ValidTo: "2020"},
	} {
		sub.Interests = append(sub.Interests, i.Normalize())
	}
	for outlet, value := range map[evidence.OutletID]string{"outlet:x": "left", "outlet:y": "right", "outlet:z": "left"} {
		l := evidence.Leaning{Outlet: outlet, Scheme: "political", Value: value, RatedBy: "board"}
		sub.Leanings = append(sub.Leanings, l.Normalize())
	}
	return sub
}

// By hand, from the verdicts of TestMatrix: x and y depend on each other in copied, origin and several, share nothing
// in apart, and in standing it is not known; y and z, and x and z, depend on each other in origin, and in apart it is
// not known.
func TestMatrix_Camps(t *testing.T) {
	outlets := []evidence.OutletID{"outlet:x", "outlet:y", "outlet:z"}
	for _, c := range []struct {
		camps inquiry.Camps
		want  []string
	}{
		{inquiry.Camps{Scheme: "political"}, []string{
			"x left, y right: left and right share 5: 1 nothing, 3 dependent, 1 unknown",
			"x left, z left: left and left share 2: 0 nothing, 1 dependent, 1 unknown",
			"y right, z left: left and right share 5: 1 nothing, 3 dependent, 1 unknown"}},
		{inquiry.Camps{Scheme: "other"}, []string{
			"x none, y none: none and none share 5: 1 nothing, 3 dependent, 1 unknown",
			"x none, z none: none and none share 5: 1 nothing, 3 dependent, 1 unknown",
			"y none, z none: none and none share 5: 1 nothing, 3 dependent, 1 unknown"}},
		{inquiry.Camps{Tag: "t"}, []string{
			"x AGAINST, y none: AGAINST and none share 5: 1 nothing, 3 dependent, 1 unknown",
			"x AGAINST, z FOR: AGAINST and FOR share 2: 0 nothing, 1 dependent, 1 unknown",
			"y none, z FOR: FOR and none share 2: 0 nothing, 1 dependent, 1 unknown"}},
	} {
		l := &library{reader: reader{Sub: camped(t)}}
		pairs, err := inquiry.New(l).Matrix(t.Context(), outlets, c.camps, evidence.Moment{}, basis.DefaultPolicy())
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, p := range pairs {
			s := p.Camps
			got = append(got, fmt.Sprintf("%s %s, %s %s: %s and %s share %d: %d nothing, %d dependent, %d unknown",
				p.A.NodeID().Key(), *p.CampA, p.B.NodeID().Key(), *p.CampB, s.A, s.B, s.SharedCount,
				s.NothingSharedCount, s.DependentCount, s.UnknownCount))
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%+v (-want +got):\n%s", c.camps, diff)
		}
	}
	_, err := inquiry.New(&library{}).Matrix(t.Context(), outlets, inquiry.Camps{Scheme: "a", Tag: "b"},
		evidence.Moment{}, basis.DefaultPolicy())
	if !errors.Is(err, evidence.ErrInvalid) {
		t.Errorf("camps by two things: %v", err)
	}
}

func TestMatrix_errors(t *testing.T) {
	l := &library{reader: reader{Sub: draw(t, columns+"; same outlet x w")}}
	service := inquiry.New(l)
	for name, test := range map[string]struct {
		outlets []evidence.OutletID
		want    error
	}{
		"one outlet":               {[]evidence.OutletID{"outlet:x"}, evidence.ErrInvalid},
		"too many":                 {make([]evidence.OutletID, 21), evidence.ErrInvalid},
		"one twice":                {[]evidence.OutletID{"outlet:x", "outlet:x"}, evidence.ErrInvalid},
		"one that the graph lacks": {[]evidence.OutletID{"outlet:x", "outlet:none"}, evidence.ErrNotFound},
	} {
		if _, err := service.Matrix(
			t.Context(), test.outlets, inquiry.Camps{}, evidence.Moment{}, basis.DefaultPolicy()); !errors.Is(
			err, test.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	l.more = true
	if _, err := service.Matrix(
		t.Context(), []evidence.OutletID{"outlet:x", "outlet:y"}, inquiry.Camps{}, evidence.Moment{},
		basis.DefaultPolicy()); evidence.CodeOf(
		err) != evidence.CodeTooComplex {
		t.Errorf("of more claims than are looked at: %v", err)
	}
}
