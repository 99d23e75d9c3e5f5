package ftm

import (
	"bytes"
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/formats"
	"github.com/credence-graph/credence/internal/formats/tables"
)

// Statements reads statements of FollowTheMoney as CSV: one value of one property of one entity a row, with the
// columns canonical_id, entity_id, prop, schema, value and more. The statements about one canonical_id make one
// entity, which is read as [Entities] reads it; they need not stand together, but those that do not cost memory, up to
// 64 MB.
//
// An entity changed last when the latest of its statements was first seen; where no statement says so, when one was
// last seen.
//
// Lost: all that is lost of entities; dataset, lang and original_value; statements that are external.
// An owner or asset is looked up by the id that its statements have as canonical_id or entity_id.
func Statements() formats.Format {
	return formats.Format{
		Name: "ftm-csv", About: "statements of FollowTheMoney as CSV",
		Becomes: ftmBecomes, Loses: ftmLoses, Version: ftmVersion,
		Recognise: func(_ string, head []byte) bool {
			first, _, _ := bytes.Cut(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), []byte("\n"))
			columns := strings.Split(strings.ReplaceAll(strings.TrimSpace(string(first)), `"`, ""), ",")
			for _, name := range requiredColumns {
				if !slices.Contains(columns, name) {
					return false
				}
			}
			return true
		},
		Read: readStatements,
	}
}

var requiredColumns = []string{"canonical_id", "prop", "schema", "value"}

type openEntity struct {
	entity
	at                  string // of the first statement about it
	order               int
	firstSeen, lastSeen string // when statements about it were first and last seen: the latest of each
}

type statementRows struct {
	out      formats.Lines
	lost     formats.PassedOver
	open     map[string]*openEntity
	renamed  map[string]string // entity_id to canonical_id, where they differ
	held     int               // bytes
	columnOf map[string]int
}

func (f *statementRows) value(row []string, column string) string {
	if i, there := f.columnOf[column]; there {
		return strings.TrimSpace(row[i])
	}
	return ""
}

func (f *statementRows) row(at string, row []string) error {
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
		e = &openEntity{entity: entity{id: id, properties: map[string][]string{}}, at: at, order: len(f.open)}
		f.open[id] = e
		f.held += len(id) + 200 // an entity without anything
	}
	e.firstSeen = formats.LatestEdition([]string{e.firstSeen, f.value(row, "first_seen")})
	e.lastSeen = formats.LatestEdition([]string{e.lastSeen, f.value(row, "last_seen")})
	// what is known more exactly elsewhere
	if schema := f.value(row, "schema"); e.schema == "" || e.schema == "LegalEntity" {
		e.schema = schema
	}
	if slices.Contains(keptProperties, prop) && !slices.Contains(e.properties[prop], value) && value != "" {
		e.properties[prop] = append(e.properties[prop], strings.Clone(value))
		f.held += len(value) + 50
	}
	if f.held > formats.MaxHeldBytes {
		return evidence.Invalidf("", "%s: the entities so far take more than %d MB; split the file by canonical_id", at,
			formats.MaxHeldBytes>>20)
	}
	return nil
}

func readStatements(ctx context.Context, doc formats.Document, out formats.Lines) error {
	rows, err := tables.Open(doc, ',')
	if err != nil {
		return err
	}
	f := statementRows{
		out: out, lost: formats.PassedOver{}, open: map[string]*openEntity{}, renamed: map[string]string{},
		columnOf: map[string]int{},
	}
	for i, name := range rows.Header {
		f.columnOf[strings.TrimSpace(name)] = i
	}
	for _, name := range requiredColumns {
		if _, there := f.columnOf[name]; !there {
			return evidence.Invalidf("", "has no column %s; expected statements of FollowTheMoney", name)
		}
	}
	if err := rows.Each(ctx, out, f.row); err != nil {
		return err
	}
	all := make([]*openEntity, 0, len(f.open))
	for _, e := range f.open {
		all = append(all, e)
	}
	slices.SortFunc(all, func(a, b *openEntity) int { return a.order - b.order })
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
	f.lost.Report(out)
	return nil
}

// keptProperties are the properties that have a place in the graph; the others are not held.
var keptProperties = []string{
	"name", "jurisdiction", "mainCountry", "country", "owner", "asset", "percentage", "startDate", "endDate",
	"sourceUrl", "publisherUrl", "publisher",
	"role", "ownershipType", "status", "legalBasis", "modifiedAt",
}
