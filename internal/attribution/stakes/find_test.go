package stakes_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/attribution"
	"github.com/credence-graph/credence/internal/ingest/annotation"
)

// suggested returns the interests that a text suggests: who, by which kind, in which direction, and the words.
func suggested(t *testing.T, text string) []string {
	t.Helper()
	g, err := attribution.Read(text)
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]string{}
	for _, s := range g.Sources {
		names["source:"+s.ID] = s.Title
	}
	for _, o := range g.Outlets {
		names["outlet:"+o.ID] = o.Name
	}
	out := []string{}
	for _, x := range g.Interests {
		var words []string
		for _, q := range x.Quotes {
			if q.Exact != text[q.Start:q.End] {
				t.Errorf("the quote %q is not what stands at %d", q.Exact, q.Start)
			}
			words = append(words, fmt.Sprintf("%d %s", q.Line, q.Exact))
		}
		out = append(out, fmt.Sprintf("%s %s %s %d: %s", names[x.Holder], x.Kind, x.Direction, len(x.Claims),
			strings.Join(words, " / ")))
	}
	yaml, err := g.Annotation()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := annotation.Parse(yaml, text); err != nil {
		t.Errorf("what is suggested is no annotation: %v\n%s", err, yaml)
	}
	return out
}

// TestFind has one text for each cue, and others in which the words say nothing of whom they stand beside.
func TestFind(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"a party": {"Dam to be raised\nThe Weir Company, a party to the dispute, said the dam must be raised.\n",
			[]string{"Weir Company PARTY FOR 1: 2 Weir Company, a party to the dispute"}},
		"is a party": {"Dam to be raised\nThe Weir Company is a party to the dispute. The Weir Company said the dam must be " +
			"raised.\n",
			[]string{"Weir Company PARTY FOR 1: 2 Weir Company is a party to the dispute"}},
		"officials who are a party": {"Bridge hit\nBorland military officials, one of the parties to the war, said the " +
			"bridge was hit twice.\n", []string{
			"Borland military officials PARTY FOR 1: 2 Borland military officials, one of the parties to the war"}},
		"state-run, before": {"Bridge hit\nAccording to the state-run news agency RNO, the bridge was hit on Monday.\n",
			[]string{"RNO GOVERNMENT FOR 1: 2 state-run news agency RNO"}},
		"state-owned, after": {"Bridge hit\nRadio Tern, a state-owned broadcaster, reported that the bridge was hit.\n",
			[]string{"Radio Tern GOVERNMENT FOR 1: 2 Radio Tern, a state-owned broadcaster"}},
		"owned by the state": {"Bridge hit\nRadio Tern reported that the bridge was hit. Radio Tern is owned by the " +
			"state.\n", []string{"Radio Tern GOVERNMENT FOR 1: 2 Radio Tern is owned by the state"}},
		"funded by": {"Fish are safe\nThe Lake Institute, which is partly funded by the fishing industry, said the fish are " +
			"safe to eat.\n",
			[]string{"Lake Institute COMMERCIAL FOR 1: 2 Lake Institute, which is partly funded by the fishing industry"}},
		"a former employee": {"Fish are safe\nAnn Bell, a former employee of Trawl Ltd, said the fish are safe to eat.\n",
			[]string{"Ann Bell OTHER FOR 1: 2 Ann Bell, a former employee of Trawl Ltd"}},
		"stands to gain": {"Mall to open\nTom Reed, who stands to gain from the sale, said the mall will open in May.\n",
			[]string{"Tom Reed OTHER FOR 1: 2 Tom Reed, who stands to gain from the sale"}},
		"stands to profit": {"Mall to open\nTom Reed, who stands to profit from the sale, said the mall will open in May.\n",
			[]string{"Tom Reed COMMERCIAL FOR 1: 2 Tom Reed, who stands to profit from the sale"}},
		"which owns": {"Mall to open\nReed Holdings, which owns the site, said the mall will open in May.\n",
			[]string{"Reed Holdings OWNER FOR 1: 2 Reed Holdings, which owns the site"}},
		"who denies what another says": {"Dam leaks\nThe dam leaks, the mayor said. The Weir Company, a party to the " +
			"dispute, denied that the dam leaks.\n", []string{}},
		"who denies": {"Dam is safe\nThe Weir Company, a party to the dispute, denied that the dam leaks.\n",
			[]string{"Weir Company PARTY AGAINST 1: 2 Weir Company, a party to the dispute"}},
		"no party": {"Dam to be raised\nThe Weir Company, which is not a party to the dispute, said the dam must be raised.\n",
			[]string{}},
		"denies it": {"Fish are safe\nThe Lake Institute denied being funded by the fishing industry. The Lake Institute " +
			"said the fish are safe.\n", []string{}},
		"in somebody's words": {"Bridge hit\nThe bridge was hit, RNO reported. \"RNO, a state-run agency, always lies,\" " +
			"Ann Bell said.\n", []string{}},
		"hearsay": {"Bridge hit\nThe bridge was hit, RNO reported. Critics claim that RNO is funded by the army.\n",
			[]string{}},
		"of another": {"Bridge hit\nReuters, the state-run RNO and others reported that the bridge was hit on Monday.\n",
			[]string{"RNO GOVERNMENT FOR 1: 2 state-run RNO"}},
		"one of a list": {"Bridge hit\nReuters, the state-run news agency, and CNN reported that the bridge was hit.\n",
			[]string{}},
		"part of another name": {"Bridge hit\nThe bridge was hit, Ann Bell said. Sue Ann Bell, a former employee of " +
			"Trawl Ltd, was not hurt.\n", []string{}},
		"who says nothing": {"Bridge hit\nThe bridge was hit, Ann Bell said. Radio Tern, a state-owned broadcaster, has " +
			"moved.\n", []string{}},
		"nothing to gain": {"Mall to open\nTom Reed, who stands to gain nothing, said the mall will open in May.\n",
			[]string{}},
		"whom nobody can find": {"Mall to open\nSome officials, who stand to gain from it, said the mall will open in May.\n",
			[]string{}},
	} {
		t.Run(name, func(t *testing.T) {
			if d := cmp.Diff(c.want, suggested(t, c.text)); d != "" {
				t.Errorf("-want +got:\n%s\n%s", d, c.text)
			}
		})
	}
}

// TestFind_TwoPassages: words of several passages are one interest in all claims for which the word of the holder is
// given.
func TestFind_TwoPassages(t *testing.T) {
	got := suggested(t, `Harbour to close
The harbour will close in May, according to the state-run agency RNO.
RNO is a state-controlled agency. RNO also reported that forty ships use the harbour.
`)
	want := []string{"RNO GOVERNMENT FOR 2: 2 state-run agency RNO / 3 RNO is a state-controlled agency"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
}
