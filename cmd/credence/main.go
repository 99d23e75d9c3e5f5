// Command credence says how much independent evidence there is for a claim; see the README.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"github.com/credence-graph/credence/internal/app"
	"github.com/credence-graph/credence/internal/app/run"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	code := app.Main(ctx, os.Args[1:], run.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr})
	stop()
	os.Exit(code)
}
