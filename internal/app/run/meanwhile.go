package run

import (
	"context"
	"sync"
)

// Meanwhile runs f beside the caller; the function that it returns ends f's context and waits for f.
func Meanwhile(ctx context.Context, f func(context.Context)) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	var done sync.WaitGroup
	done.Go(func() { f(ctx) })
	return func() {
		cancel()
		done.Wait()
	}
}
