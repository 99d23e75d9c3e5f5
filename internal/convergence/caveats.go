package convergence

import (
	"fmt"
	"slices"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/convergence/tally"
	"github.com/credence-graph/credence/internal/wording"
)

// Caveats says what the numbers do not cover or what would change them, in the order of the codes: presumed, what may
// be one, suggested copies, unconfirmed bases, uncheckable, interests, unlinked, declared but unknown, withdrawn,
// hidden, excluded, contradicts, time-inconsistent, policy, undated, unrated, approximate. Made once.
func (c *Convergence) Caveats() []Note {
	a := c.analysis
	a.Mu.Lock()
	defer a.Mu.Unlock()
	if !a.cautioned {
		a.cautioned = true
		for _, make := range []func() []Note{
			a.presumed, a.mayBeOneNotes, a.suggestedNotes, a.basisNotes, a.uncheckableNotes, a.interestNotes, a.unlinked,
			a.declared, a.withdrawnNotes, a.hiddenNotes, a.excludedNotes, a.contradictions, a.timeInconsistent, a.policyNotes,
			a.undated, a.unrated, a.approximate,
		} {
			a.caveats = append(a.caveats, make()...)
		}
	}
	return slices.Clone(a.caveats)
}

// note makes a list of one note about sources, of which it names the first few.
func (a *Analysis) note(code NoteCode, nodes []int32, format string, args ...any) []Note {
	return []Note{{Code: code, Text: fmt.Sprintf(format, args...),
		Nodes: a.NodesOf(nodes[:min(tally.MaxListed, len(nodes))])}}
}

// presumed tells which sources name no origin, and what the other two numbers suppose.
func (a *Analysis) presumed() []Note {
	var out []Note
	for _, side := range a.sides {
		s := side.analysis
		var nodes []int32
		for i, p := range s.Positions {
			if g := s.GroupOf[i]; g >= 0 && !a.NamedRow(s.RowOf[g]) {
				nodes = append(nodes, p.Node)
			}
		}
		if len(nodes) == 0 {
			continue
		}
		text := fmt.Sprintf("%s %s", a.List(nodes), a.nameNoOrigin(nodes))
		if tally.Rounded(side.Pooled) == tally.Rounded(side.Presumed) {
			text += fmt.Sprintf(": %.2f if that is separate from the rest, which is presumed, not shown.", side.Presumed)
		} else {
			text += fmt.Sprintf(": %.2f if what is unnamed is one separate origin,"+
				" %.2f if all of it is independent; both are presumed, not shown.",
				side.Pooled, side.Presumed)
		}
		out = append(out, a.note(NotePresumed, nodes, "%s", text)...)
	}
	return out
}

// nameNoOrigin is the verb of presumed: some name nothing at all, others only a part.
func (a *Analysis) nameNoOrigin(nodes []int32) string {
	for _, v := range nodes {
		if !a.G.Unnamed[v] {
			return wording.Choose(len(nodes), "rests", "rest") + " at least in part on what names no origin"
		}
	}
	return wording.Choose(len(nodes), "names no origin", "name no origin")
}

// unlinked says that no link between the supporters is recorded.
func (a *Analysis) unlinked() []Note {
	s := a.sides[0].analysis
	for _, alone := range s.Alone {
		if !alone {
			return nil
		}
	}
	if len(s.Groups) < 2 || len(s.Groups) < s.Tally.SourceCount {
		return nil
	}
	nodes := make([]int32, len(s.Groups))
	for i, members := range s.Groups {
		nodes[i] = members[0]
	}
	return a.note(
		NoteUnlinked, nodes, "No link between %s is recorded; that does not show that there is none.", a.List(nodes))
}

// declared holds the declared corroborations against what the graph knows.
func (a *Analysis) declared() []Note {
	var out []Note
	for _, d := range a.G.Declarations() {
		if len(d.Sources) < 2 {
			continue
		}
		verdict, pairs := a.verdict(d)
		var nodes []int32
		for _, id := range d.Sources {
			if v, ok := a.G.Find(id); ok {
				nodes = append(nodes, v)
			}
		}
		place := ""
		if quotes := d.Provenance.Quotes; len(quotes) > 0 && quotes[0].Place() != "" {
			place = " (" + quotes[0].Place() + ")"
		}
		switch verdict {
		case Unknown:
			out = append(out, a.note(NoteDeclaredButUnknown, nodes, "%s", a.nobodyKnows(nodes))...)
		case Same, Dependent:
			i := slices.IndexFunc(pairs, func(p Independence) bool { return p.Verdict == Same || p.Verdict == Dependent })
			shared := "overlap " + tally.Percent(pairs[i].Overlap)
			if pairs[i].Overlap == 0 && len(pairs[i].Reasons) > 0 {
				shared = "are not independent: " + pairs[i].Reasons[0].Text
			}
			out = append(out, a.note(NoteGrouped, nodes, "%s are declared to confirm it independently%s, but %s and %s %s.",
				a.List(nodes), place, a.NameOf(pairs[i].A), a.NameOf(pairs[i].B), shared)...)
		}
	}
	return out
}

