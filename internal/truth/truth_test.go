package truth

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"
)

// one makes an observation of each source.
func one(item, value string, sources ...string) (list []Observation) {
	for _, s := range sources {
		list = append(list, Observation{Source: s, Item: item, Value: value})
	}
	return list
}

// One round, one item. c1 and c2 are a confirmed copy, so X has two voices and Y three.
//
//	start .8: every voice weighs ln(5 x .8/.2) = ln 20; P(Y) = 20^3/(20^3 + 20^2) = 20/21 = .952380952
//	acc of Y's sources = (2 + .952380952)/5 = .590476190, odds x 5 = 7.209302326
//	acc of X's sources = (2 + .047619048)/5 = .409523810, odds x 5 = 3.467741935
//	P(Y) = 7.209302326^3/(7.209302326^3 + 3.467741935^2) = 374.69643/(374.69643 + 12.025234) = .968904
//
// Uncollapsed it is three against three: P = 1/2 each, and the first by name stands.
//
// Beside them a value that nobody votes for has exp(0) = 1: P(Y) = 374.69643/(374.69643 + 12.025234 + 1) = .966406.
// Uncollapsed all have the accuracy (2 + 1/2)/5 = 1/2, odds x 5 = 5, and P(Y) = 125/(125 + 125 + 1) = .498008.
func TestTruthByHand(t *testing.T) {
	o := Defaults()
	o.Rounds = 1
	in := Observations{Observations: append(one("q", "X", "c1", "c2", "i1"), one("q", "Y", "j1", "j2", "j3")...),
		Confirmed: []SourcePair{{"c1", "c2"}}}
	f := find(t, in, o, nil)
	truth, known := f.Truth("q")
	if !known || truth.Winner().Value != "Y" || truth.RunnerUp().Value != "X" {
		t.Fatalf("got %+v; want Y before X", truth)
	}
	y, x := truth.Winner(), truth.RunnerUp()
	near(t, "P(Y)", y.Probability, .968904)
	near(t, "P(X)", x.Probability, 1-.968904)
	near(t, "uncollapsed", x.Uncollapsed, .5)
	beside, uncollapsed := truth.Beside(1)
	near(t, "P(Y) beside a value without a vote", beside[0], .966406)
	near(t, "P of that value", beside[2], .002579)
	near(t, "uncollapsed beside it", uncollapsed[0], .498008)
	beside, uncollapsed = truth.Beside(0)
	if len(beside) != 2 || beside[0] != y.Probability || uncollapsed[1] != x.Uncollapsed {
		t.Errorf("beside nothing: %v and %v; want what the values have", beside, uncollapsed)
	}
	near(t, "accuracy of j1", y.Voices[0].Sources[0].Accuracy, .590476190)
	near(t, "naive vote for X", x.Naive, 3)
	near(t, "collapsed vote for X", x.NaiveCollapsed, 2)
	if x.InCopies != 2 || len(x.Voices) != 2 || len(x.Voices[0].Sources) != 2 || len(x.Voices[0].Copies) != 1 ||
		x.Voices[1].Copies != nil {
		t.Errorf("voices of X: %+v; want c1 with c2 because of one copy, and i1", x.Voices)
	}
	if c := f.Copies[x.Voices[0].Copies[0]]; c.A != "c1" || c.B != "c2" || !c.Confirmed {
		t.Errorf("the reason is %+v", c)
	}
	want := Votes{Naive: Outcome{"X", true}, NaiveCollapsed: Outcome{"Y", false}, Weighted: Outcome{"X", true},
		WeightedCollapsed: Outcome{"Y", false}}
	if truth.Votes != want {
		t.Errorf("votes %+v; want %+v", truth.Votes, want)
	}
	if _, known := f.Truth("nothing"); known {
		t.Error("an item that nobody speaks of has a truth")
	}
}

