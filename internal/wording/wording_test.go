package wording_test

import (
	"testing"

	"github.com/credence-graph/credence/internal/wording"
)

func TestDigits(t *testing.T) {
	for n, want := range map[int]string{0: "0", 7: "7", 999: "999", 1000: "1,000", 99990: "99,990", 1234567: "1,234,567",
		-1000: "-1,000", -100: "-100"} {
		if got := wording.Digits(n); got != want {
			t.Errorf("Digits(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestNumber(t *testing.T) {
	for n, want := range map[int]string{-1: "-1", 0: "no", 1: "one", 12: "twelve", 13: "13", 1300: "1,300"} {
		if got := wording.Number(n); got != want {
			t.Errorf("Number(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestCount(t *testing.T) {
	for n, want := range map[int]string{0: "0 sources", 1: "1 source", 2: "2 sources", 1000: "1,000 sources"} {
		if got := wording.Count(n, "source"); got != want {
			t.Errorf("Count(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestJoinMost(t *testing.T) {
	for _, c := range []struct {
		items []string
		most  int
		want  string
	}{
		{nil, 3, ""},
		{[]string{"a"}, 3, "a"},
		{[]string{"a", "b"}, 3, "a and b"},
		{[]string{"a", "b", "c"}, 3, "a, b and c"},
		{[]string{"a", "b", "c", "d"}, 2, "a, b and 2 more"},
	} {
		if got := wording.JoinMost(c.items, c.most, "and"); got != c.want {
			t.Errorf("JoinMost(%v, %d) = %q, want %q", c.items, c.most, got, c.want)
		}
	}
	items := []string{"a", "b", "c"}
	if wording.JoinMost(items, 1, "or"); items[1] != "b" {
		t.Errorf("JoinMost wrote into the list: %v", items)
	}
}

func TestEdits(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"", "abc", 3}, {"outlet", "outlet", 0}, {"outet", "outlet", 1}, {"clam", "claim", 1}, {"ab", "ba", 2},
		{"kitten", "sitting", 3}} {
		if got := wording.Edits(c.a, c.b); got != c.want {
			t.Errorf("%q and %q: %d; want %d", c.a, c.b, got, c.want)
		}
	}
}

func TestHave(t *testing.T) {
	for name, want := range map[string]string{
		"Ukrainian military officials": "have", "shipping data": "has", "Reuters": "has", "Daily News": "has",
		"the press": "has", "an analysis": "has", `"harbour logs"`: "has", "": "has", "witnesses": "have",
	} {
		if got := wording.Have(name); got != want {
			t.Errorf("%q %s; want %s", name, got, want)
		}
	}
}
