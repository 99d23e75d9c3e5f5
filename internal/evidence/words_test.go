package evidence_test

import (
	"strings"
	"testing"

	"github.com/credence-graph/credence/internal/evidence"
)

// TestCheckWords: what is taken for the words of a source can be stored, exported and imported again.
func TestCheckWords(t *testing.T) {
	for _, text := range []string{"", "a", "«Міст» is\nclosed 🚂", strings.Repeat("a", evidence.MaxWordsBytes)} {
		if err := evidence.CheckWords(text); err != nil {
			t.Errorf("%.20q is refused: %v", text, err)
		}
	}
	for name, text := range map[string]string{
		"a NUL": "a\x00b", "bytes that are not UTF-8": "a\xffb", "too long": strings.Repeat("a", evidence.MaxWordsBytes+1),
	} {
		if err := evidence.CheckWords(text); evidence.CodeOf(err) != evidence.CodeInvalid {
			t.Errorf("%s: error %v; expected %s", name, err, evidence.CodeInvalid)
		}
	}
}
