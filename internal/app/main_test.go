package app_test

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/credence-graph/credence/internal/app"
	"github.com/credence-graph/credence/internal/neo4jd"
)

// asCredence makes the test binary behave as the program itself, for tests that need a process of its own.
const asCredence = "CREDENCE_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if code, handled := neo4jd.Supervise(os.Args[1:]); handled {
		os.Exit(code)
	}
	if os.Getenv(asCredence) != "" {
		_ = os.Unsetenv(asCredence) // it is none of the program's settings
		program()
	}
	testscript.Main(m, map[string]func(){"credence": program})
}

// program does what cmd/credence does.
func program() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	os.Exit(app.Main(ctx, os.Args[1:], app.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}))
}
