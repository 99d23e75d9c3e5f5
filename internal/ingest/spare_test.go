package ingest_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"strconv"
	"strings"
	"testing"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/formats"
	"github.com/credence-graph/credence/internal/ingest"
)

// foreign is a format of the tests: "foreign" on the first line, then lines of our own as another system would make
// them.
func foreign() formats.Format {
	return formats.Format{
		Name:      "foreign",
		Recognise: func(_ string, head []byte) bool { return bytes.HasPrefix(head, []byte("foreign\n")) },
		Read: func(_ context.Context, doc formats.Document, out formats.Lines) error {
			in := bufio.NewScanner(doc.Body)
			for n := 1; in.Scan(); n++ {
				var line formats.Line
				if json.Unmarshal(in.Bytes(), &line) != nil {
					continue
				}
				if err := out.Write("item "+strconv.Itoa(n), line); err != nil {
					return err
				}
			}
			return in.Err()
		},
	}
}

// A field that cannot be read costs its record nothing else, unless the record would say more without it.
func TestImport_AnUnreadableFieldIsLeftOut(t *testing.T) {
	s := newStore()
	o := ingest.Options{Formats: []formats.Format{foreign()}, Format: "foreign"}
	lines := []string{
		"foreign",
		`{"type":"source","id":"s","title":"T","publishedAt":"some day","reliability":"Z"}`,
		`{"type":"claim","id":"c","text":"C.","claimDate":"03/04/2024"}`,
		`{"type":"statement","source":"s","claim":"c","stance":"SUPPORTS","confidence":900}`,
		`{"type":"source","id":"w","title":"W","withdrawnAt":"some day"}`,
		`{"type":"outlet","id":"o","name":"O"}`,
		`{"type":"organization","id":"g","name":"G"}`,
		`{"type":"ownership","asset":"outlet:o","owner":"organization:g","validTo":"some day"}`,
		`{"type":"ownership","asset":"outlet:o","owner":"organization:g","share":"most"}`,
	}
	summary := mustImport(t, s, named("f", strings.Join(lines, "\n")), o)
	const rest = "; this field is left out and the rest is recorded"
	var got []string
	for _, m := range messages(summary.Problems) {
		before, _, _ := strings.Cut(m, "; expected")
		if strings.HasSuffix(m, rest) {
			before += " (left out)"
		}
		got = append(got, before)
	}
	same(t, "problems", []string{
		`f: item 2: reliability: "Z" is not an Admiralty letter (left out)`,
		`f: item 2: publishedAt: "some day" is not a date (left out)`,
		`f: item 3: claimDate: "03/04/2024" is ambiguous: it can be 3 April 2024 or 4 March 2024 (left out)`,
		`f: item 4: confidence: 900 is out of range (left out)`,
		`f: item 5: withdrawnAt: "some day" is not a date`,
		`f: item 8: validTo: "some day" is not a date`,
		`f: item 9: sharePercent: found the text "most"`,
	}, got)
	same(t, "counts", []int{7, 4}, []int{summary.ProblemCount, summary.LeftOut})
	same(t, "created", map[evidence.Kind]int{
		evidence.KindSource: 1, evidence.KindClaim: 1, evidence.KindStatement: 1, evidence.KindOutlet: 1,
		evidence.KindOrganization: 1,
	}, summary.Created)
	o.Strict = true
	_, err := ingest.Import(t.Context(), newStore(), named("f", strings.Join(lines[:2], "\n")), o)
	wantError(t, err, evidence.CodeInvalid, "fields that cannot be read: 2, and nothing was imported")
}
