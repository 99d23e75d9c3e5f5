package compare_test

import (
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/convergence/compare"
	"github.com/credence-graph/credence/internal/convergence/whatif"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/inquiry"
	"github.com/credence-graph/credence/internal/memstore"
)

// example11 is the method's: W+ 1.246374, W- .5, log-odds 2.197653, P .900039.
const example11 = "+ S1 S2 Tab; - R1*.5; Tab <- Rumour; S1 : reliability=B; S2 : reliability=B; Tab : reliability=A;" +
	"Rumour : reliability=D; R1 : reliability=A"

func rated(pairs ...string) whatif.Hypothesis {
	var h whatif.Hypothesis
	for _, pair := range pairs {
		subject, letter, _ := strings.Cut(pair, "=")
		h.Ratings = append(
			h.Ratings, whatif.Rating{Subject: evidence.ID(subject), Reliability: evidence.SourceReliability(letter)})
	}
	return h
}

// TestWhatIf_Ratings works every case out by hand from the letters' weights (B .589111, C .287762) and 2.944439 a unit.
func TestWhatIf_Ratings(t *testing.T) {
	for _, tc := range []struct {
		name, graph string
		h           whatif.Hypothesis
		want        []string
	}{
		{"a first letter, and one of an outlet that does not count beside it", "+ A; A : outlet=X title=Story",
			rated("source:A=B", "outlet:X=C"), []string{
				`RATING "Story" is now rated B (usually reliable); it was not rated before.`,
				"RATING X is now rated C (fairly reliable); it was not rated before.",
				"FIGURE Weight is 0.59; no source was rated before.",
				"FIGURE Pooled weight is 0.59; no source was rated before.",
				"FIGURE The logarithm of the odds is 1.73; no source was rated before.",
				"LIKELIHOOD It is very likely (85%); no source was rated before, so no likelihood was given.",
			}},
		{"the only letter is taken away", "+ A; A : reliability=B", rated("source:A="), []string{
			"RATING A is no longer rated; it was rated B (usually reliable) before.",
			"FIGURE Weight was 0.59; no source is rated any more.",
			"FIGURE Pooled weight was 0.59; no source is rated any more.",
			"FIGURE The logarithm of the odds was 1.73; no source is rated any more.",
			"LIKELIHOOD No source is rated any more, so no likelihood is given; it was very likely (85%) before.",
		}},
		// 1.246374 - .589111 + .287762 = .945025; 2.944439 * .445025 = 1.310349, which is 78.8 percent.
		{"a worse letter of a supporter", example11, rated("source:S1=C"), []string{
			"RATING S1 is now rated C (fairly reliable) instead of B (usually reliable).",
			"FIGURE Weight falls from 1.25 to 0.95.",
			"FIGURE Pooled weight falls from 1.25 to 0.95.",
			"FIGURE The logarithm of the odds falls from 2.20 to 1.31.",
			"LIKELIHOOD It is likely (79%) rather than very likely (90%).",
		}},
		// Tab is not held back any more: 2 * .589111 + 1 = 2.178222; 2.944439 * 1.678222 = 4.941, above 99 percent.
		{"a better letter of what a supporter rests on", example11, rated("source:Rumour=A"), []string{
			"RATING Rumour is now rated A (completely reliable) instead of D (not usually reliable).",
			"FIGURE Weight rises from 1.25 to 2.18.",
			"FIGURE Pooled weight rises from 1.25 to 2.18.",
			"FIGURE The logarithm of the odds rises from 2.20 to 4.94.",
			"LIKELIHOOD It is almost certain (99%) rather than very likely (90%).",
		}},
		// Half of .589111 against it; 2.944439 * .951818 = 2.802571, which is 94.3 percent.
		{"a worse letter of the refuter", example11, rated("source:R1=B"), []string{
			"RATING R1 is now rated B (usually reliable) instead of A (completely reliable).",
			"FIGURE Against it, weight falls from 0.50 to 0.29.",
			"FIGURE Against it, pooled weight falls from 0.50 to 0.29.",
			"FIGURE The logarithm of the odds rises from 2.20 to 2.80.",
			"LIKELIHOOD It is still very likely (94%), 90% before.",
		}},
		{"the letter that it has", example11, rated("source:R1=A"), nil},
		{"of an origin alone", "+ A; A <- O", rated("source:O=B"), []string{
			"RATING O is now rated B (usually reliable); it was not rated before.",
		}},
		{"its own letter goes, and its outlet's counts", "+ A; A : outlet=X title=Story reliability=B; X rated C",
			rated("source:A="), []string{
				`RATING "Story" is no longer rated itself, and its outlet's C (fairly reliable) counts; it was rated B (usually reliable) before.`,
				"FIGURE Weight falls from 0.59 to 0.29.",
				"FIGURE Pooled weight falls from 0.59 to 0.29.",
				"FIGURE The logarithm of the odds falls from 1.73 to 0.85.",
				"LIKELIHOOD It is likely (70%) rather than very likely (85%).",
			}},
		{"a letter of its own beside its outlet's", "+ A; A : outlet=X title=Story; X rated C", rated("source:A=B"), []string{
			`RATING "Story" is now rated B (usually reliable); it was not rated itself before, and its outlet's C (fairly reliable) counted.`,
			"FIGURE Weight rises from 0.29 to 0.59.",
			"FIGURE Pooled weight rises from 0.29 to 0.59.",
			"FIGURE The logarithm of the odds rises from 0.85 to 1.73.",
			"LIKELIHOOD It is very likely (85%) rather than likely (70%).",
		}},
		// Of outlets that are the same, the letter of the one that has one counts.
		{"an outlet that is the same as another", "+ A; A : outlet=o; B : outlet=p; same outlet o p; p rated C",
			rated("outlet:p=B"), []string{
				"RATING o is now rated B (usually reliable) instead of C (fairly reliable).",
				"FIGURE Weight rises from 0.29 to 0.59.",
				"FIGURE Pooled weight rises from 0.29 to 0.59.",
				"FIGURE The logarithm of the odds rises from 0.85 to 1.73.",
				"LIKELIHOOD It is very likely (85%) rather than likely (70%).",
			}},
		// .589111 - 1 = -.410889; 2.944439 times that is -1.209838, which is 23 percent.
		{"from even chances", "+ A; - B; A : reliability=B; B : reliability=B", rated("source:B=A"), []string{
			"RATING B is now rated A (completely reliable) instead of B (usually reliable).",
			"FIGURE Against it, weight rises from 0.59 to 1.00.",
			"FIGURE Against it, pooled weight rises from 0.59 to 1.00.",
			"FIGURE The logarithm of the odds falls from 0.00 to -1.21.",
			"LIKELIHOOD It is unlikely (23%); there was a roughly even chance of it (50%) before.",
		}},
		{"to almost none", "+ A; - B C; A : reliability=A; B : reliability=A; C : reliability=E",
			rated("source:A=E", "source:C=A"), []string{
				"RATING A is now rated E (unreliable) instead of A (completely reliable).",
				"RATING C is now rated A (completely reliable) instead of E (unreliable).",
				"FIGURE Weight falls from 1.00 to 0.00.",
				"FIGURE Pooled weight falls from 1.00 to 0.00.",
				"FIGURE Against it, weight rises from 1.00 to 2.00.",
				"FIGURE Against it, pooled weight rises from 1.00 to 2.00.",
				"FIGURE The logarithm of the odds falls from 0.00 to -5.89.",
				"LIKELIHOOD There is almost no chance of it (1%) rather than a roughly even chance of it (50%).",
			}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			sub := sorted(draw(t, tc.graph))
			d := compare.Compare(compute(t, sub), compute(t, suppose(t, sub, tc.h)))
			if diff := cmp.Diff(tc.want, saidOf(d)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			for _, c := range d.Changes(-1) {
				if c.Code == compare.ChangeLikelihood && strings.Contains(strings.ToLower(c.Text), "confidence") {
					t.Errorf("%q mixes the likelihood with the confidence", c.Text)
				}
			}
		})
	}
}

