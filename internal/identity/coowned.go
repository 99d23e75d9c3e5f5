package identity

import (
	"cmp"
	"iter"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/credence-graph/credence/internal/evidence"
)

// Named is an outlet as far as its names go.
type Named struct {
	Outlet  evidence.OutletID
	Name    string        // as people write it; may be a host name: "SpringfieldGazette.com"
	Domains []string      // lower case
	Owners  []evidence.ID // in the end; empty = not known
}

// OwnerSuggestion says that an outlet whose owner is not known is called as outlets of one owner are. It is a suggestion for
// a person, never an assertion: names prove nothing.
type OwnerSuggestion struct {
	Outlet  evidence.OutletID
	Owners  []evidence.ID // that all of Alike have, by id; at least one
	Pattern string        // "… Business Herald", "Upper … Post"
	Alike   []evidence.OutletID
}

// LeastAlike is how many outlets of one owner, under different names, must share a pattern before it says anything.
const LeastAlike = 3

const (
	leastPatternWords = 3 // of a name, so that something of its own is left beside the two of the pattern
	leastFirst        = 4 // letters of the first word of a pattern, where a domain does not set its words apart
	leastEnding       = 8 // letters of two last words, likewise
)

// SuggestOwners finds the outlets without a known owner that follow a pattern of names which only one owner's outlets are
// known to follow. Networks of outlets are often named by filling a place into a pattern. A pattern is two words in their
// places: the last two of a name, or the first and the last, of names of three words or more. One word is none: "… News" and
// "… Times" are what newspapers are called. Articles at the beginning are left out. A domain in which nothing sets the words
// apart follows a pattern if it begins and ends as that does.
//
// All known holders of a pattern must have an owner in common, so that a single one of another owner speaks against it; an
// outlet whose patterns lead to different owners gets no suggestion. Of several patterns the one with most holders is told.
// The result is by outlet, and does not depend on the order of the outlets.
func SuggestOwners(outlets []Named) []OwnerSuggestion {
	read := make([]readName, len(outlets))
	for i := range outlets {
		read[i] = readNameOf(&outlets[i])
	}
	held := holders(read)
	var out []OwnerSuggestion
	for i := range read {
		if len(read[i].Owners) == 0 {
			if s, ok := held.suggest(&read[i]); ok {
				out = append(out, s)
			}
		}
	}
	slices.SortFunc(out, func(a, b OwnerSuggestion) int { return cmp.Compare(a.Outlet, b.Outlet) })
	return out
}

// pattern is two words in their places.
type pattern struct {
	first, second string
	apart         bool // the first and the last word; else the last two
}

func (p pattern) String() string {
	if p.apart {
		return p.first + " … " + p.second
	}
	return "… " + p.first + " " + p.second
}

// matches tells whether the label of a domain, whose words nothing sets apart, follows the pattern with something of its own.
func (p pattern) matches(label string) bool {
	if len(label) < len(p.first)+len(p.second)+2 {
		return false
	}
	if p.apart {
		return utf8.RuneCountInString(p.first) >= leastFirst && strings.HasPrefix(label, p.first) && strings.HasSuffix(label, p.second)
	}
	return utf8.RuneCountInString(p.first+p.second) >= leastEnding && strings.HasSuffix(label, p.first+p.second)
}

// readName is an outlet with what its names say.
type readName struct {
	*Named
	words    []string
	patterns []pattern
	labels   []string // of its domains, and its name where that is one word: the words are not set apart
}

func readNameOf(o *Named) readName {
	r := readName{Named: o, words: nameWords(o.Name)}
	r.patterns = patternsOf(r.words)
	if len(r.words) == 1 {
		r.labels = append(r.labels, r.words[0])
	}
	for _, domain := range o.Domains {
		label, _, _ := strings.Cut(domain, ".")
		r.labels = append(r.labels, strings.ReplaceAll(label, "-", ""))
	}
	return r
}

// patternHolders are the outlets of known owners that follow a pattern.
type patternHolders struct {
	owners  []evidence.ID // that all have, by id
	outlets []evidence.OutletID
}

// patternIndex finds the patterns that an outlet follows, without trying all of them.
type patternIndex map[string][]pattern // by their second word

func newPatternIndex(patterns iter.Seq[pattern]) patternIndex {
	x := patternIndex{}
	for p := range patterns {
		x[p.second] = append(x[p.second], p)
	}
	return x
}

// followed returns the patterns of the index that the domains and the one-word name of an outlet follow.
func (x patternIndex) followed(o *readName) []pattern {
	var out []pattern
	for _, label := range o.labels {
		for end := range label {
			for _, p := range x[label[end:]] {
				if p.matches(label) && !slices.Contains(o.patterns, p) && !slices.Contains(out, p) {
					out = append(out, p)
				}
			}
		}
	}
	return out
}

