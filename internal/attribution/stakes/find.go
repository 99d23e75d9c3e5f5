package stakes

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/credence-graph/credence/internal/attribution/lexicon"
	"github.com/credence-graph/credence/internal/attribution/outline"
	"github.com/credence-graph/credence/internal/attribution/prose"
	"github.com/credence-graph/credence/internal/evidence"
)

// maxSentenceBytes is the length from which on a sentence is no prose.
const maxSentenceBytes = 4000

// holder is somebody who may have an interest: what the text calls them, and which claims their word is given for.
type holder struct {
	id      string
	name    string
	backed  []string // claims that their word supports
	against []string // and refutes
}

// Find returns the interests that the lines of a text suggest, in the order of the text. They are in the claims for
// which the graph has the word of their holders, in the direction of that word.
func Find(text string, lines []prose.Line, g *outline.Graph) []outline.Interest {
	f := finder{text: text, holders: holdersOf(g)}
	if len(f.holders) == 0 {
		return nil
	}
	for _, l := range lines {
		for _, of := range prose.Sentences(text, l.Span) {
			if of.Len() > 0 && of.Len() <= maxSentenceBytes {
				f.sentence(of, l.Number)
			}
		}
	}
	return f.found
}

type finder struct {
	text    string
	holders []holder
	found   []outline.Interest
}

// holdersOf returns the sources and outlets that the graph names and that say something of a claim.
func holdersOf(g *outline.Graph) []holder {
	order, of := namedHolders(g)
	for _, s := range g.Statements {
		of[s.Source].says(s.Claim, s.Stance)
	}
	addCitedWords(g, of)
	var out []holder
	for _, h := range order {
		if len(h.backed)+len(h.against) > 0 {
			out = append(out, *h)
		}
	}
	return out
}

// namedHolders returns the sources and outlets that the graph names, in its order and by the keys of their sources.
// Those whom nobody could find again have no interest that anybody could check, and what the text itself would gain it
// does not say.
func namedHolders(g *outline.Graph) (order []*holder, of map[string]*holder) {
	byID := map[string]*holder{}
	of = map[string]*holder{}
	for i := range g.Sources {
		s := &g.Sources[i]
		id, name := "source:"+s.ID, s.Title
		if s.Outlet != "" && s.Title == "" {
			id, name = "outlet:"+s.Outlet, outletName(g, s.Outlet)
		}
		if s.ID == g.Self || s.Identity == evidence.Unnamed || name == "" {
			continue
		}
		if byID[id] == nil {
			byID[id] = &holder{id: id, name: name}
			order = append(order, byID[id])
		}
		of[s.ID] = byID[id]
	}
	return order, of
}

// addCitedWords adds to those whom others cite the claims that the others take from them.
func addCitedWords(g *outline.Graph, of map[string]*holder) {
	stances := map[[2]string]evidence.Stance{}
	for _, s := range g.Statements {
		stances[[2]string{s.Source, s.Claim}] = s.Stance
	}
	for _, d := range g.Derivations {
		denies := slices.ContainsFunc(d.Quotes, func(q outline.Quote) bool { return denial.MatchString(q.Exact) })
		for _, claim := range d.Claims {
			if stance := stances[[2]string{d.From, claim}]; !denies || stance == evidence.Refutes {
				of[d.To].says(claim, stance) // else who takes it from them may say the opposite
			}
		}
	}
}

// says adds a claim for which the word of the holder is given; nil says nothing.
func (h *holder) says(claim string, stance evidence.Stance) {
	if h == nil {
		return
	}
	var list *[]string
	switch stance {
	case evidence.Supports:
		list = &h.backed
	case evidence.Refutes:
		list = &h.against
	default:
		return
	}
	if !slices.Contains(*list, claim) {
		*list = append(*list, claim)
	}
}

func outletName(g *outline.Graph, id string) string {
	for _, o := range g.Outlets {
		if o.ID == id {
			return o.Name
		}
	}
	return ""
}

