package registry_test

import (
	"bytes"
	"io"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/export"
	"github.com/credence-graph/credence/internal/formats"
	"github.com/credence-graph/credence/internal/formats/formatstest"
	"github.com/credence-graph/credence/internal/formats/prov"
	"github.com/credence-graph/credence/internal/formats/stix"
)

// TestSeed_ThroughEveryFormat writes the fact check in each format that carries everything, reads it back and finds it
// unchanged.
func TestSeed_ThroughEveryFormat(t *testing.T) {
	g := formatstest.SeedGraph(t)
	if len(g.Claims) < 5 || len(g.Statements) < 5 || len(g.Reviews) == 0 {
		t.Fatalf("the seed has %d claims, %d statements and %d reviews", len(g.Claims), len(g.Statements),
			len(g.Reviews))
	}
	for _, c := range []struct {
		format formats.Format
		write  func(io.Writer, *export.Graph) (export.Contents, error)
	}{{stix.Format(), export.WriteSTIX}, {prov.JSON(), export.WritePROV}, {prov.NQuads(), export.WriteNQuads}} {
		var text bytes.Buffer
		if _, err := c.write(&text, g); err != nil {
			t.Fatal(err)
		}
		f := formatstest.MustRead(t, c.format, text.String())
		if diff := gocmp.Diff(g, formatstest.Imported(t, f.Lines), formatstest.AsStated()...); diff != "" ||
			len(f.Rejects) > 0 {
			t.Errorf("%s: rejected %v, (-written +read):\n%s", c.format.Name, f.Rejects, diff)
		}
	}
}