// heldPatterns are the patterns that say something.
type heldPatterns struct {
	of    map[pattern]patternHolders
	index patternIndex
}

// holders returns the patterns that enough outlets of one owner share, and none of others.
func holders(outlets []readName) heldPatterns {
	follow := map[pattern][]*readName{}
	for i := range outlets {
		if o := &outlets[i]; len(o.Owners) > 0 {
			for _, p := range o.patterns {
				follow[p] = append(follow[p], o)
			}
		}
	}
	maps.DeleteFunc(follow, func(_ pattern, list []*readName) bool { return len(list) < LeastAlike || len(inCommon(list)) == 0 })
	index := newPatternIndex(maps.Keys(follow))
	for i := range outlets {
		if o := &outlets[i]; len(o.Owners) > 0 {
			for _, p := range index.followed(o) {
				follow[p] = append(follow[p], o)
			}
		}
	}
	h := heldPatterns{of: map[pattern]patternHolders{}}
	for p, list := range follow {
		if owners := inCommon(list); len(owners) > 0 && differentNames(list) >= LeastAlike {
			h.of[p] = patternHolders{owners, outletIDs(list)}
		}
	}
	h.index = newPatternIndex(maps.Keys(h.of))
	return h
}

// suggest finds the patterns that an outlet follows, and tells the one with most holders if all of them agree.
func (h heldPatterns) suggest(o *readName) (OwnerSuggestion, bool) {
	s := OwnerSuggestion{Outlet: o.Outlet}
	var best pattern
	for _, p := range slices.Concat(o.patterns, h.index.followed(o)) {
		found, held := h.of[p]
		if !held {
			continue
		}
		if s.Alike == nil {
			s.Owners = found.owners
		} else if s.Owners = ofBoth(s.Owners, found.owners); len(s.Owners) == 0 {
			return s, false
		}
		more := len(found.outlets) - len(s.Alike)
		if s.Alike == nil || more > 0 || more == 0 && p.String() < best.String() {
			best, s.Alike = p, found.outlets
		}
	}
	s.Pattern = best.String()
	return s, len(s.Owners) > 0
}

// articles say nothing at the beginning of a name.
var articles = []string{"the", "a", "an", "le", "la", "les", "l", "el", "los", "las", "il", "lo", "gli", "der", "die", "das", "de", "het", "o", "os", "as"}

// patternsOf returns the patterns of the words of a name.
func patternsOf(words []string) []pattern {
	if len(words) > 0 && slices.Contains(articles, words[0]) {
		words = words[1:]
	}
	n := len(words)
	if n < leastPatternWords {
		return nil
	}
	return []pattern{{words[n-2], words[n-1], false}, {words[0], words[n-1], true}}
}

// nameWords returns the words of a name in small letters. Of a host name it takes the first label, and large letters inside
// it begin words; where there are none the label is one word.
func nameWords(name string) []string {
	name = strings.TrimSpace(name)
	if !strings.ContainsFunc(name, unicode.IsSpace) {
		name, _, _ = strings.Cut(name, ".")
	}
	var words []string
	for _, part := range strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		words = append(words, camelWords(part)...)
	}
	return words
}

// camelWords splits "NWIllinoisNews" into nw, illinois and news, and leaves "NEWS" and "McHenry" whole.
func camelWords(part string) []string {
	runes := []rune(part)
	var words []string
	start := 0
	for i := 1; i < len(runes); i++ {
		begins := unicode.IsUpper(runes[i]) && (unicode.IsLower(runes[i-1]) ||
			unicode.IsUpper(runes[i-1]) && i+1 < len(runes) && unicode.IsLower(runes[i+1]))
		if begins && string(runes[start:i]) != "Mc" {
			words = append(words, strings.ToLower(string(runes[start:i])))
			start = i
		}
	}
	return append(words, strings.ToLower(string(runes[start:])))
}

// inCommon returns the owners that all outlets have, by id.
func inCommon(list []*readName) []evidence.ID {
	owners := slices.Clone(list[0].Owners)
	for _, o := range list[1:] {
		owners = ofBoth(owners, o.Owners)
	}
	slices.Sort(owners)
	return slices.Compact(owners)
}

// ofBoth returns what of the first list is in the second, too.
func ofBoth(a, b []evidence.ID) []evidence.ID {
	return slices.DeleteFunc(slices.Clone(a), func(id evidence.ID) bool { return !slices.Contains(b, id) })
}

func differentNames(list []*readName) int {
	names := map[string]bool{}
	for _, o := range list {
		names[strings.Join(o.words, " ")] = true
	}
	return len(names)
}

func outletIDs(list []*readName) []evidence.OutletID {
	ids := make([]evidence.OutletID, len(list))
	for i, o := range list {
		ids[i] = o.Outlet
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}
