package ingest

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/ingest/grammar"
)

// importer is one run of [Import].
type importer struct {
	store    Store
	options  Options
	files    []*file
	grammar  *grammar.Grammar
	grammars []*grammar.Grammar // of the goroutines that read
	index    *index
	bad      problems
	mentions []grammar.Mention // memory reused from line to line
	empty    bool              // the graph holds nothing yet
	summary  Summary
	diskAll  int64                             // bytes of all files on disk
	disk     int64                             // bytes read from disk in the current pass
	lost     error                             // why the reasons for what is rejected could not be kept
	written  int64                             // bytes of the lines that are dealt with
	resumed  evidence.Checkpoint               // how far the import that goes on had come
	denied   map[evidence.ID]evidence.Sameness // what the graph has denied already; nil = nobody has asked
}

// scan reads every line once and keeps in the index what is needed to judge it.
func (im *importer) scan(ctx context.Context) error {
	im.disk, im.diskAll = 0, 0
	for _, f := range im.files {
		im.diskAll += f.size // of what it was turned into, where it is of another format
	}
	for i, f := range im.files {
		f.first, f.end = len(im.index.lines), len(im.index.lines)
		if f.format == "" {
			continue
		}
		err := im.parse(ctx, f, validated, func(p *parsed) error {
			im.summary.Lines++
			im.summary.Bytes += p.raw.size
			im.index.room(im.disk, im.diskAll)
			im.register(i, p)
			im.tick(Reading, im.disk, im.diskAll)
			return nil
		})
		if err != nil {
			return err
		}
		f.end = len(im.index.lines)
	}
	im.progress(Reading, im.diskAll, im.diskAll)
	return nil
}

// read calls visit with every line of a file, and adds to disk what has been read of it.
func (im *importer) read(ctx context.Context, f *file, disk *int64, visit func(rawLine) error) error {
	in, err := f.open(disk)
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	lines := newLineReader(in, im.options.MaxLineBytes)
	for n := 0; ; n++ {
		if n%256 == 0 && ctx.Err() != nil {
			return stopped(ctx)
		}
		raw, err := lines.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return unreadable(f.name, err)
		}
		if err := visit(raw); err != nil {
			return err
		}
	}
}

// validated reads a line and judges it by itself.
func validated(g *grammar.Grammar, _ int, p *parsed) {
	if p.raw.tooLong {
		return
	}
	if p.read(g); p.fault != nil {
		return
	}
	var err error
	p.partial, err = p.record.Validate()
	switch p.fault = grammar.FaultOf(err); {
	case p.partial:
		p.fault = nil // to be judged with what else is known of the node
	case p.fault != nil && p.kind.IsNode():
		p.owner = p.record.ID()
	}
}

// register enters a line that is validated into the index.
func (im *importer) register(file int, p *parsed) {
	x, raw := im.index, p.raw
	l := len(x.lines)
	// memory ends before the type does
	x.lines = append(x.lines, line{refs: uint32(len(x.refs)), number: int32(raw.number), file: int32(file)})
	if raw.tooLong {
		im.refuse(l, grammar.Faultf("", "longer than %s; expected one object on a line",
			bytesText(im.options.MaxLineBytes)))
		return
	}
	if f := p.fault; f != nil {
		if raw.cut && p.kind == 0 {
			f.Message = "the file ends in the middle of the line: " + f.Message
		}
		im.refuse(l, f)
		if p.owner != "" {
			x.nodes[x.node(p.owner)].badLine = int32(l) + 1 // memory ends before the type does
		}
		return
	}
	if p.partial {
		x.nodes[x.node(p.record.ID())].partial = true
	}
	im.enter(l, p.record, p.kind)
	if p.stamp != nil {
		x.stamp(l, p.stamp)
	}
}

