package tables

import (
	"maps"
	"slices"
	"strings"
	"unicode"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/formats"
)

// columnGuess says which columns are taken for a field of a record, by their names in lower case and without anything
// but letters and digits.
type columnGuess struct {
	record, field string
	names         []string
}

// guesses are tried in this order; a column is taken once.
var guesses = append([]columnGuess{
	{"source", "id", []string{"sourceid", "articleid"}},
	{"source", "url", []string{"url", "link", "articleurl", "sourceurl", "pageurl", "address"}},
	{"source", "title", []string{"title", "headline", "articletitle", "articleheadline"}},
	{
		"source", "publishedAt",
		[]string{
			"date", "published", "publishedat", "pubdate", "publicationdate", "datepublished", "publishdate",
			"articledate",
		},
	},
	{"source", "publishedTime", []string{"time", "publishedtime", "timepublished", "publicationtime"}},
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
	{"ownership", "sharePercent", []string{"share", "percent", "percentage", "stake", "shares"}},
	{"ownership", "validFrom", []string{"validfrom", "startdate", "since"}},
	{"ownership", "validTo", []string{"validto", "enddate", "until"}},
	{"derivation", "kind", []string{"how", "derivation", "derivationkind", "kindofderivation", "reuse", "relation"}},
	{"derivation", "weight", []string{"weight"}},
	{"derivation", "quote", []string{"credit", "creditline"}},
}, originals()...)

// originalColumns are the names of columns that name what a source takes from, by how it does.
var originalColumns = map[evidence.DerivationKind][]string{
	evidence.DerivedFrom: {
		"takesfrom", "takesfromurl", "derivedfrom", "basedon", "original", "originalurl", "originalsource", "upstream",
		"copiedfrom", "copyof", "via",
	},
	evidence.Syndicates: {"syndicatedfrom", "reprintof", "reprintedfrom", "republishedfrom"},
	evidence.Quotes:     {"quotes", "quotedfrom", "quotedsource"},
	evidence.Cites:      {"cites", "citedsource", "citedurl"},
	evidence.Translates: {"translatedfrom", "translationof"},
}

func originals() (list []columnGuess) {
	for _, kind := range []evidence.DerivationKind{
		evidence.DerivedFrom, evidence.Syndicates, evidence.Quotes, evidence.Cites, evidence.Translates,
	} {
		list = append(list, columnGuess{"original", named, originalColumns[kind]})
	}
	return list
}

// takerColumns are the names of columns that name the source that takes, in a table of nothing but who takes from whom.
var takerColumns = []string{"taker", "article", "reprint", "copy", "who", "from"}

// guessing is a mapping while it is guessed: of each record, which column each field is.
type guessing struct {
	header []string
	taken  map[string]map[string]string
	used   map[string]bool
}

// guess makes a mapping from the names of the columns and notes what it took each for.
func guess(header []string, out formats.Lines) (*Mapping, error) {
	g := &guessing{header: header, taken: map[string]map[string]string{}, used: map[string]bool{}}
	for _, guess := range guesses {
		g.take(guess.record, guess.field, guess.names...)
	}
	g.whoTakesFromWhom()
	m := g.assemble()
	if len(m.Records) == 0 {
		return nil, evidence.Invalidf("",
			"none of the columns says what it is (%.300q); expected a mapping of the columns with --map",
			strings.Join(header, ", "))
	}
	tellGuess(m, header, out)
	return m, nil
}

// take takes the first column of one of some names for a field that has none yet.
func (g *guessing) take(record, field string, names ...string) {
	for _, column := range g.header {
		if g.used[column] || g.taken[record][field] != "" || !slices.Contains(names, plainName(column)) {
			continue
		}
		g.set(record, field, column)
	}
}

func (g *guessing) set(record, field, column string) {
	if g.taken[record] == nil {
		g.taken[record] = map[string]string{}
	}
	g.taken[record][field] = column
	g.used[column] = true
}

