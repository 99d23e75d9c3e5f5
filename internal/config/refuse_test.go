package config_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestUnknownKeys(t *testing.T) {
	isolate(t)
	write(t, "credence.yaml", `neo4j:
  readTimeot: 3s
  pool: 5
Server:
  address: localhost:1
adress: localhost:1
requestTimeout: 5s
polcy: {minCopiedShare: 1}
colour: never
config: other.yaml
databaseConnectionString: x
neo4j.pasword: x
lgo.levle: warn
`)
	want := []string{
		"credence.yaml:2: neo4j.readTimeot: not a known key; did you mean neo4j.readTimeout?",
		"credence.yaml:4: Server: not a known key; did you mean server?",
		"credence.yaml:6: adress: not a known key; did you mean server.address?",
		"credence.yaml:7: requestTimeout: not a known key; did you mean server.requestTimeout?",
		"credence.yaml:8: polcy: not a known key; did you mean policy?",
		"credence.yaml:9: colour: not a known key; did you mean output.color?",
		"credence.yaml:10: config: a file cannot name another one; use --config or CREDENCE_CONFIG",
		"credence.yaml:11: databaseConnectionString: not a known key; `credence config` lists those that there are",
		"credence.yaml:12: neo4j.pasword: not a known key; did you mean neo4j.password?",
		"credence.yaml:13: lgo.levle: not a known key; did you mean log.level?",
	}
	if diff := cmp.Diff(want, faults(t)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestUnknownVariables(t *testing.T) {
	isolate(t)
	t.Setenv("CREDENCE_NEO4J_PASWORD", "hunter2")
	t.Setenv("CREDENCE_DATADIR", "/tmp")
	t.Setenv("CREDENCE_SOMETHING_ELSE_ALTOGETHER", "1")
	t.Setenv("CREDENCE_EMPTY", "")
	t.Setenv("CREDENCETOO", "1")
	t.Setenv("CREDENCE_DATA", "/srv/evaluation")
	want := []string{
		"CREDENCE_DATADIR: not a known variable; did you mean CREDENCE_DATA_DIR?",
		"CREDENCE_NEO4J_PASWORD: not a known variable; did you mean CREDENCE_NEO4J_PASSWORD?",
		"CREDENCE_SOMETHING_ELSE_ALTOGETHER: not a known variable; `credence config` lists those that there are",
	}
	if diff := cmp.Diff(want, faults(t)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestWrongValues(t *testing.T) {
	for _, tt := range []struct{ flag, value, want string }{
		{"neo4j-pool", "many", `neo4j.pool: "many" is not a whole number; expected 1 to 1000 connections`},
		{"neo4j-pool", "1.5", `neo4j.pool: "1.5" is not a whole number; expected 1 to 1000 connections`},
		{"neo4j-pool", "0", `neo4j.pool: 0 is out of range; expected 1 to 1000 connections`},
		{"neo4j-pool", "1001", `neo4j.pool: 1001 is out of range; expected 1 to 1000 connections`},
		{
			"neo4j-pool", "99999999999999999999",
			`neo4j.pool: 99999999999999999999 is out of range; expected 1 to 1000 connections`,
		},
		{"neo4j-pool", "", `neo4j.pool: empty; expected 1 to 1000 connections`},
		{"neo4j-database", "", `neo4j.database: empty; expected a text`},
		{"data-dir", "", `data.dir: empty; expected a path`},
		{"neo4j-read-timeout", "3", `neo4j.readTimeout: "3" is not a duration; expected 10ms to 1h, such as 10s`},
		{"neo4j-read-timeout", "-3s", `neo4j.readTimeout: -3s is out of range; expected 10ms to 1h, such as 10s`},
		{
			"server-max-body", "1 megabyte",
			`server.maxBody: "1 megabyte" is not a size; expected 1KiB to 64MiB, such as 1MiB`,
		},
		{"server-max-body", "12", `server.maxBody: 12 is out of range; expected 1KiB to 64MiB, such as 1MiB`},
		{
			"server-max-body", "9999999999GiB",
			`server.maxBody: 9999999999GiB is out of range; expected 1KiB to 64MiB, such as 1MiB`,
		},
		{"server-introspection", "perhaps", `server.introspection: "perhaps" is not a switch; expected true or false`},
		{"log-level", "loud", `log.level: "loud" is not accepted; expected debug, info, warn or error`},
		{"log-format", "xml", `log.format: "xml" is not accepted; expected text or json`},
		{"policy-min-copied-share", "0", `policy.minCopiedShare: 0 is out of range; expected above 0 to 1`},
		{"policy-min-copied-share", "NaN", `policy.minCopiedShare: NaN is out of range; expected above 0 to 1`},
		{"policy-min-copied-share", "half", `policy.minCopiedShare: "half" is not a number; expected above 0 to 1`},
		{"policy-shared-cause-shares-owner", "1", `policy.sharedCauseShares.owner: 1 is out of range; expected 0 to below 1`},
		{"policy-shared-cause-shares-owner", "0.5",
			`policy.sharedCauseShares: the four shares add up to 1.15; expected below 1`},
		{"policy-undated", "some", `policy.undated: "some" is not accepted; expected include or exclude`},
		{"policy-prior", "1", `policy.prior: 1 is out of range; expected above 0 to below 1`},
		{"policy-accuracies-a", "0.96", `policy.accuracies.a: 0.96 is out of range; expected 0.5 to 0.95`},
		{
			"policy-accuracies-c", "0.9",
			`policy.accuracies: b is 0.85 and c is 0.9; expected no letter from a to e to be above the one before`,
		},
		{"policy-budget-tried-count", "0", `policy.budget.triedCount: 0 is out of range; expected 1 to 1000 sources`},
		{"policy-name", "defualt", `policy.name: "defualt" is not a known policy; did you mean default?`},
		{"policy-name", "mine", `policy.name: "mine" is not a known policy; expected one of default`},
		{"policy-min-confidence", "101", `policy.minConfidence: 101 is out of range; expected 0 to 100`},
	} {
		isolate(t)
		want := []string{"--" + tt.flag + ": " + tt.want}
		if diff := cmp.Diff(want, faults(t, "--"+tt.flag+"="+tt.value)); diff != "" {
			t.Errorf("--%s=%s (-want +got):\n%s", tt.flag, tt.value, diff)
		}
	}
}

// TestAllAtOnce finds what is wrong in every layer in one go, each with its place.
func TestAllAtOnce(t *testing.T) {
	isolate(t)
	write(t, "credence.yaml", "neo4j:\n  pool: lots\nlog: [info]\n")
	t.Setenv("CREDENCE_SERVER_MAX_BODY", "1TB")
	want := []string{
		"credence.yaml:3: log: found a list; expected a section with keys of its own below it",
		"credence.yaml:2: neo4j.pool: \"lots\" is not a whole number; expected 1 to 1000 connections",
		"CREDENCE_SERVER_MAX_BODY: server.maxBody: \"1TB\" is not a size; expected 1KiB to 64MiB, such as 1MiB",
		"--color: output.color: \"red\" is not accepted; expected auto, always or never",
	}
	if diff := cmp.Diff(want, faults(t, "--color=red")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestWrongFiles(t *testing.T) {
	for _, tt := range []struct{ content, want string }{
		{"- a\n", "credence.yaml:1: found a list; expected keys such as server.address"},
		{"words", "credence.yaml:1: found a single value; expected keys such as server.address"},
		{"a: 1\n---\nb: 2\n", "credence.yaml: more than one YAML document; expected one"},
		{
			"server: x\n", "credence.yaml:1: server: found a single value; expected a section with keys of its " +
				"own below it",
		},
		{"server:\n  address: [a]\n", "credence.yaml:2: server.address: found a list; expected one value"},
		{"server:\n  address: {host: a}\n", "credence.yaml:2: server.address: found a section; expected one value"},
		{
			"neo4j: {pool: 1}\nneo4j.pool: 2\n",
			"credence.yaml:2: neo4j.pool: set a second time, after line 1; expected once",
		},
		{
			"neo4j:\n  password: !hunter2\n",
			"credence.yaml:2: neo4j.password: begins with an exclamation mark, which means something else in YAML; " +
				"put the value in quotes",
		},
		{
			"neo4j:\n  password: *hunter2\n",
			"credence.yaml: not readable as YAML: a value begins with a star, which means something else in YAML; " +
				"put the value in quotes",
		},
	} {
		isolate(t)
		write(t, "credence.yaml", tt.content)
		if diff := cmp.Diff([]string{tt.want}, faults(t)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", tt.content, diff)
		}
	}
	for _, content := range []string{"server:\n\taddress: x\n", "a: b: c\n", "{", "\xff\xfe\x00"} {
		isolate(t)
		write(t, "credence.yaml", content)
		if got := faults(t); !strings.HasPrefix(got[0], "credence.yaml: not readable as YAML: ") {
			t.Errorf("%q: %q; want that it is not YAML", content, got)
		}
	}
}

func TestAddress(t *testing.T) {
	for _, good := range []string{
		"127.0.0.1:8484", "127.8.9.10:1", "localhost:80", "[::1]:65535", "[::ffff:127.0.0.1]:0",
	} {
		isolate(t)
		if c := load(t, "--server-address", good); c.Server.Address != good {
			t.Errorf("%s became %s", good, c.Server.Address)
		}
	}
	for _, open := range []string{
		"0.0.0.0:8484", ":8080", "[::]:8484", "192.168.1.4:8484", "10.0.0.1:1", "[fe80::1]:8484",
		"[::ffff:10.0.0.1]:80",
		"graph.example:8484", "localhost.graph.example:80", "127.0.0.1.graph.example:80", "127.1:80",
	} {
		isolate(t)
		want := []string{"--server-address: server.address: \"" + open +
			"\" is not a loopback address: until Credence has authentication it listens only where " +
			"no other machine can reach it; expected 127.0.0.1, [::1] or localhost with a port, such as 127.0.0.1:8484"}
		if diff := cmp.Diff(want, faults(t, "--server-address", open)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", open, diff)
		}
	}
	for _, broken := range []string{"127.0.0.1", "8484", "127.0.0.1:http", "127.0.0.1:70000", "::1:80", "127.0.0.1:"} {
		isolate(t)
		if got := faults(t, "--server-address", broken); !strings.Contains(got[0],
			"expected host:port, such as 127.0.0.1:8484") {
			t.Errorf("%s: %q; want the form of an address", broken, got)
		}
	}
}

func TestURI(t *testing.T) {
	credentials := []string{"--neo4j-username=neo4j"}
	for _, good := range []string{
		"bolt://localhost", "bolt+s://db.example:7687", "bolt+ssc://[::1]:7687", "neo4j://10.0.0.1:7687/",
		"neo4j+s://db.example", "neo4j+ssc://db.example?region=eu",
	} {
		isolate(t)
		t.Setenv("CREDENCE_NEO4J_PASSWORD", "p")
		if c := load(t, append(credentials, "--neo4j-uri="+good)...); c.Neo4j.URI != good {
			t.Errorf("%s became %s", good, c.Neo4j.URI)
		}
	}
	for uri, want := range map[string]string{
		"localhost:7687":              "not an address of a Neo4j server; expected scheme://host[:port]",
		"http://localhost:7474":       `"http" is not a scheme of Neo4j; expected one of bolt, bolt+s`,
		"bolt://":                     "has no host",
		"bolt:localhost":              "not an address of a Neo4j server",
		"bolt://u:hunter2@localhost":  "holds a user or password; expected them in neo4j.username and neo4j.password",
		"bolt://u:hunter2%zz@l":       "not an address of a Neo4j server",
		"neo4j://localhost:7687/mine": "goes on after the host",
	} {
		isolate(t)
		t.Setenv("CREDENCE_NEO4J_PASSWORD", "p")
		got := faults(t, append(credentials, "--neo4j-uri="+uri)...)
		if len(got) != 1 || !strings.HasPrefix(got[0], "--neo4j-uri: neo4j.uri: ") || !strings.Contains(got[0], want) ||
			strings.Contains(got[0], "hunter2") {
			t.Errorf("%s: %q; want %q and no password", uri, got, want)
		}
	}
}

func TestURINeedsCredentials(t *testing.T) {
	isolate(t)
	want := []string{
		"--neo4j-uri: neo4j.uri: the server needs credentials; expected neo4j.username (CREDENCE_NEO4J_USERNAME) " +
			"and neo4j.password (CREDENCE_NEO4J_PASSWORD) too",
	}
	if diff := cmp.Diff(want, faults(t, "--neo4j-uri=bolt://localhost")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	write(t, "credence.yaml", "neo4j:\n  username: neo4j\n")
	want = []string{
		"--neo4j-uri: neo4j.uri: the server needs credentials; expected neo4j.password (CREDENCE_NEO4J_PASSWORD) too",
	}
	if diff := cmp.Diff(want, faults(t, "--neo4j-uri=bolt://localhost")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
