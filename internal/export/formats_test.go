package export_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"io"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/export"
	"github.com/credence-graph/credence/internal/storetest/graphs"
)

// everything is a graph of every field, with an erased person.
func everything(t *testing.T) *export.Graph {
	t.Helper()
	s := memory()
	apply(t, s, graphs.Full(), traps(),
		evidence.Batch{Persons: put(evidence.Person{ID: "person:gone", Name: "Gone"})},
		denying("not at all", "claim:c1", "claim:c2"))
	if _, err := s.Erase(t.Context(), "person:gone", "test", ""); err != nil {
		t.Fatal(err)
	}
	g, _, err := export.From{Scanner: s, Denials: s}.Graph(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// gexf is what GEXF 1.3 asks of a file, as far as we write it.
type gexf struct {
	XMLName xml.Name `xml:"http://gexf.net/1.3 gexf"`
	Version string   `xml:"version,attr"`
	Graph   struct {
		EdgeType   string `xml:"defaultedgetype,attr"`
		Attributes []struct {
			Class string `xml:"class,attr"`
			List  []struct {
				ID    string `xml:"id,attr"`
				Title string `xml:"title,attr"`
				Type  string `xml:"type,attr"`
			} `xml:"attribute"`
		} `xml:"attributes"`
		Nodes []struct {
			ID     string  `xml:"id,attr"`
			Label  string  `xml:"label,attr"`
			Values []value `xml:"attvalues>attvalue"`
			Color  *struct {
				R uint8 `xml:"r,attr"`
				G uint8 `xml:"g,attr"`
				B uint8 `xml:"b,attr"`
			} `xml:"http://gexf.net/1.3/viz color"`
		} `xml:"nodes>node"`
		Edges []struct {
			ID     string  `xml:"id,attr"`
			Source string  `xml:"source,attr"`
			Target string  `xml:"target,attr"`
			Kind   string  `xml:"kind,attr"`
			Weight float64 `xml:"weight,attr"`
			Values []value `xml:"attvalues>attvalue"`
		} `xml:"edges>edge"`
	} `xml:"graph"`
}

type value struct {
	For   string `xml:"for,attr"`
	Value string `xml:"value,attr"`
}

func parsed(t *testing.T, g *export.Graph) (document gexf, text string) {
	t.Helper()
	var out bytes.Buffer
	if _, err := export.WriteGEXF(&out, g); err != nil {
		t.Fatal(err)
	}
	if err := xml.Unmarshal(out.Bytes(), &document); err != nil {
		t.Fatalf("the GEXF cannot be read: %v\n%s", err, out.String())
	}
	return document, out.String()
}

func TestGEXF(t *testing.T) {
	g := everything(t)
	document, _ := parsed(t, g)
	if document.Version != "1.3" || document.Graph.EdgeType != "directed" {
		t.Errorf("version %q, edges %q", document.Version, document.Graph.EdgeType)
	}
	types := map[string]map[string]string{}
	for _, a := range document.Graph.Attributes {
		types[a.Class] = map[string]string{}
		for _, declared := range a.List {
			types[a.Class][declared.ID] = declared.Type
		}
	}
	checkValues := func(class string, of string, values []value) {
		for _, v := range values {
			var err error
			switch types[class][v.For] {
			case "string":
			case "double":
				_, err = strconv.ParseFloat(v.Value, 64)
			case "integer":
				_, err = strconv.Atoi(v.Value)
			case "boolean":
				_, err = strconv.ParseBool(v.Value)
			default:
				t.Errorf("%s has a value for %q, which is not declared", of, v.For)
			}
			if err != nil {
				t.Errorf("%s: %s is said to be of type %s: %v", of, v.For, types[class][v.For], err)
			}
		}
	}
	nodes, seen := map[string]bool{}, map[string]bool{}
	for _, n := range document.Graph.Nodes {
		if n.ID == "" || n.Label == "" || n.Color == nil || nodes[n.ID] {
			t.Errorf("node %q, label %q, colour %v; expected each, and every id once", n.ID, n.Label, n.Color)
		}
		nodes[n.ID] = true
		checkValues("node", n.ID, n.Values)
	}
	if want := len(g.Claims) + len(g.Sources) + len(g.Outlets) + len(g.Organizations) + len(g.Persons) +
		len(g.Reviews); len(nodes) != want || nodes["person:gone"] {
		t.Errorf("%d nodes, expected %d, without the person who was erased", len(nodes), want)
	}
	kinds := map[string]int{}
	for _, e := range document.Graph.Edges {
		if !nodes[e.Source] || !nodes[e.Target] || e.Weight <= 0 || seen[e.ID] {
			t.Errorf("edge %+v; expected ends that are nodes, a weight above 0, and every id once", e)
		}
		seen[e.ID] = true
		kinds[e.Kind]++
		checkValues("edge", e.ID, e.Values)
	}
	// Counted by hand in the fixtures: storetest's full batch, and the traps.
	if diff := cmp.Diff(map[string]int{
		"REFUTES": 1, "MENTIONS": 1, "COPIES": 1 + 2, "TRANSLATES": 1, "CITES": 2 + 1 + 2, "CORROBORATES": 3 + 1,
		"OWNED_BY": 1 + 3, "FUNDED_BY": 1 + 1, "SAME_AS": 1 + 1, "PART_OF": 1, "CONTRADICTS": 1, "PUBLISHED_BY": 2 + 1,
		"AUTHORED_BY": 2 + 1, "REVIEWS": 1 + 1, "HAS_INTEREST_IN": 2 + 2,
	}, kinds); diff != "" {
		t.Errorf("edges by kind (-want +got):\n%s", diff)
	}
}

// TestGEXFGroups gives the sources of one group one colour, and another group another.
func TestGEXFGroups(t *testing.T) {
	s := memory()
	state := func(source evidence.SourceID) evidence.Statement {
		return evidence.Statement{Source: source, Claim: "claim:c", Stance: evidence.Supports}
	}
	apply(t, s, evidence.Batch{
		Claims: put(evidence.Claim{ID: "claim:c", Text: "So."}),
		Sources: put(evidence.Source{ID: "source:a"}, evidence.Source{ID: "source:b"},
			evidence.Source{ID: "source:wire", Firsthand: &evidence.Firsthand{Share: 1}},
			evidence.Source{ID: "source:own", Firsthand: &evidence.Firsthand{Share: 1}}),
		Statements: put(state("source:a"), state("source:b"), state("source:own")),
		Derivations: put(evidence.Derivation{From: "source:a", To: "source:wire", Kind: evidence.Syndicates},
			evidence.Derivation{From: "source:b", To: "source:wire", Kind: evidence.Syndicates}),
	})
	g, sub, err := export.Evidence(t.Context(), s, []evidence.ClaimID{"claim:c"})
	if err != nil {
		t.Fatal(err)
	}
	if err := g.Group(sub, "claim:c", basis.DefaultPolicy()); err != nil {
		t.Fatal(err)
	}
	want := map[evidence.SourceID]int{"source:a": 1, "source:b": 1, "source:own": 2}
	if diff := cmp.Diff(want, g.Groups); diff != "" {
		t.Errorf("groups (-want +got):\n%s", diff)
	}
	document, _ := parsed(t, g)
	colors := map[string]any{}
	for _, n := range document.Graph.Nodes {
		colors[n.ID] = *n.Color
	}
	if colors["source:a"] != colors["source:b"] || colors["source:a"] == colors["source:own"] {
		t.Errorf("the colours are %v", colors)
	}
}

// TestGEXFInNetworkX has another program read the file. It is skipped, loudly, where there is no Python with networkx.
func TestGEXFInNetworkX(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil || exec.Command(python, "-c", "import networkx").Run() != nil {
		t.Skip("SKIPPED: no python3 with networkx here; GEXF was checked by our own reading only (pip install " +
			"networkx)")
	}
	g := everything(t)
	var out bytes.Buffer
	if _, err := export.WriteGEXF(&out, g); err != nil {
		t.Fatal(err)
	}
	document, _ := parsed(t, g)
	cmd := exec.Command(python, "-c", `import networkx, sys
g = networkx.read_gexf(sys.stdin.buffer)
print(g.number_of_nodes(), g.number_of_edges(), g.is_directed(), g.nodes["claim:c1"]["text"] != "",`+
		` g.nodes["source:s:1"]["firsthandShare"])`)
	cmd.Stdin = &out
	answer, err := cmd.CombinedOutput()
	want := strings.Join([]string{
		strconv.Itoa(len(document.Graph.Nodes)), strconv.Itoa(len(document.Graph.Edges)), "True", "True", "0.25",
	}, " ")
	if err != nil || strings.TrimSpace(string(answer)) != want {
		t.Errorf("networkx says %s (error: %v), expected %s", answer, err, want)
	}
}

func TestCSV(t *testing.T) {
	g := everything(t)
	g.Claims = append(g.Claims, evidence.Claim{
		ID: "claim:z", Text: `=HYPERLINK("http://evil.example")`, Name: "a,\"b\"\nc",
	})
	var out, again bytes.Buffer
	if _, err := export.WriteCSV(&out, g); err != nil {
		t.Fatal(err)
	}
	if _, err := export.WriteCSV(&again, g); err != nil || !bytes.Equal(out.Bytes(), again.Bytes()) {
		t.Errorf("written twice, the files differ (error: %v)", err)
	}
	archive, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string][][]string{}
	records := 0
	for _, f := range archive.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		table, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		rows[f.Name] = table
		records += len(table) - 1
	}
	if len(rows) != 17 || records != g.Len() {
		t.Errorf("%d files with %d rows; expected 17 with one for each of %d records", len(rows), records, g.Len())
	}
	claims := rows["nodes_claims.csv"]
	last := claims[len(claims)-1]
	if last[0] != "claim:z" || last[1] != `'=HYPERLINK("http://evil.example")` || last[2] != "a,\"b\"\nc" {
		t.Errorf("the last claim is %q", last)
	}
	var copied [][]string
	for _, row := range rows["links_derivations.csv"] {
		if row[1] == "source:s:1" && row[2] == "COPIES" {
			copied = append(copied, row[3:9])
		}
	}
	if diff := cmp.Diff([][]string{{"source:s2", "claim:c1|claim:c2", "2.5", "0.875", "shingles/1", "CONFIRMED"}},
		copied); diff != "" {
		t.Errorf("the copy of the full batch (-want +got):\n%s", diff)
	}
}

func TestFormatsOfFiles(t *testing.T) {
	for name, want := range map[string]string{
		"a.jsonl": "jsonl", "A.JSONL.GZ": "jsonl", "dir.gexf/b.ndjson": "jsonl", "x.gexf": "gexf", "x.zip": "csv",
		"x": "", "x.gz": "", "jsonl": "", "x.docx": "",
	} {
		if f, ok := export.OfFile(name); f.Name != want || ok != (want != "") {
			t.Errorf("%s: %q, expected %q", name, f.Name, want)
		}
	}
	for _, f := range export.Formats() {
		if named, ok := export.Named(f.Name); !ok || named.Name != f.Name || f.Write == nil || f.MediaType == "" ||
			f.About == "" || len(f.Extensions) == 0 {
			t.Errorf("the format %+v lacks something", f)
		}
	}
}
