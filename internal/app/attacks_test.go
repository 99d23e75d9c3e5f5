package app_test

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// attack is evidence that is made up to look like more than it is, for a claim of its own.
type attack struct {
	name    string
	records []string // beside the claim, as lines to import; "@" in an id is the claim's
	want    verdict
}

// verdict is what the answer and the audit say of it. Findings are as "SEVERITY CODE", each once, by code.
type verdict struct {
	Demonstrated, Presumed  float64
	Confidence, Credibility string // "-" where none is suggested
	Findings                []string
}

// site is a paper's line of a text, with its outlet and address.
func site(n int, more string) []string {
	return []string{
		fmt.Sprintf(`{"type":"outlet","id":"@o%d","name":"The @ Paper %d"}`, n, n),
		fmt.Sprintf(`{"type":"source","id":"@s%d","kind":"ARTICLE","title":"What happened, by `+
			`@%d","outlet":"@o%d","url":"https://@%d.example/story"%s}`, n, n, n, n, more),
		fmt.Sprintf(`{"type":"statement","source":"@s%d","claim":"@","stance":"SUPPORTS"}`, n),
	}
}

// published is a date in the nth month, so that no two are of one day.
func published(month int) string { return fmt.Sprintf(`,"publishedAt":"2024-%02d-01"`, month) }

func cites(from, to string) string {
	return fmt.Sprintf(`{"type":"derivation","from":"@%s","to":"@%s","kind":"CITES"}`, from, to)
}

func document(id, title, more string) string {
	return fmt.Sprintf(`{"type":"source","id":"@%s","kind":"DOCUMENT","title":%q%s}`, id, title, more)
}

// each joins what is made for 1 to n.
func each(n int, make func(i int) []string) []string {
	var out []string
	for i := 1; i <= n; i++ {
		out = append(out, make(i)...)
	}
	return out
}

var inventions = []string{"", "Minutes of the harbour board", "Letter to the pilots", "Chart of the quay"}

// attacks are the ways to inflate an answer that were tried, with what remains of them by hand.
func attacks() []attack {
	return []attack{
		{"three sites with three invented documents", each(3, func(i int) []string {
			return append(site(i, `,"publishedAt":"2024-05-01"`), document(fmt.Sprint("d", i), inventions[i], ""),
				cites(fmt.Sprint("s", i), fmt.Sprint("d", i)))
		}), verdict{3, 3, "LOW", "-", []string{"HIGH BURST", "MEDIUM UNCHECKABLE_ORIGIN"}}},
		{"the same with addresses and without dates", each(3, func(i int) []string {
			return append(site(i, ""), document(fmt.Sprint("d", i), inventions[i],
				fmt.Sprintf(`,"url":"https://@d%d.example"`, i)), cites(fmt.Sprint("s", i), fmt.Sprint("d", i)))
		}), verdict{3, 3, "HIGH", "ONE", []string{"MEDIUM BURST"}}},
		{"fifty sites, first-hand by a bare flag",
			each(50, func(i int) []string { return site(i, `,"firsthand":true`) }),
			verdict{50, 50, "HIGH", "ONE", []string{"HIGH BURST"}}},
		{"fifty addresses, first-hand by a bare flag", each(50, func(i int) []string {
			return []string{
				fmt.Sprintf(`{"type":"source","id":"@s%d","title":"Seen by `+
					`@%d","url":"https://@%d.example","firsthand":true}`, i, i, i),
				fmt.Sprintf(`{"type":"statement","source":"@s%d","claim":"@","stance":"SUPPORTS"}`, i),
			}
		}), verdict{50, 50, "HIGH", "ONE", []string{"HIGH BURST"}}},
		{"fifty names, first-hand by a bare flag", each(50, func(i int) []string {
			return []string{
				fmt.Sprintf(`{"type":"source","id":"@s%d","title":"Seen by @%d","firsthand":true}`, i, i),
				fmt.Sprintf(`{"type":"statement","source":"@s%d","claim":"@","stance":"SUPPORTS"}`, i),
			}
		}), verdict{50, 50, "LOW", "-", []string{"MEDIUM UNCHECKABLE_ORIGIN"}}},
		{"three records of one document", each(3, func(i int) []string {
			title := []string{"", "Harbour log", "The harbour log", "harbour-log"}[i]
			return append(site(i, published(i)), document(fmt.Sprint("d", i), title, ""),
				cites(fmt.Sprint("s", i), fmt.Sprint("d", i)))
		}), verdict{1, 3, "LOW", "-", []string{"MEDIUM POSSIBLE_DUPLICATE", "MEDIUM UNCHECKABLE_ORIGIN"}}},
		// Both outlets are one person's, so that .15 of each is shared: 2 / 1.15.
		{"two shells with half each, one owner behind both",
			append(each(2, func(i int) []string { return site(i, `,"firsthand":true`+published(i)) }),
				`{"type":"person","id":"@bob","name":"Bob @"}`,
				`{"type":"organization","id":"@h1","name":"Shell 1 @"}`,
				`{"type":"organization","id":"@h2","name":"Shell 2 @"}`,
				`{"type":"ownership","asset":"outlet:@o1","owner":"organization:@h1","share":50}`,
				`{"type":"ownership","asset":"outlet:@o1","owner":"organization:@h2","share":50}`,
				`{"type":"ownership","asset":"organization:@h1","owner":"person:@bob","share":100}`,
				`{"type":"ownership","asset":"organization:@h2","owner":"person:@bob","share":100}`,
				`{"type":"ownership","asset":"outlet:@o2","owner":"person:@bob","share":100}`),
			verdict{2 / 1.15, 2 / 1.15, "MODERATE", "ONE", []string{"HIGH COMMON_OWNER"}}},
		// Alike, each half rests on the official: 2 / 1.5. As recorded the overlap is 1/1001.
		{"a private file with a weight of 1000", append(each(2, func(i int) []string {
			file := fmt.Sprint("f", i)
			return append(site(i, published(i)), document(file, fmt.Sprintf("File %d of @", i), ""),
				cites(fmt.Sprint("s", i), "official"),
				strings.Replace(cites(fmt.Sprint("s", i), file), `"kind"`, `"weight":1000,"kind"`, 1))
		}), document("official", "The official record of @", `,"url":"https://@official.example"`)),
			verdict{2 / 1.5, 2 / (1 + 1./1001), "LOW", "-", []string{"LOW COMMON_ORIGIN", "LOW UNCHECKABLE_ORIGIN"}}},
		// Without the own share both rest on the document. As recorded the overlap is .01.
		{"an own share of .99 beside a citation", append(each(2, func(i int) []string {
			return append(site(i, `,"firsthand":0.99`+published(i)), cites(fmt.Sprint("s", i), "wire"))
		}), document("wire", "The wire of @", "")),
			verdict{1, 2 / 1.01, "LOW", "-", []string{"LOW COMMON_ORIGIN", "MEDIUM UNCHECKABLE_ORIGIN"}}},
		{"witnesses that take from a later document", each(2, func(i int) []string {
			witness := site(i, published(i))
			witness[1] = strings.Replace(witness[1], "ARTICLE", "TESTIMONY", 1)
			return append(witness, document(fmt.Sprint("d", i), inventions[i], `,"publishedAt":"2024-09-01"`),
				cites(fmt.Sprint("s", i), fmt.Sprint("d", i)))
		}), verdict{0, 2, "LOW", "-", []string{"MEDIUM ANACHRONISM"}}},
		// Of a text that all have, one may be the first; nobody has looked.
		{"fifty texts, nearly the same", each(50, func(i int) []string {
			return site(i, fmt.Sprintf(`,"firsthand":true,"text":"The old bridge over the river was closed on `+
				`Friday after inspectors found cracks in two of its main cables, the `+
				`city council said. Drivers were sent over the northern crossing, and buses will not run before the `+
				`end of the week. Reported by desk %d."`, i))
		}), verdict{1, 50, "LOW", "-", []string{"HIGH BURST", "LOW TEXT_COPY"}}},
	}
}

