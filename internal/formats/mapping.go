package formats

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/credence-graph/credence/internal/evidence"
)

// Mapping says which column of a table is which field of which record. As YAML:
//
//	separator: ";"            # between cells; left out: what the first row shows
//	lists: "|"                # between the parts of a list in a cell; left out: ;
//	records:
//	  - type: outlet          # a type of line
//	    as: paper             # what other records of the row call it; left out: its type
//	    fields: {name: Newspaper, domains: Site}  # field: column
//	  - type: source
//	    fields: {title: Headline, url: Link, publishedAt: Day}
//	    refs: {outlet: paper} # field: the record that it names
//	    constants: {kind: ARTICLE}
//
// Records are written in their order, those that are named before those that name them. Where neither fields nor refs nor
// constants say it, the source, claim, outlet, asset, owner (and so on) of a record are those of the row that are called so.
type Mapping struct {
	Separator string         `yaml:"separator"`
	Lists     string         `yaml:"lists"`
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
		return nil, evidence.Invalidf("map", "the mapping has no records; expected a list of records, each with type and fields")
	}
	if utf8.RuneCountInString(m.Separator) > 1 || strings.ContainsAny(m.Separator, "\"\r\n\ufffd") {
		return nil, evidence.Invalidf("map", "the separator %q; expected one character", m.Separator)
	}
	names := map[string]bool{}
	for _, r := range m.Records {
		if _, known := mappedTypes[r.Type]; !known {
			return nil, evidence.Invalidf("map", "a record of type %q; expected one of %s", r.Type, strings.Join(slices.Sorted(maps.Keys(mappedTypes)), ", "))
		}
		for field, name := range r.Refs {
			if !names[name] {
				return nil, evidence.Invalidf("map", "the %s of a record of type %s is %q; expected a record that stands before it", field, r.Type, name)
			}
		}
		if isNode(r.Type) && names[r.name()] {
			return nil, evidence.Invalidf("map", `two records are called %q; expected "as" with a name of its own`, r.name())
		}
		if isNode(r.Type) {
			names[r.name()] = true
		}
	}
	return &m, nil
}

func (r MappedRecord) name() string { return cmp.Or(r.As, r.Type) }

// references returns which record each field names that can name one.
func (r MappedRecord) references() map[string]string {
	refs := maps.Clone(mappedTypes[r.Type])
	maps.Copy(refs, r.Refs)
	return refs
}

// fits tells whether the table has the columns that the mapping names.
func (m *Mapping) fits(columns map[string]int) error {
	for _, r := range m.Records {
		for _, field := range sortedKeys(r.Fields) {
			if _, there := columns[r.Fields[field]]; !there {
				return evidence.Invalidf("map", "there is no column %q (the %s of a record of type %s); the columns are %s",
					r.Fields[field], field, r.Type, strings.Join(sortedKeys(columns), ", "))
			}
		}
	}
	return nil
}

// guesses are names of columns, in lower case and without anything but letters and digits, by what they are taken for: a
// record and its field.
var guesses = []struct {
	record, field string
	names         []string
}{
	{"source", "id", []string{"sourceid", "articleid"}},
	{"source", "url", []string{"url", "link", "articleurl", "sourceurl", "pageurl", "address"}},
	{"source", "title", []string{"title", "headline", "articletitle", "articleheadline"}},
	{"source", "publishedAt", []string{"date", "published", "publishedat", "pubdate", "publicationdate", "datepublished", "publishdate", "articledate"}},
	{"source", "language", []string{"language", "lang"}},
	{"source", "kind", []string{"kind", "sourcekind"}},
	{"source", "text", []string{"text", "body", "content", "articletext", "articlebody", "fulltext"}},
	{"outlet", "name", []string{"outlet", "publisher", "newspaper", "publication", "media", "sitename", "source"}},
	{"outlet", "domains", []string{"domain", "domains", "host", "site", "website"}},
	{"person", "name", []string{"author", "byline", "creator"}},
	{"claim", "id", []string{"claimid"}},
	{"claim", "text", []string{"claim", "claimtext", "claimheadline"}},
	{"statement", "stance", []string{"stance", "articleheadlinestance", "articlestance", "position"}},
	{"statement", "quote", []string{"quote", "excerpt"}},
	{"asset", "name", []string{"asset", "company", "subsidiary", "owned"}},
	{"owner", "name", []string{"owner", "shareholder", "parent", "parentcompany", "ownedby"}},
	{"ownership", "share", []string{"share", "percent", "percentage", "stake", "shares"}},
	{"ownership", "validFrom", []string{"validfrom", "startdate", "since"}},
	{"ownership", "validTo", []string{"validto", "enddate", "until"}},
}

