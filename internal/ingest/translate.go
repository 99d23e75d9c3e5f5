package ingest

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/formats"
	"github.com/credence-graph/credence/internal/ingest/grammar"
)

// mostNotes is how many notes of one file are kept.
const mostNotes = 50

// translate turns the files of other formats into lines of our own, in temporary files, so that everything after it is
// the same for all.
func (im *importer) translate(ctx context.Context) error {
	for i, f := range im.files {
		format, err := im.recognise(f)
		if f.found && evidence.CodeOf(err) == evidence.CodeInvalid {
			im.passOver(i, grammar.FaultOf(err))
			continue
		}
		if err != nil {
			return err
		}
		if format == nil {
			im.disk += f.size
			continue
		}
		if err := im.translateFile(ctx, i, *format); err != nil {
			return err
		}
	}
	return nil
}

// passOver reports a file of a folder of which nothing can be read.
func (im *importer) passOver(file int, f *grammar.Fault) {
	im.files[file].format = ""
	im.summary.Rejected++
	p := Problem{
		File: im.files[file].name, Field: f.Field, Message: strings.TrimPrefix(f.Message, im.files[file].name+" "),
	}
	im.giveReason(p)
	im.bad.add(file, 0, p)
}

func (im *importer) translateFile(ctx context.Context, at int, format formats.Format) error {
	f := im.files[at]
	in, err := f.open(&im.disk)
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	t, err := newTranslation(ctx, im, at)
	if err != nil {
		return err
	}
	body := &noting{in: in, ctx: ctx}
	has := func(ids []evidence.ID) (map[evidence.ID]bool, error) { return im.has(ctx, ids) }
	err = format.Read(ctx, formats.Document{Name: f.name, Body: body, Has: has}, t)
	if ended := t.end(format.Name); ended != nil { // from here on the file is removed with its translation
		return ended
	}
	switch {
	case ctx.Err() != nil:
		return stopped(ctx)
	case body.err != nil:
		return unreadable(f.name, body.err)
	case t.failed != nil:
		return t.failed
	case evidence.CodeOf(err) == evidence.CodeInvalid: // the rest of the document is lost, what came before it is not
		fault := grammar.FaultOf(err)
		return t.Reject("", fault.Field, fault.Message)
	case err != nil:
		return fmt.Errorf("reading %s as %s: %w", f.name, format.Name, err)
	}
	return nil
}

// has returns which of the nodes the graph has.
func (im *importer) has(ctx context.Context, ids []evidence.ID) (map[evidence.ID]bool, error) {
	status, err := im.store.Status(ctx)
	if err != nil || holdsNothing(status) {
		return nil, err
	}
	found := map[evidence.ID]bool{}
	for some := range slices.Chunk(ids, im.options.BatchSize) {
		objects, err := im.objects(ctx, some)
		if err != nil {
			return nil, err
		}
		for i, o := range objects {
			if o.Node != nil {
				found[some[i]] = true
			}
		}
	}
	return found, nil
}

// noting remembers why a document could not be read on, whatever its reader makes of it, and stops with the context.
type noting struct {
	in  io.Reader
	ctx context.Context
	err error
}

func (n *noting) Read(p []byte) (int, error) {
	if err := n.ctx.Err(); err != nil {
		return 0, err
	}
	read, err := n.in.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		n.err = err
	}
	return read, err
}

// translation takes the lines of one document; it is a formats.Lines and a formats.Noter.
type translation struct {
	ctx    context.Context
	im     *importer
	at     int // the place of the file
	file   *os.File
	out    *bufio.Writer
	places *places
	lines  int
	last   map[string]string // the last line about a node, by its type and id
	failed error             // why it cannot go on
}

func newTranslation(ctx context.Context, im *importer, at int) (*translation, error) {
	temporary, err := os.CreateTemp("", "credence-import-*.jsonl")
	if err != nil {
		return nil, err
	}
	p, err := newPlaces()
	if err != nil {
		_ = temporary.Close()
		_ = os.Remove(temporary.Name())
		return nil, err
	}
	return &translation{
		ctx: ctx, im: im, at: at, file: temporary, out: bufio.NewWriterSize(temporary, 256<<10), places: p,
		last: map[string]string{},
	}, nil
}

