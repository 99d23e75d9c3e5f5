package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/credence-graph/credence/internal/terminal"
)

// TestTruthList prints what comes by pages as it prints the whole, to the byte.
func TestTruthList(t *testing.T) {
	node := func(item string) string {
		return fmt.Sprintf(`{"cursor":"c-%s","node":{"item":%[1]q,"mostStated":null,"reasons":["One <b> & `+
			`\u00e9."],"values":[{"value":"v","claims":[],`+
			`"probability":0.25,"sourceCount":1,"voiceCount":0,"voices":[]}]}}`, item)
	}
	connection := func(next bool, items ...string) json.RawMessage {
		var edges []string
		start, end := "null", "null"
		for _, item := range items {
			edges = append(edges, node(item))
		}
		if len(items) > 0 {
			start, end = fmt.Sprintf("%q", "c-"+items[0]), fmt.Sprintf("%q", "c-"+items[len(items)-1])
		}
		return json.RawMessage(
			fmt.Sprintf(
				`{"edges":[%s],"pageInfo":{"hasNextPage":%v,"hasPreviousPage":%v,"startCursor":%s,"endCursor":%s},"totalCount":%d}`,
				strings.Join(edges, ","), next, len(items) > 0 && items[0] != "a", start, end, 3*min(len(items), 1)))
	}
	for name, pages := range map[string][]json.RawMessage{
		"by pages": {connection(true, "a"), connection(true, "b"), connection(false, "c")},
		"at once":  {connection(false, "a", "b", "c")},
		"nothing":  {connection(false)},
	} {
		whole := connection(false, "a", "b", "c")
		if name == "nothing" {
			whole = pages[0]
		}
		for _, asJSON := range []bool{true, false} {
			var got, want bytes.Buffer
			list := TruthList{JSONList: JSONList{W: &got, Indent: "  "}, W: &got, JSON: asJSON}
			for i, page := range pages {
				more, err := list.Take(page)
				if err != nil || more != (i < len(pages)-1) {
					t.Fatalf("%s: more %v, error %v", name, more, err)
				}
			}
			if err := list.Finish(); err != nil {
				t.Fatal(err)
			}
			if err := wholeTruth(&want, whole, asJSON); err != nil {
				t.Fatal(err)
			}
			if got.String() != want.String() {
				t.Errorf("%s, JSON %v:\n%s\nwant\n%s", name, asJSON, got.String(), want.String())
			}
		}
	}
}

// wholeTruth prints a connection that is there as a whole.
func wholeTruth(w *bytes.Buffer, whole json.RawMessage, asJSON bool) error {
	if asJSON {
		return PrintJSON(w, whole)
	}
	p := &terminal.Page{}
	if err := Viewed(WriteTruths)(p, whole); err != nil {
		return err
	}
	w.WriteString(p.String())
	return nil
}
