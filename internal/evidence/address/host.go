package address

import (
	"net/netip"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/idna"
)

// hostForms brings the name of a host into the letters of the domain system, as browsers do. It does not refuse the
// names that only the system's rules for registration refuse: hosts with "_" answer, too.
var hostForms = idna.New(idna.MapForLookup(), idna.StrictDomainName(false), idna.Transitional(false))

// CanonicalHost returns the one form of the name of a host: lower case, in the letters of the domain system (Punycode),
// without a dot at the end. What is no name in it is returned in lower case.
func CanonicalHost(host string) string {
	host = strings.ToLower(nfc(strings.TrimSpace(host)))
	if strings.Contains(host, ":") {
		return host // an address of IPv6
	}
	// other names are in their one form already
	if strings.ContainsFunc(host, beyondASCII) || strings.Contains(host, "xn--") {
		if ascii, err := hostForms.ToASCII(host); err == nil && ascii != "" {
			host = ascii
		}
	}
	return strings.TrimRight(host, ".")
}

// canonicalHost returns host and port, "" if there is no host.
func canonicalHost(u *url.URL) string {
	host := plainHost(CanonicalHost(u.Hostname()))
	if host == "" || strings.ContainsAny(host, "/?#%@\\<>[]{}|^\"` ") {
		return ""
	}
	if strings.Contains(host, ":") {
		if _, err := netip.ParseAddr(host); err != nil {
			return ""
		}
		host = "[" + host + "]"
	}
	if port := u.Port(); port != "" && port != "80" && port != "443" {
		host += ":" + port
	}
	return host
}

// plainHost takes off what only says which edition of a site it is.
func plainHost(host string) string {
	for {
		label, rest, _ := strings.Cut(host, ".")
		switch label {
		case "www":
		case "amp", "m", "mobile":
			if !site(rest) {
				return host
			}
		default:
			return host
		}
		host = rest
	}
}

// site reports whether a host can be somebody's site: not an ending such as "de" or "co.uk", under which amp.… and m.…
// are names like any other. Few endings of two parts are known here, those under which most sites of a country are.
func site(host string) bool {
	labels := strings.Split(host, ".")
	switch len(labels) {
	case 1:
		return false
	case 2:
		country := len(labels[1]) == 2
		shared := country &&
			slices.Contains([]string{"ac", "co", "com", "edu", "go", "gov", "ne", "net", "or", "org"}, labels[0])
		return labels[0] != "" && !shared
	}
	return labels[0] != ""
}