// TestWhatIf_RatingsAreExact holds the figures behind the sentences against example 11, with nobody rated on the other
// side of the comparison, and turned around.
func TestWhatIf_RatingsAreExact(t *testing.T) {
	bare := sorted(draw(t, "+ S1 S2 Tab; - R1*.5; Tab <- Rumour"))
	letters := suppose(t, bare, rated("source:S1=B", "source:S2=B", "source:Tab=A", "source:Rumour=D", "source:R1=A"))
	want := map[string]float64{
		"SUPPORTS WEIGHT": 1.246374, "SUPPORTS POOLED_WEIGHT": 1.246374, "REFUTES WEIGHT": 0.5, "REFUTES POOLED_WEIGHT": 0.5,
		" LOG_ODDS": 2.197653, " PROBABILITY": 0.900039,
	}
	for _, turned := range []bool{false, true} {
		from, to := compute(t, bare), compute(t, letters)
		if turned {
			from, to = to, from
		}
		seen, ratings := 0, 0
		for _, c := range compare.Compare(from, to).Changes(-1) {
			there, missing := c.After, c.Before
			if turned {
				there, missing = missing, there
			}
			if x, ok := want[string(c.Side)+" "+string(c.Figure)]; ok {
				seen++
				if missing != nil || there == nil || math.Abs(*there-x) > 1e-6 {
					t.Errorf("turned %t: %s %s is %v and %v; expected null and %v", turned, c.Side, c.Figure, c.Before, c.After, x)
				}
			}
			if c.Code == compare.ChangeRating {
				ratings++
				if (c.ReliabilityBefore == "") == turned || (c.ReliabilityAfter == "") != turned {
					t.Errorf("turned %t: %q from %q to %q", turned, c.Text, c.ReliabilityBefore, c.ReliabilityAfter)
				}
			}
		}
		if seen != len(want) || ratings != 5 {
			t.Errorf("turned %t: %d figures and %d ratings; expected %d and 5", turned, seen, ratings, len(want))
		}
	}
}

