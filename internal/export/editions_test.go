package export_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/export"
	"github.com/credence-graph/credence/internal/ingest"
)

// TestEditions: a file of all that stands says which versions are in force, and a graph that it is imported into
// knows them.
func TestEditions(t *testing.T) {
	s := memory()
	at := time.Date(2024, 3, 1, 10, 0, 0, 120e6, time.UTC)
	statement := evidence.Statement{Source: "source:s", Claim: "claim:c", Stance: evidence.Supports}.Normalize()
	b := evidence.Batch{
		Sources:    []evidence.Put[evidence.Source]{{Value: evidence.Source{ID: "source:s", Title: "T"}}},
		Claims:     []evidence.Put[evidence.Claim]{{Value: evidence.Claim{ID: "claim:c", Text: "c"}}},
		Statements: []evidence.Put[evidence.Statement]{{Value: statement}},
		Editions: []evidence.Edition{
			{Of: "opinion 1", At: at, States: []evidence.ID{statement.LinkID()}}, {Of: "source:s", At: at},
			{Of: "revoked", At: at},
		},
	}
	for i := range 6000 { // more than are read at a time
		b.Editions = append(b.Editions, evidence.Edition{Of: fmt.Sprintf("record %05d", i), At: at})
	}
	apply(t, s, b)
	lines := func(s exporter) string {
		var out bytes.Buffer
		_, hash, err := export.From{Scanner: s, Denials: s, Editions: s.(evidence.Editions)}.WriteLines(t.Context(), &out)
		if err != nil {
			t.Fatal(err)
		}
		if sum := sha256.Sum256(out.Bytes()); hash != hex.EncodeToString(sum[:]) {
			t.Errorf("the hash of the lines is %s, expected %x", hash, sum)
		}
		return out.String()
	}
	text := lines(s)
	for _, want := range []string{
		`{"type":"edition","record":"opinion 1","edition":"2024-03-01T10:00:00.12Z","states":["` +
			string(statement.ID) + `"]}`,
		`{"type":"edition","record":"source:s","edition":"2024-03-01T10:00:00.12Z"}`,
		`{"type":"edition","record":"record 05999","edition":"2024-03-01T10:00:00.12Z"}`,
	} {
		if strings.Count(text, want+"\n") != 1 {
			t.Errorf("the file does not have the line %s once", want)
		}
	}
	again := memory()
	if _, err := ingest.Import(t.Context(), again, []ingest.Input{{Name: "f", Reader: strings.NewReader(text)}},
		ingest.Options{}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(text, lines(again)); diff != "" {
		t.Errorf("exported, imported and exported again (-first +second):\n%s", diff)
	}
}
