package formats

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
)

// stix reads a bundle of STIX 2.1, object by object.
//
//	report            source of kind REPORT: name, published, lang, the first external reference with an address, and as outlet
//	                  or author the identity that created_by_ref names, where the bundle holds it
//	identity          individual: person; organization or group: outlet where a report or opinion names it as its creator, else
//	                  organization;
//	                  a system is passed over, for it neither publishes nor owns
//	relationship      derived-from between reports: derivation; duplicate-of: the same; what Credence writes itself
//	                  (supports, cites, owned-by …): what it was; every other type is rejected
//	opinion           on a claim: a source of kind STATEMENT, made by the identity that created_by_ref names, that supports the claim
//	                  (agree, strongly-agree), refutes it or, where it is neutral, mentions it; how strongly is kept as the
//	                  justification, for STIX gives it no number
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
// in the graph, and is noted if it is in none of them. Besides what waits an id of every object is kept in memory,
// and nothing else.
func stix() Format {
	before := map[string]evidence.ID{}
	read := func(ctx context.Context, doc Document, out Lines) error { return readSTIX(ctx, doc, out, before) }
	return Format{
		Name: "stix", About: "a bundle of STIX 2.1",
		Becomes: "reports become sources, identities outlets, organizations and persons, opinions on claims statements, " +
			"relationships links; what was revoked is withdrawn (reports, opinions) or retracted (relationships)",
		Loses:     "objects of other types, and what is named but neither in the bundle nor in the graph; each is reported",
		Version:   "modified",
		Recognise: recogniseSTIX, Read: read,
	}
}

// stixExtension is the id of the extension under which Credence states what STIX has no property for.
const stixExtension = "extension-definition--adfde009-0951-5268-a5c4-6c6225b9b609"

func recogniseSTIX(_ string, head []byte) bool {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
	return bytes.HasPrefix(head, []byte("{")) && bytes.Contains(head, []byte(`"objects"`)) &&
		(bytes.Contains(head, []byte(`"bundle--`)) || stixID.Match(head)) // the id of the bundle may stand after its objects
}

// stixID is the id of an object, with its type.
var stixID = regexp.MustCompile(`"id"\s*:\s*"[a-z0-9-]+--[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-`)

