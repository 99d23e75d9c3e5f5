package evaluation

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestEmergent(t *testing.T) {
	r, err := Emergent(t.Context(), dataOf(t, "emergent"))
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "emergent", r.Text())
}

// Claim 1: a.com and b.com share a headline, c.com has its own. Claim 2: both have one. Claim 3: one source, twice. The
// headlines are invented. Article x is listed twice.
func TestEmergentOnAFewLines(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "edata_all.csv", strings.Join([]string{
		",articleHeadline,articleId,claimId,source,claimTruth",
		`0,"It's a bear, they say",x,1,a.com,true`, `1,"It's a bear, they say",x,1,a.com,true`,
		`2,Its a bear: they say,y,1,b.com,true`, `3,No bear,z,1,c.com,true`,
		`4,Rain!,u,2,a.com,true`, `5,RAIN,v,2,d.com,true`, `6,Snow,r,3,a.com,true`, `7,Snow,s,3,a.com,true`,
		`8,,q,3,b.com,true`,
	}, "\n")+"\n")
	got, err := Emergent(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	want := EmergentResult{
		Articles: 7, Claims: 3, Sources: 4, Identical: 2, Sharing: 4, Affected: 2, Largest: 2, OneTitle: 1, Several: 2,
	}
	if got != want {
		t.Errorf("got %+v; want %+v", got, want)
	}
	write(t, dir, "edata_all.csv", "a,b\n")
	if _, err := Emergent(t.Context(), dir); err == nil ||
		!strings.Contains(err.Error(), `line 1: there is no column "claimId"; found a, b`) {
		t.Errorf("no columns: %v", err)
	}
	if _, err := Emergent(t.Context(), filepath.Join(dir, "absent")); err == nil ||
		!strings.Contains(err.Error(), "absent") {
		t.Errorf("no folder: %v", err)
	}
}
