package registry

import "github.com/credence-graph/credence/internal/formats"

// Formats returns every format that is read, in the order in which a document is held against them: what is told by a
// mark of its own before what any text could be. mapping says what the columns of tables are; nil leaves that to be guessed.
// Some formats remember the documents of one import: take them anew for the next.
func Formats(mapping *formats.Mapping) []formats.Format {
	return []formats.Format{formats.STIX(), formats.BODS(), formats.Prov(), formats.ClaimReview(), formats.FTM(), formats.FTMStatements(), formats.Feed(), formats.Article(), formats.NQuads(), formats.TrustTxt(), formats.CSV(mapping)}
}

// Recognise returns the format of a document by how it begins (up to 64 KB, unpacked) and its name; false where it is none
// of them.
func Recognise(name string, head []byte) (formats.Format, bool) {
	for _, f := range Formats(nil) {
		if f.Recognise(name, head) {
			return f, true
		}
	}
	return formats.Format{}, false
}