// sentence looks for cues beside the names of a sentence.
func (f *finder) sentence(of prose.Span, line int) {
	quoted := prose.Quotations(f.text, of)
	for _, h := range f.holders {
		for start := of.Start; ; {
			i := strings.Index(f.text[start:of.End], h.name)
			if i < 0 {
				break
			}
			name := prose.Between(start+i, start+i+len(h.name))
			start = name.End
			if f.isName(of, name) && !prose.Within(quoted, name.Start) && f.cued(h, of, name, quoted, line) {
				break
			}
		}
	}
}

// isName reports whether a run of a sentence is a name by itself, and no part of a longer one: the Star in "Morning
// Star".
func (f *finder) isName(of, name prose.Span) bool {
	before, _ := utf8.DecodeLastRuneInString(f.text[of.Start:name.Start])
	after, _ := utf8.DecodeRuneInString(f.text[name.End:of.End])
	if unicode.IsLetter(before) || unicode.IsLetter(after) || before == '-' || after == '-' {
		return false
	}
	for _, h := range f.holders {
		if at := strings.Index(h.name, f.text[name.Start:name.End]); at >= 0 && len(h.name) > name.Len() &&
			strings.HasPrefix(f.text[max(of.Start, name.Start-at):], h.name) {
			return false
		}
	}
	words := prose.Tokens(f.text, prose.Between(of.Start, name.Start))
	if len(words) == 0 || before != ' ' {
		return true
	}
	last := words[len(words)-1]
	return last.End+1 != name.Start || !last.Upper || lexicon.Articles[last.Lower] || lexicon.Titles[last.Lower] ||
		lexicon.Courtesies[last.Lower]
}

// cued enters the interest that the words beside a name suggest, and reports whether they suggest one.
func (f *finder) cued(h holder, of, name prose.Span, quoted []prose.Span, line int) bool {
	for _, c := range cues {
		words, ok := f.beside(c, of, name)
		if !ok || prose.Within(quoted, words.Start) || doubts.MatchString(f.text[of.Start:words.End]) ||
			nothing.MatchString(f.text[words.Start:words.End]) {
			continue
		}
		whole := prose.Between(min(words.Start, name.Start), max(words.End, name.End))
		quote := outline.Quote{Line: line, Exact: f.text[whole.Start:whole.End], Start: whole.Start, End: whole.End}
		cue := strings.TrimFunc(f.text[words.Start:words.End], isSpaceOrMark)
		f.add(h.id, evidence.For, c.kind, h.backed, cue, quote)
		f.add(h.id, evidence.Against, c.kind, h.against, cue, quote)
		return true
	}
	return false
}

// isSpaceOrMark reports whether r is a space or a mark that may stand around a cue.
func isSpaceOrMark(r rune) bool { return strings.ContainsRune(" ,.;:()", r) }

// beside returns the words of a cue before or after a name.
func (f *finder) beside(c cue, of, name prose.Span) (prose.Span, bool) {
	if c.before != nil {
		at := c.before.FindStringIndex(f.text[of.Start:name.Start])
		if at == nil {
			return prose.Span{}, false
		}
		return prose.Between(of.Start+at[0], of.Start+at[1]), true
	}
	at := c.after.FindStringIndex(f.text[name.End:of.End])
	if at == nil {
		return prose.Span{}, false
	}
	words := prose.Between(name.End, name.End+at[1])
	if strings.HasPrefix(f.text[words.Start:words.End], ", ") && listed.MatchString(f.text[words.End:of.End]) &&
		strings.HasSuffix(f.text[words.Start:words.End], ",") {
		return prose.Span{}, false
	}
	return prose.TrimFunc(f.text, words, isSpaceOrMark), true
}

// add enters an interest in some claims; in none there is no interest.
func (f *finder) add(holder string, d evidence.InterestDirection, k evidence.InterestKind, claims []string, cue string,
	quote outline.Quote,
) {
	if len(claims) == 0 {
		return
	}
	for i := range f.found {
		if x := &f.found[i]; x.Holder == holder && x.Direction == d && x.Kind == k {
			x.Quotes = append(x.Quotes, quote)
			return
		}
	}
	f.found = append(f.found, outline.Interest{Holder: holder, Claims: slices.Clone(claims), Direction: d, Kind: k,
		Justification: fmt.Sprintf("the text says %q of them; that they would gain from what they say is inferred", cue),
		Quotes:        []outline.Quote{quote}})
}
