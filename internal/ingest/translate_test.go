package ingest_test

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/formats"
	"github.com/credence-graph/credence/internal/ingest"
)

// ledger is a format of the tests: "ledger" on the first line, then "claim KEY TEXT" a line; "bad" rejects, "cut" ends
// it, "raw" passes bytes on that are no text, "many KEY N" makes so many claims of one line.
func ledger() formats.Format {
	return formats.Format{
		Name:      "ledger",
		Recognise: func(_ string, head []byte) bool { return bytes.HasPrefix(head, []byte("ledger\n")) },
		Read: func(_ context.Context, doc formats.Document, out formats.Lines) error {
			in := bufio.NewScanner(doc.Body)
			for n := 1; in.Scan(); n++ {
				at := "entry " + strconv.Itoa(n)
				word, rest, _ := strings.Cut(in.Text(), " ")
				key, text, _ := strings.Cut(rest, " ")
				var err error
				switch word {
				case "ledger":
					out.(formats.Noter).Note("entries are taken for claims")
				case "claim":
					err = out.Write(at, formats.Line{"type": "claim", "id": key, "text": text})
				case "stands":
					err = out.Write(at,
						formats.Line{"type": "statement", "source": key, "claim": text, "stance": "SUPPORTS"})
				case "raw":
					err = out.Write(at,
						formats.Line{"type": "claim", "id": key, "text": "T", "tags": []string{"a", "\xff"}})
				case "bad":
					err = out.Reject(at, "amount", "missing; expected an amount")
				case "cut":
					return evidence.Invalidf("", "ends in the middle of entry %d", n)
				case "fail":
					return errors.New("out of ink")
				}
				if err != nil {
					return err
				}
			}
			return in.Err()
		},
	}
}

func withLedger() ingest.Options { return ingest.Options{Formats: []formats.Format{ledger()}} }

func TestImport_AnotherFormatIsTurnedIntoLines(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	s := newStore()
	var rejects strings.Builder
	o := withLedger()
	o.Rejects = &rejects
	inputs := named("desk/a.txt",
		"ledger\nclaim c1 One.\nbad\nstands s1 c1\nraw c2\nclaim c3 Three.\ncut\nclaim c4 Four.\n",
		"b.jsonl", `{"type":"source","id":"s1"}`+"\n"+`{"type":"claim","id":"c5"}`)
	summary := mustImport(t, s, inputs, o)
	same(t, "problems", []string{
		"desk/a.txt: entry 3: amount: missing; expected an amount",
		"desk/a.txt: entry 5: tags: is not UTF-8, or contains a NUL character; expected text in UTF-8",
		"desk/a.txt: ends in the middle of entry 7",
		"b.jsonl:2: text: missing; expected the claim as a sentence; neither the graph nor another line has it",
	}, messages(summary.Problems))
	same(t, "counts", []int64{4, 5, 3}, []int64{int64(summary.ProblemCount), summary.Lines, summary.Rejected})
	same(t, "created", map[evidence.Kind]int{evidence.KindClaim: 2, evidence.KindSource: 1, evidence.KindStatement: 1},
		summary.Created)
	same(t, "files", []ingest.FileSummary{
		{Name: "desk/a.txt", Format: "ledger", Lines: 3, Problems: 3, Notes: []string{"entries are taken for claims"}},
		{Name: "b.jsonl", Format: "jsonl", Lines: 2, Problems: 1},
	}, summary.Files)
	same(t, "rejects", `{"file":"desk/a.txt","at":"entry 3","field":"amount","reason":"missing; expected an amount"}
{"file":"desk/a.txt","at":"entry 5","field":"tags","reason":"is not UTF-8, or contains a NUL character; expected `+
		`text in UTF-8"}
{"file":"desk/a.txt","reason":"ends in the middle of entry 7"}
{"type":"claim","id":"c5"}
`, rejects.String())
	statement := s.content(t)[evidence.ID(evidence.StatementIDOf("source:s1", "claim:c1", evidence.Supports))].Link
	if statement == nil || statement.Record().RecordedFrom != "a.txt" {
		t.Errorf("the statement is %+v; want one recorded from a.txt", statement)
	}
	left, err := os.ReadDir(os.TempDir())
	if err != nil || len(left) > 0 {
		t.Errorf("temporary files left: %v %v", left, err)
	}
}