func TestTelling(t *testing.T) {
	var in Observations
	for i := range 30 {
		in.Observations = append(in.Observations, one("q", "X", fmt.Sprintf("copier%02d", i))...)
		if i > 0 {
			in.Confirmed = append(in.Confirmed, SourcePair{fmt.Sprintf("copier%02d", i), "copier00"})
		}
	}
	for i := range 11 {
		in.Observations = append(in.Observations, one("q", "X", fmt.Sprintf("x%02d", i))...)
	}
	for i := range 20 {
		in.Observations = append(in.Observations, one("q", "Y", fmt.Sprintf("y%02d", i))...)
	}
	truth, _ := find(t, in, Defaults(), nil).Truth("q")
	told := truth.Telling()
	if w := told.Winner; w.Value != "Y" || w.Holders != 20 || w.Voices != 20 || w.InCopies != 0 || w.Largest != 1 ||
		len(w.Best) != 1 || w.Items != 1 {
		t.Errorf("the winner is %+v; want Y with 20 who count as 20", w)
	}
	if o := told.Overturned; o == nil || told.RunnerUp == nil || o.Value != told.RunnerUp.Value {
		t.Fatalf("most sources give X, but %+v was overturned", o)
	}
	if o := told.Overturned; o.Value != "X" || o.Holders != 41 || o.Voices != 12 || o.InCopies != 30 || o.Largest != 30 {
		t.Errorf("overturned is %+v; want X with 41, 30 of them copies, who count as 12", o)
	}
}

// s has one voice at q, which it splits.
func TestSeveralValuesSplitAVoice(t *testing.T) {
	in := Observations{Observations: append(one("q", "X", "s", "s", "r"), one("q", "Y", "s")...)}
	truth, _ := find(t, in, Defaults(), nil).Truth("q")
	x, y := truth.Winner(), truth.RunnerUp()
	if x.Value != "X" || x.Naive != 1.5 || y.Naive != .5 || y.Voices[0].Sources[0].Share != .5 {
		t.Errorf("X has %v and Y %v; want 1.5 and 0.5", x.Naive, y.Naive)
	}
	for _, a := range find(t, in, Defaults(), nil).Accuracies {
		if a.Items != 1 {
			t.Errorf("%s has a sample of %d; one item was asked about", a.Source, a.Items)
		}
	}
}

func TestTruthHoldsTogether(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := Defaults()
		o.MaxRepeats = rapid.SampledFrom([]int{1, 2, 10}).Draw(t, "repeats") // cut off, the reasons must still be there
		f := find(t, world(t), o, nil)
		for truth := range f.Items() {
			total, naive, last := 0.0, 0.0, 1.0
			for i := range truth.Values {
				v := &truth.Values[i]
				total, naive = total+v.Probability, naive+v.Naive
				if v.Probability > last {
					t.Errorf("%s: the values are not in order", truth.Item)
				}
				last = v.Probability
				checkVoices(t, f, v)
			}
			near(t, "sum of the probabilities", total, 1)
			if w := truth.Votes.WeightedCollapsed; w.Value != truth.Winner().Value && !w.Tied {
				t.Errorf("%s: the vote gives %q, the winner is %q", truth.Item, w.Value, truth.Winner().Value)
			}
		}
	})
}

// checkVoices counts the holders of a value again, by the groups.
func checkVoices(t *rapid.T, f *Findings, v *ValueTruth) {
	holders, inCopies := 0, 0
	seen := map[int]bool{}
	for _, voice := range v.Voices {
		holders += len(voice.Sources)
		if len(voice.Sources) > 1 {
			inCopies += len(voice.Sources)
			if len(voice.Copies) == 0 {
				t.Errorf("%d sources count as one, and nothing says why", len(voice.Sources))
			}
		}
		group := -2
		for _, h := range voice.Sources {
			for _, a := range f.Accuracies {
				if a.Source == h.Source {
					if group != -2 && (a.Group != group || group == -1) {
						t.Errorf("%s counts with sources of another group", h.Source)
					}
					group = a.Group
					near(t, "accuracy", h.Accuracy, a.Accuracy)
				}
			}
		}
		if group >= 0 && seen[group] {
			t.Errorf("one group has two voices for one value")
		}
		seen[group] = true
	}
	if holders != v.Holders || inCopies != v.InCopies {
		t.Errorf("%d holders, %d in copies; told are %d, %d", holders, inCopies, v.Holders, v.InCopies)
	}
	if v.NaiveCollapsed > v.Naive+1e-9 {
		t.Errorf("collapsing copies added votes: %v after %v", v.NaiveCollapsed, v.Naive)
	}
}
