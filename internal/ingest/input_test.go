package ingest_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/ingest"
)

const person = `{"type":"person","id":"p1","name":"A"}` + "\n"

func write(t *testing.T, name string, text []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func pack(t *testing.T, text []byte) []byte {
	t.Helper()
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	if _, err := w.Write(text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return packed.Bytes()
}

func wantError(t *testing.T, err error, code evidence.Code, words string) {
	t.Helper()
	if evidence.CodeOf(err) != code || !strings.Contains(err.Error(), words) {
		t.Errorf("error %v (code %s); want code %s and %q", err, evidence.CodeOf(err), code, words)
	}
}

func TestInputs(t *testing.T) {
	path := write(t, "a.jsonl", []byte(person))
	inputs, err := ingest.Inputs([]string{path, "-"}, strings.NewReader(strings.Replace(person, "p1", "p2", 1)))
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("TMPDIR", t.TempDir())
	s := newStore()
	same(t, "created", 2, sum(clean(t, s, inputs).Created))
	left, err := os.ReadDir(os.TempDir())
	if err != nil || len(left) > 0 {
		t.Errorf("temporary files left: %v %v", left, err)
	}
	for _, c := range []struct {
		arguments []string
		words     string
	}{
		{nil, "no file given"},
		{[]string{"-", "-"}, "given twice"},
		{[]string{path + "x"}, "there is no such file"},
		{[]string{t.TempDir()}, "is a folder without files"},
		{[]string{filepath.Join(filepath.Dir(path), "b*")}, "no file has a name like that"},
		{[]string{"["}, "as a pattern"},
	} {
		_, err := ingest.Inputs(c.arguments, strings.NewReader(""))
		wantError(t, err, evidence.CodeInvalid, c.words)
	}
}

func TestInputs_FoldersAndPatterns(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"b.jsonl", "a/z.jsonl", "a/c/d.jsonl", ".hidden/x.jsonl", "a/.x.jsonl"} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(person), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(dir, filepath.Join(dir, "a", "loop")); err != nil {
		t.Fatal(err)
	}
	names := func(arguments ...string) []string {
		t.Helper()
		inputs, err := ingest.Inputs(arguments, nil)
		if err != nil {
			t.Fatal(err)
		}
		var list []string
		for _, in := range inputs {
			name, err := filepath.Rel(dir, in.Path)
			if err != nil {
				t.Fatal(err)
			}
			if in.Found {
				name += " found"
			}
			list = append(list, name)
		}
		return list
	}
	same(t, "folder", []string{"a/c/d.jsonl found", "a/z.jsonl found", "b.jsonl found"}, names(dir))
	same(t, "once", []string{"b.jsonl", "a/c/d.jsonl found", "a/z.jsonl found"},
		names(filepath.Join(dir, "b.jsonl"), dir))
	same(t, "pattern", []string{"a/c/d.jsonl found", "a/z.jsonl"},
		names(filepath.Join(dir, "a", "c*"), filepath.Join(dir, "?", "z*")))
}

func TestImport_PackedByContent(t *testing.T) {
	packed := pack(t, []byte(person))
	for what, in := range map[string]ingest.Input{
		"a file":   {Name: "p.jsonl", Path: write(t, "p.jsonl", packed)},
		"a reader": {Name: "standard input", Reader: bytes.NewReader(packed)},
	} {
		s := newStore()
		clean(t, s, []ingest.Input{in})
		same(t, what, 1, len(s.batches))
	}
}

func TestImport_PackedFiles(t *testing.T) {
	s := newStore()
	packed := pack(t, []byte(person))
	clean(t, s, []ingest.Input{{Name: "p.jsonl.gz", Path: write(t, "p.jsonl.gz", packed)}})
	same(t, "batches", 1, len(s.batches))
	bomb := pack(t, bytes.Repeat([]byte("a"), 65<<20))
	for name, c := range map[string]struct {
		text  []byte
		words string
	}{
		"bomb.gz": {bomb, "unpacks to more than 200 times its size"},
		"text.gz": {[]byte(person), "not packed with gzip"},
		"cut.gz":  {packed[:len(packed)-9], "unexpected EOF"},
	} {
		s := newStore()
		_, err := ingest.Import(t.Context(), s, []ingest.Input{{Name: name, Path: write(t, name, c.text)}},
			ingest.Options{})
		wantError(t, err, evidence.CodeInvalid, c.words)
		wantError(t, err, evidence.CodeInvalid, name)
		same(t, "batches", 0, len(s.batches))
	}
}

// changing changes a file as soon as the import has judged it.
type changing struct {
	*store
	path string
}

func (c changing) Status(ctx context.Context) (evidence.Status, error) {
	if err := os.WriteFile(c.path, []byte(strings.Repeat(person, 2)), 0o600); err != nil {
		return evidence.Status{}, err
	}
	return c.store.Status(ctx)
}

func TestImport_FileThatChangesMeanwhile(t *testing.T) {
	path := write(t, "p.jsonl", []byte(person))
	s := changing{newStore(), path}
	_, err := ingest.Import(t.Context(), s, []ingest.Input{{Name: "p.jsonl", Path: path}}, ingest.Options{})
	wantError(t, err, evidence.CodeConflict, "changed while it was imported")
	same(t, "batches", 0, len(s.batches))
}

func TestImport_ReaderThatFails(t *testing.T) {
	broken := io.MultiReader(strings.NewReader(person),
		readerFunc(func([]byte) (int, error) { return 0, errors.New("the line dropped") }))
	_, err := ingest.Import(t.Context(), newStore(), []ingest.Input{{Name: "standard input", Reader: broken}},
		ingest.Options{})
	wantError(t, err, evidence.CodeInvalid, "the line dropped")
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

func TestImport_StopsWithItsContext(t *testing.T) {
	reading, cancel := context.WithCancel(t.Context())
	release := make(chan struct{})
	defer close(release)
	silent := readerFunc(func([]byte) (int, error) {
		cancel()
		<-release
		return 0, io.EOF
	})
	_, err := ingest.Import(reading, newStore(), []ingest.Input{{Name: "standard input", Reader: silent}},
		ingest.Options{})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v; want that of the context", err)
	}

	scanning, stop := context.WithCancel(t.Context())
	many := strings.Repeat(person, 10000)
	_, err = ingest.Import(scanning, newStore(), file(many), ingest.Options{Progress: func(ingest.Progress) { stop() }})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v; want that of the context", err)
	}
}

