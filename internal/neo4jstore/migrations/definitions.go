package migrations

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
)

// Definition is what a constraint or index is, whatever its name.
type Definition struct {
	Kind       string // UNIQUENESS, RELATIONSHIP_UNIQUENESS, RANGE or FULLTEXT
	Labels     string // labels or types, sorted, joined by "|"
	Properties string // in order, joined by ", "
}

func (d Definition) String() string {
	return fmt.Sprintf("%s on %s (%s)", strings.ToLower(strings.ReplaceAll(d.Kind, "_", " ")), d.Labels, d.Properties)
}

// Definitions reads what constraints and indexes a graph has from the migrations, which are their only source.
func Definitions() ([]Definition, error) {
	constraint := regexp.MustCompile(
		`^CREATE CONSTRAINT \w+ IF NOT EXISTS FOR (\(n:(\w+)\)|\(\)-\[r:(\w+)\]-\(\)) REQUIRE [nr]\.(\w+) IS UNIQUE$`)
	index := regexp.MustCompile(
		`^CREATE INDEX \w+ IF NOT EXISTS FOR (?:\(n:(\w+)\)|\(\)-\[r:(\w+)\]-\(\)) ON \((.+)\)$`)
	words := regexp.MustCompile(`^CREATE FULLTEXT INDEX \w+ IF NOT EXISTS FOR \(n:([\w|]+)\)\s+ON EACH \[(.+)\]$`)
	migrations, err := load()
	if err != nil {
		return nil, err
	}
	var definitions []Definition
	for _, m := range migrations {
		for _, statement := range m.Statements {
			if m, ok := match(constraint, statement); ok && m[2] != "" {
				definitions = append(definitions, Definition{"UNIQUENESS", m[2], m[4]})
			} else if ok {
				definitions = append(definitions, Definition{"RELATIONSHIP_UNIQUENESS", m[3], m[4]})
			} else if m, ok := match(index, statement); ok {
				definitions = append(definitions, Definition{"RANGE", m[1] + m[2], propertiesOf(m[3])})
			} else if m, ok := match(words, statement); ok {
				labels := strings.Split(m[1], "|")
				slices.Sort(labels)
				definitions = append(
					definitions, Definition{"FULLTEXT", strings.Join(labels, "|"), propertiesOf(m[2])})
			} else if m := strings.HasPrefix(statement, "CREATE "); m {
				return nil, &evidence.Error{Code: evidence.CodeInternal,
					Message: fmt.Sprintf("the doctor cannot read the migration statement %q", statement)}
			}
		}
	}
	return definitions, nil
}

// propertiesOf returns the names in a list of properties of a node n or relationship r.
func propertiesOf(list string) string {
	return regexp.MustCompile(`\b[nr]\.`).ReplaceAllString(list, "")
}

func match(pattern *regexp.Regexp, text string) ([]string, bool) {
	m := pattern.FindStringSubmatch(text)
	return m, m != nil
}
