package ingest_test

import (
	"bytes"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/ingest"
)

// graph is what the cases of testdata/bad.yaml find in the graph.
const graph = `{"type":"claim","id":"c1","text":"One."}
{"type":"claim","id":"c2","text":"Two.","item":"number","value":"2"}
{"type":"source","id":"s1"}
{"type":"source","id":"s2"}
{"type":"outlet","id":"o1","name":"O"}
{"type":"organization","id":"o1","name":"O"}
{"type":"statement","source":"s1","claim":"c1","stance":"SUPPORTS"}
`

type badCase struct {
	Name     string
	Lines    string
	Problems []string
	Written  int
}

func badCases(t *testing.T) []badCase {
	t.Helper()
	text, err := os.ReadFile("testdata/bad.yaml")
	if err != nil {
		t.Fatal(err)
	}
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	decoder.KnownFields(true)
	var cases []badCase
	if err := decoder.Decode(&cases); err != nil {
		t.Fatal(err)
	}
	supports := string(evidence.StatementIDOf("source:s1", "claim:c1", evidence.Supports))
	for i := range cases {
		for j, p := range cases[i].Problems {
			cases[i].Problems[j] = strings.ReplaceAll(p, "$supports", supports)
		}
	}
	return cases
}

func TestImport_BadLines(t *testing.T) {
	for _, c := range badCases(t) {
		t.Run(c.Name, func(t *testing.T) {
			s := newStore()
			clean(t, s, file(graph))
			before := len(s.content(t))
			var rejects strings.Builder
			summary := mustImport(t, s, file(c.Lines), ingest.Options{Rejects: &rejects})
			same(t, "problems", c.Problems, messages(summary.Problems))
			same(t, "records written", c.Written, summary.Written)
			same(t, "number of problems", len(c.Problems), summary.ProblemCount)
			same(t, "rejected lines", badLines(c), rejects.String())
			if after := len(s.content(t)); after > before+c.Written {
				t.Errorf("%d records in the graph after %d; %d were written", after, before, c.Written)
			}
		})
	}
}

// badLines returns the lines that the problems of a case name.
func badLines(c badCase) string {
	lines := strings.Split(c.Lines, "\n")
	var numbers []int
	for _, p := range c.Problems {
		n, err := strconv.Atoi(strings.Split(p, ":")[1])
		if err == nil && !slices.Contains(numbers, n) {
			numbers = append(numbers, n)
		}
	}
	var rejected strings.Builder
	for _, n := range numbers {
		rejected.WriteString(lines[n-1] + "\n")
	}
	return rejected.String()
}

func TestImport_BadBytes(t *testing.T) {
	good := `{"type":"person","id":"p1","name":"A"}`
	long := `{"type":"person","id":"p2","name":"` + strings.Repeat("a", 11<<20) + `"}`
	deep := `{"type":"claim","id":"c1","text":` + strings.Repeat("[", 20000) + strings.Repeat("]", 20000) + `}`
	for _, c := range []struct {
		name, text string
		problems   []string
		written    int
	}{
		{
			"byte order mark, CRLF, blank lines, white space",
			"\xef\xbb\xbf" + good + "\r\n\r\n  \n\t" + strings.Replace(good, "p1", "p2", 1) + "  \n", nil, 2,
		},
		{"no line end after the last line", good, nil, 1},
		{"cut last line", good + "\n" + good[:20],
			[]string{
				"f:2: the file ends in the middle of the line: not valid JSON at byte 20 (unexpected end of JSON " +
					"input); expected one object on the line",
			}, 1},
		{"bad UTF-8", "{\"type\":\"person\",\"id\":\"p2\",\"name\":\"caf\xe9\"}\n" + good,
			[]string{"f:1: not UTF-8: byte 0xe9 at byte 39; expected text in UTF-8"}, 1},
		{"UTF-16", "\xff\xfe" + strings.Join(strings.Split(good+"\n", ""), "\x00") + "\x00", nil, 1},
		{"UTF-16 without a mark", strings.Join(strings.Split(good+"\n", ""), "\x00") + "\x00", nil, 1},
		{
			"NUL", "{\"type\":\"person\x00\"}\n" + good, []string{"f:1: a NUL byte at byte 16; expected text in UTF-8"},
			1,
		},
		{"11 MB line", good + "\n" + long + "\n" + strings.Replace(good, "p1", "p3", 1),
			[]string{"f:2: longer than 10 MB; expected one object on a line"}, 2},
		{"text over 64 KB", `{"type":"person","id":"p2","name":"` + strings.Repeat("a", 65<<10) + `"}` + "\n" + good,
			[]string{"f:1: name: has 66560 bytes; expected at most 65536"}, 1},
		{"words over 2 MB", `{"type":"source","id":"s","text":"` + strings.Repeat("a", 2<<20+1) + `"}` + "\n" + good,
			[]string{"f:1: text: has 2097153 bytes; expected at most 2097152"}, 1},
		{"20,000 lists in one another", deep + "\n" + good,
			[]string{
				"f:1: not valid JSON at byte 10033 (invalid character '[' exceeded max depth); expected one object " +
					"on the line",
			}, 1},
		{"empty file", "", nil, 0},
		{"only blank lines", "\n\n \n", nil, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			summary := mustImport(t, newStore(), file(c.text), ingest.Options{})
			same(t, "problems", c.problems, messages(summary.Problems))
			same(t, "records written", c.written, summary.Written)
		})
	}
}

func TestImport_Strict(t *testing.T) {
	for _, c := range badCases(t) {
		if len(c.Problems) == 0 {
			continue
		}
		t.Run(c.Name, func(t *testing.T) {
			s := newStore()
			clean(t, s, file(graph))
			before, applied := s.content(t), len(s.batches)
			summary, err := ingest.Import(t.Context(), s, file(c.Lines), ingest.Options{Strict: true})
			if evidence.CodeOf(err) != evidence.CodeInvalid {
				t.Errorf("error %v; want code %s", err, evidence.CodeInvalid)
			}
			same(t, "problems", c.Problems, messages(summary.Problems))
			same(t, "batches", applied, len(s.batches))
			same(t, "graph", before, s.content(t))
		})
	}
}

func TestImport_ManyProblemsAreCounted(t *testing.T) {
	text := strings.Repeat("{}\n", ingest.MaxProblems+5)
	var rejects strings.Builder
	summary := mustImport(t, newStore(), file(text), ingest.Options{Rejects: &rejects})
	same(t, "problems kept", ingest.MaxProblems, len(summary.Problems))
	same(t, "problems counted", ingest.MaxProblems+5, summary.ProblemCount)
	same(t, "rejected lines", text, rejects.String())
}
