package app_test

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/credence-graph/credence/internal/app"
	"github.com/credence-graph/credence/internal/app/run"
	"github.com/credence-graph/credence/internal/neo4jd"
	"github.com/credence-graph/credence/internal/neo4jd/neo4jdtest"
)

// asCredence makes the test binary behave as the program itself, for tests that need a process of its own.
const asCredence = "CREDENCE_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if code, handled := neo4jd.Supervise(os.Args[1:]); handled {
		os.Exit(code)
	}
	_ = os.Setenv("CREDENCE_NEO4J_READ_TIMEOUT", "1m") // other tests use the machine meanwhile
	_ = os.Setenv(javaOptions, os.Getenv(javaOptions)+" -XX:TieredStopAtLevel=1")
	if os.Getenv(asCredence) != "" {
		_ = os.Unsetenv(asCredence) // the program has no such setting
		program()
	}
	testscript.Main(tests{m}, map[string]func(){"credence": program})
}

// javaOptions is where Java takes options from that its command line does not have. A Neo4j that a test starts does not
// live long enough for what the thorough compiler makes of it to be worth its time: with the quick one alone the killed
// imports take half as long, the scripts two thirds.
const javaOptions = "JAVA_TOOL_OPTIONS"

// neo is the Neo4j of those tests that do not start one themselves.
var neo neo4jdtest.Shared

// tests runs the tests and stops their Neo4j.
type tests struct{ m *testing.M }

// Run returns the exit code.
func (t tests) Run() int {
	code := neo.Main(t.m)
	_ = os.RemoveAll(programDir) // nothing, where no test has built the program
	return code
}

// program does what cmd/credence does.
func program() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	os.Exit(app.Main(ctx, os.Args[1:], run.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}))
}
