package neo4jd_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/credence-graph/credence/internal/neo4jd"
)

// files is a filling of two claims, one of them of two lines, and a relationship between what to names.
func files(to string) neo4jd.Filling {
	return neo4jd.Filling{
		Check: func(context.Context, *neo4jd.Server) error { return nil },
		Make: func(_ context.Context, folder string) (neo4jd.Load, error) {
			table := func(name, header, rows string) neo4jd.Table {
				t := neo4jd.Table{Name: name, Header: filepath.Join(folder, name+"-header"), Rows: filepath.Join(folder, name)}
				t.Multiline = strings.Contains(strings.TrimSuffix(rows, "\n"), "two\n")
				if err := errors.Join(os.WriteFile(t.Header, []byte(header+"\n"), 0o600),
					os.WriteFile(t.Rows, []byte(rows), 0o600)); err != nil {
					panic(err)
				}
				return t
			}
			return neo4jd.Load{
				ArrayDelimiter: '|',
				Nodes: []neo4jd.Table{table("Claim", "id:ID,text:string,tags:string[]",
					"\"c1\",\"a \"\"two\nliner\"\"\",\"x|y\"\n\"c2\",\"\"\n")},
				Relationships: []neo4jd.Table{table("PART_OF", ":START_ID,:END_ID", "\"c1\",\""+to+"\"\n")},
			}, nil
		},
	}
}

// held returns what the graph holds: the texts and tags of claims, and how many relationships.
func held(t *testing.T, o neo4jd.Options) (texts, tags []any, relationships int64) {
	t.Helper()
	i := acquire(t, o)
	driver, err := neo4j.NewDriverWithContext(i.URI(), neo4j.BasicAuth(i.Username(), i.Password(), ""))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = driver.Close(context.Background()) }()
	result, err := neo4j.ExecuteQuery(inTime(t), driver, `OPTIONAL MATCH (c:Claim) WITH c ORDER BY c.id
		WITH collect(c.text) AS texts, collect(c.tags) AS tags
		RETURN texts, tags, COUNT { ()-[:PART_OF]->() } AS n`, nil, neo4j.EagerResultTransformer)
	if err != nil {
		t.Fatal(err)
	}
	if err := i.ReleaseAndWait(inTime(t)); err != nil {
		t.Fatal(err)
	}
	row := result.Records[0].AsMap()
	return row["texts"].([]any), row["tags"].([]any), row["n"].(int64)
}

func TestFill(t *testing.T) {
	o := setUp(t)
	home := filepath.Join(o.DataDir, "neo4j")
	check := func(when string, claims int) {
		t.Helper()
		texts, tags, relationships := held(t, o)
		if len(texts) != claims || int(relationships) != claims/2 {
			t.Fatalf("%s: %d claims and %d relationships, want %d and %d", when, len(texts), relationships, claims, claims/2)
		}
		if claims > 0 && (texts[0] != "a \"two\nliner\"" || texts[1] != "" || len(tags) != 1 || len(tags[0].([]any)) != 2) {
			t.Fatalf("%s: %q, %v", when, texts, tags)
		}
		if _, err := os.Stat(filepath.Join(home, "aside")); err == nil {
			t.Errorf("%s: aside is still there", when)
		}
	}

	// What fails leaves the graph as it was: here, none.
	var e *neo4jd.Error
	err := neo4jd.Fill(inTime(t), o, files("absent"))
	if !errors.As(err, &e) || !strings.Contains(err.Error(), "absent") {
		t.Fatalf("a relationship to a node that does not exist: %v", err)
	}
	check("after a failure", 0)

	if err := neo4jd.Fill(inTime(t), o, files("c2")); err != nil {
		t.Fatal(err)
	}
	check("filled", 2)

	no := errors.New("not to be lost")
	refusing := files("c2")
	refusing.Check = func(context.Context, *neo4jd.Server) error { return no }
	if err := neo4jd.Fill(inTime(t), o, refusing); !errors.Is(err, no) {
		t.Fatalf("Check refuses, and Fill says %v", err)
	}
	check("refused", 2)

	i := acquire(t, o)
	if err := neo4jd.Fill(inTime(t), o, files("c2")); !errors.Is(err, neo4jd.ErrInUse) {
		t.Fatalf("in use, and Fill says %v", err)
	}
	if err := i.ReleaseAndWait(inTime(t)); err != nil {
		t.Fatal(err)
	}

	// A crash in the middle of putting the graph in its place: one of the two folders has been moved.
	aside := filepath.Join(home, "aside", "data", "databases")
	there := filepath.Join(home, "data", "databases", "neo4j")
	if err := errors.Join(os.MkdirAll(aside, 0o700), os.Rename(there, filepath.Join(aside, "neo4j")),
		os.WriteFile(filepath.Join(home, "swapping"), nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	check("after a crash", 2)
}
