package neo4jd_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/credence-graph/credence/internal/neo4jd"
)

// oneJar returns the path of one of the jars in a cache.
func oneJar(t *testing.T, cache string) string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(cache, "neo4j-"+neo4jd.Version, "jars",
		"neo4j-kernel-"+neo4jd.Version+".jar"))
	if err != nil || len(found) != 1 {
		t.Fatalf("the kernel's jar in %s: %v (%v)", cache, found, err)
	}
	return found[0]
}

// findings returns whether each thing that Check looks at is as it should be.
func findings(t *testing.T, o neo4jd.Options) map[string]neo4jd.Finding {
	t.Helper()
	list, err := neo4jd.Check(inTime(t), o)
	if err != nil {
		t.Fatalf("Check: %v", err)
	}
	out := map[string]neo4jd.Finding{}
	for _, f := range list {
		if (f.Cure == "") != f.OK || f.Detail == "" {
			t.Errorf("a finding without detail, or whose cure does not fit: %+v", f)
		}
		out[f.Name] = f
	}
	return out
}

// TestInstall fetches the jars into a cache of its own and makes the archive: the one slow test, half a minute.
func TestInstall(t *testing.T) {
	o := setUp(t)
	o.CacheDir = t.TempDir()
	if f := findings(t, o); f["Neo4j's jars"].OK || f["class-data archive"].OK || !f["Java"].OK || !f["Maven"].OK {
		t.Errorf("before the install: %+v", f)
	}

	// Two at once: one of them fetches, the other waits for it.
	var progress [2]strings.Builder
	var errs [2]error
	var wg sync.WaitGroup
	for n := range progress {
		mine := o
		mine.Progress = &progress[n]
		wg.Go(func() { errs[n] = neo4jd.Install(inTime(t), mine) })
	}
	wg.Wait()
	if err := errors.Join(errs[:]...); err != nil {
		t.Fatalf("Install: %v", err)
	}
	said := progress[0].String() + progress[1].String()
	for _, once := range []string{
		"Fetching Neo4j Community " + neo4jd.Version, "213 jars, 128.0 MB", "Fetched 128.0 MB in ",
		"Preparing Neo4j", "done in ",
	} {
		if strings.Count(said, once) != 1 {
			t.Errorf("want %q once in what was told:\n%s", once, said)
		}
	}
	if lines := strings.Count(said, "\n"); lines != 3 {
		t.Errorf("want a line before and one after the fetching, and one for the archive; got %d:\n%s", lines, said)
	}
	for name, f := range findings(t, o) {
		if !f.OK {
			t.Errorf("after the install, %s: %+v", name, f)
		}
	}
	archiveIsUsed(t, o)
	installAgain(t, o)
	repair(t, o)
}

// archiveIsUsed starts Neo4j and looks whether Java has the archive in its memory.
func archiveIsUsed(t *testing.T, o neo4jd.Options) {
	t.Helper()
	server, err := neo4jd.Launch(inTime(t), o)
	if err != nil {
		t.Fatalf("Launch: %v", err)
	}
	maps, err := os.ReadFile(fmt.Sprintf("/proc/%d/maps", server.PID()))
	if err == nil && !strings.Contains(string(maps), filepath.Join(o.CacheDir, "neo4j-"+neo4jd.Version, "classes-")) {
		t.Error("Neo4j was started without the class-data archive")
	}
	if err != nil && !errors.Is(err, os.ErrNotExist) { // there is no /proc on macOS
		t.Error(err)
	}
	if err := server.Stop(); err != nil {
		t.Errorf("Stop: %v", err)
	}
}

// installAgain holds that an install of what is there does nothing, and needs no Maven.
func installAgain(t *testing.T, o neo4jd.Options) {
	t.Helper()
	var progress strings.Builder
	o.Progress = &progress
	began := time.Now()
	if err := neo4jd.Install(inTime(t), o); err != nil {
		t.Fatalf("a second Install: %v", err)
	}
	if progress.Len() > 0 {
		t.Errorf("a second Install, which took %v, says %q", time.Since(began), progress.String())
	}
	if err := neo4jd.BuildArchive(inTime(t), o); err != nil {
		t.Errorf("BuildArchive of what is there: %v", err)
	}
}

// repair holds that a jar that is cut short is noticed by every start, and one that is changed by Install, and that
// the archive goes with the jars.
func repair(t *testing.T, o neo4jd.Options) {
	t.Helper()
	jar := oneJar(t, o.CacheDir)
	info, err := os.Stat(jar)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(jar, info.Size()/2); err != nil {
		t.Fatal(err)
	}
	if err := neo4jd.BuildArchive(inTime(t), o); !errors.Is(err, neo4jd.ErrInstall) {
		t.Errorf("BuildArchive with half a jar: %v", err)
	}
	if err := neo4jd.RepairJars(inTime(t), o); err != nil {
		t.Fatalf("a start with half a jar: %v", err)
	}
	f := findings(t, o)
	if !f["Neo4j's jars"].OK || f["class-data archive"].OK {
		t.Errorf("after the repair, the jars are to be there and the old archive is not: %+v", f)
	}

	content, err := os.ReadFile(jar)
	if err != nil {
		t.Fatal(err)
	}
	content[len(content)/2] ^= 1
	if err := os.WriteFile(jar, content, 0o600); err != nil {
		t.Fatal(err)
	}
	if f := findings(t, o); f["Neo4j's jars"].OK || !strings.Contains(f["Neo4j's jars"].Detail, jar) {
		t.Errorf("a changed jar is not noticed: %+v", f)
	}
}

// put writes a file of some size in bytes, and the folders on the way to it.
func put(t *testing.T, path string, size int) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, make([]byte, size), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestRemove(t *testing.T) {
	o := newFolder(t)
	o.CacheDir = t.TempDir() // not the one that the other tests need
	data := filepath.Join(homeOf(o), "data", "databases", "some.store")
	put(t, data, 500)
	put(t, filepath.Join(o.CacheDir, "neo4j-"+neo4jd.Version, "jars", "some.jar"), 1000)
	put(t, filepath.Join(o.CacheDir, "neo4j-5.1.0", "jars", "old.jar"), 30)
	other := filepath.Join(o.CacheDir, "of another program")
	put(t, other, 7)

	if freed, err := neo4jd.Remove(inTime(t), o, neo4jd.Parts{}); freed != 0 || err != nil {
		t.Errorf("Remove of nothing frees %d bytes (%v)", freed, err)
	}
	if freed, err := neo4jd.Remove(inTime(t), o, neo4jd.Parts{Cache: true}); freed != 1030 || err != nil {
		t.Errorf("Remove of the jars frees %d bytes (%v), want 1030", freed, err)
	}
	for _, path := range []string{data, other} {
		if _, err := os.Stat(path); err != nil {
			t.Errorf("it went with the jars: %v", err)
		}
	}
	if st := inspect(t, o); st.DataBytes != 500 || st.JarsBytes != 0 {
		t.Errorf("sizes after the jars were removed: %+v", st)
	}
	if freed, err := neo4jd.Remove(inTime(t), o, neo4jd.Parts{Data: true}); freed != 500 || err != nil {
		t.Errorf("Remove of the graph frees %d bytes (%v), want 500", freed, err)
	}
	if _, err := os.Stat(homeOf(o)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the graph's home is still there (%v)", err)
	}
	if freed, err := neo4jd.Remove(inTime(t), o, neo4jd.Parts{Cache: true, Data: true}); freed != 0 || err != nil {
		t.Errorf("a second Remove frees %d bytes (%v)", freed, err)
	}
}
