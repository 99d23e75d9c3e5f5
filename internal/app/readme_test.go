package app

import (
	"os"
	"strings"
	"testing"

	"github.com/credence-graph/credence/internal/config"
)

// TestREADME holds what the README repeats against where it comes from.
func TestREADME(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	answer, err := os.ReadFile("testdata/seed.txt")
	if err != nil {
		t.Fatal(err)
	}
	for what, part := range map[string]string{"the table of settings": config.Markdown(), "the demo's answer": string(answer)} {
		if !strings.Contains(string(text), part) {
			t.Errorf("the README does not have %s as it is now; expected:\n%s", what, part)
		}
	}
	root := (&app{}).rootCommand()
	for _, cmd := range root.Commands() {
		if !cmd.Hidden && cmd.Name() != "help" && cmd.Name() != "completion" && !strings.Contains(string(text), "credence "+cmd.Name()) {
			t.Errorf("the README does not mention the command %q", cmd.Name())
		}
	}
}
