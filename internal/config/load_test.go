package config_test

import (
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/spf13/pflag"

	"github.com/credence-graph/credence/internal/config"
)

// isolate gives the test an environment, a home and a working directory of its own and returns the last two.
func isolate(t *testing.T) (home, work string) {
	t.Helper()
	for _, variable := range os.Environ() {
		if name, _, _ := strings.Cut(variable, "="); strings.HasPrefix(name, "CREDENCE_") ||
			strings.HasPrefix(name, "XDG_") {
			t.Setenv(name, "")
		}
	}
	home, work = t.TempDir(), t.TempDir()
	t.Setenv("HOME", home)
	t.Chdir(work)
	return home, work
}

func write(t *testing.T, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

func flags(t *testing.T, args ...string) *pflag.FlagSet {
	t.Helper()
	fs := pflag.NewFlagSet("test", pflag.ContinueOnError)
	config.AddFlags(fs)
	if err := fs.Parse(args); err != nil {
		t.Fatalf("parse %q: %v", args, err)
	}
	return fs
}

func load(t *testing.T, args ...string) *config.Config {
	t.Helper()
	c, err := config.Load(flags(t, args...))
	if err != nil {
		t.Fatalf("Load(%q): %v", args, err)
	}
	return c
}

// faults loads and returns the lines of the error, of which there must be some.
func faults(t *testing.T, args ...string) []string {
	t.Helper()
	c, err := config.Load(flags(t, args...))
	if err == nil {
		t.Fatalf("Load(%q) = %v; want an error", args, c)
	}
	if c != nil {
		t.Errorf("Load(%q) returned a config beside the error", args)
	}
	var fault *config.Error
	if !errors.As(err, &fault) {
		t.Errorf("Load(%q): %T holds no *config.Error", args, err)
	}
	return strings.Split(err.Error(), "\n")
}

func TestDefaults(t *testing.T) {
	home, _ := isolate(t)
	t.Setenv("XDG_DATA_HOME", filepath.Join(home, "data"))
	t.Setenv("XDG_CACHE_HOME", filepath.Join(home, "cache"))
	want := &config.Config{
		Neo4j: config.Neo4j{Database: "neo4j", Pool: 50, StartTimeout: 2 * time.Minute, ReadTimeout: 10 * time.Second,
			ScanTimeout: 5 * time.Minute, WriteTimeout: 2 * time.Minute, MigrateTimeout: 10 * time.Minute,
			MaxSources: 250_000},
		Data:  config.Data{Dir: filepath.Join(home, "data", "credence")},
		Cache: config.Cache{Dir: filepath.Join(home, "cache", "credence")},
		Server: config.Server{
			Address: "127.0.0.1:8484", RequestTimeout: 15 * time.Second, MaxBody: 1 << 20, MaxConcurrent: 256,
			MaxStreams: 1000, Probe: 250 * time.Millisecond,
			DrainDelay: 200 * time.Millisecond, ShutdownTimeout: 10 * time.Second, Introspection: true,
		},
		GraphQL: config.GraphQL{Complexity: 25_000, Depth: 15, Aliases: 100, Directives: 50, Tokens: 2000},
		Log:     config.Log{Level: slog.LevelInfo, Format: "text"},
		Policy: config.Policy{
			Undated: "include", MinCopiedShare: 0.5, FirsthandDefault: 0.5, Prior: 0.5,
			SharedCauseShares: config.SharedCauseShares{Author: 0.30, Outlet: 0.25, Owner: 0.15, Funder: 0.10},
			Accuracies:        config.Accuracies{A: 0.95, B: 0.85, C: 0.70, D: 0.55, E: 0.50, F: 0.60},
			Budget:            config.Budget{TriedCount: 300, ComparedCount: 2000, AskedCount: 200},
		},
		Output: config.Output{Color: "auto"},
	}
	got := load(t)
	if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(config.Config{})); diff != "" {
		t.Errorf("defaults (-want +got):\n%s", diff)
	}
	for key, origin := range got.Sources() {
		if origin.String() != "default" {
			t.Errorf("%s comes from %s; want default", key, origin)
		}
	}
	withoutFlags, err := config.Load(nil)
	if err != nil {
		t.Fatalf("Load(nil): %v", err)
	}
	if diff := cmp.Diff(got.Describe(), withoutFlags.Describe()); diff != "" {
		t.Errorf("without flags (-want +got):\n%s", diff)
	}
}

