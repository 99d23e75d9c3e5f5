package layers_test

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"path"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/credence-graph/credence"

// may lists, for each package of the module, which others of the module it may import. A trailing "/..." covers the
// packages below. What is not listed may import none, and a package without an entry fails the test, so that nothing
// new goes without a place.
var may = map[string][]string{
	"cmd/credence": {"internal/app"},
	"deploy":       {},
	"graph/...": {
		"graph/...", "internal/audit", "internal/evidence", "internal/convergence", "internal/coowned", "internal/copying", "internal/detect", "internal/live", "internal/dedupe", "internal/ownership",
		"internal/ownership/ownershiptest",
		"internal/reliability", "internal/scores", "internal/watch",
	},
	"internal/app":                     {"graph/...", "internal/...", "seed"},
	"internal/audit":                   {"internal/convergence", "internal/evidence", "internal/wording"},
	"internal/charsets":                {},
	"internal/config":                  {},
	"internal/dates":                   {"internal/evidence"},
	"internal/convergence":             {"internal/digraph", "internal/evidence", "internal/ownership", "internal/sameness", "internal/wording"},
	"internal/evaluation":              {"internal/convergence", "internal/coowned", "internal/copying", "internal/detect", "internal/evidence", "internal/formats", "internal/identity", "internal/ingest", "internal/ownership", "internal/reliability"},
	"internal/coowned":                 {"internal/evidence", "internal/ownership", "internal/wording"},
	"internal/evidence":                {"internal/evidence/address"},
	"internal/evidence/address":        {},
	"internal/copying":                 {"internal/evidence"},
	"internal/export":                  {"internal/convergence", "internal/evidence", "internal/wording"},
	"internal/fetch":                   {"internal/evidence"},
	"internal/formats":                 {"internal/charsets", "internal/copying", "internal/dates", "internal/evidence", "internal/identity"},
	"internal/ingest":                  {"internal/charsets", "internal/dates", "internal/evidence", "internal/formats", "internal/wording"},
	"internal/ingest/ingesttest":       {"internal/evidence", "internal/ingest"},
	"internal/layers":                  {},
	"internal/live":                    {"internal/convergence", "internal/evidence"},
	"internal/memstore":                {"internal/evidence"},
	"internal/dedupe":                  {"internal/copying", "internal/evidence", "internal/identity", "internal/sameness"},
	"internal/neo4jd":                  {},
	"internal/neo4jd/neo4jdtest":       {"internal/neo4jd"},
	"internal/neo4jstore":              {"internal/evidence"},
	"internal/receipt":                 {"internal/convergence", "internal/evidence"},
	"internal/reading":                 {"internal/copying", "internal/evidence", "internal/formats"},
	"internal/reliability":             {"internal/convergence", "internal/copying", "internal/evidence", "internal/wording"},
	"internal/sameness":                {"internal/evidence"},
	"internal/digraph":                 {},
	"internal/ownership/ownershiptest": {"internal/evidence"},
	"internal/ownership":               {"internal/digraph", "internal/evidence"},
	"internal/scores":                  {"internal/convergence", "internal/evidence", "internal/live", "internal/wording"},
	"internal/server":                  {"internal/evidence"},
	"internal/storetest":               {"internal/evidence"},
	"internal/watch":                   {"internal/audit", "internal/convergence", "internal/evidence", "internal/live", "internal/scores"},
	"internal/wording":                 {},
	"seed":                             {},
	"internal/copying/copyingtest":     {"internal/copying", "internal/evidence"},
	"internal/detect":                  {"internal/convergence", "internal/copying", "internal/evidence", "internal/wording"},
	"internal/dossier":                 {"internal/audit", "internal/convergence", "internal/evidence", "internal/wording"},
	"internal/identity":                {"internal/evidence"},
}

