// Package ftm reads FollowTheMoney: companies, persons and who owns what, as entities (JSON) or as statements (CSV).
package ftm

import (
	"bytes"
	"context"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/formats"
	"github.com/credence-graph/credence/internal/formats/jsondoc"
	"github.com/credence-graph/credence/internal/formats/tables"
)

// What the help says of both formats of FollowTheMoney.
const (
	ftmBecomes = "companies, persons and ownerships become the same here; the caption is the name"
	ftmLoses   = "every other schema and property"
	ftmVersion = "last_change, last_seen, updated_at or modifiedAt"
)

// Entities reads entities of FollowTheMoney, one JSON object a line or a list of them: {"id", "schema", "properties":
// {name: [values]}}.
//
//	caption, else name                            name: the caption is the one that the data set itself shows, of
//	                                              several names the first by its letters is taken
//	Person                                        person
//	Company, Organization, PublicBody, LegalEntity  organization: country (jurisdiction, mainCountry or country),
//	                                                kind:
//	                                              the schema
//	Ownership: owner, asset, percentage           ownership by each owner of each asset, share
//	Ownership: startDate, endDate                 validFrom, validTo
//	Ownership: sourceUrl, else publisher          recordedFrom
//	Ownership: role, ownershipType, status        justification, in words
//
// The id is the key. Of several versions of an entity the latest is in force: by last_change, when what it says
// changed last, else last_seen, when it was last found so, else updated_at, else the property modifiedAt. A
// percentage that is not a plain number (">50") stays in the justification, and the share unknown.
//
// Lost: every other schema (directorships, families, addresses, sanctions), listed in one note; further names, and all
// other properties. A LegalEntity may be a person; it becomes an organization.
func Entities() formats.Format {
	return formats.Format{
		Name: "ftm", About: "entities of FollowTheMoney: companies, persons and who owns what",
		Becomes: ftmBecomes, Loses: ftmLoses, Version: ftmVersion, Recognise: recognise, Read: read,
	}
}

func recognise(_ string, head []byte) bool {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n[")
	return len(head) > 0 && head[0] == '{' && bytes.Contains(head, []byte(`"schema"`)) &&
		bytes.Contains(head, []byte(`"properties"`)) &&
		bytes.Contains(head, []byte(`"id"`))
}

var (
	organizationSchemas = []string{"Company", "Organization", "PublicBody", "LegalEntity", "Asset"}
	personSchemas       = []string{"Person"}
)

func read(ctx context.Context, doc formats.Document, out formats.Lines) error {
	lost := formats.PassedOver{}
	err := jsondoc.Items(ctx, doc, out, func(at string, item map[string]any) error {
		properties, ok := item["properties"].(map[string]any)
		if !ok {
			return out.Reject(at, "properties", "missing; expected an object with lists of values")
		}
		e := entity{
			id: jsondoc.Text(item["id"]), schema: jsondoc.Text(item["schema"]), caption: jsondoc.Text(item["caption"]),
			properties: map[string][]string{},
		}
		for _, name := range []string{"last_change", "last_seen", "updated_at"} {
			if e.edition == "" {
				e.edition = formats.EditionText(jsondoc.Text(item[name]))
			}
		}
		for name, values := range properties {
			for _, value := range jsondoc.List(values) {
				if text := jsondoc.Text(value); text != "" {
					e.properties[name] = append(e.properties[name], text)
				}
			}
		}
		return e.write(at, out, lost)
	})
	lost.Report(out)
	return err
}

// entity is an entity, whichever way it was written.
type entity struct {
	id, schema, caption string
	edition             string // when this version was made; "" = it is not known
	properties          map[string][]string
}

func (e *entity) first(names ...string) string {
	for _, name := range names {
		if values := e.properties[name]; len(values) > 0 {
			return values[0]
		}
	}
	return ""
}

func (e *entity) write(at string, out formats.Lines, lost formats.PassedOver) error {
	switch {
	case e.schema == "":
		return out.Reject(at, "schema", "missing; expected a schema such as Company")
	case e.schema == "Ownership":
		return e.ownerships(at, out)
	case !slices.Contains(organizationSchemas, e.schema) && !slices.Contains(personSchemas, e.schema):
		lost.Count(e.schema)
		return nil
	case e.id == "":
		return out.Reject(at, "id", "missing; expected the id of the entity")
	}
	name := e.name()
	if name == "" {
		return out.Reject(at, "name", "missing; expected the name of the entity")
	}
	line := formats.Line{"type": "person", "id": "person:" + e.id, "name": name}
	if !slices.Contains(personSchemas, e.schema) {
		line = formats.Line{"type": "organization", "id": "organization:" + e.id, "name": name, "kind": e.schema}
		if country := e.first("jurisdiction", "mainCountry", "country"); len(country) == 2 {
			line["country"] = strings.ToUpper(country)
		}
	}
	if edition := e.version(); edition != "" {
		line["edition"] = edition
		if line["type"] == "organization" {
			line.Clear("country")
		}
	}
	return out.Write(at, line)
}

// name returns the caption. One that repeats the schema is what programs show of an entity without a name.
func (e *entity) name() string {
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
func (e *entity) version() string {
	if e.edition != "" {
		return e.edition
	}
	return formats.LatestEdition(e.properties["modifiedAt"])
}

func (e *entity) ownerships(at string, out formats.Lines) error {
	for _, end := range []string{"owner", "asset"} {
		if len(e.properties[end]) == 0 {
			return out.Reject(at, end, "missing; expected the id of an entity")
		}
	}
	line := formats.Line{"type": "ownership"}
	line.Set("validFrom", jsondoc.Day(e.first("startDate")))
	line.Set("validTo", jsondoc.Day(e.first("endDate")))
	line.Set("recordedFrom", e.first("sourceUrl", "publisherUrl", "publisher"))
	var why []string
	if text := e.first("percentage"); text != "" {
		if share := tables.Percent(text); share != nil {
			line["sharePercent"] = *share
		} else {
			why = append(why, "percentage as written: "+text)
		}
	}
	for _, name := range []string{"role", "ownershipType", "status", "legalBasis"} {
		if text := e.first(name); text != "" {
			why = append(why, name+": "+text)
		}
	}
	line.Set("justification", strings.Join(why, "; "))
	if edition := e.version(); edition != "" && e.id != "" {
		line["record"], line["edition"] = "ftm "+e.id, edition
		line.Clear("sharePercent", "validTo", "justification")
	}
	for _, owner := range e.properties["owner"] {
		for _, asset := range e.properties["asset"] {
			each := formats.Line{"asset": asset, "owner": owner}
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
