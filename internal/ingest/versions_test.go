package ingest_test

import (
	"context"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/formats"
	"github.com/credence-graph/credence/internal/ingest"
)

// versioned are lines about an outlet and its owners; the record r has three versions.
const versioned = `{"type":"outlet","id":"o","name":"Third","edition":"2024-03-01T10:00:00.300Z"}
{"type":"outlet","id":"o","name":"First","country":"FR","edition":"2024-03-01T10:00:00.100Z"}
{"type":"outlet","id":"o","name":"Second","edition":"2024-03-01T12:00:00.200+02:00"}
{"type":"person","id":"a","name":"A"}
{"type":"person","id":"b","name":"B"}
{"type":"edition","record":"r","edition":"2022-06","until":"2022-05-01"}
{"type":"ownership","asset":"o","owner":"b","validFrom":"2022-05-01","record":"r","edition":"2022-06"}
{"type":"ownership","asset":"o","owner":"a","share":60,"record":"r","edition":"2020"}
{"type":"ownership","asset":"o","owner":"a","share":50,"record":"r","edition":"2021 x"}
{"type":"edition","record":"r","edition":"2021 x","until":"2020-12-31"}`

func link[T any](t *testing.T, s *store, id evidence.ID) *T {
	t.Helper()
	objects, err := s.Store.Objects(t.Context(), []evidence.ID{id}, evidence.Moment{})
	if err != nil {
		t.Fatal(err)
	}
	found, _ := any(objects[0].Link).(*T)
	return found
}

func outletName(t *testing.T, s *store) string {
	t.Helper()
	objects, err := s.Store.Objects(t.Context(), []evidence.ID{"outlet:o"}, evidence.Moment{})
	if err != nil {
		t.Fatal(err)
	}
	if o, _ := objects[0].Node.(*evidence.Outlet); o != nil {
		return o.Name
	}
	return ""
}

func ownershipOf(owner evidence.ID, from evidence.Date) evidence.ID {
	return evidence.ID(evidence.OwnershipIDOf("outlet:o", owner, from))
}

// TestVersions: of lines of several versions those of the latest are recorded, in whatever order they stand and in
// batches of any size, and what an earlier one stated has its end.
func TestVersions(t *testing.T) {
	lines := strings.Split(versioned, "\n")
	for turn := range lines {
		for _, size := range []int{1, 3, 100} {
			s := newStore()
			turned := strings.Join(append(append([]string{}, lines[turn:]...), lines[:turn]...), "\n")
			for range 2 {
				summary := mustImport(t, s, file(turned), ingest.Options{BatchSize: size})
				if summary.ProblemCount > 0 {
					t.Fatalf("the problems are %v", summary.Problems)
				}
				a, b := link[evidence.Ownership](t, s, ownershipOf("person:a", "")), link[evidence.Ownership](t,
					s, ownershipOf("person:b", "2022-05-01"))
				if outletName(t, s) != "Third" || a == nil || *a.SharePercent != 50 || a.ValidTo != "2022-05-01" || b == nil ||
					b.ValidTo != "" {
					t.Fatalf("turned by %d, batches of %d: %q, %+v, %+v", turn, size, outletName(t, s), a, b)
				}
			}
			older := mustImport(t, s, file(lines[1]+"\n"+lines[7]+"\n"+lines[3]), ingest.Options{BatchSize: size})
			want := "older versions than the graph has, which change nothing: outlet:o of 2024-03-01T10:00:00.1Z " +
				"(the graph has that of 2024-03-01T10:00:00.3Z), " +
				"r of 2020-01-01 (the graph has that of 2022-06-01)"
			same(t, "notes about older versions", []string{want}, older.Files[0].Notes)
			same(t, "unchanged by older versions",
				map[evidence.Kind]int{evidence.KindOutlet: 1, evidence.KindOwnership: 1, evidence.KindPerson: 1},
				older.Unchanged)
			same(t, "changed by older versions", 0, sum(older.Changed)+sum(older.Created)+sum(older.Retracted))
		}
	}
}

// TestVersions_Plan: a dry run says what the import does that follows it.
func TestVersions_Plan(t *testing.T) {
	first := `{"type":"outlet","id":"o","name":"O","edition":"2020"}
{"type":"person","id":"a","name":"A"}
{"type":"ownership","asset":"o","owner":"a","validFrom":"2019","record":"r","edition":"2020"}
{"type":"ownership","asset":"o","owner":"a","validFrom":"2030","record":"r","edition":"2020"}
{"type":"claim","id":"c","text":"c"}
{"type":"source","id":"s"}
{"type":"statement","source":"s","claim":"c","stance":"SUPPORTS","record":"q","edition":"2020"}`
	for name, next := range map[string]string{
		"a newer version": `{"type":"edition","record":"r","edition":"2021","until":"2021"}
{"type":"outlet","id":"o","name":"P","edition":"2021"}
{"type":"statement","source":"s","claim":"c","stance":"REFUTES","record":"q","edition":"2021"}`,
		"a revocation":       `{"type":"edition","record":"q","edition":"2021"}`,
		"an older version":   strings.ReplaceAll(first, `"edition":"2020"`, `"edition":"2019"`),
		"the same once more": first,
	} {
		s := newStore()
		clean(t, s, file(first))
		planned := mustImport(t, s, file(next), ingest.Options{DryRun: true})
		done := clean(t, s, file(next))
		for what, pair := range map[string][2]map[evidence.Kind]int{
			"created": {planned.Created, done.Created}, "changed": {planned.Changed, done.Changed},
			"unchanged": {planned.Unchanged, done.Unchanged}, "retracted": {planned.Retracted, done.Retracted},
		} {
			same(t, name+": "+what, pair[1], pair[0])
		}
		if name == "a newer version" {
			same(t, "retracted", map[evidence.Kind]int{evidence.KindOwnership: 1, evidence.KindStatement: 1},
				done.Retracted)
		}
	}
}

