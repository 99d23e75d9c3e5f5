package neo4jd_test

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/credence-graph/credence/internal/neo4jd"
)

// ways are the ways out that the message about something missing must name.
var ways = []string{
	"make deps", "docker run", "neo4j:5.26-community", "7687", "NEO4J_AUTH", "neo4j.uri", "CREDENCE_NEO4J_URI",
}

// program puts a shell script into a folder that is all of the PATH.
func program(t *testing.T, dir, name, script string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\n"+script+"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
}

// bare leaves neither Java nor Maven to be found, and returns the folder that is the PATH and options with an empty
// cache.
func bare(t *testing.T) (string, neo4jd.Options) {
	t.Helper()
	path := t.TempDir()
	for name, value := range map[string]string{"PATH": path, "JAVA_HOME": "", "MAVEN_HOME": "", "M2_HOME": ""} {
		t.Setenv(name, value)
	}
	o := options(t.TempDir(), t.TempDir())
	o.JavaDirs = []string{}
	return path, o
}

// saysVersion is what a java of some version answers.
func saysVersion(major, full string) string {
	return strings.Join([]string{
		"cat >&2 <<'END'", "Property settings:", "    java.home = /opt/java", "    java.specification.version = " + major,
		"    java.vm.version = " + full, "END",
	}, "\n")
}

func TestMissingJavaAndMaven(t *testing.T) {
	_, o := bare(t)
	for name, try := range map[string]func() error{
		"Acquire": func() error { _, err := neo4jd.Acquire(inTime(t), o); return err },
		"Start":   func() error { _, err := neo4jd.Start(inTime(t), o); return err },
		"Launch":  func() error { _, err := neo4jd.Launch(inTime(t), o); return err },
		"Install": func() error { return neo4jd.Install(inTime(t), o) },
	} {
		t.Run(name, func(t *testing.T) {
			wantError(t, try(), neo4jd.ErrMissing, append([]string{"Java 17 or 21", "Maven"}, ways...)...)
		})
	}
}

func TestWrongJava(t *testing.T) {
	path, o := bare(t)
	// cat is all that the script needs.
	if err := os.Symlink("/bin/cat", filepath.Join(path, "cat")); err != nil {
		t.Fatal(err)
	}
	program(t, path, "mvn", "exit 0")
	for major, full := range map[string]string{"11": "11.0.22+7", "25": "25.0.3+9-LTS", "1.8": "25.392-b08"} {
		t.Run(major, func(t *testing.T) {
			program(t, path, "java", saysVersion(major, full))
			_, err := neo4jd.Acquire(inTime(t), o)
			wantError(t, err, neo4jd.ErrMissing, append([]string{"Java 17 or 21", full, "/opt/java"}, ways...)...)
			if strings.Contains(err.Error(), "Maven is needed") {
				t.Errorf("Maven is there, and said to be missing:\n%v", err)
			}
		})
	}
	program(t, path, "java", "echo no runtime present >&2; exit 1")
	_, err := neo4jd.Acquire(inTime(t), o)
	wantError(t, err, neo4jd.ErrMissing, "there is no java")
}

func TestMissingMavenAlone(t *testing.T) {
	path, o := bare(t)
	if err := os.Symlink("/bin/cat", filepath.Join(path, "cat")); err != nil {
		t.Fatal(err)
	}
	for major, full := range map[string]string{"17": "17.0.15+6", "21": "21.0.7+6"} {
		t.Run(major, func(t *testing.T) {
			program(t, path, "java", saysVersion(major, full))
			_, err := neo4jd.Acquire(inTime(t), o)
			wantError(t, err, neo4jd.ErrMissing, append([]string{"Maven is needed"}, ways...)...)
			if strings.Contains(err.Error(), "Java 17 or 21 is needed") {
				t.Errorf("Java %s fits, and is said to be missing:\n%v", full, err)
			}
		})
	}
}

func TestMavenThatFails(t *testing.T) {
	path, o := bare(t)
	if err := os.Symlink("/bin/cat", filepath.Join(path, "cat")); err != nil {
		t.Fatal(err)
	}
	program(t, path, "java", saysVersion("17", "17.0.15+6"))
	program(t, path, "mvn", "echo the network is unreachable; exit 1")
	err := neo4jd.Install(inTime(t), o)
	wantError(t, err, neo4jd.ErrInstall, "Maven could not fetch", "the network is unreachable", "CREDENCE_NEO4J_URI")
	program(t, path, "mvn", "exit 0")
	wantError(t, neo4jd.Install(inTime(t), o), neo4jd.ErrInstall, "what Maven copied is not Neo4j "+neo4jd.Version)
	left, err := filepath.Glob(filepath.Join(o.CacheDir, "*", "*"))
	if err != nil || len(left) > 0 {
		t.Errorf("a failed install leaves %v (%v)", left, err)
	}
}

func TestKilledInstallLeavesNoMaven(t *testing.T) {
	o := options(t.TempDir(), t.TempDir())
	path := t.TempDir()
	// It leaves its process id, and takes the time of a long download.
	program(t, path, "mvn", "echo $$ > '"+o.DataDir+"/maven.pid'; exec sleep 300")
	t.Setenv("PATH", path+string(os.PathListSeparator)+os.Getenv("PATH"))
	t.Setenv("CREDENCE_CACHE_DIR", o.CacheDir)
	h := startHolder(t, o)
	var pid int
	eventually(t, "Maven runs", func() bool {
		text, err := os.ReadFile(filepath.Join(o.DataDir, "maven.pid"))
		if err != nil {
			return false
		}
		pid, err = strconv.Atoi(strings.TrimSpace(string(text)))
		return err == nil
	})
	h.kill(t)
	eventually(t, "Maven has ended with the program that runs it", func() bool {
		return errors.Is(syscall.Kill(pid, 0), syscall.ESRCH)
	})
}

func TestProgramThatDoesNotSupervise(t *testing.T) {
	t.Setenv(neo4jd.SupervisorMark, "1")
	_, err := neo4jd.Acquire(inTime(t), setUp(t))
	wantError(t, err, neo4jd.ErrStart, "neo4jd.Supervise")
}
