package stix

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/formats"
	"github.com/credence-graph/credence/internal/formats/jsondoc"
)

// date reads which version of the object this is, and whether it was revoked.
func (o *object) date() {
	for _, name := range []string{"modified", "created"} {
		if text := formats.EditionText(o.text(name)); text != "" && o.edition == "" {
			o.edition = text
			o.modified, _ = evidence.EditionTime(text)
		}
	}
	switch gone := o.all["revoked"].(type) {
	case bool:
		o.revoked = gone
	case string:
		o.revoked = strings.EqualFold(strings.TrimSpace(gone), "true")
	}
}

// stamp puts on the line of a link of which version of the object it is.
func (o *object) stamp(line formats.Line) {
	if o.edition != "" {
		line["record"], line["edition"] = o.id, o.edition
	}
}

// clear states of fields that a version does not have that they are empty: an earlier one may have had them.
func (o *object) clear(line formats.Line, fields ...string) {
	if o.edition != "" {
		line.Clear(fields...)
	}
}

// revocation takes over that an object was revoked, where no node stands for it. taken is false where it is to be
// read as others are: a report or opinion is withdrawn, and an identity may have made one.
func (r *reader) revocation(o *object) (taken bool, err error) {
	if at, gone := r.gone[o.id]; gone && !o.revoked && !o.modified.After(at) {
		return true, nil
	}
	if !o.revoked {
		return false, nil
	}
	switch o.kind {
	case "relationship", "x-credence-corroboration", "note":
		if o.kind == "note" && o.more["scheme"] == nil {
			return false, nil
		}
		if o.edition == "" {
			return true, r.out.Reject(o.at, "modified", "missing; expected when it was revoked")
		}
		r.revoked = append(r.revoked, o.id)
		return true, r.out.Write(o.at, formats.Line{"type": "edition", "record": o.id, "edition": o.edition})
	case "report", "opinion":
		if o.edition == "" {
			return true, r.out.Reject(o.at, "modified", "missing; expected when it was revoked")
		}
		r.revoked = append(r.revoked, o.id)
		return false, nil
	case "identity":
		if class := o.text("identity_class"); class != "individual" && o.more["credence_id"] == nil {
			return false, nil
		}
		r.gone[o.id] = o.modified
	}
	return true, r.refuseRevoked(o)
}

// refuseRevoked rejects an object that a node would stand for: nodes are not taken back.
func (r *reader) refuseRevoked(o *object) error {
	return r.out.Reject(o.at, "revoked",
		"was revoked by its producer; it is not recorded, and the graph keeps what it has of it")
}

// idOf returns the id of the node that a reference names, of this bundle, of one before it or of the graph; "" if
// there is none.
func (r *reader) idOf(ref string) evidence.ID { return cmp.Or(r.ids[ref], r.before[ref]) }

// names notes what an object names, but for what says how it may be used.
func (r *reader) names(o *object) {
	const most = 100_000
	switch o.kind {
	case "report", "opinion", "relationship", "identity", "x-credence-claim", "x-credence-corroboration":
	default:
		return
	}
	for _, of := range []map[string]any{o.all, o.more} {
		for _, name := range slices.Sorted(maps.Keys(of)) {
			if !strings.HasSuffix(name, "_ref") && !strings.HasSuffix(name, "_refs") || name == "object_marking_refs" {
				continue
			}
			for _, ref := range jsondoc.List(of[name]) {
				id := jsondoc.Text(ref)
				if _, noted := r.named[id]; id != "" && !noted && len(r.named) < most {
					r.named[id] = name + " of " + jsondoc.Shortened([]byte(o.id))
				}
			}
		}
	}
}

// lookUp looks in the graph for what objects name and neither this bundle nor one before it has.
func (r *reader) lookUp() error {
	refs := map[evidence.ID]string{}
	for _, ref := range r.absentees() {
		for _, kind := range kindsOf(ref) {
			refs[evidence.ID(string(kind)+":"+ref)] = ref
		}
	}
	ids := slices.Sorted(maps.Keys(refs))
	found, err := r.doc.Known(ids)
	if err != nil {
		return err
	}
	for _, id := range ids { // of an identity that is there as an outlet and as another kind, the outlet
		if ref := refs[id]; found[id] && r.before[ref].Kind() != evidence.KindOutlet {
			r.before[ref] = id
		}
	}
	return nil
}

// absentees returns what objects name and neither this bundle nor one before it has, in order.
func (r *reader) absentees() []string {
	var refs []string
	for ref := range r.named {
		if !r.there[ref] && r.before[ref] == "" {
			refs = append(refs, ref)
		}
	}
	slices.Sort(refs)
	return refs
}

// kindsOf returns the kinds of nodes that an object may have become, by its id.
func kindsOf(ref string) []evidence.Kind {
	switch kind, _, _ := strings.Cut(ref, "--"); kind {
	case "report":
		return []evidence.Kind{evidence.KindSource}
	case "opinion":
		return []evidence.Kind{evidence.KindSource}
	case "identity":
		return []evidence.Kind{evidence.KindOrganization, evidence.KindOutlet, evidence.KindPerson}
	case "x-credence-claim":
		return []evidence.Kind{evidence.KindClaim}
	}
	return nil
}

// tell notes what was revoked, and what is named and is not anywhere.
func (r *reader) tell() {
	if len(r.revoked) > 0 {
		formats.Note(r.out, "revoked by their producers, so that they do not stand: "+someOf(r.revoked))
	}
	refs := r.absentees()
	for i, ref := range refs {
		refs[i] = fmt.Sprintf("%s (%s)", jsondoc.Shortened([]byte(ref)), r.named[ref])
	}
	if len(refs) > 0 {
		formats.Note(r.out, "named, but neither in the bundle nor in the graph: "+someOf(refs))
	}
	for _, ref := range slices.Sorted(maps.Keys(r.named)) {
		made := strings.HasPrefix(r.named[ref], "created_by_ref of ")
		if made && !r.there[ref] && r.before[ref].Kind() == evidence.KindOrganization {
			formats.Note(r.out,
				fmt.Sprintf("%s (%s) is an organization in the graph, and no outlet: what it made is taken over "+
					"without it",
					jsondoc.Shortened([]byte(ref)), r.named[ref]))
		}
	}
}

// someOf lists the first names of a list.
func someOf(names []string) string {
	const most = 10
	if len(names) > most {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:most], ", "), len(names)-most)
	}
	return strings.Join(names, ", ")
}