// only lists outside packages that belong to one place.
var only = map[string][]string{
	"github.com/spf13/viper":               {"internal/config"},
	"github.com/spf13/cobra":               {"internal/app"},
	"github.com/neo4j/neo4j-go-driver/":    {"internal/neo4jstore", "internal/neo4jd", "internal/neo4jd/neo4jdtest"},
	"github.com/99designs/gqlgen/":         {"graph/..."},
	"github.com/vektah/gqlparser/":         {"graph/...", "internal/app"}, // its errors are what graph answers with
	"github.com/graph-gophers/dataloader/": {"graph/..."},
	"golang.org/x/text/":                   {"internal/charsets", "internal/evidence/...", "internal/sameness"},
}

// unicodeForms are what a pure package may import after all: the forms of texts and of hosts are tables that Unicode keeps,
// and which form the graph is in is a rule of the domain.
var unicodeForms = map[string][]string{
	"internal/evidence":         {"golang.org/x/text/unicode/norm"},
	"internal/evidence/address": {"golang.org/x/net/idna", "golang.org/x/text/unicode/norm"},
}

// pure may import nothing from outside the module but the standard library.
var pure = []string{"internal/audit", "internal/digraph", "internal/evidence", "internal/evidence/address", "internal/convergence", "internal/copying", "internal/memstore", "internal/receipt", "internal/live", "internal/ownership",
	"internal/scores", "internal/watch", "internal/wording", "seed"}

type pkg struct {
	ImportPath string
	Imports    []string
}

func TestLayers(t *testing.T) {
	packages := list(t)
	if len(packages) < 8 {
		t.Fatalf("only %d packages were found: the check does not see the module", len(packages))
	}
	for _, p := range packages {
		name := local(p.ImportPath)
		allowed, known := rule(name)
		if !known {
			t.Errorf("%s has no entry: add it to the table with what it may import", name)
			continue
		}
		for _, imported := range p.Imports {
			checkImport(t, name, allowed, imported)
		}
	}
}

func checkImport(t *testing.T, name string, allowed []string, imported string) {
	t.Helper()
	if strings.HasPrefix(imported, module+"/") {
		if !covered(allowed, local(imported)) {
			t.Errorf("%s imports %s, which its layer may not; allowed: %v", name, local(imported), allowed)
		}
		return
	}
	for prefix, places := range only {
		if strings.HasPrefix(imported+"/", strings.TrimSuffix(prefix, "/")+"/") && !covered(places, name) {
			t.Errorf("%s imports %s, which belongs to %v alone", name, imported, places)
		}
	}
	if slices.Contains(pure, name) && strings.Contains(strings.Split(imported, "/")[0], ".") && !slices.Contains(unicodeForms[name], imported) {
		t.Errorf("%s imports %s; it may import the standard library only", name, imported)
	}
}

func TestOnlyAppImportsGraph(t *testing.T) {
	for _, p := range list(t) {
		name := local(p.ImportPath)
		if name == "internal/app" || covered([]string{"graph/..."}, name) {
			continue
		}
		if slices.ContainsFunc(p.Imports, func(i string) bool { return covered([]string{"graph/..."}, local(i)) }) {
			t.Errorf("%s imports graph; only internal/app may", name)
		}
	}
}

func list(t *testing.T) []pkg {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", module+"/...").Output()
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			t.Fatalf("go list: %v\n%s", err, exit.Stderr)
		}
		t.Fatalf("go list: %v", err)
	}
	var packages []pkg
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p pkg
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return packages
		} else if err != nil {
			t.Fatalf("go list printed something unexpected: %v", err)
		}
		packages = append(packages, p)
	}
}

func local(importPath string) string { return strings.TrimPrefix(importPath, module+"/") }

func rule(name string) (allowed []string, known bool) {
	if allowed, known = may[name]; known {
		return allowed, true
	}
	for dir := name; dir != "."; dir = path.Dir(dir) {
		if allowed, known = may[dir+"/..."]; known {
			return allowed, true
		}
	}
	return nil, false
}

func covered(patterns []string, name string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool {
		dir, tree := strings.CutSuffix(p, "/...")
		return name == p || tree && (name == dir || strings.HasPrefix(name, dir+"/"))
	})
}
