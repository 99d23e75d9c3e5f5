package app

import (
	"os"
	"strings"
	"testing"

	"github.com/credence-graph/credence/internal/audit"
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
	for what, part := range map[string]string{"the table of settings": config.Markdown(),
		"the demo's answer": string(answer), "the table of an audit's codes": audit.GuideTable()} {
		if !strings.Contains(string(text), part) {
			t.Errorf("the README does not have %s as it is now; expected:\n%s", what, part)
		}
	}
	root := (&app{}).rootCommand()
	for _, cmd := range root.Commands() {
		words := "credence " + cmd.Name()
		if cmd.IsAdditionalHelpTopicCommand() {
			words = "credence help " + cmd.Name()
		}
		if !cmd.Hidden && cmd.Name() != "help" && cmd.Name() != "completion" && !strings.Contains(string(text), words) {
			t.Errorf("the README does not mention the command %q", cmd.Name())
		}
	}
}

// TestREADME_Policies reads the README's example of a policy file.
func TestREADME_Policies(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, found := strings.Cut(string(text), "```yaml\n")
	example, _, ends := strings.Cut(rest, "```")
	if !found || !ends {
		t.Fatal("the README shows no policy file")
	}
	t.Chdir(t.TempDir())
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	if err := os.WriteFile("policies.yaml", []byte(example), 0o600); err != nil {
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
	if strings.Join(names, " ") != "strict generous" || cfg.Policies[0].Beta.Owner != 0.2 {
		t.Errorf("the README's policies are %+v", cfg.Policies)
	}
}
