package export

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"

	"github.com/credence-graph/credence/internal/evidence"
)

// From is a graph that is exported as a whole.
type From struct {
	Scanner evidence.Scanner
	// Words keeps what sources say word for word; nil = their fingerprints alone are written. It is asked for some
	// hundreds of texts at a time.
	Words evidence.Words
	// Denials tells what is denied to be one; nil = denials are left out.
	Denials evidence.Denials
	// Editions says which versions of records of files are in force; nil = that is left out.
	Editions evidence.Editions
	// Progress is called with the number of records taken so far, after each; nil = nobody asks.
	Progress func(records int)
}

// textsAtOnce is how many sources wait for their words.
const textsAtOnce = 200

// each calls f with every record that stands, in the order of a scan, the denials last, and with the words of a
// source. Persons who were erased are passed over: there is nothing of them to export. So are confirmations that do
// not cover their sources.
func (from From) each(ctx context.Context, f func(record any, text string) error) (evidence.Version, error) {
	var denials []evidence.Denial
	var denied evidence.Version
	if from.Denials != nil {
		var err error
		if denials, denied, err = from.Denials.Denials(ctx); err != nil {
			return evidence.Version{}, err
		}
	}
	confirmed, at, err := from.confirmations(ctx)
	if err != nil {
		return evidence.Version{}, err
	}
	taken := 0
	take := func(record any, text string) error {
		confirmed.see(record)
		if c, is := record.(*evidence.Confirmation); erased(record) || is && !confirmed.holds(c) {
			return nil
		}
		if taken++; from.Progress != nil {
			from.Progress(taken)
		}
		return f(record, text)
	}
	version, err := from.scan(ctx, take)
	if err == nil && (version != at || from.Denials != nil && version != denied) {
		err = evidence.ChangedMeanwhile()
	}
	for i := 0; i < len(denials) && err == nil; i++ {
		err = take(&denials[i], "")
	}
	return version, err
}

// scan calls take with every record of a scan, and with the words of a source.
func (from From) scan(ctx context.Context, take func(record any, text string) error) (evidence.Version, error) {
	if from.Words == nil {
		return from.Scanner.Scan(ctx, nil, func(record any) error { return take(record, "") })
	}
	var waiting []*evidence.Source
	flush := func() error {
		texts, err := wordsOf(ctx, from.Words, waiting)
		for i := 0; i < len(waiting) && err == nil; i++ {
			err = take(waiting[i], texts[waiting[i].Fingerprint])
		}
		waiting = nil
		return err
	}
	version, err := from.Scanner.Scan(ctx, nil, func(record any) error {
		source, is := record.(*evidence.Source)
		if is {
			waiting = append(waiting, source)
		}
		if len(waiting) >= textsAtOnce || !is && len(waiting) > 0 {
			if err := flush(); err != nil {
				return err
			}
		}
		if is {
			return nil
		}
		return take(record, "")
	})
	if err == nil && len(waiting) > 0 {
		err = flush()
	}
	return version, err
}

// wordsOf reads the words of sources, each text once.
func wordsOf(ctx context.Context, words evidence.Words, sources []*evidence.Source) (map[evidence.Fingerprint]string, error) {
	var asked []evidence.Fingerprint
	for _, s := range sources {
		if s.Fingerprint != "" {
			asked = append(asked, s.Fingerprint)
		}
	}
	slices.Sort(asked)
	return words.Words(ctx, slices.Compact(asked))
}

// Quote fills in the words of the graph's sources.
func (g *Graph) Quote(ctx context.Context, words evidence.Words) error {
	g.Texts = map[evidence.SourceID]string{}
	for some := range slices.Chunk(g.Sources, textsAtOnce) {
		waiting := make([]*evidence.Source, len(some))
		for i := range some {
			waiting[i] = &some[i]
		}
		texts, err := wordsOf(ctx, words, waiting)
		if err != nil {
			return err
		}
		for _, s := range some {
			if text := texts[s.Fingerprint]; text != "" {
				g.Texts[s.ID] = text
			}
		}
	}
	return nil
}

