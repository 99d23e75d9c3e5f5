package dossier

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/credence-graph/credence/internal/audit"
	"github.com/credence-graph/credence/internal/wording"
)

//go:embed audit.html
var auditPage string

// auditTemplate is parsed once, on top of the pages, whose style and functions it uses.
var auditTemplate = template.Must(template.Must(templates.Clone()).Parse(auditPage))

// AuditReport is what an audit found, with all that somebody needs who was not there: when it was, by what it was
// judged, and what proves each finding.
type AuditReport struct {
	Title    string // what was audited, as in "Audit of the whole graph"
	Asked    time.Time
	Moment   string   // the moment that was asked for, in words; "" = now
	Policy   string   // its name, and where it differs from the method's
	Versions []string // of the graph
	Claims   int      // how many claims were looked at
	Findings []AuditFinding
}

// AuditFinding is a finding with its proof in words.
type AuditFinding struct {
	ID       string
	Code     audit.Code
	Severity audit.Severity
	Text     string
	Claims   []NamedID // that it concerns, the first of them
	InAll    int       // how many claims it concerns
	Nodes    []NamedID // what it is about, and who else is concerned
	Proof    []AuditLink
}

// NamedID is a thing of the graph with the name that it is called by.
type NamedID struct{ ID, Name string }

// AuditLink is a link that proves a finding.
type AuditLink struct {
	ID, Text string
	Quotes   []AuditQuote
	Recorded string // by whom, and from what
}

// AuditQuote is the words in which a link is stated, and where they stand.
type AuditQuote struct{ Words, Place string }

// severityCount is how many findings there are of one severity.
type severityCount struct {
	Severity audit.Severity
	Findings []AuditFinding
}

// Severities returns the findings by severity, the gravest first.
func (r AuditReport) Severities() []severityCount {
	var out []severityCount
	for _, s := range audit.Severities() {
		part := severityCount{Severity: s}
		for _, f := range r.Findings {
			if f.Severity == s {
				part.Findings = append(part.Findings, f)
			}
		}
		if len(part.Findings) > 0 {
			out = append(out, part)
		}
	}
	return out
}

// Codes returns what the codes of the findings mean, in the order of the codes.
func (r AuditReport) Codes() []audit.Guide {
	return slices.DeleteFunc(audit.Guides(), func(g audit.Guide) bool {
		return !slices.ContainsFunc(r.Findings, func(f AuditFinding) bool { return f.Code == g.Code })
	})
}

// Count returns how many findings have a code.
func (r AuditReport) Count(code audit.Code) int {
	n := 0
	for _, f := range r.Findings {
		if f.Code == code {
			n++
		}
	}
	return n
}

// Made says when the audit was asked for.
func (r AuditReport) Made() string { return r.Asked.UTC().Format("2 January 2006, 15:04 UTC") }

// Remedy says what to do about a finding.
func (f AuditFinding) Remedy() string { return f.Code.Guide().Remedy }

// More is how many of the claims that a finding concerns are not named.
func (f AuditFinding) More() int { return max(f.InAll-len(f.Claims), 0) }

// WriteHTML writes the report as a page of HTML that needs nothing else.
func (r AuditReport) WriteHTML(w io.Writer) error {
	var page strings.Builder
	if err := auditTemplate.ExecuteTemplate(&page, "audit", r); err != nil {
		return fmt.Errorf("writing the report of an audit: %w", err)
	}
	_, err := io.WriteString(w, page.String())
	return err
}

// WriteMarkdown writes the report as Markdown. What stands in the graph is escaped: no text of it makes a heading, a
// link or a table.
func (r AuditReport) WriteMarkdown(w io.Writer) error {
	m := &markdown{}
	m.line("# %s", plain(r.Title))
	m.line("")
	m.line("- Date: %s%s", r.Made(), ifSome("; ", r.Moment))
	m.line("- Policy: %s", plain(r.Policy))
	m.line("- Version of the graph: %s", code(r.Versions))
	m.line("- Looked at: %s; found: %s", wording.Count(r.Claims, "claim"), wording.Count(len(r.Findings), "finding"))
	m.codes(r)
	for _, part := range r.Severities() {
		m.line("\n## %s: %s", part.Severity, wording.Count(len(part.Findings), "finding"))
		for _, f := range part.Findings {
			m.finding(f)
		}
	}
	_, err := io.WriteString(w, m.String())
	return err
}

