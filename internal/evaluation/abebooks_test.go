package evaluation

import (
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestAbeBooks(t *testing.T) {
	dir := dataOf(t, "abebooks")
	result, err := AbeBooks(t.Context(), dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "abebooks", result.Text())
	if u := result.Used; u.NaiveCollapsed.Right < u.Naive.Right || u.WeightedCollapsed.Right < u.Weighted.Right {
		t.Errorf("collapsing the copies lost right lists: %+v", u)
	}
}

// Five shops give three books, of which one is checked: two of three say Smith and Jones, the gold says the same in
// other words. The lists are invented.
func TestAbeBooksOnAFewLines(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "book.txt", strings.Join([]string{
		"one\t1\tTitle\tSmith, Ann; Jones, Bob", "two\t1\tTitle\tBob Jones, Ann Smith", "three\t1\tTitle\tSmith, Ann",
		"one\t2\tTitle\tNot Available", "four\t3\tTitle\t", "five\t3\tTitle\tBrown, C.",
		"five\t3\tTitle\tBROWN, C. (Author)",
	}, "\r\n")+"\r\n")
	write(t, dir, "book_golden.txt", "1\tjones, bob ;  smith, ann ; \n\n9\tnobody, n.;\n")
	var stages []string
	got, err := AbeBooks(t.Context(), dir, func(stage string, _, _ int) { stages = append(stages, stage) })
	if err != nil {
		t.Fatal(err)
	}
	if got.Listings != 7 || got.Empty != 2 || got.Shops != 4 || got.Books != 2 || got.Observations != 4 ||
		got.Gold != 2 || got.GoldGiven != 1 {
		t.Errorf("counts %+v", got)
	}
	for _, p := range []Proportion{
		got.Used.Naive, got.Used.NaiveCollapsed, got.Used.Weighted, got.Used.WeightedCollapsed,
	} {
		if p.Right != 1 || p.Of != 2 {
			t.Errorf("%d of %d; want book 1 right and book 9, which nobody lists, wrong", p.Right, p.Of)
		}
	}
	// in order, the three lists of book 1 are all different, and a tie
	if a := got.Alternatives[0]; a.Tied != 1 || len(stages) == 0 {
		t.Errorf("in order, the three lists of book 1 are tied: %+v", a)
	}
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestAbeBooksSaysWhatIsWrong(t *testing.T) {
	absent := filepath.Join(t.TempDir(), "absent")
	if _, err := AbeBooks(t.Context(), absent, nil); err == nil ||
		!strings.Contains(err.Error(), filepath.Join(absent, "book.txt")) {
		t.Errorf("no folder: %v", err)
	}
	dir := t.TempDir()
	write(t, dir, "book.txt", "one\t1\tTitle\tSmith\n\none\t2\n")
	if _, err := AbeBooks(t.Context(), dir, nil); err == nil ||
		!strings.Contains(err.Error(), "book.txt, line 3: 2 fields separated by tabs; expected 4") {
		t.Errorf("a short line: %v", err)
	}
	write(t, dir, "book.txt", "one\t1\tTitle\tSmith\n")
	write(t, dir, "book_golden.txt", "1\tsmith;\n")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := AbeBooks(ctx, dir, nil); err == nil {
		t.Error("cancelled, and yet a result")
	}
}

func TestAuthors(t *testing.T) {
	for list, want := range map[string]string{
		"O'LEARY, SMITH, ROSS":                             "oleary;ross;smith",
		"L&oacute;pez, A.; Müller &amp; Söhne":             "lopez a;muller;sohne",
		"Knuth, Donald E.":                                 "knuth d",
		"KNUTH":                                            "knuth",
		"Mark Guzdial, Barbara Ericson":                    "ericson b;guzdial m",
		"Guzdial, Mark/ Ericson, Barbara":                  "ericson b;guzdial m",
		"Witten, Ian H. Frank, Eibe":                       "frank e;witten i",
		"KOLMAN, BUSBY, ROSS":                              "busby;kolman;ross",
		"Musser, David R., Derge, G. J., Saini, A":         "derge g;musser d;saini a",
		"Rick F. van der Lans":                             "vanderlans r",
		"O'Leary, T. J.; O'Leary, Linda I":                 "oleary l;oleary t",
		"By (author) Barry, Douglas K.":                    "barry d",
		"SMITH, C. (SOME UNIVERSITY, USA) DOE, J.":         "doe j;smith c",
		"Fischer, Charles N. And LeBlanc, Jr., Richard J.": "fischer c;leblanc r",
		"Stevens, W.Richard":                               "stevens w",
		"Ben-Ari, M.":                                      "benari m",
		"Andrew Sloss, et al":                              "sloss a",
		"Not Available (NA)":                               "",
		"":                                                 "",
		"Rea, K. (Author) Rea, K. (Joint Author)":          "rea k",
	} {
		if got := readings[2].value(authors(list)); got != want {
			t.Errorf("%q is read as %q; want %q", list, got, want)
		}
	}
	if got := readings[0].value(authors("O'Leary, T. J.; O'Leary, Linda I")); got != "oleary" {
		t.Errorf("two of one surname are %q in a set of surnames", got)
	}
}

// Wilson's interval of 80 in 100 is .7112 to .8666 (by hand: centre (.8 + 3.8415/200)/(1 + 3.8415/100) = .788895, half
// 1.96/1.038415 x sqrt(.16/100 + 3.8415/40000) = .077731).
func TestWilson(t *testing.T) {
	p := Wilson(80, 100)
	if math.Abs(p.Low-.711164) > 1e-4 || math.Abs(p.High-.866626) > 1e-4 {
		t.Errorf("80 of 100: %v", p)
	}
	if p := Wilson(0, 0); p.Low != 0 || p.High != 1 || p.String() != "-" {
		t.Errorf("nothing of nothing: %+v", p)
	}
	if p := Wilson(10, 10); p.High != 1 || fmt.Sprint(p) != "1.00 (0.72-1.00)" {
		t.Errorf("10 of 10: %v", p)
	}
}

// Whatever a shop writes, a list is read, and its surnames are letters alone.
func FuzzAuthors(f *testing.F) {
	for _, list := range []string{"Knuth, Donald E.", "A, B C, D", "(", "& ;/|,", "van", "\xff, \xfe", "Jr."} {
		f.Add(list)
	}
	f.Fuzz(func(t *testing.T, list string) {
		value := readings[0].value(authors(list))
		for _, name := range strings.Split(value, ";") {
			if name != "" && fold(name) != name {
				t.Errorf("%q is read as %q, of which %q is no surname", list, value, name)
			}
		}
	})
}
