package audit

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/graph/query"
	"github.com/credence-graph/credence/internal/app/run"
	"github.com/credence-graph/credence/internal/audit"
	"github.com/credence-graph/credence/internal/dossier"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/outfile"
	"github.com/credence-graph/credence/internal/report"
	"github.com/credence-graph/credence/internal/terminal"
	"github.com/credence-graph/credence/internal/wording"
)

// auditFlags are what a person asks of an audit.
type auditFlags struct {
	claim, outlet, source, policy, failOn string
	codes, severities                     []string
	first                                 int
	all                                   bool
	at                                    run.MomentFlags
	file                                  run.OutputFile
	about                                 []string // what is audited, as in: the claim "..."; nil = the whole graph
}

func auditCommand(a *run.App) *cobra.Command {
	var f auditFlags
	cmd := &cobra.Command{
		Use:   "audit",
		Short: "lists problems with the independence of sources, each with its proof",
		Long: `Looks at the evidence for every claim, or for what you name, and lists circular reporting, common origins and
owners, copied text, corroborations whose sources are not independent or cannot be known to be, undisclosed
derivations, links to later sources, missing origins, withdrawn sources, bottlenecks and one-sided ownerships. The
most severe findings come first, then those that change most. A finding that several claims share is listed once.
"credence help audit" also explains each code, its severity and what to do.

With --output the whole audit is written to a file that you can pass on, as a page to read and print (.html) or as
Markdown to paste (.md): every finding with its id, the ids of all links that prove it and what to do about it, and
the date, the policy and the version of the graph.

With --fail-on the exit code is 3 if there is a finding of that severity or a higher one, among those that you ask
for. With --json it prints the GraphQL type FindingConnection field for field.`,
		Args: run.NoArgs,
		Example: `  credence audit
  credence audit --claim "significant military partner"
  credence audit --outlet daily --code COMMON_OWNER --code TEXT_COPY
  credence audit --severity high --all --json
  credence audit --output audit.html
  credence audit --fail-on high`,
	}
	flags := cmd.Flags()
	flags.StringVar(&f.claim, "claim", "", "the evidence of one claim only: its id or a piece of its text")
	flags.StringVar(&f.outlet, "outlet", "",
		"only what concerns one outlet, in the claims that it speaks about: its id or name")
	flags.StringVar(&f.source, "source", "",
		"only what concerns one source, in the claims that rest on it: its id, address or a piece of its title")
	flags.StringSliceVar(&f.codes, "code", nil, "only findings of this `CODE`, such as COMMON_ORIGIN; may be repeated")
	flags.StringSliceVar(&f.severities, "severity", nil,
		"only findings of this severity: high, medium or low; may be repeated")
	flags.StringVar(&f.failOn, "fail-on", "",
		"exit with 3 if there is a finding of this severity or a higher one: high, medium or low")
	flags.StringVar(&f.policy, "policy", "", "what counts: the name of a policy, or a `FILE` with one policy in it")
	flags.IntVar(&f.first, "first", run.FirstShown, "how many findings are shown, 1 to 100")
	flags.BoolVar(&f.all, "all", false, "every finding, and on a terminal every link that proves it")
	f.at.Register(cmd)
	f.file.Register(cmd)
	answer := a.WithSession(func(ctx context.Context, s *run.Session, _ []string) error { return runAudit(ctx, s, f) })
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if _, err := f.failing(); err != nil {
			return err
		}
		if _, err := auditWriter(f.file); err != nil {
			return err
		}
		if err := a.UsePolicy(cmd, f.policy); err != nil {
			return err
		}
		return answer(cmd, args)
	}
	return cmd
}

// failing reads --fail-on; "" is never.
func (f auditFlags) failing() (audit.Severity, error) {
	s := audit.Severity(strings.ToUpper(f.failOn))
	if s != "" && !s.Valid() {
		return s, run.BadInput(evidence.Invalidf("--fail-on", "%q is not a severity; expected high, medium or low",
			f.failOn))
	}
	return s, nil
}

func runAudit(ctx context.Context, s *run.Session, f auditFlags) error {
	where, err := findingFilter(ctx, s, &f)
	if err != nil {
		return err
	}
	at, err := f.at.Moment()
	if err != nil {
		return err
	}
	write, err := auditWriter(f.file)
	if err != nil {
		return err
	}
	document, err := query.Audit(true)
	if err != nil {
		return err
	}
	first := f.first
	if f.all || write != nil {
		first = query.Everything
	}
	answer, err := s.Query(ctx, "audit", document,
		map[string]any{"where": where, "at": run.MomentInput(at), "first": first})
	if err != nil {
		return err
	}
	var view report.AuditView
	if err := json.Unmarshal(answer, &view); err != nil {
		return fmt.Errorf("reading the answer: %w", err)
	}
	if write != nil {
		err = placeReport(s, f.file, write, report.AuditReportOf(view, f.narrowed(), at, s.Policy))
	} else {
		err = tellAudit(s, answer, view, f)
	}
	if err != nil {
		return err
	}
	return failed(view, f)
}

