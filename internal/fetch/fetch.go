// Package fetch gets a page of the public web for a person who names its address. It goes to no other place: what a
// page or the name service answers must not lead to the machine itself or to the network that it stands in.
package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"syscall"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
)

// What a page may be, and how long it may take.
const (
	MaxBytes     = 4 << 20 // unpacked
	Timeout      = 30 * time.Second
	maxRedirects = 5
)

// Page is what was found at an address.
type Page struct {
	URL  string // where it was finally, after redirections
	HTML bool   // else it is plain text
	Body []byte // in the page's own encoding
}

// Client gets pages. The zero value uses the machine's name service and network; a proxy is never used, since it would
// resolve names itself.
type Client struct {
	// Lookup returns the addresses of a host. nil: the machine's name service.
	Lookup func(ctx context.Context, host string) ([]netip.Addr, error)
	// Dial connects to an address, "93.184.216.34:443", that has been found public. nil: by TCP.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)
}

// Get gets the page at an address. It must be http or https and public: every address that its host has must be, or it
// is refused; the connection goes to one that was checked, so that a second answer of the name service changes
// nothing; and each redirection is checked like the first address. The page must be text/html or text/plain and no
// longer than [MaxBytes], and come within [Timeout]. The error has code evidence.CodeInvalid where the address or the
// page is not to be read, evidence.CodeNotFound if there is none, and evidence.CodeUnavailable where the network
// fails.
func (c *Client) Get(ctx context.Context, address string) (Page, error) {
	ctx, cancel := context.WithTimeout(ctx, Timeout)
	defer cancel()
	target, err := url.Parse(address)
	if err != nil {
		return Page{}, evidence.Invalidf("url", "%q is not an address: %v", address, err)
	}
	if err := checkURL(target); err != nil {
		return Page{}, err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, target.String(), nil)
	if err != nil {
		return Page{}, evidence.Invalidf("url", "%q is not an address: %v", address, err)
	}
	request.Header.Set("Accept", "text/html, text/plain")
	request.Header.Set("User-Agent", "credence")
	transport := &http.Transport{
		DialContext: c.dial, MaxResponseHeaderBytes: 64 << 10, DisableKeepAlives: true, ForceAttemptHTTP2: true,
	}
	client := &http.Client{Transport: transport, CheckRedirect: checkRedirect}
	response, err := client.Do(request)
	if err != nil {
		return Page{}, failure(address, err)
	}
	defer func() { _ = response.Body.Close() }() // read to the end or given up
	return read(address, response)
}

// checkURL refuses what is not the address of a page.
func checkURL(u *url.URL) error {
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return evidence.Invalidf("url", "%q is not the address of a page; expected http:// or https://", u.Redacted())
	case u.Hostname() == "":
		return evidence.Invalidf("url", "%q names no host", u.Redacted())
	case u.User != nil:
		return evidence.Invalidf("url", "%q has a name or password in it; expected an address that everybody can read",
			u.Redacted())
	}
	return nil
}

func checkRedirect(next *http.Request, before []*http.Request) error {
	if len(before) > maxRedirects {
		return evidence.Invalidf("url", "more than %d redirections; expected a page", maxRedirects)
	}
	return checkURL(next.URL)
}

// dial connects to a host that is public.
func (c *Client) dial(ctx context.Context, network, address string) (net.Conn, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	addresses, err := c.lookup(ctx, host)
	if err != nil {
		return nil, err
	}
	for _, a := range addresses {
		if !Public(a) {
			return nil, refused(host, a)
		}
	}
	dial := c.Dial
	if dial == nil {
		dial = (&net.Dialer{Control: control}).DialContext
	}
	var errs []error
	for _, a := range addresses {
		conn, err := dial(ctx, network, net.JoinHostPort(a.Unmap().String(), port))
		if err == nil {
			return conn, nil
		}
		errs = append(errs, err)
	}
	return nil, errors.Join(errs...)
}

func (c *Client) lookup(ctx context.Context, host string) ([]netip.Addr, error) {
	if a, err := netip.ParseAddr(host); err == nil {
		return []netip.Addr{a}, nil
	}
	lookup := c.Lookup
	if lookup == nil {
		lookup = func(ctx context.Context, host string) ([]netip.Addr, error) {
			return net.DefaultResolver.LookupNetIP(ctx, "ip", host)
		}
	}
	addresses, err := lookup(ctx, host)
	if err == nil && len(addresses) == 0 {
		err = fmt.Errorf("%s has no address", host)
	}
	return addresses, err
}

func refused(host string, a netip.Addr) error {
	return evidence.Invalidf("url", "%s is at %s, which is not on the public web; save the page and read the file",
		host, a)
}

// control looks at the address of a connection once more, directly before it is made.
func control(_, address string, _ syscall.RawConn) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return err
	}
	if !Public(at.Addr()) {
		return refused(at.Addr().String(), at.Addr())
	}
	return nil
}

// reserved are the networks, beside those that netip knows, that are not of the public web (IANA's registries of
// special purpose addresses), or that lead to other addresses which nobody has checked: 6to4, Teredo, NAT64.
var reserved = prefixes("0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15",
	"198.51.100.0/24",
	"203.0.113.0/24", "240.0.0.0/4", "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23",
	"2001:db8::/32", "2002::/16", "3fff::/20",
	"5f00::/16", "fec0::/10")

func prefixes(list ...string) []netip.Prefix {
	out := make([]netip.Prefix, len(list))
	for i, p := range list {
		out[i] = netip.MustParsePrefix(p)
	}
	return out
}

// Public reports whether an address is one of the public web: not private, loopback, link-local, multicast or reserved.
func Public(a netip.Addr) bool {
	a = a.WithZone("").Unmap()
	if !a.IsGlobalUnicast() || a.IsPrivate() {
		return false
	}
	return !slices.ContainsFunc(reserved, func(p netip.Prefix) bool { return p.Contains(a) })
}

// read reads the page of an answer.
func read(address string, response *http.Response) (Page, error) {
	switch code := response.StatusCode; {
	case code == http.StatusNotFound || code == http.StatusGone:
		return Page{}, evidence.NotFoundf("%s answers %s", address, response.Status)
	case code != http.StatusOK:
		return Page{}, &evidence.Error{
			Code:    evidence.CodeUnavailable,
			Message: fmt.Sprintf("%s answers %s; save the page and read the file", address, response.Status),
		}
	}
	kind, _, err := mime.ParseMediaType(response.Header.Get("Content-Type"))
	if err != nil || kind != "text/html" && kind != "text/plain" {
		return Page{}, evidence.Invalidf("url", "%s is %s; expected text/html or text/plain", address,
			strconv.Quote(response.Header.Get("Content-Type")))
	}
	body, err := io.ReadAll(io.LimitReader(response.Body, MaxBytes+1))
	if err != nil {
		return Page{}, failure(address, err)
	}
	if len(body) > MaxBytes {
		return Page{}, evidence.Invalidf("url", "%s is longer than %d MB; expected the page of an article", address,
			MaxBytes>>20)
	}
	return Page{URL: response.Request.URL.String(), HTML: kind == "text/html", Body: body}, nil
}

// failure gives an error of the network its code. What this package refused keeps its own.
func failure(address string, err error) error {
	var own *evidence.Error
	if errors.As(err, &own) {
		return own
	}
	if errors.Is(err, context.Canceled) {
		return err
	}
	return &evidence.Error{
		Code: evidence.CodeUnavailable, Message: fmt.Sprintf("%s cannot be reached", address), Err: err,
	}
}
