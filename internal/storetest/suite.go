package storetest

import (
	"context"
	"reflect"
	"sync"
	"testing"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
)

// Store is what the suite tests: a graph that can be read, explored, scanned and written, and that knows its history.
type Store interface {
	evidence.Reader
	evidence.Explorer
	evidence.Writer
	evidence.History
	evidence.Words
	evidence.Checkpoints
	evidence.Editions
	evidence.Scanner
	evidence.Denials
}

// Open returns an empty graph whose records are dated by the clock. What it opens it ends with t.Cleanup. A graph that
// was returned before is not used any more.
type Open func(t *testing.T, now func() time.Time) Store

// Run holds a store against everything that evidence.Reader, evidence.Explorer, evidence.Writer, evidence.History,
// evidence.Scanner and evidence.Denials promise. It opens a graph for each group of checks, one after the other, about
// forty in all.
func Run(t *testing.T, open Open) {
	t.Helper()
	calls := &calls{count: map[string]int{}}
	for _, group := range groups() {
		t.Run(group.name, func(t *testing.T) {
			clock := NewClock()
			group.check(&graph{T: t, store: &recorder{Store: open(t, clock.Read), calls: calls}, clock: clock})
		})
	}
	t.Run("every method was called", calls.check)
}

type group struct {
	name  string
	check func(*graph)
}

func groups() []group {
	return []group{
		{"apply counts", applyCounts},
		{"apply round trip", applyRoundTrip},
		{"apply stamps", applyStamps},
		{"apply patches", applyPatches},
		{"apply defaults", applyDefaults},
		{"apply replaces", applyReplaces},
		{"apply with a clock that stands", applyAtOneTime},
		{"apply refuses", applyRefuses},
		{"apply conflicts", applyConflicts},
		{"words", keepsWords},
		{"checkpoints", keepsCheckpoints},
		{"editions", keepsEditions},
		{"editions of links", editionsOfLinks},
		{"editions that end links", editionsThatEnd},
		{"retract", retract},
		{"unretract", unretract},
		{"erase", erase},
		{"changes", changes},
		{"changes by page", changesByPage},
		{"versions asked for", versionsAskedFor},
		{"writes at one version only", onlyAt},
		{"objects", objects},
		{"links of every kind", linksOfEveryKind},
		{"links over several steps", linksOverSteps},
		{"links by page", linksByPage},
		{"links at moments", linksAtMoments},
		{"list filters", listFilters},
		{"list of claims by what they rest on", claimsThatRest},
		{"list by page", listByPage},
		{"list at moments", listAtMoments},
		{"derivations", derivations},
		{"derivations by page", derivationsByPage},
		{"find", find},
		{"status and version", statusAndVersion},
		{"subgraphs", subgraphs},
		{"subgraphs at moments of the world", subgraphsValidAt},
		{"times of day", timesOfDay},
		{"subgraphs with what a moment hides", subgraphsHidden},
		{"subgraphs of claims alone and together", subgraphsTogether},
		{"subgraphs at moments of the record", subgraphsKnownAt},
		{"subgraphs as of the last write", recordedUntil},
		{"subgraphs with sources and holders too", subgraphsAlso},
		{"outlets that take from others", downstream},
		{"neighbors", neighbors},
		{"paths", paths},
		{"scan", scan},
		{"scan of much", scanLong},
		{"what is not one", rejected},
		{"what is denied", denied},
		{"what is denied again", deniedAgain},
		{"confirmations", confirmations},
		{"interests", interests},
		{"interests in the evidence", interestsInEvidence},
		{"leanings", leanings},
		{"denials in the evidence", denialsInEvidence},
		{"concurrent use", concurrentUse},
		{"ended contexts", endedContexts},
	}
}

// calls counts the calls of each method, by name.
type calls struct {
	mu    sync.Mutex
	count map[string]int
}

func (c *calls) note(method string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.count[method]++
}

// check fails for every method of the interfaces that the suite has not called: a method that is added to them needs
// checks here.
func (c *calls) check(t *testing.T) {
	for _, of := range []reflect.Type{reflect.TypeFor[evidence.Reader](), reflect.TypeFor[evidence.Explorer](),
		reflect.TypeFor[evidence.Writer](),
		reflect.TypeFor[evidence.History](), reflect.TypeFor[evidence.Words](), reflect.TypeFor[evidence.Checkpoints](),
		reflect.TypeFor[evidence.Editions](), reflect.TypeFor[evidence.Scanner](),
		reflect.TypeFor[evidence.Denials]()} {
		for i := range of.NumMethod() {
			if name := of.Method(i).Name; c.count[name] == 0 {
				t.Errorf("no check called %s.%s; add checks of it to the suite, and the method to its recorder", of, name)
			}
		}
	}
}

