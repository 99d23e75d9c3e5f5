package stix

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/formats"
	"github.com/credence-graph/credence/internal/formats/jsondoc"
)

func (r *reader) identity(o *object, size int) error {
	switch class := o.text("identity_class"); class {
	case "individual":
		return r.node(o, o.key(evidence.KindPerson), formats.Line{"name": o.text("name")})
	case "organization", "group":
		if o.more["credence_id"] != nil {
			return r.organization(o)
		}
		if r.kept += 4 * size; r.kept > formats.MaxHeldBytes {
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
		return r.out.Reject(o.at, "identity_class",
			fmt.Sprintf("%q is neither an outlet nor a person; expected organization, group or individual", class))
	}
}

// organization writes an identity as an outlet, where it publishes or Credence says so, else as an organization.
func (r *reader) organization(o *object) error {
	if o.revoked && !r.publishes[o.id] {
		return r.refuseRevoked(o)
	}
	outlet := o.key(evidence.KindOutlet)
	own := evidence.ID(jsondoc.Text(o.more["credence_id"]))
	line := formats.Line{"name": o.text("name")}
	line.Set("kind", jsondoc.Text(o.more["kind"]))
	line.Set("country", jsondoc.Text(o.more["country"]))
	if own != outlet && !r.publishes[o.id] {
		return r.node(o, o.key(evidence.KindOrganization), line)
	}
	if domains := jsondoc.List(o.more["domains"]); len(domains) > 0 {
		line["domains"] = domains
	}
	line.Set("reliability", letterOf(o))
	return r.node(o, outlet, line)
}

// letterOf returns the Admiralty letter of an object, from the extension or from MISP's taxonomy.
func letterOf(o *object) string {
	if letter := jsondoc.Text(o.more["reliability"]); letter != "" {
		return letter
	}
	letter := strings.ToUpper(labelOf(o, "admiralty-scale:source-reliability"))
	if !evidence.SourceReliability(letter).Valid() {
		return "" // MISP has a G as well, which the scale has not
	}
	return letter
}

// labelOf returns the value of a label "predicate="value"", "" if there is none.
func labelOf(o *object, predicate string) string {
	for _, label := range jsondoc.List(o.all["labels"]) {
		if value, found := strings.CutPrefix(jsondoc.Text(label), predicate+"="); found {
			return strings.Trim(value, `"`)
		}
	}
	return ""
}

// creator returns the outlet, or the person, that made an object; both "" where the bundle does not hold it.
func (r *reader) creator(o *object) (outlet, person evidence.ID) {
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
func (r *reader) by(o *object, line formats.Line) {
	outlet, person := r.creator(o)
	line.Set("outlet", string(outlet))
	if o.revoked {
		line.Set("withdrawnAt", jsondoc.Moment(o.edition))
	}
	if person != "" {
		line["authors"] = []string{string(person)}
	}
}

func (r *reader) report(o *object) error {
	line := formats.Line{"kind": string(evidence.Report)}
	if own := o.more["credence_id"]; own == nil {
		line.Set("title", o.text("name"))
		line.Set("publishedAt", jsondoc.Moment(o.all["published"]))
		r.by(o, line)
	} else {
		if untitled, _ := o.more["untitled"].(bool); !untitled {
			line.Set("title", o.text("name"))
		}
		line.Set("kind", jsondoc.Text(o.more["kind"]))
		line.Set("identity", jsondoc.Text(o.more["identity"]))
		line.Set("publishedAt", jsondoc.Text(o.more["published_at"]))
		line.Set("withdrawnAt", jsondoc.Text(o.more["withdrawn_at"]))
		if o.revoked && line["withdrawnAt"] == nil {
			line.Set("withdrawnAt", jsondoc.Moment(o.edition))
		}
		line.Set("outlet", string(r.idOf(jsondoc.Text(o.more["outlet_ref"]))))
		if first := o.more["firsthand"]; first != nil {
			line["firsthand"] = first
		}
		if authors := r.all(o.more["author_refs"]); len(authors) > 0 {
			line["authors"] = authors
		}
	}
	line.Set("language", cmp.Or(o.text("lang"), jsondoc.Text(o.more["language"])))
	line.Set("url", addressOf(o))
	line.Set("reliability", letterOf(o))
	o.clear(line, "title", "publishedAt", "language", "url")
	return r.node(o, o.key(evidence.KindSource), line)
}

// addressOf returns the address of an object as it was recorded, else that of its first reference with one on the web.
func addressOf(o *object) string {
	if own := jsondoc.Text(o.more["url"]); own != "" {
		return own
	}
	for _, e := range jsondoc.List(o.all["external_references"]) {
		reference, _ := e.(map[string]any)
		if address := jsondoc.Text(reference["url"]); formats.HostOf(address) != "" {
			return address
		}
	}
	return ""
}

// all returns the global ids of what a list of references names; a reference that names nothing stays as it is, so that
// the import refuses it.
func (r *reader) all(refs any) []string {
	var ids []string
	for _, ref := range jsondoc.List(refs) {
		ids = append(ids, cmp.Or(string(r.idOf(jsondoc.Text(ref))), jsondoc.Text(ref)))
	}
	return ids
}

func (r *reader) claim(o *object) error {
	line := formats.Line{"text": o.text("text")}
	for field, name := range map[string]string{
		"name": "name", "item": "item", "value": "value", "claimant": "claimant", "claimDate": "claim_date",
	} {
		line.Set(field, o.text(name))
	}
	line.Set("language", cmp.Or(o.text("lang"), o.text("language")))
	if tags := jsondoc.List(o.all["labels"]); len(tags) > 0 {
		line["tags"] = tags
	}
	return r.node(o, o.key(evidence.KindClaim), line)
}
