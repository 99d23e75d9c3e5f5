package tables

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/formats"
)

// mappedRow is a row while its records are written.
type mappedRow struct {
	mapping *Mapping
	columns map[string]int
	cells   []string
	ids     map[string][]string // of the records so far, by name
	out     formats.Lines
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
		return r.out.Reject(r.at, "id",
			"says too little to know which "+record.Type+" it is; expected a column for its id, address, text or name")
	}
	line["id"] = id
	r.ids[record.name()] = []string{id}
	return r.out.Write(r.at, line)
}

// named remembers the sources that a cell names. Those named by their address are written, with their outlets; those
// named by their key stand elsewhere.
func (r *mappedRow) named(record MappedRecord) error {
	cell := strings.TrimSpace(r.cells[r.columns[record.Fields[named]]])
	for _, name := range namesIn(cell, cmp.Or(r.mapping.Lists, defaultList)) {
		id := name
		if formats.HostOf(name) != "" {
			var err error
			if id, err = addressed(r.out, r.at, name); err != nil {
				return err
			}
		}
		r.ids[record.name()] = append(r.ids[record.name()], id)
	}
	return nil
}

// links writes a link, one for each source that a cell names; none where one of its ends is not there.
func (r *mappedRow) links(record MappedRecord) error {
	line, _ := r.line(record)
	if record.Fields["stance"] != "" && line["stance"] == nil {
		return nil // it does not say what the source says of the claim
	}
	lines := []formats.Line{line}
	refs := record.references()
	if line["tag"] != nil {
		delete(refs, "claim") // the interest is in all claims with the tag
	}
	for _, field := range slices.Sorted(maps.Keys(refs)) {
		if _, stated := line[field]; stated {
			continue
		}
		var with []formats.Line
		for _, line := range lines {
			for _, id := range r.ids[refs[field]] {
				ended := maps.Clone(line)
				ended[field] = id
				if field == "holder" {
					ended[field] = r.global(refs[field], id)
				}
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

// global returns the global id of the record of a name: only that says what a holder is.
func (r *mappedRow) global(name, id string) string {
	at := slices.IndexFunc(r.mapping.Records, func(m MappedRecord) bool { return m.name() == name })
	if at < 0 || evidence.ID(id).Kind() != "" {
		return id
	}
	return r.mapping.Records[at].Type + ":" + id
}

// line puts a record together of its own cells. said is whether the row has anything to say of it.
func (r *mappedRow) line(record MappedRecord) (line formats.Line, said bool) {
	line = formats.Line{"type": record.Type}
	for field, value := range record.Constants {
		line[field] = value
	}
	for _, field := range slices.Sorted(maps.Keys(record.Fields)) {
		cell := strings.TrimSpace(r.cells[r.columns[record.Fields[field]]])
		if cell == "" {
			continue
		}
		value := cellValue(field, cell, cmp.Or(r.mapping.Lists, defaultList), r.mapping.Dates)
		if text, is := value.(string); is && field == "kind" {
			value = kindIn(record.Type, text)
		}
		line[field], said = value, true
	}
	return line, said || len(record.Fields) == 0
}

// addressed writes the source at an address, of which nothing else is known, and returns its id.
func addressed(out formats.Lines, at, address string) (string, error) {
	outlet, _, err := formats.OutletAt(out, at, address)
	if err != nil {
		return "", err
	}
	id, _ := evidence.SourceIDOf(evidence.Source{URL: address, Outlet: evidence.OutletID(outlet)})
	line := formats.Line{"type": "source", "id": string(id), "url": address}
	line.Set("outlet", outlet)
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
		if formats.HostOf(part) != "" {
			addresses++
		}
		names = append(names, part)
	}
	if addresses > 0 && addresses < len(names) {
		return []string{cell}
	}
	return names
}

// nodeID returns the id of a node: its own, or the one that what it says makes.
func nodeID(kind string, line formats.Line) (string, bool) {
	text := func(field string) string { value, _ := line[field].(string); return value }
	if id := text("id"); id != "" {
		return id, true
	}
	name := strings.ToLower(strings.Join(strings.Fields(text("name")), " "))
	switch kind {
	case "source":
		id, ok := evidence.SourceIDOf(evidence.Source{
			URL: text("url"), Title: text("title"), Outlet: evidence.OutletID(text("outlet")),
			PublishedAt: evidence.Date(text("publishedAt")),
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
		return "review:" + evidence.HashKey(text("claim"), text("publisher"), text("url"), text("datePublished"),
			text("alternateName")), true
	}
	return kind + ":" + evidence.HashKey(name), name != ""
}
