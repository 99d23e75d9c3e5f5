package graph

import (
	"context"
	"slices"
	"strconv"

	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/graph/paging"
	"github.com/credence-graph/credence/graph/request"
	"github.com/credence-graph/credence/internal/audit"
	"github.com/credence-graph/credence/internal/evidence"
)

// maxAudited is how many claims an audit for a client looks at; in process it is any number.
const maxAudited = 2000

func (r queryResolver) Audit(
	ctx context.Context, where *model.FindingFilter, _ *evidence.Moment, _ *model.PolicyInput, first *int,
	after *string, last *int, before *string,
) (*model.FindingConnection, error) {
	at, policy, err := r.settingOf(ctx)
	if err != nil {
		return nil, err
	}
	filter, err := findingFilter(where)
	if err != nil {
		return nil, err
	}
	page, err := paging.BothWays(ctx, first, after, last, before).Page(ctx)
	if err != nil {
		return nil, err
	}
	reader := request.Of(ctx).NotingVersions()
	report, err := audit.NewService(reader).Audit(ctx, filter, at, policy, auditOptions(ctx))
	if err != nil {
		return nil, err
	}
	found, err := findingPage(ctx, report, page)
	if err != nil {
		return nil, err
	}
	found.AskedAt, found.Policy, found.Versions = reader.AskedAt(), &policy, request.Of(ctx).Versions()
	slices.Sort(found.Versions)
	return found, nil
}

type auditProgressKey struct{}

// WithAuditProgress returns a context in which audits tell how many claims they have looked at, of how many. tell is
// called from several goroutines at once.
func WithAuditProgress(ctx context.Context, tell func(done, of int)) context.Context {
	return context.WithValue(ctx, auditProgressKey{}, tell)
}

func auditOptions(ctx context.Context) audit.Options {
	if !request.IsInProcess(ctx) {
		return audit.Options{MaxClaims: maxAudited}
	}
	tell, _ := ctx.Value(auditProgressKey{}).(func(done, of int))
	return audit.Options{Progress: tell}
}

// findingFilter reads the filter that a client gave.
func findingFilter(where *model.FindingFilter) (f audit.Filter, err error) {
	if where == nil {
		return f, nil
	}
	f.Codes, f.Severities = where.Codes, where.Severity
	parse := func(kind evidence.Kind, id *evidence.ID) string {
		if id == nil || err != nil {
			return ""
		}
		var parsed evidence.ID
		parsed, err = evidence.ParseKey[evidence.ID](kind, string(*id))
		return string(parsed)
	}
	f.Claim = evidence.ClaimID(parse(evidence.KindClaim, where.Claim))
	f.Outlet = evidence.OutletID(parse(evidence.KindOutlet, where.Outlet))
	f.Source = evidence.SourceID(parse(evidence.KindSource, where.Source))
	return f, err
}

// findingPage cuts a page out of a report.
func findingPage(ctx context.Context, report *audit.Report, page evidence.Page) (*model.FindingConnection, error) {
	list, err := paging.ConnectKeyed(ctx, report.Findings, page, findingKeys)
	return &model.FindingConnection{Plain: list, ClaimCount: report.Claims,
		Counts: paging.Pointers(report.Counts())}, err
}

// findingKeys is the order of findings.
var findingKeys = paging.Keys[audit.Finding, audit.Key]{
	Of: func(f *audit.Finding) audit.Key { return f.Key() },
	Write: func(k audit.Key) evidence.Cursor {
		return evidence.Cursor{string(k.Severity), strconv.FormatInt(k.Change, 10), strconv.Itoa(k.Claims),
			string(k.Code), k.ID}
	},
	Read: func(c evidence.Cursor) (k audit.Key, ok bool) {
		if len(c) != 5 {
			return k, false
		}
		k = audit.Key{Severity: audit.Severity(c[0]), Code: audit.Code(c[3]), ID: c[4]}
		var err, failed error
		k.Change, err = strconv.ParseInt(c[1], 10, 64)
		k.Claims, failed = strconv.Atoi(c[2])
		return k, err == nil && failed == nil && k.Severity.Valid() && k.Code.Valid()
	},
}

func (findingResolver) ID(_ context.Context, obj *audit.Finding) (evidence.ID, error) {
	return evidence.ID(obj.ID), nil
}

func (findingResolver) Meaning(_ context.Context, obj *audit.Finding) (string, error) {
	return obj.Code.Guide().Meaning, nil
}

func (findingResolver) Remedy(_ context.Context, obj *audit.Finding) (string, error) {
	return obj.Code.Guide().Remedy, nil
}

func (findingResolver) Examples(ctx context.Context, obj *audit.Finding, first int) ([]*evidence.Claim, error) {
	return paging.FirstN(ctx, obj.Examples, first)
}

func (findingResolver) NodeCount(_ context.Context, obj *audit.Finding) (int, error) {
	return len(obj.Nodes), nil
}

func (findingResolver) Nodes(ctx context.Context, obj *audit.Finding, first int) ([]model.Entity, error) {
	some, err := paging.FirstN(ctx, obj.Nodes, first)
	nodes := make([]model.Entity, len(some))
	copy(nodes, some)
	return nodes, err
}

func (findingResolver) StepCount(_ context.Context, obj *audit.Finding) (int, error) {
	return len(obj.Steps), nil
}

func (findingResolver) Steps(ctx context.Context, obj *audit.Finding, first int) ([]evidence.Link, error) {
	return paging.FirstN(ctx, obj.Steps, first)
}
