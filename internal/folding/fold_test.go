package folding_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/folding"
)

// TestFold: the spellings of a line are one to whoever searches, and those of other lines are not.
func TestFold(t *testing.T) {
	lines := [][]string{
		{"fermé", "ferme\u0301", "FERME", "ferme"},
		{"Zdeňka Müllerová", "zdenka mullerova", "Zden\u030cka Mu\u0308llerova\u0301"},
		{"straße", "STRAẞE", "STRASSE"},
		{"Łódź", "lodz"}, {"Ærøskøbing", "aeroskobing"}, {"œuvre", "OEUVRE"}, {"Þingvellir", "thingvellir"},
		{"Đà Nẵng", "da nang"},
		{"Tiếng Việt", "tieng viet", "Tie\u0302\u0301ng Vie\u0323\u0302t"},
		{"ISPARTA", "ısparta", "Isparta"}, {"İzmir", "izmir", "IZMIR"},
		{"ﬁnance", "finance"}, {"ＮＨＫ", "nhk"}, {"co\u00adoperate", "cooperate"},
		{"ΟΔΟΣ", "οδός", "οδος"},
		{"مُحَمَّد", "محمد", "محـمد"}, {"أحمد", "احمد"}, {"٢٠٢٤", "۲۰۲۴", "2024"}, {"شَلومو", "شلومو"},
		{"שָׁלוֹם", "שלום"},
		{"ёлка", "елка", "е\u0308лка"}, {"замо\u0301к", "замок"},
		{"Hawaiʻi", "hawaii"}, {"Qurʾan", "quran"},
		{"край"}, {"краи"}, {"їжа", "і\u0308жа"}, {"іжа"}, {"ガス", "ｶﾞｽ"}, {"カス"}, {"हिंदी"}, {"हदी"},
		{"한국", "\u1112\u1161\u11ab\u1100\u116e\u11a8"},
	}
	met := map[string]int{}
	for n, line := range lines {
		for _, text := range line {
			folded := folding.Fold(text)
			if before, known := met[folded]; known && before != n {
				t.Errorf("%q is one with %q", text, lines[before])
			}
			if met[folded] = n; folded != folding.Fold(line[0]) {
				t.Errorf("%q is %q, and %q is %q", text, folded, line[0], folding.Fold(line[0]))
			}
		}
	}
}

// TestFold_Properties: folding again changes nothing, and the form in which a text is typed does not matter.
func TestFold_Properties(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		text := rapid.String().Draw(r, "text")
		if once := folding.Fold(text); folding.Fold(once) != once || folding.Fold(evidence.NFC(text)) != once {
			r.Fatalf("of %q it is %q, of that %q, in NFC %q", text, once, folding.Fold(once), folding.Fold(evidence.NFC(text)))
		}
	})
}

func TestFoldedWords(t *testing.T) {
	for text, want := range map[string]string{
		"The tram":              "",
		"Мост закрыт":           "",
		"Le café du port, café": "cafe",
		"Straße in Łódź":        "strasse lodz",
		"м’яч мʼяч":             "",
		"ΟΔΟΣ οδος":             "οδοσ",
	} {
		if got := folding.FoldedWords([]string{"plain", text}); !slices.Equal(got, strings.Fields(want)) {
			t.Errorf("the folded words of %q are %q; expected %q", text, got, want)
		}
	}
}
