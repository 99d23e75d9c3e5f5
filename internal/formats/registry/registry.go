// Package registry lists the formats that Credence reads. A new format is a package of its own beside it and an entry
// here.
package registry

import (
	"github.com/credence-graph/credence/internal/formats"
	"github.com/credence-graph/credence/internal/formats/articles"
	"github.com/credence-graph/credence/internal/formats/bods"
	"github.com/credence-graph/credence/internal/formats/claimreview"
	"github.com/credence-graph/credence/internal/formats/ftm"
	"github.com/credence-graph/credence/internal/formats/prov"
	"github.com/credence-graph/credence/internal/formats/stix"
	"github.com/credence-graph/credence/internal/formats/tables"
	"github.com/credence-graph/credence/internal/formats/trusttxt"
)

// Formats returns every format that is read, in the order in which a document is held against them: what is recognised
// by a mark of its own before what any text could be. mapping says what the columns of tables are; nil leaves that to
// be guessed. Some formats remember the documents of one import: take new ones for the next.
func Formats(mapping *tables.Mapping) []formats.Format {
	return []formats.Format{
		stix.Format(), bods.Format(), prov.JSON(), claimreview.Format(), ftm.Entities(), ftm.Statements(),
		articles.Feed(), articles.Page(), prov.NQuads(), trusttxt.Format(), tables.CSV(mapping),
	}
}

// Recognise returns the format of a document by how it begins (up to 64 KB, unpacked) and its name; false if it is not
// one of them.
func Recognise(name string, head []byte) (formats.Format, bool) {
	for _, f := range Formats(nil) {
		if f.Recognise(name, head) {
			return f, true
		}
	}
	return formats.Format{}, false
}
