// Package jsonld reads things of JSON-LD as pages state them: their types, texts and languages by the names of
// schema.org, and scripts with the mistakes that browsers accept.
package jsonld

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/formats"
	"github.com/credence-graph/credence/internal/formats/jsondoc"
	"github.com/credence-graph/credence/internal/formats/markup"
)

// Thing is a thing of JSON-LD, its properties by name; under "" stands the text of one that is given as a text.
type Thing map[string]any

// Plain returns the thing with its properties named as schema.org names them.
func (n Thing) Plain() Thing {
	p := make(Thing, len(n))
	for name, v := range n {
		p[SchemaName(name)] = v
	}
	return p
}

// Is reports whether the thing is of a type.
func (n Thing) Is(kind string) bool {
	for _, t := range jsondoc.List(n["@type"]) {
		if name, ok := t.(string); ok && SchemaName(name) == kind {
			return true
		}
	}
	return false
}

// Label returns the name of a thing, or the text that stands for it.
func (n Thing) Label() string { return cmp.Or(n.Said("name"), jsondoc.Text(n[""])) }

// Key returns the user's own key of a node of a kind, "" where the thing has none.
func (n Thing) Key(kind string) string {
	for _, e := range jsondoc.List(n["identifier"]) {
		p, ok := e.(map[string]any)
		if ok && jsondoc.Text(p["propertyID"]) == "credence" {
			value, _ := p["value"].(string)
			if key, found := strings.CutPrefix(value, kind+":"); found {
				return key
			}
		}
	}
	return ""
}

// With returns the thing with what another one says beyond it.
func (n Thing) With(other Thing) Thing {
	both := maps.Clone(other)
	maps.Copy(both, n)
	return both
}

// Words returns a text in whatever language it is in; without markup, unless Credence wrote it.
func (n Thing) Words(name string) string { return n.Clean(n.Said(name)) }

// Said returns a text in whatever language it is in, as it is written.
func (n Thing) Said(name string) string {
	words, _ := WordsIn(n[name], "")
	return words
}

// Clean returns a text of the thing without markup, which foreign texts may have: what Credence wrote stays to the
// letter.
func (n Thing) Clean(words string) string {
	if n.ours() {
		return words
	}
	return markup.OneLine(words)
}

// ours reports whether the thing has a key of Credence.
func (n Thing) ours() bool {
	return slices.ContainsFunc(jsondoc.List(n["identifier"]), func(e any) bool {
		p, ok := e.(map[string]any)
		return ok && jsondoc.Text(p["propertyID"]) == "credence"
	})
}

// Called returns address and title of a work.
func (n Thing) Called() (address, title string) {
	if text := jsondoc.Text(n[""]); formats.HostOf(text) != "" {
		return text, ""
	} else if text != "" {
		return "", text // a text that is not an address is a title
	}
	address = jsondoc.Text(n["url"])
	if id := jsondoc.Text(n["@id"]); address == "" && formats.HostOf(id) != "" {
		address = id
	}
	return address, cmp.Or(n.Words("headline"), n.Words("name"))
}

// SchemaName returns a name without its vocabulary: "schema:url" and "https://schema.org/url" are "url".
func SchemaName(name string) string {
	for _, prefix := range []string{"schema:", "https://schema.org/", "http://schema.org/"} {
		if plain, found := strings.CutPrefix(name, prefix); found {
			return plain
		}
	}
	return name
}

// languageTag is what the names of a language map look like: "de", "pt-BR".
var languageTag = regexp.MustCompile(`^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)

// WordsIn returns a text, and its language where it says one: a text, {"@value", "@language"}, a map from languages to
// texts, or a list of these. Of several languages it is the wanted one, else the first by name.
func WordsIn(v any, wanted string) (words, language string) {
	switch v := v.(type) {
	case map[string]any:
		if text := jsondoc.Text(v["@value"]); text != "" {
			return text, jsondoc.Text(v["@language"])
		}
		for _, tag := range languagesOf(v) {
			if words == "" || strings.EqualFold(tag, wanted) {
				words, language = jsondoc.Text(v[tag]), tag
			}
		}
	case []any:
		for _, e := range v {
			text, in := WordsIn(e, wanted)
			if text != "" && (words == "" || in != "" && strings.EqualFold(in, wanted)) {
				words, language = text, in
			}
		}
	default:
		words = jsondoc.Text(v)
	}
	return words, language
}

// languagesOf returns the languages of a language map, in order; none where it is another thing.
func languagesOf(v map[string]any) []string {
	tags := slices.Sorted(maps.Keys(v))
	for _, tag := range tags {
		if !languageTag.MatchString(tag) || jsondoc.Text(v[tag]) == "" {
			return nil
		}
	}
	return tags
}

// LanguageOf returns the tag of a language that is given as one, or as a thing of schema.org.
func LanguageOf(v any) string {
	if thing, ok := v.(map[string]any); ok && thing["@value"] == nil {
		n := Thing(thing).Plain()
		return cmp.Or(jsondoc.Text(n["alternateName"]), jsondoc.Text(n["identifier"]), jsondoc.Text(n["name"]))
	}
	return jsondoc.Text(v)
}

// InOneLanguage returns a value that may be a list of claims; one text in several languages is one claim.
func InOneLanguage(v any) any {
	for _, e := range jsondoc.List(v) {
		if m, ok := e.(map[string]any); ok && (m["@value"] != nil || len(m) > 0 && len(languagesOf(m)) == len(m)) {
			return map[string]any{"text": v}
		}
	}
	return v
}

// OnlyID returns what a thing is named by, if nothing else is said of it.
func OnlyID(v any) (id string, only bool) {
	n, ok := v.(map[string]any)
	if !ok {
		return "", false
	}
	id = jsondoc.Text(n["@id"])
	return id, id != "" && len(n) == 1
}