func TestImport_ProblemsOfAnotherFormatAreToldWithTheirPlace(t *testing.T) {
	text := "ledger\n"
	for i := range 600 { // more than one mark of the places
		text += "claim c" + strconv.Itoa(i) + " T.\n"
	}
	text += "stands nobody c1\nstands s c599\n"
	var rejects strings.Builder
	o := withLedger()
	o.Rejects = &rejects
	summary := mustImport(t, newStore(),
		named("l", text, "s", `{"type":"source","id":"s"}`+"\n"+
			`{"type":"statement","source":"s","claim":"c599","stance":"REFUTES"}`), o)
	same(t, "problems", []string{
		`l: entry 602: source: "source:nobody" is neither in the files nor in the graph; expected a source that ` +
			`is there`,
		"l: entry 603: stance: SUPPORTS, but s:2 says the opposite of the same source and claim; expected one " +
			"of the two",
		"s:2: stance: REFUTES, but l: entry 603 says the opposite of the same source and claim; expected one " +
			"of the two",
	}, messages(summary.Problems))
	if !strings.HasPrefix(rejects.String(), `{"file":"l","at":"entry 602","field":"source","reason":`) {
		t.Errorf("the rejects are %s", rejects.String())
	}
	o.Strict = true
	s := newStore()
	_, err := ingest.Import(t.Context(), s, file("ledger\nclaim c T.\nbad\n"), o)
	wantError(t, err, evidence.CodeInvalid, "1 of 2 lines are bad, and nothing was imported")
	same(t, "batches", 0, len(s.batches))
}

func TestImport_FormatsAreToldByContent(t *testing.T) {
	for name, c := range map[string]struct{ file, text, format, words string }{
		"lines of our own":        {"x.txt", person, "jsonl", ""},
		"behind a mark":           {"x.txt", "\xef\xbb\xbf" + person, "jsonl", ""},
		"whatever the name":       {"x.jsonl", "ledger\nclaim c T.\n", "ledger", ""},
		"an unknown type":         {"x", `{"type":"persn","id":"p"}`, "jsonl", ""},
		"a good line after a bad": {"x", "rubbish\n" + person, "jsonl", ""},
		"rubbish by name":         {"x.ndjson", "rubbish\n", "jsonl", ""},
		"nothing":                 {"x", " \n", "jsonl", ""},
		"something": {
			"x.txt", "Dear all,\n", "",
			`x.txt is of no format that is read: it begins with "Dear all,"; expected jsonl, ledger`,
		},
		"an object":               {"x.json", `{"kind":"thing"}`, "", `it begins with "{\"kind\":\"thing\"}"`},
		"a ZIP archive":           {"x", "PK\x03\x04rest", "", "it is a ZIP archive"},
		"text in UTF-16":          {"x", "\xff\xfel\x00", "", `it begins with "l"`},
		"a type inside an object": {"x", `{"a":{"type":"person"}}`, "", "it begins with"},
		"a long line of our own": {
			"x", `{"type":"claim","id":"c","text":"` + strings.Repeat("x", 70<<10-1) + `"}`, "jsonl", "",
		},
		"a type at the line's end":  {"x", `{"id":"p","name":"A","type":"person"}`, "jsonl", ""},
		"an object that is no line": {"x", "{\n\"type\":\"person\"\n}", "", "it begins with"},
	} {
		t.Run(name, func(t *testing.T) {
			summary, err := ingest.Import(t.Context(), newStore(), named(c.file, c.text), withLedger())
			if c.words != "" {
				wantError(t, err, evidence.CodeInvalid, c.words)
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			same(t, "format", c.format, summary.Files[0].Format)
		})
	}
	o := withLedger()
	o.Format = "jsonl"
	same(t, "forced to lines", 2, mustImport(t, newStore(), file("ledger\nclaim c T.\n"), o).ProblemCount)
	o.Format = "ledger"
	same(t, "forced to the ledger", 1, sum(mustImport(t, newStore(), file("claim c T.\n"), o).Created))
	o.Format = "leger"
	_, err := ingest.Import(t.Context(), newStore(), file(person), o)
	wantError(t, err, evidence.CodeInvalid, `"leger" is not a format that is read; expected jsonl, ledger`)
}

func TestImport_WhatAFolderHoldsBesideIsToldAndTheRestGoesOn(t *testing.T) {
	s := newStore()
	inputs := named("notes.txt", "Dear all,\n", "p.jsonl", person)
	inputs[0].Found = true
	summary := mustImport(t, s, inputs, withLedger())
	same(t, "created", 1, sum(summary.Created))
	if len(summary.Problems) != 1 ||
		!strings.HasPrefix(summary.Problems[0].String(), "notes.txt: is of no format that is read") {
		t.Errorf("the problems are %v", messages(summary.Problems))
	}
	same(t, "files", "", summary.Files[0].Format)
}

func TestImport_AnotherFormatThatCannotBeReadOn(t *testing.T) {
	packed := pack(t, []byte("ledger\nclaim c T.\n"))
	bomb := pack(t, append([]byte("ledger\n"), bytes.Repeat([]byte("bad\n"), 17<<20)...))
	for name, c := range map[string]struct {
		in    ingest.Input
		words string
		code  evidence.Code
	}{
		"a cut pack": {
			ingest.Input{Name: "l", Path: write(t, "l", packed[:len(packed)-9])}, "l cannot be read",
			evidence.CodeInvalid,
		},
		"a bomb": {
			ingest.Input{Name: "l", Path: write(t, "l", bomb)}, "unpacks to more than 200 times its size",
			evidence.CodeInvalid,
		},
		"its reader": {file("ledger\nfail\n")[0], "reading f as ledger: out of ink", evidence.CodeInternal},
		"its storage": {
			ingest.Input{
				Name: "l", Reader: io.MultiReader(strings.NewReader("ledger\n"),
					readerFunc(func([]byte) (int, error) { return 0, errors.New("the line dropped") })),
			}, "the line dropped", evidence.CodeInvalid,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("TMPDIR", t.TempDir())
			s := newStore()
			_, err := ingest.Import(t.Context(), s, []ingest.Input{c.in}, withLedger())
			if evidence.CodeOf(err) != c.code || !strings.Contains(err.Error(), c.words) {
				t.Errorf("error %v (code %s); want code %s and %q", err, evidence.CodeOf(err), c.code, c.words)
			}
			same(t, "batches", 0, len(s.batches))
			left, err := os.ReadDir(os.TempDir())
			if err != nil || len(left) > 0 {
				t.Errorf("temporary files left: %v %v", left, err)
			}
		})
	}
	ctx, cancel := context.WithCancel(t.Context())
	o := withLedger()
	o.Formats[0].Recognise = func(string, []byte) bool { cancel(); return true }
	_, err := ingest.Import(ctx, newStore(), file("ledger\nclaim c T.\n"), o)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v; want that of the context", err)
	}
}

