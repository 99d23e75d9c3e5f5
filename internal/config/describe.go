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

// Markdown returns the table of every setting as the README shows it, with a line break at its end.
func Markdown() string {
	var b strings.Builder
	b.WriteString("| key | type | default | environment | flag | accepted | meaning |\n|---|---|---|---|---|---|---|\n")
	for _, s := range Table() {
		fallback := s.Default
		if fallback != "" && !s.Computed {
			fallback = code(fallback)
		}
		flag := ""
		if s.Flag != "" {
			flag = code("--" + s.Flag)
		}
		cells := []string{code(s.Key), string(s.Kind), fallback, code(s.Env), flag, s.Range(), s.Meaning}
		fmt.Fprintf(&b, "| %s |\n", strings.Join(cells, " | "))
	}
	return b.String()
}

func code(text string) string { return "`" + text + "`" }