// markdown collects the lines of a report.
type markdown struct{ strings.Builder }

func (m *markdown) line(format string, args ...any) {
	fmt.Fprintf(&m.Builder, format, args...)
	m.WriteByte('\n')
}

// codes writes what the codes of the findings mean.
func (m *markdown) codes(r AuditReport) {
	if len(r.Findings) == 0 {
		return
	}
	m.line("\n## What the codes mean and what to do\n")
	m.line("| code | findings | it means | what to do |\n|---|---:|---|---|")
	for _, g := range r.Codes() {
		m.line("| %s | %s | %s | %s |", g.Code, wording.Digits(r.Count(g.Code)), g.Meaning, g.Remedy)
	}
}

func (m *markdown) finding(f AuditFinding) {
	m.line("\n### %s\n", f.Code)
	m.line("%s\n", plain(f.Text))
	m.line("- Finding: `%s`", f.ID)
	m.line("- What to do: %s", f.Remedy())
	for _, list := range []struct {
		name  string
		items []NamedID
		more  int
	}{{"Claims", f.Claims, f.More()}, {"It is about", f.Nodes, 0}} {
		if len(list.items) == 0 {
			continue
		}
		m.line("- %s:", list.name)
		for _, n := range list.items {
			m.line("  - %s (%s)", plain(n.Name), code([]string{n.ID}))
		}
		if list.more > 0 {
			m.line("  - and %s more", wording.Digits(list.more))
		}
	}
	if len(f.Proof) == 0 {
		m.line("- Proof: no link; it is the lack of one, or what the records themselves say.")
		return
	}
	m.line("- Proof, %s:", wording.Count(len(f.Proof), "link"))
	for i, l := range f.Proof {
		m.line("  %d. %s (%s%s)", i+1, plain(l.Text), code([]string{l.ID}), ifSome("; ", l.Recorded))
		for _, q := range l.Quotes {
			m.line("     > %s", plain(strings.TrimSpace(ifWords(q.Words)+" "+ifPlace(q.Place))))
		}
	}
}

func ifSome(before, text string) string {
	if text == "" {
		return ""
	}
	return before + plain(text)
}

func ifWords(words string) string {
	if words == "" {
		return ""
	}
	return `"` + words + `"`
}

func ifPlace(place string) string {
	if place == "" {
		return ""
	}
	return "(" + place + ")"
}

// special are the characters that mean something in Markdown.
var special = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", "&lt;", ">",
	"&gt;", "&", "&amp;",
	"#", `\#`, "|", `\|`, "~", `\~`, "$", `\$`)

// plain writes a text in one line so that none of it means anything in Markdown.
func plain(text string) string {
	text = special.Replace(strings.Join(strings.Fields(text), " "))
	for _, sign := range []string{"-", "+", "="} { // a list or a line under a heading, where a line begins with it
		if strings.HasPrefix(text, sign) {
			return `\` + text
		}
	}
	digits := strings.TrimLeft(text, "0123456789")
	if n := len(text) - len(digits); n > 0 && (strings.HasPrefix(digits, ".") || strings.HasPrefix(digits, ")")) {
		return text[:n] + `\` + digits
	}
	return text
}

// code writes ids as code.
func code(ids []string) string {
	out := make([]string, len(ids))
	for i, id := range ids {
		fence := "`"
		for strings.Contains(id, fence) {
			fence += "`"
		}
		out[i] = fence + strings.Join(strings.Fields(id), " ") + fence
		if len(fence) > 1 {
			out[i] = fence + " " + id + " " + fence
		}
	}
	return wording.Join(out, "and")
}
