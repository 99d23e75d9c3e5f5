package evaluation

import (
	"bytes"
	"context"
	_ "embed" // for the mapping
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/convergence/tally"
	"github.com/credence-graph/credence/internal/detect"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/formats"
	"github.com/credence-graph/credence/internal/formats/tables"
	"github.com/credence-graph/credence/internal/ingest"
	"github.com/credence-graph/credence/internal/reliability"
)

//go:embed emergent.map.yaml
var emergentMapping []byte

// EmergentTruthResult is how well the figures of a claim tell the true rumours of Emergent from the false ones. Each
// article was imported as an analyst would, supporting, refuting or mentioning its claim; nothing is known of what it
// takes from others.
type EmergentTruthResult struct {
	Claims   int `json:"claims"` // imported, as Sources and Outlets
	Sources  int `json:"sources"`
	Outlets  int `json:"outlets"`
	Supports int `json:"supports"` // statements, by stance
	Refutes  int `json:"refutes"`
	Mentions int `json:"mentions"`
	Refused  int `json:"refused"` // lines that the import did not take
	Copies   int `json:"copies"`  // found between headlines
	// of these, between articles on one side of one claim
	WithinClaim int `json:"withinClaim"`
	// of the true and of the false ones, those with an article for it
	SupportedTrue  int `json:"supportedTrue"`
	SupportedFalse int `json:"supportedFalse"`
	// claims by what Emergent found; unknown ones are left out below
	True    int `json:"true"`
	False   int `json:"false"`
	Unknown int `json:"unknown"`
	// of the true and false ones, with anything demonstrated for it
	WithDemonstrated int `json:"withDemonstrated"`
	// of these, with an effective number below the count of articles
	BelowCount int `json:"belowCount"`
	// of these, with an effective number that the copies lower
	LoweredByCopies        int               `json:"loweredByCopies"`
	MeanArticles           float64           `json:"meanArticles"` // over the true and false ones
	MeanPresumed           float64           `json:"meanPresumed"`
	MeanPresumedWithCopies float64           `json:"meanPresumedWithCopies"`
	Measures               []EmergentMeasure `json:"measures"`
	Validated              CrossValidated    `json:"validated"` // the share by track records
}

// EmergentMeasure is one way to tell true from false.
type EmergentMeasure struct {
	Name string `json:"name"`
	AUC  AUC    `json:"auc"`
	// Beside is the difference from the naive measure of its kind: the count of articles; nil where it is that.
	Beside *AUCDifference `json:"beside"`
}

// emergentClaim is what was computed of one claim.
type emergentClaim struct {
	truth               string
	supports, refutes   tally.Tally              // without copies
	supportsC, refutesC tally.Tally              // with the copies that were found
	answer              *convergence.Convergence // with the copies
	shareAlike          float64                  // the share of the weight if all outlets are alike
	share               float64                  // and by the track records from all other claims
	outlets             int                      // that support it
	lowered             bool
}

// The naive measures.
const (
	naiveCount   = "articles that support it (naive)"
	naiveBalance = "articles for less against (naive)"
)

// emergentScores are the measures; naive names the one that a measure is held against.
var emergentScores = []struct {
	name, naive string
	of          func(c *emergentClaim) float64
}{
	{naiveCount, "", func(c *emergentClaim) float64 { return float64(c.supports.SourceCount) }},
	{"outlets that support it", naiveCount, func(c *emergentClaim) float64 { return float64(c.outlets) }},
	{"demonstrated", naiveCount, func(c *emergentClaim) float64 { return c.supports.Demonstrated }},
	{"presumed", naiveCount, func(c *emergentClaim) float64 { return c.supports.Presumed }},
	{"presumed, copies counted", naiveCount, func(c *emergentClaim) float64 { return c.supportsC.Presumed }},
	{naiveBalance, "", func(c *emergentClaim) float64 { return float64(c.supports.SourceCount - c.refutes.SourceCount) }},
	{"presumed for less against, copies counted", naiveBalance, func(c *emergentClaim) float64 {
		return c.supportsC.Presumed - c.refutesC.Presumed
	}},
	{"share of the weight, all outlets alike", naiveBalance, func(c *emergentClaim) float64 { return c.shareAlike }},
	{"share by track records of other claims", naiveBalance, func(c *emergentClaim) float64 { return c.share }},
}

