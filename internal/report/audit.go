package report

import (
	"fmt"
	"strings"
	"time"

	"github.com/credence-graph/credence/internal/audit"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/dossier"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/terminal"
	"github.com/credence-graph/credence/internal/wording"
)

// AuditView is what the text shows of a FindingConnection.
type AuditView struct {
	TotalCount, ClaimCount int
	Counts                 []audit.Count
	Edges                  []struct{ Node findingView }
	AskedAt                *time.Time
	Policy                 struct{ Name string }
	Versions               []string
}

type findingView struct {
	ID         string
	Code       audit.Code
	Severity   audit.Severity
	Text       string
	ClaimCount int
	Examples   []ThingView
	Nodes      []ThingView
	Steps      []linkView
}

// mostSteps is how many links of a proof a terminal shows, and mostOfClaims how many of its claims a text names.
const (
	mostSteps    = 8
	mostOfClaims = 3
)

// WriteAudit prints findings by severity, each with the links that prove it, and how many there are of each code.
// With short a long proof is cut.
func WriteAudit(p *terminal.Page, view AuditView, what string, short bool) {
	p.Line("%s %s, %s.", p.Style.Bold(what+":"), wording.Count(view.ClaimCount, "claim"),
		wording.Count(view.TotalCount, "finding"))
	p.Line("%s", p.Style.Dim(view.basis()))
	severity := audit.Severity("")
	for _, e := range view.Edges {
		if e.Node.Severity != severity {
			severity = e.Node.Severity
			p.Gap()
			p.Line("%s", p.Style.Bold(string(severity)))
		}
		writeFinding(p, e.Node, short)
	}
	p.More("", view.TotalCount-len(view.Edges))
	if view.TotalCount > 0 {
		p.Gap()
		writeFindingTable(p, view.Counts)
	}
}

// basis says when an audit was, and by which policy and version of the graph.
func (v AuditView) basis() string {
	when := time.Now()
	if v.AskedAt != nil {
		when = *v.AskedAt
	}
	text := when.UTC().Format("2006-01-02") + ", policy " + v.Policy.Name
	if len(v.Versions) > 0 {
		text += ", graph " + strings.Join(v.Versions, " and ")
	}
	return text
}

func writeFinding(p *terminal.Page, f findingView, short bool) {
	p.Line("  %s  %s", f.Code, f.Text)
	if f.ClaimCount > 1 {
		var names []string
		for _, c := range f.Examples[:min(len(f.Examples), mostOfClaims)] {
			names = append(names, c.Quoted())
		}
		more := ""
		if n := f.ClaimCount - len(names); n > 0 {
			more = fmt.Sprintf(", and %s more", wording.Digits(n))
		}
		p.Line("    of %s%s", strings.Join(names, ", "), more)
	}
	steps := f.Steps
	if short {
		steps = steps[:min(len(steps), mostSteps)]
	}
	for _, step := range steps {
		p.Line("    - %s%s", step.text(), Parenthesized(step.words()))
	}
	if more := len(f.Steps) - len(steps); more > 0 {
		p.Line("    - and %s more; --all or --output lists every one", wording.Count(more, "link"))
	}
	p.Line("    %s", p.Style.Dim(f.ID))
}

// writeFindingTable prints how many findings there are of each code and severity.
func writeFindingTable(p *terminal.Page, counts []audit.Count) {
	of := map[audit.Count]int{}
	for _, c := range counts {
		of[audit.Count{Code: c.Code, Severity: c.Severity}] = c.Count
	}
	rows := [][]string{}
	sums := make([]int, len(audit.Severities())+1)
	for _, code := range audit.Codes() {
		row, sum := []string{string(code)}, 0
		for i, severity := range audit.Severities() {
			n := of[audit.Count{Code: code, Severity: severity}]
			row, sum, sums[i] = append(row, wording.Digits(n)), sum+n, sums[i]+n
		}
		if sum > 0 {
			rows = append(rows, append(row, wording.Digits(sum)))
			sums[len(sums)-1] += sum
		}
	}
	last := []string{"all"}
	for _, n := range sums {
		last = append(last, wording.Digits(n))
	}
	p.Table([]string{"", "high", "medium", "low", "all"}, append(rows, last), 1, 2, 3, 4)
}

// AuditReportOf turns a view into what the report of an audit holds.
func AuditReportOf(v AuditView, title string, at evidence.Moment, p basis.Policy) dossier.AuditReport {
	r := dossier.AuditReport{Title: title, Asked: time.Now(), Moment: momentWords(at), Policy: v.Policy.Name,
		Versions: v.Versions, Claims: v.ClaimCount}
	if v.AskedAt != nil {
		r.Asked = *v.AskedAt
	}
	if said := policyDifferences(p); len(said) > 0 {
		r.Policy += " (" + strings.Join(said, "; ") + ")"
	}
	for _, e := range v.Edges {
		r.Findings = append(r.Findings, auditFindingOf(e.Node))
	}
	return r
}

func auditFindingOf(f findingView) dossier.AuditFinding {
	out := dossier.AuditFinding{
		ID: f.ID, Code: f.Code, Severity: f.Severity, Text: f.Text, InAll: f.ClaimCount, Claims: namedIDs(f.Examples),
		Nodes: namedIDs(f.Nodes),
	}
	for _, l := range f.Steps {
		link := dossier.AuditLink{ID: string(l.ID), Text: l.text(), Recorded: l.origin()}
		for _, q := range l.Provenance.Quotes {
			link.Quotes = append(link.Quotes, dossier.AuditQuote{Words: q.Exact, Place: q.Place()})
		}
		out.Proof = append(out.Proof, link)
	}
	return out
}

func namedIDs(things []ThingView) []dossier.NamedID {
	out := make([]dossier.NamedID, len(things))
	for i, t := range things {
		out[i] = dossier.NamedID{ID: string(t.ID), Name: t.Label}
	}
	return out
}

// momentWords says which moment was asked for; "" is now.
func momentWords(at evidence.Moment) string {
	var parts []string
	if !at.ValidAt.IsZero() {
		parts = append(parts, "as things were in the world by "+at.ValidAt.UTC().Format("2006-01-02 15:04:05 UTC"))
	}
	if !at.KnownAt.IsZero() {
		parts = append(parts, "as they were recorded by "+at.KnownAt.UTC().Format("2006-01-02 15:04:05 UTC"))
	}
	return wording.Join(parts, "and")
}
