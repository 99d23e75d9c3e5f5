package graphtest

import (
	"context"
	"encoding/json"
	"sync"
	"time"

	"github.com/vektah/gqlparser/v2/gqlerror"
)

// Clock dates the records of a graph that a script of requests is sent to. It begins at noon on 1 January 2025 and
// stands while a request is answered.
type Clock struct {
	mu      sync.Mutex
	minutes int
}

// Now returns the time.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return time.Date(2025, 1, 1, 12, c.minutes, 0, 0, time.UTC)
}

func (c *Clock) tick() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.minutes++
}

// InTurn lets a minute pass before each request, so that one write follows another, and takes out of the answers what
// differs from store to store: tokens and versions that are given become "given".
func InTurn(server Executor, clock *Clock) Executor { return inTurn{server, clock} }

type inTurn struct {
	Executor
	clock *Clock
}

// Execute answers one request.
func (t inTurn) Execute(
	ctx context.Context, query string, variables map[string]any, operation string,
) (json.RawMessage, gqlerror.List) {
	t.clock.tick()
	data, errs := t.Executor.Execute(ctx, query, variables, operation)
	var value any
	if json.Unmarshal(data, &value) != nil {
		return data, errs
	}
	blank(value)
	if blanked, err := json.Marshal(value); err == nil {
		data = blanked
	}
	return data, errs
}

func blank(value any) {
	switch v := value.(type) {
	case []any:
		for _, x := range v {
			blank(x)
		}
	case map[string]any:
		for name, x := range v {
			if _, given := x.(string); given && (name == "token" || name == "version") {
				v[name] = "given"
			}
			blank(x)
		}
	}
}
