package server

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"html/template"
	"mime"
	"net/http"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
)

// Paths.
const (
	pathGraphQL = "/graphql"
	pathLive    = "/livez"
	pathReady   = "/readyz"
)

//go:embed index.html
var indexPage string

func (s *Server) routes() (http.Handler, error) {
	mux := http.NewServeMux()
	mux.Handle(pathGraphQL, s.graphQL())
	mux.Handle(pathLive, readOnly(http.HandlerFunc(serveLive)))
	mux.Handle(pathReady, readOnly(http.HandlerFunc(s.serveReady)))
	const home = "/{$}"
	for pattern, page := range s.config.Pages {
		if pattern != home || s.config.Index == nil {
			mux.Handle(pattern, readOnly(s.page(page)))
		}
	}
	switch {
	case s.config.Index != nil:
		mux.Handle("/", readOnly(s.config.Index))
		return s.wrapped(mux), nil
	case s.config.Pages[home] == nil:
		index, err := newIndex()
		if err != nil {
			return nil, err
		}
		mux.Handle(home, readOnly(index))
	}
	mux.HandleFunc("/", serveNothing)
	return s.wrapped(mux), nil
}

// wrapped puts what holds for every request around the routes.
func (s *Server) wrapped(mux http.Handler) http.Handler {
	return identify(s.logged(s.recovered(s.secured(s.checkHost(mux)))))
}

// secured sets the headers that every answer carries. While the server stops they close the connection as well, so that
// no client sends its next request into one that is about to go.
func (s *Server) secured(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Content-Security-Policy",
			"default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		if s.stopping.Load() {
			h.Set("Connection", "close")
		}
		next.ServeHTTP(w, r)
	})
}

// page answers with a page, as a request that takes a place among the others.
func (s *Server) page(page http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !s.enter() {
			w.Header().Set("Retry-After", "1")
			refuse(w, r, http.StatusTooManyRequests, "TOO_MANY_REQUESTS",
				"Too many requests are running at once; try again in a second.")
			return
		}
		defer s.leave()
		ctx, cancel := context.WithTimeout(r.Context(), s.config.RequestTimeout)
		defer cancel()
		page.ServeHTTP(w, r.WithContext(ctx))
	})
}

func readOnly(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			refuseMethod(w, r, "GET, HEAD")
			return
		}
		next.ServeHTTP(w, r)
	})
}

// newIndex returns the page that says where the API is.
func newIndex() (http.Handler, error) {
	page, err := template.New("index").Parse(indexPage)
	if err != nil {
		return nil, fmt.Errorf("index page: %w", err)
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		// the client is gone
		_ = page.Execute(w, struct{ Host, Path, Live, Ready string }{r.Host, pathGraphQL, pathLive, pathReady})
	}), nil
}

func serveNothing(w http.ResponseWriter, r *http.Request) {
	refuse(w, r, http.StatusNotFound, code(evidence.CodeNotFound),
		"There is nothing at this path; the API is POST "+pathGraphQL+".")
}

// graphQLErrors is the body of an answer that holds an error and no data.
type graphQLErrors struct {
	Errors []graphQLError `json:"errors"`
}

type graphQLError struct {
	Message    string            `json:"message"`
	Extensions map[string]string `json:"extensions"`
}

// code is an error code of the domain as GraphQL clients see it.
func code(c evidence.Code) string { return strings.ToUpper(string(c)) }

// refuse answers with one GraphQL error, in the media type that the client asks for, application/json if in doubt.
func refuse(w http.ResponseWriter, r *http.Request, status int, code, message string) {
	mediaType := "application/json"
	const own = "application/graphql-response+json"
	for _, accepted := range strings.Split(r.Header.Get("Accept"), ",") {
		if name, _, err := mime.ParseMediaType(accepted); err == nil && name == own {
			mediaType = own
		}
	}
	answer(w, status, mediaType, graphQLErrors{[]graphQLError{{
		Message:    message,
		Extensions: map[string]string{"code": code, "requestId": RequestID(r.Context())},
	}}})
}

func refuseMethod(w http.ResponseWriter, r *http.Request, allowed string) {
	w.Header().Set("Allow", allowed)
	refuse(w, r, http.StatusMethodNotAllowed, "METHOD_NOT_ALLOWED",
		fmt.Sprintf("%s is not for this path; expected %s.", r.Method, allowed))
}

func answer(w http.ResponseWriter, status int, mediaType string, body any) {
	w.Header().Set("Content-Type", mediaType+"; charset=utf-8")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body) // the client is gone
}
