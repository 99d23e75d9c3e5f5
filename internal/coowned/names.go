package coowned

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
	Owners  []evidence.ID // ultimate; empty = not known
}

// Suggestion says that an outlet whose owner is not known is named as outlets of one owner are. It is a suggestion
// for a person, never an assertion: names prove nothing.
type Suggestion struct {
	Outlet  evidence.OutletID
	Owners  []evidence.ID       // that all of Alike have, by id; at least one
	Pattern string              // "… Business Herald", "Upper … Post", "… Post"
	Words   int                 // of the pattern: two or one
	Alike   []evidence.OutletID // that are named so and have the owners, by id
	Against []evidence.OutletID // that are named so and have others, by id
	Score   float64             // names of Alike / (all names + 2), in (0,1): by it suggestions are put in order
}

// Compare is negative where s comes before other: patterns of two words first, then the largest score, then the most
// outlets that are named so, then by id.
func (s *Suggestion) Compare(other *Suggestion) int {
	return cmp.Or(cmp.Compare(other.Words, s.Words), cmp.Compare(other.Score, s.Score),
		cmp.Compare(len(other.Alike), len(s.Alike)), cmp.Compare(s.Outlet, other.Outlet))
}

// Unopposed reports whether the pattern has two words, and nobody who follows it is known to have another owner.
func (s *Suggestion) Unopposed() bool { return s.Words > 1 && len(s.Against) == 0 }

// LeastAlike is how many outlets of one owner, under different names, must share a pattern before it says anything.
const LeastAlike = 3

const (
	leastPatternWords = 3 // of a name, so that something of its own is left beside the two of the pattern
	leastFirst        = 4 // letters of the first or only word of a pattern, where a domain does not set its words apart
	leastEnding       = 8 // letters of two last words, likewise
	doubt             = 2 // names that are taken to speak against each pattern: the fewer are known, the less it says
)

// Suggest finds the outlets without a known owner that follow a pattern of names which mostly one owner's outlets are
// known to follow, the best first. Networks of outlets are often named by filling a place into a pattern. A pattern
// is two words in their places: the last two of a name, or the first and the last, of names of three words or more.
// Or it is the last word alone, which says far less, since "… News" and "… Times" are what newspapers are called
// everywhere. Articles at the beginning are left out. A domain in which nothing sets the words apart follows a
// pattern if it begins and ends as that does.
//
// More than half of the known holders of a pattern must have an owner in common; the others are listed. Patterns of
// two words go before those of one. An outlet whose patterns of as many words lead to different owners gets no
// suggestion. Of several patterns the one with the largest score is told. The result does not depend on the order of
// the outlets.
func Suggest(outlets []Named) []Suggestion {
	read := make([]readName, len(outlets))
	for i := range outlets {
		read[i] = readNameOf(&outlets[i])
	}
	held := holders(read)
	var out []Suggestion
	for i := range read {
		if len(read[i].Owners) == 0 {
			if s, ok := held.suggest(&read[i]); ok {
				out = append(out, s)
			}
		}
	}
	slices.SortFunc(out, func(a, b Suggestion) int { return a.Compare(&b) })
	return out
}

// pattern is two words in their places, or the last word alone.
type pattern struct {
	first, second string // first is "" of a word alone
	apart         bool   // the first and the last word; else the last two
}

func (p pattern) String() string {
	switch {
	case p.first == "":
		return "… " + p.second
	case p.apart:
		return p.first + " … " + p.second
	}
	return "… " + p.first + " " + p.second
}

func (p pattern) words() int {
	if p.first == "" {
		return 1
	}
	return 2
}

// matches reports whether the label of a domain, whose words nothing sets apart, follows the pattern with something
// of its own.
func (p pattern) matches(label string) bool {
	letters := utf8.RuneCountInString
	switch {
	case len(label) < len(p.first)+len(p.second)+2:
		return false
	case p.first == "":
		return letters(p.second) >= leastFirst && strings.HasSuffix(label, p.second)
	case p.apart:
		return letters(p.first) >= leastFirst && strings.HasPrefix(label, p.first) && strings.HasSuffix(label, p.second)
	}
	return letters(p.first+p.second) >= leastEnding && strings.HasSuffix(label, p.first+p.second)
}