func TestPrecedence(t *testing.T) {
	for _, tt := range []struct {
		name, file, env string
		args            []string
		want            int
		origin          config.Origin
	}{
		{"default", "", "", nil, 50, config.Origin{Kind: config.FromDefault}},
		{"file", "2", "", nil, 2, config.Origin{Kind: config.FromFile, Name: "credence.yaml", Line: 3}},
		{"environment over default", "", "3", nil, 3, config.Origin{Kind: config.FromEnv, Name: "CREDENCE_NEO4J_POOL"}},
		{"environment over file", "2", "3", nil, 3, config.Origin{Kind: config.FromEnv, Name: "CREDENCE_NEO4J_POOL"}},
		{
			"flag over file", "2", "", []string{"--neo4j-pool", "4"}, 4,
			config.Origin{Kind: config.FromFlag, Name: "--neo4j-pool"},
		},
		{
			"flag over all", "2", "3", []string{"--neo4j-pool=4"}, 4,
			config.Origin{Kind: config.FromFlag, Name: "--neo4j-pool"},
		},
		{
			"flag that says the default", "2", "3", []string{"--neo4j-pool=50"}, 50,
			config.Origin{Kind: config.FromFlag, Name: "--neo4j-pool"},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			isolate(t)
			if tt.file != "" {
				write(t, "credence.yaml", "# pool\nneo4j:\n  pool: "+tt.file+"\n")
			}
			t.Setenv("CREDENCE_NEO4J_POOL", tt.env)
			c := load(t, tt.args...)
			if c.Neo4j.Pool != tt.want {
				t.Errorf("pool = %d; want %d", c.Neo4j.Pool, tt.want)
			}
			if diff := cmp.Diff(tt.origin, c.Sources()["neo4j.pool"]); diff != "" {
				t.Errorf("origin (-want +got):\n%s", diff)
			}
		})
	}
}

// example returns, for each key, a value that is not its default.
func example() map[string]string {
	return map[string]string{
		"neo4j.uri": "neo4j+ssc://graph.example:7687", "neo4j.username": "reader", "neo4j.password": "0123",
		"neo4j.database": "facts", "neo4j.pool": "7", "neo4j.startTimeout": "3m", "neo4j.readTimeout": "3s",
		"neo4j.scanTimeout": "4m", "neo4j.migrateTimeout": "20m",
		"neo4j.writeTimeout": "1h",
		"neo4j.maxSources":   "1000", "data.dir": "/srv/data", "cache.dir": "/srv/cache", "server.address": "[::1]:0",
		"server.requestTimeout": "1m30s", "server.maxBody": "512KiB", "server.maxConcurrent": "0", "server.probe": "2s",
		"server.maxStreams": "17", "server.drainDelay": "0s",
		"server.shutdownTimeout": "1s", "server.introspection": "false", "graphql.complexity": "11",
		"graphql.depth":   "12",
		"graphql.aliases": "13", "graphql.directives": "14", "graphql.tokens": "16", "log.level": "debug",
		"log.format": "json", "output.color": "never",
		"policy.minConfidence": "60", "policy.suggestedCopies": "true", "policy.minCopiedShare": "1",
		"policy.firsthandDefault": "0.75",
		"policy.name":             "default", "policy.file": "/dev/null", "policy.undated": "exclude",
		"policy.prior":        "0.25",
		"policy.accuracies.a": "0.9", "policy.accuracies.b": "0.8", "policy.accuracies.c": "0.6",
		"policy.accuracies.d": "0.52",
		"policy.accuracies.e": "0.51", "policy.accuracies.f": "0.7",
		"policy.budget.triedCount": "17", "policy.budget.comparedCount": "18", "policy.budget.askedCount": "19",
		"policy.sharedCauseShares.author": "0", "policy.sharedCauseShares.outlet": "0.125",
		"policy.sharedCauseShares.owner":  "0.3",
		"policy.sharedCauseShares.funder": "0.25",
	}
}

// TestEveryKey sets every key through each of its names and finds it in force, from there and from no other place.
func TestEveryKey(t *testing.T) {
	values := example()
	for _, s := range config.Table() {
		if s.Key == "config" {
			continue
		}
		if values[s.Key] == "" {
			t.Errorf("%s: no example in this test", s.Key)
			continue
		}
		t.Run(s.Key, func(t *testing.T) {
			isolate(t)
			if s.Key == "neo4j.uri" {
				t.Setenv("CREDENCE_NEO4J_USERNAME", "neo4j")
				t.Setenv("CREDENCE_NEO4J_PASSWORD", "neo4j")
			}
			before := load(t)
			write(t, "flat.yaml", s.Key+": \""+values[s.Key]+"\"\n")
			checkOnly(t, before, load(t, "--config", "flat.yaml"), s, "flat.yaml:1")
			if s.Flag != "" {
				checkOnly(t, before, load(t, "--"+s.Flag+"="+values[s.Key]), s, "--"+s.Flag)
			}
			t.Setenv(s.Env, values[s.Key])
			checkOnly(t, before, load(t), s, s.Env)
		})
	}
}

