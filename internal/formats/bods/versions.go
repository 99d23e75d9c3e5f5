package bods

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/formats"
	"github.com/credence-graph/credence/internal/formats/jsondoc"
)

// version says which version of its record a statement is.
type version struct {
	edition string // "" = the statement has no date
	day     string // of the statement
	closed  bool
}

// recordName names a record of relationships for lines.
func recordName(id string) string { return "bods " + id }

// The places of what orders statements of one time, in nanoseconds after it: how many days later they were published,
// and whether they open, update or close the record.
const (
	laterPublished = 10 * time.Nanosecond
	mostLaterDays  = 10_000 // days
)

func versionOf(item map[string]any) version {
	status := strings.ToLower(jsondoc.Text(item["recordStatus"]))
	v := version{day: jsondoc.Day(item["statementDate"]), closed: status == "closed"}
	publication, _ := item["publicationDetails"].(map[string]any)
	published := formats.EditionText(jsondoc.Text(publication["publicationDate"]))
	stated := cmp.Or(formats.EditionText(jsondoc.Text(item["statementDate"])), published)
	if stated == "" {
		return v
	}
	at, _ := evidence.EditionTime(stated)
	if publishedAt, ok := evidence.EditionTime(published); ok {
		days := int(publishedAt.Sub(at) / (24 * time.Hour))
		at = at.Add(time.Duration(min(max(days, 0), mostLaterDays)) * laterPublished)
	}
	at = at.Add(time.Duration(max(slices.Index([]string{"new", "updated", "closed"}, status), 0)))
	v.edition = at.Format(time.RFC3339Nano)
	if id := jsondoc.Text(item["statementId"]); id != "" {
		v.edition += " " + id
	}
	return v
}

// end writes that this version of a relationship is in force, and when that ends which earlier ones say and this one
// does not.
func (v version) end(out formats.Lines, at, id string, interests []interest) error {
	until := evidence.Date(v.day)
	for _, i := range interests {
		from := evidence.Date(i.from)
		if open := i.to == "" && !v.closed; open && from.Known() && (!until.Known() || from.Before(until)) {
			until = from
		}
	}
	line := formats.Line{"type": "edition", "record": recordName(id), "edition": v.edition}
	if until.Known() {
		line["until"] = string(until.Day())
	}
	return out.Write(at, line)
}

// oldReader reads statements of versions 0.2 and 0.3 as if they were of 0.4. There a statement has no record: it
// replaces others, and is named by its statementID. The record is the first of a chain of statements, as far as the
// document names it; a statement waits for those that it names and that come later.
type oldReader struct {
	read  func(at string, item map[string]any) error
	roots map[string]string // of statements, what they replace; of a first one, itself
	held  []oldStatement
	size  int
}

type oldStatement struct {
	at   string
	item map[string]any
}

func (o *oldReader) take(at string, item map[string]any) error {
	id := cmp.Or(jsondoc.Text(item["statementID"]), jsondoc.Text(item["statementId"]))
	if replaced := jsondoc.Text(item["replacesStatements"]); replaced != "" {
		o.roots[id] = replaced
	} else if id != "" {
		o.roots[id] = id
	}
	if o.size < formats.MaxHeldBytes && !o.settled(item) {
		o.size += 4 * jsondoc.Size(item)
		o.held = append(o.held, oldStatement{at, item})
		return nil
	}
	return o.read(at, o.renewed(item, id))
}

// finish reads what waited.
func (o *oldReader) finish() error {
	for _, h := range o.held {
		id := cmp.Or(jsondoc.Text(h.item["statementID"]), jsondoc.Text(h.item["statementId"]))
		if err := o.read(h.at, o.renewed(h.item, id)); err != nil {
			return err
		}
	}
	return nil
}

// settled reports whether all that a statement names has come.
func (o *oldReader) settled(item map[string]any) bool {
	names := []string{
		jsondoc.Text(item["replacesStatements"]), describedBy(item["subject"]), describedBy(item["interestedParty"]),
	}
	for _, name := range names {
		if name != "" && o.roots[name] == "" {
			return false
		}
	}
	return true
}

// root returns the first statement of the chain of one, as far as it is known.
func (o *oldReader) root(id string) string {
	for range len(o.roots) { // a chain that bites its tail ends
		next := o.roots[id]
		if next == "" || next == id {
			break
		}
		id = next
	}
	return id
}

// describedBy returns the statement that describes one end of a relationship.
func describedBy(v any) string {
	end, _ := v.(map[string]any)
	return cmp.Or(jsondoc.Text(end["describedByEntityStatement"]), jsondoc.Text(end["describedByPersonStatement"]))
}

// merged returns the further records whose statements a statement replaces.
func (o *oldReader) merged(item map[string]any) (records []string) {
	for i, replaced := range jsondoc.List(item["replacesStatements"]) {
		if name := jsondoc.Text(replaced); i > 0 && name != "" {
			records = append(records, o.root(name))
		}
	}
	return records
}

// renewed returns a statement as version 0.4 states it.
func (o *oldReader) renewed(item map[string]any, id string) map[string]any {
	kind := jsondoc.Text(item["statementType"])
	details := map[string]any{}
	for name, v := range item {
		details[name] = v
	}
	switch kind {
	case "entityStatement":
		kind = "entity"
		if text, ok := item["entityType"].(string); ok {
			details["entityType"] = map[string]any{"type": text}
		}
		if place := item["incorporatedInJurisdiction"]; place != nil {
			details["jurisdiction"] = place
		}
	case "personStatement":
		kind = "person"
	case "ownershipOrControlStatement":
		kind = "relationship"
		for _, end := range []string{"subject", "interestedParty"} {
			if named := describedBy(item[end]); named != "" {
				details[end] = o.root(named)
			}
		}
	}
	again := map[string]any{"statementId": id, "recordType": kind, "recordDetails": details}
	if id != "" {
		again["recordId"] = o.root(id)
	}
	for _, name := range []string{"statementDate", "publicationDetails", "source", "replacesStatements"} {
		again[name] = item[name]
	}
	return again
}

// camel writes the name of a type as version 0.4 does: "voting-rights" is "votingRights".
func camel(name string) string {
	first, rest, _ := strings.Cut(name, "-")
	for part := range strings.SplitSeq(rest, "-") {
		if part != "" {
			first += strings.ToUpper(part[:1]) + part[1:]
		}
	}
	return first
}
