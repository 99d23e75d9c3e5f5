package formats

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/identity"
)

// CSV reads a table with the names of its columns in the first row: comma, semicolon, tab or bar between the cells, quotes as
// spreadsheets write them. What the columns are a mapping says; without one (nil) it is guessed from their names, and each
// guess told in a note. A table with a column "type" needs none: each row is a line of Credence's own format.
//
//	each record of the mapping, in each row   a line of its type, with the cells as its fields
//	a record whose cells are all empty        nothing
//	a node without an id                      the id that its address, words or name make: see [evidence.SourceIDOf],
//	                                          [evidence.ClaimIDOf] and package identity
//	a record that names another one           the id of that record in the same row
//	cells of numbers                          "51.5", "51,5" and "51.5 %" are one
//	cells of lists                            split at ";", or what the mapping says
//	cells of domains                          the registrable domain, of a host or an address
//	cells of stances                          for, agree, against, deny ... as well as SUPPORTS, REFUTES and MENTIONS
//
// Lost: columns that no record of the mapping names; without a mapping they are told in a note.
func CSV(m *Mapping) Format {
	return Format{
		Name: "csv", About: "tables (CSV, TSV), by a mapping of their columns or by the columns' names",
		Recognise: recogniseTable,
		Read:      func(ctx context.Context, doc Document, out Lines) error { return readCSV(ctx, doc, out, m) },
	}
}

func readCSV(ctx context.Context, doc Document, out Lines, m *Mapping) error {
	var comma rune
	if m != nil && m.Separator != "" {
		comma = []rune(m.Separator)[0]
	}
	rows, err := newTable(doc, comma)
	if err != nil {
		return err
	}
	columns := map[string]int{}
	for i, name := range rows.header {
		if _, twice := columns[name]; twice {
			return evidence.Invalidf("", "row 1: the column %q stands twice; expected each name once", name)
		}
		columns[name] = i
	}
	if _, typed := columns["type"]; typed && m == nil {
		return rows.each(ctx, out, func(at string, row []string) error { return ownRow(out, at, rows.header, row) })
	}
	if m == nil {
		if m, err = guess(rows.header, out); err != nil {
			return err
		}
	}
	if err := m.fits(columns); err != nil {
		return err
	}
	return rows.each(ctx, out, func(at string, row []string) error {
		r := mappedRow{mapping: m, columns: columns, cells: row, ids: map[string]string{}, out: out, at: at}
		return r.write()
	})
}

// ownRow writes a row of a table whose columns are called as the fields of lines are.
func ownRow(out Lines, at string, header, row []string) error {
	line := Line{}
	for i, cell := range row {
		if cell = strings.TrimSpace(cell); cell == "" {
			continue
		}
		value, fault := cellValue(header[i], cell, defaultList)
		if fault != "" {
			return out.Reject(at, header[i], fault)
		}
		line[header[i]] = value
	}
	if len(line) == 0 {
		return nil
	}
	return out.Write(at, line)
}

// mappedRow is a row while its records are written.
type mappedRow struct {
	mapping *Mapping
	columns map[string]int
	cells   []string
	ids     map[string]string // of the records so far, by name
	out     Lines
	at      string
}

func (r *mappedRow) write() error {
	for _, record := range r.mapping.Records {
		line, said, rejected, err := r.line(record)
		if err != nil {
			return err
		}
		if rejected {
			return nil // the other records of the row would name this one
		}
		if !said {
			continue
		}
		if isNode(record.Type) {
			id, ok := nodeID(record.Type, line)
			if !ok {
				return r.out.Reject(r.at, "id", "says too little to tell which "+record.Type+" it is; expected a column for its id, address, text or name")
			}
			line["id"] = id
			r.ids[record.name()] = id
		}
		if err := r.out.Write(r.at, line); err != nil {
			return err
		}
	}
	return nil
}

// line puts a record together. said is whether the row has anything to say of it.
func (r *mappedRow) line(record MappedRecord) (line Line, said, rejected bool, err error) {
	line = Line{"type": record.Type}
	for field, value := range record.Constants {
		line[field] = value
	}
	for _, field := range sortedKeys(record.Fields) {
		cell := strings.TrimSpace(r.cells[r.columns[record.Fields[field]]])
		if cell == "" {
			continue
		}
		value, fault := cellValue(field, cell, cmp.Or(r.mapping.Lists, defaultList))
		if fault != "" {
			return nil, false, true, r.out.Reject(r.at, field, fmt.Sprintf("column %q: %s", record.Fields[field], fault))
		}
		line[field], said = value, true
	}
	if len(record.Fields) == 0 {
		said = true
	}
	for field, name := range record.references() {
		if _, stated := line[field]; stated {
			continue
		}
		id, there := r.ids[name]
		switch {
		case there && isList(field):
			line[field] = []string{id}
		case there:
			line[field] = id
		case !isNode(record.Type):
			return nil, false, false, nil // a link without its end
		}
	}
	return line, said, false, nil
}

