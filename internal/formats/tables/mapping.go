package tables

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/credence-graph/credence/internal/dates"
	"github.com/credence-graph/credence/internal/evidence"
)

// Mapping says which column of a table is which field of which record. As YAML:
//
//	separator: ";"            # between cells; left out: what the first row shows
//	lists: "|"                # between the parts of a list in a cell; left out: ;
//	dates: day first          # or month first: how 03/04/2024 is meant; left out: such dates are reported as
//	                          ambiguous
//	records:
//	  - type: outlet          # a type of line
//	    as: paper             # what other records of the row call it; left out: its type
//	    fields: {name: Newspaper, domains: Site}  # field: column
//	  - type: source
//	    fields: {title: Headline, url: Link, publishedAt: Day}
//	    refs: {outlet: paper} # field: the record that it names
//	    constants: {kind: ARTICLE}
//	  - type: source
//	    as: original
//	    fields: {which: Takes from} # the addresses of sources, or the keys of sources that stand elsewhere
//	  - type: derivation
//	    constants: {kind: SYNDICATES}
//
// Records are written in their order, those that are named before those that name them. Where neither fields nor refs
// nor constants say it, the source, claim, outlet, asset, owner (and so on) of a record are those of the row that are
// called so.
type Mapping struct {
	Separator string         `yaml:"separator"`
	Lists     string         `yaml:"lists"`
	Dates     dates.Order    `yaml:"dates"`
	Records   []MappedRecord `yaml:"records"`
}

// MappedRecord is what one row says of one record.
type MappedRecord struct {
	Type      string            `yaml:"type"`
	As        string            `yaml:"as"`
	Fields    map[string]string `yaml:"fields"`
	Refs      map[string]string `yaml:"refs"`
	Constants map[string]any    `yaml:"constants"`
}

// mappedTypes are the types of lines with what they name, by the usual name of the record.
var mappedTypes = map[string]map[string]string{
	"claim":         {},
	"source":        {"outlet": "outlet", "authors": "person"},
	"outlet":        {},
	"organization":  {},
	"person":        {},
	"review":        {"claim": "claim", "publisher": "publisher"},
	"statement":     {"source": "source", "claim": "claim"},
	"derivation":    {"from": "source", "to": "original"},
	"copy":          {"from": "source", "to": "original"},
	"corroboration": {"claim": "claim"},
	"same":          {},
	"ownership":     {"asset": "asset", "owner": "owner"},
	"funding":       {"recipient": "recipient", "funder": "funder"},
	"relation":      {},
	"confirmation":  {"source": "source"},
	"interest":      {"holder": "holder", "claim": "claim"},
	"leaning":       {"outlet": "outlet"},
}

func isNode(kind string) bool {
	return slices.Contains([]string{"claim", "source", "outlet", "organization", "person", "review"}, kind)
}

// ParseMapping reads a mapping. The error has code evidence.CodeInvalid.
func ParseMapping(text []byte) (*Mapping, error) {
	var m Mapping
	dec := yaml.NewDecoder(bytes.NewReader(text))
	dec.KnownFields(true)
	if err := dec.Decode(&m); err != nil && !errors.Is(err, io.EOF) {
		return nil, evidence.Invalidf("map", "the mapping cannot be read: %v", err)
	}
	if len(m.Records) == 0 {
		return nil, evidence.Invalidf("map",
			"the mapping has no records; expected a list of records, each with type and fields")
	}
	if utf8.RuneCountInString(m.Separator) > 1 || strings.ContainsAny(m.Separator, "\"\r\n\ufffd") {
		return nil, evidence.Invalidf("map", "the separator %q; expected one character", m.Separator)
	}
	if m.Dates != "" && m.Dates != dates.DayFirst && m.Dates != dates.MonthFirst {
		return nil, evidence.Invalidf("map", "dates: %q; expected %q or %q", m.Dates, dates.DayFirst, dates.MonthFirst)
	}
	names := map[string]bool{} // of the records so far
	for _, r := range m.Records {
		if err := r.check(names); err != nil {
			return nil, err
		}
		if isNode(r.Type) {
			names[r.name()] = true
		}
	}
	return &m, nil
}

// check refuses a record that the mapping cannot have after those with some names.
func (r MappedRecord) check(names map[string]bool) error {
	if r.Fields[named] != "" && (r.Type != "source" || len(r.Fields) > 1) {
		return evidence.Invalidf("map",
			"%s in a record of type %s with %d fields; expected it as the only field of a source", named, r.Type,
			len(r.Fields))
	}
	if _, known := mappedTypes[r.Type]; !known {
		return evidence.Invalidf("map", "a record of type %q; expected one of %s", r.Type,
			strings.Join(slices.Sorted(maps.Keys(mappedTypes)), ", "))
	}
	for field, name := range r.Refs {
		if !names[name] {
			return evidence.Invalidf("map",
				"the %s of a record of type %s is %q; expected a record that stands before it", field, r.Type, name)
		}
	}
	if isNode(r.Type) && names[r.name()] {
		return evidence.Invalidf("map", `two records are called %q; expected "as" with a name of its own`, r.name())
	}
	return nil
}

// named is the field of a source that is said by its address or key alone: what a cell names that says who takes from
// whom.
const named = "which"

func (r MappedRecord) name() string { return cmp.Or(r.As, r.Type) }

// references returns which record each field names that can name one.
func (r MappedRecord) references() map[string]string {
	refs := maps.Clone(mappedTypes[r.Type])
	maps.Copy(refs, r.Refs)
	return refs
}

// on returns the mapping with its columns called as the table calls them: capitals, spaces and marks do not matter.
func (m *Mapping) on(columns map[string]int) (*Mapping, error) {
	plain := map[string]string{}
	for _, column := range slices.Sorted(maps.Keys(columns)) {
		plain[plainName(column)] = column
	}
	found := *m
	found.Records = slices.Clone(m.Records)
	for i, r := range m.Records {
		found.Records[i].Fields = maps.Clone(r.Fields)
		for _, field := range slices.Sorted(maps.Keys(r.Fields)) {
			column := r.Fields[field]
			if _, there := columns[column]; there {
				continue
			}
			there, known := plain[plainName(column)]
			if !known {
				return nil, evidence.Invalidf("map",
					"there is no column %q (the %s of a record of type %s); the columns are %s",
					column, field, r.Type, strings.Join(slices.Sorted(maps.Keys(columns)), ", "))
			}
			found.Records[i].Fields[field] = there
		}
	}
	return &found, nil
}
