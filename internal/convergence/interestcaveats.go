package convergence

import (
	"fmt"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/convergence/interests"
	"github.com/credence-graph/credence/internal/convergence/tally"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
)

// interestNotes says what of each side goes back to those who have an interest in it, what is left without them, and
// who speaks against its own interest.
func (a *Analysis) interestNotes() []Note {
	var out []Note
	for _, side := range a.sides {
		s := side.analysis
		if !s.Tally.InterestRecorded || s.Tally.SourceCount == 0 {
			continue
		}
		interested := s.heldNow(s.Interested(), s.Stance())
		against := s.heldNow(a.classesOf(s.AgainstInterest()), s.Stance().Opposite())
		if len(interested) > 0 {
			out = append(out, Note{NoteInterest, s.goesBack(interested) + reasonsGiven(interested), sourcesIn(interested)})
		} else if len(against) == 0 && s.Supports {
			out = append(out, Note{Code: NoteInterest,
				Text: "Nobody whose interest in it is recorded stands behind what supports it."})
		}
		if len(against) > 0 {
			out = append(out, Note{NoteInterest, s.speaksAgainst(against) + reasonsGiven(against), sourcesIn(against)})
		}
	}
	return out
}

// heldNow is heldIn for those who have the lock.
func (s *SideAnalysis) heldNow(classes []int32, stance evidence.Stance) []InterestedSource {
	held := s.InterestsIn(stance)
	out := make([]InterestedSource, len(classes))
	for i, class := range classes {
		out[i] = s.a.interestedSource(class, held)
	}
	return out
}

func sourcesIn(list []InterestedSource) []evidence.Node {
	var out []evidence.Node
	for _, s := range list[:min(tally.MaxListed, len(list))] {
		out = append(out, s.Source)
	}
	return out
}

// goesBack says how large a part of what is demonstrated goes back to those who have an interest in the side: "One
// third of what is demonstrated goes back to a party (officials, line 6); without it 0.67 of 1.00 remain".
func (s *SideAnalysis) goesBack(list []InterestedSource) string {
	t, who, them := s.Tally, s.whoGains(list), wording.Choose(len(list), "it", "them")
	against, rests := "", "It rests"
	if !s.Supports {
		against, rests = " against it", "What refutes it rests"
	}
	part := 1 - t.Disinterested/t.Demonstrated
	switch {
	case t.Demonstrated == 0:
		return fmt.Sprintf("%s on %s. Nothing is demonstrated%s, with %s or without.", rests, who, against, them)
	case part < 0.005:
		return fmt.Sprintf("%s on %s, too, but without %s all of the %.2f demonstrated%s remain.", rests, who, them,
			t.Demonstrated, against)
	}
	remain := fmt.Sprintf("%.2f of %.2f", t.Disinterested, t.Demonstrated)
	if t.DisinterestedLineCount < t.DemonstratedLineCount {
		remain += fmt.Sprintf(" and %s of %s", wording.Number(t.DisinterestedLineCount),
			lineCount(t.DemonstratedLineCount))
	}
	if part > 1-0.005 {
		return fmt.Sprintf("All of what is demonstrated%s goes back to %s; without %s nothing is left.", against, who, them)
	}
	words, goes := wording.Part(part), "goes"
	if strings.HasSuffix(words, "s") {
		goes = "go"
	}
	return fmt.Sprintf(
		"%s of what is demonstrated%s %s back to %s; without %s %s remain.", words, against, goes, who, them, remain)
}

func lineCount(n int) string {
	return wording.Number(n) + wording.Choose(n, " demonstrated line", " demonstrated lines")
}

// whoGains names sources with who has the interest behind them: "a party (officials, line 6)", "a source with an
// interest in it: A (its owner House, a government)".
func (s *SideAnalysis) whoGains(list []InterestedSource) string {
	first := list[0].Held[0]
	if kind := interests.KindWords(first.Interest.Kind); len(list) == 1 && len(list[0].Held) == 1 &&
		first.Holder.NodeID() == list[0].Source.NodeID() && strings.HasPrefix(kind, "a") {
		return kind + " (" + phrases(s.a.NameOf(list[0].Source), first.placeOf(list[0].Source)) + ")"
	}
	wanted := "an interest in it"
	if !s.Supports {
		wanted = "an interest against it"
	}
	return wording.Choose(len(list), "a source", "sources") + " with " + wanted + ": " + s.a.holders(list)
}

// holders names sources with who has the interest behind them.
func (a *Analysis) holders(list []InterestedSource) string {
	names := make([]string, len(list))
	for i, s := range list {
		var held []string
		for _, h := range s.Held {
			held = append(held, phrases(h.behind(s.Source, a.NameOf), interests.KindWords(h.Interest.Kind), h.placeOf(s.Source)))
		}
		names[i] = a.NameOf(s.Source) + " (" + wording.JoinMost(held, maxSaid, "and") + ")"
	}
	return wording.JoinMost(names, tally.MaxListed, "and")
}

// placeOf returns where the words of the interest stand that name the holder; if none do, where its first words stand.
func (h HeldInterest) placeOf(s *evidence.Source) string {
	name := strings.ToLower(s.Title)
	if l, is := h.Holder.(interface{ Label() string }); is {
		name = strings.ToLower(l.Label())
	}
	for _, q := range h.Interest.Provenance.Quotes {
		if name != "" && strings.Contains(strings.ToLower(q.Exact), name) && q.Place() != "" {
			return q.Place()
		}
	}
	return h.Place()
}

// speaksAgainst says who speaks against its own interest.
func (s *SideAnalysis) speaksAgainst(list []InterestedSource) string {
	n := len(list)
	verb := wording.Choose(n, "supports", "support")
	if !s.Supports {
		verb = wording.Choose(n, "refutes", "refute")
	}
	return fmt.Sprintf("%s %s it although that is against %s interest.", s.a.holders(list), verb,
		wording.Choose(n, "its", "their"))
}

// reasonsGiven says why interests are recorded, as whoever recorded them says.
func reasonsGiven(list []InterestedSource) string {
	var reasons []string
	for _, s := range list {
		for _, h := range s.Held {
			why := h.Interest.Provenance.Justification
			if why != "" && !slices.Contains(reasons, why) && len(reasons) < maxSaid {
				reasons = append(reasons, why)
			}
		}
	}
	text := ""
	for _, why := range reasons {
		text += fmt.Sprintf(" The reason recorded: %q", why)
		if !strings.HasSuffix(why, ".") {
			text += "."
		}
	}
	return text
}

// whyNotHigh says what keeps the confidence of a side that is worth enough from being high. What nobody else can check
// is said apart.
func whyNotHigh(s *tally.Side) string {
	var reasons []string
	switch {
	case s.Partial() && s.Tally.DisinterestedLineCount == 1:
		reasons = append(reasons, "only one of them is free of those who have an interest in it")
	case s.Partial():
		reasons = append(reasons, "none of them is free of those who have an interest in it")
	}
	if s.FragilityD() > 0.5+1e-9 {
		reasons = append(reasons, "one source carries more than half of that")
	}
	if len(reasons) == 0 {
		return ""
	}
	return ", but " + wording.Join(reasons, "and")
}
