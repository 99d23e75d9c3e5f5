package folding_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/credence-graph/credence/internal/folding"
)

// marked writes parts with the matched ones in brackets.
func marked(parts []folding.TextPart) string {
	var b strings.Builder
	for _, p := range parts {
		if p.Matched {
			b.WriteString("[" + p.Text + "]")
		} else {
			b.WriteString(p.Text)
		}
	}
	return b.String()
}

func TestMark(t *testing.T) {
	for _, tc := range []struct{ text, search, want string }{
		{"Koreans went to Kursk in October.", "kursk OCTOBER", "Koreans went to [Kursk] in [October]."},
		{"Koreans went to Kursk.", "went kur", "Koreans [went] to [Kursk]."},
		{"Koreans went to Kursk.", "kor kursk", "Koreans went to [Kursk]."}, // only the last word may be a beginning
		{"Північні війська прибули.", "ВІЙСЬКА", "Північні [війська] прибули."},
		{"<b>bold</b> & brave", "bold brave", "<b>[bold]</b> & [brave]"},
		{"Through İstanbul.", "istanbul", "Through [İstanbul]."},
		{"κλειστος οδος", "ΟΔΟΣ", "κλειστος [οδος]"},
		{"Eine Straße.", "STRASSE", "Eine [Straße]."},
		{"Le cafe\u0301 ferme\u0301.", "café ferme", "Le [cafe\u0301] [ferme\u0301]."},
		{"Un cafe ferme.", "CAFÉ", "Un [cafe] ferme."},
		{"Donau\u00addampf", "donaudampf", "[Donau\u00addampf]"},
		{"у мʼяча", "м'яча", "у [м]ʼ[яча]"},
		{"one two", "three", "one two"},
		{"one two", "", "one two"},
		{"one two", " ?! ", "one two"},
		{"one,two;one", "one", "[one],two;[one]"},
		{"...", "one", "..."},
		{"", "one", ""},
		{"bad \xff bytes", "bytes", "bad \xff [bytes]"},
	} {
		parts := folding.Mark(tc.text, tc.search)
		if got := marked(parts); got != tc.want {
			t.Errorf("%q in %q: want %q, got %q", tc.search, tc.text, tc.want, got)
		}
		if slices.ContainsFunc(parts, func(p folding.TextPart) bool { return p.Text == "" }) {
			t.Errorf("%q in %q: a part is empty: %v", tc.search, tc.text, parts)
		}
	}
}
