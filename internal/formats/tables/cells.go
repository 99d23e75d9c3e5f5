package tables

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/credence-graph/credence/internal/dates"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/formats/jsondoc"
	"github.com/credence-graph/credence/internal/publisher"
)

const defaultList = ";"

// shapes are what the values of fields look like, by the first record that has a field of the name; the fields that are
// of lines alone are texts, lists and a day.
var shapes = sync.OnceValue(func() map[string]evidence.Shape {
	shapes := map[string]evidence.Shape{
		"ids": evidence.ShapeTexts, "states": evidence.ShapeTexts, "until": evidence.ShapeDay,
	}
	for _, t := range evidence.Tables() {
		for i := range t.Fields {
			if _, known := shapes[t.Fields[i].Name]; !known {
				shapes[t.Fields[i].Name] = t.Fields[i].Shape
				if former := t.Fields[i].Former; former != "" {
					shapes[former] = t.Fields[i].Shape
				}
			}
		}
	}
	return shapes
})

// shapeOf returns what the values of a field look like.
func shapeOf(field string) evidence.Shape {
	if shape, known := shapes()[field]; known {
		return shape
	}
	return evidence.ShapeText
}

func isList(field string) bool {
	shape := shapeOf(field)
	return shape == evidence.ShapeTexts || shape == evidence.ShapeIDs
}

// cellValue reads a cell as the value of a field. What cannot be read stays as it is, for the import to report.
func cellValue(field, cell, list string, order dates.Order) any {
	switch shape := shapeOf(field); shape {
	case evidence.ShapeNumber, evidence.ShapeWhole:
		if x := Percent(cell); x != nil {
			return *x
		}
	case evidence.ShapeTime, evidence.ShapeDay:
		d, err := dates.ReadIn(cell, order)
		switch {
		case err != nil:
		case shape == evidence.ShapeDay:
			return string(d.Day())
		default:
			return string(d)
		}
	case evidence.ShapeTexts, evidence.ShapeIDs:
		return listOf(field, cell, list)
	case evidence.ShapeTruth, evidence.ShapeShare:
		return truthOf(field, cell)
	default:
		if field == "stance" {
			return stanceOf(cell)
		}
		if upper := strings.ToUpper(cell); field == "direction" && evidence.InterestDirection(upper).Valid() {
			return upper
		}
	}
	return cell
}

// truthOf reads yes or no, in the words of programs; how much of a source is its own may be a number.
func truthOf(field, cell string) any {
	if truth, err := strconv.ParseBool(strings.ToLower(cell)); err == nil && cell != "0" && cell != "1" {
		return truth
	}
	if word := strings.ToLower(cell); word == "yes" || word == "no" {
		return word == "yes"
	}
	if x := jsondoc.Number(cell); field == "firsthand" && x != nil {
		return *x
	}
	return cell
}

// listOf splits a cell into its parts.
func listOf(field, cell, list string) []string {
	var parts []string
	for part := range strings.SplitSeq(cell, list) {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		if field == "domains" {
			part = domainOf(part)
		}
		parts = append(parts, part)
	}
	return parts
}

// domainOf returns the registrable domain of a host or address; what has none stays as it is.
func domainOf(text string) string {
	if _, domain, ok := publisher.OutletOfHost(text); ok {
		return domain
	}
	if _, domain, ok := publisher.Outlet(text); ok {
		return domain
	}
	return text
}

// derivationWords are the words for how one source takes from another, in lower case.
var derivationWords = map[evidence.DerivationKind][]string{
	evidence.Cites: {
		"cites", "cite", "citing", "citation", "refers to", "references", "links to", "attributed to", "attributes",
	},
	evidence.Quotes: {"quotes", "quote", "quoting", "quotation", "quoted", "quoted from"},
	evidence.Syndicates: {
		"syndicates", "syndicated", "syndication", "reprint", "reprints", "reprinted", "republishes", "republished",
		"republication", "wire copy",
	},
	evidence.Translates: {"translates", "translation", "translated"},
	evidence.DerivedFrom: {
		"derived from", "derived", "based on", "takes from", "follows", "follow-up", "rewrite", "rewrites", "rewritten",
		"summary", "summarizes", "copy", "copies", "copied",
	},
}

// derivationKindOf returns the kind of derivation that a word means; another word stays as it is, and the import
// refuses it.
func derivationKindOf(word string) string {
	for kind, words := range derivationWords {
		if slices.Contains(words, strings.ToLower(strings.Join(strings.Fields(word), " "))) ||
			strings.EqualFold(word, string(kind)) {
			return string(kind)
		}
	}
	return word
}

// kindIn returns the kind that a word means in records of a type: of interests, too, small letters will do.
func kindIn(of any, word string) string {
	upper := strings.ToUpper(word)
	switch {
	case of == "derivation":
		return derivationKindOf(word)
	case of == "interest" && evidence.InterestKind(upper).Valid():
		return upper
	}
	return word
}

// stanceWords are the words for what a source says of a claim, in lower case.
var stanceWords = map[evidence.Stance][]string{
	evidence.Supports: {"supports", "support", "supporting", "for", "agree", "agrees", "confirms", "affirms"},
	evidence.Refutes: {
		"refutes", "refute", "refuting", "against", "disagree", "disagrees", "denies", "deny", "debunks",
	},
	evidence.Mentions: {"mentions", "mention", "observing", "discuss", "discusses", "neutral"},
}

// stanceOf returns the stance that a word means; another word stays as it is, and the import refuses it.
func stanceOf(word string) string {
	for stance, words := range stanceWords {
		if slices.Contains(words, strings.ToLower(word)) {
			return string(stance)
		}
	}
	return word
}

// Percent reads a plain number, with a percent sign or without; nil if it is not one.
func Percent(text string) *float64 {
	return jsondoc.Number(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(text), "%")))
}
