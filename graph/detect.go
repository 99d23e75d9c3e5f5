package graph

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/internal/detect"
	"github.com/credence-graph/credence/internal/evidence"
)

// maxItems is how many items a client may ask for at once.
const maxItems = 100

func (r mutationResolver) DetectCopies(ctx context.Context, text, statistical bool, sources []evidence.ID, dryRun bool, collector string) (*detect.Result, error) {
	switch {
	case r.detection == nil || r.writer == nil && !dryRun:
		return nil, &evidence.Error{Code: evidence.CodeUnavailable, Message: "this server does not look for copies; ask another"}
	case !text && !statistical:
		return nil, evidence.Invalidf("text", "text and statistical are both false; expected at least one of them")
	case len(sources) > maxIDs && !isInProcess(ctx):
		return nil, evidence.Invalidf("sources", "%d ids are given; expected at most %d", len(sources), maxIDs)
	case strings.TrimSpace(collector) == "":
		return nil, evidence.Invalidf("collector", "missing; expected who looks")
	}
	only, err := parseIDs[evidence.SourceID](evidence.KindSource, sources)
	if err != nil {
		return nil, err
	}
	o := detect.Options{Text: text, Statistical: statistical, Sources: only, DryRun: dryRun, Collector: collector, Letters: r.letters()}
	o.Progress = detect.ProgressOf(ctx)
	found, err := detect.Run(ctx, looking{r.detection, r.writer}, o)
	if found != nil && !dryRun {
		requestOf(ctx).wrote(found.Applied.Version)
		requestOf(ctx).noteRecorded(recordedCopies(found.Applied))
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

// DetectionStore is what looks for copies need of the graph beside its writer.
type DetectionStore interface {
	evidence.Scanner
	evidence.Words
	// Status tells which version of the graph there is.
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
	return heads(ctx, obj.Copies, first)
}

func (detectionResolver) GroupCount(_ context.Context, obj *detect.Result) (int, error) {
	return len(obj.Groups), nil
}

func (detectionResolver) Groups(ctx context.Context, obj *detect.Result, first int) ([]*detect.Group, error) {
	return heads(ctx, obj.Groups, first)
}

func (detectionResolver) CreditCount(_ context.Context, obj *detect.Result) (int, error) {
	return len(obj.Credits), nil
}

func (detectionResolver) Credits(ctx context.Context, obj *detect.Result, first int) ([]*detect.Credit, error) {
	return heads(ctx, obj.Credits, first)
}

func (detectionResolver) QuotationCount(_ context.Context, obj *detect.Result) (int, error) {
	return len(obj.Quotations), nil
}

func (detectionResolver) Quotations(ctx context.Context, obj *detect.Result, first int) ([]*detect.Quotation, error) {
	return heads(ctx, obj.Quotations, first)
}

func (sharedQuotationResolver) Sources(ctx context.Context, obj *detect.Quotation, first int) ([]*evidence.Source, error) {
	some, err := head(ctx, obj.Sources, first)
	if err != nil {
		return nil, err
	}
	return needAll[evidence.Source](ctx, some)
}

func (detectionResolver) Created(_ context.Context, obj *detect.Result) (int, error) {
	return obj.Applied.Created[evidence.KindDerivation], nil
}

func (detectionResolver) Changed(_ context.Context, obj *detect.Result) (int, error) {
	return obj.Applied.Changed[evidence.KindDerivation], nil
}

func (detectionResolver) Withdrawn(_ context.Context, obj *detect.Result) (int, error) {
	return len(obj.Withdrawn), nil
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
	some, err := head(ctx, obj.Sources, first)
	if err != nil {
		return nil, err
	}
	return needAll[evidence.Source](ctx, some)
}

func (copyGroupResolver) Origin(ctx context.Context, obj *detect.Group) (*evidence.Source, error) {
	return lookup[evidence.Source](ctx, obj.Origin)
}

func (creditLineResolver) Source(ctx context.Context, obj *detect.Credit) (*evidence.Source, error) {
	return need[evidence.Source](ctx, obj.Source)
}

func (r queryResolver) Truth(ctx context.Context, items []string, first int, after *string) (*model.ItemTruthConnection, error) {
	if r.truths == nil {
		return nil, &evidence.Error{Code: evidence.CodeUnavailable, Message: "this server does not estimate what is true; ask another"}
	}
	if len(items) > maxItems && !isInProcess(ctx) {
		return nil, evidence.Invalidf("items", "%d items are given; expected at most %d", len(items), maxItems)
	}
	page, err := forward(first, after).page(ctx)
	if err != nil {
		return nil, err
	}
	all := slices.Compact(slices.Sorted(slices.Values(items)))
	if items == nil {
		if all, _, err = r.truths.Items(ctx); err != nil {
			return nil, err
		}
	}
	return truthPage(ctx, r.truths, all, page)
}

// truthPage cuts a page out of items that are in order.
func truthPage(ctx context.Context, truths *detect.Truths, items []string, page evidence.Page) (*model.ItemTruthConnection, error) {
	from, to, info := page.Cut(len(items), func(i int) bool { return items[i] > page.After[0] }, nil)
	found, err := truths.Of(ctx, items[from:to])
	if err != nil {
		return nil, err
	}
	edges, cursors := make([]*model.ItemTruthEdge, len(found)), make([]string, len(found))
	for i := range found {
		cursors[i] = encodeCursor(listName(ctx), evidence.Cursor{found[i].Item})
		edges[i] = &model.ItemTruthEdge{Cursor: cursors[i], Node: &found[i]}
	}
	return &model.ItemTruthConnection{Edges: edges, PageInfo: pageInfo(info, cursors), TotalCount: len(items)}, nil
}

func (valueTruthResolver) Claims(ctx context.Context, obj *detect.Value) ([]*evidence.Claim, error) {
	return needAll[evidence.Claim](ctx, obj.Claims)
}

func (valueTruthResolver) VoiceCount(_ context.Context, obj *detect.Value) (int, error) {
	return len(obj.Voices), nil
}

func (valueTruthResolver) Voices(ctx context.Context, obj *detect.Value, first int) ([]*detect.Voice, error) {
	return heads(ctx, obj.Voices, first)
}

func (voiceResolver) SourceCount(_ context.Context, obj *detect.Voice) (int, error) {
	return len(obj.Sources), nil
}

func (voiceResolver) Sources(ctx context.Context, obj *detect.Voice, first int) ([]*detect.VoiceSource, error) {
	return heads(ctx, obj.Sources, first)
}

func (voiceSourceResolver) Source(ctx context.Context, obj *detect.VoiceSource) (*evidence.Source, error) {
	return need[evidence.Source](ctx, obj.Source)
}
