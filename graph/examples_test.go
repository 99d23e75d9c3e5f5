package graph_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/credence-graph/credence/graph/graphtest"
	"github.com/credence-graph/credence/internal/ingest"
)

// TestExamples asks the questions of examples/ of the graph beside them and the fact check in seed, and compares the
// answers with those that are kept, and these with the guide that shows them. With -update both are written.
func TestExamples(t *testing.T) {
	store := factCheck(t)
	inputs, err := ingest.Inputs([]string{"examples/graph.jsonl"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if summary, err := ingest.Import(t.Context(), store, inputs, ingest.Options{}); err != nil ||
		summary.ProblemCount > 0 {
		t.Fatalf("importing the examples' graph: %v, %v", err, summary.Problems)
	}
	graphtest.Golden(t, "examples", server(t, store), *update)

	const file = "examples/README.md"
	guide := guide(t)
	if *update {
		if err := os.WriteFile(file, guide, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if shown, err := os.ReadFile(file); err != nil || !bytes.Equal(shown, guide) {
		t.Errorf("%s does not show the questions and answers as they are (%v); write it with: go test ./graph -run "+
			"TestExamples -update", file, err)
	}
}

// guide writes the questions with their answers, one after the other.
func guide(t *testing.T) []byte {
	t.Helper()
	var out bytes.Buffer
	out.WriteString(`# Twenty questions

What analysts, dashboards and auditors ask, with the answers of a small graph: a dam that was damaged or was not, told
by an agency,
the papers that print it, a rumour that feeds on itself, and an owner behind two papers. To ask it yourself:

` + "```sh" + `
credence import graph/examples/graph.jsonl
credence demo          # the fact check, for question 15; then it serves at http://127.0.0.1:8484/graphql
` + "```" + `

Each question is a file of this folder and is asked by a test, of the oracle and of a real Neo4j.
`)
	for _, file := range graphtest.Queries(t, "examples") {
		query, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		answer, err := os.ReadFile(strings.TrimSuffix(file, ".graphql") + ".golden.json")
		if err != nil {
			t.Fatal(err)
		}
		question, text, found := strings.Cut(strings.TrimPrefix(string(query), "# "), "\n")
		if !found || !strings.HasSuffix(strings.TrimSuffix(question, " (Of the fact check in seed/.)"), "?") {
			t.Fatalf("%s does not begin with its question", file)
		}
		number, words, _ := strings.Cut(strings.TrimSuffix(filepath.Base(file), ".graphql"), "-")
		if name := operationName(words); !strings.HasPrefix(text, "query "+name+" {\n") {
			t.Errorf("the operation of %s is not called %s, as its file is", file, name)
		}
		out.WriteString("\n## " + strings.TrimPrefix(number, "0") + ". " + question +
			"\n\n```graphql\n" + strings.TrimSpace(text) + "\n```\n\n```json\n")
		out.Write(compact(t, answer))
		out.WriteString("\n```\n")
	}
	return out.Bytes()
}

// operationName turns the words of a file's name into the name of its operation: which-count-once into WhichCountOnce.
// Generators of code call types and files by it, so every question needs its own.
func operationName(words string) string {
	var name strings.Builder
	for word := range strings.SplitSeq(words, "-") {
		name.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	return name.String()
}

// widest is how wide a line of an answer in the guide may be.
const widest = 140

// compact lays out JSON so that what fits on a line stands on one.
func compact(t *testing.T, text []byte) []byte {
	t.Helper()
	var answer struct{ Data json.RawMessage }
	if err := json.Unmarshal(text, &answer); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := lay(&out, answer.Data, ""); err != nil {
		t.Fatal(err)
	}
	return []byte(strings.NewReplacer(`\u003c`, "<", `\u003e`, ">", `\u0026`, "&").Replace(out.String())) // for readers
}

func lay(out *bytes.Buffer, value json.RawMessage, indent string) error {
	var line bytes.Buffer
	if err := json.Compact(&line, value); err != nil {
		return err
	}
	if line.Len()+len(indent) <= widest || line.Bytes()[0] != '{' && line.Bytes()[0] != '[' {
		out.Write(line.Bytes())
		return nil
	}
	decoder := json.NewDecoder(bytes.NewReader(value))
	opening, err := decoder.Token()
	if err != nil {
		return err
	}
	out.WriteString(opening.(json.Delim).String())
	for first := true; decoder.More(); first = false {
		if !first {
			out.WriteByte(',')
		}
		out.WriteString("\n" + indent + "  ")
		if opening == json.Delim('{') {
			name, err := decoder.Token()
			if err != nil {
				return err
			}
			quoted, err := json.Marshal(name)
			if err != nil {
				return err
			}
			out.Write(quoted)
			out.WriteString(": ")
		}
		var inner json.RawMessage
		if err := decoder.Decode(&inner); err != nil {
			return err
		}
		if err := lay(out, inner, indent+"  "); err != nil {
			return err
		}
	}
	closing, err := decoder.Token()
	if err != nil {
		return err
	}
	out.WriteString("\n" + indent + closing.(json.Delim).String())
	return nil
}
