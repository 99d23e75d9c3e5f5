package app

import (
	"os"
	"strings"
	"testing"

	"github.com/credence-graph/credence/internal/app/run"
	"github.com/credence-graph/credence/internal/app/run/runtest"
	"github.com/credence-graph/credence/internal/config"
	"github.com/credence-graph/credence/internal/evidence"
)

// TestREADME holds what the README repeats against where it comes from.
func TestREADME(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	answer, err := os.ReadFile("ask/testdata/seed.txt")
	if err != nil {
		t.Fatal(err)
	}
	holdDemo(t, string(text), string(answer))
	root := rootCommand(&run.App{})
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

// TestREADME_Write sends the README's example of a mutation to the records of its example of an import.
func TestREADME_Write(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	const fence = "```graphql\n"
	_, rest, found := strings.Cut(string(text), fence+"mutation")
	example, _, ends := strings.Cut("mutation"+rest, "```")
	if !found || !ends {
		t.Fatal("the README shows no mutation")
	}
	s, _ := runtest.InMemory(t)
	b := evidence.Batch{Claims: []evidence.Put[evidence.Claim]{runtest.Put(evidence.Claim{ID: "claim:c1",
		Text: "The bridge is closed."})},
		Sources: []evidence.Put[evidence.Source]{runtest.Put(evidence.Source{ID: "source:paper", Kind: evidence.Document})}}
	if _, err := s.Writer.Apply(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	data, errs := s.Graph(s.QuietLogger(), s.Writer, nil, nil).Execute(t.Context(), example, nil, "")
	for _, want := range []string{`"userErrors":[]`, `"created":[{"kind":"STATEMENT","count":1}]`,
		`"impact":{"edges":[{"node":{"text":"The bridge is closed."},"before":{"supporting":{"demonstrated":0}},"after":{"supporting":{"demonstrated":1}}}]}`} {
		if len(errs) > 0 || !strings.Contains(string(data), want) {
			t.Errorf("%s, %v; want %s", data, errs, want)
		}
	}
}