// readName is an outlet with what its names say.
type readName struct {
	*Named
	words    []string
	patterns []pattern
	labels   []string // of its domains, and its name if that is one word: the words are not set apart
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
	owners         []evidence.ID // that most of them have, by id
	alike, against []evidence.OutletID
	score          float64
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

// holders returns the patterns that enough outlets of one owner share, and fewer of others.
func holders(outlets []readName) heldPatterns {
	follow := map[pattern][]*readName{}
	for i := range outlets {
		if o := &outlets[i]; len(o.Owners) > 0 {
			for _, p := range o.patterns {
				follow[p] = append(follow[p], o)
			}
		}
	}
	maps.DeleteFunc(follow, func(_ pattern, list []*readName) bool { return len(list) < LeastAlike })
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
		if held, ok := holdersOf(list); ok {
			h.of[p] = held
		}
	}
	h.index = newPatternIndex(maps.Keys(h.of))
	return h
}

// holdersOf says whose the outlets that follow a pattern mostly are; not if too few are one owner's, or it might be
// either of two.
func holdersOf(list []*readName) (h patternHolders, ok bool) {
	of := map[evidence.ID][]*readName{}
	for _, o := range list {
		for _, owner := range o.Owners {
			of[owner] = append(of[owner], o)
		}
	}
	most := 0
	for _, his := range of {
		most = max(most, differentNames(his))
	}
	all := differentNames(list)
	if most < LeastAlike || 2*most <= all {
		return h, false
	}
	for owner, his := range of {
		switch ids := outletIDs(his); {
		case differentNames(his) < most:
		case h.alike != nil && !slices.Equal(ids, h.alike):
			return h, false
		default:
			h.owners, h.alike = append(h.owners, owner), ids
		}
	}
	slices.Sort(h.owners)
	isAlike := func(id evidence.OutletID) bool { return slices.Contains(h.alike, id) }
	h.against = slices.DeleteFunc(outletIDs(list), isAlike)
	h.score = float64(most) / float64(all+doubt)
	return h, true
}

// suggest finds the patterns that an outlet follows, and tells the best if all of as many words agree.
func (h heldPatterns) suggest(o *readName) (Suggestion, bool) {
	var best Suggestion
	var owners []evidence.ID
	for _, p := range slices.Concat(o.patterns, h.index.followed(o)) {
		found, held := h.of[p]
		if !held || p.words() < best.Words {
			continue
		}
		s := Suggestion{
			Outlet: o.Outlet, Owners: found.owners, Pattern: p.String(), Words: p.words(),
			Alike: found.alike, Against: found.against, Score: found.score,
		}
		if s.Words > best.Words {
			best, owners = s, found.owners
			continue
		}
		owners = ofBoth(owners, found.owners)
		if cmp.Or(s.Compare(&best), cmp.Compare(s.Pattern, best.Pattern)) < 0 {
			best = s
		}
	}
	best.Owners = owners
	return best, len(owners) > 0
}

// articles say nothing at the beginning of a name.
var articles = []string{"the", "a", "an", "le", "la", "les", "l", "el", "los", "las", "il", "lo", "gli", "der", "die",
	"das", "de", "het", "o", "os", "as"}

// patternsOf returns the patterns of the words of a name.
func patternsOf(words []string) []pattern {
	if len(words) > 0 && slices.Contains(articles, words[0]) {
		words = words[1:]
	}
	n := len(words)
	if n < 2 {
		return nil
	}
	patterns := []pattern{{second: words[n-1]}}
	if n >= leastPatternWords {
		patterns = append(patterns, pattern{words[n-2], words[n-1], false}, pattern{words[0], words[n-1], true})
	}
	return patterns
}

// nameWords returns the words of a name in small letters. Of a host name it takes the first label, and large letters
// inside it begin words; if there are none the label is one word.
func nameWords(name string) []string {
	name = strings.TrimSpace(name)
	if !strings.ContainsFunc(name, unicode.IsSpace) {
		name, _, _ = strings.Cut(name, ".")
	}
	var words []string
	for _, part := range strings.FieldsFunc(name, func(r rune) bool {
		return !unicode.IsLetter(r) &&
			!unicode.IsDigit(r)
	}) {
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