// TestImport_WhatIsSaidAgainCostsNothing: the last line about a node once more is left out; what another line changed
// meanwhile is said again.
func TestImport_WhatIsSaidAgainCostsNothing(t *testing.T) {
	s := newStore()
	summary := mustImport(t, s,
		file("ledger\nclaim c One.\nclaim c One.\nclaim d One.\nclaim c Two.\nclaim c One.\nclaim c One.\n"),
		withLedger())
	same(t, "lines", int64(4), summary.Lines)
	claim, _ := s.content(t)["claim:c"].Node.(*evidence.Claim)
	if claim == nil || claim.Text != "One." {
		t.Errorf("the claim is %+v; want what was said last", claim)
	}
}

// TestImport_DryRunSaysWhatTheImportDoes: the plan of an import is its result, and it writes nothing.
func TestImport_DryRunSaysWhatTheImportDoes(t *testing.T) {
	var lines []string
	for _, text := range []string{readFile(t, "testdata/all.jsonl"), graph, merged} {
		for line := range strings.Lines(text) {
			lines = append(lines, strings.TrimSpace(line)+"\n")
		}
	}
	rapid.Check(t, func(r *rapid.T) {
		some := func(label string) string {
			return strings.Join(rapid.SliceOfN(rapid.SampledFrom(lines), 0, 30).Draw(r, label), "")
		}
		s := newStore()
		if _, err := ingest.Import(t.Context(), s, file(some("before")), ingest.Options{}); err != nil {
			r.Fatal(err)
		}
		if rapid.Bool().Draw(r, "erased") {
			_, _ = s.Erase(t.Context(), "person:p1", "test", "asked") // it may not be there
		}
		batches, text, o := len(s.batches), some("new"), ingest.Options{
			BatchSize: rapid.IntRange(1, 9).Draw(r, "batch size"), DryRun: true,
		}
		plan, err := ingest.Import(t.Context(), s, file(text), o)
		if err != nil {
			r.Fatal(err)
		}
		if len(s.batches) != batches {
			r.Fatal("a plan was written")
		}
		o.DryRun = false
		done, err := ingest.Import(t.Context(), s, file(text), o)
		if err != nil {
			r.Fatal(err)
		}
		nonzero := func(m map[evidence.Kind]int) map[evidence.Kind]int {
			for kind, n := range m {
				if n == 0 {
					delete(m, kind)
				}
			}
			return m
		}
		same(t, "created", nonzero(done.Created), nonzero(plan.Created))
		same(t, "changed", nonzero(done.Changed), nonzero(plan.Changed))
		same(t, "unchanged", nonzero(done.Unchanged), nonzero(plan.Unchanged))
		same(t, "written", done.Written, plan.Written)
		same(t, "problems", messages(done.Problems), messages(plan.Problems))
		if t.Failed() {
			r.FailNow()
		}
	})
}
