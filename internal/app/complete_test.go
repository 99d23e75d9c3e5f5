package app

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/credence-graph/credence/internal/app/run"
	"github.com/credence-graph/credence/internal/app/run/runtest"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/memstore"
)

// completed returns the values that a shell is offered for the last word of a line, without their descriptions, and
// whether files are offered as well.
func completed(t *testing.T, line ...string) (values []string, files bool) {
	t.Helper()
	var out bytes.Buffer
	args := append([]string{cobra.ShellCompRequestCmd}, line...)
	streams := run.Streams{In: strings.NewReader(""), Out: &out, Err: io.Discard}
	if code := Main(t.Context(), args, streams); code != exitDone {
		t.Fatalf("credence %q: exit %d", args, code)
	}
	text, directive, _ := strings.Cut(strings.TrimRight(out.String(), "\n"), ":")
	if i := strings.LastIndex(out.String(), "\n:"); i >= 0 {
		text, directive = out.String()[:i], strings.TrimSpace(out.String()[i+2:])
	}
	for value := range strings.SplitSeq(text, "\n") {
		value, _, _ = strings.Cut(value, "\t")
		if value != "" {
			values = append(values, value)
		}
	}
	return values, directive == "0"
}

// isolated gives the program settings and folders of its own, and no Neo4j.
func isolated(t *testing.T) {
	t.Helper()
	dir := t.TempDir()
	t.Chdir(dir)
	t.Setenv("XDG_CONFIG_HOME", dir)
	t.Setenv("CREDENCE_DATA_DIR", filepath.Join(dir, "data"))
}

func TestCompletion(t *testing.T) {
	isolated(t)
	if err := os.WriteFile("p.yaml", []byte("strict:\n  minConfidence: 60\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("CREDENCE_POLICY_FILE", "p.yaml")
	for _, c := range []struct {
		line string // with a dot for a word that has not been begun
		want []string
	}{
		{"conv", []string{"converge"}},
		{"audit --code COMMON_", []string{"COMMON_ORIGIN", "COMMON_OWNER"}},
		{"audit --code TEXT_COPY,COMMON_OW", []string{"TEXT_COPY,COMMON_OWNER"}},
		{"audit --fail-on .", []string{"high", "medium", "low"}},
		{"import --format st", []string{"stix"}},
		{"import --format j", []string{"jsonl"}},
		{"export --format c", []string{"csv", "claimreview"}},
		{"converge --policy .", []string{"default", "strict"}},
		{"add source --kind WI", []string{"WIRE_REPORT"}},
		{"add outlet --kind WI", []string{"WIRE"}},
		{"find --kind o", []string{"outlet", "organization"}},
		{"path a b --using CITES,PUB", []string{"CITES,PUBLISHED_BY"}},
		{"rate x n", []string{"none"}},
		{"review x c", []string{"confirmed"}},
		{"find demonstrated", []string{"demonstrated<=", "demonstrated>=", "demonstratedLineCount<=",
			"demonstratedLineCount>="}},
		{"help f", []string{"find", "flatline", "figures", "formats"}},
		{"help neo4j st", []string{"start", "status", "stop"}},
		{"completion .", []string{"bash", "fish", "powershell", "zsh"}},
		{"version --log-level w", []string{"warn"}},
		{"converge .", nil}, // no Neo4j answers, and none is started
		{"audit --claim .", nil},
		{"retract --reason .", nil},
	} {
		words := strings.Fields(c.line)
		if words[len(words)-1] == "." {
			words[len(words)-1] = ""
		}
		got, files := completed(t, words...)
		if !slices.Equal(got, c.want) || files != strings.Contains(c.line, "--policy") {
			t.Errorf("%s: %q (files: %t), want %q", c.line, got, files, c.want)
		}
	}
	for _, line := range [][]string{{"import", ""}, {"read", ""}, {"verify", ""}, {"audit", "--output", ""}} {
		if got, files := completed(t, line...); len(got) > 0 || !files {
			t.Errorf("%q: %q (files: %t), want files", line, got, files)
		}
	}
	if _, err := os.Stat("data"); err == nil {
		t.Error("a data folder was made for a completion")
	}
}

// TestCompletion_IDs: ids are offered as they were begun, bare where one kind is meant.
func TestCompletion_IDs(t *testing.T) {
	store := memstore.New(func() time.Time { return time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC) }, 1000)
	b := evidence.Batch{Claims: []evidence.Put[evidence.Claim]{
		runtest.Put(evidence.Claim{ID: "claim:bridge", Text: "The bridge\nis closed."}),
		runtest.Put(evidence.Claim{ID: "claim:brine", Text: strings.Repeat("a", 99)}),
		runtest.Put(evidence.Claim{ID: "claim:a lamp", Text: "It was red."}),
		runtest.Put(evidence.Claim{ID: "claim:cold", Text: "It was cold."})}}
	if _, err := store.Apply(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	brine := "\t" + strings.Repeat("a", describedAs-3) + "..."
	for _, c := range []struct {
		typed string
		bare  bool
		want  []string
	}{
		{"", true, []string{"bridge\tThe bridge is closed.", "brine" + brine, "cold\tIt was cold."}},
		{"bri", true, []string{"bridge\tThe bridge is closed.", "brine" + brine}},
		{"brid", true, []string{"bridge\tThe bridge is closed."}},
		{"x", true, nil},
		{"cla", false, []string{"claim:bridge\tThe bridge is closed.", "claim:brine" + brine, "claim:cold\tIt was cold."}},
		{"claim:c", false, []string{"claim:cold\tIt was cold."}},
		{"source:", false, nil},
	} {
		if got := idsOf(t.Context(), store, evidence.KindClaim, c.typed, c.bare); !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, want %q", c.typed, got, c.want)
		}
	}
}

// TestCompletion_Names: every entry of the tables of completion is of a command and a flag that there are.
func TestCompletion_Names(t *testing.T) {
	commands, flags := map[string]bool{}, map[string]bool{}
	root := rootCommand(&run.App{})
	root.PersistentFlags().VisitAll(func(f *pflag.Flag) { flags["--"+f.Name] = true })
	everyCommand(root, func(cmd *cobra.Command) {
		name := strings.TrimPrefix(cmd.CommandPath(), "credence ")
		commands[name] = true
		cmd.Flags().VisitAll(func(f *pflag.Flag) {
			flags["--"+f.Name] = true
			flags[name+" --"+f.Name] = true
		})
	})
	for name := range argumentCompleters() {
		if !commands[name] {
			t.Errorf("there is no command %q", name)
		}
	}
	for name := range flagCompleters() {
		if !flags[name] {
			t.Errorf("there is no flag %q", name)
		}
	}
}
