package formats

import (
	"net/url"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/publisher"
)

// outletAt writes the outlet that an address belongs to and returns its id and domain, both "" where it has none. Its name
// is its domain, whatever pages call it: so the order in which they are read does not matter.
func outletAt(out Lines, at, address string) (id, domain string, err error) {
	outlet, domain, ok := publisher.Outlet(address)
	if !ok {
		return "", "", nil
	}
	return string(outlet), domain, out.Write(at, outletLineOf(string(outlet), domain))
}

func outletLineOf(id, domain string) Line {
	return Line{"type": "outlet", "id": id, "name": domain, "domains": []string{domain}}
}

// personsAt writes persons and returns their ids. One name at one outlet is one person; beyond that nobody knows.
func personsAt(out Lines, at, domain string, names []string) ([]string, error) {
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

// outletKeyOf returns the key of an outlet: that of its registrable domain (see package publisher), else a hash of its name.
func outletKeyOf(host, name string) string {
	if id, _, ok := publisher.OutletOfHost(host); ok {
		return evidence.ID(id).Key()
	}
	return evidence.HashKey(strings.ToLower(strings.Join(strings.Fields(name), " ")))
}

// hostOf returns the host of an address, with or without its scheme, in its one form and without "www."; "" if there is
// none.
func hostOf(address string) string {
	u, err := url.Parse(evidence.AbsoluteURL(address))
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") {
		return ""
	}
	host := evidence.CanonicalHost(u.Hostname())
	if strings.ContainsAny(host, ":/ \t") {
		return ""
	}
	return strings.TrimPrefix(host, "www.")
}
