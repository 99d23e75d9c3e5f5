package neo4jd

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// java is a Java that can run Neo4j.
type java struct {
	Home    string `json:"home"`    // its folder, as it tells itself
	Version string `json:"version"` // of the virtual machine, with its build
	Major   int    `json:"major"`
}

func (j java) bin() string { return filepath.Join(j.Home, "bin", "java") }

func (j java) String() string { return fmt.Sprintf("Java %s (%s)", j.Version, j.bin()) }

// fits reports whether Neo4j 5.26 runs on it: its makers name 17 and 21.
func (j java) fits() bool { return j.Major == 17 || j.Major == 21 }

// findJava returns the first Java that fits: of JAVA_HOME, of the PATH, of the usual folders. Without one it returns
// in words what it found instead.
func findJava(ctx context.Context, o Options) (java, string) {
	var wrong []string
	for _, bin := range javaCandidates(o) {
		j, err := askJava(ctx, bin)
		if err != nil {
			continue
		}
		if j.fits() {
			return j, ""
		}
		wrong = append(wrong, j.String())
	}
	if len(wrong) == 0 {
		return java{}, "there is no java in JAVA_HOME or on the PATH"
	}
	return java{}, "found only " + strings.Join(wrong, ", ")
}

// javaCandidates returns the java programs to try, in order.
func javaCandidates(o Options) []string {
	var out []string
	if dir := os.Getenv("JAVA_HOME"); dir != "" {
		out = append(out, filepath.Join(dir, "bin", "java"))
	}
	if bin, err := exec.LookPath("java"); err == nil {
		out = append(out, bin)
	}
	for _, pattern := range o.JavaDirs {
		// A malformed pattern has no matches, which is all that matters here.
		found, _ := filepath.Glob(filepath.Join(pattern, "bin", "java"))
		out = append(out, found...)
	}
	return out
}

// askJava runs a java program for its version and its folder. The folder matters because the program may be a link or
// a script, and the process to be watched must be Java itself.
func askJava(ctx context.Context, bin string) (java, error) {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	out, err := exec.CommandContext(ctx, bin, "-XshowSettings:properties", "-version").CombinedOutput()
	if err != nil {
		return java{}, fmt.Errorf("%s -version: %w", bin, err)
	}
	return parseJava(string(out))
}

// parseJava reads the answer of java -XshowSettings:properties -version.
func parseJava(text string) (java, error) {
	var j java
	for line := range strings.Lines(text) {
		name, value, ok := strings.Cut(line, " = ")
		if !ok {
			continue
		}
		value = strings.TrimSpace(value)
		switch strings.TrimSpace(name) {
		case "java.home":
			j.Home = value
		case "java.vm.version":
			j.Version = value
		case "java.specification.version":
			// Up to Java 8 it was 1.8; such a version does not fit, and stays 0.
			j.Major, _ = strconv.Atoi(value)
		}
	}
	if j.Home == "" || j.Version == "" {
		return java{}, errors.New("java does not tell its version and folder")
	}
	return j, nil
}

// findMaven returns the path of Maven's program: of MAVEN_HOME, M2_HOME, or the PATH.
func findMaven() (string, bool) {
	for _, name := range []string{"MAVEN_HOME", "M2_HOME"} {
		dir := os.Getenv(name)
		if dir == "" {
			continue
		}
		if bin, err := exec.LookPath(filepath.Join(dir, "bin", "mvn")); err == nil {
			return bin, true
		}
	}
	bin, err := exec.LookPath("mvn")
	return bin, err == nil
}

// mavenVersion returns the first line that Maven says of itself.
func mavenVersion(ctx context.Context, bin string, j java) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, bin, "-Dstyle.color=never", "-B", "--version")
	cmd.Env = mavenEnv(j)
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("%s --version: %w", bin, err)
	}
	first, _, _ := bytes.Cut(out, []byte("\n"))
	return strings.TrimSpace(escapes().ReplaceAllString(string(first), "")), nil
}

// escapes matches what colours a terminal: Maven writes some of it even when it is asked not to.
func escapes() *regexp.Regexp { return regexp.MustCompile(`\x1b\[[0-9;]*m`) }

// waysOut is what a person without Java or Maven can do instead.
const waysOut = `Three ways out:
  1. make deps            installs what is missing (Java 17 or 21, and Maven)
  2. docker run --rm -d --name credence-neo4j -p 127.0.0.1:7687:7687 ` +
	`-e NEO4J_AUTH=neo4j/choose-a-password neo4j:5.26-community
     then set CREDENCE_NEO4J_URI=bolt://127.0.0.1:7687 CREDENCE_NEO4J_USERNAME=neo4j ` +
	`CREDENCE_NEO4J_PASSWORD=choose-a-password
  3. set neo4j.uri (CREDENCE_NEO4J_URI) and its credentials to a Neo4j that you have; then nothing is started here`

// missing returns the error for programs that are not there; each entry says one thing that is missing and why.
func missing(what ...string) error {
	return &Error{
		Kind: ErrMissing,
		Text: "Neo4j cannot be run here: " + strings.Join(what, "; "),
		Cure: waysOut,
	}
}
