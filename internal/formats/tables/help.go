package tables

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
)

// Help explains how tables are read to people who do not read Go: what the columns may be called, what the cells
// may hold, and how a mapping is written. It is made from the tables that the reader itself uses.
func Help() string {
	var b strings.Builder
	b.WriteString(tableIntroduction)
	for _, g := range guesses {
		field := "the " + g.field + " of " + articleFor(g.record)
		if g.field == named {
			kind := kindOfColumn(g.names[0])
			field = "what it takes from, as " + string(kind)
		}
		paragraph(&b, field, strings.Join(g.names, ", "))
	}
	paragraph(&b, "the source that takes", strings.Join(takerColumns, ", ")+" (in a table of links)")
	b.WriteString(tableLinks)
	b.WriteString(tableCells)
	for _, stance := range []evidence.Stance{evidence.Supports, evidence.Refutes, evidence.Mentions} {
		paragraph(&b, string(stance), strings.Join(stanceWords[stance], ", "))
	}
	for _, kind := range evidence.DerivationKinds() {
		if words := derivationWords[kind]; words != nil {
			paragraph(&b, string(kind), strings.Join(words, ", "))
		}
	}
	b.WriteString(tableMapping)
	for _, kind := range slices.Sorted(maps.Keys(mappedTypes)) {
		if refs := mappedTypes[kind]; len(refs) > 0 {
			var parts []string
			for _, field := range slices.Sorted(maps.Keys(refs)) {
				parts = append(parts, fmt.Sprintf("%s is the %s", field, refs[field]))
			}
			paragraph(&b, kind, strings.Join(parts, ", "))
		}
	}
	return b.String()
}

// paragraph writes a name and what belongs to it, broken at words.
func paragraph(b *strings.Builder, name, text string) {
	const (
		margin = 38
		width  = 110
	)
	line := fmt.Sprintf("  %-*s", margin-2, name)
	for word := range strings.FieldsSeq(text) {
		if len(line)+1+len(word) > width {
			b.WriteString(strings.TrimRight(line, " ") + "\n")
			line = strings.Repeat(" ", margin-1)
		}
		line += " " + word
	}
	b.WriteString(strings.TrimRight(line, " ") + "\n")
}

const tableIntroduction = `A table is a text with the names of its columns in the first row and one thing in each row after it. Cells are separated
by commas, semicolons, tabs or bars: the first rows show which, or a line sep=; before them. Cells are quoted as
spreadsheets write them, or not quoted, as databases write them (\N is an empty cell). The text is in UTF-8 or UTF-16. A
row that does not fit is reported with its number, a cell that cannot be read with its row and field, and the rest is
recorded.

There are three ways to say what the columns are:

  1. Use the names below. The import reports what it took each column for; with --dry-run it records nothing.
  2. Add a column "type": each row is then one record, and the columns have the names of its fields. A table of
     interests alone (columns holder and direction) or of leanings alone (outlet, scheme, value, ratedBy) needs none.
  3. Write a mapping, and pass it with --map FILE.

Names of columns (capitals, spaces and punctuation do not matter):

`

const tableLinks = `
Such a column says who takes from whom. Its cells hold the addresses of the originals, or the keys that other rows have
in the column "id", separated by ; if there are several. For example:

  id,title,url,date,takes from,how
  a1,Bridge closed,https://wire.example/9,2024-10-16,,
  a2,No way across,https://paper.example/1,2024-10-17,a1,reprint

or, if the articles are known already, in a table that has only links:

  from,to,kind,quote
  https://paper.example/1,https://wire.example/9,reprint,(Wire)
`

const tableCells = `
Cells:

  dates     2024-10-16, 16.10.2024, 2024/10/16, 16 Oct 2024, October 16, 2024, 20241016, with or without a time of day,
            and in other languages. 03/04/2024 can be two days: it is reported and left out, unless a mapping says
            "dates: day first" or "dates: month first". The day numbers of spreadsheets are also reported and left out.
  numbers   51.5, 51,5 or 51.5 %
  lists     separated by ;
  domains   a host or an address
  true      true, false, yes or no

What a source says about a claim, and how it takes from another, may be written in words:

`

const tableMapping = `
A mapping is a YAML file such as this one:

  separator: ";"              # between cells; default: what the first rows show
  lists: "|"                  # between the parts of a list; default: ;
  dates: day first            # or month first
  records:                    # what one row states, in this order
    - type: outlet            # a type of record
      as: paper               # what the other records of the row call it; default: its type
      fields: {name: Newspaper, domains: Site}       # field: column
    - type: source
      fields: {title: Headline, url: Link, publishedAt: Day}
      refs: {outlet: paper}   # field: the record of this row that it names
      constants: {kind: ARTICLE}                     # field: the same in every row
    - type: source
      as: original
      fields: {which: Takes from}                    # addresses, or keys of sources from elsewhere
    - type: derivation        # the source of the row takes from the original
      fields: {weight: Share}
      constants: {kind: SYNDICATES}

If the mapping does not say which record of the row another one names, it is the one called:

`
