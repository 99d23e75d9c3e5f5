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
	"cmd/credence": {"internal/app", "internal/app/run"},
	"deploy":       {},
	"graph": {
		"graph/drafts", "graph/generated", "graph/model", "graph/paging", "graph/request", "graph/transport",
		"internal/audit",
		"internal/convergence", "internal/convergence/basis", "internal/convergence/compare",
		"internal/convergence/undisclosed", "internal/convergence/whatif", "internal/coowned", "internal/dedupe",
		"internal/detect", "internal/evidence", "internal/inquiry", "internal/ownership", "internal/reliability",
		"internal/scores", "internal/watch",
	},
	"graph/drafts": {"graph/model", "graph/request", "internal/evidence"},
	"graph/generated": {
		"graph/model", "graph/scalar", "internal/audit", "internal/convergence",
		"internal/convergence/basis", "internal/convergence/compare", "internal/convergence/undisclosed",
		"internal/coowned", "internal/dedupe", "internal/detect", "internal/evidence", "internal/folding",
		"internal/inquiry", "internal/reliability", "internal/scores",
	},
	"graph/graphtest": {"internal/evidence", "internal/ownership/ownershiptest"},
	"graph/model": {
		"internal/audit", "internal/convergence", "internal/convergence/basis",
		"internal/convergence/compare", "internal/coowned", "internal/dedupe", "internal/detect",
		"internal/evidence", "internal/folding", "internal/reliability", "internal/scores",
	},
	"graph/paging": {"graph/model", "graph/request", "internal/convergence", "internal/evidence"},
	"graph/query":  {"graph/generated", "graph/model", "internal/convergence"},
	"graph/request": {
		"internal/convergence", "internal/convergence/basis", "internal/convergence/whatif", "internal/evidence",
		"internal/inquiry", "internal/ownership", "internal/scores",
	},
	"graph/scalar":    {"internal/evidence"},
	"graph/transport": {"graph/paging", "graph/request", "internal/evidence"},
	"internal/annotate": {
		"internal/attribution", "internal/attribution/outline", "internal/evidence", "internal/folding",
		"internal/ingest/annotation", "internal/report", "internal/resolve", "internal/terminal",
	},
	"internal/app": {
		"graph", "internal/app/ask", "internal/app/audit", "internal/app/curate", "internal/app/database",
		"internal/app/intake", "internal/app/run", "internal/app/serve", "internal/app/share", "internal/audit",
		"internal/config", "internal/evidence", "internal/export", "internal/formats/registry",
		"internal/formats/tables", "internal/ingest", "internal/ingest/grammar", "internal/neo4jd",
		"internal/report", "internal/terminal",
	},
	"internal/app/ask": {
		"graph/query", "internal/app/run", "internal/convergence", "internal/dates", "internal/detect",
		"internal/dossier", "internal/evidence", "internal/folding", "internal/live", "internal/report",
		"internal/resolve", "internal/scores", "internal/terminal", "internal/watch", "internal/wording",
	},
	"internal/app/audit": {
		"graph/query", "internal/app/run", "internal/audit", "internal/config", "internal/convergence",
		"internal/dates", "internal/dossier", "internal/evaluation", "internal/evidence", "internal/outfile",
		"internal/report", "internal/resolve", "internal/terminal", "internal/wording",
	},
	"internal/app/curate": {"internal/app/run", "internal/evidence", "internal/terminal"},
	"internal/app/database": {
		"internal/app/ask", "internal/app/run", "internal/evidence", "internal/neo4jd", "internal/report",
		"internal/terminal", "internal/wording",
	},
	"internal/app/intake": {
		"graph/query", "internal/annotate", "internal/app/ask", "internal/app/run", "internal/app/serve",
		"internal/attribution", "internal/attribution/outline", "internal/convergence/interests", "internal/detect",
		"internal/evidence", "internal/fetch", "internal/formats/articles", "internal/formats/registry",
		"internal/formats/tables",
		"internal/ingest", "internal/ingest/annotation", "internal/neo4jd", "internal/neo4jstore",
		"internal/neo4jstore/bulkfile", "internal/report", "internal/resolve", "internal/terminal",
		"internal/wording", "seed",
	},
	"internal/app/run": {
		"graph", "graph/query", "graph/transport", "internal/audit", "internal/config",
		"internal/convergence/basis", "internal/dates", "internal/dossier", "internal/evidence",
		"internal/inquiry", "internal/neo4jd", "internal/neo4jstore", "internal/outfile", "internal/report",
		"internal/resolve", "internal/scores", "internal/server", "internal/terminal", "internal/watch",
		"internal/wording",
	},
	"internal/app/run/runtest": {
		"internal/app/run", "internal/config", "internal/convergence/basis", "internal/evidence",
		"internal/inquiry", "internal/memstore",
	},
	"internal/app/serve": {
		"graph/transport", "internal/app/ask", "internal/app/run", "internal/evidence", "internal/live",
		"internal/neo4jd", "internal/report", "internal/scores", "internal/server", "internal/terminal",
		"internal/watch",
	},
	"internal/app/share": {
		"internal/app/run", "internal/dossier", "internal/evidence", "internal/export", "internal/outfile",
		"internal/receipt", "internal/report", "internal/terminal", "internal/wording",
	},
	"internal/attribution": {
		"internal/attribution/lexicon", "internal/attribution/outline", "internal/attribution/prose",
		"internal/attribution/stakes", "internal/credits", "internal/evidence", "internal/formats/claimreview",
		"internal/tokens",
	},
	"internal/attribution/lexicon": {},
	"internal/attribution/outline": {"internal/attribution/prose", "internal/evidence"},
	"internal/attribution/prose":   {},
	"internal/attribution/stakes": {
		"internal/attribution/lexicon", "internal/attribution/outline", "internal/attribution/prose", "internal/evidence",
	},
	"internal/audit": {
		"internal/convergence", "internal/convergence/basis", "internal/evidence", "internal/inquiry",
		"internal/wording",
	},
	"internal/charsets": {},
	"internal/config":   {},
	"internal/convergence": {
		"internal/convergence/basis", "internal/convergence/effective", "internal/convergence/interests",
		"internal/convergence/tally", "internal/convergence/undisclosed", "internal/digraph", "internal/evidence",
		"internal/wording",
	},
	"internal/convergence/basis": {
		"internal/convergence/effective", "internal/digraph", "internal/evidence", "internal/ownership",
		"internal/sameness",
	},
	"internal/convergence/compare": {
		"internal/convergence", "internal/convergence/basis", "internal/convergence/effective",
		"internal/convergence/tally", "internal/convergence/whatif", "internal/evidence", "internal/wording",
	},
	"internal/convergence/convergencetest": {
		"internal/convergence", "internal/convergence/basis", "internal/evidence", "internal/memstore",
	},
	"internal/convergence/effective": {},
	"internal/convergence/interests": {"internal/convergence/basis", "internal/evidence", "internal/wording"},
	"internal/convergence/tally": {
		"internal/convergence/basis", "internal/convergence/effective", "internal/convergence/interests",
		"internal/digraph", "internal/evidence", "internal/wording",
	},
	"internal/convergence/undisclosed": {
		"internal/convergence/tally", "internal/digraph", "internal/evidence", "internal/wording",
	},
	"internal/convergence/whatif": {"internal/convergence/basis", "internal/evidence"},
	"internal/coowned": {
		"internal/digraph", "internal/evidence", "internal/memo", "internal/ownership", "internal/wording",
	},
	"internal/copying":             {"internal/credits", "internal/evidence", "internal/tokens"},
	"internal/copying/copyingtest": {"internal/copying", "internal/evidence"},
	"internal/credits":             {"internal/tokens"},
	"internal/dates":               {"internal/evidence"},
	"internal/dedupe": {
		"internal/credits", "internal/evidence", "internal/memo", "internal/publisher",
		"internal/sameness", "internal/tokens",
	},
	"internal/detect": {
		"internal/convergence/basis", "internal/convergence/tally", "internal/copying", "internal/digraph",
		"internal/evidence", "internal/memo", "internal/truth", "internal/wording",
	},
	"internal/digraph": {},
	"internal/dossier": {
		"internal/audit", "internal/convergence", "internal/convergence/basis", "internal/convergence/interests",
		"internal/evidence", "internal/inquiry", "internal/wording",
	},
	"internal/evaluation": {
		"internal/convergence", "internal/convergence/basis", "internal/convergence/tally", "internal/coowned",
		"internal/detect", "internal/evidence", "internal/formats", "internal/formats/tables", "internal/ingest",
		"internal/ownership", "internal/publisher", "internal/reliability", "internal/truth",
	},
	"internal/evidence":         {"internal/evidence/address", "internal/folding"},
	"internal/evidence/address": {},
	"internal/export":           {"internal/convergence", "internal/convergence/basis", "internal/evidence"},
	"internal/fetch":            {"internal/evidence"},
	"internal/formats":          {"internal/charsets", "internal/dates", "internal/evidence", "internal/publisher"},
	"internal/formats/articles": {
		"internal/charsets", "internal/evidence", "internal/formats", "internal/formats/bylines",
		"internal/formats/claimreview", "internal/formats/jsondoc", "internal/formats/jsonld",
		"internal/formats/markup", "internal/publisher", "internal/tokens",
	},
	"internal/formats/bods":    {"internal/evidence", "internal/formats", "internal/formats/jsondoc"},
	"internal/formats/bylines": {"internal/credits", "internal/evidence", "internal/tokens"},
	"internal/formats/claimreview": {
		"internal/charsets", "internal/evidence", "internal/formats", "internal/formats/bylines",
		"internal/formats/jsondoc", "internal/formats/jsonld",
	},
	"internal/formats/formatstest": {
		"internal/evidence", "internal/export", "internal/formats", "internal/formats/registry", "internal/ingest",
		"internal/ingest/annotation", "internal/memstore", "seed",
	},
	"internal/formats/ftm": {
		"internal/evidence", "internal/formats", "internal/formats/jsondoc", "internal/formats/tables",
	},
	"internal/formats/jsondoc": {"internal/evidence", "internal/formats"},
	"internal/formats/jsonld":  {"internal/formats", "internal/formats/jsondoc", "internal/formats/markup"},
	"internal/formats/markup":  {},
	"internal/formats/prov":    {"internal/evidence", "internal/formats", "internal/formats/jsondoc"},
	"internal/formats/registry": {
		"internal/formats", "internal/formats/articles", "internal/formats/bods", "internal/formats/claimreview",
		"internal/formats/ftm", "internal/formats/prov", "internal/formats/stix", "internal/formats/tables",
		"internal/formats/trusttxt",
	},
	"internal/formats/stix": {"internal/evidence", "internal/formats", "internal/formats/jsondoc"},
	"internal/formats/tables": {
		"internal/charsets", "internal/dates", "internal/evidence", "internal/formats", "internal/formats/jsondoc",
		"internal/publisher",
	},
	"internal/formats/trusttxt": {"internal/evidence", "internal/formats", "internal/publisher"},
	"internal/ingest": {
		"internal/charsets", "internal/dates", "internal/evidence", "internal/formats", "internal/ingest/grammar",
	},
	"internal/ingest/annotation": {"internal/evidence", "internal/ingest/grammar"},
	"internal/ingest/grammar":    {"internal/evidence", "internal/wording"},
	"internal/ingest/ingesttest": {"internal/evidence"},
	"internal/inquiry": {
		"internal/convergence", "internal/convergence/basis", "internal/convergence/compare",
		"internal/convergence/effective", "internal/convergence/interests", "internal/convergence/tally",
		"internal/convergence/whatif", "internal/evidence", "internal/ownership",
	},
	"internal/layers":            {},
	"internal/folding":           {},
	"internal/memo":              {"internal/evidence"},
	"internal/live":              {"internal/evidence", "internal/inquiry"},
	"internal/memstore":          {"internal/evidence", "internal/folding"},
	"internal/neo4jd":            {},
	"internal/neo4jd/neo4jdtest": {"internal/neo4jd"},
	"internal/neo4jstore/faults": {"internal/evidence"},
	"internal/neo4jstore": {
		"internal/evidence", "internal/folding", "internal/neo4jstore/bulkfile",
		"internal/neo4jstore/faults", "internal/neo4jstore/layout", "internal/neo4jstore/migrations",
		"internal/neo4jstore/prune", "internal/neo4jstore/query",
	},
	"internal/neo4jstore/bulkfile":     {"internal/evidence", "internal/neo4jstore/layout"},
	"internal/neo4jstore/layout":       {"internal/evidence", "internal/folding"},
	"internal/neo4jstore/migrations":   {"internal/evidence", "internal/neo4jstore/query"},
	"internal/neo4jstore/prune":        {"internal/evidence"},
	"internal/neo4jstore/query":        {"internal/evidence"},
	"internal/outfile":                 {"internal/evidence"},
	"internal/ownership":               {"internal/digraph", "internal/evidence"},
	"internal/ownership/ownershiptest": {"internal/digraph", "internal/evidence"},
	"internal/publisher":               {"internal/evidence"},
	"internal/receipt": {
		"internal/convergence", "internal/convergence/basis", "internal/convergence/tally",
		"internal/convergence/undisclosed", "internal/evidence",
	},
	"internal/reliability": {
		"internal/convergence", "internal/convergence/basis", "internal/digraph", "internal/evidence",
		"internal/folding", "internal/inquiry", "internal/memo", "internal/truth", "internal/wording",
	},
	"internal/report": {
		"internal/audit", "internal/convergence", "internal/convergence/basis", "internal/convergence/interests",
		"internal/coowned", "internal/dates", "internal/dedupe", "internal/detect", "internal/dossier", "internal/evidence",
		"internal/export", "internal/folding", "internal/ingest", "internal/receipt",
		"internal/reliability", "internal/terminal", "internal/wording",
	},
	"internal/resolve":  {"internal/evidence", "internal/folding", "internal/report", "internal/terminal"},
	"internal/sameness": {"internal/evidence"},
	"internal/scores": {
		"internal/convergence", "internal/convergence/basis", "internal/convergence/tally", "internal/evidence",
		"internal/inquiry", "internal/live", "internal/wording",
	},
	"internal/server":                {"internal/evidence"},
	"internal/storetest":             {"internal/evidence", "internal/storetest/graphs"},
	"internal/storetest/graphs":      {"internal/evidence"},
	"internal/storetest/sameanswers": {"internal/evidence", "internal/storetest", "internal/storetest/graphs"},
	"internal/terminal":              {"internal/wording"},
	"internal/tokens":                {},
	"internal/truth":                 {"internal/evidence"},
	"internal/watch": {
		"internal/audit", "internal/convergence", "internal/convergence/basis", "internal/convergence/compare",
		"internal/evidence", "internal/inquiry", "internal/live", "internal/scores",
	},
	"internal/wording": {},
	"seed":             {},
}

