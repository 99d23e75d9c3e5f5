package server

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
)

// health is the body of /livez and /readyz.
type health struct {
	Status string `json:"status"`
	Reason string `json:"reason,omitempty"`
}

func serveLive(w http.ResponseWriter, _ *http.Request) {
	answer(w, http.StatusOK, "application/json", health{Status: "live"})
}

func (s *Server) serveReady(w http.ResponseWriter, r *http.Request) {
	reason := "stopping"
	if !s.stopping.Load() {
		reason = s.ready.reason(r.Context())
	}
	if reason != "" {
		w.Header().Set("Retry-After", "1")
		answer(w, http.StatusServiceUnavailable, "application/json", health{Status: "not ready", Reason: reason})
		return
	}
	answer(w, http.StatusOK, "application/json", health{Status: "ready"})
}

// readiness asks check, one call at a time however many probes there are, and keeps the outcome for a while. A probe
// never waits longer than timeout, even for a check that does not heed its context.
type readiness struct {
	check         func(context.Context) error
	timeout, keep time.Duration
	log           *slog.Logger

	mu      sync.Mutex
	running chan struct{} // closed when the check that runs has ended; nil = none runs
	begun   time.Time     // of the check that runs
	known   time.Time     // when last was found; zero = never
	last    error
}

// reason returns "" when ready, else the class of what is missing: a code of the domain. ctx is the probe's; the check
// has its own, so that a probe that goes away does not fail it for the others.
func (r *readiness) reason(ctx context.Context) string {
	r.mu.Lock()
	if !r.known.IsZero() && time.Since(r.known) < r.keep {
		defer r.mu.Unlock()
		return reasonOf(r.last)
	}
	if r.running == nil {
		r.running, r.begun = make(chan struct{}), time.Now()
		go r.run(context.WithoutCancel(ctx), r.running)
	}
	running, patience := r.running, time.NewTimer(time.Until(r.begun.Add(r.timeout)))
	r.mu.Unlock()
	defer patience.Stop()
	select {
	case <-running:
	case <-patience.C:
		return string(evidence.CodeTimeout)
	case <-ctx.Done():
		return string(evidence.CodeTimeout) // nobody reads it
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return reasonOf(r.last)
}

func (r *readiness) run(ctx context.Context, running chan struct{}) {
	ctx, cancel := context.WithTimeout(ctx, r.timeout)
	defer cancel()
	err := r.safely(ctx)
	r.mu.Lock()
	before, first := reasonOf(r.last), r.known.IsZero()
	r.last, r.known, r.running = err, time.Now(), nil
	close(running)
	r.mu.Unlock()
	switch now := reasonOf(err); {
	case now != "" && (first || now != before):
		r.log.WarnContext(ctx, "not ready", "reason", now, "error", err)
	case now == "" && before != "":
		r.log.InfoContext(ctx, "ready again")
	}
}

// safely turns a panic of the check into an error: it runs apart from any request, where a panic would end the process.
func (r *readiness) safely(ctx context.Context) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = &evidence.Error{Code: evidence.CodeInternal, Message: "the check of readiness panicked"}
			r.log.ErrorContext(ctx, "panic", "fault", fault)
		}
	}()
	return r.check(ctx)
}

func reasonOf(err error) string {
	var domain *evidence.Error
	switch {
	case err == nil:
		return ""
	case errors.As(err, &domain):
		return string(domain.Code)
	case errors.Is(err, context.DeadlineExceeded):
		return string(evidence.CodeTimeout)
	}
	return string(evidence.CodeUnavailable)
}
