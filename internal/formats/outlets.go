package formats

import (
	"net/url"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/evidence/addresses"
	"github.com/credence-graph/credence/internal/publisher"
)

// OutletAt writes the outlet that an address belongs to and returns its id and domain, both "" if it has none. Its name
// is its domain, whatever pages call it: so the order in which they are read does not matter.
func OutletAt(out Lines, at, address string) (id, domain string, err error) {
	outlet, domain, ok := publisher.Outlet(address)
	if !ok {
		return "", "", nil
	}
	return string(outlet), domain, out.Write(at, OutletLine(string(outlet), domain))
}

// OutletLine returns the line about an outlet that is called by its domain.
func OutletLine(id, domain string) Line {
	return Line{"type": "outlet", "id": id, "name": domain, "domains": []string{domain}}
}

// PersonsAt writes persons and returns their ids. One name at one outlet is one person; beyond that nobody knows.
func PersonsAt(out Lines, at, domain string, names []string) ([]string, error) {
	var ids []string
	for _, name := range names {
		name = strings.Join(strings.Fields(name), " ")
		if name == "" {
			continue
		}
		id := "person:" + evidence.HashKey(domain, strings.ToLower(name))
		if err := out.Write(at, Line{"type": "person", "id": id, "name": name}); err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, nil
}

// OutletKey returns the key of an outlet: that of its registrable domain (see package publisher), else a hash of its
// name.
func OutletKey(host, name string) string {
	if id, _, ok := publisher.OutletOfHost(host); ok {
		return evidence.ID(id).Key()
	}
	return evidence.HashKey(strings.ToLower(strings.Join(strings.Fields(name), " ")))
}

// HostOf returns the host of an address, with or without its scheme, in its one form and without "www."; "" if there is
// none.
func HostOf(address string) string {
	u, err := url.Parse(addresses.Absolute(address))
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") {
		return ""
	}
	host := addresses.CanonicalHost(u.Hostname())
	if strings.ContainsAny(host, ":/ \t") {
		return ""
	}
	return strings.TrimPrefix(host, "www.")
}
