package app_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// TestREADME_Story types the README's first story on an empty data folder, and holds every line that the README shows
// of the output against what the program prints, in order.
func TestREADME_Story(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, found := strings.Cut(string(text), "```console\n")
	story, _, ends := strings.Cut(rest, "```")
	if !found || !ends {
		t.Fatal("the README shows no story")
	}
	dir := t.TempDir()
	t.Chdir(dir)
	defer func() { // the story keeps it running, and every process waits for its end
		if r := start(t, filepath.Join(dir, "data"), "neo4j", "stop"); r.awaitEnd(t, 2*time.Minute) != 0 {
			t.Errorf("neo4j stop: %s", r.err)
		}
	}()
	words := regexp.MustCompile(`#.*|"[^"]*"|[^\s"]+`)
	typed := 0
	for call := range strings.SplitSeq(strings.ReplaceAll(story, "\\\n", ""), "$ credence ") {
		line, shown, _ := strings.Cut(call, "\n")
		var args []string
		for _, word := range words.FindAllString(line, -1) {
			if !strings.HasPrefix(word, "#") {
				args = append(args, strings.Trim(word, `"`))
			}
		}
		if len(args) == 0 {
			continue
		}
		r := start(t, filepath.Join(dir, "data"), args...)
		if code := r.awaitEnd(t, 5*time.Minute); code != 0 {
			t.Fatalf("%q ended with %d:\n%s", args, code, r.err)
		}
		typed++
		left := r.out.String()
		for want := range strings.Lines(shown) {
			if want == "...\n" || want == "\n" {
				continue
			}
			_, after, printed := strings.Cut(left, want)
			if !printed {
				t.Fatalf("%q prints\n%swithout the README's line\n%s", args, r.out, want)
			}
			left = after
		}
	}
	if _, err := os.Stat("bridge.html"); err != nil || typed != 10 {
		t.Errorf("%d commands of the story were typed, want 10; %v", typed, err)
	}
}
