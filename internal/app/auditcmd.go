package app

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/graph"
	"github.com/credence-graph/credence/internal/audit"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
)

// auditFlags are what a person asks of an audit.
type auditFlags struct {
	claim, outlet, source, policy, failOn string
	codes, severities                     []string
	first                                 int
	all                                   bool
	at                                    momentFlags
}

func (a *app) auditCommand() *cobra.Command {
	var f auditFlags
	cmd := &cobra.Command{
		Use:   "audit",
		Short: "lists problems with the independence of sources, each with its proof",
		Long: `Looks at the evidence of every claim, or of what is named, for circular reporting, common origins and owners, copied text,
corroborations that are not independent or that nobody can know to be, undisclosed derivations, links to later sources,
missing origins, withdrawn sources, bottlenecks and one-sided ownerships. The gravest come first, then what changes most. What
several claims share comes once. The README says when each code holds and how grave it is.

With --fail-on the exit code is 3 if there is a finding as grave as that, or graver; what is narrowed away does not count.
With --json it prints the GraphQL type FindingConnection field for field.`,
		Args: noArgs,
		Example: `  credence audit
  credence audit --claim "significant military partner"
  credence audit --outlet daily --code COMMON_OWNER --code TEXT_COPY
  credence audit --severity high --all --json
  credence audit --fail-on high`,
	}
	flags := cmd.Flags()
	flags.StringVar(&f.claim, "claim", "", "the evidence of one claim only: its id or a piece of its text")
	flags.StringVar(&f.outlet, "outlet", "", "what concerns one outlet, in the claims that it speaks of: its id or name")
	flags.StringVar(&f.source, "source", "", "what concerns one source, in the claims that rest on it: its id, address or a piece of its title")
	flags.StringSliceVar(&f.codes, "code", nil, "only findings of this `CODE`, such as COMMON_ORIGIN; may be given several times")
	flags.StringSliceVar(&f.severities, "severity", nil, "only findings of this severity: high, medium or low; may be given several times")
	flags.StringVar(&f.failOn, "fail-on", "", "exit with 3 if there is a finding of this severity or a graver one: high, medium or low")
	flags.StringVar(&f.policy, "policy", "", "what counts: the name of a policy of policy.file, default, or a `FILE` with one policy in it")
	flags.IntVar(&f.first, "first", mostFindings, "how many findings are shown, 1 to 100")
	flags.BoolVar(&f.all, "all", false, "every finding, with --json each in full length")
	f.at.register(cmd)
	answer := a.withSession(func(ctx context.Context, s *session, _ []string) error { return s.audit(ctx, f) })
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if _, err := f.failing(); err != nil {
			return err
		}
		if err := a.usePolicy(cmd, f.policy); err != nil {
			return err
		}
		return answer(cmd, args)
	}
	return cmd
}

// mostFindings is how many findings are shown where no number is given.
const mostFindings = 20

// failing reads --fail-on; "" is never.
func (f auditFlags) failing() (audit.Severity, error) {
	s := audit.Severity(strings.ToUpper(f.failOn))
	if s != "" && !s.Valid() {
		return s, inputError{evidence.Invalidf("--fail-on", "%q is no severity; expected high, medium or low", f.failOn)}
	}
	return s, nil
}

// findingsError says that there is what a script asked to fail on.
type findingsError struct {
	count    int
	severity audit.Severity
}

func (e findingsError) Error() string {
	return fmt.Sprintf("%s of severity %s or graver", wording.Count(e.count, "finding"), strings.ToLower(string(e.severity)))
}

func (s *session) audit(ctx context.Context, f auditFlags) error {
	where, err := s.findingFilter(ctx, f)
	if err != nil {
		return err
	}
	at, err := f.at.moment()
	if err != nil {
		return err
	}
	document, err := graph.AuditDocument(f.all)
	if err != nil {
		return err
	}
	first := f.first
	if f.all {
		first = graph.Everything
	}
	answer, err := s.query(ctx, "audit", document, map[string]any{"where": where, "at": momentInput(at), "first": first})
	if err != nil {
		return err
	}
	var view auditView
	if err := json.Unmarshal(answer, &view); err != nil {
		return fmt.Errorf("reading the answer: %w", err)
	}
	if err := s.tellAudit(answer, view, f); err != nil {
		return err
	}
	return view.failed(f)
}

func (s *session) tellAudit(answer json.RawMessage, view auditView, f auditFlags) error {
	if s.json {
		return s.printJSON(answer)
	}
	p := &page{style: s.style}
	p.audit(view, f.narrowed())
	_, err := io.WriteString(s.streams.Out, p.String())
	return err
}