// nodeID returns the id of a node: its own, or the one that what it says makes.
func nodeID(kind string, line Line) (string, bool) {
	text := func(field string) string { value, _ := line[field].(string); return value }
	if id := text("id"); id != "" {
		return id, true
	}
	name := strings.ToLower(strings.Join(strings.Fields(text("name")), " "))
	switch kind {
	case "source":
		id, ok := evidence.SourceIDOf(evidence.Source{
			URL: text("url"), Title: text("title"), Outlet: evidence.OutletID(text("outlet")), PublishedAt: evidence.Date(text("publishedAt")),
		})
		return string(id), ok && (text("url") != "" || text("title") != "")
	case "claim":
		return string(evidence.ClaimIDOf(text("text"))), text("text") != ""
	case "outlet":
		domains, _ := line["domains"].([]string)
		if len(domains) > 0 {
			if name == "" {
				line["name"] = domains[0]
			}
			return "outlet:" + domains[0], true
		}
	case "review":
		return "review:" + evidence.HashKey(text("claim"), text("publisher"), text("url"), text("datePublished"), text("alternateName")), true
	}
	return kind + ":" + evidence.HashKey(name), name != ""
}

const defaultList = ";"

var (
	numberFields = []string{"share", "strength", "weight", "kappa", "ratingValue", "bestRating", "worstRating", "confidence"}
	listFields   = []string{"tags", "domains", "authors", "cites", "claims", "sources", "ids"}
	timeFields   = []string{"publishedAt", "withdrawnAt"}
	dayFields    = []string{"claimDate", "datePublished", "validFrom", "validTo"}
)

func isList(field string) bool { return slices.Contains(listFields, field) }

// cellValue reads a cell as the value of a field; fault says why it cannot be.
func cellValue(field, cell, list string) (value any, fault string) {
	switch {
	case slices.Contains(numberFields, field):
		x := percent(cell)
		if x == nil {
			return nil, fmt.Sprintf("found %.40q; expected a number", cell)
		}
		return *x, ""
	case slices.Contains(timeFields, field):
		return jsonMoment(cell), ""
	case slices.Contains(dayFields, field):
		return jsonDay(cell), ""
	case isList(field):
		return listOf(field, cell, list), ""
	case field == "reciprocated" || field == "firsthand":
		if truth, err := strconv.ParseBool(strings.ToLower(cell)); err == nil && cell != "0" && cell != "1" {
			return truth, ""
		}
		if x := jsonNumber(cell); field == "firsthand" && x != nil {
			return *x, ""
		}
		return nil, fmt.Sprintf("found %.40q; expected true or false", cell)
	case field == "stance":
		return stanceOf(cell), ""
	}
	return cell, ""
}

// listOf splits a cell into its parts.
func listOf(field, cell, list string) []string {
	var parts []string
	for part := range strings.SplitSeq(cell, list) {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		if field == "domains" {
			part = domainOf(part)
		}
		parts = append(parts, part)
	}
	return parts
}

// domainOf returns the registrable domain of a host or address; what has none stays as it is.
func domainOf(text string) string {
	if _, domain, ok := identity.OutletOfHost(text); ok {
		return domain
	}
	if _, domain, ok := identity.Outlet(text); ok {
		return domain
	}
	return text
}

// stanceOf returns the stance that a word means; another word stays as it is, and the import refuses it.
func stanceOf(word string) string {
	for stance, words := range map[evidence.Stance][]string{
		evidence.Supports: {"supports", "support", "supporting", "for", "agree", "agrees", "confirms", "affirms"},
		evidence.Refutes:  {"refutes", "refute", "refuting", "against", "disagree", "disagrees", "denies", "deny", "debunks"},
		evidence.Mentions: {"mentions", "mention", "observing", "discuss", "discusses", "neutral"},
	} {
		if slices.Contains(words, strings.ToLower(word)) {
			return string(stance)
		}
	}
	return word
}
