package formats

import (
	"cmp"

	"github.com/credence-graph/credence/internal/evidence"
)

// outlet writes the first organization of a list as an outlet and returns its id, "" where there is none. Where it has no
// address of its own, that of what it published says its host.
func (r *claimReviews) outlet(at string, list []linked, published string) (string, error) {
	for _, n := range list {
		address := jsonText(n["url"])
		host := hostOf(cmp.Or(address, published))
		name := cmp.Or(n.clean(n.label()), hostOf(address))
		if n.is("Person") || name == "" {
			continue
		}
		id := "outlet:" + cmp.Or(n.key("outlet"), outletKeyOf(host, name))
		line := Line{"type": "outlet", "id": id, "name": name}
		if own := hostOf(address); own != "" {
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
	{"Report", evidence.Report}, {"Dataset", evidence.Dataset}, {"AudioObject", evidence.Recording}, {"VideoObject", evidence.Recording},
}

// works writes works as sources and returns their ids. A work without address and title says nothing and is passed over.
func (r *claimReviews) works(at string, v any) ([]string, error) {
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

func (r *claimReviews) work(at string, n linked) (string, error) {
	address, title := n.called()
	key := n.key("source")
	if key == "" && address == "" && title == "" {
		return "", nil
	}
	outlet, err := r.outlet(at, r.follow(n["publisher"]), address)
	if err != nil {
		return "", err
	}
	if key == "" {
		id, ok := evidence.SourceIDOf(evidence.Source{URL: address, Title: title, Outlet: evidence.OutletID(outlet), PublishedAt: evidence.Date(jsonMoment(n["datePublished"]))})
		if !ok {
			return "", r.out.Reject(at, "url", shortened([]byte(address))+" is no address; expected http:// or https:// and a host")
		}
		key = evidence.ID(id).Key()
	}
	line := Line{"type": "source", "id": "source:" + key}
	line.set("title", title)
	line.set("url", address)
	line.set("publishedAt", jsonMoment(n["datePublished"]))
	line.set("language", languageOf(n["inLanguage"]))
	line.set("outlet", outlet)
	for _, k := range workKinds {
		if n.is(k.of) {
			line["kind"] = string(k.kind)
			break
		}
	}
	authors, err := r.persons(at, n["author"], hostOf(address))
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
func (r *claimReviews) persons(at string, v any, host string) ([]string, error) {
	var ids []string
	for _, n := range r.follow(v) {
		if !n.is("Person") {
			continue
		}
		name := n.words("name")
		if key := n.key("person"); key != "" && name != "" {
			if err := r.out.Write(at, Line{"type": "person", "id": "person:" + key, "name": name}); err != nil {
				return nil, err
			}
			ids = append(ids, "person:"+key)
			continue
		}
		more, err := personsAt(r.out, at, host, readBylines(name).persons)
		if err != nil {
			return nil, err
		}
		ids = append(ids, more...)
	}
	return ids, nil
}
