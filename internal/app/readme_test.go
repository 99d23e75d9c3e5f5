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
	holdDemo(t, string(text), string(answer))
	root := (&app{}).rootCommand()
	for _, cmd := range root.Commands() {
		words := "credence " + cmd.Name()
		if cmd.IsAdditionalHelpTopicCommand() {
			words = "credence help " + strings.ToLower(cmd.Name())
		}
		if !cmd.Hidden && cmd.Name() != "help" && !strings.Contains(string(text), words) {
			t.Errorf("the README does not mention the command %q", cmd.Name())
		}
	}
}

// holdDemo holds the demo's answer that the README shows, cut, line by line against the whole one.
func holdDemo(t *testing.T, readme, answer string) {
	t.Helper()
	_, rest, _ := strings.Cut(readme, "```text\n")
	shown, _, _ := strings.Cut(rest, "```")
	left, lines := answer, 0
	for line := range strings.Lines(shown) {
		if line == "...\n" || line == "\n" {
			continue
		}
		_, after, found := strings.Cut(left, line)
		if !found {
			t.Errorf("the demo does not print the README's line\n%sas it is now it prints:\n%s", line, answer)
			return
		}
		left, lines = after, lines+1
	}
	if lines < 15 {
		t.Errorf("the README shows %d lines of the demo's answer, want 15 or more", lines)
	}
}

// TestPoliciesExample reads the file of policies that the help shows.
func TestPoliciesExample(t *testing.T) {
	if !strings.Contains(policiesText(), "  strict:") {
		t.Fatal("the help shows no policy file")
	}
	t.Chdir(t.TempDir())
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	if err := os.WriteFile("policies.yaml", []byte(config.PoliciesExample), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("CREDENCE_POLICY_FILE", "policies.yaml")
	cfg, err := config.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, p := range cfg.Policies {
		names = append(names, p.Name)
	}
	if strings.Join(names, " ") != "strict generous" || cfg.Policies[0].SharedCauseShares.Owner != 0.2 {
		t.Errorf("the policies of the help are %+v", cfg.Policies)
	}
}