// whoTakesFromWhom makes room for derivations: the ids of sources are what they name each other by, and in a table of
// nothing but links the taker is named as the original is.
func (g *guessing) whoTakesFromWhom() {
	source := g.taken["source"]
	if g.taken["original"] == nil && source["url"] == "" && source["title"] == "" && g.has("from") {
		g.take("original", named, "to")
	}
	if g.taken["original"] == nil {
		return
	}
	g.take("source", "id", "id", "key")
	if source = g.taken["source"]; source["url"] != "" || source["title"] != "" {
		return
	}
	kind := source["kind"]
	delete(g.taken, "source")
	g.take("source", named, takerColumns...)
	if kind != "" && g.taken["derivation"]["kind"] == "" {
		g.set("derivation", "kind", kind)
	}
	if quote := g.taken["statement"]["quote"]; quote != "" && g.taken["claim"] == nil &&
		g.taken["derivation"]["quote"] == "" {
		g.set("derivation", "quote", quote)
		delete(g.taken, "statement")
	}
}

func (g *guessing) has(name string) bool {
	return slices.ContainsFunc(g.header, func(column string) bool { return plainName(column) == name })
}

// plainName returns a name in lower case, without anything but letters and digits.
func plainName(name string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			return c
		}
		return -1
	}, strings.ToLower(name))
}

// assemble puts the records in the order in which they name each other, and leaves out what cannot stand alone.
func (g *guessing) assemble() *Mapping {
	m, taken := &Mapping{}, g.taken
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
	if taken["source"] != nil && taken["original"] != nil {
		add("source", "original")
		kind := kindOfColumn(taken["original"][named])
		m.Records = append(m.Records,
			MappedRecord{
				Type: "derivation", Fields: taken["derivation"], Constants: map[string]any{"kind": string(kind)},
			})
	}
	g.assembleOwners(m, add)
	return m
}

// assembleOwners adds who owns what.
func (g *guessing) assembleOwners(m *Mapping, add func(kind, as string)) {
	add("organization", "owner")
	if g.taken["owner"] == nil {
		return
	}
	asset := "outlet"
	if g.taken["asset"] != nil {
		add("organization", "asset")
		asset = "asset"
	}
	if g.taken[asset] != nil {
		m.Records = append(m.Records,
			MappedRecord{Type: "ownership", Fields: g.taken["ownership"], Refs: map[string]string{"asset": asset}})
	}
}

// kindOfColumn returns how a source takes from what a column names: where the name does not say it, in the way that
// claims least.
func kindOfColumn(column string) evidence.DerivationKind {
	for kind, names := range originalColumns {
		if slices.Contains(names, plainName(column)) {
			return kind
		}
	}
	return evidence.DerivedFrom
}

// tellGuess notes what each column was taken for.
func tellGuess(m *Mapping, header []string, out formats.Lines) {
	used := map[string]bool{}
	for _, r := range m.Records {
		for _, field := range slices.Sorted(maps.Keys(r.Fields)) {
			column := r.Fields[field]
			used[column] = true
			switch {
			case field != named:
				formats.Note(out, "column "+column+" is taken for the "+field+" of "+articleFor(r.name()))
			case r.name() == "original":
				formats.Note(out,
					"column "+column+" is taken for what a source takes from: addresses, or keys of sources")
			default:
				formats.Note(out,
					"column "+column+" is taken for the source that takes from another: its address, or its key")
			}
		}
		if r.Type == "statement" && r.Constants != nil {
			formats.Note(out, "no column says whether a source supports or refutes the claim: it is taken to "+
				"mention it")
		}
		if kind, ok := r.Constants["kind"].(string); ok && r.Type == "derivation" && r.Fields["kind"] == "" {
			formats.Note(out, "no column says how a source takes from another: it is taken for "+kind)
		}
	}
	for _, column := range header {
		if !used[column] && column != "" {
			formats.Note(out, "column "+column+" is not used; --map FILE says what it is")
		}
	}
}

func articleFor(noun string) string {
	if strings.ContainsRune("aeiou", rune(noun[0])) {
		return "an " + noun
	}
	return "a " + noun
}
