package receipt_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/convergence/tally"
	"github.com/credence-graph/credence/internal/convergence/whatif"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/memstore"
	"github.com/credence-graph/credence/internal/receipt"
	"github.com/credence-graph/credence/internal/storetest/graphs"
)

var update = flag.Bool("update", false, "write the golden receipt instead of comparing with it")

// small is the evidence of a claim, drawn:
//
//	paper (of an outlet with an owner) --SYNDICATES "(AP)"--> wire, first-hand
//	both SUPPORT; blog REFUTES, names nothing
//
// demonstrated, pooled and presumed are 1, with one line; against it nothing is demonstrated, 1 is presumed.
func small() *evidence.Subgraphs {
	at := time.Date(2024, 10, 5, 12, 0, 0, 123456789, time.FixedZone("", 2*3600))
	said := func(words string, line int) evidence.Provenance {
		return evidence.Provenance{RecordedFrom: "the text", Collector: "anna", Method: evidence.Declared, RecordedAt: at,
			Quotes: []evidence.Quote{{Exact: words, StartLine: line, EndLine: line}}}
	}
	return &evidence.Subgraphs{
		Version: evidence.Version{Epoch: "e", Bookmark: "b:1"},
		At:      evidence.Moment{KnownAt: at, AskedAt: at.AddDate(1, 0, 0)},
		Claims: []evidence.Claim{{ID: "claim:c", Text: "Die Brücke <ist> “zu” \u2028 \"heute\".", Tags: []string{"a"},
			RecordedAt: at}},
		Sources: []evidence.Source{
			{ID: "source:blog", Kind: evidence.Article, Identity: evidence.Named},
			{ID: "source:paper", Kind: evidence.Article, Identity: evidence.Named, Outlet: "outlet:o",
				PublishedAt: "2024-10-05"},
			{ID: "source:wire", Kind: evidence.WireReport, Identity: evidence.Named, Firsthand: &evidence.Firsthand{Share: 1}},
		},
		Outlets:       []evidence.Outlet{{ID: "outlet:o", Name: "O", Domains: []string{"o.example"}, Kind: evidence.News}},
		Organizations: []evidence.Organization{{ID: "organization:g", Name: "G"}},
		Statements: []evidence.Statement{
			{Source: "source:blog", Claim: "claim:c", Stance: evidence.Refutes, Provenance: said("no", 3)},
			{Source: "source:paper", Claim: "claim:c", Stance: evidence.Supports, Strength: 0.1, Provenance: said("so", 1)},
			{Source: "source:wire", Claim: "claim:c", Stance: evidence.Supports},
		},
		Derivations: []evidence.Derivation{{From: "source:paper", To: "source:wire", Kind: evidence.Syndicates,
			Provenance: said("(AP)", 1)}},
		Ownerships: []evidence.Ownership{{Asset: "outlet:o", Owner: "organization:g", SharePercent: new(51.5)}},
	}
}

func normalized(sub *evidence.Subgraphs) *evidence.Subgraphs {
	for i := range sub.Statements {
		sub.Statements[i] = sub.Statements[i].Normalize()
	}
	for i := range sub.Derivations {
		sub.Derivations[i] = sub.Derivations[i].Normalize()
	}
	for i := range sub.Ownerships {
		sub.Ownerships[i] = sub.Ownerships[i].Normalize()
	}
	return sub
}