// attackGraph returns the lines of all attacks, each with ids of its own, and the id of each one's claim.
func attackGraph(all []attack) (text string, claims []string) {
	var b strings.Builder
	for i, a := range all {
		claim := fmt.Sprintf("attack%02d", i+1)
		claims = append(claims, claim)
		for _, line := range append([]string{`{"type":"claim","id":"@","text":"It is so, says @."}`}, a.records...) {
			b.WriteString(strings.ReplaceAll(line, "@", claim) + "\n")
		}
	}
	return b.String(), claims
}

// TestAttacks records evidence that is made up, asks the program on a real Neo4j what it is worth, and what an auditor
// objects to: none is believed above low without a finding.
func TestAttacks(t *testing.T) {
	all := attacks()
	text, claims := attackGraph(all)
	file, dataDir := filepath.Join(t.TempDir(), "attacks.jsonl"), neo.Lend(t).DataDir
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	run := func(args ...string) string {
		t.Helper()
		r := start(t, dataDir, args...)
		if code := r.awaitEnd(t, 3*time.Minute); code != 0 && code != 3 { // 3: an audit has findings
			t.Fatalf("credence %v ended with %d: %s", args, code, r.err)
		}
		return r.out.String()
	}
	run("import", file)
	run("detect", "--text")
	var table strings.Builder
	for i, a := range all {
		got := judged(t, run("converge", claims[i], "--json"), run("audit", "--claim", claims[i], "--all", "--json"))
		fmt.Fprintf(&table, "\n%-50s %9.4f %9.4f %-8s %-3s %s", a.name, got.Demonstrated, got.Presumed,
			got.Confidence, got.Credibility, strings.Join(got.Findings, ", "))
		close := cmp.Comparer(func(x, y float64) bool { return math.Abs(x-y) <= tolerance })
		if diff := cmp.Diff(a.want, got, close); diff != "" {
			t.Errorf("%s (-want +got):\n%s", a.name, diff)
		}
		if got.Confidence != "LOW" && len(got.Findings) == 0 {
			t.Errorf("%s: confidence %s, and nothing is objected to", a.name, got.Confidence)
		}
	}
	t.Log("attack, demonstrated, presumed, confidence, credibility, findings:" + table.String())
}

// judged reads the program's answers.
func judged(t *testing.T, converged, audited string) verdict {
	t.Helper()
	var answer struct {
		Supporting           struct{ Demonstrated, Presumed float64 }
		Confidence           string
		SuggestedCredibility string
	}
	var report struct {
		Edges []struct {
			Node struct{ Code, Severity string }
		}
	}
	for text, into := range map[string]any{converged: &answer, audited: &report} {
		if err := json.Unmarshal([]byte(text), into); err != nil {
			t.Fatalf("%v in:\n%s", err, text)
		}
	}
	v := verdict{answer.Supporting.Demonstrated, answer.Supporting.Presumed, answer.Confidence,
		answer.SuggestedCredibility, nil}
	if v.Credibility == "" {
		v.Credibility = "-"
	}
	for _, e := range report.Edges {
		if text := e.Node.Severity + " " + e.Node.Code; !slices.Contains(v.Findings, text) {
			v.Findings = append(v.Findings, text)
		}
	}
	slices.SortFunc(v.Findings, func(x, y string) int {
		return strings.Compare(strings.Fields(x)[1],
			strings.Fields(y)[1])
	})
	return v
}
