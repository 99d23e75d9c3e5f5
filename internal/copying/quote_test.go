package copying_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/credence-graph/credence/internal/copying"
	"github.com/credence-graph/credence/internal/credits"
)

func TestQuotedPassages(t *testing.T) {
	for text, want := range map[string][]string{
		`He said "a b" and "c".`:                {"a b", "c"},
		`“a b” “c”`:                             {"a b", "c"},
		`„a b“ und „c”`:                         {"a b", "c"},
		`« a b » et «c»`:                        {" a b ", "c"},
		`»a b« und »c«`:                         {"a b", "c"},
		`‘it’s the dogs’ day’ she said`:         {"it’s the dogs"}, // an apostrophe at a word's end looks like a closing mark
		`'it's a day' she said`:                 {"it's a day"},
		`the dogs' day and the cats' night`:     nil,
		`rock 'n' roll, '90s`:                   {"n"},
		`‚a b‘ ‹c›`:                             {"a b", "c"},
		`他说「早上好」和『晚上好』`:                         {"早上好", "晚上好"},
		`“a ‘b c’ d”`:                           {"a ‘b c’ d"}, // without those inside
		"“never closed\n\nand a new paragraph”": nil,
		"“over a line\nend”":                    {"over a line\nend"},
		"“one\n\n“two\n“three” four":            {"one", "two", "three"},
		"\"one\n\n\"two\n\"three\" four":        {"one", "two", "three"},
		"\"one\n\" two":                         {"one\n"},
		`6" by 4" wide`:                         nil,
		`"" x`:                                  {""},
		`“`:                                     nil,
		``:                                      nil,
	} {
		if diff := cmp.Diff(want, copying.QuotedPassages(text)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", text, diff)
		}
	}
}

func FuzzQuotedPassages(f *testing.F) {
	for _, seed := range []string{`"a" 'b' “c” «d» »e« „f“`, "““““", "'''", "\"\n\n\"", "«\xff»", "‘a’b’"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		at := 0
		for _, q := range copying.QuotedPassages(text) {
			i := strings.Index(text[at:], q)
			if i < 0 {
				t.Fatalf("%q: %q is not in it, or not in order", text, q)
			}
			at += i
		}
	})
}

// TestWinnow holds the guarantee: two texts with a run of eight words in common share a fingerprint.
func TestWinnow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := func(label, of string) string {
			var out []string
			for _, n := range rapid.SliceOfN(rapid.IntRange(0, 30), 0, 20).Draw(t, label) {
				out = append(out, fmt.Sprint(of, n))
			}
			return strings.Join(out, " ")
		}
		run := rapid.SliceOfN(rapid.StringMatching("[a-z]{1,3}"), 8, 12).Draw(t, "run")
		a := copying.Winnow(words("a1", "x")+" "+strings.Join(run, " ")+" "+words("a2", "x"), 4)
		b := copying.Winnow(words("b1", "y")+" "+strings.Join(run, " ")+" "+words("b2", "y"), 4)
		if !slices.ContainsFunc(a, func(h uint64) bool { return slices.Contains(b, h) }) {
			t.Fatalf("no fingerprint is shared: %v %v", a, b)
		}
	})
}

// TestResemblance compares estimates with the true Jaccard similarity: exact for small sets, and within what chance
// allows for large ones, that is, on average over 100 pairs within four standard errors.
func TestResemblance(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	draw := func(n, shared int) (a, b []uint64) {
		for range n - shared {
			a, b = append(a, r.Uint64()), append(b, r.Uint64())
		}
		for range shared {
			h := r.Uint64()
			a, b = append(a, h), append(b, h)
		}
		return a, b
	}
	if a, b := draw(12, 4); copying.Resemblance(a, b) != 4.0/20 {
		t.Errorf("small sets: %v, expected 0.2", copying.Resemblance(a, b))
	}
	for _, shared := range []int{0, 100, 150, 200, 270, 300} {
		want, sum := float64(shared)/float64(600-shared), 0.0
		for range 100 {
			a, b := draw(300, shared)
			sum += copying.Resemblance(a, b)
		}
		if off := math.Abs(sum/100 - want); off > 4*math.Sqrt(want*(1-want)/32/100)+1e-12 {
			t.Errorf("%d of 300 shared: %v on average, expected %v", shared, sum/100, want)
		}
	}
}

// TestAgencyBits holds that the agencies that a text credits fit into the bits that are kept of it.
func TestAgencyBits(t *testing.T) {
	if n := credits.AgencyCount(); n > 64 {
		t.Errorf("%d agencies; each text has 64 bits for them", n)
	}
}
