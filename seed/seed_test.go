package seed_test

import (
	"crypto/sha256"
	"encoding/hex"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/ingest/annotation"
	"github.com/credence-graph/credence/internal/inquiry"
	"github.com/credence-graph/credence/internal/memstore"
	"github.com/credence-graph/credence/seed"
)

// TestText_IsKeptByteForByte guards the text against editors and line-end conversion: every quote is held against it.
func TestText_IsKeptByteForByte(t *testing.T) {
	const want = "769341e6591f5dc002ddfd11bd8389c81d8dc3530e524079c1bb92eeb132d036"
	sum := sha256.Sum256([]byte(seed.Text()))
	if got := hex.EncodeToString(sum[:]); got != want || len(seed.Text()) != 3697 {
		t.Errorf("%s has %d bytes with SHA-256 %s; want 3697 with %s", seed.TextName, len(seed.Text()), got, want)
	}
}

// TestAssertions_AreWhatTheMethodGives computes what the annotation expects from the records in the oracle.
func TestAssertions_AreWhatTheMethodGives(t *testing.T) {
	a, err := annotation.Parse(seed.Annotation(), seed.Text())
	if err != nil {
		t.Fatal(err)
	}
	store := memstore.New(time.Now, 1000)
	if _, err := store.Apply(t.Context(), a.Batch); err != nil {
		t.Fatal(err)
	}
	var claims []evidence.ClaimID
	for _, e := range a.Expectations {
		claims = append(claims, e.Claim)
	}
	answers, err := inquiry.New(store).Of(t.Context(), claims, evidence.Moment{}, basis.DefaultPolicy())
	if err != nil {
		t.Fatal(err)
	}
	for i, e := range a.Expectations {
		t.Run(string(e.Claim), func(t *testing.T) {
			got := answered(t, e, answers[i].Supporting)
			if diff := cmp.Diff(e, got, cmpopts.EquateApprox(0, 1e-6), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("supporting side (-want +got):\n%s", diff)
			}
			if n := answers[i].Refuting.SourceCount; n != 0 {
				t.Errorf("%d refuting sources; want none", n)
			}
		})
	}
}

// answered puts what was computed into the form of the expectation.
func answered(t *testing.T, e annotation.Expectation, side *convergence.Side) annotation.Expectation {
	t.Helper()
	got := annotation.Expectation{
		Claim: e.Claim, SourceCount: side.SourceCount, TracedCount: side.TracedCount, Demonstrated: side.Demonstrated,
		Pooled:   side.Pooled,
		Presumed: side.Presumed, DemonstratedLineCount: side.DemonstratedLineCount, LineCount: side.LineCount,
		PresumedOrigins: side.PresumedOrigins(),
	}
	for _, s := range side.Bottlenecks() {
		got.Bottlenecks = append(got.Bottlenecks, s.ID)
	}
	slices.Sort(got.Bottlenecks) // the answer has them in the order of the way
	if side.InterestRecorded {
		got.Disinterested, got.DisinterestedLineCount = &side.Disinterested, &side.DisinterestedLineCount
	}
	if e.Overlap != nil {
		largest := math.Inf(-1)
		for _, pair := range side.Overlaps(0, -1) {
			largest = max(largest, pair.Overlap)
		}
		got.Overlap = &largest
	}
	if e.IfWrong != nil {
		if without, err := side.IfWrong([]evidence.SourceID{e.IfWrong.Source}, -1); err == nil && len(without) == 1 {
			got.IfWrong = &annotation.ExpectedIfWrong{Source: without[0].Source.ID, Presumed: without[0].Presumed,
				Demonstrated: without[0].Demonstrated}
		} else {
			t.Errorf("without %s: %v, %v", e.IfWrong.Source, without, err)
		}
	}
	return got
}
