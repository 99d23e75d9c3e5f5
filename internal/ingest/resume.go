package ingest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"strconv"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
)

// trace stands for all that was put into batches so far, line by line and record by record. Where two imports have the
// same trace after the same number of batches, what these batches hold is the same: the lines are, and so is what was
// decided of them by other lines and by the graph.
type trace struct {
	sum     hash.Hash
	batches int
}

func newTrace() *trace { return &trace{sum: sha256.New()} }

// add writes a part with its length before it, so that no two lists of parts run together. A hash never fails.
func (t *trace) add(part string) { _, _ = t.sum.Write([]byte(strconv.Itoa(len(part)) + ":" + part)) }

func (t *trace) line(text []byte) { t.add(string(text)) }

func (t *trace) record(id evidence.ID) { t.add(string(id)) }

// cut ends a batch, of records that are taken from a document.
func (t *trace) cut(document string) {
	t.batches++
	t.add(document)
}

func (t *trace) text() string { return hex.EncodeToString(t.sum.Sum(nil)) }

// work names the import: by what its files are called, and by what decides which records are in which batch.
func (im *importer) work() string {
	parts := []string{
		"import", strconv.Itoa(im.options.BatchSize), strconv.Itoa(im.options.MaxLineBytes), im.options.Collector,
		im.options.Format,
	}
	for _, f := range im.files {
		parts = append(parts, f.document())
	}
	return evidence.HashKey(parts...)
}

// resume finds out how far an import has come that is to go on.
func (im *importer) resume(ctx context.Context) error {
	if !im.options.Resume {
		return nil
	}
	mark, err := im.store.Checkpoint(ctx, im.work())
	if err != nil {
		return fmt.Errorf("looking for the import that was interrupted: %w", err)
	}
	if mark.Batches == 0 {
		names := make([]string, len(im.files))
		for i, f := range im.files {
			names[i] = f.name
		}
		return evidence.Conflictf("",
			"the graph has no interrupted import of %s with these options: it was completed, or had not written "+
				"anything; import without --resume, which writes nothing twice", strings.Join(names, ", "))
	}
	im.resumed = mark
	return nil
}

// skip leaves a batch out that the interrupted import has written. At the last of them it turns out whether they were
// these: nothing has been written by then.
func (w *writer) skip() error {
	w.im.summary.Resumed += w.batch.Len()
	w.batch, w.bytes = evidence.Batch{}, 0
	if w.trace.batches == w.im.resumed.Batches && w.trace.text() != w.im.resumed.Trace {
		return notAsItWas()
	}
	w.im.progress(Writing, w.im.written, w.im.summary.Bytes)
	return nil
}

func notAsItWas() error {
	return evidence.Conflictf("",
		"the files, or what the graph has of what they name, have changed since the import was interrupted, "+
			"so that it "+
			"cannot go on; nothing was written now; import without --resume, which writes nothing twice")
}

// unmark removes the mark of an import that is complete. If there is none, as after an import that has changed
// nothing, this changes nothing.
func (im *importer) unmark(ctx context.Context) error {
	applied, err := im.store.Apply(ctx, evidence.Batch{Checkpoint: &evidence.Checkpoint{Work: im.work()}})
	if err != nil {
		return fmt.Errorf("noting that the import is complete: %w", err)
	}
	im.summary.Version = applied.Version
	return nil
}
