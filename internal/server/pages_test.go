package server_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/credence-graph/credence/internal/server"
)

// TestPages serves pages at their paths and at no others, within the time of a request, to those who only read.
func TestPages(t *testing.T) {
	page := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		deadline, bounded := r.Context().Deadline()
		fmt.Fprint(w, "page ", r.URL.Path, " ", bounded && time.Until(deadline) <= time.Minute)
	})
	pages := map[string]http.HandlerFunc{"/{$}": page, "/claim/": page, "/claim/{id}": page}
	r := start(t, server.Config{GraphQL: http.HandlerFunc(echo), Pages: pages, RequestTimeout: time.Minute})
	for path, want := range map[string]string{"/": "page / true", "/claim/c": "page /claim/c true",
		"/claim/c/flatline.svg": "page /claim/c/flatline.svg true"} {
		if got := r.do(t, http.MethodGet, path, nil); got.status != 200 || got.body != want {
			t.Errorf("GET %s: %d %q; want %q", path, got.status, got.body, want)
		}
	}
	for path, want := range map[string]int{"/other": 404, "/livez": 200} {
		if got := r.do(t, http.MethodGet, path, nil); got.status != want {
			t.Errorf("GET %s: %d; want %d", path, got.status, want)
		}
	}
	if got := r.do(t, http.MethodPost, "/claim/c", nil); got.status != 405 {
		t.Errorf("POST /claim/c: %d; want 405", got.status)
	}
	index := start(t, server.Config{GraphQL: http.HandlerFunc(echo), Pages: pages,
		Index: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "index") })})
	for path, want := range map[string]string{"/": "index", "/claim/c": "page /claim/c true"} {
		if got := index.do(t, http.MethodGet, path, nil); got.body != want {
			t.Errorf("GET %s beside an index: %q; want %q", path, got.body, want)
		}
	}
}
