package neo4jstore

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"maps"
	"slices"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/neo4jstore/bulkfile"
	"github.com/credence-graph/credence/internal/neo4jstore/layout"
)

// Bulk takes batches as a [Store] does whose graph is empty, and writes them into the files from which Neo4j's own
// importer makes a graph: the nodes and relationships that Apply would have made, as of one write, and denials an
// instant after it. Records are not looked up: each may be put once, and what names a node that is not put anywhere, or
// an id put twice, is left to the importer, which refuses it. What ingest.Import hands over is so.
//
// It is not for concurrent use. End it with Close.
type Bulk struct {
	at     time.Time
	folder string
	// tables are by label or relationship type; several where one property has values of several types.
	tables map[string][]*bulkfile.Table
	order  []*bulkfile.Table
	words  map[evidence.Fingerprint]bool
	// topics are those that are in the files, by id.
	topics map[string]bool
	// editions are those that are in the files.
	editions map[string]bool
	version  evidence.Version
	denied   bool // some batch denied samenesses
	failed   error
	// written gets what became of the batch that is being written into the files, while the next is made ready; nil =
	// none is.
	written chan error
}

// BulkTable is the files of one label or relationship type: a header in one, the rows in the other.
type BulkTable struct {
	// Name is the label or the type, Header and Rows are paths.
	Name, Header, Rows string
	// Multiline reports whether values have line breaks in them.
	Multiline bool
}

// NewBulk makes files in a folder that is there. The graph that is made of them is of an epoch of its own.
func NewBulk(folder string, now func() time.Time) *Bulk {
	return &Bulk{
		at: now().UTC().Round(0), folder: folder, tables: map[string][]*bulkfile.Table{},
		words: map[evidence.Fingerprint]bool{}, topics: map[string]bool{}, editions: map[string]bool{},
		version: evidence.Version{Epoch: rand.Text()},
	}
}

// Objects finds nothing.
func (b *Bulk) Objects(context.Context, []evidence.ID, evidence.Moment) ([]evidence.Object, error) {
	return nil, nil
}

// Status says that there is nothing, at a version without a bookmark: there is none before the graph is made.
func (b *Bulk) Status(context.Context) (evidence.Status, error) {
	return evidence.Status{Version: b.version}, nil
}

// Checkpoint finds none.
func (b *Bulk) Checkpoint(_ context.Context, work string) (evidence.Checkpoint, error) {
	return evidence.Checkpoint{Work: work}, nil
}

// Editions finds none.
func (b *Bulk) Editions(context.Context, []string) (map[string]evidence.Edition, error) {
	return nil, nil
}

// Denials finds none.
func (b *Bulk) Denials(context.Context) ([]evidence.Denial, evidence.Version, error) {
	return nil, b.version, nil
}

// Apply writes a batch into the files, behind the call: that it could not says a later one, at the latest Finish. A
// batch that cannot be written has code evidence.CodeInvalid. Nothing can be made of the files after an error.
func (b *Bulk) Apply(_ context.Context, batch evidence.Batch) (evidence.Applied, error) {
	applied, err := b.apply(&batch)
	if err != nil {
		b.failed = cmp.Or(b.failed, err)
		return evidence.Applied{}, err
	}
	applied.Version, applied.At = b.version, b.latest()
	return applied, nil
}

func (b *Bulk) apply(batch *evidence.Batch) (evidence.Applied, error) {
	if err := batch.CheckWords(); err != nil {
		return evidence.Applied{}, err
	}
	p, err := freshPlan(batch)
	if err != nil {
		return evidence.Applied{}, err
	}
	c, err := p.changes(batch, b.at)
	if err != nil {
		return evidence.Applied{}, err
	}
	applied, denied := p.count(), b.deny(c, batch)
	if len(denied) > 0 {
		applied.Retracted[evidence.KindSameness] = len(denied)
	}
	if err := b.await(); err != nil {
		return evidence.Applied{}, err
	}
	b.written = make(chan error, 1)
	go func(latest time.Time) {
		err := cmp.Or(b.write(c, batch.Words), b.keepEditions(batch))
		b.written <- cmp.Or(err, b.note(denied, latest))
	}(b.latest())
	return applied, nil
}

// keepEditions writes the editions of a batch; one that several batches have a part of stands in each, and is written
// once.
func (b *Bulk) keepEditions(batch *evidence.Batch) error {
	rest, _ := batch.WithoutOlder(nil)
	for _, e := range rest.Editions {
		if b.editions[e.Of] {
			continue
		}
		b.editions[e.Of] = true
		p := layout.Properties{"id": e.Of, "at": e.At.UnixNano()}
		layout.SetList(p, "states", e.States)
		if err := b.node(bulkfile.EditionLabel, p); err != nil {
			return err
		}
	}
	return nil
}

// await waits for the batch that is being written, and returns why one could not be.
func (b *Bulk) await() error {
	if b.written != nil {
		b.failed = cmp.Or(b.failed, <-b.written)
		b.written = nil
	}
	return b.failed
}

