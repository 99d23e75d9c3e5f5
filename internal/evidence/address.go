package evidence

import "github.com/credence-graph/credence/internal/evidence/address"

// CanonicalURL returns the form under which two addresses of one page are the same, see [address.Canonical]. The error
// has code [CodeInvalid].
func CanonicalURL(text string) (string, error) {
	canonical, err := address.Canonical(text)
	if err != nil {
		return "", Invalidf("url", "%v", err)
	}
	return canonical, nil
}

// AbsoluteURL returns an address as it can be followed, see [address.Absolute].
func AbsoluteURL(text string) string { return address.Absolute(text) }

// ResolveURL returns the absolute address that a link means at base, see [address.Resolve].
func ResolveURL(base, link string) string { return address.Resolve(base, link) }

// CanonicalHost returns the one form of the name of a host, see [address.CanonicalHost].
func CanonicalHost(host string) string { return address.CanonicalHost(host) }

// Archive reports whether a host, in its one form, only shows copies of other people's pages.
func Archive(host string) bool { return address.Archive(host) }
