package tokens_test

import (
	"strings"
	"testing"

	"github.com/credence-graph/credence/internal/tokens"
)

func TestNormalize(t *testing.T) {
	for text, want := range map[string]string{
		"":                                "",
		" …—! ":                           "",
		"The  QUICK, brown\nfox.":         "the quick brown fox",
		"It’s 5.1% (don't)":               "it s 5 1 don t",
		"Café":                            "cafe",
		"Cafe\u0301":                      "cafe", // the accent as a character of its own
		"Straße, Ærø, Łódź, İstanbul":     "strasse aero lodz istanbul",
		"Её съёмка, й":                    "ее съемка и",
		"co\u00adoperate zero\u200bwidth": "cooperate zerowidth",
		"路透社 报道 2024年":                    "路 透 社 报 道 2024 年",
		"ภาษา":                            "ภ า ษ า",
		"한국어 문장":                          "한국어 문장",
		"हिन्दी में":                      "हिन्दी में",
		"bad \xff\xfe bytes":              "bad bytes",
		"ΑΘΉΝΑ, Αθήνας":                   "αθηνα αθηνασ",
	} {
		if got := tokens.Normalize(text); got != want {
			t.Errorf("%q: %q, expected %q", text, got, want)
		}
	}
}

func FuzzNormalize(f *testing.F) {
	for _, seed := range []string{"The QUICK", "İ ß ſ K Å", "路透社x5", "e\u0301\u0301", "\xff", "ǅ ǰ ΐ", "a\u0300b"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		once := tokens.Normalize(text)
		if twice := tokens.Normalize(once); twice != once {
			t.Fatalf("%q: %q, and that again %q", text, once, twice)
		}
		if strings.Contains(once, "  ") || strings.TrimSpace(once) != once {
			t.Fatalf("%q: %q has spaces that set nothing apart", text, once)
		}
	})
}