// nobodyKnows says why the independence of sources that are declared independent is not known, as in "Is CNN or RAND
// independent of Reuters? Unknown: no link is recorded, and neither names an origin", with a full stop.
func (a *Analysis) nobodyKnows(nodes []int32) string {
	var silent, others []int32
	linked := false
	for _, v := range nodes {
		if a.G.Traced[v] {
			others = append(others, v)
		} else {
			silent = append(silent, v)
			linked = linked || a.G.UpStart[v] < a.G.UpStart[v+1]
		}
	}
	if len(silent) == 0 && a.SomeMayShare(nodes) {
		return fmt.Sprintf("Are %s independent of one another? Unknown: records that they rest on may be one.", a.List(nodes))
	}
	if len(silent) == 0 {
		return fmt.Sprintf(
			"%s are declared to confirm it independently, with others that are not in the evidence as of this moment.",
			a.List(others))
	}
	question := fmt.Sprintf("Is %s independent of %s?", a.Either(silent), a.List(others))
	if len(others) == 0 {
		question = fmt.Sprintf("Are %s independent of one another?", a.List(silent))
	}
	why := wording.Choose(len(silent), "it names no origin", "none of them names an origin")
	switch {
	case linked:
		why = wording.Choose(len(silent), "it does not name all that it rests on", "none of them names all that it rests on")
	case len(silent) == 2:
		why = "neither names an origin"
	}
	return fmt.Sprintf("%s Unknown: %s%s.", question, a.noLink(nodes), why)
}

// noLink says that no link between the sources is recorded, where that is so.
func (a *Analysis) noLink(nodes []int32) string {
	for _, v := range nodes {
		for i := a.G.UpStart[v]; i < a.G.UpStart[v+1]; i++ {
			if slices.Contains(nodes, a.G.Up[i]) {
				return ""
			}
		}
	}
	return "no link is recorded, and "
}

func (a *Analysis) withdrawnNotes() []Note {
	var out []Note
	otherwise := func(v int32) bool { return a.Ix.Excluded[a.G.Nodes[v]] || a.IsHidden(v) } // not the publisher's doing
	if gone := slices.DeleteFunc(slices.Clone(a.G.Gone), otherwise); len(gone) > 0 {
		out = a.note(NoteWithdrawn, gone, "%s %s and %s not counted.", a.Reports(gone),
			wording.Choose(len(gone), "was withdrawn by its publisher", "were withdrawn by their publishers"),
			wording.Choose(len(gone), "is", "are"))
	}
	var upstream []int32
	for v, is := range a.G.Withdrawn {
		if _, said := slices.BinarySearch(a.G.Gone, int32(v)); is && !said && !otherwise(int32(v)) &&
			!slices.Contains(a.G.Both, int32(v)) {
			upstream = append(upstream, int32(v))
		}
	}
	if len(upstream) > 0 {
		out = append(out, a.note(NoteWithdrawn, upstream, "%s %s withdrawn: what rests on %s has lost that basis.",
			a.List(upstream), wording.Choose(len(upstream), "was", "were"), wording.Choose(len(upstream), "it", "them"))...)
	}
	return out
}