// only lists outside packages that belong to one place.
var only = map[string][]string{
	"github.com/spf13/viper": {"internal/config"},
	"github.com/spf13/cobra": {"internal/app/..."},
	"github.com/neo4j/neo4j-go-driver/": {"internal/neo4jstore", "internal/neo4jstore/faults", "internal/neo4jd",
		"internal/neo4jd/neo4jdtest"},
	"github.com/99designs/gqlgen/":         {"graph/..."},
	"github.com/vektah/gqlparser/":         {"graph/...", "internal/app/..."}, // its errors are what graph answers with
	"github.com/graph-gophers/dataloader/": {"graph/request"},
	"github.com/rivo/uniseg":               {"internal/terminal"},
	"github.com/schollz/progressbar/":      {"internal/neo4jd", "internal/terminal"},
	"golang.org/x/term":                    {"internal/neo4jd", "internal/terminal"},
	"golang.org/x/text/": {"internal/charsets", "internal/evidence/...", "internal/folding",
		"internal/sameness"},
}

// unicodeForms are what a pure package may import after all: the forms of texts and of hosts are tables that Unicode
// keeps, and which form the graph is in is a rule of the domain.
var unicodeForms = map[string][]string{
	"internal/evidence":         {"golang.org/x/text/unicode/norm"},
	"internal/folding":          {"golang.org/x/text/unicode/norm"},
	"internal/evidence/address": {"golang.org/x/net/idna", "golang.org/x/text/unicode/norm"},
}

