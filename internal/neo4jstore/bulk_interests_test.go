package neo4jstore_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/neo4jstore"
)

// TestBulk_Interests writes the topic of a tag once, whatever the number of interests in it, and leads each to it.
func TestBulk_Interests(t *testing.T) {
	b := neo4jstore.NewBulk(t.TempDir(), func() time.Time { return time.Unix(0, 7) })
	defer func() { _ = b.Close() }()
	interest := func(holder evidence.ID, claim evidence.ClaimID, tag string) evidence.Interest {
		return evidence.Interest{Holder: holder, Claim: claim, Tag: tag, Direction: evidence.For}.Normalize()
	}
	one, two := interest("source:s", "", "board"), interest("person:p", "", "board")
	three := interest("outlet:o", "claim:c", "")
	leaning := evidence.Leaning{Outlet: "outlet:o", Scheme: "political", Value: "left", RatedBy: "R"}.Normalize()
	for _, batch := range []evidence.Batch{{Interests: put(one), Leanings: put(leaning)}, {Interests: put(two, three)}} {
		if _, err := b.Apply(t.Context(), batch); err != nil {
			t.Fatal(err)
		}
	}
	nodes, relationships, err := b.Finish()
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, table := range append(nodes, relationships...) {
		for _, file := range []string{table.Header, table.Rows} {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got[table.Name] += string(text)
		}
	}
	// By hand: ends, direction, id, kind, recordedAt, tag; ends, id, ratedBy, recordedAt, scheme, value.
	row := func(i evidence.Interest, about, rest string) string {
		return `"` + string(i.Holder) + `","` + about + `","FOR","` + string(i.ID) + `","OTHER",7` + rest + "\n"
	}
	for name, want := range map[string]string{
		"Topic": "id:ID(node),tag:string\n\"topic:board\",\"board\"\n",
		"HAS_INTEREST_IN": ":START_ID(node),:END_ID(node),direction:string,id:string,kind:string,recordedAt:long," +
			"tag:string\n" + row(one, "topic:board", `,"board"`) + row(two, "topic:board", `,"board"`) + row(three, "claim:c", ""),
		"LEANS": `"outlet:o","outlet:o","` + string(leaning.ID) + `","R",7,"political","left"` + "\n",
	} {
		if !strings.HasSuffix(got[name], want) {
			t.Errorf("%s: got\n%swant\n%s", name, got[name], want)
		}
	}
}
