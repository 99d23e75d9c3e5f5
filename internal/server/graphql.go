package server

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
)

// graphQL guards the GraphQL handler.
func (s *Server) graphQL() http.Handler {
	origin := http.NewCrossOriginProtection()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.Method == http.MethodGet && s.config.Streams(r):
			s.serveSocket(w, r)
		case r.Method != http.MethodPost && r.Method != http.MethodGet:
			refuseMethod(w, r, "GET, POST")
		case isForeign(origin, r):
			refuse(w, r, http.StatusForbidden, "FORBIDDEN",
				"This request comes from a page of another origin, which may not use this server.")
		case r.Method == http.MethodPost && !isJSON(r.Header.Get("Content-Type")):
			// This keeps other origins out as well: their pages may send JSON only after a preflight, which is not
			// answered.
			w.Header().Set("Accept", "application/json")
			refuse(w, r, http.StatusUnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE",
				"Expected Content-Type: application/json, in UTF-8.")
		case !s.enter():
			w.Header().Set("Retry-After", "1")
			refuse(w, r, http.StatusTooManyRequests, "TOO_MANY_REQUESTS",
				"Too many requests are running at once; try again in a second.")
		default:
			leave := sync.OnceFunc(s.leave)
			defer leave()
			s.serveGraphQL(w, r, leave)
		}
	})
}

// isForeign reports whether a page of another origin sends a request. Queries that come as a GET are held to the same
// as a POST: they make the server work.
func isForeign(origin *http.CrossOriginProtection, r *http.Request) bool {
	sent := *r
	sent.Method = http.MethodPost
	return origin.Check(&sent) != nil
}

func isJSON(contentType string) bool {
	name, parameters, err := mime.ParseMediaType(contentType)
	charset := parameters["charset"]
	return err == nil && name == "application/json" && (charset == "" || strings.EqualFold(charset, "utf-8"))
}

// serveSocket answers a request for a WebSocket. Browsers let pages of any origin open one, so that is looked at here.
func (s *Server) serveSocket(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin") // "" where it is no browser
	if from, err := url.Parse(origin); origin != "" && (err != nil || from.Host != r.Host) {
		refuse(w, r, http.StatusForbidden, "FORBIDDEN",
			"This request comes from a page of another origin, which may not use this server.")
		return
	}
	s.stream(w, r)
}

// stream calls the GraphQL handler with a context that ends when the client goes or the server stops.
func (s *Server) stream(w http.ResponseWriter, r *http.Request) {
	select {
	case s.streams <- struct{}{}:
		defer func() { <-s.streams }()
	default:
		w.Header().Set("Retry-After", "10")
		refuse(w, r, http.StatusTooManyRequests, "TOO_MANY_REQUESTS",
			"Too many streams of events are open; try again in ten seconds.")
		return
	}
	ctx, cancel := context.WithCancel(r.Context())
	defer cancel()
	defer context.AfterFunc(s.ending, cancel)()
	control := http.NewResponseController(w)
	for _, lift := range []func(time.Time) error{control.SetReadDeadline, control.SetWriteDeadline} {
		_ = lift(time.Time{}) // without a network there is none
	}
	s.config.GraphQL.ServeHTTP(record(w), r.WithContext(ctx))
}

func (s *Server) enter() bool {
	if s.slots == nil {
		return true
	}
	select {
	case s.slots <- struct{}{}:
		return true
	default:
		return false
	}
}

func (s *Server) leave() {
	if s.slots != nil {
		<-s.slots
	}
}

// serveGraphQL reads the body, which says whether the answer is a stream. A stream gives up the place that requests
// have by calling leave, and has no deadline.
func (s *Server) serveGraphQL(w http.ResponseWriter, r *http.Request, leave func()) {
	ctx, cancel := context.WithDeadline(r.Context(), time.Now().Add(s.config.RequestTimeout))
	defer cancel()
	body, err := s.readBody(w, r)
	if err != nil {
		s.refuseBody(w, r, err)
		return
	}
	r.ContentLength = int64(len(body))
	r.Body = io.NopCloser(bytes.NewReader(body))
	streams := s.config.Streams(r)
	r.Body = io.NopCloser(bytes.NewReader(body))
	if streams {
		leave()
		s.stream(w, r)
		return
	}
	rec := record(w)
	s.config.GraphQL.ServeHTTP(rec, r.WithContext(ctx))
	if rec.status == 0 && errors.Is(ctx.Err(), context.DeadlineExceeded) {
		refuse(rec, r, http.StatusGatewayTimeout, code(evidence.CodeTimeout),
			fmt.Sprintf("The answer took longer than %s; ask for less at once.", s.config.RequestTimeout))
	}
}

// readBody reads the whole body before anything is done with it, so that what is too large or too slow is answered
// alike for every handler and never costs more than its bytes.
func (s *Server) readBody(w http.ResponseWriter, r *http.Request) ([]byte, error) {
	if r.ContentLength > s.config.MaxBody {
		w.Header().Set("Connection", "close") // the rest is not worth reading
		return nil, &http.MaxBytesError{Limit: s.config.MaxBody}
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, s.config.MaxBody))
	if err != nil {
		return nil, err
	}
	err = http.NewResponseController(w).SetReadDeadline(time.Time{})
	if err != nil && !errors.Is(err, http.ErrNotSupported) { // without a network there is none
		return nil, err
	}
	return body, nil
}

func (s *Server) refuseBody(w http.ResponseWriter, r *http.Request, err error) {
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		refuse(w, r, http.StatusRequestEntityTooLarge, "BODY_TOO_LARGE",
			fmt.Sprintf("The body is larger than %d bytes; ask for less at once.", tooLarge.Limit))
	case errors.Is(err, os.ErrDeadlineExceeded):
		refuse(w, r, http.StatusRequestTimeout, code(evidence.CodeTimeout),
			fmt.Sprintf("The body did not arrive within %s.", s.config.RequestTimeout))
	default:
		refuse(w, r, http.StatusBadRequest, code(evidence.CodeInvalid), "The body broke off.")
	}
}