// recorder notes the calls of a store.
type recorder struct {
	Store
	calls *calls
}

func (r *recorder) Words(
	ctx context.Context, fingerprints []evidence.Fingerprint) (map[evidence.Fingerprint]string, error) {
	r.calls.note("Words")
	return r.Store.Words(ctx, fingerprints)
}

func (r *recorder) Checkpoint(ctx context.Context, work string) (evidence.Checkpoint, error) {
	r.calls.note("Checkpoint")
	return r.Store.Checkpoint(ctx, work)
}

func (r *recorder) Editions(ctx context.Context, of []string) (map[string]evidence.Edition, error) {
	r.calls.note("Editions")
	return r.Store.Editions(ctx, of)
}

func (r *recorder) EditionsAfter(ctx context.Context, after string, most int) ([]evidence.Edition, error) {
	r.calls.note("EditionsAfter")
	return r.Store.EditionsAfter(ctx, after, most)
}

func (r *recorder) Subgraphs(
	ctx context.Context, claims []evidence.ClaimID, at evidence.Moment, also ...evidence.ID) (*evidence.Subgraphs, error) {
	r.calls.note("Subgraphs")
	return r.Store.Subgraphs(ctx, claims, at, also...)
}

func (r *recorder) Objects(ctx context.Context, ids []evidence.ID, at evidence.Moment) ([]evidence.Object, error) {
	r.calls.note("Objects")
	return r.Store.Objects(ctx, ids, at)
}

func (r *recorder) Links(ctx context.Context, q evidence.LinkQuery) ([]evidence.LinkPage, error) {
	r.calls.note("Links")
	return r.Store.Links(ctx, q)
}

func (r *recorder) List(ctx context.Context, q evidence.ListQuery) (evidence.NodePage, error) {
	r.calls.note("List")
	return r.Store.List(ctx, q)
}

func (r *recorder) Derivations(
	ctx context.Context, q evidence.DerivationQuery) (evidence.DerivationPage, error) {
	r.calls.note("Derivations")
	return r.Store.Derivations(ctx, q)
}

func (r *recorder) Find(ctx context.Context, text string, kinds []evidence.Kind, limit int) ([]evidence.Hit, error) {
	r.calls.note("Find")
	return r.Store.Find(ctx, text, kinds, limit)
}

func (r *recorder) Status(ctx context.Context) (evidence.Status, error) {
	r.calls.note("Status")
	return r.Store.Status(ctx)
}

func (r *recorder) Downstream(
	ctx context.Context, of []evidence.OutletID, at evidence.Moment, limit int) ([]evidence.OutletID, error) {
	r.calls.note("Downstream")
	return r.Store.Downstream(ctx, of, at, limit)
}

func (r *recorder) Neighbors(ctx context.Context, q evidence.NeighborQuery) (evidence.NeighborPage, error) {
	r.calls.note("Neighbors")
	return r.Store.Neighbors(ctx, q)
}

func (r *recorder) Path(ctx context.Context, q evidence.PathQuery) (*evidence.Path, error) {
	r.calls.note("Path")
	return r.Store.Path(ctx, q)
}

func (r *recorder) Apply(ctx context.Context, b evidence.Batch) (evidence.Applied, error) {
	r.calls.note("Apply")
	return r.Store.Apply(ctx, b)
}

func (r *recorder) Retract(ctx context.Context, ids []evidence.ID, collector, reason string) (evidence.Applied, error) {
	r.calls.note("Retract")
	return r.Store.Retract(ctx, ids, collector, reason)
}

func (r *recorder) Unretract(
	ctx context.Context, ids []evidence.ID, collector, reason string) (evidence.Applied, error) {
	r.calls.note("Unretract")
	return r.Store.Unretract(ctx, ids, collector, reason)
}

func (r *recorder) Erase(
	ctx context.Context, person evidence.PersonID, collector, reason string) (evidence.Applied, error) {
	r.calls.note("Erase")
	return r.Store.Erase(ctx, person, collector, reason)
}

func (r *recorder) Changes(ctx context.Context, q evidence.ChangeQuery) (evidence.ChangePage, error) {
	r.calls.note("Changes")
	return r.Store.Changes(ctx, q)
}

func (r *recorder) Scan(
	ctx context.Context, kinds []evidence.Kind, each func(record any) error) (evidence.Version, error) {
	r.calls.note("Scan")
	return r.Store.Scan(ctx, kinds, each)
}

func (r *recorder) Denials(ctx context.Context) ([]evidence.Denial, evidence.Version, error) {
	r.calls.note("Denials")
	return r.Store.Denials(ctx)
}
