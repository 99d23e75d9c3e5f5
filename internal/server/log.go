package server

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
)

// recorder notes what is written through it.
type recorder struct {
	http.ResponseWriter
	status int // 0 = nothing written yet
	bytes  int64
}

// record returns w itself if it is a recorder, so that there is one for each request.
func record(w http.ResponseWriter) *recorder {
	if rec, ok := w.(*recorder); ok {
		return rec
	}
	return &recorder{ResponseWriter: w}
}

func (w *recorder) WriteHeader(status int) {
	if w.status == 0 && status >= http.StatusOK { // those below announce the one to come
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *recorder) Write(p []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	n, err := w.ResponseWriter.Write(p)
	w.bytes += int64(n)
	return n, err
}

// Flush is for handlers that stream and ask for an http.Flusher.
func (w *recorder) Flush() {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	_ = http.NewResponseController(w.ResponseWriter).Flush() // an http.Flusher cannot report
}

// Unwrap is for http.ResponseController.
func (w *recorder) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// logged writes one line for each request, after it: never its body, nor its query string.
func (s *Server) logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begun := time.Now()
		rec := record(w)
		s.running.Add(1)
		defer func() {
			s.running.Add(-1)
			s.logRequest(rec, r, time.Since(begun))
		}()
		next.ServeHTTP(rec, r)
	})
}

func (s *Server) logRequest(w *recorder, r *http.Request, took time.Duration) {
	ctx := r.Context()
	status := or(w.status, http.StatusOK) // what net/http sends for a handler that wrote nothing
	level := slog.LevelInfo
	switch {
	case isProbe(r.URL.Path):
		level = slog.LevelDebug // every few seconds, the same
	case status >= http.StatusInternalServerError:
		level = slog.LevelWarn
	}
	attrs := []slog.Attr{
		slog.String("method", r.Method), slog.String("path", r.URL.Path), slog.Int("status",
			status), slog.Int64("bytes", w.bytes),
		slog.Duration("duration", took), slog.String("request_id", RequestID(ctx)),
	}
	if ctx.Err() != nil { // the connection's: the client did not wait, or the server stopped
		attrs = append(attrs, slog.Bool("cut_off", true))
	}
	s.log.LogAttrs(ctx, level, "request", attrs...)
}

func isProbe(path string) bool { return path == pathLive || path == pathReady }

// recovered answers a panic with 500, or breaks the connection off where an answer had begun: half of one must not look
// whole.
func (s *Server) recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		rec := record(w)
		defer func() {
			fault := recover()
			if fault == nil {
				return
			}
			if err, ok := fault.(error); ok && errors.Is(err, http.ErrAbortHandler) {
				panic(fault) // this is how net/http is told to break off
			}
			s.log.ErrorContext(r.Context(), "panic", "fault", fmt.Sprint(fault), "request_id", RequestID(r.Context()),
				"stack", string(debug.Stack()))
			if rec.status != 0 {
				panic(http.ErrAbortHandler)
			}
			refuse(rec, r, http.StatusInternalServerError, code(evidence.CodeInternal),
				"Something went wrong here; the log has more under this request's id.")
		}()
		next.ServeHTTP(rec, r)
	})
}
