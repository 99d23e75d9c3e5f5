package formats

import (
	"bytes"
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
)

// What the help says of both formats of FollowTheMoney.
const (
	ftmBecomes = "companies, persons and ownerships become the same here; the caption is the name"
	ftmLoses   = "every other schema and property"
	ftmVersion = "last_change, last_seen, updated_at or modifiedAt"
)

// ftm reads entities of FollowTheMoney, one JSON object a line or a list of them: {"id", "schema", "properties": {name:
// [values]}}.
//
//	caption, else name                            name: the caption is the one that the data set itself shows, of several names the
//	                                              first by its letters is taken
//	Person                                        person
//	Company, Organization, PublicBody, LegalEntity  organization: country (jurisdiction, mainCountry or country), kind:
//	                                              the schema
//	Ownership: owner, asset, percentage           ownership by each owner of each asset, share
//	Ownership: startDate, endDate                 validFrom, validTo
//	Ownership: sourceUrl, else publisher          recordedFrom
//	Ownership: role, ownershipType, status        justification, in words
//
// The id is the key. Of several versions of an entity the latest is in force: by last_change, when what it says
// changed last, else last_seen, when it was last found so, else updated_at, else the property modifiedAt. A
// percentage that is no plain number (">50") stays in the justification, and the share unknown.
//
// Lost: every other schema (directorships, families, addresses, sanctions), told in one note; further names, and all other
// properties. A LegalEntity may be a person; it becomes an organization.
func ftm() Format {
	return Format{
		Name: "ftm", About: "entities of FollowTheMoney: companies, persons and who owns what",
		Becomes: ftmBecomes, Loses: ftmLoses, Version: ftmVersion, Recognise: recogniseFTM, Read: readFTM,
	}
}

