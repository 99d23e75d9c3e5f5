// Package stix reads bundles of STIX 2.1.
package stix

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/formats"
	"github.com/credence-graph/credence/internal/formats/jsondoc"
)

// Format reads a bundle of STIX 2.1, object by object.
//
//	report            source of kind REPORT: name, published, lang, the first external reference with an address, and
//	                  as outlet or author the identity that created_by_ref names, where the bundle holds it
//	identity          individual: person; organization or group: outlet where a report or opinion names it as its
//	                  creator, else organization;
//	                  a system is passed over, for it neither publishes nor owns
//	relationship      derived-from between reports: derivation; duplicate-of: the same; what Credence writes itself
//	                  (supports, cites, owned-by …): what it was; every other type is rejected
//	opinion           on a claim: a source of kind STATEMENT, made by the identity that created_by_ref names, that
//	                  supports the claim (agree, strongly-agree), refutes it or, where it is neutral, mentions it; how
//	                  strongly is kept as the justification, for STIX gives it no number
//	note              one in which Credence says how an outlet is rated: leaning
//	x-credence-…      as Credence wrote it
//	confidence        of a relationship or opinion: the number, or a word of the scales of STIX 2.1 ([confidenceOf]);
//	                  left out = unknown. That of other objects is not kept: confidence is of a link
//	labels            MISP's admiralty-scale:source-reliability is the reliability of a source or outlet
//
// A node keeps the key that Credence gave it, else its id in STIX. Of the versions of an object, told apart by
// modified, the latest is in force. A report or opinion that was revoked is withdrawn on that day, a relationship
// that was revoked is retracted, an identity that was revoked is not taken over unless it made a report. Types that
// hold no evidence are rejected one by one; definitions of extensions and markings are passed over. An object that
// names one which comes later waits for it, up to 64 MB of such objects; of what comes beyond, reports lose their
// creator and links are rejected. What is named and is not in the bundle is looked for in the bundles before it and
// in the graph, and is noted if it is in none of them. Apart from what waits, an id of every object is kept in memory,
// and nothing else.
func Format() formats.Format {
	before := map[string]evidence.ID{}
	read := func(ctx context.Context, doc formats.Document, out formats.Lines) error {
		return read(ctx, doc, out, before)
	}
	return formats.Format{
		Name: "stix", About: "a bundle of STIX 2.1",
		Becomes: "reports become sources, identities outlets, organizations and persons, opinions on claims statements, " +
			"relationships links; what was revoked is withdrawn (reports, opinions) or retracted (relationships)",
		Loses:     "objects of other types, and what is named but neither in the bundle nor in the graph; each is reported",
		Version:   "modified",
		Recognise: recognise, Read: read,
	}
}

// extension is the id of the extension under which Credence states what STIX has no property for.
const extension = "extension-definition--adfde009-0951-5268-a5c4-6c6225b9b609"

func recognise(_ string, head []byte) bool {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
	return bytes.HasPrefix(head, []byte("{")) && bytes.Contains(head, []byte(`"objects"`)) &&
		// the id of the bundle may stand after its objects
		(bytes.Contains(head, []byte(`"bundle--`)) || idPattern.Match(head))
}

// idPattern is the id of an object, with its type.
var idPattern = regexp.MustCompile(`"id"\s*:\s*"[a-z0-9-]+--[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-`)

func read(ctx context.Context, doc formats.Document, out formats.Lines, before map[string]evidence.ID) error {
	in := jsondoc.NewReader(doc)
	r := &reader{
		ctx: ctx, doc: doc, out: out, before: before, ids: map[string]evidence.ID{},
		waiting: map[string]*object{}, publishes: map[string]bool{},
		there: map[string]bool{}, named: map[string]string{}, gone: map[string]time.Time{},
	}
	t, err := in.Token()
	if err != nil {
		return err
	}
	if t != json.Delim('{') {
		return evidence.Invalidf("", "%s: is not an object; expected a STIX bundle", doc.Name)
	}
	objects := false
	err = in.Members(func(name string) error {
		t, err := in.Token()
		if err != nil {
			return err
		}
		if name == "objects" && t == json.Delim('[') {
			objects = true
			return in.Elements(name, r.item)
		}
		if name == "type" && t != "bundle" {
			return evidence.Invalidf("type", "%s: is %v; expected a STIX bundle", doc.Name, t)
		}
		_, err = in.Rest(t)
		return err
	})
	switch {
	case err != nil:
		return err
	case !objects:
		return evidence.Invalidf("objects", "%s: missing; expected the list of a bundle's objects", doc.Name)
	}
	if err := r.finish(); err != nil {
		return err
	}
	return in.End()
}

// object is an object of a bundle.
type object struct {
	at   string
	id   string
	kind string         // its type
	all  map[string]any // its own properties
	more map[string]any // those of Credence's extension; all where the type is of the extension
	// modified says which version it is, edition is that as it is written; "" = it does not say.
	modified time.Time
	edition  string
	revoked  bool
}

func (o *object) text(name string) string { return jsondoc.Text(o.all[name]) }

