package annotate

import (
	"context"
	"fmt"

	"github.com/credence-graph/credence/internal/attribution/outline"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/ingest/annotation"
	"github.com/credence-graph/credence/internal/terminal"
)

// Text is a text with where it is from.
type Text struct {
	Name  string // the file or the address
	URL   string // "" for a file
	Words string
}

// Recording is what is to be recorded of a text.
type Recording struct {
	Text       Text
	Graph      *outline.Graph // what was suggested; nil if a person wrote the annotation
	Annotation *annotation.Annotation
	Method     evidence.AssertionMethod
	Person     *terminal.Person // who is asked; nil if nobody can be asked
	Replaces   bool             // what was recorded from the text before, and is not in the annotation, is retracted
}

// Recorder records what was read in a text.
type Recorder struct {
	Reader    evidence.Reader
	Writer    evidence.Writer
	Collector string // who records
}

// Recorded is what was recorded of a text.
type Recorded struct {
	Main      evidence.ClaimID         `json:"main"`
	Method    evidence.AssertionMethod `json:"method"`
	Created   map[evidence.Kind]int    `json:"created"`
	Changed   map[evidence.Kind]int    `json:"changed"`
	Unchanged map[evidence.Kind]int    `json:"unchanged"`
	Retracted map[evidence.Kind]int    `json:"retracted"` // what the annotation replaces
	MayBe     []MayBe                  `json:"mayBe"`     // what the graph may have had already; nothing was made one
	// SuggestedInterests counts those that the text suggests and that were not recorded, as nobody confirmed them.
	SuggestedInterests int    `json:"suggestedInterests"`
	Version            string `json:"version"`
	Records            int    `json:"-"` // how many the annotation has
}

// batch returns the records of an annotation, each with where it was read.
func (r Recording) batch(collector string) evidence.Batch {
	batch := r.Annotation.Batch
	batch.Collector, batch.Method = collector, r.Method
	takenFrom(&batch, r.Text)
	if r.Method == evidence.Detected {
		batch.Collector = "credence read"
		for i := range batch.Derivations {
			batch.Derivations[i].Value.Detector, batch.Derivations[i].Value.Status = "attribution", evidence.Suggested
		}
		withoutInferred(&batch, r.Graph)
		batch.Interests = nil // an interest has no status "suggested": nobody has said that it is one
	}
	if r.Graph != nil && r.Graph.Self != "" && r.Text.URL != "" {
		for i := range batch.Sources {
			if s := &batch.Sources[i].Value; s.ID == evidence.SourceID("source:"+r.Graph.Self) {
				s.URL = r.Text.URL
				*s = s.Normalize()
			}
		}
	}
	statesOnly(&batch)
	return batch
}

// Record records an annotation of a text, and retracts what it replaces. A person is asked first whether the graph
// has some of it already.
func (r Recorder) Record(ctx context.Context, what Recording) (Recorded, error) {
	batch := what.batch(r.Collector)
	may, err := r.mayBeKnown(ctx, batch)
	if err != nil {
		return Recorded{}, err
	}
	var apart []MayBe
	if what.Person != nil {
		if apart, err = askKnown(what.Person, may, &batch, &what.Annotation.Main); err != nil {
			return Recorded{}, err
		}
		may = nil
	}
	stale, err := r.stale(ctx, what, batch)
	if err != nil {
		return Recorded{}, err
	}
	applied, err := r.replace(ctx, batch, stale)
	if err != nil {
		return Recorded{}, err
	}
	if err := r.denyKnown(ctx, apart); err != nil {
		return Recorded{}, err
	}
	return Recorded{Main: what.Annotation.Main, Method: what.Method, Created: applied.Created, Changed: applied.Changed,
		Unchanged: applied.Unchanged, Retracted: applied.Retracted, MayBe: may, Version: applied.Version.String(),
		SuggestedInterests: len(what.Annotation.Batch.Interests) - len(batch.Interests), Records: batch.Len()}, nil
}

// withoutInferred leaves out which outlet published the text where no byline or dateline says so: nobody has confirmed
// it.
func withoutInferred(batch *evidence.Batch, graph *outline.Graph) {
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
func takenFrom(batch *evidence.Batch, text Text) {
	batch.RecordedFrom = text.Name
	for i := range batch.Statements {
		batch.Statements[i].Value.Provenance.RecordedFrom = text.Name
	}
	for i := range batch.Derivations {
		batch.Derivations[i].Value.Provenance.RecordedFrom = text.Name
	}
	for i := range batch.Corroborations {
		batch.Corroborations[i].Value.Provenance.RecordedFrom = text.Name
	}
	for i := range batch.Relations {
		batch.Relations[i].Value.Provenance.RecordedFrom = text.Name
	}
	for i := range batch.Interests {
		batch.Interests[i].Value.Provenance.RecordedFrom = text.Name
	}
	for i := range batch.Leanings {
		batch.Leanings[i].Value.Provenance.RecordedFrom = text.Name
	}
	for i := range batch.Reviews {
		batch.Reviews[i].Value.URL = text.URL
	}
}

// Parse returns a graph as an annotation.
func Parse(graph *outline.Graph, text Text) (*annotation.Annotation, error) {
	yaml, err := graph.Annotation()
	if err != nil {
		return nil, err
	}
	annotation, err := annotation.Parse(yaml, text.Words)
	if err != nil {
		return nil, fmt.Errorf("what was read in %s: %w", text.Name, err)
	}
	return annotation, nil
}
