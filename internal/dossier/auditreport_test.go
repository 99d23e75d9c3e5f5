package dossier_test

import (
	"strings"
	"testing"
	"time"

	"github.com/credence-graph/credence/internal/audit"
	"github.com/credence-graph/credence/internal/dossier"
)

// trickyReport is a report of texts that try to be more than text.
func trickyReport() dossier.AuditReport {
	return dossier.AuditReport{
		Title: "Audit of the whole graph", Asked: time.Date(2025, 3, 1, 9, 30, 0, 0,
			time.UTC), Policy: "strict (undated sources are left out)",
		Versions: []string{"e1/b2"}, Claims: 2,
		Findings: []finding{
			{ID: "finding:a", Code: audit.CommonOrigin, Severity: audit.Medium, InAll: 3,
				Text: "<b>Wire</b> | [x](http://x) stands behind 2 supporters of \"הגשר Wire סגור\".",
				Claims: []dossier.NamedID{{ID: "claim:c",
					Name: "# no heading"}}, Nodes: []dossier.NamedID{{ID: "source:w", Name: "`w`*"}},
				Proof: []dossier.AuditLink{{ID: "derivation:1", Text: "A cites <b>Wire</b>",
					Recorded: "recorded by ann",
					Quotes:   []dossier.AuditQuote{{Words: "1. said\n# so", Place: "line 3"}}}}},
			{ID: "finding:b", Code: audit.Burst, Severity: audit.High, InAll: 1, Text: "Three."},
		},
	}
}

type finding = dossier.AuditFinding

func TestAuditReport_HTML(t *testing.T) {
	var b strings.Builder
	if err := trickyReport().WriteHTML(&b); err != nil {
		t.Fatal(err)
	}
	text := b.String()
	for _, want := range []string{
		"1 March 2025, 09:30 UTC", "strict (undated sources are left out)", "<bdi>e1/b2</bdi>",
		"2 claims looked at, 2 findings",
		"&lt;b&gt;Wire&lt;/b&gt;", "<bdi>&#34;הגשר Wire סגור&#34;</bdi>", "<code>finding:a</code>", "derivation:1",
		"recorded by ann", "and 2 more",
		audit.Burst.Guide().Remedy, "Proof: no link", `<blockquote dir="auto">1. said`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if strings.Contains(text, "<b>") || strings.Contains(text, "http://x\"") {
		t.Error("a text of the graph reached the page as markup")
	}
	if high, medium := strings.Index(text, "finding:b"), strings.Index(text, "finding:a"); high > medium {
		t.Error("the gravest does not come first")
	}
	if strings.Contains(text, audit.Anachronism.Guide().Remedy) {
		t.Error("a code is explained that does not occur")
	}
	checkPage(t, text)
}

func TestAuditReport_Markdown(t *testing.T) {
	var b strings.Builder
	if err := trickyReport().WriteMarkdown(&b); err != nil {
		t.Fatal(err)
	}
	text := b.String()
	for _, want := range []string{
		"# Audit of the whole graph\n", "- Date: 1 March 2025, 09:30 UTC\n", "- Version of the graph: `e1/b2`\n",
		"| COMMON_ORIGIN | 1 |",
		`&lt;b&gt;Wire&lt;/b&gt; \| \[x\](http://x) stands behind 2 supporters of "הגשר Wire סגור".`,
		"- Finding: `finding:a`\n",
		"  - \\# no heading (`claim:c`)\n  - and 2 more\n", "  - \\`w\\`\\* (`source:w`)\n",
		"  1. A cites &lt;b&gt;Wire&lt;/b&gt; (`derivation:1`; recorded by ann)\n     > \"1. said \\# so\" (line 3)\n",
		"- Proof: no link",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the report does not have %q:\n%s", want, text)
		}
	}
}
