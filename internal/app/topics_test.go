package app

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/credence-graph/credence/internal/app/ask"
	"github.com/credence-graph/credence/internal/app/run"
	"github.com/credence-graph/credence/internal/audit"
	"github.com/credence-graph/credence/internal/config"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/export"
	"github.com/credence-graph/credence/internal/formats/registry"
	"github.com/credence-graph/credence/internal/ingest/grammar"
	"github.com/credence-graph/credence/internal/terminal"
)

// helpOn returns what "credence help" prints for a word.
func helpOn(t *testing.T, word string) string {
	t.Helper()
	var out bytes.Buffer
	code := Main(t.Context(), []string{"help", word}, run.Streams{In: strings.NewReader(""), Out: &out, Err: io.Discard})
	if code != exitDone {
		t.Fatalf("credence help %s: exit %d", word, code)
	}
	return out.String()
}

// TestTopics: every entry of a table of reference is printed by its topic, whatever the case of its name.
func TestTopics(t *testing.T) {
	want := map[string][]string{}
	add := func(topic, text string) { want[topic] = append(want[topic], text) }
	for _, line := range grammar.LineTypes() {
		add("formats", "\n"+line.Name+"\n")
		for _, f := range line.Fields {
			add("formats", "\n  "+f.Name)
		}
	}
	for _, f := range registry.Formats(nil) {
		add("formats", "\n"+f.Name+"\n")
		if f.Becomes == "" || f.Loses == "" {
			t.Errorf("%s does not say what it becomes and what is lost", f.Name)
		}
	}
	for _, f := range export.Formats() {
		add("formats", "\n"+f.Name+" (."+f.Extensions[0])
		if f.Carries == "" || f.Loses == "" {
			t.Errorf("%s does not say what it carries and loses", f.Name)
		}
	}
	for _, code := range audit.Codes() {
		add("audit", "\n"+string(code)+"\n")
	}
	for _, s := range config.Table() {
		add("settings", "\n"+s.Key+" (")
		add("settings", s.Env)
		if strings.HasPrefix(s.Key, "policy.") {
			add("policies", "\n"+s.Key+" (")
		}
	}
	for _, k := range evidence.SourceKinds() {
		add("kinds", "\n  "+string(k)+" ")
	}
	for _, k := range evidence.OutletKinds() {
		add("kinds", "\n  "+string(k)+" ")
	}
	for _, k := range evidence.EdgeKinds() {
		add("kinds", "\n  "+string(k)+" ")
	}
	for _, name := range ask.FigureNames() {
		add("figures", "\n  "+name+" ")
	}
	add("tables", "takesfrom")
	for topic, texts := range want {
		lower, upper := helpOn(t, topic), helpOn(t, strings.ToUpper(topic))
		if !strings.HasSuffix(lower, upper) {
			t.Errorf("help %s and help %s differ", topic, strings.ToUpper(topic))
		}
		for _, text := range texts {
			if !strings.Contains(lower, text) {
				t.Errorf("help %s lacks %q", topic, text)
			}
		}
	}
	if len(want) != len(topics()) {
		t.Errorf("%d topics are tested, and there are %d", len(want), len(topics()))
	}
	if !strings.HasPrefix(helpOn(t, "audit"), "Looks at the evidence") {
		t.Error("help audit does not begin with the command")
	}
}

// TestTopics_Width: no line of a topic that this package breaks is wider than a page, but for words that cannot be
// broken.
func TestTopics_Width(t *testing.T) {
	for _, topic := range topics() {
		for line := range strings.Lines(topic.text()) {
			if n := terminal.Cells(strings.TrimRight(line, "\n")); n > 130 {
				t.Errorf("%s: a line of %d columns: %s", topic.name, n, line)
			}
		}
	}
}
