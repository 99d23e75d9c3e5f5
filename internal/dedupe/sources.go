package dedupe

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/sameness"
	"github.com/credence-graph/credence/internal/tokens"
)

// sources are those of the graph.
type sources struct {
	family
	all     []source
	outlets *outlets
}

// source is what is compared of one.
type source struct {
	title, address, language string
	published                evidence.Date
	outletID                 evidence.ID
	outlet                   int32 // its place, -1 = none
	fingerprint              evidence.Fingerprint
	named, primary, other    bool // primary and other: the kind
	unnamed                  bool // of identity UNNAMED
	speaks, category         bool // as in [sameness.Record]
}

func (s *sources) add(r *evidence.Source) {
	alike := sameness.RecordOf(r)
	n := source{title: r.Title, language: r.Language, published: r.PublishedAt, outletID: evidence.ID(r.Outlet),
		fingerprint: r.Fingerprint,
		named: r.Identity == evidence.Named ||
			r.Identity == "", primary: r.Kind.Primary(), other: r.Kind == evidence.OtherSource || r.Kind == ""}
	n.unnamed, n.speaks, n.category = r.Identity == evidence.Unnamed, alike.Speaker, alike.Category
	if r.URL != "" {
		n.address, _ = evidence.CanonicalURL(r.URL) // as it is today; what is recorded may be older
	}
	s.ids, s.all = append(s.ids, r.NodeID()), append(s.all, n)
}

func (s *sources) prepare(o *outlets) {
	s.outlets = o
	for i := range s.all {
		n := &s.all[i]
		n.outlet = -1
		if at, found := o.place(n.outletID); found {
			n.outlet = rootOf(o.root, at)
		}
	}
	s.conflict = func(i, j int32) bool {
		a, b := &s.all[i], &s.all[j]
		return sameness.Excludes(a.published, b.published) || a.outlet >= 0 && b.outlet >= 0 && a.outlet != b.outlet ||
			languagesDiffer(a.language, b.language) || !a.other && !b.other && a.primary != b.primary
	}
	s.fields = func(i, j int32) []Field {
		a, b := &s.all[i], &s.all[j]
		return fieldsOf(Field{"title", a.title, b.title}, Field{"published", string(a.published), string(b.published)},
			Field{"outlet", s.outletOf(i), s.outletOf(j)}, Field{"address", a.address, b.address},
			Field{"words", string(a.fingerprint), string(b.fingerprint)})
	}
	s.rules = []rule{{s.addresses, s.oneAddress}, {s.texts, s.oneText}, {s.titles, s.oneTitle}}
}

func (s *sources) outletOf(i int32) string {
	if n := &s.all[i]; n.outlet >= 0 {
		at, _ := s.outlets.place(n.outletID)
		return s.outlets.label(at)
	}
	return ""
}

// addresses marks by the address, unless it is that of a whole site.
func (s *sources) addresses(i int32, yield func(string)) {
	_, rest, _ := strings.Cut(s.all[i].address, "://")
	if strings.ContainsAny(rest, "/?") {
		yield(s.all[i].address)
	}
}

func (s *sources) oneAddress(i, j int32) (Reason, bool) {
	a, b := &s.all[i], &s.all[j]
	shown := a.address
	if plain, err := url.PathUnescape(shown); err == nil &&
		!strings.ContainsFunc(plain, func(r rune) bool { return r < ' ' }) {
		shown = plain
	}
	if differ(tokens.Normalize(a.title), tokens.Normalize(b.title)) {
		return Reason{Address, Good, "Both are at " + shown + ", under different titles"}, true
	}
	return Reason{Address, Strong, "Both are at " + shown}, true
}

// texts marks by words and outlet.
func (s *sources) texts(i int32, yield func(string)) {
	if n := &s.all[i]; n.fingerprint != "" && n.outlet >= 0 {
		yield(fmt.Sprint(n.fingerprint, n.outlet))
	}
}

func (s *sources) oneText(i, j int32) (Reason, bool) {
	text := "Both have the same words to the letter, by " + s.outletOf(i)
	if differ(tokens.Normalize(s.all[i].title), tokens.Normalize(s.all[j].title)) {
		return Reason{Text, Good, text + ", under different titles"}, true
	}
	return Reason{Text, Strong, text}, true
}

// wholeDay is the length of a date that names the day.
const wholeDay = len("2006-01-02")

// titles marks by title, day and outlet, of what is an item by itself.
func (s *sources) titles(i int32, yield func(string)) {
	n := &s.all[i]
	day := n.published.Day()
	if !n.named || n.outlet < 0 || len(day) != wholeDay || !day.Known() {
		return
	}
	if key := titleKey(n.title, s.outletOf(i)); key != "" {
		yield(fmt.Sprint(day, n.outlet, key))
	}
}

func (s *sources) oneTitle(i, j int32) (Reason, bool) {
	a, b := &s.all[i], &s.all[j]
	text := fmt.Sprintf("Both are called %s, of %s, by %s", called(a.title, b.title), a.published.Day(), s.outletOf(i))
	if differ(string(a.fingerprint), string(b.fingerprint)) {
		return Reason{Title, Weak, text + "; their words differ"}, true
	}
	return Reason{Title, Good, text}, true
}

// language returns the language of a BCP 47 tag without its region.
func language(tag string) string {
	base, _, _ := strings.Cut(strings.ToLower(tag), "-")
	return base
}
