package neo4jd_test

import (
	"errors"
	"io"
	"io/fs"
	"math"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/neo4jd"
)

func TestHomeIsPrivate(t *testing.T) {
	one, two := setUp(t), setUp(t)
	a, b := acquire(t, one), acquire(t, two)
	modes := map[string]fs.FileMode{}
	want := map[string]fs.FileMode{
		"neo4j": 0o700, "neo4j/conf": 0o700, "neo4j/data": 0o700, "neo4j/password": 0o600, "neo4j.run": 0o700,
	}
	for name := range want {
		info, err := os.Stat(filepath.Join(one.DataDir, name))
		if err != nil {
			t.Fatal(err)
		}
		modes[name] = info.Mode().Perm()
	}
	if diff := cmp.Diff(want, modes); diff != "" {
		t.Errorf("modes (-want +got):\n%s", diff)
	}
	checkSettings(t, one, a)

	// Two data folders are two graphs.
	if a.URI() == b.URI() || a.Password() == b.Password() {
		t.Errorf("address or password is shared: %s, %s", a.URI(), b.URI())
	}
	mustQuery(t, a, "CREATE (:Claim {id: 'in one'})")
	if diff := cmp.Diff(any(int64(0)), mustQuery(t, b, "MATCH (c:Claim) RETURN count(c)")); diff != "" {
		t.Errorf("claims in the other graph (-want +got):\n%s", diff)
	}
	for _, password := range []string{b.Password(), "neo4j"} {
		if _, err := query(t, a.URI(), password, "RETURN 1"); err == nil {
			t.Errorf("the password %q of another graph opens this one", password)
		}
	}
}

// checkSettings holds what Neo4j itself says of its settings, and that a query reads nothing from outside.
func checkSettings(t *testing.T, o neo4jd.Options, i *neo4jd.Instance) {
	t.Helper()
	want := map[string]any{
		"server.http.enabled":                           "false",
		"server.https.enabled":                          "false",
		"dbms.usage_report.enabled":                     "false",
		"dbms.security.auth_enabled":                    "true",
		"dbms.security.allow_csv_import_from_file_urls": "false",
		"server.config.strict_validation.enabled":       "true",
		"db.logs.query.enabled":                         "OFF",
		"db.transaction.timeout":                        "5m",
		"server.memory.pagecache.size":                  "64.00MiB",
		"server.bolt.listen_address":                    strings.TrimPrefix(i.URI(), "bolt://"),
		"server.directories.import":                     filepath.Join(homeOf(o), "import"),
		"db.tx_log.rotation.retention_policy":           "1 files",
	}
	got := map[string]any{}
	for name := range want {
		got[name] = mustQuery(t, i, "SHOW SETTINGS YIELD name, value WHERE name = '"+name+"' RETURN value")
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("settings (-want +got):\n%s", diff)
	}
	page := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, "read")
	}))
	defer page.Close()
	for _, address := range []string{"file:///etc/passwd", page.URL} {
		if got, err := query(t, i.URI(), i.Password(), "LOAD CSV FROM '"+address+"' AS row RETURN row[0]"); err == nil {
			t.Errorf("a query reads %v from %s", got, address)
		}
	}
}

// wantError holds an error against its kind and against what it must tell.
func wantError(t *testing.T, err, kind error, parts ...string) {
	t.Helper()
	if !errors.Is(err, kind) {
		t.Fatalf("got the error %v, want one of the kind %v", err, kind)
	}
	for _, part := range parts {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("the error does not tell %q:\n%v", part, err)
		}
	}
}

func TestHomesThatCannotBeUsed(t *testing.T) {
	o := setUp(t)
	i := acquire(t, o)
	if err := i.ReleaseAndWait(inTime(t)); err != nil {
		t.Fatal(err)
	}
	password := filepath.Join(homeOf(o), "password")
	version := filepath.Join(homeOf(o), "version")
	try := func() error {
		i, err := neo4jd.Acquire(inTime(t), o)
		if err == nil {
			return errors.Join(errors.New("it was acquired"), i.ReleaseAndWait(inTime(t)))
		}
		return err
	}
	write := func(path, text string) {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}

	write(version, "2025.06.1\n")
	wantError(t, try(), neo4jd.ErrHome, homeOf(o), "2025.06.1", neo4jd.Version, "CREDENCE_DATA_DIR")
	awaitNone(t, o)
	if st := inspect(t, o); !errors.Is(st.Failure, neo4jd.ErrHome) {
		t.Errorf("the failure of the last start is told as %v", st.Failure)
	}
	write(version, "5.25.1\n") // an older one is brought up to date by Neo4j itself

	write(password, "")
	wantError(t, try(), neo4jd.ErrHome, password, "Put the file back")
	write(password, "not-the-password\n")
	wantError(t, try(), neo4jd.ErrHome, password, homeOf(o))
	awaitNone(t, o)

	write(password, i.Password()+"\n")

	// A folder where Neo4j wants a file: it starts and ends, and what it said is passed on.
	id := filepath.Join(homeOf(o), "data", "server_id")
	if err := errors.Join(os.Rename(id, id+".aside"), os.Mkdir(id, 0o700)); err != nil {
		t.Fatal(err)
	}
	wantError(t, try(), neo4jd.ErrStart, "ended while it was starting", "It said:", "Is a directory",
		filepath.Join(homeOf(o), "logs"))
	if err := errors.Join(os.Remove(id), os.Rename(id+".aside", id)); err != nil {
		t.Fatal(err)
	}

	again := acquire(t, o)
	if diff := cmp.Diff(any(int64(1)), mustQuery(t, again, "RETURN 1")); diff != "" {
		t.Errorf("answer once all is put right (-want +got):\n%s", diff)
	}
	written, err := os.ReadFile(version)
	if err != nil || strings.TrimSpace(string(written)) != neo4jd.Version {
		t.Errorf("the home is marked with version %q (%v), want %s", written, err, neo4jd.Version)
	}
}

func TestDataFolderThatCannotBeMade(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	o := newFolder(t)
	o.DataDir = filepath.Join(file, "data")
	_, err := neo4jd.Acquire(inTime(t), o)
	wantError(t, err, neo4jd.ErrHome, o.DataDir, "CREDENCE_DATA_DIR")
	o.DataDir = ""
	_, err = neo4jd.Acquire(inTime(t), o)
	wantError(t, err, neo4jd.ErrHome, "CREDENCE_DATA_DIR")
}

func TestFullFileSystem(t *testing.T) {
	dir := t.TempDir()
	err := neo4jd.NeedSpace(neo4jd.ErrHome, dir, math.MaxInt64)
	wantError(t, err, neo4jd.ErrHome, dir, "are free", "Free some space", "CREDENCE_DATA_DIR")
	wantError(t, neo4jd.NeedSpace(neo4jd.ErrInstall, dir, math.MaxInt64), syscall.ENOSPC, dir, "CREDENCE_CACHE_DIR")
	if err := neo4jd.NeedSpace(neo4jd.ErrHome, dir, 1); err != nil {
		t.Errorf("one byte is said not to be free: %v", err)
	}
}