func checkOnly(t *testing.T, before, after *config.Config, s config.Setting, source string) {
	t.Helper()
	want := before.Describe()
	for i := range want {
		if want[i].Key == s.Key {
			want[i] = config.Row{Key: s.Key, Value: example()[s.Key], Source: source}
			if s.Secret {
				want[i].Value = "[redacted]"
			}
		}
	}
	byKey := cmpopts.IgnoreSliceElements(func(r config.Row) bool { return r.Key == "config" })
	if diff := cmp.Diff(want, after.Describe(), byKey); diff != "" {
		t.Errorf("from %s (-want +got):\n%s", source, diff)
	}
}

func TestWhichFile(t *testing.T) {
	home, work := isolate(t)
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(home, "etc"))
	user := filepath.Join(home, "etc", "credence", "credence.yaml")
	check := func(want string, level slog.Level, args ...string) {
		t.Helper()
		c := load(t, args...)
		if c.File != want || c.Log.Level != level {
			t.Errorf("file %q with level %s; want %q with %s", c.File, c.Log.Level, want, level)
		}
	}
	check("", slog.LevelInfo)
	write(t, user, "log: {level: warn}")
	check(user, slog.LevelWarn)
	write(t, filepath.Join(work, "credence.yaml"), "log: {level: error}")
	check("credence.yaml", slog.LevelError)
	named := filepath.Join(home, "named.json")
	write(t, named, `{"log": {"level": "debug"}}`)
	t.Setenv("CREDENCE_CONFIG", named)
	check(named, slog.LevelDebug)
	check(user, slog.LevelWarn, "--config", user)
	want := []string{"--config: the configuration file cannot be read: open absent.yaml: no such file or directory"}
	if diff := cmp.Diff(want, faults(t, "--config", "absent.yaml")); diff != "" {
		t.Errorf("a file that is not there (-want +got):\n%s", diff)
	}
}

func TestPaths(t *testing.T) {
	home, work := isolate(t)
	elsewhere := filepath.Join(home, "conf", "mine.yaml")
	write(t, elsewhere, "data: {dir: graph}\ncache: {dir: ~/jars}\n")
	c := load(t, "--config", elsewhere)
	if want := filepath.Join(home, "conf", "graph"); c.Data.Dir != want {
		t.Errorf("a relative path in a file: %s; want %s", c.Data.Dir, want)
	}
	if want := filepath.Join(home, "jars"); c.Cache.Dir != want {
		t.Errorf("a path in the home: %s; want %s", c.Cache.Dir, want)
	}
	c = load(t, "--config", elsewhere, "--data-dir", "graph")
	if want := filepath.Join(work, "graph"); c.Data.Dir != want {
		t.Errorf("a relative path in a flag: %s; want %s", c.Data.Dir, want)
	}
	t.Setenv("HOME", "")
	got := faults(t)
	if len(got) != 2 || !strings.Contains(got[0], "data.dir: there is no default here") ||
		!strings.Contains(got[1], "set CREDENCE_CACHE_DIR") {
		t.Errorf("without a home: %q; want data.dir and cache.dir, and what to set", got)
	}
	t.Setenv("CREDENCE_DATA_DIR", work)
	t.Setenv("CREDENCE_CACHE_DIR", work)
	load(t)
	t.Setenv("CREDENCE_DATA_DIR", "")
	t.Setenv("XDG_DATA_HOME", "relative")
	if got := faults(t); !strings.Contains(got[0], `$XDG_DATA_HOME is "relative"; expected an absolute path`) {
		t.Errorf("a relative XDG_DATA_HOME: %q", got)
	}
}

func TestEmptyFiles(t *testing.T) {
	for _, content := range []string{
		"", "# nothing\n", "---\n", "null\n", "server:\n", "neo4j:\n  password:\n  pool: ~\n", "\ufeffserver:\n",
	} {
		isolate(t)
		write(t, "credence.yaml", content)
		if c := load(t); c.Server.Address != "127.0.0.1:8484" || c.Sources()["neo4j.pool"].Kind != config.FromDefault {
			t.Errorf("%q: %s; want the defaults", content, c)
		}
	}
}
