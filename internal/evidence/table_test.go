package evidence_test

import (
	"testing"

	"github.com/credence-graph/credence/internal/evidence"
)

func TestFieldWords(t *testing.T) {
	for field, want := range map[string]string{"publishedAt": "date of publication", "copiedShare": "share copied",
		"bestRating": "best rating", "weight": "weight"} {
		if got := evidence.FieldWords(field); got != want {
			t.Errorf("%s: %q; want %q", field, got, want)
		}
	}
}
