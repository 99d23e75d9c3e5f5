package formats

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
)

// streamed are the lists that are read item by item.
var streamed = map[string]bool{"@graph": true, "dataFeedElement": true, "claims": true}

func (r *claimReviews) document(doc Document, prefix string) error {
	in := newJSONIn(doc)
	t, err := in.token()
	if err != nil {
		return err
	}
	switch t {
	case json.Delim('['):
		err = in.elements(prefix, r.item)
	case json.Delim('{'):
		err = r.object(in, prefix)
	default:
		return evidence.Invalidf("", "%s: is %v; expected an object or a list of JSON-LD", doc.Name, t)
	}
	if err != nil {
		return err
	}
	return in.end()
}

// object reads the outermost object: its lists are streamed, its other members are an item together.
func (r *claimReviews) object(in *jsonIn, prefix string) error {
	whole := linked{}
	size := 0
	err := in.members(func(name string) error {
		t, err := in.token()
		if err != nil {
			return err
		}
		if plain := schemaName(name); streamed[plain] && t == json.Delim('[') {
			visit := r.item
			if plain == "claims" {
				visit = r.searched
			}
			return in.elements(prefix+name, visit)
		}
		raw, err := in.rest(t)
		if err != nil {
			return err
		}
		if size += len(raw); size > maxItemBytes {
			return in.failed(ErrItemTooLong)
		}
		if fault := jsonFault(raw); fault != "" {
			return r.out.Reject(wholeAt(prefix), schemaName(name), fault)
		}
		whole[schemaName(name)] = jsonValue(raw)
		return nil
	})
	if err != nil {
		return err
	}
	return r.node(wholeAt(prefix), whole.plain(), 0)
}

// wholeAt names the outermost object of a document.
func wholeAt(prefix string) string { return cmp.Or(strings.TrimSpace(prefix), "the object") }

func (r *claimReviews) item(at string, raw json.RawMessage) error {
	if err := r.ctx.Err(); err != nil {
		return err
	}
	if fault := jsonFault(raw); fault != "" {
		return r.out.Reject(at, "", fault)
	}
	v := jsonValue(raw)
	if _, ok := v.(map[string]any); !ok {
		return r.out.Reject(at, "", fmt.Sprintf("found %s; expected an object", shortened(raw)))
	}
	return r.visit(at, v, 0)
}

// visit goes through an item and what it may wrap.
func (r *claimReviews) visit(at string, v any, depth int) error {
	for _, e := range jsonList(v) {
		node, ok := e.(map[string]any)
		if !ok || depth > 8 {
			continue
		}
		if err := r.node(at, linked(node).plain(), depth); err != nil {
			return err
		}
	}
	return nil
}

// wrappers are the properties in which other things carry fact checks.
var wrappers = []string{"@graph", "dataFeedElement", "item", "review", "mainEntity", "hasPart", "itemListElement", "subjectOf"}

func (r *claimReviews) node(at string, n linked, depth int) error {
	if n.is("ClaimReview") {
		return r.offer(at, n)
	}
	if id := jsonText(n["@id"]); id != "" && r.kept < maxHeldBytes && len(n) > 1 {
		r.known[id] = n
		r.kept += jsonSize(n)
	}
	if n.is("Claim") {
		_, err := r.claim(at, n, "")
		return err
	}
	for _, name := range wrappers {
		if err := r.visit(at, n[name], depth+1); err != nil {
			return err
		}
	}
	return nil
}

// offer takes a fact check over, or keeps it until all of the document is known.
func (r *claimReviews) offer(at string, n linked) error {
	for _, name := range []string{"itemReviewed", "author", "publisher", "reviewRating"} {
		if id, only := onlyID(n[name]); only && r.known[id] == nil && r.kept < maxHeldBytes {
			r.held = append(r.held, heldReview{at, n})
			r.kept += jsonSize(n)
			return nil
		}
	}
	return r.review(at, n)
}

func (r *claimReviews) flush() error {
	for _, h := range r.held {
		if err := r.review(h.at, h.node); err != nil {
			return err
		}
	}
	return nil
}

// follow returns the things that a property names or holds.
func (r *claimReviews) follow(v any) []linked {
	var list []linked
	for _, e := range jsonList(v) {
		switch e := e.(type) {
		case string:
			if text := strings.TrimSpace(e); text != "" {
				list = append(list, linked{"": text})
			}
		case map[string]any:
			n := linked(e).plain()
			if id, only := onlyID(e); only && r.known[id] != nil {
				n = r.known[id]
			}
			list = append(list, n)
		}
	}
	return list
}

func (r *claimReviews) one(v any) linked {
	if list := r.follow(v); len(list) > 0 {
		return list[0]
	}
	return linked{}
}

// searched reads an item of the Fact Check Tools API: a claim with its fact checks.
func (r *claimReviews) searched(at string, raw json.RawMessage) error {
	if err := r.ctx.Err(); err != nil {
		return err
	}
	if fault := jsonFault(raw); fault != "" {
		return r.out.Reject(at, "", fault)
	}
	n, ok := jsonValue(raw).(map[string]any)
	if !ok {
		return r.out.Reject(at, "", fmt.Sprintf("found %s; expected an object", shortened(raw)))
	}
	claim := linked{"author": n["claimant"], "datePublished": n["claimDate"], "inLanguage": n["languageCode"]}
	for i, e := range jsonList(n["claimReview"]) {
		found, _ := e.(map[string]any)
		publisher, _ := found["publisher"].(map[string]any)
		site := jsonText(publisher["site"])
		if site != "" && !strings.Contains(site, "://") {
			site = "https://" + site
		}
		err := r.review(fmt.Sprintf("%s.claimReview[%d]", at, i), linked{
			"claimReviewed": n["text"], "itemReviewed": map[string]any(claim), "url": found["url"], "datePublished": found["reviewDate"],
			"inLanguage":   found["languageCode"],
			"publisher":    map[string]any{"name": publisher["name"], "url": site},
			"reviewRating": map[string]any{"alternateName": found["textualRating"]},
		})
		if err != nil {
			return err
		}
	}
	return nil
}