func recogniseFTM(_ string, head []byte) bool {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n[")
	return len(head) > 0 && head[0] == '{' && bytes.Contains(head, []byte(`"schema"`)) && bytes.Contains(head, []byte(`"properties"`)) &&
		bytes.Contains(head, []byte(`"id"`))
}

var (
	ftmOrganizations = []string{"Company", "Organization", "PublicBody", "LegalEntity", "Asset"}
	ftmPersons       = []string{"Person"}
)

func readFTM(ctx context.Context, doc Document, out Lines) error {
	lost := counted{}
	err := jsonItems(ctx, doc, out, func(at string, item map[string]any) error {
		properties, ok := item["properties"].(map[string]any)
		if !ok {
			return out.Reject(at, "properties", "missing; expected an object with lists of values")
		}
		e := ftmEntity{id: jsonText(item["id"]), schema: jsonText(item["schema"]), caption: jsonText(item["caption"]), properties: map[string][]string{}}
		for _, name := range []string{"last_change", "last_seen", "updated_at"} {
			if e.edition == "" {
				e.edition = editionText(jsonText(item[name]))
			}
		}
		for name, values := range properties {
			for _, value := range jsonList(values) {
				if text := jsonText(value); text != "" {
					e.properties[name] = append(e.properties[name], text)
				}
			}
		}
		return e.write(at, out, lost)
	})
	lost.tell(out)
	return err
}

// ftmEntity is an entity, whichever way it was written.
type ftmEntity struct {
	id, schema, caption string
	edition             string // when this version was made; "" = it is not known
	properties          map[string][]string
}

func (e *ftmEntity) first(names ...string) string {
	for _, name := range names {
		if values := e.properties[name]; len(values) > 0 {
			return values[0]
		}
	}
	return ""
}

func (e *ftmEntity) write(at string, out Lines, lost counted) error {
	switch {
	case e.schema == "":
		return out.Reject(at, "schema", "missing; expected a schema such as Company")
	case e.schema == "Ownership":
		return e.ownerships(at, out)
	case !slices.Contains(ftmOrganizations, e.schema) && !slices.Contains(ftmPersons, e.schema):
		lost.count(e.schema)
		return nil
	case e.id == "":
		return out.Reject(at, "id", "missing; expected the id of the entity")
	}
	name := e.name()
	if name == "" {
		return out.Reject(at, "name", "missing; expected the name of the entity")
	}
	line := Line{"type": "person", "id": "person:" + e.id, "name": name}
	if !slices.Contains(ftmPersons, e.schema) {
		line = Line{"type": "organization", "id": "organization:" + e.id, "name": name, "kind": e.schema}
		if country := e.first("jurisdiction", "mainCountry", "country"); len(country) == 2 {
			line["country"] = strings.ToUpper(country)
		}
	}
	if edition := e.version(); edition != "" {
		line["edition"] = edition
		if line["type"] == "organization" {
			line.clear("country")
		}
	}
	return out.Write(at, line)
}

// name returns the caption. One that repeats the schema is what programs show of an entity without a name.
func (e *ftmEntity) name() string {
	names := e.properties["name"]
	if e.caption != "" && (e.caption != e.schema || len(names) == 0) {
		return e.caption
	}
	if len(names) == 0 {
		return ""
	}
	return slices.Min(names) // the same one in whatever order they come
}

// version returns when this version of the entity was made, "" if it does not say.
func (e *ftmEntity) version() string {
	if e.edition != "" {
		return e.edition
	}
	return latestEdition(e.properties["modifiedAt"])
}

func (e *ftmEntity) ownerships(at string, out Lines) error {
	for _, end := range []string{"owner", "asset"} {
		if len(e.properties[end]) == 0 {
			return out.Reject(at, end, "missing; expected the id of an entity")
		}
	}
	line := Line{"type": "ownership"}
	line.set("validFrom", jsonDay(e.first("startDate")))
	line.set("validTo", jsonDay(e.first("endDate")))
	line.set("recordedFrom", e.first("sourceUrl", "publisherUrl", "publisher"))
	var why []string
	if text := e.first("percentage"); text != "" {
		if share := percent(text); share != nil {
			line["share"] = *share
		} else {
			why = append(why, "percentage as written: "+text)
		}
	}
	for _, name := range []string{"role", "ownershipType", "status", "legalBasis"} {
		if text := e.first(name); text != "" {
			why = append(why, name+": "+text)
		}
	}
	line.set("justification", strings.Join(why, "; "))
	if edition := e.version(); edition != "" && e.id != "" {
		line["record"], line["edition"] = "ftm "+e.id, edition
		line.clear("share", "validTo", "justification")
	}
	for _, owner := range e.properties["owner"] {
		for _, asset := range e.properties["asset"] {
			each := Line{"asset": asset, "owner": owner}
			for name, value := range line {
				each[name] = value
			}
			if err := out.Write(at, each); err != nil {
				return err
			}
		}
	}
	return nil
}

// percent reads a plain number, with a percent sign or without; nil where it is none.
func percent(text string) *float64 {
	return jsonNumber(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(text), "%")))
}

// ftmStatements reads statements of FollowTheMoney as CSV: one value of one property of one entity a row, with the columns
// canonical_id, entity_id, prop, schema, value and more. The statements about one canonical_id make one entity, which is read
// as [ftm] reads it; they need not stand together, but those that do not cost memory, up to 64 MB.
//
// An entity changed last when the latest of its statements was first seen; where no statement says so, when one was
// last seen.
//
// Lost: all that is lost of entities; dataset, lang and original_value; statements that are external.
// An owner or asset is looked up by the id that its statements have as canonical_id or entity_id.
func ftmStatements() Format {
	return Format{
		Name: "ftm-csv", About: "statements of FollowTheMoney as CSV",
		Becomes: ftmBecomes, Loses: ftmLoses, Version: ftmVersion,
		Recognise: func(_ string, head []byte) bool {
			first, _, _ := bytes.Cut(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), []byte("\n"))
			columns := strings.Split(strings.ReplaceAll(strings.TrimSpace(string(first)), `"`, ""), ",")
			for _, name := range ftmColumns {
				if !slices.Contains(columns, name) {
					return false
				}
			}
			return true
		},
		Read: readFTMStatements,
	}
}