// Write implements formats.Lines.
func (t *translation) Write(at string, line formats.Line) error {
	if err := t.fail(t.ctx.Err()); err != nil {
		return err
	}
	if field, message := unfit(line); message != "" {
		return t.Reject(at, field, message)
	}
	text, err := t.encode(at, line)
	if err != nil {
		return t.Reject(at, "", err.Error())
	}
	if most := t.im.options.MaxLineBytes; len(text) > most {
		return t.Reject(at, "", "makes a line longer than "+bytesText(most))
	}
	if t.repeats(line, text) {
		return nil
	}
	_, err = t.out.Write(text)
	if err := t.fail(errors.Join(err, t.places.add(at))); err != nil {
		return err
	}
	if t.lines++; t.lines%2048 == 0 {
		t.im.progress(Translating, t.im.disk, t.im.diskAll)
	}
	return nil
}

// rememberedNodes is how many nodes are remembered to leave out what is said of them again.
const rememberedNodes = 4096

// repeats reports whether a line is the last one about its node once more: every article of a feed names the same
// outlet, and each line costs memory until the end of the import. It forgets all now and then, which costs no more
// than such lines.
func (t *translation) repeats(line formats.Line, text []byte) bool {
	id, isNode := line["id"].(string)
	const most = 1 << 10
	if !isNode {
		return false
	}
	key := fmt.Sprint(line["type"], " ", id)
	if len(text) > most {
		delete(t.last, key)
		return false
	}
	if t.last[key] == string(text) {
		return true
	}
	if len(t.last) >= rememberedNodes {
		clear(t.last)
	}
	t.last[key] = string(text)
	return false
}

// fail keeps the first error that is not one of the document.
func (t *translation) fail(err error) error {
	if t.failed == nil && err != nil {
		t.failed = fmt.Errorf("keeping what %s was turned into: %w", t.im.files[t.at].name, err)
	}
	return t.failed
}

// Reject implements formats.Lines.
func (t *translation) Reject(at, field, message string) error {
	t.im.summary.Rejected++
	t.report(at, field, message)
	return t.ctx.Err()
}

// report keeps what is wrong with an item.
func (t *translation) report(at, field, message string) {
	p := Problem{File: t.im.files[t.at].name, At: cutPlace(at), Field: field, Message: message}
	t.im.giveReason(p)
	t.im.bad.add(t.at, 2*t.lines+1, p)
}

// Note implements formats.Noter.
func (t *translation) Note(text string) {
	if f := t.im.files[t.at]; len(f.notes) < mostNotes {
		f.notes = append(f.notes, text)
	}
}

// end puts the lines in the place of the document.
func (t *translation) end(format string) error {
	err := errors.Join(t.out.Flush(), t.file.Close(), t.places.close())
	f := t.im.files[t.at]
	f.remove()
	f.path, f.spooled, f.packed, f.places, f.format = t.file.Name(), true, false, t.places, format
	if err != nil {
		return fmt.Errorf("keeping what %s was turned into: %w", f.name, err)
	}
	info, err := os.Stat(f.path)
	if err != nil {
		return unreadable(f.name, err)
	}
	f.size, f.modified = info.Size(), info.ModTime()
	return nil
}

// unfit says which field of a line cannot be written as text without loss: the encoder would replace bad bytes in
// silence.
func unfit(line formats.Line) (field, message string) {
	names := make([]string, 0, len(line))
	for name := range line {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		if !wellFormed(line[name]) {
			return name, "is not UTF-8, or contains a NUL character; expected text in UTF-8"
		}
	}
	return "", ""
}

func wellFormed(value any) bool {
	switch v := value.(type) {
	case string:
		return utf8.ValidString(v) && strings.IndexByte(v, 0) < 0
	case []string:
		for _, text := range v {
			if !wellFormed(text) {
				return false
			}
		}
	case []any:
		for _, each := range v {
			if !wellFormed(each) {
				return false
			}
		}
	case map[string]any:
		for _, each := range v {
			if !wellFormed(each) {
				return false
			}
		}
	}
	return true
}

// rejected is how an item that is not recorded is kept for a person.
type rejected struct {
	File   string `json:"file"`
	At     string `json:"at,omitempty"`
	Field  string `json:"field,omitempty"`
	Reason string `json:"reason"`
}

// giveReason passes on why an item of a file of another format is not taken over.
func (im *importer) giveReason(p Problem) {
	if im.options.Rejects == nil || im.lost != nil {
		return
	}
	im.lost = json.NewEncoder(im.options.Rejects).Encode(rejected{
		File: p.File, At: p.At, Field: p.Field, Reason: p.Message,
	})
}