func mustMake(t testing.TB, sub *evidence.Subgraphs, claim evidence.ClaimID) []byte {
	t.Helper()
	text, err := receipt.Make(sub, claim, basis.DefaultPolicy())
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func mustVerify(t testing.TB, text []byte) *receipt.Report {
	t.Helper()
	r, err := receipt.Verify(text)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestGolden pins the format: a receipt that was made once must be read for ever.
func TestGolden(t *testing.T) {
	const file = "testdata/small.json"
	got := mustMake(t, normalized(small()), "claim:c")
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(want, got) {
		t.Errorf("the receipt is\n%s\nexpected\n%s", got, want)
	}
	r := mustVerify(t, want)
	if !r.OK() || r.Claim != "claim:c" || r.GraphVersion != "e/b:1" {
		t.Errorf("the golden receipt: %+v", r)
	}
	// By hand, from the drawing.
	var read struct {
		Numbers struct{ Supporting, Refuting tally.Tally }
		Moment  struct{ KnownAt string }
	}
	if err := json.Unmarshal(want, &read); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(
		tally.Tally{SourceCount: 2, TracedCount: 2, Demonstrated: 1, Pooled: 1, Presumed: 1, DemonstratedLineCount: 1,
			LineCount: 1},
		read.Numbers.Supporting); diff != "" {
		t.Errorf("supporting (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(
		tally.Tally{SourceCount: 1, Pooled: 1, Presumed: 1, LineCount: 1}, read.Numbers.Refuting); diff != "" {
		t.Errorf("refuting (-want +got):\n%s", diff)
	}
	if read.Moment.KnownAt != "2024-10-05T10:00:00.123456789Z" {
		t.Errorf("knownAt is %s", read.Moment.KnownAt)
	}
	if words := `"text":"Die Brücke <ist> “zu” ` + "\u2028" + ` \"heute\"."`; !bytes.Contains(want, []byte(words)) {
		t.Errorf("the text is not written as %s", words)
	}
}

// TestHash works the hash out as the documentation says, with no code of the package but the receipt's own bytes.
func TestHash(t *testing.T) {
	text := string(mustMake(t, normalized(small()), "claim:c"))
	at := strings.Index(text, `,"sha256":"`)
	if at < 0 || text[at+11+64:] != `"}` {
		t.Fatalf("the hash does not stand last: %s", text[max(0, len(text)-100):])
	}
	sum := sha256.Sum256([]byte(text[:at] + "}"))
	if want := hex.EncodeToString(sum[:]); text[at+11:at+11+64] != want {
		t.Errorf("the hash is %s, expected %s", text[at+11:at+11+64], want)
	}
}

// worlds calls do for the claims of random graphs, at moments.
func worlds(t *testing.T, n uint64, do func(seed uint64, sub *evidence.Subgraphs, claim evidence.ClaimID)) {
	t.Helper()
	for seed := range n {
		world := graphs.New(rand.New(rand.NewPCG(seed, 11)))
		clock := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
		store := memstore.New(func() time.Time { clock = clock.Add(time.Minute); return clock }, 1000)
		if _, err := store.Apply(t.Context(), world.Graph()); err != nil {
			continue // a graph that contradicts itself
		}
		at := []evidence.Moment{{}, {ValidAt: evidence.Date("2022-03-05").Time(), Undated: evidence.ExcludeUndated}}[seed%2]
		sub, err := store.Subgraphs(t.Context(), []evidence.ClaimID{"claim:c0"}, at)
		if err != nil {
			t.Fatal(err)
		}
		do(seed, sub, "claim:c0")
	}
}

// TestAnyOrder shuffles the evidence: the bytes stay, and the check agrees with them.
func TestAnyOrder(t *testing.T) {
	made, hidden := 0, 0
	worlds(t, 120, func(seed uint64, sub *evidence.Subgraphs, claim evidence.ClaimID) {
		made++
		hidden += min(1, len(sub.Unpublished))
		text := mustMake(t, sub, claim)
		r := rand.New(rand.NewPCG(seed, 13))
		for range 3 {
			shuffled := *sub
			shuffled.Sources, shuffled.Statements = shuffle(r, sub.Sources), shuffle(r, sub.Statements)
			shuffled.Derivations, shuffled.Corroborations = shuffle(r, sub.Derivations), shuffle(r, sub.Corroborations)
			shuffled.Claims, shuffled.Outlets = shuffle(r, sub.Claims), shuffle(r, sub.Outlets)
			shuffled.Organizations, shuffled.Persons = shuffle(r, sub.Organizations), shuffle(r, sub.Persons)
			shuffled.Ownerships, shuffled.Fundings = shuffle(r, sub.Ownerships), shuffle(r, sub.Fundings)
			shuffled.Samenesses, shuffled.Unpublished = shuffle(r, sub.Samenesses), shuffle(r, sub.Unpublished)
			shuffled.Interests, shuffled.Leanings = shuffle(r, sub.Interests), shuffle(r, sub.Leanings)
			if again := mustMake(t, &shuffled, claim); !bytes.Equal(text, again) {
				t.Fatalf("seed %d: another order, other bytes:\n%s\n%s", seed, text, again)
			}
		}
		if r := mustVerify(t, text); !r.OK() {
			t.Fatalf("seed %d: %+v", seed, r)
		}
		var laidOut bytes.Buffer
		if err := json.Indent(&laidOut, text, "", "  "); err != nil {
			t.Fatal(err)
		}
		if r := mustVerify(t, laidOut.Bytes()); !r.OK() {
			t.Fatalf("seed %d laid out: %+v", seed, r)
		}
	})
	if made < 20 || hidden < 5 {
		t.Errorf("only %d receipts were made, %d of them with what the moment hides", made, hidden)
	}
}

func shuffle[T any](r *rand.Rand, list []T) []T {
	list = slices.Clone(list)
	r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	return list
}

// TestTampering changes every single value of a receipt, one at a time: none goes unnoticed. With the hash made again,
// a changed number is told by its path.
func TestTampering(t *testing.T) {
	text := mustMake(t, normalized(small()), "claim:c")
	paths := 0
	var walk func(path string, value any, set func(any))
	var root any
	check := func(path string) {
		paths++
		changed, err := json.Marshal(root)
		if err != nil {
			t.Fatal(err)
		}
		if r, err := receipt.Verify(changed); err == nil && r.OK() {
			t.Errorf("%s was changed, and nobody noticed", path)
		}
		if !strings.HasPrefix(path, ".numbers") {
			return
		}
		r, err := receipt.Verify(rehash(t, root))
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		if r.OK() || !r.Intact || len(r.Differences) != 1 || "."+r.Differences[0].Path != path {
			t.Errorf("%s was changed and the hash made again: %+v", path, r)
		}
	}
	walk = func(path string, value any, set func(any)) {
		switch v := value.(type) {
		case map[string]any:
			for _, name := range slices.Sorted(maps.Keys(v)) {
				walk(path+"."+name, v[name], func(x any) { v[name] = x })
			}
			return
		case []any:
			for i := range v {
				walk(fmt.Sprintf("%s.%d", path, i), v[i], func(x any) { v[i] = x })
			}
			return
		case float64:
			set(v + 1e-6)
		case string:
			set(v + "x")
		case bool:
			set(!v)
		}
		check(path)
		set(value)
	}
	if err := json.Unmarshal(text, &root); err != nil {
		t.Fatal(err)
	}
	walk("", root, nil)
	if paths < 100 {
		t.Errorf("only %d values were changed", paths)
	}
}

// rehash makes the hash of a receipt again, as a forger would.
func rehash(t *testing.T, root any) []byte {
	t.Helper()
	content := maps.Clone(root.(map[string]any))
	delete(content, "sha256")
	var text bytes.Buffer
	e := json.NewEncoder(&text)
	e.SetEscapeHTML(false)
	if err := e.Encode(content); err != nil {
		t.Fatal(err)
	}
	plain := bytes.ReplaceAll(bytes.TrimSpace(text.Bytes()), []byte(`\u2028`), []byte("\u2028"))
	sum := sha256.Sum256(plain)
	return append(bytes.TrimSuffix(plain, []byte("}")), fmt.Sprintf(`,"sha256":"%x"}`, sum)...)
}

func TestVerifyRefuses(t *testing.T) {
	good := string(mustMake(t, normalized(small()), "claim:c"))
	for name, text := range map[string]string{
		"nothing":                  "",
		"no JSON":                  "receipt",
		"no object":                "[1]",
		"another format":           strings.Replace(good, receipt.Format, "credence-receipt/9", 1),
		"a name twice":             strings.Replace(good, `{"claim":"claim:c"`, `{"claim":"claim:d","claim":"claim:c"`, 1),
		"something after it":       good + "{}",
		"cut short":                good[:len(good)/2],
		"a member that is new":     strings.Replace(good, `{"claim":"claim:c"`, `{"claim":"claim:c","clain":1`, 1),
		"a text for a list":        strings.Replace(good, `"tags":["a"]`, `"tags":"a"`, 1),
		"an invalid time":          strings.Replace(good, "2024-10-05T10:00:00.123456789Z", "yesterday", 1),
		"a number out of range":    strings.Replace(good, `"startLine":1`, `"startLine":1e999`, 1),
		"a line that is not whole": strings.Replace(good, `"startLine":1`, `"startLine":1.5`, 1),
		"nested without end":       strings.Repeat("[", 100_000),
	} {
		if text == good {
			t.Fatalf("%s: nothing was changed", name)
		}
		if _, err := receipt.Verify([]byte(text)); evidence.CodeOf(err) != evidence.CodeInvalid {
			t.Errorf("%s: %v, expected code invalid", name, err)
		}
	}
	if _, err := receipt.Verify(
		[]byte(strings.Replace(good, `"claim":"claim:c","evidence"`, `"claim":"claim:d","evidence"`, 1))); evidence.CodeOf(
		err) != evidence.CodeNotFound {
		t.Errorf("a claim that the evidence does not hold: %v", err)
	}
}

func TestMakeRefuses(t *testing.T) {
	sub := normalized(small())
	if _, err := receipt.Make(sub, "claim:none", basis.DefaultPolicy()); evidence.CodeOf(err) != evidence.CodeNotFound {
		t.Errorf("an unknown claim: %v", err)
	}
	if _, err := receipt.Make(sub, "claim:c", basis.Policy{}); evidence.CodeOf(err) != evidence.CodeInvalid {
		t.Errorf("no policy: %v", err)
	}
	struck, _, err := whatif.Suppose(
		sub, "claim:c", whatif.Hypothesis{Without: []evidence.ID{"source:wire"}}, basis.DefaultPolicy())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := receipt.Make(struck, "claim:c", basis.DefaultPolicy()); evidence.CodeOf(err) != evidence.CodeInvalid {
		t.Errorf("the evidence of a what-if: %v", err)
	}
}

// TestNumberForm holds the numbers against examples of RFC 8785, appendix B.
func TestNumberForm(t *testing.T) {
	for bits, want := range map[uint64]string{
		0x0000000000000001: "5e-324", 0x7fefffffffffffff: "1.7976931348623157e+308", 0x4340000000000000: "9007199254740992",
		0x44b52d02c7e14af5: "9.999999999999997e+22", 0x44b52d02c7e14af6: "1e+23", 0x444b1ae4d6e2ef4e: "999999999999999700000",
		0x444b1ae4d6e2ef50: "1e+21", 0x3eb0c6f7a0b5ed8c: "9.999999999999997e-7", 0x3eb0c6f7a0b5ed8d: "0.000001",
		0x41b3de4355555557: "333333333.33333343", 0xbecbf647612f3696: "-0.0000033333333333333333",
	} {
		if got := string(receipt.Canonical(math.Float64frombits(bits))); got != want {
			t.Errorf("%x is written %s, expected %s", bits, got, want)
		}
	}
	value := map[string]any{"\u20ac": "e", "\r": 1.0, "\U0001f600": "s",
		"1": []any{nil, true, "\u0000\b\u001f\"\\/\u007f\u2028"}, "\ufb33": "h"}
	// By UTF-16 code units the pair of U+1F600 (D83D) comes before U+FB33.
	want := `{"\r":1,"1":[null,true,"\u0000\b\u001f\"\\/` + "\u007f\u2028" + `"],"` + "\u20ac" + `":"e","` + "\U0001f600" +
		`":"s","` + "\ufb33" + `":"h"}`
	if got := string(receipt.Canonical(value)); got != want {
		t.Errorf("written as\n%s\nexpected\n%s", got, want)
	}
}

func FuzzVerify(f *testing.F) {
	f.Add(mustMake(f, normalized(small()), "claim:c"))
	f.Add(
		[]byte(
			`{"format":"credence-receipt/1","claim":"claim:c","evidence":{"claims":[{"id":"claim:c"}],"derivations":[{}]},"policy":{"kappaMin":1}}`))
	f.Fuzz(func(_ *testing.T, text []byte) { _, _ = receipt.Verify(text) })
}

// TestRated writes down what letters make of the evidence: of the two supporters, which are one group, the wire's B
// counts, .589111, and of the refuter the F of those without a letter, .137705; so the log-odds are 2.944439 times the
// difference.
func TestRated(t *testing.T) {
	sub := normalized(small())
	sub.Sources[2].Reliability = "B"
	text := mustMake(t, sub, "claim:c")
	var read struct {
		Numbers struct {
			LogOdds    float64 `json:"logOdds"`
			Likelihood string  `json:"likelihood"`
			Supporting struct{ Weight float64 }
			Refuting   struct{ Weight float64 }
		}
	}
	if err := json.Unmarshal(text, &read); err != nil {
		t.Fatal(err)
	}
	n := read.Numbers
	for name, pair := range map[string][2]float64{
		"weight for": {n.Supporting.Weight, 0.589111}, "weight against": {n.Refuting.Weight, 0.137705},
		"log-odds": {n.LogOdds, 1.329137},
	} {
		if math.Abs(pair[0]-pair[1]) > 2e-6 {
			t.Errorf("%s is %v, want %v", name, pair[0], pair[1])
		}
	}
	if n.Likelihood != "LIKELY" { // 79 percent
		t.Errorf("the likelihood is %q, want LIKELY", n.Likelihood)
	}
	if r := mustVerify(t, text); !r.OK() {
		t.Errorf("it does not verify: %+v", r)
	}
}

// TestFormerFormats: what was written once is read for ever, by its own hash and with the names of then.
func TestFormerFormats(t *testing.T) {
	for file, hash := range map[string]string{
		"testdata/format1.json": "e2e74ca2435bb46d1c81d0cbcba51a062dd24d249044f7b47430612fea4d62ab",
		"testdata/format2.json": "da11f321b65139f48a555341720c811f96fdc72c22e6e08ba0f1cd299b377ef1",
	} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if r := mustVerify(t, text); !r.OK() || r.SHA256 != hash {
			t.Errorf("%s: %+v", file, r)
		}
		wrong := bytes.Replace(text, []byte(`"named":2`), []byte(`"named":1`), 1)
		r := mustVerify(t, wrong)
		if r.Intact || len(r.Differences) != 1 || r.Differences[0].Path != "numbers.supporting.tracedCount" {
			t.Errorf("%s with another number: %+v", file, r)
		}
	}
}

// TestAskedAt: a source that is withdrawn later than the question was asked counts, now and whenever the receipt is
// checked.
func TestAskedAt(t *testing.T) {
	for withdrawn, want := range map[evidence.Date]float64{"2025-10-05": 0, "2025-10-06": 1} {
		sub := normalized(small())
		sub.Sources[2].WithdrawnAt = withdrawn
		text := mustMake(t, sub, "claim:c")
		if !bytes.Contains(text, []byte(`"askedAt":"2025-10-05T10:00:00.123456789Z"`)) {
			t.Errorf("the receipt does not state when it was asked: %s", text)
		}
		if r := mustVerify(t, text); !r.OK() || r.Answer.Supporting.Demonstrated != want {
			t.Errorf("withdrawn %s: demonstrated %v, want %v: %+v", withdrawn, r.Answer.Supporting.Demonstrated, want, r)
		}
	}
}

// TestHidden keeps what the moment hides: by hand, the paper has lost the wire and is worth 0. Without it the receipt
// gives other numbers, so leaving it out of a file is noticed even where the hash is made again.
func TestHidden(t *testing.T) {
	sub := normalized(small())
	sub.At = evidence.Moment{ValidAt: evidence.Date("2024-12").Time(), Undated: evidence.ExcludeUndated}
	sub.Unpublished, sub.Sources = sub.Sources[2:], sub.Sources[1:2]
	sub.Statements = slices.DeleteFunc(
		sub.Statements, func(s evidence.Statement) bool { return s.Source != "source:paper" })
	text := mustMake(t, sub, "claim:c")
	r := mustVerify(t, text)
	if s := r.Answer.Supporting; !r.OK() || s.SourceCount != 1 || s.Presumed != 0 || s.UngroundedCount != 1 {
		t.Errorf("the paper: %+v, in %+v", s.Tally, r)
	}
	if n := r.Answer.Caveats(); !slices.ContainsFunc(
		n, func(n convergence.Note) bool { return n.Code == convergence.NoteUnpublished }) {
		t.Errorf("nothing is said of it: %+v", n)
	}
	var root map[string]any
	if err := json.Unmarshal(text, &root); err != nil {
		t.Fatal(err)
	}
	delete(root["evidence"].(map[string]any), "hidden")
	if r := mustVerify(t, rehash(t, root)); !r.Intact || r.OK() {
		t.Errorf("without what is hidden it verifies: %+v", r)
	}
}