var ftmColumns = []string{"canonical_id", "prop", "schema", "value"}

type ftmOpen struct {
	ftmEntity
	at                  string // of the first statement about it
	order               int
	firstSeen, lastSeen string // when statements about it were first and last seen: the latest of each
}

type ftmRows struct {
	out      Lines
	lost     counted
	open     map[string]*ftmOpen
	renamed  map[string]string // entity_id to canonical_id, where they differ
	held     int               // bytes
	columnOf map[string]int
}

func readFTMStatements(ctx context.Context, doc Document, out Lines) error {
	rows, err := newTable(doc, ',')
	if err != nil {
		return err
	}
	f := ftmRows{out: out, lost: counted{}, open: map[string]*ftmOpen{}, renamed: map[string]string{}, columnOf: map[string]int{}}
	for i, name := range rows.header {
		f.columnOf[strings.TrimSpace(name)] = i
	}
	for _, name := range ftmColumns {
		if _, there := f.columnOf[name]; !there {
			return evidence.Invalidf("", "has no column %s; expected statements of FollowTheMoney", name)
		}
	}
	if err := rows.each(ctx, out, f.row); err != nil {
		return err
	}
	all := make([]*ftmOpen, 0, len(f.open))
	for _, e := range f.open {
		all = append(all, e)
	}
	slices.SortFunc(all, func(a, b *ftmOpen) int { return a.order - b.order })
	for _, e := range all {
		for _, end := range []string{"owner", "asset"} {
			for i, id := range e.properties[end] {
				if canonical, known := f.renamed[id]; known {
					e.properties[end][i] = canonical
				}
			}
		}
		e.edition = cmp.Or(e.firstSeen, e.lastSeen)
		if err := e.write(e.at, out, f.lost); err != nil {
			return err
		}
	}
	f.lost.tell(out)
	return nil
}

func (f *ftmRows) value(row []string, column string) string {
	if i, there := f.columnOf[column]; there {
		return strings.TrimSpace(row[i])
	}
	return ""
}

// ftmKept are the properties that have a place in the graph; the others are not held.
var ftmKept = []string{
	"name", "jurisdiction", "mainCountry", "country", "owner", "asset", "percentage", "startDate", "endDate", "sourceUrl", "publisherUrl", "publisher",
	"role", "ownershipType", "status", "legalBasis", "modifiedAt",
}

func (f *ftmRows) row(at string, row []string) error {
	id, prop, value := f.value(row, "canonical_id"), f.value(row, "prop"), f.value(row, "value")
	if id == "" || prop == "" {
		return f.out.Reject(at, "canonical_id", "canonical_id or prop is empty; expected both")
	}
	switch f.value(row, "external") {
	case "t", "true", "True", "1":
		return nil
	}
	if own := f.value(row, "entity_id"); own != "" && own != id && f.renamed[own] == "" {
		f.renamed[own] = id
		f.held += len(own) + len(id)
	}
	e := f.open[id]
	if e == nil {
		e = &ftmOpen{ftmEntity: ftmEntity{id: id, properties: map[string][]string{}}, at: at, order: len(f.open)}
		f.open[id] = e
		f.held += len(id) + 200 // an entity without anything
	}
	e.firstSeen = latestEdition([]string{e.firstSeen, f.value(row, "first_seen")})
	e.lastSeen = latestEdition([]string{e.lastSeen, f.value(row, "last_seen")})
	if schema := f.value(row, "schema"); e.schema == "" || e.schema == "LegalEntity" { // what is known more exactly elsewhere
		e.schema = schema
	}
	if slices.Contains(ftmKept, prop) && !slices.Contains(e.properties[prop], value) && value != "" {
		e.properties[prop] = append(e.properties[prop], strings.Clone(value))
		f.held += len(value) + 50
	}
	if f.held > maxHeldBytes {
		return evidence.Invalidf("", "%s: the entities so far take more than %d MB; split the file by canonical_id", at, maxHeldBytes>>20)
	}
	return nil
}
