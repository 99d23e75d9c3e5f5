package ingest

import (
	"context"
	"fmt"

	"github.com/credence-graph/credence/internal/evidence"
)

// A batch is written when it holds so many bytes of lines, even if it is not full.
const maxBatchBytes = 16 << 20

// writer collects records into batches and hands them to the store, one after the other: while the store writes one, the
// lines of the next are read.
type writer struct {
	im    *importer
	batch evidence.Batch
	under *written // the batch that the store is writing; nil = none
	trace *trace
	file  int32
	bytes int64
	// open holds records that several lines state, until the last of these lines.
	open map[evidence.ID]*unfinished
}

type unfinished struct {
	record record
	left   int32
}

// written is a batch in the hands of the store. What it did is there once done is closed.
type written struct {
	done    chan struct{}
	records int
	bytes   int64 // of all lines up to its last
	applied evidence.Applied
	err     error
}

// write records all the good lines: nodes before what names them.
func (im *importer) write(ctx context.Context) error {
	w := &writer{im: im, open: map[evidence.ID]*unfinished{}, trace: newTrace()}
	err := w.all(ctx)
	if last := w.await(); err == nil {
		err = last
	}
	if err != nil || im.options.DryRun {
		return err
	}
	if w.trace.batches < im.resumed.Batches {
		return notAsItWas()
	}
	return im.unmark(ctx)
}

func (w *writer) all(ctx context.Context) error {
	im := w.im
	for _, of := range []kinds{plainNodes, kindsOf(sourceLines), kindsOf(reviewLines), links &^ denials, denials} {
		err := im.pass(ctx, of, func(l int, r record, raw rawLine) error {
			im.written += raw.size
			return w.add(ctx, l, r, raw)
		})
		if err != nil {
			return err
		}
		if err := w.flush(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) add(ctx context.Context, l int, r record, raw rawLine) error {
	at := w.im.index.lines[l]
	if at.file != w.file || w.batch.Len() >= w.im.options.BatchSize || w.bytes >= maxBatchBytes {
		if err := w.flush(ctx); err != nil {
			return err
		}
		w.file = at.file
	}
	w.bytes += raw.size
	r.settle(w.im.index.settle)
	w.trace.line(raw.text)
	r.each(func(r record) {
		if whole := w.finish(r, w.lines(l, r)); whole != nil {
			w.trace.record(whole.id())
			whole.put(&w.batch)
		}
	})
	return nil
}

// lines returns how many good lines state the record.
func (w *writer) lines(l int, r record) int32 {
	x := w.im.index
	if x.lines[l].kind.isNode() {
		return x.nodes[x.references(l)[0]].good
	}
	if !x.shared {
		return 1
	}
	if s, counted := x.states[keyOf(r.id())]; counted {
		return s.count
	}
	return 1
}

// finish merges a record over those of earlier lines with the same identity; nil until the last of them is there.
func (w *writer) finish(r record, lines int32) record {
	if lines <= 1 {
		return r
	}
	id := r.id()
	u := w.open[id]
	if u == nil {
		w.open[id] = &unfinished{record: r, left: lines - 1}
		return nil
	}
	u.record = r.over(u.record)
	if u.left--; u.left > 0 {
		return nil
	}
	delete(w.open, id)
	return u.record
}

// flush has the batch written once the one before is.
func (w *writer) flush(ctx context.Context) error {
	im := w.im
	if w.batch.Len() == 0 {
		return nil
	}
	w.trace.cut(im.files[w.file].document())
	if w.trace.batches <= im.resumed.Batches {
		return w.skip()
	}
	if err := w.await(); err != nil {
		return err
	}
	w.batch.Milestone = &evidence.Milestone{Work: im.work(), Batches: w.trace.batches, Trace: w.trace.text()}
	w.batch.Collector, w.batch.Method = im.options.Collector, evidence.Imported
	w.batch.RecordedFrom = im.files[w.file].document()
	b, under := w.batch, &written{done: make(chan struct{}), records: w.batch.Len(), bytes: im.written}
	w.batch, w.bytes, w.under = evidence.Batch{}, 0, under
	go func() {
		defer close(under.done)
		under.applied, under.err = im.apply(ctx, b)
	}()
	return nil
}

// await waits for the batch that the store is writing, and counts what it did.
func (w *writer) await() error {
	under := w.under
	if under == nil {
		return nil
	}
	<-under.done
	w.under = nil
	if under.err != nil {
		return fmt.Errorf("writing %d records after the first %d: %w", under.records, w.im.summary.Written, under.err)
	}
	w.im.summary.add(under.applied)
	w.im.summary.Written += under.records
	w.im.progress(Writing, under.bytes, w.im.summary.Bytes)
	return nil
}

// reject copies the bad lines to the writer for them, as they stand in the files. What was rejected of files of other
// formats is there already; see giveReason.
func (im *importer) reject(ctx context.Context) error {
	if im.options.Rejects == nil || im.bad.count == 0 {
		return nil
	}
	if im.lost != nil {
		return fmt.Errorf("keeping what was rejected: %w", im.lost)
	}
	for _, f := range im.files {
		if f.places != nil || f.format == "" {
			continue
		}
		l := f.first
		err := im.read(ctx, f, &im.disk, func(raw rawLine) error {
			if !im.index.stands(l, f, raw) {
				return changed(f.name)
			}
			l++
			if !im.index.lines[l-1].bad || raw.tooLong {
				return nil
			}
			_, err := im.options.Rejects.Write(append(raw.text[:len(raw.text):len(raw.text)], '\n'))
			return err
		})
		if err != nil {
			return fmt.Errorf("keeping the rejected lines: %w", err)
		}
	}
	return nil
}
