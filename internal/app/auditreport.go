package app

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/dossier"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
)

// auditWriter returns how a file of an audit is written, by the end of its name; nil for standard output, which has the text.
func auditWriter(f exportFlags) (func(dossier.AuditReport, io.Writer) error, error) {
	if f.output == "-" {
		return nil, nil
	}
	switch strings.ToLower(filepath.Ext(f.output)) {
	case ".html", ".htm":
		return dossier.AuditReport.WriteHTML, f.vacant()
	case ".md", ".markdown":
		return dossier.AuditReport.WriteMarkdown, f.vacant()
	}
	return nil, inputError{evidence.Invalidf("--output", "the name %q says nothing of the format; expected one that ends in .html or .md", f.output)}
}

// report turns a view into what the report of an audit holds.
func (v auditView) report(title string, at evidence.Moment, p basis.Policy) dossier.AuditReport {
	r := dossier.AuditReport{Title: title, Asked: time.Now(), Moment: momentWords(at), Policy: v.Policy.Name, Versions: v.Versions, Claims: v.ClaimCount}
	if v.AskedAt != nil {
		r.Asked = *v.AskedAt
	}
	if said := policyDifferences(p); len(said) > 0 {
		r.Policy += " (" + strings.Join(said, "; ") + ")"
	}
	for _, e := range v.Edges {
		r.Findings = append(r.Findings, e.Node.report())
	}
	return r
}

func (f findingView) report() dossier.AuditFinding {
	out := dossier.AuditFinding{
		ID: f.ID, Code: f.Code, Severity: f.Severity, Text: f.Text, InAll: f.ClaimCount, Claims: namedIDs(f.Examples), Nodes: namedIDs(f.Nodes),
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

func namedIDs(things []thingView) []dossier.NamedID {
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

// placeReport writes the report to its file, and says so.
func (s *session) placeReport(f exportFlags, write func(dossier.AuditReport, io.Writer) error, r dossier.AuditReport) error {
	var page strings.Builder
	if err := write(r, &page); err != nil {
		return err
	}
	size, err := f.place(strings.NewReader(page.String()))
	if err != nil {
		return err
	}
	if s.json {
		return s.printJSON(written{f.output, size})
	}
	_, err = fmt.Fprintf(s.streams.Out, "%s in %s\n", wording.Count(len(r.Findings), "finding"), f.output)
	return err
}
