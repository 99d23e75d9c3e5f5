package config_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/pflag"

	"github.com/credence-graph/credence/internal/config"
)

const password = "correct horse"

// TestSecretsAreNeverShown writes a config in every way there is.
func TestSecretsAreNeverShown(t *testing.T) {
	isolate(t)
	t.Setenv("CREDENCE_NEO4J_PASSWORD", password)
	c := load(t)
	if c.Neo4j.Password.Reveal() != password {
		t.Fatalf("the password became %q", c.Neo4j.Password.Reveal())
	}
	var texts []string
	hidden := struct{ c config.Config }{*c} // its field's methods are out of a printer's reach
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%c", "%T", "%p"} {
		texts = append(texts, fmt.Sprintf(verb, c), fmt.Sprintf(verb, *c), fmt.Sprintf(verb, c.Neo4j),
			fmt.Sprintf(verb, c.Neo4j.Password), fmt.Sprintf(verb, hidden))
	}
	var log bytes.Buffer
	for _, logger := range []*slog.Logger{
		slog.New(slog.NewTextHandler(&log, nil)), slog.New(slog.NewJSONHandler(&log, nil)),
	} {
		logger.Info("start", "config", c, "neo4j", c.Neo4j, "password", c.Neo4j.Password)
	}
	encoded, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := json.Marshal(c.Describe())
	if err != nil {
		t.Fatal(err)
	}
	texts = append(texts, log.String(), string(encoded), string(rows), c.String())
	for _, text := range texts {
		lower := strings.ToLower(text)
		if strings.Contains(lower, password) || strings.Contains(lower, fmt.Sprintf("%x", password)) {
			t.Errorf("the password is shown: %s", text)
		}
	}
	for _, want := range []string{"neo4j.password = [redacted]\n", "neo4j.pool = 50\n"} {
		if !strings.Contains(c.String(), want) {
			t.Errorf("String() = %s; want %q in it", c, want)
		}
	}
	if !strings.Contains(log.String(), "config.neo4j.password=[redacted]") {
		t.Errorf("log %s; want the password redacted", log.String())
	}
}

func TestDescribe(t *testing.T) {
	isolate(t)
	write(t, "credence.yaml", "server:\n  requestTimeout: 120s\n  maxBody: 2048\n")
	t.Setenv("CREDENCE_NEO4J_PASSWORD", password)
	rows := load(t, "--server-introspection=FALSE").Describe()
	want := []config.Row{
		{Key: "config", Value: "credence.yaml", Source: "default"},
		{Key: "neo4j.username", Value: "", Source: "default"},
		{Key: "neo4j.password", Value: "[redacted]", Source: "CREDENCE_NEO4J_PASSWORD"},
		{Key: "server.requestTimeout", Value: "2m", Source: "credence.yaml:2"},
		{Key: "server.maxBody", Value: "2KiB", Source: "credence.yaml:3"},
		{Key: "server.introspection", Value: "false", Source: "--server-introspection"},
	}
	var got []config.Row
	for _, row := range rows {
		if slices.ContainsFunc(want, func(w config.Row) bool { return w.Key == row.Key }) {
			got = append(got, row)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if len(rows) != len(config.Table()) {
		t.Errorf("%d rows; want one for each of the %d keys", len(rows), len(config.Table()))
	}
}

// TestTable holds the rules of the table: names by one pattern and unique, everything documented, defaults accepted.
func TestTable(t *testing.T) {
	upper := regexp.MustCompile(`[A-Z]`)
	seen := map[string]bool{}
	for _, s := range config.Table() {
		env := "CREDENCE_" + strings.ToUpper(strings.ReplaceAll(upper.ReplaceAllString(s.Key, "_$0"), ".", "_"))
		if s.Env != env {
			t.Errorf("%s: variable %s; want %s", s.Key, s.Env, env)
		}
		flag := strings.ToLower(strings.ReplaceAll(upper.ReplaceAllString(s.Key, "-$0"), ".", "-"))
		switch {
		case s.Secret && s.Flag != "":
			t.Errorf("%s: a secret has the flag --%s", s.Key, s.Flag)
		case !s.Secret && s.Flag != flag && s.Flag != "color":
			t.Errorf("%s: flag --%s; want --%s", s.Key, s.Flag, flag)
		}
		for _, name := range []string{s.Key, s.Env, "--" + s.Flag} {
			if seen[name] && name != "--" {
				t.Errorf("%s stands twice in the table", name)
			}
			seen[name] = true
		}
		if s.Kind == "" || s.Meaning == "" || strings.HasSuffix(s.Meaning, ".") {
			t.Errorf("%s: kind %q, meaning %q; want both, the meaning without a full stop", s.Key, s.Kind, s.Meaning)
		}
		if s.Range() == "" && s.Kind != config.Text && s.Kind != config.Path {
			t.Errorf("%s: a %s without a range", s.Key, s.Kind)
		}
	}
}

// TestSetting_Help: the help of a setting begins with its key and its default and ends with its other names.
func TestSetting_Help(t *testing.T) {
	for _, s := range config.Table() {
		lines := s.Help()
		if len(lines) < 3 || !strings.HasPrefix(lines[0], s.Key+" ("+string(s.Kind)) || lines[1] != s.Meaning+"." {
			t.Errorf("%s: %q; want key, type and meaning first", s.Key, lines)
		}
		if s.Default != "" && !strings.HasSuffix(lines[0], ", default "+s.Default+")") {
			t.Errorf("%s: %q; want its default", s.Key, lines[0])
		}
		last := lines[len(lines)-1]
		if !strings.HasPrefix(last, s.Env) || s.Flag == "" && last != s.Env || s.Flag != "" && last != s.Env+", --"+s.Flag {
			t.Errorf("%s ends with %q; want its variable and its flag", s.Key, last)
		}
		if s.Key == "server.maxBody" {
			want := []string{"server.maxBody (size, default 1MiB)", "How large the body of a request may be.",
				"Accepts 1KiB to 64MiB.", "CREDENCE_SERVER_MAX_BODY, --server-max-body"}
			if diff := cmp.Diff(want, lines); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		}
	}
}

func TestFlagsOfSections(t *testing.T) {
	isolate(t)
	fs := pflag.NewFlagSet("test", pflag.ContinueOnError)
	config.AddFlags(fs, "config", "log")
	var names []string
	fs.VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	if diff := cmp.Diff([]string{"config", "log-format", "log-level"}, names); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if err := fs.Parse([]string{"--log-level", "warn"}); err != nil {
		t.Fatal(err)
	}
	c, err := config.Load(fs)
	if err != nil {
		t.Fatal(err)
	}
	if c.Log.Level != slog.LevelWarn || c.Server.MaxBody != 1<<20 {
		t.Errorf("level %s, body %d; want WARN and the default of what has no flag here", c.Log.Level, c.Server.MaxBody)
	}
	usage := fs.FlagUsages()
	if !strings.Contains(usage, "--log-level choice") || !strings.Contains(usage, "(default info)") {
		t.Errorf("usage %s; want type and default", usage)
	}
}
