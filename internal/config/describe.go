package config

import (
	"fmt"
	"log/slog"
	"strings"
)

// Row is one line of the listing of what is in force.
type Row struct {
	Key    string `json:"key"`
	Value  string `json:"value"` // as one would write it; a secret redacted, "" = none
	Source string `json:"source"`
}

// Describe returns the value of every key and where it came from, in the table's order, secrets redacted.
func (c *Config) Describe() []Row {
	table := Table()
	rows := make([]Row, len(table))
	for i, s := range table {
		rows[i] = Row{Key: s.Key, Value: s.value(c), Source: c.origins[s.Key].String()}
	}
	return rows
}

// String returns one "key = value" a line, in the table's order, secrets redacted.
func (c *Config) String() string {
	var b strings.Builder
	for _, row := range c.Describe() {
		fmt.Fprintf(&b, "%s = %s\n", row.Key, row.Value)
	}
	return b.String()
}

// LogValue returns a group of every key and its value, secrets redacted.
func (c *Config) LogValue() slog.Value {
	var attrs []slog.Attr
	for _, row := range c.Describe() {
		attrs = append(attrs, slog.String(row.Key, row.Value))
	}
	return slog.GroupValue(attrs...)
}
