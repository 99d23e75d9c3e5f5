package app

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/formats/tables"
	"github.com/credence-graph/credence/internal/ingest/grammar"
)

// tablesTopic is what "credence help TABLES" prints: it is no command.
func tablesTopic() *cobra.Command {
	return &cobra.Command{
		Use:   "TABLES",
		Short: "how tables (CSV, TSV) are read, and what their columns may be called",
		Long:  tables.Help() + "\nTypes of records, and their fields (* is needed in each row):\n\n" + fieldTable(),
	}
}

// fieldTable lists the fields of every type of record.
func fieldTable() string {
	var b strings.Builder
	for _, t := range grammar.LineTypes() {
		b.WriteString(t.Name + "\n")
		for _, f := range t.Fields {
			name := f.Name
			if f.Required {
				name += "*"
			}
			fmt.Fprintf(&b, "  %-15s %s\n", name, f.Expected)
		}
	}
	return strings.TrimRight(b.String(), "\n")
}