// failed returns an error where there is a finding as grave as a script asked to fail on.
func (v auditView) failed(f auditFlags) error {
	least, err := f.failing()
	if err != nil || least == "" {
		return err
	}
	e := findingsError{severity: least}
	for _, c := range v.Counts {
		if c.Severity.AtLeast(least) {
			e.count += c.Findings
		}
	}
	if e.count == 0 {
		return nil
	}
	return e
}

// findingFilter turns what a person named into a FindingFilter.
func (s *session) findingFilter(ctx context.Context, f auditFlags) (map[string]any, error) {
	where := map[string]any{}
	for _, named := range []struct {
		field, text string
		kind        evidence.Kind
	}{{"claim", f.claim, evidence.KindClaim}, {"outlet", f.outlet, evidence.KindOutlet}, {"source", f.source, evidence.KindSource}} {
		if named.text == "" {
			continue
		}
		node, err := s.resolve(ctx, named.kind, named.text)
		if err != nil {
			return nil, err
		}
		where[named.field] = node.NodeID()
	}
	for _, list := range []struct {
		flag, field string
		given       []string
		valid       func(string) bool
		expected    string
	}{
		{"--code", "codes", f.codes, func(x string) bool { return audit.Code(x).Valid() }, joined(audit.Codes())},
		{"--severity", "severity", f.severities, func(x string) bool { return audit.Severity(x).Valid() }, "high, medium or low"},
	} {
		var names []string
		for _, text := range list.given {
			name := strings.ToUpper(strings.ReplaceAll(text, "-", "_"))
			if !list.valid(name) {
				return nil, inputError{evidence.Invalidf(list.flag, "%q is not known; expected %s", text, list.expected)}
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
	if f.claim+f.outlet+f.source == "" {
		return "Audit of the whole graph"
	}
	var parts []string
	for _, p := range []struct{ what, text string }{{"claim", f.claim}, {"outlet", f.outlet}, {"source", f.source}} {
		if p.text != "" {
			parts = append(parts, "the "+p.what+" "+quoted(p.text))
		}
	}
	return "Audit of " + wording.Join(parts, "and")
}

// auditView is what the text shows of a FindingConnection.
type auditView struct {
	TotalCount, ClaimCount int
	Counts                 []audit.Count
	Edges                  []struct{ Node findingView }
}

type findingView struct {
	Code       audit.Code
	Severity   audit.Severity
	Text       string
	ClaimCount int
	Examples   []labelled
	StepCount  int
	Steps      []linkView
}

type labelled struct{ Label string }

// audit prints findings by severity, each with its path, and how many there are of each code.
func (p *page) audit(view auditView, what string) {
	p.line("%s %s, %s.", p.style.bold(what+":"), wording.Count(view.ClaimCount, "claim"), wording.Count(view.TotalCount, "finding"))
	severity := audit.Severity("")
	for _, e := range view.Edges {
		if e.Node.Severity != severity {
			severity = e.Node.Severity
			p.gap()
			p.line("%s", p.style.bold(string(severity)))
		}
		p.finding(e.Node)
	}
	p.more("", view.TotalCount-len(view.Edges))
	if view.TotalCount > 0 {
		p.gap()
		p.findingTable(view.Counts)
	}
}

func (p *page) finding(f findingView) {
	p.line("  %s  %s", f.Code, f.Text)
	if f.ClaimCount > 1 {
		names := make([]string, len(f.Examples))
		for i, c := range f.Examples {
			names[i] = quoted(strings.TrimSuffix(c.Label, "."))
		}
		more := ""
		if n := f.ClaimCount - len(names); n > 0 {
			more = fmt.Sprintf(", and %s more", wording.Digits(n))
		}
		p.line("    of %s%s", strings.Join(names, ", "), more)
	}
	for _, step := range f.Steps {
		p.line("    - %s%s", step.text(), parenthesized(step.words()))
	}
	if more := f.StepCount - len(f.Steps); more > 0 {
		p.line("    - and %s more", wording.Count(more, "link"))
	}
}

// findingTable prints how many findings there are of each code and severity.
func (p *page) findingTable(counts []audit.Count) {
	of := map[audit.Count]int{}
	for _, c := range counts {
		of[audit.Count{Code: c.Code, Severity: c.Severity}] = c.Findings
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
	p.table([]string{"", "high", "medium", "low", "all"}, append(rows, last), 1, 2, 3, 4)
}