// TestWhatIf_RatingWithoutEffect: a rating that changes nothing is told, too.
func TestWhatIf_RatingWithoutEffect(t *testing.T) {
	store := memstore.New(time.Now, 100)
	b := evidence.Batch{RecordedFrom: "test"}
	for _, id := range []evidence.SourceID{"source:a", "source:b", "source:other"} {
		b.Sources = append(
			b.Sources, evidence.Put[evidence.Source]{Value: evidence.Source{ID: id, Kind: evidence.Document, Reliability: "B"}})
	}
	b.Claims = []evidence.Put[evidence.Claim]{{Value: evidence.Claim{ID: "claim:c", Text: "It is so."}}}
	b.Statements = []evidence.Put[evidence.Statement]{{Value: evidence.Statement{Source: "source:a", Claim: "claim:c",
		Stance: evidence.Supports}}}
	b.Samenesses = []evidence.Put[evidence.Sameness]{{Value: evidence.Sameness{A: "source:a", B: "source:b"}}}
	if _, err := store.Apply(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	d, err := inquiry.New(store).WhatIf(
		t.Context(), "claim:c", rated("source:other=A", "source:b=A", "source:a=B"), evidence.Moment{}, basis.DefaultPolicy())
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"NO_EFFECT The rating supposed for source:a changes nothing: it is already recorded, or the letter of a record that is the same counts.",
		"NO_EFFECT The rating supposed for source:b changes nothing: it is already recorded, or the letter of a record that is the same counts.",
		"NO_EFFECT source:other is not part of the evidence for this claim: its rating changes nothing.",
	}
	if diff := cmp.Diff(want, saidOf(d)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
