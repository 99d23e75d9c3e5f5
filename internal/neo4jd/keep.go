package neo4jd

import (
	"context"
	"fmt"
	"sync"
	"time"
)

const (
	// lookAtSupervisor is how often Keep checks whether the supervisor is still alive.
	lookAtSupervisor = 250 * time.Millisecond
	// keepDelay is how long Keep waits before it tries again after a failure.
	keepDelay = 5 * time.Second
)

// Keep brings Neo4j back, at the same address, whenever its supervisor has ended although this process has a share: the
// supervisor restarts a Neo4j that crashed, but no one else restarts a Neo4j whose supervisor was killed. It returns
// when the context ends. It calls failed with what went wrong, and tries again.
func (i *Instance) Keep(ctx context.Context, failed func(error)) {
	ticker := time.NewTicker(lookAtSupervisor)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		if i.supervisorNow().alive() {
			continue
		}
		if err := i.revive(ctx); err != nil && ctx.Err() == nil {
			failed(err)
			wait, cancel := context.WithTimeout(ctx, keepDelay)
			<-wait.Done()
			cancel()
		}
	}
}

// revive finds or starts the next supervisor, which takes over the port of the last.
func (i *Instance) revive(ctx context.Context) error {
	a := &acquirer{opts: i.opts, home: i.home, report: reporter{i.opts.Progress}, began: time.Now()}
	a.java = sync.OnceValues(func() (java, error) { return ensureJars(ctx, i.opts, jarsComplete) })
	next, err := a.instance(ctx)
	if err != nil {
		return fmt.Errorf("bringing Neo4j back: %w", err)
	}
	if next.port != i.port {
		return &Error{
			Kind: ErrStart, Text: fmt.Sprintf("another program has taken port %d of 127.0.0.1, at which Neo4j was", i.port),
			Cure: "Restart this program.",
		}
	}
	i.mu.Lock()
	defer i.mu.Unlock()
	i.supervisor, i.watched = next.supervisor, next.watched
	return nil
}

func (i *Instance) supervisorNow() process {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.watched
}
