package evaluation

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files again; check them by hand")

// dataRoot is the environment variable that names the folder of the data; without it they are looked for beside the
// repository.
const dataRoot = "CREDENCE_DATA"

// TestDataSets says of every data set whether it is there, so that no measurement is passed over in silence: with
// CREDENCE_DATA set a missing one fails, otherwise it is skipped with its reason, here and in its own test.
func TestDataSets(t *testing.T) {
	for _, d := range DataSets() {
		t.Run(d.Name, func(t *testing.T) { t.Logf("%s is measured on %s", d.Name, dataOf(t, d.Name)) })
	}
}

// dataOf returns the folder of a data set.
func dataOf(t *testing.T, name string) string {
	t.Helper()
	root, asked := os.LookupEnv(dataRoot)
	if !asked {
		root = filepath.Join("..", "..", "..", "shared", "data")
	}
	for _, d := range DataSets() {
		if d.Name != name {
			continue
		}
		missing := d.Missing(root)
		switch {
		case len(missing) == 0:
			return d.Dir(root)
		case asked:
			t.Fatalf("%s is %q, but there is no %s", dataRoot, root, strings.Join(missing, " and no "))
		default:
			t.Skipf("NOT MEASURED: %s needs %s; set %s to the folder that has the data", name,
				strings.Join(missing, " and "), dataRoot)
		}
	}
	t.Fatalf("no data set is called %q", name)
	return ""
}

// golden compares a result with the one that is kept.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v; write it with -update and check it", err)
	}
	if d := cmp.Diff(string(want), got); d != "" {
		t.Errorf("%s is not what it was (-golden +now):\n%s", name, d)
	}
}

func TestMissing(t *testing.T) {
	root := t.TempDir()
	d := DataSet{Name: "x", Folder: "f", Files: []string{"a", "b"}}
	if err := os.Mkdir(filepath.Join(root, "f"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(root, "f", "a"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if got, want := d.Missing(root), []string{filepath.Join(root, "f", "b")}; !cmp.Equal(got, want) {
		t.Errorf("missing %v; want %v", got, want)
	}
}

// Every data set has an evaluation, which names the first file that it misses.
func TestRun(t *testing.T) {
	root := filepath.Join(t.TempDir(), "absent")
	for _, d := range DataSets() {
		if _, err := Run(t.Context(), d.Name, root, nil); err == nil ||
			!strings.Contains(err.Error(), "there is no file "+root) {
			t.Errorf("%s without data: %v", d.Name, err)
		}
	}
	if _, err := Run(t.Context(), "nonsense", root, nil); err == nil ||
		!strings.Contains(err.Error(), `no evaluation "nonsense"`) {
		t.Errorf("nonsense: %v", err)
	}
}
