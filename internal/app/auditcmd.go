package app

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

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
	file                                  exportFlags
	about                                 []string // what is audited, as in: the claim "..."; nil = the whole graph
}

func (a *app) auditCommand() *cobra.Command {
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
		Args: noArgs,
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
	flags.IntVar(&f.first, "first", mostFindings, "how many findings are shown, 1 to 100")
	flags.BoolVar(&f.all, "all", false, "every finding, and on a terminal every link that proves it")
	f.at.register(cmd)
	outputFlags(cmd, &f.file)
	answer := a.withSession(func(ctx context.Context, s *session, _ []string) error { return s.audit(ctx, f) })
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if _, err := f.failing(); err != nil {
			return err
		}
		if _, err := auditWriter(f.file); err != nil {
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
	where, err := s.findingFilter(ctx, &f)
	if err != nil {
		return err
	}
	at, err := f.at.moment()
	if err != nil {
		return err
	}
	write, err := auditWriter(f.file)
	if err != nil {
		return err
	}
	document, err := graph.AuditDocument(true)
	if err != nil {
		return err
	}
	first := f.first
	if f.all || write != nil {
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
	if write != nil {
		err = s.placeReport(f.file, write, view.report(f.narrowed(), at, s.policy))
	} else {
		err = s.tellAudit(answer, view, f)
	}
	if err != nil {
		return err
	}
	return view.failed(f)
}

func (s *session) tellAudit(answer json.RawMessage, view auditView, f auditFlags) error {
	if s.json {
		return s.printJSON(answer)
	}
	p := &page{style: s.style}
	p.audit(view, f.narrowed(), isTerminal(s.streams.Out) && !f.all)
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

// findingFilter turns what a person named into a FindingFilter, and notes what it is called.
func (s *session) findingFilter(ctx context.Context, f *auditFlags) (map[string]any, error) {
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
		f.about = append(f.about, "the "+named.field+" "+thingView{Label: label(node)}.quoted())
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
	if len(f.about) == 0 {
		return "Audit of the whole graph"
	}
	return "Audit of " + wording.Join(f.about, "and")
}

// auditView is what the text shows of a FindingConnection.
type auditView struct {
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
	Examples   []thingView
	Nodes      []thingView
	Steps      []linkView
}

// mostSteps is how many links of a proof a terminal shows, and mostOfClaims how many of its claims a text names.
const (
	mostSteps    = 8
	mostOfClaims = 3
)

// audit prints findings by severity, each with the links that prove it, and how many there are of each code. With short a long
// proof is cut.
func (p *page) audit(view auditView, what string, short bool) {
	p.line("%s %s, %s.", p.style.bold(what+":"), wording.Count(view.ClaimCount, "claim"), wording.Count(view.TotalCount, "finding"))
	p.line("%s", p.style.dim(view.basis()))
	severity := audit.Severity("")
	for _, e := range view.Edges {
		if e.Node.Severity != severity {
			severity = e.Node.Severity
			p.gap()
			p.line("%s", p.style.bold(string(severity)))
		}
		p.finding(e.Node, short)
	}
	p.more("", view.TotalCount-len(view.Edges))
	if view.TotalCount > 0 {
		p.gap()
		p.findingTable(view.Counts)
	}
}

// basis says when an audit was, and by which policy and version of the graph.
func (v auditView) basis() string {
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

func (p *page) finding(f findingView, short bool) {
	p.line("  %s  %s", f.Code, f.Text)
	if f.ClaimCount > 1 {
		var names []string
		for _, c := range f.Examples[:min(len(f.Examples), mostOfClaims)] {
			names = append(names, c.quoted())
		}
		more := ""
		if n := f.ClaimCount - len(names); n > 0 {
			more = fmt.Sprintf(", and %s more", wording.Digits(n))
		}
		p.line("    of %s%s", strings.Join(names, ", "), more)
	}
	steps := f.Steps
	if short {
		steps = steps[:min(len(steps), mostSteps)]
	}
	for _, step := range steps {
		p.line("    - %s%s", step.text(), parenthesized(step.words()))
	}
	if more := len(f.Steps) - len(steps); more > 0 {
		p.line("    - and %s more; --all or --output lists every one", wording.Count(more, "link"))
	}
	p.line("    %s", p.style.dim(f.ID))
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