// guess makes a mapping from the names of the columns and tells what it took each for.
func guess(header []string, out Lines) (*Mapping, error) {
	taken := map[string]map[string]string{} // record to field to column
	used := map[string]bool{}
	for _, g := range guesses {
		for _, column := range header {
			plain := strings.Map(lettersOnly, strings.ToLower(column))
			if used[column] || taken[g.record][g.field] != "" || !slices.Contains(g.names, plain) {
				continue
			}
			if taken[g.record] == nil {
				taken[g.record] = map[string]string{}
			}
			taken[g.record][g.field] = column
			used[column] = true
		}
	}
	m := assemble(taken)
	if len(m.Records) == 0 {
		return nil, evidence.Invalidf("", "none of the columns says what it is (%.300q); expected a mapping of the columns with --map", strings.Join(header, ", "))
	}
	tellGuess(m, header, out)
	return m, nil
}

func lettersOnly(c rune) rune {
	if unicode.IsLetter(c) || unicode.IsDigit(c) {
		return c
	}
	return -1
}

// assemble puts the records in the order in which they name each other, and leaves out what cannot stand alone.
func assemble(taken map[string]map[string]string) *Mapping {
	m := &Mapping{}
	add := func(kind, as string) {
		if fields := taken[as]; fields != nil {
			m.Records = append(m.Records, MappedRecord{Type: kind, As: as, Fields: fields})
		}
	}
	if src := taken["source"]; src != nil && taken["outlet"] == nil && src["url"] != "" {
		taken["outlet"] = map[string]string{"domains": src["url"]}
	}
	add("outlet", "outlet")
	add("person", "person")
	add("source", "source")
	add("claim", "claim")
	if taken["source"] != nil && taken["claim"] != nil {
		r := MappedRecord{Type: "statement", Fields: taken["statement"]}
		if r.Fields["stance"] == "" {
			r.Constants = map[string]any{"stance": string(evidence.Mentions)}
		}
		m.Records = append(m.Records, r)
	}
	add("organization", "owner")
	if taken["owner"] == nil {
		return m
	}
	asset := "outlet"
	if taken["asset"] != nil {
		add("organization", "asset")
		asset = "asset"
	}
	if taken[asset] != nil {
		m.Records = append(m.Records, MappedRecord{Type: "ownership", Fields: taken["ownership"], Refs: map[string]string{"asset": asset}})
	}
	return m
}

// tellGuess notes what each column was taken for.
func tellGuess(m *Mapping, header []string, out Lines) {
	used := map[string]bool{}
	for _, r := range m.Records {
		for _, field := range sortedKeys(r.Fields) {
			used[r.Fields[field]] = true
			note(out, "column "+r.Fields[field]+" is taken for the "+field+" of "+articleFor(r.name()))
		}
		if r.Type == "statement" && r.Constants != nil {
			note(out, "no column says whether a source supports or refutes the claim: it is taken to mention it")
		}
	}
	for _, column := range header {
		if !used[column] {
			note(out, "column "+column+" is not used; --map FILE says what it is")
		}
	}
}

func articleFor(noun string) string {
	if strings.ContainsRune("aeiou", rune(noun[0])) {
		return "an " + noun
	}
	return "a " + noun
}
