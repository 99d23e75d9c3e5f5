package attribution

import (
	"regexp"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/attribution/lexicon"
	"github.com/credence-graph/credence/internal/attribution/prose"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/tokens"
)

// sameAsTitle is from which share of the title's words on what the first paragraphs say is what the title says.
const sameAsTitle = 0.7

// attachLead gives the main claim of an article the sources of the first thing that it reports, where that is what the
// headline says: "Quarry collapse kills 11" and "11 workers died when a quarry collapsed, the ministry said".
func (r *reader) attachLead() {
	if r.article == nil || len(r.body) == 0 {
		return
	}
	title := stems(r.graph.Claims[0].Text)
	last := r.body[min(1, len(r.body)-1)].Number
	for _, c := range r.graph.Claims[1:] {
		if c.Quotes[0].Line > last || len(title) < 3 {
			return
		}
		if shareOf(title, stems(c.Text)) < sameAsTitle {
			continue
		}
		for i := range r.graph.Derivations {
			if d := &r.graph.Derivations[i]; d.From == r.article.id && slices.Contains(d.Claims, c.ID) {
				d.Claims = append([]string{r.graph.Main}, slices.DeleteFunc(d.Claims,
					func(id string) bool { return id == r.graph.Main })...)
			}
		}
		return
	}
}

// stems returns the words of a text that mean something, without their endings.
func stems(text string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(tokens.Normalize(text)) {
		if len(w) < 3 || lexicon.Articles[w] || lexicon.Linking[w] || lexicon.Auxiliaries[w] || lexicon.NoName[w] ||
			lexicon.Relations[w] || lexicon.Adverbs[w] {
			continue
		}
		out[w[:prose.FloorRune(w, min(5, len(w)))]] = true
	}
	return out
}

// shareOf is the share of the words of one that another has too.
func shareOf(of, in map[string]bool) float64 {
	common := 0
	for w := range of {
		if in[w] {
			common++
		}
	}
	return float64(common) / float64(max(1, len(of)))
}

// claimIsFalse is what people say of the claim that a fact check is about.
var claimIsFalse = regexp.MustCompile(
	`(?i)^(?:the|this|that|these|such) (?:claims?|rumou?rs?|allegations?|assertions?|stor(?:y|ies))\b.{0,60}\b(?:false|fake|untrue|not true|misleading|` +
		`fabricated|made up|invented|no (?:basis|truth|merit)|baseless|unfounded|nonsense|wrong|incorrect|inaccurate|lies?|hoax)\b`)

// refutesMain reports whether what somebody says in a fact check is that its claim is false.
func (s *scan) refutesMain(a attribution) bool {
	return s.review != nil && a.stanceOf() == evidence.Supports &&
		claimIsFalse.MatchString(s.text[a.content.Start:a.content.End])
}

// stanceOf returns whether those of an attribution say that something is so.
func (a attribution) stanceOf() evidence.Stance {
	if a.denied {
		return evidence.Refutes
	}
	return evidence.Supports
}
