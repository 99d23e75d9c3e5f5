package server

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// ErrNotLoopback is the error for an address that other machines could reach.
var ErrNotLoopback = errors.New("not a loopback address: there is no authentication yet, so only this machine may " +
	"reach the server; use 127.0.0.1, [::1] or localhost")

// checkLoopback refuses an address if anything that its host stands for is not loopback.
func checkLoopback(ctx context.Context, address string) error {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return fmt.Errorf("server.address: %w", err)
	}
	if host == "" { // every interface
		return fmt.Errorf("server.address %q: %w", address, ErrNotLoopback)
	}
	ips, err := net.DefaultResolver.LookupNetIP(ctx, "ip", host)
	if err != nil {
		return fmt.Errorf("server.address: %w", err)
	}
	for _, ip := range ips {
		if !ip.Unmap().IsLoopback() {
			return fmt.Errorf("server.address %q: %w", address, ErrNotLoopback)
		}
	}
	return nil
}

func checkListener(address net.Addr) error {
	if tcp, ok := address.(*net.TCPAddr); ok && tcp.IP.IsLoopback() {
		return nil
	}
	return fmt.Errorf("listener on %s: %w", address, ErrNotLoopback)
}

// checkHost refuses requests for another host than this machine. A web page can have its own name resolve to 127.0.0.1
// once it is loaded and then reach the server as its own origin; the name in the Host header gives it away.
func (s *Server) checkHost(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !localHost(r.Host) {
			refuse(w, r, http.StatusMisdirectedRequest, "MISDIRECTED",
				"This server answers for this machine only; expected the host 127.0.0.1, [::1] or localhost.")
			return
		}
		next.ServeHTTP(w, r)
	})
}

// localHost reports whether a Host header names this machine. The port is left open: it may have been forwarded.
func localHost(host string) bool {
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	name = strings.TrimSuffix(strings.TrimPrefix(name, "["), "]")
	if strings.EqualFold(strings.TrimSuffix(name, "."), "localhost") {
		return true
	}
	ip, err := netip.ParseAddr(name)
	return err == nil && ip.Unmap().IsLoopback()
}
