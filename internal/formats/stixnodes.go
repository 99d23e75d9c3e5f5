package formats

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
)

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
