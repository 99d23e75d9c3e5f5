package watch

import (
	"context"
	"slices"
	"sync"

	"github.com/credence-graph/credence/internal/audit"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/live"
)

// FindingQuery says which findings to watch.
type FindingQuery struct {
	Where  audit.Filter
	Policy basis.Policy
	After  evidence.Cursor // of the event seen last; nil = none
	// MaxClaims is the most claims that are looked at; 0 = any number.
	MaxClaims int
}

// FindingEvent is a finding that there was not, or that was less grave.
type FindingEvent struct {
	Cursor evidence.Cursor // where to go on
	// Finding is as the claims show it that the change concerns.
	Finding *audit.Finding
}

// findingRun is one query for findings being answered.
type findingRun struct {
	*Watcher
	query FindingQuery
	emit  func(FindingEvent) error
	known findingsOf
}

// findingsOf holds how grave the findings of each claim are, by the finding's id.
type findingsOf map[evidence.ClaimID]map[string]audit.Severity

// Findings calls emit with each finding that is raised from now on: one that no claim of the query had, or that was
// less grave; the gravest of a change first. With After it begins with every finding that there is, where the graph
// is another one than that of the event seen last. Else it is as [Watcher.Claims].
func (w *Watcher) Findings(ctx context.Context, q FindingQuery, emit func(FindingEvent) error) error {
	if q.After != nil && len(q.After) != 2 {
		return evidence.Invalidf("after", "is not a cursor of an event")
	}
	if err := q.Policy.Validate(); err != nil {
		return err
	}
	r := &findingRun{Watcher: w, query: q, emit: emit, known: findingsOf{}}
	return w.each(ctx, r.follow)
}

// follow tells of a change.
func (r *findingRun) follow(ctx context.Context, change live.Change, first bool) error {
	var among []evidence.ClaimID
	if !change.Any {
		if len(change.Claims) == 0 {
			return nil
		}
		among = change.Claims
	}
	fresh, err := r.audit(ctx, among)
	if err != nil {
		return err
	}
	raised := r.raised(fresh)
	r.note(fresh, change)
	if r.query.MaxClaims > 0 && len(r.known)-1 > r.query.MaxClaims { // one entry is of no claim
		return audit.TooMany(r.query.MaxClaims)
	}
	if after := r.query.After; first && (after == nil || after[0] == change.Version.String() && after[1] == "") {
		return nil
	}
	for i, f := range raised {
		cursor := evidence.Cursor{change.Version.String(), f.ID}
		if i == len(raised)-1 {
			cursor[1] = "" // nothing of this state is left
		}
		if err := r.emit(FindingEvent{cursor, f}); err != nil {
			return err
		}
	}
	return nil
}

// audit returns the findings of claims, or of all claims of the query.
func (r *findingRun) audit(
	ctx context.Context, among []evidence.ClaimID,
) (map[evidence.ClaimID][]audit.Finding, error) {
	var mu sync.Mutex
	fresh := map[evidence.ClaimID][]audit.Finding{}
	err := r.auditor.Each(ctx, r.query.Where, among, evidence.Moment{}, r.query.Policy,
		audit.Options{MaxClaims: r.query.MaxClaims},
		func(id evidence.ClaimID, findings []audit.Finding) error {
			mu.Lock()
			defer mu.Unlock()
			fresh[id] = findings
			return nil
		})
	return fresh, err
}

// raised returns the findings that are new, or graver than they were, each once and as grave as it is, in the order of
// their keys.
func (r *findingRun) raised(fresh map[evidence.ClaimID][]audit.Finding) []*audit.Finding {
	was := map[string]audit.Severity{}
	for _, findings := range r.known {
		for id, s := range findings {
			if old, known := was[id]; !known || s.AtLeast(old) {
				was[id] = s
			}
		}
	}
	now := map[string]*audit.Finding{}
	for _, findings := range fresh {
		for i := range findings {
			f := &findings[i]
			if old, known := was[f.ID]; known && old.AtLeast(f.Severity) {
				continue
			}
			if other := now[f.ID]; other == nil || f.Key().Compare(other.Key()) < 0 {
				now[f.ID] = f
			}
		}
	}
	out := make([]*audit.Finding, 0, len(now))
	for _, f := range now {
		out = append(out, f)
	}
	slices.SortFunc(out, func(a, b *audit.Finding) int { return a.Key().Compare(b.Key()) })
	return out
}

// note remembers the findings of the claims that a change concerns.
func (r *findingRun) note(fresh map[evidence.ClaimID][]audit.Finding, change live.Change) {
	if change.Any {
		r.known = findingsOf{}
	}
	for _, id := range change.Claims {
		delete(r.known, id)
	}
	for id, findings := range fresh {
		of := make(map[string]audit.Severity, len(findings))
		for i := range findings {
			of[findings[i].ID] = findings[i].Severity
		}
		r.known[id] = of
	}
}
