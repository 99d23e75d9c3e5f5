package formats

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// linked is a thing of JSON-LD, its properties by name; under "" stands the text of one that is given as a text.
type linked map[string]any

// plain returns the thing with its properties named as schema.org names them.
func (n linked) plain() linked {
	p := make(linked, len(n))
	for name, v := range n {
		p[schemaName(name)] = v
	}
	return p
}

// is reports whether the thing is of a type.
func (n linked) is(kind string) bool {
	for _, t := range jsonList(n["@type"]) {
		if name, ok := t.(string); ok && schemaName(name) == kind {
			return true
		}
	}
	return false
}

// label returns the name of a thing, or the text that stands for it.
func (n linked) label() string { return cmp.Or(n.said("name"), jsonText(n[""])) }

// key returns the user's own key of a node of a kind, "" where the thing has none.
func (n linked) key(kind string) string {
	for _, e := range jsonList(n["identifier"]) {
		p, ok := e.(map[string]any)
		if ok && jsonText(p["propertyID"]) == "credence" {
			value, _ := p["value"].(string)
			if key, found := strings.CutPrefix(value, kind+":"); found {
				return key
			}
		}
	}
	return ""
}

// with returns the thing with what another one says beyond it.
func (n linked) with(other linked) linked {
	both := maps.Clone(other)
	maps.Copy(both, n)
	return both
}

// words returns a text in whatever language it is in; without markup, unless Credence wrote it.
func (n linked) words(name string) string { return n.clean(n.said(name)) }

func (n linked) said(name string) string {
	words, _ := wordsIn(n[name], "")
	return words
}

// clean returns a text of the thing without markup, which foreign texts may have: what Credence wrote stays to the letter.
func (n linked) clean(words string) string {
	if n.ours() {
		return words
	}
	return oneLine(words)
}

// ours reports whether the thing has a key of Credence.
func (n linked) ours() bool {
	return slices.ContainsFunc(jsonList(n["identifier"]), func(e any) bool {
		p, ok := e.(map[string]any)
		return ok && jsonText(p["propertyID"]) == "credence"
	})
}

// called returns address and title of a work.
func (n linked) called() (address, title string) {
	if text := jsonText(n[""]); hostOf(text) != "" {
		return text, ""
	} else if text != "" {
		return "", text // a text that is no address is a title
	}
	address = jsonText(n["url"])
	if id := jsonText(n["@id"]); address == "" && hostOf(id) != "" {
		address = id
	}
	return address, cmp.Or(n.words("headline"), n.words("name"))
}

// schemaName returns a name without its vocabulary: "schema:url" and "https://schema.org/url" are "url".
func schemaName(name string) string {
	for _, prefix := range []string{"schema:", "https://schema.org/", "http://schema.org/"} {
		if plain, found := strings.CutPrefix(name, prefix); found {
			return plain
		}
	}
	return name
}

// languageTag is what the names of a language map look like: "de", "pt-BR".
var languageTag = regexp.MustCompile(`^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)

// wordsIn returns a text, and its language where it says one: a text, {"@value", "@language"}, a map from languages to texts,
// or a list of these. Of several languages it is the wanted one, else the first by name.
func wordsIn(v any, wanted string) (words, language string) {
	switch v := v.(type) {
	case map[string]any:
		if text := jsonText(v["@value"]); text != "" {
			return text, jsonText(v["@language"])
		}
		for _, tag := range languagesOf(v) {
			if words == "" || strings.EqualFold(tag, wanted) {
				words, language = jsonText(v[tag]), tag
			}
		}
	case []any:
		for _, e := range v {
			text, in := wordsIn(e, wanted)
			if text != "" && (words == "" || in != "" && strings.EqualFold(in, wanted)) {
				words, language = text, in
			}
		}
	default:
		words = jsonText(v)
	}
	return words, language
}

// languagesOf returns the languages of a language map, in order; none where it is another thing.
func languagesOf(v map[string]any) []string {
	tags := slices.Sorted(maps.Keys(v))
	for _, tag := range tags {
		if !languageTag.MatchString(tag) || jsonText(v[tag]) == "" {
			return nil
		}
	}
	return tags
}

// languageOf returns the tag of a language that is given as one, or as a thing of schema.org.
func languageOf(v any) string {
	if thing, ok := v.(map[string]any); ok && thing["@value"] == nil {
		n := linked(thing).plain()
		return cmp.Or(jsonText(n["alternateName"]), jsonText(n["identifier"]), jsonText(n["name"]))
	}
	return jsonText(v)
}

// inOneLanguage returns a value that may be a list of claims; one text in several languages is one claim.
func inOneLanguage(v any) any {
	for _, e := range jsonList(v) {
		if m, ok := e.(map[string]any); ok && (m["@value"] != nil || len(m) > 0 && len(languagesOf(m)) == len(m)) {
			return map[string]any{"text": v}
		}
	}
	return v
}

// onlyID returns what a thing is named by, where nothing else is said of it.
func onlyID(v any) (id string, only bool) {
	n, ok := v.(map[string]any)
	if !ok {
		return "", false
	}
	id = jsonText(n["@id"])
	return id, id != "" && len(n) == 1
}
