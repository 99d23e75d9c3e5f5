package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"go.yaml.in/yaml/v3"
)

// entry is a value of the file as it was written, and its line. The text is kept because a type that YAML guesses would
// change it: 0123 as a password is not the number 83.
type entry struct {
	text string
	line int
}

// readEntries returns the known keys of a YAML file (JSON is YAML) and records a fault for all else. The spelling must
// be exact: two spellings of one key would leave open which of them counts.
func (l *loader) readEntries(content []byte) map[string]entry {
	entries := make(map[string]entry)
	if root := l.readDocument(content, "keys such as server.address"); root != nil {
		l.readMapping(entries, root, "")
	}
	return entries
}

// readDocument returns the mapping that a YAML file is, nil where it is empty or something else, which is a fault.
func (l *loader) readDocument(content []byte, expected string) *yaml.Node {
	origin := Origin{Kind: FromFile, Name: l.config.File}
	decoder := yaml.NewDecoder(bytes.NewReader(content))
	var document yaml.Node
	if err := decoder.Decode(&document); errors.Is(err, io.EOF) {
		return nil // an empty file
	} else if err != nil {
		l.fault(origin, "", notYAML(err))
		return nil
	}
	if err := decoder.Decode(new(yaml.Node)); !errors.Is(err, io.EOF) {
		l.fault(origin, "", errors.New("more than one YAML document; expected one"))
		return nil
	}
	root := document.Content[0]
	if root.Kind == yaml.MappingNode {
		return root
	}
	if !isNull(root) {
		origin.Line = root.Line
		l.fault(origin, "", fmt.Errorf("found %s; expected %s", kindOf(root), expected))
	}
	return nil
}

func (l *loader) readMapping(entries map[string]entry, node *yaml.Node, prefix string) {
	for i := 0; i+1 < len(node.Content); i += 2 {
		key, value := prefix+node.Content[i].Value, resolve(node.Content[i+1])
		origin := Origin{Kind: FromFile, Name: l.config.File, Line: node.Content[i].Line}
		switch setting, leaf, section := l.lookup(key); {
		case leaf && setting.NotInFile:
			l.fault(origin, key, errors.New("a file cannot name another one; use --config or CREDENCE_CONFIG"))
		case leaf:
			l.readLeaf(entries, key, value, origin)
		case !section:
			l.fault(origin, key, unknown("key", key, l.keys()))
		case value.Kind == yaml.MappingNode:
			l.readMapping(entries, value, key+".")
		case !isNull(value):
			l.fault(origin, key, fmt.Errorf("found %s; expected a section with keys of its own below it", kindOf(value)))
		}
	}
}

func (l *loader) readLeaf(entries map[string]entry, key string, value *yaml.Node, origin Origin) {
	if first, twice := entries[key]; twice {
		l.fault(origin, key, fmt.Errorf("set a second time, after line %d; expected once", first.line))
		return
	}
	if value.Kind != yaml.ScalarNode {
		l.fault(origin, key, fmt.Errorf("found %s; expected one value", kindOf(value)))
		return
	}
	if !strings.HasPrefix(value.Tag, "!!") { // "!word" is no text in YAML, and would be read as an empty one
		l.fault(origin, key, errors.New("begins with an exclamation mark, which means something else in YAML; put the value in quotes"))
		return
	}
	if !isNull(value) { // "key:" without a value is one that is not set
		entries[key] = entry{text: value.Value, line: origin.Line}
	}
}

// lookup reports whether key is a setting or a section of some.
func (l *loader) lookup(key string) (setting Setting, leaf, section bool) {
	for _, s := range l.table {
		if s.Key == key {
			return s, true, false
		}
		section = section || strings.HasPrefix(s.Key, key+".")
	}
	return Setting{}, false, section
}

func (l *loader) keys() []string {
	var keys []string
	for _, s := range l.table {
		if !s.NotInFile {
			keys = append(keys, s.Key)
		}
	}
	return keys
}

// notYAML says why a file cannot be read. A reference to nothing is told apart: the reader repeats the text after the
// star, which may be a password that lacks its quotes.
func notYAML(err error) error {
	if strings.Contains(err.Error(), "unknown anchor") {
		return errors.New("not readable as YAML: a value begins with a star, which means something else in YAML; put the value in quotes")
	}
	return fmt.Errorf("not readable as YAML: %s", strings.TrimPrefix(err.Error(), "yaml: "))
}

func resolve(node *yaml.Node) *yaml.Node {
	if node.Kind == yaml.AliasNode {
		return node.Alias
	}
	return node
}

func isNull(node *yaml.Node) bool { return node.Kind == yaml.ScalarNode && node.Tag == "!!null" }

func kindOf(node *yaml.Node) string {
	switch node.Kind {
	case yaml.MappingNode:
		return "a section"
	case yaml.SequenceNode:
		return "a list"
	}
	return "a single value"
}
