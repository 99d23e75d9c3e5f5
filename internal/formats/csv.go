package formats

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/credence-graph/credence/internal/dates"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/identity"
)

// CSV reads a table with the names of its columns in the first row: comma, semicolon, tab or bar between the cells, quotes as
// spreadsheets write them, or none as databases do. What the columns are a mapping says; without one (nil) it is guessed from
// their names, and each guess told in a note. A table with a column "type" needs none: each row is a line of Credence's own
// format. [TableHelp] says all of it to people.
//
//	each record of the mapping, in each row   a line of its type, with the cells as its fields
//	a record whose cells are all empty        nothing
//	a node without an id                      the id that its address, words or name make: see [evidence.SourceIDOf],
//	                                          [evidence.ClaimIDOf] and package identity
//	a record that names another one           the id of that record in the same row
//	cells of numbers                          "51.5", "51,5" and "51.5 %" are one
//	cells of dates                            see package dates
//	cells of lists                            split at ";", or what the mapping says
//	cells of domains                          the registrable domain, of a host or an address
//	cells of stances                          for, agree, against, deny ... as well as SUPPORTS, REFUTES and MENTIONS
//	cells of kinds of derivations             reprint, quotes, based on ... as well as SYNDICATES, QUOTES and so on
//
// Lost: columns that no record of the mapping names; without a mapping they are told in a note.
func CSV(m *Mapping) Format {
	return Format{
		Name:      "csv",
		About:     "tables (CSV, TSV), by a mapping of their columns or by the columns' names: see credence help tables",
		Becomes:   "rows become records; a column may say who takes from whom",
		Loses:     "columns that nothing names; a note lists them",
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
	columns, err := columnsOf(rows.header)
	if err != nil {
		return err
	}
	if m == nil && rows.typed() {
		own := ownFields(rows.header)
		return rows.each(ctx, out, func(at string, row []string) error { return ownRow(out, at, own, row) })
	}
	if m == nil {
		if m, err = guess(rows.header, out); err != nil {
			return err
		}
	}
	if m, err = m.on(columns); err != nil {
		return err
	}
	return rows.each(ctx, out, func(at string, row []string) error {
		r := mappedRow{mapping: m, columns: columns, cells: row, ids: map[string][]string{}, out: out, at: at}
		return r.write()
	})
}

// columnsOf returns the places of the columns by name; those without a name are passed over.
func columnsOf(header []string) (map[string]int, error) {
	columns := map[string]int{}
	for i, name := range header {
		if _, twice := columns[name]; twice {
			return nil, evidence.Invalidf("", "row 1: the column %q stands twice; expected each name once", name)
		}
		if name != "" {
			columns[name] = i
		}
	}
	return columns, nil
}

// typed reports whether the rows are lines of our own: there is a column "type", or one called so but for capitals and with a
// type of line in its first row.
func (t *table) typed() bool {
	if slices.Contains(t.header, "type") {
		return true
	}
	at := slices.IndexFunc(t.header, func(name string) bool { return plainName(name) == "type" })
	if row := t.first(); at >= 0 && at < len(row) {
		_, known := mappedTypes[strings.ToLower(strings.TrimSpace(row[at]))]
		return known
	}
	return false
}

// lineFields are the fields that lines have.
var lineFields = strings.Fields(`type id text name item value tags language claimant claimDate kind identity title url publishedAt publishedTime withdrawnAt
	withdrawnTime firsthand reliability outlet authors fingerprint domains country claim verdict alternateName publisher datePublished ratingValue bestRating
	worstRating cites source stance strength from to claims weight detector status kappa sources ids asset owner share validFrom validTo reciprocated
	recipient funder quote locator recordedFrom confidence justification record edition until states`)

// ownFields returns which field each column is: capitals, spaces and marks in its name do not matter.
func ownFields(header []string) []string {
	fields := make([]string, len(header))
	for i, name := range header {
		fields[i] = name
		for _, field := range lineFields {
			if plainName(name) == strings.ToLower(field) {
				fields[i] = field
			}
		}
	}
	return fields
}

// ownRow writes a row of a table whose columns are called as the fields of lines are.
func ownRow(out Lines, at string, fields, row []string) error {
	line := Line{}
	for i, cell := range row {
		switch cell = strings.TrimSpace(cell); {
		case cell == "" || fields[i] == "":
		case fields[i] == "type":
			line["type"] = strings.ToLower(cell)
		default:
			line[fields[i]] = cellValue(fields[i], cell, defaultList, "")
		}
	}
	if len(line) == 0 {
		return nil
	}
	if kind, is := line["kind"].(string); is && line["type"] == "derivation" {
		line["kind"] = derivationKindOf(kind)
	}
	return out.Write(at, line)
}

// mappedRow is a row while its records are written.
type mappedRow struct {
	mapping *Mapping
	columns map[string]int
	cells   []string
	ids     map[string][]string // of the records so far, by name
	out     Lines
	at      string
}

func (r *mappedRow) write() error {
	for _, record := range r.mapping.Records {
		var err error
		switch {
		case !isNode(record.Type):
			err = r.links(record)
		case record.Fields[named] != "":
			err = r.named(record)
		default:
			err = r.node(record)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// node writes a node, and remembers its id.
func (r *mappedRow) node(record MappedRecord) error {
	line, said := r.line(record)
	for field, name := range record.references() {
		ids := r.ids[name]
		if _, stated := line[field]; stated || len(ids) == 0 {
			continue
		}
		line[field] = ids[0]
		if isList(field) {
			line[field] = ids
		}
	}
	if !said {
		return nil
	}
	id, ok := nodeID(record.Type, line)
	if !ok {
		return r.out.Reject(r.at, "id", "says too little to tell which "+record.Type+" it is; expected a column for its id, address, text or name")
	}
	line["id"] = id
	r.ids[record.name()] = []string{id}
	return r.out.Write(r.at, line)
}

// named remembers the sources that a cell names. Those named by their address are written, with their outlets; those named by
// their key stand elsewhere.
func (r *mappedRow) named(record MappedRecord) error {
	cell := strings.TrimSpace(r.cells[r.columns[record.Fields[named]]])
	for _, name := range namesIn(cell, cmp.Or(r.mapping.Lists, defaultList)) {
		id := name
		if hostOf(name) != "" {
			var err error
			if id, err = addressed(r.out, r.at, name); err != nil {
				return err
			}
		}
		r.ids[record.name()] = append(r.ids[record.name()], id)
	}
	return nil
}

// addressed writes the source at an address, of which nothing else is known, and returns its id.
func addressed(out Lines, at, address string) (string, error) {
	outlet, _, err := outletAt(out, at, address)
	if err != nil {
		return "", err
	}
	id, _ := evidence.SourceIDOf(evidence.Source{URL: address, Outlet: evidence.OutletID(outlet)})
	line := Line{"type": "source", "id": string(id), "url": address}
	line.set("outlet", outlet)
	return string(id), out.Write(at, line)
}

// namesIn parts a cell that names several sources; an address that has the separator in it is one.
func namesIn(cell, list string) []string {
	var names []string
	addresses := 0
	for part := range strings.SplitSeq(cell, list) {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		if hostOf(part) != "" {
			addresses++
		}
		names = append(names, part)
	}
	if addresses > 0 && addresses < len(names) {
		return []string{cell}
	}
	return names
}

// links writes a link, one for each source that a cell names; none where one of its ends is not there.
func (r *mappedRow) links(record MappedRecord) error {
	line, _ := r.line(record)
	if record.Fields["stance"] != "" && line["stance"] == nil {
		return nil // it does not say what the source says of the claim
	}
	lines := []Line{line}
	refs := record.references()
	for _, field := range sortedKeys(refs) {
		if _, stated := line[field]; stated {
			continue
		}
		var with []Line
		for _, line := range lines {
			for _, id := range r.ids[refs[field]] {
				ended := maps.Clone(line)
				ended[field] = id
				with = append(with, ended)
			}
		}
		lines = with
	}
	for _, line := range lines {
		if line["from"] != nil && line["from"] == line["to"] {
			continue // an original that is named as its own
		}
		if err := r.out.Write(r.at, line); err != nil {
			return err
		}
	}
	return nil
}

// line puts a record together of its own cells. said is whether the row has anything to say of it.
func (r *mappedRow) line(record MappedRecord) (line Line, said bool) {
	line = Line{"type": record.Type}
	for field, value := range record.Constants {
		line[field] = value
	}
	for _, field := range sortedKeys(record.Fields) {
		cell := strings.TrimSpace(r.cells[r.columns[record.Fields[field]]])
		if cell == "" {
			continue
		}
		value := cellValue(field, cell, cmp.Or(r.mapping.Lists, defaultList), r.mapping.Dates)
		if text, is := value.(string); is && field == "kind" && record.Type == "derivation" {
			value = derivationKindOf(text)
		}
		line[field], said = value, true
	}
	return line, said || len(record.Fields) == 0
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
	listFields   = []string{"tags", "domains", "authors", "cites", "claims", "sources", "ids", "states"}
	timeFields   = []string{"publishedAt", "withdrawnAt"}
	dayFields    = []string{"claimDate", "datePublished", "validFrom", "validTo", "until"}
)

func isList(field string) bool { return slices.Contains(listFields, field) }

// cellValue reads a cell as the value of a field. What cannot be read stays as it is, for the import to report.
func cellValue(field, cell, list string, order dates.Order) any {
	switch {
	case slices.Contains(numberFields, field):
		if x := percent(cell); x != nil {
			return *x
		}
	case slices.Contains(timeFields, field), slices.Contains(dayFields, field):
		d, err := dates.ReadIn(cell, order)
		switch {
		case err != nil:
		case slices.Contains(dayFields, field):
			return string(d.Day())
		default:
			return string(d)
		}
	case isList(field):
		return listOf(field, cell, list)
	case field == "reciprocated" || field == "firsthand":
		return truthOf(field, cell)
	case field == "stance":
		return stanceOf(cell)
	}
	return cell
}

// truthOf reads yes or no, in the words of programs; how much of a source is its own may be a number.
func truthOf(field, cell string) any {
	if truth, err := strconv.ParseBool(strings.ToLower(cell)); err == nil && cell != "0" && cell != "1" {
		return truth
	}
	if word := strings.ToLower(cell); word == "yes" || word == "no" {
		return word == "yes"
	}
	if x := jsonNumber(cell); field == "firsthand" && x != nil {
		return *x
	}
	return cell
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

// derivationWords are the words for how one source takes from another, in lower case.
var derivationWords = map[evidence.DerivationKind][]string{
	evidence.Cites:       {"cites", "cite", "citing", "citation", "refers to", "references", "links to", "attributed to", "attributes"},
	evidence.Quotes:      {"quotes", "quote", "quoting", "quotation", "quoted", "quoted from"},
	evidence.Syndicates:  {"syndicates", "syndicated", "syndication", "reprint", "reprints", "reprinted", "republishes", "republished", "republication", "wire copy"},
	evidence.Translates:  {"translates", "translation", "translated"},
	evidence.DerivedFrom: {"derived from", "derived", "based on", "takes from", "follows", "follow-up", "rewrite", "rewrites", "rewritten", "summary", "summarizes", "copy", "copies", "copied"},
}

// derivationKindOf returns the kind of derivation that a word means; another word stays as it is, and the import refuses it.
func derivationKindOf(word string) string {
	for kind, words := range derivationWords {
		if slices.Contains(words, strings.ToLower(strings.Join(strings.Fields(word), " "))) || strings.EqualFold(word, string(kind)) {
			return string(kind)
		}
	}
	return word
}

// stanceWords are the words for what a source says of a claim, in lower case.
var stanceWords = map[evidence.Stance][]string{
	evidence.Supports: {"supports", "support", "supporting", "for", "agree", "agrees", "confirms", "affirms"},
	evidence.Refutes:  {"refutes", "refute", "refuting", "against", "disagree", "disagrees", "denies", "deny", "debunks"},
	evidence.Mentions: {"mentions", "mention", "observing", "discuss", "discusses", "neutral"},
}

// stanceOf returns the stance that a word means; another word stays as it is, and the import refuses it.
func stanceOf(word string) string {
	for stance, words := range stanceWords {
		if slices.Contains(words, strings.ToLower(word)) {
			return string(stance)
		}
	}
	return word
}
