package formats

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
)

// bodsVersion says which version of its record a statement is.
type bodsVersion struct {
	edition string // "" = the statement has no date
	day     string // of the statement
	closed  bool
}

// bodsRecord names a record of relationships for lines.
func bodsRecord(id string) string { return "bods " + id }

// The places of what orders statements of one time, in nanoseconds after it: how many days later they were published,
// and whether they open, update or close the record.
const (
	bodsPublished   = 10 * time.Nanosecond
	bodsPublishable = 10_000 // days
)

func versionOf(item map[string]any) bodsVersion {
	status := strings.ToLower(jsonText(item["recordStatus"]))
	v := bodsVersion{day: jsonDay(item["statementDate"]), closed: status == "closed"}
	publication, _ := item["publicationDetails"].(map[string]any)
	published := editionText(jsonText(publication["publicationDate"]))
	stated := cmp.Or(editionText(jsonText(item["statementDate"])), published)
	if stated == "" {
		return v
	}
	at, _ := evidence.EditionTime(stated)
	if publishedAt, ok := evidence.EditionTime(published); ok {
		days := int(publishedAt.Sub(at) / (24 * time.Hour))
		at = at.Add(time.Duration(min(max(days, 0), bodsPublishable)) * bodsPublished)
	}
	at = at.Add(time.Duration(max(slices.Index([]string{"new", "updated", "closed"}, status), 0)))
	v.edition = at.Format(time.RFC3339Nano)
	if id := jsonText(item["statementId"]); id != "" {
		v.edition += " " + id
	}
	return v
}

// end writes that this version of a relationship is in force, and when that ends which earlier ones say and this one
// does not.
func (v bodsVersion) end(out Lines, at, id string, interests []bodsInterest) error {
	until := evidence.Date(v.day)
	for _, i := range interests {
		from := evidence.Date(i.from)
		if open := i.to == "" && !v.closed; open && from.Known() && (!until.Known() || from.Before(until)) {
			until = from
		}
	}
	line := Line{"type": "edition", "record": bodsRecord(id), "edition": v.edition}
	if until.Known() {
		line["until"] = string(until.Day())
	}
	return out.Write(at, line)
}

// oldBODS reads statements of versions 0.2 and 0.3 as if they were of 0.4. There a statement has no record: it
// replaces others, and is named by its statementID. The record is the first of a chain of statements, as far as the
// document names it; a statement waits for those that it names and that come later.
type oldBODS struct {
	read  func(at string, item map[string]any) error
	roots map[string]string // of statements, what they replace; of a first one, itself
	held  []oldStatement
	size  int
}

type oldStatement struct {
	at   string
	item map[string]any
}

func (o *oldBODS) take(at string, item map[string]any) error {
	id := cmp.Or(jsonText(item["statementID"]), jsonText(item["statementId"]))
	if replaced := jsonText(item["replacesStatements"]); replaced != "" {
		o.roots[id] = replaced
	} else if id != "" {
		o.roots[id] = id
	}
	if o.size < maxHeldBytes && !o.settled(item, id) {
		o.size += 4 * jsonSize(item)
		o.held = append(o.held, oldStatement{at, item})
		return nil
	}
	return o.read(at, o.renewed(item, id))
}

// finish reads what waited.
func (o *oldBODS) finish() error {
	for _, h := range o.held {
		id := cmp.Or(jsonText(h.item["statementID"]), jsonText(h.item["statementId"]))
		if err := o.read(h.at, o.renewed(h.item, id)); err != nil {
			return err
		}
	}
	return nil
}

// settled reports whether all that a statement names has come.
func (o *oldBODS) settled(item map[string]any, id string) bool {
	names := []string{jsonText(item["replacesStatements"]), describedBy(item["subject"]), describedBy(item["interestedParty"])}
	for _, name := range names {
		if name != "" && o.roots[name] == "" {
			return false
		}
	}
	return true
}

// root returns the first statement of the chain of one, as far as it is known.
func (o *oldBODS) root(id string) string {
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
	return cmp.Or(jsonText(end["describedByEntityStatement"]), jsonText(end["describedByPersonStatement"]))
}

// merged returns the further records whose statements a statement replaces.
func (o *oldBODS) merged(item map[string]any) (records []string) {
	for i, replaced := range jsonList(item["replacesStatements"]) {
		if name := jsonText(replaced); i > 0 && name != "" {
			records = append(records, o.root(name))
		}
	}
	return records
}

// renewed returns a statement as version 0.4 states it.
func (o *oldBODS) renewed(item map[string]any, id string) map[string]any {
	kind := jsonText(item["statementType"])
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
