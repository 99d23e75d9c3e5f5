// Package export writes the graph, or the evidence of some claims, in the formats that others read: see [Formats].
//
// # Lines
//
// The format that loses nothing is Credence's own, JSON Lines, as package ingest reads it. [Line] writes a record in
// one canonical way: the type first and the other fields in the order of the format's documentation, ids as bare keys
// where these are read as what they are and as global ids else, quotes always as a list, no white space, and nothing
// about a field that is unknown or has the value that it has where nothing is stated. Records come by kind as a batch
// is written (organizations, persons, outlets, sources, claims, fact checks, then the links, and what is denied to be
// one), and by the bytes of their ids. So the same records give the same bytes, and a graph that is exported, emptied,
// imported and exported gives the same file.
//
// Which versions of records of files are in force comes last, a line of type edition for each such record by its
// name: so that an older version is known for one after the file was imported elsewhere, too. It is written where all
// that stands is, and not beside the evidence of some claims.
//
// A sameness that was retracted and does not stand again is a denial: a line of type distinct, with what it states
// itself. Of an assertion that came before it, who retracted it and why are what the denial was taken from and its
// justification.
//
// What a file does not hold: who or what recorded a record, when and by which method; confirmations of sources of
// which a declared link or an own share was recorded later, since without the times they would speak for that, too;
// other records that were replaced or retracted; and persons who were erased, of whom an id without a name would be
// all there is. After such a file is imported into another graph, nothing there knows that somebody was erased: a file
// from before the erasure would bring the person back. Beside what a source's address says its canonical form is not
// written, nor what else the graph works out by itself. A text with a NUL character, or one that is not UTF-8, cannot
// be carried by any line: the export names the record and ends.
//
// # The hash of a graph
//
// [Hash] is the SHA-256 of the lines, each with its line end: what sha256sum says of the file. It covers what stands,
// as it was stated, and in a file of all that stands also which versions are in force. Two graphs of one hash state
// the same, whoever recorded it, when, in which order and by which detours.
package export
