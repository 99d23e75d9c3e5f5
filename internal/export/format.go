package export

import (
	"context"
	"io"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
)

// Format is a format that Credence writes.
type Format struct {
	// Name is what people call it, in lower case: "jsonl", "gexf".
	Name string
	// Extensions are the ends of the names of its files, in lower case, without the dot, the usual one first. A file
	// that is packed ends in .gz after it.
	Extensions []string
	// MediaType is what HTTP calls it.
	MediaType string
	// About says in a few words what it is good for.
	About string
	// Carries and Loses say what of the graph a file has and has not, in clauses, for the help.
	Carries, Loses string
	// Binary reports whether it is nothing to print on a terminal.
	Binary bool
	// Grouped reports whether it says which sources of one claim count once together (see [Graph.Group]).
	Grouped bool
	// Write writes a graph and says what it wrote. Beside an error what was written is of no use.
	Write func(w io.Writer, g *Graph) (Contents, error)
	// Stream writes all that stands, in bounded memory, and returns its version and what it wrote; nil = the graph is
	// read into memory and written by Write.
	Stream func(ctx context.Context, w io.Writer, from From) (evidence.Version, Contents, error)
}

// provLoses is what both formats of provenance lose.
const provLoses = "who recorded it, how and when, what was retracted, denied merges, words of sources"

// Formats returns the formats, the one that loses nothing first.
func Formats() []Format {
	return []Format{
		{
			Name: "jsonl", Extensions: []string{"jsonl", "ndjson"}, MediaType: "application/x-ndjson",
			Carries: "all that was stated, with the words of sources, denied merges (distinct) and which versions of " +
				"records are in force (edition). Exported, wiped, imported and exported again it is the same byte for byte; " +
				"--hash is the SHA-256 of that",
			Loses: "who recorded it and when, and what else was retracted or replaced; erased persons; confirmations " +
				"of sources of which something was recorded later",
			About: "Credence's own lines; loses nothing that was stated, and can be imported again", Write: WriteLines,
			Stream: func(ctx context.Context, w io.Writer, from From) (evidence.Version, Contents, error) {
				return from.stream(ctx, w)
			},
		},
		{
			Name: "gexf", Extensions: []string{"gexf"}, MediaType: "application/gexf+xml",
			Carries: "nodes and links with their figures, coloured by kind, or by group if one claim is exported",
			Loses:   "quotes, denied merges, confirmations and leanings; nothing reads it back",
			About:   "GEXF 1.3, for Gephi and other programs that draw graphs", Grouped: true, Write: WriteGEXF,
		},
		{
			Name: "csv", Extensions: []string{"zip"}, MediaType: "application/zip", Binary: true,
			Carries: "one table for each kind of node and link, and one for denied merges",
			Loses:   "quotes with their places; nothing reads it back as a whole",
			About:   "a zip of one CSV file for each kind of node and link, for spreadsheets and data frames", Write: WriteCSV,
		},
		{
			Name: "claimreview", Extensions: []string{"jsonld", "claimreview.json"}, MediaType: "application/ld+json",
			Carries: "claims, fact checks with verdict, numbers, basis and publisher, and the sources that mention or are cited, " +
				"with outlets and authors",
			Loses: "statements for and against and all other links; organizations; item and value; places of quotes",
			About: "fact checks as schema.org's ClaimReview, for search engines and fact checkers", Write: WriteClaimReview,
		},
		{
			Name: "stix", Extensions: []string{"stix.json", "stix"}, MediaType: "application/stix+json",
			Carries: "every record and field, some of them under an extension",
			Loses:   "who recorded it and how, earlier versions, denied merges, confirmations, words of sources",
			About:   "a STIX 2.1 bundle, for OpenCTI, MISP and other programs of threat intelligence", Write: WriteSTIX,
		},
		{
			Name: "prov", Extensions: []string{"prov.json", "provjson"}, MediaType: "application/json",
			Carries: "every record and field, some of them in a namespace of Credence's own",
			Loses:   provLoses,
			About:   "provenance as W3C's PROV-JSON", Write: WritePROV,
		},
		{
			Name: "nquads", Extensions: []string{"nq", "nquads"}, MediaType: "application/n-quads",
			Carries: "the same as prov",
			Loses:   provLoses,
			About:   "the same provenance as RDF in N-Quads, for triple stores", Write: WriteNQuads,
		},
	}
}

// Named returns the format of a name; ok is false if there is none.
func Named(name string) (format Format, ok bool) {
	formats := Formats()
	i := slices.IndexFunc(formats, func(f Format) bool { return f.Name == name })
	if i < 0 {
		return Format{}, false
	}
	return formats[i], true
}

// OfFile returns the format that a file's name ends in, .gz apart. Of several that fit it is the one with the longest
// extension; ok is false if there is none.
func OfFile(name string) (format Format, ok bool) {
	name = strings.TrimSuffix(strings.ToLower(name), ".gz")
	longest := 0
	for _, f := range Formats() {
		for _, extension := range f.Extensions {
			if strings.HasSuffix(name, "."+extension) && len(extension) > longest {
				format, longest = f, len(extension)
			}
		}
	}
	return format, longest > 0
}

// Names returns the names of the formats, in order.
func Names() []string {
	var names []string
	for _, f := range Formats() {
		names = append(names, f.Name)
	}
	return names
}
