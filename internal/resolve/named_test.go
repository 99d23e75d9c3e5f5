package resolve

import (
	"testing"
)

func TestSlug(t *testing.T) {
	for name, want := range map[string]string{"Kyiv Post": "kyiv-post", "  L'Équipe ": "l-équipe", "AP": "ap"} {
		if got := slug(name); got != want {
			t.Errorf("slug(%q) = %q, want %q", name, got, want)
		}
	}
}
