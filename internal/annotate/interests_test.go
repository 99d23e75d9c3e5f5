package annotate

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/credence-graph/credence/internal/attribution"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/memstore"
	"github.com/credence-graph/credence/internal/terminal"
)

const weirText = `Dam to be raised
The Weir Company, a party to the dispute, said the dam must be raised.
`

// interestsIn returns the interests that stand in a store.
func interestsIn(t *testing.T, store *memstore.Store) []evidence.Interest {
	t.Helper()
	var all []evidence.Interest
	_, err := store.Scan(t.Context(), []evidence.Kind{evidence.KindInterest}, func(record any) error {
		if i, is := record.(*evidence.Interest); is {
			all = append(all, *i)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestInterests_AreRecordedIfConfirmed: an interest that the text suggests is shown with its words and its line, and
// recorded only if a person says so; one that a corrected annotation no longer holds is retracted.
func TestInterests_AreRecordedIfConfirmed(t *testing.T) {
	for keys, want := range map[string]int{"yyyn": 0, "yyyy": 1, "nnny": 1, "a": 1} {
		store := memstore.New(time.Now, 1000)
		recorder := Recorder{Reader: store, Writer: store, Collector: "test"}
		text := Text{Name: "weir.txt", Words: weirText}
		graph, err := attribution.Read(weirText)
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		kept, complete, err := Confirm(&terminal.Person{In: strings.NewReader(keys), Out: &out}, graph)
		if err != nil || !complete {
			t.Fatalf("%s: complete %t, %v\n%s", keys, complete, err, out.String())
		}
		if shown := "Weir Company has an interest (PARTY) and would gain if this is believed: The dam must be raised.\n" +
			"  line 2: Weir Company, a party to the dispute\n"; keys != "a" && !strings.Contains(out.String(), shown) {
			t.Errorf("%s: the interest is not shown as\n%s\nbut\n%s", keys, shown, out.String())
		}
		confirmed, err := Parse(kept, text)
		if err != nil {
			t.Fatal(err)
		}
		what := Recording{Text: text, Graph: graph, Annotation: confirmed, Method: evidence.Declared, Replaces: true}
		if _, err := recorder.Record(t.Context(), what); err != nil {
			t.Fatal(err)
		}
		got := interestsIn(t, store)
		if len(got) != want {
			t.Fatalf("%s: %d interests are recorded; want %d", keys, len(got), want)
		}
		if want == 0 {
			continue
		}
		if i := got[0]; i.Kind != evidence.PartyInterest || i.Direction != evidence.For ||
			i.Provenance.RecordedFrom != "weir.txt" || i.Provenance.Quotes[0].StartLine != 2 ||
			!strings.Contains(i.Provenance.Justification, "inferred") {
			t.Errorf("%s: recorded %+v", keys, i)
		}
		if what.Annotation, err = Parse(kept.Keep(make([]bool, len(kept.Items()))), text); err != nil {
			t.Fatal(err)
		}
		done, err := recorder.Record(t.Context(), what)
		if err != nil || done.Retracted[evidence.KindInterest] != 1 || len(interestsIn(t, store)) != 0 {
			t.Errorf("%s: without it in the annotation %d stand, %v, %v", keys, len(interestsIn(t, store)), done.Retracted, err)
		}
	}
}

// TestInterests_NobodyConfirmed: what is recorded without asking has no interests, and says how many it left out.
func TestInterests_NobodyConfirmed(t *testing.T) {
	store := memstore.New(time.Now, 1000)
	graph, err := attribution.Read(weirText)
	if err != nil {
		t.Fatal(err)
	}
	text := Text{Name: "weir.txt", Words: weirText}
	suggested, err := Parse(graph, text)
	if err != nil {
		t.Fatal(err)
	}
	done, err := Recorder{Reader: store, Writer: store, Collector: "test"}.Record(t.Context(),
		Recording{Text: text, Graph: graph, Annotation: suggested, Method: evidence.Detected})
	if err != nil || done.SuggestedInterests != 1 || done.Created[evidence.KindDerivation] != 1 ||
		len(interestsIn(t, store)) != 0 {
		t.Errorf("recorded %+v with %d interests, %v; want one left out", done, len(interestsIn(t, store)), err)
	}
}

// TestInterests_StandFor: a source or claim of the graph takes the place of one of the batch in interests too.
func TestInterests_StandFor(t *testing.T) {
	batch := evidence.Batch{Interests: []evidence.Put[evidence.Interest]{{Value: evidence.Interest{Holder: "source:new",
		Claim: "claim:new", Direction: evidence.For}.Normalize()}}}
	old := batch.Interests[0].Value.ID
	if !standFor(&batch, "source:new", "source:known") || !standFor(&batch, "claim:new", "claim:known") {
		t.Fatal("refused")
	}
	if i := batch.Interests[0].Value; i.Holder != "source:known" || i.Claim != "claim:known" || i.ID == old {
		t.Errorf("%+v", i)
	}
}