// failing refuses the second batch.
type failing struct{ *store }

func (f failing) Apply(ctx context.Context, b evidence.Batch) (evidence.Applied, error) {
	if len(f.batches) == 1 {
		return evidence.Applied{}, &evidence.Error{Code: evidence.CodeUnavailable, Message: "gone"}
	}
	return f.store.Apply(ctx, b)
}

func TestImport_StoreThatFailsIsCompletedByTheNextImport(t *testing.T) {
	text := readFile(t, "testdata/all.jsonl")
	s := newStore()
	summary, err := ingest.Import(t.Context(), failing{s}, file(text), ingest.Options{BatchSize: 4})
	wantError(t, err, evidence.CodeUnavailable, "gone")
	same(t, "written", 4, summary.Written)
	same(t, "created", 4, sum(summary.Created))
	clean(t, s, file(text))
	whole := newStore()
	clean(t, whole, file(text))
	sameGraph(t, whole.content(t), s.content(t))
}

func TestImport_ReportsProgressInBytes(t *testing.T) {
	text := strings.Repeat(strings.Replace(person, "A", strings.Repeat("A", 500), 1), 5000)
	var seen []ingest.Progress
	mustImport(t, newStore(), file(text), ingest.Options{Progress: func(p ingest.Progress) { seen = append(seen, p) }})
	last := map[ingest.Phase]ingest.Progress{}
	var phases []ingest.Phase
	for _, p := range seen {
		before, known := last[p.Phase]
		if !known {
			phases = append(phases, p.Phase)
		}
		if p.Done < before.Done || p.Done > p.Of {
			t.Errorf("progress went from %+v to %+v", before, p)
		}
		last[p.Phase] = p
	}
	same(t, "phases", []ingest.Phase{ingest.Reading, ingest.Checking, ingest.Writing}, phases)
	size := int64(len(text))
	same(t, "reading", ingest.Progress{Phase: ingest.Reading, Done: size, Of: size, Lines: 5000}, last[ingest.Reading])
	same(t, "writing", ingest.Progress{Phase: ingest.Writing, Done: size, Of: size, Lines: 5000}, last[ingest.Writing])
	if len(seen) < 4 {
		t.Errorf("%d reports; want some while reading", len(seen))
	}
}

func TestImport_BatchesAndWhereTheyComeFrom(t *testing.T) {
	s := newStore()
	text := readFile(t, "testdata/all.jsonl")
	mustImport(t, s, named("dir/a.jsonl", text, "b.jsonl",
		`{"type":"statement","source":"s4","claim":"c2","stance":"MENTIONS"}`),
		ingest.Options{BatchSize: 3, Collector: "somebody"})
	links := false
	for i, b := range s.batches {
		if b.Len() > 4 { // the line of type same states two records
			t.Errorf("batch %d holds %d records; want 3", i, b.Len())
		}
		n := len(b.Claims) + len(b.Sources) + len(b.Outlets) + len(b.Organizations) + len(b.Persons) + len(b.Reviews)
		if links && n > 0 {
			t.Errorf("batch %d holds nodes after links", i)
		}
		links = links || n < b.Len()
		want := "a.jsonl"
		if len(b.Statements) == 1 && b.Statements[0].Value.Source == "source:s4" {
			want = "b.jsonl"
		}
		same(t, "recorded from", want, b.RecordedFrom)
		same(t, "collector", "somebody", b.Collector)
		same(t, "method", evidence.Imported, b.Method)
	}
}