// TestVersions_BadLine: a version of which a line is bad ends nothing of what the graph has.
func TestVersions_BadLine(t *testing.T) {
	s := newStore()
	clean(t, s, file(`{"type":"outlet","id":"o","name":"O"}
{"type":"person","id":"a","name":"A"}
{"type":"ownership","asset":"o","owner":"a","record":"r","edition":"2020"}`))
	summary := mustImport(t, s, file(`{"type":"ownership","asset":"o","owner":"nobody","record":"r","edition":"2021"}
{"type":"ownership","asset":"o","owner":"a","validFrom":"2020","record":"r","edition":"2021"}`), ingest.Options{})
	same(t, "problems", 1, summary.ProblemCount)
	if o := link[evidence.Ownership](t, s, ownershipOf("person:a", "")); o == nil || o.ValidTo != "" {
		t.Errorf("the ownership of the earlier version is %+v, expected it as it was", o)
	}
}

// TestVersions_ByHand: what somebody changes stays, whatever version arrives that is older; one that is newer
// overwrites it.
func TestVersions_ByHand(t *testing.T) {
	s := newStore()
	clean(t, s, file(`{"type":"outlet","id":"o","name":"O","edition":"2020-05"}`))
	clean(t, s, file(`{"type":"outlet","id":"o","name":"By hand"}`))
	for _, c := range []struct{ edition, want string }{{"2020-04", "By hand"}, {"2020-06", "O"}} {
		clean(t, s, file(`{"type":"outlet","id":"o","name":"O","edition":"`+c.edition+`"}`))
		same(t, "the name after the version of "+c.edition, c.want, outletName(t, s))
	}
}

// emptied is a format whose documents are of one version: its readers say of a field that it is empty.
func emptied() formats.Format {
	return formats.Format{Name: "emptied", Recognise: func(string, []byte) bool { return true }, Read: readEmptied}
}

// TestVersions_Cleared: what a version leaves empty is cleared if it is newer than that of the graph; the same
// version once more leaves what somebody has added.
func TestVersions_Cleared(t *testing.T) {
	s := newStore()
	country := func() string {
		objects, err := s.Store.Objects(t.Context(), []evidence.ID{"outlet:o"}, evidence.Moment{})
		if err != nil {
			t.Fatal(err)
		}
		o, _ := objects[0].Node.(*evidence.Outlet)
		return o.Country
	}
	read := func(edition string) {
		mustImport(t, s, file(edition), ingest.Options{Formats: []formats.Format{emptied()}, Format: "emptied"})
	}
	read("2020")
	clean(t, s, file(`{"type":"outlet","id":"o","country":"FR"}`))
	read("2020")
	same(t, "the country after the same version", "FR", country())
	read("2021")
	same(t, "the country after a newer version", "", country())
}

func TestVersions_BadLines(t *testing.T) {
	long := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC).Format(time.RFC1123)
	for text, want := range map[string]string{
		`{"type":"outlet","id":"o","name":"O","edition":"` + long +
			`"}`: `f:1: edition: "` + long + `" does not begin with the time of a version; expected when`,
		`{"type":"outlet","id":"o","name":"O",` +
			`"edition":7}`: `f:1: edition: found the number 7; expected when`,
		`{"type":"outlet","id":"o","name":"O","record":"r",` +
			`"edition":"2020"}`: `f:1: record: stands on a line about a node, which is a record itself; leave it out`,
		`{"type":"outlet","id":"o","name":"O","edition":"2020",` +
			`"edition":"2021"}`: `f:1: edition: stands twice on the line; expected each field once`,
		`{"type":"edition","edition":"2020"}`: `f:1: record: missing beside an edition; expected a name`,
		`{"type":"edition","record":"r"}`:     `f:1: edition: missing; expected when`,
		`{"type":"edition","record":"",` +
			`"edition":"2020"}`: `f:1: record: is empty or too long; expected a name`,
		`{"type":"edition","record":"r","edition":"2020",` +
			`"until":"soon"}`: `f:1: until: "soon" is not a day; expected a date`,
		`{"type":"edition","record":"r","edition":"2020",` +
			`"states":["claim:c"]}`: `f:1: states: "claim:c" is not the id of a link; expected a list of ids of links`,
		`{"type":"edition","record":"r","edition":"2020",` +
			`"name":"x"}`: `f:1: name: unknown field`,
		`{"type":"statement","source":"s","claim":"c","stance":"SUPPORTS",` +
			`"record":"r"}`: `f:1: edition: missing; expected when`,
		`{"type":"statement","source":"s","claim":"c","stance":"SUPPORTS","record":"claim:c",` +
			`"edition":"2020"}`: `f:1: record: "claim:c" is the id of a node or link; expected a name`,
		`{"type":"confirmation","source":"s","record":"r","edition":"2020"}`: `f:1: record: unknown field`,
	} {
		summary := mustImport(t, newStore(), file(text), ingest.Options{})
		if got := messages(summary.Problems); len(got) != 1 || !strings.HasPrefix(got[0], want) {
			t.Errorf("%s\n  %q, expected %q", text, got, want)
		}
	}
}

func readEmptied(_ context.Context, doc formats.Document, out formats.Lines) error {
	text, err := io.ReadAll(doc.Body)
	if err != nil {
		return err
	}
	return out.Write("all", formats.Line{
		"type": "outlet", "id": "outlet:o", "name": "O", "country": nil, "edition": string(text),
	})
}