// deny retracts the rows of the samenesses that a batch denies, an instant after all else was written, and returns
// their ids.
func (b *Bulk) deny(c *changes, batch *evidence.Batch) []evidence.ID {
	denials := batch.Denials()
	b.denied = b.denied || len(denials) > 0
	for _, row := range c.links {
		_, props := cells(row)
		group, _ := props["group"].(string)
		if why, denied := denials[evidence.ID(group)]; denied {
			props["retractedAt"] = b.latest().UnixNano()
			props.SetText("retractedBy", batch.Collector)
			props.SetText("retractedBecause", why)
		}
	}
	return slices.Collect(maps.Keys(denials))
}

// latest is when the last record was made or retracted.
func (b *Bulk) latest() time.Time {
	if b.denied {
		return b.at.Add(1)
	}
	return b.at
}

// note writes into the log which records were written at a time.
func (b *Bulk) note(written []evidence.ID, at time.Time) error {
	for _, row := range changeRows(written) {
		p := layout.Properties{"id": rand.Text(), "at": at.UnixNano(), "ids": row[0], "last": row[1]}
		if err := b.node(bulkfile.ChangeLabel, p); err != nil {
			return err
		}
	}
	return nil
}

// freshPlan is the plan of a batch of which every record is new and there once: without the look-ups and the merging
// of one with another.
func freshPlan(b *evidence.Batch) (*plan, error) {
	p := &plan{order: make([]*staged, 0, b.Len())}
	for _, it := range itemsOf(b) {
		record, err := it.put(nil)
		if err != nil {
			return nil, err
		}
		p.order = append(p.order, &staged{item: it, record: record})
	}
	return p, nil
}

// write writes what changes.write sends.
func (b *Bulk) write(c *changes, words map[evidence.Fingerprint]string) error {
	for _, row := range c.createNodes {
		names, props := cells(row)
		if err := b.row(names[0], true, nil, props); err != nil {
			return err
		}
	}
	for _, row := range c.mirror {
		names, _ := cells(row)
		if err := b.row(names[1], false, []string{names[0], names[2]}, nil); err != nil {
			return err
		}
	}
	for _, rows := range [][][]any{c.evidence, c.derivations, c.links} {
		for _, row := range rows {
			names, props := cells(row)
			if err := b.row(names[0], false, names[1:], props); err != nil {
				return err
			}
		}
	}
	for _, row := range c.topics {
		if names, _ := cells(row); !b.topics[names[0]] {
			b.topics[names[0]] = true
			if err := b.node(layout.Topic, layout.Properties{"id": names[0], "tag": names[1]}); err != nil {
				return err
			}
		}
	}
	for f, text := range words {
		if b.words[f] {
			continue
		}
		b.words[f] = true
		if err := b.node(bulkfile.WordsLabel, layout.Properties{"id": string(f), "text": text}); err != nil {
			return err
		}
	}
	return b.note(c.written, b.at)
}

// cells sorts a row of changes into its names and ids, and its properties.
func cells(row []any) (names []string, props layout.Properties) {
	for _, cell := range row {
		switch v := cell.(type) {
		case string:
			names = append(names, v)
		case map[string]any:
			props = v
		}
	}
	return names, props
}

func (b *Bulk) node(label string, p layout.Properties) error { return b.row(label, true, nil, p) }

// row writes a row into the first table of the name that its values fit into.
func (b *Bulk) row(name string, node bool, ends []string, p layout.Properties) error {
	for _, t := range b.tables[name] {
		if fits, err := t.Row(ends, p); fits || err != nil {
			return err
		}
	}
	t, err := bulkfile.New(b.folder, name, node, len(b.order))
	if err != nil {
		return err
	}
	b.tables[name], b.order = append(b.tables[name], t), append(b.order, t)
	_, err = t.Row(ends, p)
	return err
}

// Finish adds what stands for the graph as a whole, and returns the files: of nodes, and of relationships.
func (b *Bulk) Finish() (nodes, relationships []BulkTable, err error) {
	if err := b.await(); err != nil {
		return nil, nil, err
	}
	p := layout.Properties{"name": "credence", "epoch": b.version.Epoch, "writtenAt": b.latest().UnixNano()}
	if err := b.node(bulkfile.GraphLabel, p); err != nil {
		return nil, nil, err
	}
	for _, t := range b.order {
		if err := t.Finish(); err != nil {
			return nil, nil, err
		}
		files := BulkTable{Name: t.Name, Header: t.Header, Rows: t.Rows, Multiline: t.Multiline}
		if t.Node {
			nodes = append(nodes, files)
		} else {
			relationships = append(relationships, files)
		}
	}
	return nodes, relationships, nil
}

// Close closes the files, which stay.
func (b *Bulk) Close() error {
	_ = b.await() // Finish says what was wrong
	var errs []error
	for _, t := range b.order {
		errs = append(errs, t.Close())
	}
	return errors.Join(errs...)
}
