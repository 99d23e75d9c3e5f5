package ingest

import (
	"context"
	"errors"
	"fmt"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/ingest/grammar"
)

// A batch is written when it holds so many bytes of lines, even if it is not full.
const maxBatchBytes = 16 << 20

// inHand is how many batches a store may have at once that takes them in turn: while it commits one it makes the next
// ready, and meanwhile the lines of the one after that are read.
const inHand = 2

// writer collects records into batches and hands them to the store, which records them in their order.
type writer struct {
	im    *importer
	batch evidence.Batch
	under []*written // the batches that the store has, at most room
	room  int
	apply func(ctx context.Context, b evidence.Batch, turn func(context.Context) error) (evidence.Applied, error)
	trace *trace
	file  int32
	bytes int64
	// open holds records that several lines state, until the last of these lines.
	open map[evidence.ID]*unfinished
	// editions says up to which batch the versions of a record have been noted.
	editions map[*versions]int
}

type unfinished struct {
	record grammar.Record
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
	w := &writer{im: im, open: map[evidence.ID]*unfinished{}, editions: map[*versions]int{}, trace: newTrace(), room: 1}
	w.apply = func(ctx context.Context, b evidence.Batch, _ func(context.Context) error) (evidence.Applied, error) {
		return im.apply(ctx, b)
	}
	if store, several := im.store.(evidence.Pipelined); several && !im.options.DryRun {
		w.room, w.apply = inHand, store.ApplyAfter
	}
	err := w.all(ctx)
	if last := w.await(0); err == nil {
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
	for _, of := range []grammar.Kinds{
		grammar.PlainNodes, grammar.KindsOf(grammar.SourceLines), grammar.KindsOf(grammar.ReviewLines),
		grammar.Links &^ (grammar.Confirmations | grammar.Denials), grammar.Confirmations, grammar.Denials,
	} {
		err := im.pass(ctx, of, func(l int, r grammar.Record, raw rawLine) error {
			im.written += raw.size
			return w.add(ctx, l, r, raw)
		})
		if err != nil {
			return err
		}
		if err := w.flush(ctx); err != nil {
			return err
		}
		if err := w.await(0); err != nil { // what comes next names what this has recorded
			return err
		}
	}
	return nil
}

func (w *writer) add(ctx context.Context, l int, r grammar.Record, raw rawLine) error {
	at := w.im.index.lines[l]
	if at.file != w.file || w.batch.Len() >= w.im.options.BatchSize || w.bytes >= maxBatchBytes {
		if err := w.flush(ctx); err != nil {
			return err
		}
		w.file = at.file
	}
	w.bytes += raw.size
	r.Settle(w.im.index.meant)
	w.trace.line(raw.text)
	v := w.im.index.stamps[l]
	if v != nil {
		w.edition(v)
	}
	r.Each(func(r grammar.Record) {
		if v != nil {
			w.dated(l, v, r)
		}
		if whole := w.finish(r, w.lines(l, r)); whole != nil {
			w.trace.record(whole.ID())
			whole.Put(&w.batch)
		}
	})
	return nil
}

// lines returns how many good lines state the record.
func (w *writer) lines(l int, r grammar.Record) int32 {
	x := w.im.index
	if x.lines[l].kind.IsNode() {
		return x.nodes[x.references(l)[0]].good
	}
	if !x.shared {
		return 1
	}
	if s, counted := x.states[keyOf(r.ID())]; counted {
		return s.count
	}
	return 1
}

// finish merges a record over those of earlier lines with the same identity; nil until the last of them is there.
func (w *writer) finish(r grammar.Record, lines int32) grammar.Record {
	if lines <= 1 {
		return r
	}
	id := r.ID()
	u := w.open[id]
	if u == nil {
		w.open[id] = &unfinished{record: r, left: lines - 1}
		return nil
	}
	u.record = r.Over(u.record)
	if u.left--; u.left > 0 {
		return nil
	}
	delete(w.open, id)
	return u.record
}

// flush hands the batch over once the store has room for it.
func (w *writer) flush(ctx context.Context) error {
	im := w.im
	if w.batch.Len()+len(w.batch.Editions) == 0 {
		return nil
	}
	w.trace.cut(im.files[w.file].document())
	if w.trace.batches <= im.resumed.Batches {
		return w.skip()
	}
	if err := w.await(w.room - 1); err != nil {
		return err
	}
	w.batch.Checkpoint = &evidence.Checkpoint{Work: im.work(), Batches: w.trace.batches, Trace: w.trace.text()}
	w.batch.Collector, w.batch.Method = im.options.Collector, evidence.Imported
	w.batch.RecordedFrom = im.files[w.file].document()
	b, under := w.batch, &written{done: make(chan struct{}), records: w.batch.Len(), bytes: im.written}
	turn := w.turn()
	w.batch, w.bytes, w.under = evidence.Batch{}, 0, append(w.under, under)
	go func() {
		defer close(under.done)
		under.applied, under.err = w.apply(ctx, b, turn)
	}()
	return nil
}

// turn returns what waits for the last batch that the store has.
func (w *writer) turn() func(context.Context) error {
	if len(w.under) == 0 {
		return func(context.Context) error { return nil }
	}
	before := w.under[len(w.under)-1]
	return func(ctx context.Context) error {
		select {
		case <-before.done:
		case <-ctx.Done():
			return stopped(ctx)
		}
		if before.err != nil {
			return errBefore
		}
		return nil
	}
}

// errBefore is why a batch is not recorded whose predecessor is not. It is not reported: the error of that one comes
// first.
var errBefore = errors.New("the batch before was not recorded")

// await waits until the store has no more batches than left, and counts what it did with the others. After an error it
// waits for all, none of which is recorded.
func (w *writer) await(left int) error {
	for len(w.under) > left {
		under := w.under[0]
		w.under = w.under[1:]
		<-under.done
		if under.err != nil {
			for _, next := range w.under {
				<-next.done
			}
			w.under = nil
			return fmt.Errorf("writing %d records after the first %d: %w", under.records, w.im.summary.Written,
				under.err)
		}
		w.im.summary.add(under.applied)
		w.im.summary.Written += under.records
		w.im.progress(Writing, under.bytes, w.im.summary.Bytes)
	}
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
			if at := im.index.lines[l-1]; !at.bad || at.older || raw.tooLong {
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
