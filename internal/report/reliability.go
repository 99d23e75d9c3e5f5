package report

import (
	"fmt"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/reliability"
	"github.com/credence-graph/credence/internal/terminal"
	"github.com/credence-graph/credence/internal/wording"
)

// TrackRecordsView is what the text shows of a TrackRecordConnection.
type TrackRecordsView struct {
	TotalCount int
	Edges      []struct {
		Node struct {
			Of                     ThingView
			Reliability, Suggested evidence.SourceReliability
			VoteCount, RightCount  int
			Accuracy               *float64
			Reasons                []string
		}
	}
}

// WriteTrackRecords prints a table of track records, with the reasons of each if they are asked for.
func WriteTrackRecords(p *terminal.Page, view TrackRecordsView, reasons bool) {
	if view.TotalCount == 0 {
		p.Line("No outlet has a track record: no source takes a side on a claim with a clear verdict.")
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
			wording.Digits(n.RightCount), wording.Digits(n.VoteCount), estimate, string(n.Suggested), onRecord,
			n.Of.Label,
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
		WriteReasons(p, e.Node.Of.Label, e.Node.Reasons)
	}
}

// ClaimShareView is what the text shows of a ClaimShare: its reasons tell its figures.
type ClaimShareView struct {
	Claim   ThingView
	Reasons []string
}

// WriteReasons prints what is told of one thing below its name.
func WriteReasons(p *terminal.Page, name string, reasons []string) {
	p.Line("%s", p.Style.Bold(name))
	for _, reason := range reasons {
		p.Line("  %s", reason)
	}
}

// ReliabilityView is what the text shows of a SuggestedReliabilityConnection.
type ReliabilityView struct {
	TotalCount int
	Edges      []struct {
		Node struct {
			Source                                ThingView
			Reliability, Suggested                evidence.SourceReliability
			ReliabilityFrom                       evidence.ID
			Accuracy                              *float64
			ClaimCount, ProbableCount, AloneCount int
			Reasons                               []string
		}
	}
}

// WriteReliabilities prints a table of sources, with the reasons of each if they are asked for.
func WriteReliabilities(p *terminal.Page, view ReliabilityView, reasons bool) {
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
			estimate, probable, alone = fmt.Sprintf("%.0f%%",
				100**n.Accuracy), wording.Digits(n.ProbableCount), wording.Digits(n.AloneCount)
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
		WriteReasons(p, e.Node.Source.Label, e.Node.Reasons)
	}
}
