package copying_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/credence-graph/credence/internal/copying"
	"github.com/credence-graph/credence/internal/evidence"
)

// drawTexts draws a corpus whose texts share phrases, quotations, headlines, addresses and days.
func drawTexts(t *rapid.T) []copying.Text {
	phrase := func(n, words int) string {
		var out []string
		for i := range words {
			out = append(out, fmt.Sprintf("Wort%dx%d", n, i))
		}
		return strings.Join(out, " ")
	}
	days := []evidence.Date{"", "2024", "2024-05", "2024-05-01", "2024-05-01", "2024-05-01T08:10Z", "2024-05-02",
		"2024-06-30"}
	ends := []string{"", "(Reuters)", "— AFP", "Reporting by A; Editing by B", "mit Material von dpa"}
	var texts []copying.Text
	for i := range rapid.IntRange(0, 12).Draw(t, "texts") {
		text := copying.Text{
			ID:        fmt.Sprintf("t%02d", i),
			Title:     phrase(100+rapid.IntRange(0, 2).Draw(t, "title"), 7),
			Published: rapid.SampledFrom(days).Draw(t, "day"),
			Outlet:    rapid.SampledFrom([]string{"Reuters", "Paper", "AFP"}).Draw(t, "outlet"),
			Agency:    rapid.SampledFrom([]string{"", "", "AP"}).Draw(t, "agency"),
			URL:       fmt.Sprintf("https://example.org/%d", i),
		}
		if n := rapid.IntRange(-6, 11).Draw(t, "canonical"); n >= 0 {
			text.Canonical = fmt.Sprintf("https://example.org/%d", n)
		}
		if n := rapid.IntRange(-6, 11).Draw(t, "original"); n >= 0 {
			text.Originals = []string{fmt.Sprintf("https://example.org/%d", n)}
		}
		var parts []string
		for _, n := range rapid.SliceOfN(rapid.IntRange(0, 9), 0, 6).Draw(t, "parts") {
			parts = append(parts, phrase(n, 12+n))
		}
		if n := rapid.IntRange(-2, 2).Draw(t, "quote"); n >= 0 {
			parts = append(parts, "“"+phrase(50+n, 9)+"”")
		}
		text.Body = strings.Join(append(parts, rapid.SampledFrom(ends).Draw(t, "end")), "\n")
		texts = append(texts, text)
	}
	return texts
}

// TestOrder holds that the answer depends on the set of texts alone.
func TestOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		texts := drawTexts(t)
		shuffled := rapid.Permutation(texts).Draw(t, "order")
		want := mustFind(t, texts, copying.TextOptions{Workers: 1})
		got := mustFind(t, shuffled, copying.TextOptions{Workers: 3})
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("in another order (-want +got):\n%s", diff)
		}
	})
}

// TestIncremental holds that new and known pairs are those of the full answer.
func TestIncremental(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		texts := drawTexts(t)
		isNew := rapid.MapOfN(rapid.SampledFrom(idsOf(texts)), rapid.Bool(), 0, -1).Draw(t, "new")
		judged := rapid.IntRange(0, 7).Draw(t, "judged")
		known := func(a, b string) bool {
			if a >= b {
				t.Fatalf("asked for %s and %s, in this order", a, b)
			}
			return judged > 0 && (len(a)+int(a[2])*3+int(b[2])*5+int(b[1]))%7 < judged-1
		}
		full := mustFind(t, texts, copying.TextOptions{})
		want := slices.DeleteFunc(full.Copies, func(c copying.Copy) bool {
			return !isNew[c.From] && !isNew[c.To] || known(min(c.From, c.To), max(c.From, c.To))
		})
		got := mustFind(t, texts, copying.TextOptions{New: func(id string) bool { return isNew[id] }, Known: known})
		if len(want)+len(got.Copies) > 0 {
			if diff := cmp.Diff(want, got.Copies); diff != "" {
				t.Fatalf("new pairs that are not known (-want +got):\n%s", diff)
			}
		}
		quotations := slices.DeleteFunc(full.Quotations, func(q copying.Quotation) bool {
			return !slices.ContainsFunc(q.Holders, func(h copying.Holder) bool { return isNew[h.ID] })
		})
		if len(quotations)+len(got.Quotations) > 0 {
			if diff := cmp.Diff(quotations, got.Quotations); diff != "" {
				t.Fatalf("quotations (-want +got):\n%s", diff)
			}
		}
		if diff := cmp.Diff(full.Credits, got.Credits); diff != "" {
			t.Fatalf("credits (-want +got):\n%s", diff)
		}
	})
}

func idsOf(texts []copying.Text) []string {
	ids := []string{"none"}
	for _, t := range texts {
		ids = append(ids, t.ID)
	}
	return ids
}

func mustFind(t *rapid.T, texts []copying.Text, options copying.TextOptions) *copying.TextResult {
	r, err := copying.FindText(t.Context(), copying.InMemory(texts), options)
	if err != nil {
		t.Fatal(err)
	}
	return r
}
