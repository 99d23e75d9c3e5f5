package claimreview

import (
	"cmp"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/formats"
	"github.com/credence-graph/credence/internal/formats/bylines"
	"github.com/credence-graph/credence/internal/formats/jsondoc"
	"github.com/credence-graph/credence/internal/formats/jsonld"
)

// outlet writes the first organization of a list as an outlet and returns its id, "" if there is none. Where it has no
// address of its own, that of what it published says its host.
func (r *reader) outlet(at string, list []jsonld.Thing, published string) (string, error) {
	for _, n := range list {
		address := jsondoc.Text(n["url"])
		host := formats.HostOf(cmp.Or(address, published))
		name := cmp.Or(n.Clean(n.Label()), formats.HostOf(address))
		if n.Is("Person") || name == "" {
			continue
		}
		id := "outlet:" + cmp.Or(n.Key("outlet"), formats.OutletKey(host, name))
		line := formats.Line{"type": "outlet", "id": id, "name": name}
		if own := formats.HostOf(address); own != "" {
			line["domains"] = []string{own}
		}
		return id, r.out.Write(at, line)
	}
	return "", nil
}

// workKinds are the kinds of sources that types of schema.org say.
var workKinds = []struct {
	of   string
	kind evidence.SourceKind
}{
	{"SocialMediaPosting", evidence.SocialPost}, {"NewsArticle", evidence.Article}, {"Article", evidence.Article},
	{"Report", evidence.Report}, {"Dataset", evidence.Dataset}, {"AudioObject", evidence.Recording},
	{"VideoObject", evidence.Recording},
}

// works writes works as sources and returns their ids. A work without address and title says nothing and is passed
// over.
func (r *reader) works(at string, v any) ([]string, error) {
	var ids []string
	for _, n := range r.follow(v) {
		id, err := r.work(at, n)
		if err != nil {
			return nil, err
		}
		if id != "" {
			ids = append(ids, id)
		}
	}
	return ids, nil
}

func (r *reader) work(at string, n jsonld.Thing) (string, error) {
	address, title := n.Called()
	key := n.Key("source")
	if key == "" && address == "" && title == "" {
		return "", nil
	}
	outlet, err := r.outlet(at, r.follow(n["publisher"]), address)
	if err != nil {
		return "", err
	}
	if key == "" {
		id, ok := evidence.SourceIDOf(evidence.Source{
			URL: address, Title: title, Outlet: evidence.OutletID(outlet),
			PublishedAt: evidence.Date(jsondoc.Moment(n["datePublished"])),
		})
		if !ok {
			return "", r.out.Reject(at, "url",
				jsondoc.Shortened([]byte(address))+" is not an address; expected http:// or https:// and a host")
		}
		key = evidence.ID(id).Key()
	}
	line := formats.Line{"type": "source", "id": "source:" + key}
	line.Set("title", title)
	line.Set("url", address)
	line.Set("publishedAt", jsondoc.Moment(n["datePublished"]))
	line.Set("language", jsonld.LanguageOf(n["inLanguage"]))
	line.Set("outlet", outlet)
	for _, k := range workKinds {
		if n.Is(k.of) {
			line["kind"] = string(k.kind)
			break
		}
	}
	authors, err := r.persons(at, n["author"], formats.HostOf(address))
	if err != nil {
		return "", err
	}
	if len(authors) > 0 {
		line["authors"] = authors
	}
	return "source:" + key, r.out.Write(at, line)
}

// persons writes the authors who are persons. One name at one host is one person; beyond that nobody knows. A name may
// hold several, or be an agency's.
func (r *reader) persons(at string, v any, host string) ([]string, error) {
	var ids []string
	for _, n := range r.follow(v) {
		if !n.Is("Person") {
			continue
		}
		name := n.Words("name")
		if key := n.Key("person"); key != "" && name != "" {
			if err := r.out.Write(at, formats.Line{"type": "person", "id": "person:" + key, "name": name}); err != nil {
				return nil, err
			}
			ids = append(ids, "person:"+key)
			continue
		}
		more, err := formats.PersonsAt(r.out, at, host, bylines.Read(name).Persons)
		if err != nil {
			return nil, err
		}
		ids = append(ids, more...)
	}
	return ids, nil
}
