package app

import (
	"context"
	"fmt"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/ingest/annotation"
	"github.com/credence-graph/credence/internal/reading"
	"github.com/credence-graph/credence/internal/wording"
)

// readResult is what read prints with --json.
type readResult struct {
	RecordedFrom string         `json:"recordedFrom"`
	Text         string         `json:"text"` // what the quotes' bytes and lines count in
	Suggested    *reading.Graph `json:"suggested"`
	Recorded     *readRecorded  `json:"recorded"` // null: nothing was
}

type readRecorded struct {
	Main      evidence.ClaimID         `json:"main"`
	Method    evidence.AssertionMethod `json:"method"`
	Created   map[evidence.Kind]int    `json:"created"`
	Changed   map[evidence.Kind]int    `json:"changed"`
	Unchanged map[evidence.Kind]int    `json:"unchanged"`
	Retracted map[evidence.Kind]int    `json:"retracted"` // what the annotation replaces
	MayBe     []mayBe                  `json:"mayBe"`     // what the graph may have had already; nothing was made one
	Version   string                   `json:"version"`
}

// readRecord is what is recorded of a text.
type readRecord struct {
	doc        readable
	graph      *reading.Graph // what was suggested; nil where a person wrote the annotation
	annotation *annotation.Annotation
	method     evidence.AssertionMethod
	person     *terminal // who is asked; nil for nobody
	replaces   bool      // what was recorded from the text before, and is not in the annotation, is retracted
}

// recordRead records an annotation of a text.
func (a *app) recordRead(ctx context.Context, r readRecord) error {
	batch := r.annotation.Batch
	batch.Collector, batch.Method = collector(), r.method
	takenFrom(&batch, r.doc)
	if r.method == evidence.Detected {
		batch.Collector = "credence read"
		for i := range batch.Derivations {
			batch.Derivations[i].Value.Detector, batch.Derivations[i].Value.Status = "attribution", evidence.Suggested
		}
		withoutInferred(&batch, r.graph)
	}
	if r.graph != nil && r.graph.Self != "" && r.doc.url != "" {
		for i := range batch.Sources {
			if s := &batch.Sources[i].Value; s.ID == evidence.SourceID("source:"+r.graph.Self) {
				s.URL = r.doc.url
				*s = s.Normalize()
			}
		}
	}
	statesOnly(&batch)
	return a.with(ctx, func(ctx context.Context, s *session) error { return s.recordRead(ctx, r, batch) })
}

func (s *session) recordRead(ctx context.Context, r readRecord, batch evidence.Batch) error {
	may, err := s.mayBeKnown(ctx, batch)
	if err != nil {
		return err
	}
	var apart []mayBe
	if r.person != nil {
		if apart, err = s.askKnown(r.person, may, &batch, &r.annotation.Main); err != nil {
			return err
		}
		may = nil
	}
	stale, err := s.stale(ctx, r, batch)
	if err != nil {
		return err
	}
	applied, err := s.replace(ctx, batch, stale)
	if err != nil {
		return err
	}
	if err := s.denyKnown(ctx, apart); err != nil {
		return err
	}
	if s.json {
		return s.printJSON(readResult{RecordedFrom: r.doc.name, Text: r.doc.text, Suggested: r.graph,
			Recorded: &readRecorded{Main: r.annotation.Main,
				Method: r.method, Created: applied.Created, Changed: applied.Changed, Unchanged: applied.Unchanged, Retracted: applied.Retracted, MayBe: may,
				Version: applied.Version.String()}})
	}
	fmt.Fprintf(s.streams.Out, "%s records from %s: %s created, %s changed, %s unchanged\n",
		wording.Digits(batch.Len()), printable(r.doc.name),
		wording.Digits(total(applied.Created)), wording.Digits(total(applied.Changed)), wording.Digits(total(applied.Unchanged)))
	if n := total(applied.Retracted); n > 0 {
		fmt.Fprintf(s.streams.Out, "%s retracted: recorded from this text before, and not in the annotation\n",
			wording.Digits(n))
	}
	fmt.Fprintf(s.streams.Out, "main claim: %s\n", r.annotation.Main)
	s.tellKnown(may)
	return nil
}

// withoutInferred leaves out which outlet published the text where no byline or dateline says so: nobody has confirmed
// it.
func withoutInferred(batch *evidence.Batch, graph *reading.Graph) {
	for _, x := range graph.Sources {
		for i := range batch.Sources {
			if s := &batch.Sources[i].Value; x.Inferred && s.ID == evidence.SourceID("source:"+x.ID) {
				s.Outlet = ""
			}
		}
	}
}

// statesOnly makes a batch state of the nodes only what an annotation says of them: what else the graph
// has of an outlet or a claim stays.
func statesOnly(batch *evidence.Batch) {
	for i := range batch.Outlets {
		p := &batch.Outlets[i]
		p.Fields = []string{"name"}
		if p.Value.Kind != "" && p.Value.Kind != evidence.OtherOutlet {
			p.Fields = append(p.Fields, "kind")
		}
	}
	for i := range batch.Claims {
		p := &batch.Claims[i]
		p.Fields = []string{"text"}
		for _, x := range []struct{ field, value string }{{"name", p.Value.Name}, {"item", p.Value.Item}, {"value",
			p.Value.Value}} {
			if x.value != "" {
				p.Fields = append(p.Fields, x.field)
			}
		}
	}
	for i := range batch.Sources {
		p := &batch.Sources[i]
		p.Fields = []string{"kind", "identity", "title", "outlet"}
		if p.Value.URL != "" {
			p.Fields = append(p.Fields, "url")
		}
	}
}

// takenFrom says of every link and review where it was read.
func takenFrom(batch *evidence.Batch, doc readable) {
	batch.RecordedFrom = doc.name
	for i := range batch.Statements {
		batch.Statements[i].Value.Provenance.RecordedFrom = doc.name
	}
	for i := range batch.Derivations {
		batch.Derivations[i].Value.Provenance.RecordedFrom = doc.name
	}
	for i := range batch.Corroborations {
		batch.Corroborations[i].Value.Provenance.RecordedFrom = doc.name
	}
	for i := range batch.Relations {
		batch.Relations[i].Value.Provenance.RecordedFrom = doc.name
	}
	for i := range batch.Reviews {
		batch.Reviews[i].Value.URL = doc.url
	}
}
