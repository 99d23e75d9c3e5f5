package app

import (
	"context"
	"fmt"
	"strings"

	"github.com/credence-graph/credence/graph/query"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/reliability"
	"github.com/credence-graph/credence/internal/wording"
)

// trackRecords shows how often outlets, or sources without one, were right by the verdicts of fact checks.
func (s *session) trackRecords(ctx context.Context, f reliabilityFlags, names []string) error {
	document, err := query.TrackRecords()
	if err != nil {
		return err
	}
	variables := f.variables()
	if len(names) > 0 {
		ids := make([]evidence.ID, len(names))
		for i, name := range names {
			kind := evidence.KindOutlet
			if strings.HasPrefix(name, string(evidence.KindSource)+":") {
				kind = evidence.KindSource
			}
			node, err := s.resolve(ctx, kind, name)
			if err != nil {
				return err
			}
			ids[i] = node.NodeID()
		}
		variables["of"] = ids
	}
	answer, err := s.query(ctx, "trackRecords", document, variables)
	if err != nil {
		return err
	}
	return s.show(answer, viewed(func(p *page, view trackRecordsView) { p.trackRecords(view, len(names) > 0) }))
}

// trackRecordsView is what the text shows of a TrackRecordConnection.
type trackRecordsView struct {
	TotalCount int
	Edges      []struct {
		Node struct {
			Of                     thingView
			Reliability, Suggested evidence.SourceReliability
			VoteCount, RightCount  int
			Accuracy               *float64
			Reasons                []string
		}
	}
}

// trackRecords prints a table of track records, with the reasons of each where they are asked for.
func (p *page) trackRecords(view trackRecordsView, reasons bool) {
	if view.TotalCount == 0 {
		p.line("Nobody has a track record: no source takes a side of a claim with a clear verdict.")
		return
	}
	rows := make([][]string, len(view.Edges))
	for i, e := range view.Edges {
		n, estimate, onRecord := e.Node, "", "none"
		if n.Accuracy != nil {
			estimate = fmt.Sprintf("%.0f%%", 100**n.Accuracy)
		}
		if n.Reliability != "" {
			onRecord = string(n.Reliability)
		}
		rows[i] = []string{
			wording.Digits(n.RightCount), wording.Digits(n.VoteCount), estimate, string(n.Suggested), onRecord, n.Of.Label,
		}
	}
	p.table([]string{"right", "of votes", "estimated", "suggested", "on record", "outlet or source"}, rows, 0, 1, 2)
	p.more("", view.TotalCount-len(view.Edges))
	p.gap()
	if !reasons {
		p.line("%s", reliability.RecordCaveat)
		return
	}
	for _, e := range view.Edges {
		p.reasons(e.Node.Of.Label, e.Node.Reasons)
	}
}

// claimShares shows what the track records of those who speak of claims make of them.
func (s *session) claimShares(ctx context.Context, names []string) error {
	document, err := query.ClaimShares()
	if err != nil {
		return err
	}
	ids, err := resolveAll[evidence.ID](ctx, s, evidence.KindClaim, names)
	if err != nil {
		return err
	}
	answer, err := s.query(ctx, "claimShares", document, map[string]any{"claims": ids})
	if err != nil {
		return err
	}
	return s.show(answer, viewed(func(p *page, shares []claimShareView) {
		for i, share := range shares {
			if i > 0 {
				p.gap()
			}
			p.reasons(share.Claim.Label, share.Reasons)
		}
	}))
}

// claimShareView is what the text shows of a ClaimShare: its reasons tell its figures.
type claimShareView struct {
	Claim   thingView
	Reasons []string
}

// reasons prints what is told of one thing below its name.
func (p *page) reasons(name string, reasons []string) {
	p.line("%s", p.style.bold(name))
	for _, reason := range reasons {
		p.line("  %s", reason)
	}
}