// reader turns objects into lines.
type reader struct {
	ctx       context.Context
	doc       formats.Document
	out       formats.Lines
	before    map[string]evidence.ID // of the nodes of the bundles that were read before
	ids       map[string]evidence.ID // of the nodes that were written, by their STIX ids
	waiting   map[string]*object     // organizations that may turn out to be outlets
	order     []*object              // these, in their order
	publishes map[string]bool        // the identities that reports name as their creators
	held      []*object              // wait for what they name
	kept      int                    // bytes of held and waiting
	there     map[string]bool        // the ids of all objects of the bundle
	named     map[string]string      // what objects that are taken over name, with who names it first
	gone      map[string]time.Time   // the identities that were revoked, and when
	revoked   []string               // what was revoked, for a note
}

func (r *reader) item(at string, raw json.RawMessage) error {
	if err := r.ctx.Err(); err != nil {
		return err
	}
	if fault := jsondoc.Fault(raw); fault != "" {
		return r.out.Reject(at, "", fault)
	}
	all, ok := jsondoc.Value(raw).(map[string]any)
	if !ok {
		return r.out.Reject(at, "", fmt.Sprintf("found %s; expected an object", jsondoc.Shortened(raw)))
	}
	o := &object{at: at, id: jsondoc.Text(all["id"]), kind: jsondoc.Text(all["type"]), all: all}
	if o.kind == "" || !strings.HasPrefix(o.id, o.kind+"--") {
		return r.out.Reject(at, "id", fmt.Sprintf("%q with type %q; expected a type and an id that begins with it",
			o.id, o.kind))
	}
	o.at += " " + jsondoc.Shortened([]byte(o.id))
	extensions, _ := all["extensions"].(map[string]any)
	o.more, _ = extensions[extension].(map[string]any)
	if strings.HasPrefix(o.kind, "x-credence-") {
		o.more = all
	}
	o.date()
	r.there[o.id] = true
	r.names(o)
	if taken, err := r.revocation(o); taken {
		return err
	}
	return r.take(o, len(raw), false)
}

// take takes an object over, or keeps it where it names what is not there yet and this is not the last chance.
func (r *reader) take(o *object, size int, last bool) error {
	if !last && r.early(o) {
		if r.kept += 4 * size; r.kept > formats.MaxHeldBytes {
			return r.take(o, size, true)
		}
		r.held = append(r.held, o)
		return nil
	}
	switch o.kind {
	case "report":
		return r.report(o)
	case "identity":
		return r.identity(o, size)
	case "x-credence-claim":
		return r.claim(o)
	case "opinion":
		return r.opinion(o)
	case "relationship":
		return r.relationship(o)
	case "x-credence-corroboration":
		return r.corroboration(o)
	case "x-credence-topic":
		return r.topic(o)
	case "note":
		return r.leaning(o)
	case "extension-definition", "marking-definition":
		return nil
	}
	return r.out.Reject(o.at, "type",
		fmt.Sprintf("%s holds no evidence; Credence takes report, identity, relationship, opinion and its own types",
			o.kind))
}

// early reports whether an object names one that has not come yet.
func (r *reader) early(o *object) bool {
	var refs []any
	switch o.kind {
	case "report":
		refs = []any{o.all["created_by_ref"], o.more["author_refs"]}
	case "opinion":
		refs = []any{o.all["created_by_ref"], o.all["object_refs"], o.more["cites_refs"]}
	case "relationship":
		if _, known := relations[relationOf(o)]; known {
			refs = []any{o.all["source_ref"], o.all["target_ref"], o.more["claim_refs"]}
			return r.absent(refs, false)
		}
	case "x-credence-corroboration":
		refs = []any{o.all["claim_ref"], o.all["source_refs"]}
	case "note":
		if o.more["scheme"] != nil {
			return r.absent([]any{o.all["object_refs"]}, false)
		}
	}
	return r.absent(refs, true)
}

// absent reports whether one of the references names nothing known yet. An organization whose kind is still open is
// enough for a report, which settles it, and too little for a link.
func (r *reader) absent(refs []any, open bool) bool {
	for _, list := range refs {
		for _, ref := range jsondoc.List(list) {
			id := jsondoc.Text(ref)
			settled := r.ids[id] != "" || open && r.waiting[id] != nil || r.before[id] != ""
			if id != "" && !settled {
				return true
			}
		}
	}
	return false
}

// finish takes over what had to wait: reports first, which settle what is an outlet, then the organizations, then the
// links.
func (r *reader) finish() error {
	if err := r.lookUp(); err != nil {
		return err
	}
	for _, o := range r.held {
		if o.kind == "report" {
			if err := r.take(o, 0, true); err != nil {
				return err
			}
		}
	}
	for _, o := range r.held {
		if o.kind == "opinion" && len(o.more) == 0 {
			r.creator(o)
		}
	}
	for _, o := range r.order {
		if err := r.organization(o); err != nil {
			return err
		}
	}
	for _, o := range r.held {
		if o.kind != "report" {
			if err := r.take(o, 0, true); err != nil {
				return err
			}
		}
	}
	for id, node := range r.ids {
		r.before[id] = node
	}
	r.tell()
	return nil
}

// key returns the global id of a node: the one that Credence gave it, else one of its id in STIX.
func (o *object) key(kind evidence.Kind) evidence.ID {
	if own := evidence.ID(jsondoc.Text(o.more["credence_id"])); own.Kind() == kind {
		return own
	}
	return evidence.ID(string(kind) + ":" + o.id)
}

// node writes the line of a node and notes its id.
func (r *reader) node(o *object, id evidence.ID, line formats.Line) error {
	line["type"], line["id"] = string(id.Kind()), string(id)
	line.Set("edition", o.edition)
	r.ids[o.id] = id
	return r.out.Write(o.at, line)
}