// enter notes what a good line states and names.
func (im *importer) enter(l int, r grammar.Record, kind grammar.LineKind) {
	x := im.index
	x.lines[l].kind, x.lines[l].variant = kind, r.Variant()
	im.files[x.lines[l].file].holds |= grammar.KindsOf(kind)
	ends := kind == grammar.OwnershipLines || kind == grammar.FundingLines
	im.mentions = r.Mentions(im.mentions[:0])
	for i, m := range im.mentions {
		at := x.node(m.ID)
		x.refs = append(x.refs, at)
		if i == 0 && kind.IsNode() {
			x.nodes[at].good++
			continue
		}
		x.nodes[at].named = true
		if !ends {
			continue
		}
		other := none
		if m.Other != "" {
			other = x.node(m.Other)
			x.nodes[other].named = true
		}
		x.refs = append(x.refs, other)
	}
	if from := r.Since(); from != "" {
		x.from[l] = from
	}
	if kind == grammar.InterestLines || kind == grammar.LeaningLines {
		x.whole[l] = r.ID()
	}
}

// refuse marks a line as bad and reports it.
func (im *importer) refuse(l int, f *grammar.Fault) {
	at := &im.index.lines[l]
	if at.bad {
		return
	}
	at.bad = true
	if at.kind.IsNode() {
		own := &im.index.nodes[im.index.references(l)[0]]
		own.good--
		own.badLine = int32(l) + 1 // memory ends before the type does
	}
	p := Problem{File: im.files[at.file].name, Line: int(at.number), Field: f.Field, Message: f.Message}
	if places := im.files[at.file].places; places != nil {
		p.Line = 0
		if im.bad.keeps() || im.options.Rejects != nil {
			p.At = places.of(int(at.number))
		}
		im.giveReason(p)
	}
	im.bad.add(int(at.file), 2*int(at.number), p)
}

// place names a line for the message of another.
func (im *importer) place(l int) string {
	at := im.index.lines[l]
	f := im.files[at.file]
	if f.places != nil {
		return placed(f.name, 0, f.places.of(int(at.number)))
	}
	return placed(f.name, int(at.number), "")
}

// pass reads again the good lines of some kinds, in the order of the files.
func (im *importer) pass(
	ctx context.Context, of grammar.Kinds, visit func(l int, r grammar.Record, raw rawLine) error,
) error {
	for _, f := range im.files {
		if f.holds&of == 0 {
			continue
		}
		l := f.first
		again := func(g *grammar.Grammar, l int, p *parsed) {
			// Of the index only what does not change any more: visit may refuse lines meanwhile.
			if l < f.end && of.Has(im.index.lines[l].kind) {
				p.read(g)
			}
		}
		err := im.parse(ctx, f, again, func(p *parsed) error {
			if !im.index.stands(l, f, p.raw) {
				return changed(f.name)
			}
			at := im.index.lines[l]
			l++
			if at.bad || !of.Has(at.kind) {
				return nil
			}
			if p.fault != nil || p.kind != at.kind {
				return changed(f.name)
			}
			return visit(l-1, p.record, p.raw)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// tick reports progress now and then.
func (im *importer) tick(phase Phase, done, of int64) {
	if im.summary.Lines%2048 == 0 {
		im.progress(phase, done, of)
	}
}

func (im *importer) progress(phase Phase, done, of int64) {
	if im.options.Progress != nil {
		im.options.Progress(Progress{Phase: phase, Done: done, Of: of, Lines: im.summary.Lines, Problems: im.bad.count})
	}
}

func stopped(ctx context.Context) error {
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return &evidence.Error{
			Code: evidence.CodeTimeout, Message: "the import took longer than allowed", Err: ctx.Err(),
		}
	}
	return fmt.Errorf("the import was stopped: %w", ctx.Err())
}

func bytesText(n int) string {
	if n >= 1<<20 && n%(1<<20) == 0 {
		return fmt.Sprintf("%d MB", n>>20)
	}
	return fmt.Sprintf("%d bytes", n)
}
