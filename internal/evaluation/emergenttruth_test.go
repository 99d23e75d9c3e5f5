package evaluation

import (
	"context"
	"fmt"
	"math"
	"path/filepath"
	"strings"
	"testing"
)

func TestEmergentTruth(t *testing.T) {
	r, err := EmergentTruth(t.Context(), dataOf(t, "emergent"), nil)
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "emergent-truth", r.Text())
	if r.WithDemonstrated > 0 {
		t.Errorf("something is demonstrated for %d claims, although no article names what it rests on",
			r.WithDemonstrated)
	}
}

const emergentHead = ",articleHeadline,articleId,claimId,source,claimTruth,url,claimHeadline,articleHeadlineStance\n"

// The headlines are invented. Claim 1, true: a.com and b.com have one headline, c.com another, and d.com is against.
// Claim 2, false: one article for it, of a.com again. Claim 3, unknown. The last line but one has an address without a
// scheme, the last one something that is not an address.
//
//	claim 1: 3 articles; 2 of them copy, so E is 3 without and 2 with the copy (kappa 1); 1 against
//	claim 2: 1 article
func TestEmergentTruthOnAFewLines(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "edata_all.csv", emergentHead+strings.Join([]string{
		`0,Brown bear seen walking through London station,p,1,www.a.com,true,http://www.a.com/1,A bear,for`,
		`1,Brown bear seen walking through London station!,q,1,b.com,true,http://b.com/1,A bear,for`,
		`2,Commuters tell of large animal,r,1,c.com,true,http://c.com/1,A bear,for`,
		`3,There is no bear,s,1,d.com,true,http://d.com/1,A bear,against`,
		`4,It rains frogs,t,2,news.a.com,false,http://news.a.com/2,Frogs,for`,
		`5,What we know,u,3,c.com,unknown,http://c.com/3,Snow,observing`,
		`6,What we do not know,v,3,c.com,unknown,c.com/4,Snow,observing`,
		`7,What nobody knows,w,3,c.com,unknown,absent,Snow,observing`,
	}, "\n")+"\n")
	var stages []string
	r, err := EmergentTruth(t.Context(), dir, func(stage string, _, _ int) { stages = append(stages, stage) })
	if err != nil {
		t.Fatal(err)
	}
	for what, pair := range map[string][2]int{
		"claims": {r.Claims, 3}, "sources": {r.Sources, 7}, "outlets": {r.Outlets, 4}, "supports": {r.Supports, 4},
		"refutes":  {r.Refutes, 1},
		"mentions": {r.Mentions, 2}, "refused": {r.Refused, 2}, "copies": {r.Copies, 1},
		"within a claim": {r.WithinClaim, 1},
		"true":           {r.True, 1}, "false": {r.False, 1}, "unknown": {r.Unknown, 1},
		"lowered": {r.LoweredByCopies, 1}, "demonstrated": {r.WithDemonstrated, 0},
		"measures": {len(r.Measures), len(emergentScores)},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s: %d; want %d", what, pair[0], pair[1])
		}
	}
	if math.Abs(r.MeanArticles-2) > 1e-9 || math.Abs(r.MeanPresumed-2) > 1e-6 ||
		math.Abs(r.MeanPresumedWithCopies-1.5) > 1e-6 {
		t.Errorf("%v articles are worth %v, with copies %v; want 2, 2 and 1.5", r.MeanArticles, r.MeanPresumed,
			r.MeanPresumedWithCopies)
	}
	// The seventh: 2 - 1 against 1. The shares: with l = ln(.6/.4) claim 1 has (2l + .5)/(3l + 1) = .59, claim 2 (l +
	// .5)/(l + 1) = .64. By the records of the other claim nobody is ever right for claim 1, which leaves .5, and for
	// claim 2 a.com is in (1 + 4 x .75)/5.
	for i, want := range []float64{1, 1, .5, 1, 1, 1, .5, 0, 0} {
		if got := r.Measures[i].AUC.Value; got != want {
			t.Errorf("%s: %v; want %v", r.Measures[i].Name, got, want)
		}
	}
	if v := r.Validated; v.Mean != 0 || v.Least != 0 || v.Most != 0 {
		t.Errorf("cross-validated: %+v; want 0, since each claim is judged by the other", v)
	}
	if len(stages) == 0 {
		t.Error("no progress was reported")
	}
}

// Three true claims are stated by h.com and i.com, three false ones by l.com and m.com, and nobody denies any: counting
// cannot tell them apart. By the records of the five others h.com is right in (2 + 4 x .4)/6 = .6 for a true claim;
// l.com is right in (0 + 4 x .6)/6 = .4 for a false one, which is worth nothing.
func TestEmergentTruthByTrackRecords(t *testing.T) {
	dir, lines := t.TempDir(), []string{}
	for i, words := range []string{
		"river rises", "mayor resigns", "train departs", "horse speaks", "moon falls", "ghost votes",
	} {
		truth, outlets := "true", []string{"h.com", "i.com"}
		if i > 2 {
			truth, outlets = "false", []string{"l.com", "m.com"}
		}
		for k, outlet := range outlets {
			headline := []string{"The ", "How a "}[k] + words
			lines = append(lines, fmt.Sprintf("0,%s,%d-%d,%d,%s,%s,http://%s/%d,%s,for",
				headline, i, k, i, outlet, truth, outlet, i, words))
		}
	}
	write(t, dir, "edata_all.csv", emergentHead+strings.Join(lines, "\n")+"\n")
	r, err := EmergentTruth(t.Context(), dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	if last := r.Measures[len(r.Measures)-1]; r.Measures[0].AUC.Value != .5 || last.AUC.Value != 1 {
		t.Errorf("by counting %v, by records %v; want .5 and 1", r.Measures[0].AUC, last.AUC)
	}
	want := CrossValidated{Parts: 10, Repeats: 10, Mean: 1, Least: 1, Most: 1}
	if v := r.Validated; v.Least != 1 || v.Most != 1 || math.Abs(v.Mean-1) > 1e-9 || v.Parts != 10 || v.Repeats != 10 {
		t.Errorf("cross-validated: %+v; want %+v", v, want)
	}
}

func TestEmergentTruthSaysWhatIsWrong(t *testing.T) {
	absent := filepath.Join(t.TempDir(), "absent")
	if _, err := EmergentTruth(t.Context(), absent, nil); err == nil || !strings.Contains(err.Error(), absent) {
		t.Errorf("no folder: %v", err)
	}
	dir := t.TempDir()
	write(t, dir, "edata_all.csv", "articleHeadline,articleId,claimId,source,claimTruth\nA,1,1,a.com,true\n")
	if _, err := EmergentTruth(t.Context(), dir, nil); err == nil ||
		!strings.Contains(err.Error(), `there is no column "url"`) {
		t.Errorf("no addresses: %v", err)
	}
	write(t, dir, "edata_all.csv", emergentHead+"0,A,1,1,a.com,true,http://a.com/1,B,for\n")
	if _, err := EmergentTruth(t.Context(), dir, nil); err == nil ||
		!strings.Contains(err.Error(), "1 claims that are true and 0 that are false") {
		t.Errorf("nothing false: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := EmergentTruth(ctx, dir, nil); err == nil {
		t.Error("cancelled, and yet a result")
	}
}