// EmergentTruth imports edata_all.csv of dir by the reader of tables and a mapping of its columns, looks for copies
// among the headlines, computes the figures of every claim, without the copies and with them, and says how well each
// measure separates the claims that turned out true from those that turned out false. progress, if not nil, is called
// with how far each stage is.
func EmergentTruth(
	ctx context.Context, dir string, progress func(stage string, done, total int),
) (EmergentTruthResult, error) {
	path := filepath.Join(dir, emergentArticles)
	articles, err := readEmergent(ctx, path)
	if err != nil {
		return EmergentTruthResult{}, fmt.Errorf("emergent: %w", err)
	}
	graph, refused, err := importTable(ctx, path, emergentMapping)
	if err != nil {
		return EmergentTruthResult{}, fmt.Errorf("emergent: %w", err)
	}
	r := EmergentTruthResult{Refused: refused}
	found, err := detect.Run(ctx, graph, detect.Options{Text: true, Progress: progress})
	if err != nil {
		return r, fmt.Errorf("emergent: looking for copies: %w", err)
	}
	r.count(&graph.sub, found.Copies)
	truth := map[evidence.ClaimID]string{}
	for _, a := range articles {
		truth[evidence.ClaimID("claim:"+a.claim)] = a.truth
	}
	var claims []*emergentClaim
	for i, c := range graph.sub.Claims {
		if progress != nil {
			progress("claims", i, len(graph.sub.Claims))
		}
		if err := ctx.Err(); err != nil {
			return r, err
		}
		claim, err := weigh(graph, c.ID, truth[c.ID])
		if err != nil {
			return r, fmt.Errorf("emergent: %s: %w", c.ID, err)
		}
		claims = append(claims, claim)
	}
	if err := r.judge(ctx, claims); err != nil {
		return r, err
	}
	if r.True == 0 || r.False == 0 {
		return r, fmt.Errorf("emergent: %s has %d claims that are true and %d that are false; expected some of "+
			"each, by the column claimTruth", path, r.True, r.False)
	}
	return r, nil
}

// importTable imports a table by a mapping of its columns; refused is how many of the lines were not accepted.
func importTable(ctx context.Context, path string, mapping []byte) (graph *collected, refused int, err error) {
	m, err := tables.ParseMapping(mapping)
	if err != nil {
		return nil, 0, err
	}
	graph = &collected{}
	csv := tables.CSV(m)
	summary, err := ingest.Import(ctx, graph, []ingest.Input{{Name: filepath.Base(path), Path: path}},
		ingest.Options{Formats: []formats.Format{csv}, Format: csv.Name})
	if err == nil && len(graph.sub.Statements) == 0 && len(summary.Problems) > 0 {
		return nil, 0, fmt.Errorf("nothing of %s could be imported: %s", path, summary.Problems[0])
	}
	return graph, summary.ProblemCount - summary.LeftOut, err
}

// weigh computes the figures of a claim.
func weigh(graph *collected, id evidence.ClaimID, truth string) (*emergentClaim, error) {
	sub := graph.evidenceOf(id)
	without, err := convergence.Compute(sub, id, basis.DefaultPolicy())
	if err != nil {
		return nil, err
	}
	with, err := convergence.Compute(sub, id, reliability.RecordPolicy(basis.DefaultPolicy()))
	if err != nil {
		return nil, err
	}
	outlets := map[evidence.OutletID]bool{}
	for _, s := range without.Supporting.Sources() {
		outlets[s.Source.Outlet] = true
	}
	c := &emergentClaim{
		truth: truth, supports: without.Supporting.Tally, refutes: without.Refuting.Tally,
		supportsC: with.Supporting.Tally, refutesC: with.Refuting.Tally, outlets: len(outlets),
		answer: with, shareAlike: convergence.Assume(nil).Share(with),
	}
	c.lowered = c.supportsC.Presumed < c.supports.Presumed-1e-6
	return c, nil
}

// count counts what was imported and found.
func (r *EmergentTruthResult) count(sub *evidence.Subgraphs, copies []detect.Copy) {
	r.Claims, r.Sources, r.Outlets, r.Copies = len(sub.Claims), len(sub.Sources), len(sub.Outlets), len(copies)
	sides := map[evidence.SourceID]map[string]bool{}
	for _, s := range sub.Statements {
		switch s.Stance {
		case evidence.Supports:
			r.Supports++
		case evidence.Refutes:
			r.Refutes++
		default:
			r.Mentions++
			continue
		}
		if sides[s.Source] == nil {
			sides[s.Source] = map[string]bool{}
		}
		sides[s.Source][string(s.Claim)+string(s.Stance)] = true
	}
	for _, c := range copies {
		for side := range sides[c.Derivation.From] {
			if sides[c.Derivation.To][side] {
				r.WithinClaim++
				break
			}
		}
	}
}