// contradictions tells of sources that take both sides, and of sources that take from the other side.
func (a *Analysis) contradictions() []Note {
	var out []Note
	if both := a.G.Both; len(both) > 0 {
		out = a.note(
			NoteContradicts, both, "%s both %s and %s it, by statements about claims or sources that are the same; %s for neither.",
			a.List(both), wording.Choose(len(both), "supports", "support"), wording.Choose(len(both), "refutes", "refute"),
			wording.Choose(len(both), "it counts", "they count"))
	}
	for i, side := range a.sides {
		other := a.sides[1-i].analysis.Positions
		if len(other) == 0 || side.SourceCount == 0 {
			continue
		}
		nodes := make([]int32, len(other))
		for k, p := range other {
			nodes[k] = p.Node
		}
		reached := a.DownstreamOf(nodes)
		var against []int32
		for _, p := range side.analysis.Positions {
			if reached[p.Node] {
				against = append(against, p.Node)
			}
		}
		if len(against) > 0 {
			text := wording.Choose(
				len(against), "supports it and takes from a source that refutes it",
				"support it and take from sources that refute it")
			if i == 1 {
				text = wording.Choose(
					len(against), "refutes it and takes from a source that supports it",
					"refute it and take from sources that support it")
			}
			out = append(out, a.note(NoteContradicts, against, "%s %s.", a.List(against), text)...)
		}
	}
	return out
}

func (a *Analysis) timeInconsistent() []Note {
	links := a.G.Skipped[basis.LinkTimeInconsistent]
	if len(links) == 0 {
		return nil
	}
	var nodes []int32
	for _, l := range links {
		if v, ok := a.G.Find(a.Ix.Links[l].From); ok && !slices.Contains(nodes, v) && len(nodes) < tally.MaxListed {
			nodes = append(nodes, v)
		}
	}
	slices.Sort(nodes)
	return a.note(
		NoteTimeInconsistent, nodes, "%s to later sources %s left out: a source cannot take from one that was not there yet."+
			" What %s %s on is an open question.", wording.Count(len(links), "link"), wording.Choose(len(links), "was", "were"),
		a.List(nodes),
		wording.Choose(len(nodes), "rests", "rest"))
}

// policyNotes tells what the policy leaves out.
func (a *Analysis) policyNotes() []Note {
	var parts []string
	add := func(n int, one, many string) {
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, wording.Choose(n, one, many)))
		}
	}
	s := &a.G.Skipped
	add(a.G.Weak, "statement below its confidence", "statements below its confidence")
	add(len(s[basis.LinkLowConfidence]), "link below its confidence", "links below its confidence")
	add(
		len(s[basis.LinkSuggested]), "suggested copy that nobody has confirmed", "suggested copies that nobody has confirmed")
	add(len(s[basis.LinkLowKappa]), "copy of too small a part", "copies of too small a part")
	if len(parts) == 0 {
		return nil
	}
	return []Note{{Code: NotePolicy, Text: fmt.Sprintf(
		"The policy %q leaves out %s.", a.Ix.Policy.Name, wording.Join(parts, "and"))}}
}

// undated tells which sources have no date, where a date was asked for.
func (a *Analysis) undated() []Note {
	if a.Ix.Sub.At.ValidAt.IsZero() {
		return nil
	}
	var nodes []int32
	for v, class := range a.G.Nodes {
		if !a.Ix.Date[class].Known() && !a.Ix.Unpublished[class] {
			nodes = append(nodes, int32(v))
		}
	}
	if len(nodes) == 0 {
		return nil
	}
	return a.note(
		NoteUndated, nodes, "%s %s no date and %s included.", a.List(nodes), wording.Choose(len(nodes), "has", "have"),
		wording.Choose(len(nodes), "is", "are"))
}

// unrated says that nobody has a letter, of its own or by its outlet, or how those count that have none.
func (a *Analysis) unrated() []Note {
	all := a.sides[0].SourceCount + a.sides[1].SourceCount
	nodes := a.UnratedSources()
	switch {
	case len(nodes) == 0:
		return nil
	case len(nodes) == all:
		return []Note{{Code: NoteUnrated, Text: "No source is rated, so no likelihood is given."}}
	}
	return a.note(
		NoteUnrated, nodes, "%s %s not rated and %s in the likelihood as %s whose reliability cannot be judged.",
		a.List(nodes),
		wording.Choose(len(nodes), "is", "are"), wording.Choose(len(nodes), "counts", "count"),
		wording.Choose(len(nodes), "one", "those"))
}

func (a *Analysis) approximate() []Note {
	a.LogOdds() // so that what stands behind a likelihood is certified, too
	approx := slices.ContainsFunc(a.rivals, func(r rival) bool { return r.analysis.figures.approx })
	for _, side := range a.sides {
		approx = approx || side.Approximate || side.analysis.ApproxWeight
	}
	if !approx {
		return nil
	}
	return []Note{{Code: NoteApproximate, Text: "The numbers are not certified to the usual tolerance: the sources overlap too intricately."}}
}
