package graph

import (
	"context"
	"fmt"

	"github.com/credence-graph/credence/graph/drafts"
	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/graph/paging"
	"github.com/credence-graph/credence/graph/request"
	"github.com/credence-graph/credence/internal/detect"
	"github.com/credence-graph/credence/internal/evidence"
)

func (r queryResolver) SuggestedCopies(
	ctx context.Context, text, statistical bool, sources []evidence.ID,
) (*detect.Result, error) {
	o, err := lookFor(ctx, text, statistical, sources)
	if err != nil {
		return nil, err
	}
	o.DryRun = true
	return r.look(ctx, o)
}

func (r mutationResolver) DetectCopies(
	ctx context.Context, text, statistical bool, sources []evidence.ID, collector string, _ *string,
) (*model.DetectCopiesPayload, error) {
	d := &drafts.Draft{}
	d.Need(collector, "who looks", "collector")
	o, err := lookFor(ctx, text, statistical, sources)
	d.Check(err)
	only := d.OnlyAt(ctx)
	if len(d.Errors) > 0 {
		return &model.DetectCopiesPayload{UserErrors: d.Errors}, nil
	}
	o.Collector = collector
	found, err := r.look(only, o)
	switch {
	case err == nil:
		return &model.DetectCopiesPayload{UserErrors: d.Errors, Detection: found}, nil
	case d.Refused(err):
		return &model.DetectCopiesPayload{UserErrors: d.Errors}, nil
	}
	return nil, err
}

// lookFor reads what to look for.
func lookFor(ctx context.Context, text, statistical bool, sources []evidence.ID) (detect.Options, error) {
	switch {
	case !text && !statistical:
		return detect.Options{}, evidence.Invalidf("text",
			"text and statistical are both false; expected at least one of them")
	case len(sources) > maxIDs && !request.IsInProcess(ctx):
		return detect.Options{}, evidence.Invalidf("sources", "%d ids are given; expected at most %d", len(sources), maxIDs)
	}
	only, err := parseIDs[evidence.SourceID](evidence.KindSource, sources)
	return detect.Options{Text: text, Statistical: statistical, Sources: only, Progress: detect.ProgressOf(ctx)}, err
}

// look looks for copies, and notes what it has recorded.
func (r *resolver) look(ctx context.Context, o detect.Options) (*detect.Result, error) {
	if r.detection == nil || r.writer == nil && !o.DryRun {
		return nil, &evidence.Error{Code: evidence.CodeUnavailable,
			Message: "this server does not detect copies; ask another"}
	}
	o.Letters = r.letters()
	found, err := detect.Run(ctx, looking{r.detection, r.writer}, o)
	if found != nil && !o.DryRun {
		request.Of(ctx).Wrote(found.Applied.Version)
		request.Of(ctx).NoteRecorded(recordedCopies(found.Applied))
	}
	if err != nil {
		return nil, err
	}
	return found, nil
}

// recordedCopies says what a look has written, "" if that is nothing.
func recordedCopies(a evidence.Applied) string {
	const kind = evidence.KindDerivation
	created, changed, withdrawn := a.Created[kind], a.Changed[kind], a.Retracted[kind]
	if created+changed+withdrawn == 0 {
		return ""
	}
	return fmt.Sprintf("before that, the look recorded %d new copies, revised %d and withdrew %d: these stay, and "+
		"looking again completes them", created, changed, withdrawn)
}

// DetectionStore is what copy detection needs of the graph in addition to its writer.
type DetectionStore interface {
	evidence.Scanner
	evidence.Words
	// Status returns the present version of the graph.
	Status(ctx context.Context) (evidence.Status, error)
}

// looking reads as the store does, and writes through the server's writer.
type looking struct {
	DetectionStore
	evidence.Writer
}

// letters are the accuracies that letters stand for under the policy in force.
func (r *resolver) letters() detect.Letters {
	a := r.policy.Accuracies
	return detect.Letters{
		evidence.ReliabilityA: a.A, evidence.ReliabilityB: a.B, evidence.ReliabilityC: a.C, evidence.ReliabilityD: a.D,
		evidence.ReliabilityE: a.E, evidence.ReliabilityF: a.F,
	}
}

func (detectionResolver) CopyCount(_ context.Context, obj *detect.Result) (int, error) {
	return len(obj.Copies), nil
}

func (detectionResolver) Copies(ctx context.Context, obj *detect.Result, first int) ([]*detect.Copy, error) {
	return paging.FirstPointers(ctx, obj.Copies, first)
}

func (detectionResolver) GroupCount(_ context.Context, obj *detect.Result) (int, error) {
	return len(obj.Groups), nil
}

func (detectionResolver) Groups(ctx context.Context, obj *detect.Result, first int) ([]*detect.Group, error) {
	return paging.FirstPointers(ctx, obj.Groups, first)
}

func (detectionResolver) CreditCount(_ context.Context, obj *detect.Result) (int, error) {
	return len(obj.Credits), nil
}

func (detectionResolver) Credits(ctx context.Context, obj *detect.Result, first int) ([]*detect.Credit, error) {
	return paging.FirstPointers(ctx, obj.Credits, first)
}

func (detectionResolver) QuotationCount(_ context.Context, obj *detect.Result) (int, error) {
	return len(obj.Quotations), nil
}

func (detectionResolver) Quotations(ctx context.Context, obj *detect.Result, first int) ([]*detect.Quotation, error) {
	return paging.FirstPointers(ctx, obj.Quotations, first)
}

func (sharedQuotationResolver) Sources(
	ctx context.Context, obj *detect.Quotation, first int,
) ([]*evidence.Source, error) {
	some, err := paging.FirstN(ctx, obj.Sources, first)
	if err != nil {
		return nil, err
	}
	return request.NeedAll[evidence.Source](ctx, some)
}

func (detectionResolver) CreatedCount(_ context.Context, obj *detect.Result) (int, error) {
	return obj.Applied.Created[evidence.KindDerivation], nil
}

func (detectionResolver) ChangedCount(_ context.Context, obj *detect.Result) (int, error) {
	return obj.Applied.Changed[evidence.KindDerivation], nil
}

func (detectionResolver) RetractedCount(_ context.Context, obj *detect.Result) (int, error) {
	return len(obj.Retracted), nil
}

func (detectionResolver) Version(_ context.Context, obj *detect.Result) (string, error) {
	if obj.Applied.Version == (evidence.Version{}) {
		return obj.Version.String(), nil
	}
	return obj.Applied.Version.String(), nil
}

func (copyGroupResolver) SourceCount(_ context.Context, obj *detect.Group) (int, error) {
	return len(obj.Sources), nil
}

func (copyGroupResolver) Sources(ctx context.Context, obj *detect.Group, first int) ([]*evidence.Source, error) {
	some, err := paging.FirstN(ctx, obj.Sources, first)
	if err != nil {
		return nil, err
	}
	return request.NeedAll[evidence.Source](ctx, some)
}

func (copyGroupResolver) Origin(ctx context.Context, obj *detect.Group) (*evidence.Source, error) {
	return request.Lookup[evidence.Source](ctx, obj.Origin)
}

func (creditLineResolver) Source(ctx context.Context, obj *detect.Credit) (*evidence.Source, error) {
	return request.Need[evidence.Source](ctx, obj.Source)
}