func readSTIX(ctx context.Context, doc Document, out Lines, before map[string]evidence.ID) error {
	in := newJSONIn(doc)
	r := &stixReader{
		ctx: ctx, doc: doc, out: out, before: before, ids: map[string]evidence.ID{},
		waiting: map[string]*stixObject{}, publishes: map[string]bool{},
		there: map[string]bool{}, named: map[string]string{}, gone: map[string]time.Time{},
	}
	t, err := in.token()
	if err != nil {
		return err
	}
	if t != json.Delim('{') {
		return evidence.Invalidf("", "%s: is no object; expected a STIX bundle", doc.Name)
	}
	objects := false
	err = in.members(func(name string) error {
		t, err := in.token()
		if err != nil {
			return err
		}
		if name == "objects" && t == json.Delim('[') {
			objects = true
			return in.elements(name, r.item)
		}
		if name == "type" && t != "bundle" {
			return evidence.Invalidf("type", "%s: is %v; expected a STIX bundle", doc.Name, t)
		}
		_, err = in.rest(t)
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
	return in.end()
}

// stixObject is an object of a bundle.
type stixObject struct {
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

func (o *stixObject) text(name string) string { return jsonText(o.all[name]) }

// stixReader turns objects into lines.
type stixReader struct {
	ctx       context.Context
	doc       Document
	out       Lines
	before    map[string]evidence.ID // of the nodes of the bundles that were read before
	ids       map[string]evidence.ID // of the nodes that were written, by their STIX ids
	waiting   map[string]*stixObject // organizations that may turn out to be outlets
	order     []*stixObject          // these, in their order
	publishes map[string]bool        // the identities that reports name as their creators
	held      []*stixObject          // wait for what they name
	kept      int                    // bytes of held and waiting
	there     map[string]bool        // the ids of all objects of the bundle
	named     map[string]string      // what objects that are taken over name, with who names it first
	gone      map[string]time.Time   // the identities that were revoked, and when
	revoked   []string               // what was revoked, for a note
}

func (r *stixReader) item(at string, raw json.RawMessage) error {
	if err := r.ctx.Err(); err != nil {
		return err
	}
	if fault := jsonFault(raw); fault != "" {
		return r.out.Reject(at, "", fault)
	}
	all, ok := jsonValue(raw).(map[string]any)
	if !ok {
		return r.out.Reject(at, "", fmt.Sprintf("found %s; expected an object", shortened(raw)))
	}
	o := &stixObject{at: at, id: jsonText(all["id"]), kind: jsonText(all["type"]), all: all}
	if o.kind == "" || !strings.HasPrefix(o.id, o.kind+"--") {
		return r.out.Reject(at, "id", fmt.Sprintf("%q with type %q; expected a type and an id that begins with it", o.id, o.kind))
	}
	o.at += " " + shortened([]byte(o.id))
	extensions, _ := all["extensions"].(map[string]any)
	o.more, _ = extensions[stixExtension].(map[string]any)
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
func (r *stixReader) take(o *stixObject, size int, last bool) error {
	if !last && r.early(o) {
		if r.kept += 4 * size; r.kept > maxHeldBytes {
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
	case "extension-definition", "marking-definition":
		return nil
	}
	return r.out.Reject(o.at, "type", fmt.Sprintf("%s holds no evidence; Credence takes report, identity, relationship, opinion and its own types", o.kind))
}

// early reports whether an object names one that has not come yet.
func (r *stixReader) early(o *stixObject) bool {
	var refs []any
	switch o.kind {
	case "report":
		refs = []any{o.all["created_by_ref"], o.more["author_refs"]}
	case "opinion":
		refs = []any{o.all["created_by_ref"], o.all["object_refs"], o.more["cites_refs"]}
	case "relationship":
		if _, known := stixRelations[relationOf(o)]; known {
			refs = []any{o.all["source_ref"], o.all["target_ref"], o.more["claim_refs"]}
			return r.absent(refs, false)
		}
	case "x-credence-corroboration":
		refs = []any{o.all["claim_ref"], o.all["source_refs"]}
	}
	return r.absent(refs, true)
}

// absent reports whether one of the references names nothing known yet. An organization whose kind is still open is
// enough for a report, which settles it, and too little for a link.
func (r *stixReader) absent(refs []any, open bool) bool {
	for _, list := range refs {
		for _, ref := range jsonList(list) {
			id := jsonText(ref)
			settled := r.ids[id] != "" || open && r.waiting[id] != nil || r.before[id] != ""
			if id != "" && !settled {
				return true
			}
		}
	}
	return false
}

// finish takes over what had to wait: reports first, which settle what is an outlet, then the organizations, then the links.
func (r *stixReader) finish() error {
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
func (o *stixObject) key(kind evidence.Kind) evidence.ID {
	if own := evidence.ID(jsonText(o.more["credence_id"])); own.Kind() == kind {
		return own
	}
	return evidence.ID(string(kind) + ":" + o.id)
}

// node writes the line of a node and notes its id.
func (r *stixReader) node(o *stixObject, id evidence.ID, line Line) error {
	line["type"], line["id"] = string(id.Kind()), string(id)
	line.set("edition", o.edition)
	r.ids[o.id] = id
	return r.out.Write(o.at, line)
}

func (r *stixReader) identity(o *stixObject, size int) error {
	switch class := o.text("identity_class"); class {
	case "individual":
		return r.node(o, o.key(evidence.KindPerson), Line{"name": o.text("name")})
	case "organization", "group":
		if o.more["credence_id"] != nil {
			return r.organization(o)
		}
		if r.kept += 4 * size; r.kept > maxHeldBytes {
			return r.organization(o) // no room to wait for what settles its kind
		}
		former := r.waiting[o.id]
		switch {
		case former == nil:
			r.order = append(r.order, o)
			r.waiting[o.id] = o
		case !o.modified.Before(former.modified):
			*former = *o
		}
		return nil
	case "system":
		return nil
	default:
		return r.out.Reject(o.at, "identity_class", fmt.Sprintf("%q is neither an outlet nor a person; expected organization, group or individual", class))
	}
}

// organization writes an identity as an outlet, where it publishes or Credence says so, else as an organization.
func (r *stixReader) organization(o *stixObject) error {
	if o.revoked && !r.publishes[o.id] {
		return r.refuseRevoked(o)
	}
	outlet := o.key(evidence.KindOutlet)
	own := evidence.ID(jsonText(o.more["credence_id"]))
	line := Line{"name": o.text("name")}
	line.set("kind", jsonText(o.more["kind"]))
	line.set("country", jsonText(o.more["country"]))
	if own != outlet && !r.publishes[o.id] {
		return r.node(o, o.key(evidence.KindOrganization), line)
	}
	if domains := jsonList(o.more["domains"]); len(domains) > 0 {
		line["domains"] = domains
	}
	line.set("reliability", letterOf(o))
	return r.node(o, outlet, line)
}

// letterOf returns the Admiralty letter of an object, from the extension or from MISP's taxonomy.
func letterOf(o *stixObject) string {
	if letter := jsonText(o.more["reliability"]); letter != "" {
		return letter
	}
	letter := strings.ToUpper(labelOf(o, "admiralty-scale:source-reliability"))
	if !evidence.SourceReliability(letter).Valid() {
		return "" // MISP has a G as well, which the scale has not
	}
	return letter
}

// labelOf returns the value of a label "predicate="value"", "" where there is none.
func labelOf(o *stixObject, predicate string) string {
	for _, label := range jsonList(o.all["labels"]) {
		if value, found := strings.CutPrefix(jsonText(label), predicate+"="); found {
			return strings.Trim(value, `"`)
		}
	}
	return ""
}

// creator returns the outlet, or the person, that made an object; both "" where the bundle does not hold it.
func (r *stixReader) creator(o *stixObject) (outlet, person evidence.ID) {
	ref := o.text("created_by_ref")
	id := r.idOf(ref)
	switch {
	case r.waiting[ref] != nil && (id == "" || id.Kind() == evidence.KindOutlet):
		r.publishes[ref] = true
		return r.waiting[ref].key(evidence.KindOutlet), ""
	case id.Kind() == evidence.KindOutlet:
		return id, ""
	case id.Kind() == evidence.KindPerson:
		return "", id
	}
	return "", ""
}

// by puts on the line of a source who made it.
func (r *stixReader) by(o *stixObject, line Line) {
	outlet, person := r.creator(o)
	line.set("outlet", string(outlet))
	if o.revoked {
		line.set("withdrawnAt", jsonMoment(o.edition))
	}
	if person != "" {
		line["authors"] = []string{string(person)}
	}
}

func (r *stixReader) report(o *stixObject) error {
	line := Line{"kind": string(evidence.Report)}
	if own := o.more["credence_id"]; own == nil {
		line.set("title", o.text("name"))
		line.set("publishedAt", jsonMoment(o.all["published"]))
		r.by(o, line)
	} else {
		if untitled, _ := o.more["untitled"].(bool); !untitled {
			line.set("title", o.text("name"))
		}
		line.set("kind", jsonText(o.more["kind"]))
		line.set("identity", jsonText(o.more["identity"]))
		line.set("publishedAt", jsonText(o.more["published_at"]))
		line.set("withdrawnAt", jsonText(o.more["withdrawn_at"]))
		if o.revoked && line["withdrawnAt"] == nil {
			line.set("withdrawnAt", jsonMoment(o.edition))
		}
		line.set("outlet", string(r.idOf(jsonText(o.more["outlet_ref"]))))
		if first := o.more["firsthand"]; first != nil {
			line["firsthand"] = first
		}
		if authors := r.all(o.more["author_refs"]); len(authors) > 0 {
			line["authors"] = authors
		}
	}
	line.set("language", cmp.Or(o.text("lang"), jsonText(o.more["language"])))
	line.set("url", addressOf(o))
	line.set("reliability", letterOf(o))
	o.clear(line, "title", "publishedAt", "language", "url")
	return r.node(o, o.key(evidence.KindSource), line)
}

// addressOf returns the address of an object as it was recorded, else that of its first reference with one on the web.
func addressOf(o *stixObject) string {
	if own := jsonText(o.more["url"]); own != "" {
		return own
	}
	for _, e := range jsonList(o.all["external_references"]) {
		reference, _ := e.(map[string]any)
		if address := jsonText(reference["url"]); hostOf(address) != "" {
			return address
		}
	}
	return ""
}

// all returns the global ids of what a list of references names; a reference that names nothing stays as it is, so that
// the import refuses it.
func (r *stixReader) all(refs any) []string {
	var ids []string
	for _, ref := range jsonList(refs) {
		ids = append(ids, cmp.Or(string(r.idOf(jsonText(ref))), jsonText(ref)))
	}
	return ids
}

func (r *stixReader) claim(o *stixObject) error {
	line := Line{"text": o.text("text")}
	for field, name := range map[string]string{"name": "name", "item": "item", "value": "value", "claimant": "claimant", "claimDate": "claim_date"} {
		line.set(field, o.text(name))
	}
	line.set("language", cmp.Or(o.text("lang"), o.text("language")))
	if tags := jsonList(o.all["labels"]); len(tags) > 0 {
		line["tags"] = tags
	}
	return r.node(o, o.key(evidence.KindClaim), line)
}
