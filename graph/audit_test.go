package graph_test

import (
	"context"
	"encoding/json"
	"slices"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/graph"
	"github.com/credence-graph/credence/graph/transport"
	"github.com/credence-graph/credence/internal/audit"
	"github.com/credence-graph/credence/internal/evidence"
)

type auditPage struct {
	Audit struct {
		TotalCount, ClaimCount int
		PageInfo               struct{ HasNextPage, HasPreviousPage bool }
		Edges                  []auditEdge
	}
}

type auditEdge struct {
	Cursor string
	Node   struct {
		ID, Text string
		Code     audit.Code
		Severity audit.Severity
	}
}

func (p auditPage) ids() []string {
	var out []string
	for _, e := range p.Audit.Edges {
		out = append(out, e.Node.ID)
	}
	return out
}

func askAudit(t *testing.T, s *transport.Server, variables map[string]any) auditPage {
	t.Helper()
	data, errs := s.Execute(t.Context(), `query($where: FindingFilter, $first: Int, $after: String, $last: Int,
		$before: String) {
		audit(where: $where, first: $first, after: $after, last: $last, before: $before) {
			totalCount claimCount pageInfo { hasNextPage hasPreviousPage } edges { cursor node { id text code severity
			} } } }`, variables, "")
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	var page auditPage
	if err := json.Unmarshal(data, &page); err != nil {
		t.Fatal(err)
	}
	return page
}

// TestAudit_EveryCode asserts that the golden graph shows every code and every severity.
func TestAudit_EveryCode(t *testing.T) {
	page := askAudit(t, server(t, audited(t)), map[string]any{"first": 100})
	codes, severities := map[audit.Code]bool{}, map[audit.Severity]bool{}
	for _, e := range page.Audit.Edges {
		codes[e.Node.Code], severities[e.Node.Severity] = true, true
	}
	for _, c := range audit.Codes() {
		if !codes[c] {
			t.Errorf("no finding of %s", c)
		}
	}
	for _, s := range audit.Severities() {
		if !severities[s] {
			t.Errorf("no finding of severity %s", s)
		}
	}
}

// TestAudit_Pages reads the list a page at a time, from the start and from the end, and gets the same as at once.
func TestAudit_Pages(t *testing.T) {
	s := server(t, audited(t))
	want := askAudit(t, s, map[string]any{"first": 100}).ids()
	for _, length := range []int{1, 3, len(want), 100} {
		var forth, back []string
		for after := ""; ; {
			page := askAudit(t, s, map[string]any{"first": length, "after": after})
			forth, after = append(forth, page.ids()...), page.Audit.Edges[len(page.Audit.Edges)-1].Cursor
			if page.Audit.PageInfo.HasPreviousPage != (len(forth) > len(page.ids())) {
				t.Errorf("pages of %d: hasPreviousPage is %t", length, page.Audit.PageInfo.HasPreviousPage)
			}
			if !page.Audit.PageInfo.HasNextPage {
				break
			}
		}
		for before := ""; ; {
			page := askAudit(t, s, map[string]any{"last": length, "before": before})
			back, before = append(page.ids(), back...), page.Audit.Edges[0].Cursor
			if page.Audit.PageInfo.HasNextPage != (len(back) > len(page.ids())) {
				t.Errorf("pages of %d from the end: hasNextPage is %t", length, page.Audit.PageInfo.HasNextPage)
			}
			if !page.Audit.PageInfo.HasPreviousPage {
				break
			}
		}
		if diff := cmp.Diff(want, forth); diff != "" {
			t.Errorf("pages of %d (-want +got):\n%s", length, diff)
		}
		if diff := cmp.Diff(want, back); diff != "" {
			t.Errorf("pages of %d from the end (-want +got):\n%s", length, diff)
		}
	}
}

// TestAudit_CursorsSurvive asks for what comes after a finding while others come and the finding itself goes.
func TestAudit_CursorsSurvive(t *testing.T) {
	store := audited(t)
	s := server(t, store)
	all := askAudit(t, s, map[string]any{"first": 100})
	at := slices.IndexFunc(all.Audit.Edges, func(e auditEdge) bool {
		return e.Node.Code == audit.RetractedUpstream
	})
	want, after := all.ids()[at+1:], all.Audit.Edges[at].Cursor
	apply(t, store, evidence.Batch{ // a contradiction more, which stands before, and no withdrawal any more
		Sources: puts(evidence.Source{ID: "source:memo", Kind: evidence.Document, Title: "Memo",
			URL: "https://memo.example/"}, evidence.Source{ID: "source:pamphlet", Kind: evidence.Article}),
		Derivations: puts(evidence.Derivation{From: "source:pamphlet", To: "source:police", Kind: evidence.Cites}),
		Statements: puts(evidence.Statement{Source: "source:pamphlet", Claim: "claim:cause",
			Stance: evidence.Supports}),
	})
	got := askAudit(t, s, map[string]any{"first": 100, "after": after})
	left := slices.DeleteFunc(got.ids(), func(id string) bool { return !slices.Contains(want, id) })
	if diff := cmp.Diff(want, left); diff != "" {
		t.Errorf("after the same cursor (-before +now):\n%s", diff)
	}
	if slices.ContainsFunc(got.Audit.Edges, func(e auditEdge) bool {
		return e.Node.Code == audit.ContradictsOwnSource
	}) {
		t.Error("what comes before the cursor follows it")
	}
}

// crowded is a reader of a graph in which a list of claims goes on after the two thousandth.
type crowded struct{ evidence.Reader }

func (c crowded) List(ctx context.Context, q evidence.ListQuery) (evidence.NodePage, error) {
	page, err := c.Reader.List(ctx, q)
	page.HasNext = page.HasNext || q.Page.First == 2000
	return page, err
}

// TestAudit_Bounded: a client is refused an audit of more than two thousand claims, this program is not.
func TestAudit_Bounded(t *testing.T) {
	s := server(t, crowded{many(t, 20)})
	const query = `{ audit(first: 1) { claimCount } }`
	if got := post(t, s, query, nil); got.code() != "TOO_COMPLEX" {
		t.Errorf("more than 2,000 claims are answered with %s", got.body)
	}
	if got := post(t, s, `{ audit(where: {claim: "000"}) { claimCount totalCount } }`, nil); got.code() != "" {
		t.Errorf("one claim is answered with %s", got.body)
	}
	var told atomic.Int64
	ctx := graph.WithAuditProgress(t.Context(), func(_, of int) { told.Store(int64(of)) })
	data, errs := s.Execute(ctx, query, nil, "")
	if want := `{"audit":{"claimCount":20}}`; len(errs) > 0 || string(data) != want {
		t.Errorf("in process it is %s, %v; want %s", data, errs, want)
	}
	if told.Load() != 20 {
		t.Errorf("the progress was of %d claims, want 20", told.Load())
	}
}