// pure may import nothing from outside the module but the standard library.
var pure = []string{
	"internal/audit", "internal/convergence", "internal/convergence/basis", "internal/convergence/compare",
	"internal/convergence/effective", "internal/convergence/interests", "internal/convergence/tally",
	"internal/convergence/undisclosed", "internal/convergence/whatif", "internal/copying", "internal/credits",
	"internal/digraph", "internal/evidence",
	"internal/evidence/address",
	"internal/inquiry", "internal/live", "internal/memstore", "internal/neo4jstore/bulkfile",
	"internal/neo4jstore/layout", "internal/neo4jstore/migrations", "internal/neo4jstore/prune",
	"internal/neo4jstore/query", "internal/ownership", "internal/receipt",
	"internal/scores", "internal/tokens", "internal/truth", "internal/watch", "internal/wording", "seed",
}

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
	if slices.Contains(pure, name) && strings.Contains(strings.Split(imported, "/")[0], ".") &&
		!slices.Contains(unicodeForms[name], imported) {
		t.Errorf("%s imports %s; it may import the standard library only", name, imported)
	}
}

func TestOnlyAppImportsGraph(t *testing.T) {
	for _, p := range list(t) {
		name := local(p.ImportPath)
		if covered([]string{"graph/...", "internal/app/..."}, name) {
			continue
		}
		if slices.ContainsFunc(p.Imports, func(i string) bool { return covered([]string{"graph/..."}, local(i)) }) {
			t.Errorf("%s imports graph; only internal/app and the packages below it may", name)
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