// WriteLines writes all that stands as lines, in bounded memory, and returns the version that they are of and their
// hash (see [Hash]). Beside an error what was written is of no use. A graph that changes meanwhile is
// evidence.CodeUnavailable.
func (from From) WriteLines(ctx context.Context, w io.Writer) (evidence.Version, string, error) {
	l := newLines(w)
	version, err := from.writeTo(ctx, l)
	return version, l.hash(), err
}

// stream does the same, and returns what the lines are instead of their hash.
func (from From) stream(ctx context.Context, w io.Writer) (evidence.Version, Contents, error) {
	l := newLines(w)
	version, err := from.writeTo(ctx, l)
	return version, Contents{Items: l.tally.items}, err
}

// writeTo writes all that stands, and which versions are in force.
func (from From) writeTo(ctx context.Context, l *lines) (evidence.Version, error) {
	version, err := from.each(ctx, l.write)
	if err == nil && from.Editions != nil {
		err = l.editions(ctx, from.Editions)
	}
	return version, err
}

// editionsAtOnce is how many editions are read at a time.
const editionsAtOnce = 5000

// editions writes which versions are in force, by the names of their records.
func (l *lines) editions(ctx context.Context, from evidence.Editions) error {
	for after := ""; ; {
		some, err := from.EditionsAfter(ctx, after, editionsAtOnce)
		if err != nil {
			return err
		}
		for i := range some {
			after = some[i].Of
			if err := l.write(&some[i], ""); err != nil {
				return err
			}
		}
		if len(some) < editionsAtOnce {
			return nil
		}
	}
}

// Graph reads all that stands into memory.
func (from From) Graph(ctx context.Context) (*Graph, evidence.Version, error) {
	g := &Graph{Texts: map[evidence.SourceID]string{}}
	version, err := from.each(ctx, func(record any, text string) error {
		g.Add(record)
		if source, ok := record.(*evidence.Source); ok && text != "" {
			g.Texts[source.ID] = text
		}
		return nil
	})
	if err != nil {
		return nil, evidence.Version{}, err
	}
	return g, version, nil
}

// WriteLines writes the graph as lines.
func WriteLines(w io.Writer, g *Graph) (Contents, error) {
	l := newLines(w)
	err := g.lines(l)
	return Contents{Items: l.tally.items}, err
}

// Hash returns the SHA-256 of the graph's lines, in hexadecimal; see the package comment for what it covers.
func Hash(g *Graph) (string, error) {
	l := newLines(io.Discard)
	err := g.lines(l)
	return l.hash(), err
}

func (g *Graph) lines(l *lines) error {
	return g.Each(func(record any) error {
		if source, ok := record.(*evidence.Source); ok {
			return l.write(record, g.Texts[source.ID])
		}
		return l.write(record, "")
	})
}

// lines writes lines and sums them up.
type lines struct {
	out io.Writer
	sum interface {
		io.Writer
		Sum(b []byte) []byte
	}
	tally tally
}

func newLines(w io.Writer) *lines { return &lines{out: w, sum: sha256.New()} }

func (l *lines) write(record any, text string) error {
	line, err := Line(record, text)
	if err != nil {
		return err
	}
	if kind, typed := typeOf(line); typed {
		l.tally.add(kind)
	}
	_, _ = l.sum.Write(line) // a hash never fails
	if _, err := l.out.Write(line); err != nil {
		return fmt.Errorf("writing lines: %w", err)
	}
	return nil
}

// typeOf returns the type of a line, with which every line begins.
func typeOf(line []byte) (string, bool) {
	rest, typed := bytes.CutPrefix(line, []byte(`{"type":"`))
	kind, _, ends := bytes.Cut(rest, []byte(`"`))
	return string(kind), typed && ends
}

func (l *lines) hash() string { return hex.EncodeToString(l.sum.Sum(nil)) }
