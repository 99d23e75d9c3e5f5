package fetch_test

import (
	"compress/gzip"
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/fetch"
)

// web is a server that plays the public web: article.example is at a public address, and a connection there goes to it.
type web struct {
	*fetch.Client
	dialled atomic.Int32
}

const publicAddress = "93.184.215.14"

func newWeb(t *testing.T, handler http.HandlerFunc) *web {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	w := &web{}
	w.Client = &fetch.Client{
		Lookup: func(_ context.Context, host string) ([]netip.Addr, error) {
			switch host {
			case "article.example":
				return []netip.Addr{netip.MustParseAddr(publicAddress)}, nil
			case "inside.example":
				return []netip.Addr{netip.MustParseAddr("10.1.2.3")}, nil
			case "both.example":
				return []netip.Addr{netip.MustParseAddr(publicAddress), netip.MustParseAddr("::1")}, nil
			}
			return nil, errors.New("no such host")
		},
		Dial: func(ctx context.Context, network, address string) (net.Conn, error) {
			w.dialled.Add(1)
			if address != publicAddress+":80" {
				t.Errorf("a connection to %s", address)
			}
			return (&net.Dialer{}).DialContext(ctx, network, server.Listener.Addr().String())
		},
	}
	return w
}

func TestGet(t *testing.T) {
	w := newWeb(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/old":
			http.Redirect(w, r, "/new", http.StatusFound)
		case "/new":
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			_, _ = w.Write([]byte("<p>words"))
		case "/plain":
			w.Header().Set("Content-Type", "text/plain")
			_, _ = w.Write([]byte("words"))
		}
	})
	page, err := w.Get(t.Context(), "http://article.example/old")
	if err != nil || page.URL != "http://article.example/new" || !page.HTML || string(page.Body) != "<p>words" {
		t.Errorf("%+v, %v", page, err)
	}
	page, err = w.Get(t.Context(), "http://article.example/plain")
	if err != nil || page.HTML || string(page.Body) != "words" {
		t.Errorf("%+v, %v", page, err)
	}
}

// TestGet_ReachesNoOtherHost: by name, by number, by redirection or by one address of several, and nothing is dialled.
func TestGet_ReachesNoOtherHost(t *testing.T) {
	var to string
	w := newWeb(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, to, http.StatusFound) })
	for _, address := range []string{
		"http://inside.example/", "http://both.example/", "http://127.0.0.1/", "http://[::1]/",
		"http://169.254.169.254/latest/meta-data", "http://192.168.0.1:8080/",
		"http://[::ffff:10.0.0.1]/", "http://[64:ff9b::a00:1]/", "http://[fe80::1]/", "http://0.0.0.0/",
		"file:///etc/passwd", "ftp://article.example/",
		"http://user:secret@article.example/", "http:///path", "article.example/x", "gopher://article.example/",
	} {
		w.dialled.Store(0)
		if _, err := w.Get(t.Context(), address); evidence.CodeOf(err) != evidence.CodeInvalid {
			t.Errorf("%s: %v", address, err)
		}
		if n := w.dialled.Load(); n != 0 {
			t.Errorf("%s: %d connections", address, n)
		}
		w.dialled.Store(0)
		to = address
		if to == "article.example/x" {
			continue // a path, in a redirection
		}
		if _, err := w.Get(t.Context(), "http://article.example/"); err == nil ||
			strings.Contains(err.Error(), "secret") {
			t.Errorf("redirected to %s: %v", address, err)
		}
		if n := w.dialled.Load(); n != 1 {
			t.Errorf("redirected to %s: %d connections, want the first alone", address, n)
		}
	}
	to = "http://article.example/again"
	if _, err := w.Get(t.Context(), "http://article.example/"); evidence.CodeOf(err) != evidence.CodeInvalid ||
		!strings.Contains(err.Error(), "redirections") {
		t.Errorf("for ever: %v", err)
	}
}

// TestGet_TheOwnDialerRefusesToo: the zero client, without anything injected, at a server that answers.
func TestGet_TheOwnDialerRefusesToo(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		t.Error("the server was asked")
	}))
	defer server.Close()
	_, err := new(fetch.Client).Get(t.Context(), server.URL)
	if evidence.CodeOf(err) != evidence.CodeInvalid || !strings.Contains(err.Error(), "not on the public web") {
		t.Errorf("%v", err)
	}
}

func TestGet_RefusesWhatIsNoPage(t *testing.T) {
	w := newWeb(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/pdf":
			w.Header().Set("Content-Type", "application/pdf")
		case "/none":
			w.Header()["Content-Type"] = nil
		case "/gone":
			w.WriteHeader(http.StatusGone)
			return
		case "/fails":
			w.WriteHeader(http.StatusBadGateway)
			return
		case "/long":
			w.Header().Set("Content-Type", "text/plain")
			_, _ = w.Write(make([]byte, fetch.MaxBytes+1))
			return
		case "/packed": // small on the way, long unpacked
			w.Header().Set("Content-Type", "text/plain")
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			_, _ = z.Write(make([]byte, 2*fetch.MaxBytes))
			_ = z.Close()
			return
		}
		_, _ = w.Write([]byte("x"))
	})
	for path, code := range map[string]evidence.Code{"/pdf": evidence.CodeInvalid, "/none": evidence.CodeInvalid,
		"/gone":  evidence.CodeNotFound,
		"/fails": evidence.CodeUnavailable, "/long": evidence.CodeInvalid, "/packed": evidence.CodeInvalid} {
		if _, err := w.Get(t.Context(), "http://article.example"+path); evidence.CodeOf(err) != code {
			t.Errorf("%s: %v, want %s", path, err, code)
		}
	}
	if _, err := w.Get(t.Context(), "http://unknown.example/"); evidence.CodeOf(err) != evidence.CodeUnavailable {
		t.Errorf("a host that is not there: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := w.Get(ctx, "http://article.example/pdf"); !errors.Is(err, context.Canceled) {
		t.Errorf("interrupted: %v", err)
	}
}

func TestPublic(t *testing.T) {
	for address, want := range map[string]bool{
		"93.184.215.14": true, "8.8.8.8": true, "2606:2800:21f:cb07:6820:80da:af6b:8b2c": true, "::ffff:8.8.8.8": true,
		"10.0.0.1": false, "172.16.0.1": false, "172.32.0.1": true, "192.168.1.1": false, "127.0.0.1": false,
		"127.255.0.1": false, "169.254.1.1": false,
		"0.0.0.0": false, "0.1.2.3": false, "100.64.0.1": false, "100.128.0.1": true, "192.0.0.8": false,
		"198.18.0.1": false, "224.0.0.1": false,
		"240.0.0.1": false, "255.255.255.255": false, "192.0.2.1": false, "203.0.113.9": false, "::": false,
		"::1": false, "::ffff:127.0.0.1": false,
		"::7f00:1": false, "fe80::1": false, "fc00::1": false, "fd12::1": false, "ff02::1": false,
		"64:ff9b::7f00:1": false, "2002:7f00:1::": false,
		"2001:0:1::1": false, "2001:db8::1": false, "fec0::1": false,
	} {
		if got := fetch.Public(netip.MustParseAddr(address)); got != want {
			t.Errorf("%s: %v, want %v", address, got, want)
		}
	}
	if fetch.Public(netip.Addr{}) {
		t.Error("no address is public")
	}
}