// judge compares the measures of the claims with what turned out.
func (r *EmergentTruthResult) judge(ctx context.Context, claims []*emergentClaim) (err error) {
	var known [2][]*emergentClaim // true, false
	for _, c := range claims {
		switch c.truth {
		case "true":
			known[0] = append(known[0], c)
		case "false":
			known[1] = append(known[1], c)
		default:
			r.Unknown++
		}
	}
	r.True, r.False = len(known[0]), len(known[1])
	decided := slices.Concat(known[0], known[1])
	records := recordsOf(decided)
	for i, c := range decided {
		r.add(c, i < r.True)
		c.share = shareOf(records, c)
	}
	if r.Validated, err = validate(ctx, decided, r.True); err != nil {
		return err
	}
	if n := float64(r.True + r.False); n > 0 {
		r.MeanArticles, r.MeanPresumed = r.MeanArticles/n, r.MeanPresumed/n
		r.MeanPresumedWithCopies /= n
	}
	scores := map[string][2][]float64{}
	for _, s := range emergentScores {
		var both [2][]float64
		for side, list := range known {
			for _, c := range list {
				both[side] = append(both[side], s.of(c))
			}
		}
		scores[s.name] = both
		m := EmergentMeasure{Name: s.name, AUC: DeLong(both[0], both[1])}
		if naive, compared := scores[s.naive]; compared && r.True > 1 && r.False > 1 {
			d := DeLongDifference(both[0], both[1], naive[0], naive[1])
			m.Beside = &d
		}
		r.Measures = append(r.Measures, m)
	}
	return nil
}

// add counts one claim that is known to be true or false.
func (r *EmergentTruthResult) add(c *emergentClaim, isTrue bool) {
	r.MeanArticles += float64(c.supports.SourceCount)
	r.MeanPresumed += c.supports.Presumed
	r.MeanPresumedWithCopies += c.supportsC.Presumed
	for _, x := range []struct {
		holds bool
		count *int
	}{
		{c.supports.Demonstrated > 0, &r.WithDemonstrated},
		{c.supports.Presumed < float64(c.supports.SourceCount)-1e-6, &r.BelowCount},
		{c.lowered, &r.LoweredByCopies},
		{isTrue && c.supports.SourceCount > 0, &r.SupportedTrue},
		{!isTrue && c.supports.SourceCount > 0, &r.SupportedFalse},
	} {
		if x.holds {
			*x.count++
		}
	}
}

// Text returns the result as a table, the one that the golden file of the test holds.
func (r *EmergentTruthResult) Text() string {
	var b bytes.Buffer
	line := func(name, format string, args ...any) {
		fmt.Fprintf(&b, "  %-44s "+format+"\n", append([]any{name}, args...)...)
	}
	b.WriteString("Emergent: does convergence tell true claims from false ones?\n")
	line("claims, articles, outlets imported", "%d, %d, %d; %d lines refused", r.Claims, r.Sources, r.Outlets,
		r.Refused)
	line("statements for, against, neither", "%d, %d, %d", r.Supports, r.Refutes, r.Mentions)
	line("copies found by headline", "%d, of which %d on one side of one claim", r.Copies, r.WithinClaim)
	line("claims true, false, unknown (left out)", "%d, %d, %d", r.True, r.False, r.Unknown)
	line("of these, supported by some article", "%d true, %d false", r.SupportedTrue, r.SupportedFalse)
	line("with anything demonstrated", "%d: no article is recorded to name what it rests on", r.WithDemonstrated)
	line("worth less than its articles", "%d; on average %.2f articles are worth %.2f, with copies %.2f", r.BelowCount,
		r.MeanArticles, r.MeanPresumed,
		r.MeanPresumedWithCopies)
	line("that the copies make worth less", "%d", r.LoweredByCopies)
	fmt.Fprintf(&b, "\n%-46s %-20s %-27s %s\n", "true above false, AUC (95 % interval, DeLong)", "found",
		"less the naive one", "published")
	for _, m := range r.Measures {
		beside := "-"
		if m.Beside != nil {
			beside = m.Beside.String()
		}
		fmt.Fprintln(&b, strings.TrimRight(fmt.Sprintf("  %-44s %-20s %-27s %s", m.Name, m.AUC, beside, "-"), " "))
	}
	b.WriteByte('\n')
	line("share by track records, cross-validated", "%s, %d parts", r.Validated, r.Validated.Parts)
	return b.String()
}
