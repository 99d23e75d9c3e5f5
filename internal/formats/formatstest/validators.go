package formatstest

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// Python runs a script of the validators of other formats, gives it v as JSON and reads its answer into answer. The
// validators are installed by "deploy/deps.sh test"; without them the test fails, so that nobody believes they were
// asked.
func Python(t *testing.T, script string, v, answer any) {
	t.Helper()
	cache := os.Getenv("CREDENCE_CACHE_DIR")
	if cache == "" {
		base, err := os.UserCacheDir()
		if err != nil {
			t.Fatalf("no cache folder; set CREDENCE_CACHE_DIR: %v", err)
		}
		cache = filepath.Join(base, "credence")
	}
	interpreter := filepath.Join(cache, "validators", "bin", "python3")
	if _, err := os.Stat(interpreter); err != nil {
		t.Fatalf("the validators of other formats are not installed (%v); run: deploy/deps.sh test", err)
	}
	input, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), interpreter, "-I", "-c", script)
	var problems bytes.Buffer
	cmd.Stdin, cmd.Stderr = bytes.NewReader(input), &problems
	output, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, problems.String())
	}
	if err := json.Unmarshal(output, answer); err != nil {
		t.Fatalf("%v: %s", err, output)
	}
}
