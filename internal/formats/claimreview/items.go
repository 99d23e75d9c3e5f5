package claimreview

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/formats"
	"github.com/credence-graph/credence/internal/formats/jsondoc"
	"github.com/credence-graph/credence/internal/formats/jsonld"
)

// streamed are the lists that are read item by item.
var streamed = map[string]bool{"@graph": true, "dataFeedElement": true, "claims": true}

func (r *reader) document(doc formats.Document, prefix string) error {
	in := jsondoc.NewReader(doc)
	t, err := in.Token()
	if err != nil {
		return err
	}
	switch t {
	case json.Delim('['):
		err = in.Elements(prefix, r.item)
	case json.Delim('{'):
		err = r.object(in, prefix)
	default:
		return evidence.Invalidf("", "%s: is %v; expected an object or a list of JSON-LD", doc.Name, t)
	}
	if err != nil {
		return err
	}
	return in.End()
}

// object reads the outermost object: its lists are streamed, its other members are an item together.
func (r *reader) object(in *jsondoc.Reader, prefix string) error {
	whole := jsonld.Thing{}
	size := 0
	err := in.Members(func(name string) error {
		t, err := in.Token()
		if err != nil {
			return err
		}
		if plain := jsonld.SchemaName(name); streamed[plain] && t == json.Delim('[') {
			visit := r.item
			if plain == "claims" {
				visit = r.searched
			}
			return in.Elements(prefix+name, visit)
		}
		raw, err := in.Rest(t)
		if err != nil {
			return err
		}
		if size += len(raw); size > formats.MaxItemBytes {
			return in.Failed(formats.ErrItemTooLong)
		}
		if fault := jsondoc.Fault(raw); fault != "" {
			return r.out.Reject(wholeAt(prefix), jsonld.SchemaName(name), fault)
		}
		whole[jsonld.SchemaName(name)] = jsondoc.Value(raw)
		return nil
	})
	if err != nil {
		return err
	}
	return r.node(wholeAt(prefix), whole.Plain(), 0)
}

// wholeAt names the outermost object of a document.
func wholeAt(prefix string) string { return cmp.Or(strings.TrimSpace(prefix), "the object") }

func (r *reader) item(at string, raw json.RawMessage) error {
	if err := r.ctx.Err(); err != nil {
		return err
	}
	if fault := jsondoc.Fault(raw); fault != "" {
		return r.out.Reject(at, "", fault)
	}
	v := jsondoc.Value(raw)
	if _, ok := v.(map[string]any); !ok {
		return r.out.Reject(at, "", fmt.Sprintf("found %s; expected an object", jsondoc.Shortened(raw)))
	}
	return r.visit(at, v, 0)
}

// visit goes through an item and what it may wrap.
func (r *reader) visit(at string, v any, depth int) error {
	for _, e := range jsondoc.List(v) {
		node, ok := e.(map[string]any)
		if !ok || depth > 8 {
			continue
		}
		if err := r.node(at, jsonld.Thing(node).Plain(), depth); err != nil {
			return err
		}
	}
	return nil
}

// wrappers are the properties in which other things carry fact checks.
var wrappers = []string{
	"@graph", "dataFeedElement", "item", "review", "mainEntity", "hasPart", "itemListElement", "subjectOf",
}

func (r *reader) node(at string, n jsonld.Thing, depth int) error {
	if n.Is("ClaimReview") {
		return r.offer(at, n)
	}
	if id := jsondoc.Text(n["@id"]); id != "" && r.kept < formats.MaxHeldBytes && len(n) > 1 {
		r.known[id] = n
		r.kept += jsondoc.Size(n)
	}
	if n.Is("Claim") {
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
func (r *reader) offer(at string, n jsonld.Thing) error {
	for _, name := range []string{"itemReviewed", "author", "publisher", "reviewRating"} {
		if id, only := jsonld.OnlyID(n[name]); only && r.known[id] == nil && r.kept < formats.MaxHeldBytes {
			r.held = append(r.held, heldReview{at, n})
			r.kept += jsondoc.Size(n)
			return nil
		}
	}
	return r.review(at, n)
}

func (r *reader) flush() error {
	for _, h := range r.held {
		if err := r.review(h.at, h.node); err != nil {
			return err
		}
	}
	return nil
}

// follow returns the things that a property names or holds.
func (r *reader) follow(v any) []jsonld.Thing {
	var list []jsonld.Thing
	for _, e := range jsondoc.List(v) {
		switch e := e.(type) {
		case string:
			if text := strings.TrimSpace(e); text != "" {
				list = append(list, jsonld.Thing{"": text})
			}
		case map[string]any:
			n := jsonld.Thing(e).Plain()
			if id, only := jsonld.OnlyID(e); only && r.known[id] != nil {
				n = r.known[id]
			}
			list = append(list, n)
		}
	}
	return list
}

func (r *reader) one(v any) jsonld.Thing {
	if list := r.follow(v); len(list) > 0 {
		return list[0]
	}
	return jsonld.Thing{}
}

// searched reads an item of the Fact Check Tools API: a claim with its fact checks.
func (r *reader) searched(at string, raw json.RawMessage) error {
	if err := r.ctx.Err(); err != nil {
		return err
	}
	if fault := jsondoc.Fault(raw); fault != "" {
		return r.out.Reject(at, "", fault)
	}
	n, ok := jsondoc.Value(raw).(map[string]any)
	if !ok {
		return r.out.Reject(at, "", fmt.Sprintf("found %s; expected an object", jsondoc.Shortened(raw)))
	}
	claim := jsonld.Thing{"author": n["claimant"], "datePublished": n["claimDate"], "inLanguage": n["languageCode"]}
	for i, e := range jsondoc.List(n["claimReview"]) {
		found, _ := e.(map[string]any)
		publisher, _ := found["publisher"].(map[string]any)
		site := jsondoc.Text(publisher["site"])
		if site != "" && !strings.Contains(site, "://") {
			site = "https://" + site
		}
		err := r.review(fmt.Sprintf("%s.claimReview[%d]", at, i), jsonld.Thing{
			"claimReviewed": n["text"], "itemReviewed": map[string]any(claim), "url": found["url"],
			"datePublished": found["reviewDate"],
			"inLanguage":    found["languageCode"],
			"publisher":     map[string]any{"name": publisher["name"], "url": site},
			"reviewRating":  map[string]any{"alternateName": found["textualRating"]},
		})
		if err != nil {
			return err
		}
	}
	return nil
}
