package app

import (
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/export"
	"github.com/credence-graph/credence/internal/formats/registry"
	"github.com/credence-graph/credence/internal/formats/tables"
	"github.com/credence-graph/credence/internal/ingest"
	"github.com/credence-graph/credence/internal/ingest/grammar"
)

// formatsText says how lines are written, and what is read from other formats and written in them.
func formatsText() string {
	var m manual
	m.WriteString(ingest.LinesGuide)
	m.heading("Types of lines and their fields (* is required; a claim also needs its text, and an outlet,\n" +
		"organization or person its name, on this line, on another or in the graph):")
	m.lineTypes()
	m.heading("Other formats that are read. The content of a file shows its format, whatever its name is; --format\n" +
		"overrides that.")
	for _, f := range registry.Formats(nil) {
		lines := []string{capital(f.About) + ".", "Taken over: " + f.Becomes + ".", "Lost: " + f.Loses + "."}
		if f.Version != "" {
			lines = append(lines, "The order of versions: "+f.Version+".")
		}
		m.entry(f.Name, lines...)
	}
	m.heading("Formats that are written. Without --format the name of the file decides; a file whose name ends in .gz\n" +
		"is packed.")
	for _, f := range export.Formats() {
		ends := "." + strings.Join(f.Extensions, ", .")
		m.entry(f.Name+" ("+ends+")", capital(f.About)+".", "Carries: "+f.Carries+".", "Lost: "+f.Loses+".")
	}
	return m.String()
}

// tablesText says how tables are read.
func tablesText() string {
	return tables.Help() + "\n\"credence help formats\" lists the types of records and their fields.\n"
}

// fieldWidth is the room for the name of a field.
const fieldWidth = 14

// lineTypes lists the types of lines with their fields; what every assertion may have is listed once.
func (m *manual) lineTypes() {
	shared := assertionFields()
	for _, t := range grammar.LineTypes() {
		m.entry(t.Name)
		for _, f := range t.Fields {
			if !slices.Contains(shared, f) {
				m.field(f)
			}
		}
	}
	m.entry("Every statement, derivation, copy, corroboration, same, ownership, funding, relation, confirmation, " +
		"interest, leaning and distinct also")
	for _, f := range shared {
		m.field(f)
	}
	m.entry("Every line, so that versions can be told apart")
	m.row("edition", "when this version of the record was made", fieldWidth)
	m.row("record", "on an assertion: the name of what states it", fieldWidth)
}

func (m *manual) field(f grammar.LineField) {
	name := f.Name
	if f.Required {
		name += "*"
	}
	m.row(name, f.Expected, fieldWidth)
}

// assertionFields returns the fields that lines of all types of assertions have: those of a confirmation, which states
// nothing more than its source.
func assertionFields() []grammar.LineField {
	for _, t := range grammar.LineTypes() {
		if t.Name == "confirmation" {
			return slices.DeleteFunc(t.Fields, func(f grammar.LineField) bool { return f.Name == "source" })
		}
	}
	return nil
}
