package server

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync"
	"time"
)

// stop lets the requests in flight finish, then cancels those that are left. base is the context of all of them. The
// listener is closed already.
func (s *Server) stop(base context.Context, cancel context.CancelFunc, server *http.Server) error {
	patience, done := context.WithTimeout(base, s.config.ShutdownTimeout)
	defer done()
	// net/http drops, without an answer, a request that it reads once Shutdown has begun: so that comes when none is
	// left.
	s.conns.settle(patience)
	err := server.Shutdown(patience)
	if err == nil {
		s.log.Info("stopped")
		return nil
	}
	left := s.running.Load()
	cancel()
	last, done := context.WithTimeout(context.WithoutCancel(base), lastWords)
	defer done()
	if server.Shutdown(last) != nil {
		err = errors.Join(err, server.Close())
	}
	s.log.Warn("stopped before all requests were answered", "cancelled", left)
	return fmt.Errorf("stop: %d requests were still running after %s and were cancelled: %w", left,
		s.config.ShutdownTimeout, err)
}

// connections knows the state of each connection.
type connections struct {
	mu      sync.Mutex
	states  map[net.Conn]http.ConnState
	changed chan struct{} // holds one signal
}

func newConnections() *connections {
	return &connections{states: make(map[net.Conn]http.ConnState), changed: make(chan struct{}, 1)}
}

// note is the server's ConnState.
func (c *connections) note(conn net.Conn, state http.ConnState) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if state == http.StateClosed || state == http.StateHijacked {
		delete(c.states, conn)
	} else {
		c.states[conn] = state
	}
	select {
	case c.changed <- struct{}{}:
	default: // there is a signal already
	}
}

func (c *connections) has(state http.ConnState) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, s := range c.states {
		if s == state {
			return true
		}
	}
	return false
}

// settle returns when no connection has a request in work, or when ctx ends. Connections that have sent nothing get
// their time and are then closed.
func (c *connections) settle(ctx context.Context) {
	first := time.NewTimer(firstWords)
	defer first.Stop()
	silent := false
	for c.has(http.StateActive) || !silent && c.has(http.StateNew) {
		select {
		case <-c.changed:
		case <-first.C:
			silent = true
			c.closeSilent()
		case <-ctx.Done():
			return
		}
	}
}

func (c *connections) closeSilent() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for conn, state := range c.states {
		if state == http.StateNew {
			_ = conn.Close() // its reader finds out
		}
	}
}
