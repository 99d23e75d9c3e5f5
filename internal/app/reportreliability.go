package app

import (
	"fmt"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/reliability"
	"github.com/credence-graph/credence/internal/terminal"
	"github.com/credence-graph/credence/internal/wording"
)

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

// writeTrackRecords prints a table of track records, with the reasons of each where they are asked for.
func writeTrackRecords(p *terminal.Page, view trackRecordsView, reasons bool) {
	if view.TotalCount == 0 {
		p.Line("Nobody has a track record: no source takes a side of a claim with a clear verdict.")
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
	p.Table([]string{"right", "of votes", "estimated", "suggested", "on record", "outlet or source"}, rows, 0, 1, 2)
	p.More("", view.TotalCount-len(view.Edges))
	p.Gap()
	if !reasons {
		p.Line("%s", reliability.RecordCaveat)
		return
	}
	for _, e := range view.Edges {
		writeReasons(p, e.Node.Of.Label, e.Node.Reasons)
	}
}

// claimShareView is what the text shows of a ClaimShare: its reasons tell its figures.
type claimShareView struct {
	Claim   thingView
	Reasons []string
}

// writeReasons prints what is told of one thing below its name.
func writeReasons(p *terminal.Page, name string, reasons []string) {
	p.Line("%s", p.Style.Bold(name))
	for _, reason := range reasons {
		p.Line("  %s", reason)
	}
}

// reliabilityView is what the text shows of a SuggestedReliabilityConnection.
type reliabilityView struct {
	TotalCount int
	Edges      []struct {
		Node struct {
			Source                                thingView
			Reliability, Suggested                evidence.SourceReliability
			ReliabilityFrom                       evidence.ID
			Accuracy                              *float64
			ClaimCount, ProbableCount, AloneCount int
			Reasons                               []string
		}
	}
}

// writeReliabilities prints a table of sources, with the reasons of each where they are asked for.
func writeReliabilities(p *terminal.Page, view reliabilityView, reasons bool) {
	if view.TotalCount == 0 {
		p.Line("No source can be estimated: none takes a side on ten claims or more.")
		return
	}
	rows := make([][]string, len(view.Edges))
	for i, e := range view.Edges {
		n := e.Node
		onRecord, estimate, suggested := string(n.Reliability), "", string(n.Suggested)
		if onRecord == "" {
			onRecord = "none"
		} else if n.ReliabilityFrom != n.Source.ID {
			onRecord += " (its outlet's)"
		}
		probable, alone := "", ""
		if n.Accuracy != nil {
			estimate, probable, alone = fmt.Sprintf("%.0f%%", 100**n.Accuracy), wording.Digits(n.ProbableCount), wording.Digits(n.AloneCount)
		}
		rows[i] = []string{estimate, wording.Digits(n.ClaimCount), probable, alone, suggested, onRecord, n.Source.Label}
	}
	p.Table([]string{"right", "of claims", "probable", "alone", "suggested", "on record", "source"}, rows, 0, 1, 2, 3)
	p.More("", view.TotalCount-len(view.Edges))
	p.Gap()
	if !reasons {
		p.Line("%s", reliability.Caveat)
		return
	}
	for _, e := range view.Edges {
		writeReasons(p, e.Node.Source.Label, e.Node.Reasons)
	}
}