func tellAudit(s *run.Session, answer json.RawMessage, view report.AuditView, f auditFlags) error {
	if s.JSON {
		return s.PrintJSON(answer)
	}
	p := &terminal.Page{Style: s.Style}
	report.WriteAudit(p, view, f.narrowed(), terminal.Is(s.Streams.Out) && !f.all)
	_, err := io.WriteString(s.Streams.Out, p.String())
	return err
}

// failed returns an error where there is a finding as grave as a script asked to fail on.
func failed(v report.AuditView, f auditFlags) error {
	least, err := f.failing()
	if err != nil || least == "" {
		return err
	}
	e := run.FindingsError{Severity: least}
	for _, c := range v.Counts {
		if c.Severity.AtLeast(least) {
			e.Count += c.Count
		}
	}
	if e.Count == 0 {
		return nil
	}
	return e
}

// findingFilter turns what a person named into a FindingFilter, and notes what it is called.
func findingFilter(ctx context.Context, s *run.Session, f *auditFlags) (map[string]any, error) {
	where := map[string]any{}
	for _, named := range []struct {
		field, text string
		kind        evidence.Kind
	}{{"claim", f.claim, evidence.KindClaim}, {"outlet", f.outlet, evidence.KindOutlet}, {"source", f.source,
		evidence.KindSource}} {
		if named.text == "" {
			continue
		}
		node, err := s.Names().Node(ctx, named.kind, named.text)
		if err != nil {
			return nil, err
		}
		where[named.field] = node.NodeID()
		what, err := s.Names().Mention(ctx, node)
		if err != nil {
			return nil, err
		}
		f.about = append(f.about, "the "+named.field+" "+what)
	}
	for _, list := range []struct {
		flag, field string
		given       []string
		valid       func(string) bool
		expected    string
	}{
		{"--code", "codes", f.codes, func(x string) bool { return audit.Code(x).Valid() }, joined(audit.Codes())},
		{"--severity", "severity", f.severities, func(x string) bool { return audit.Severity(x).Valid() },
			"high, medium or low"},
	} {
		var names []string
		for _, text := range list.given {
			name := strings.ToUpper(strings.ReplaceAll(text, "-", "_"))
			if !list.valid(name) {
				return nil, run.BadInput(evidence.Invalidf(list.flag, "%q is not known; expected %s", text,
					list.expected))
			}
			names = append(names, name)
		}
		if len(names) > 0 {
			where[list.field] = names
		}
	}
	return where, nil
}

func joined[T ~string](list []T) string {
	texts := make([]string, len(list))
	for i, x := range list {
		texts[i] = string(x)
	}
	return wording.Join(texts, "or")
}

// narrowed says in words what is audited.
func (f auditFlags) narrowed() string {
	if len(f.about) == 0 {
		return "Audit of the whole graph"
	}
	return "Audit of " + wording.Join(f.about, "and")
}

// auditWriter returns how a file of an audit is written, by the end of its name; nil for standard output, which has
// the text.
func auditWriter(f run.OutputFile) (func(dossier.AuditReport, io.Writer) error, error) {
	if f.Name == "-" {
		return nil, nil
	}
	switch strings.ToLower(filepath.Ext(f.Name)) {
	case ".html", ".htm":
		return dossier.AuditReport.WriteHTML, outfile.Vacant(f.Name, f.Force)
	case ".md", ".markdown":
		return dossier.AuditReport.WriteMarkdown, outfile.Vacant(f.Name, f.Force)
	}
	return nil, run.BadInput(evidence.Invalidf("--output",
		"the name %q says nothing of the format; expected one that ends in .html or .md", f.Name))
}

// placeReport writes the report to its file, and says so.
func placeReport(s *run.Session, f run.OutputFile, write func(dossier.AuditReport, io.Writer) error,
	r dossier.AuditReport) error {
	var page strings.Builder
	if err := write(r, &page); err != nil {
		return err
	}
	size, err := outfile.Place(f.Name, strings.NewReader(page.String()))
	if err != nil {
		return err
	}
	if s.JSON {
		return s.PrintJSON(run.Written{File: f.Name, Bytes: size})
	}
	_, err = fmt.Fprintf(s.Streams.Out, "%s in %s\n", wording.Count(len(r.Findings), "finding"), f.Name)
	return err
}
