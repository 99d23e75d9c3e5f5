package compare

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/tally"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
)

// evidence tells what was changed in the evidence: the causes of everything else. Of links that came or went it tells
// those whose end nearer to the claim is there in both answers, and all that are supposed: others came or went with
// what they hang on. Statements are told of with their sources, as left and joined.
func (c *comparison) evidence() {
	if c.before == nil || c.after == nil {
		return
	}
	c.struck()
	was, is := links(c.before), links(c.after)
	for _, l := range was {
		if _, there := find(is, l.id); !there && told(l) && nearIn(c.after, l) {
			c.note(
				Change{Code: ChangeRemoved, Text: "No longer: " + c.sentence(c.before, l.link) + ".",
					Links: []evidence.Link{l.link}, Nodes: c.ends(l.link)})
		}
	}
	for _, l := range is {
		if _, there := find(was, l.id); !there && told(l) &&
			(nearIn(c.before, l) || l.link.Record().Method == evidence.Supposed) {
			c.note(
				Change{Code: ChangeAdded, Text: added(l.link) + c.sentence(c.after, l.link) + ".", Links: []evidence.Link{l.link},
					Nodes: c.ends(l.link)})
		}
	}
	for _, l := range is {
		if at, there := find(was, l.id); there {
			c.recorded(was[at].link, l.link)
		}
	}
	c.sources()
	c.ratings()
}

// told reports whether a link that came or went is told of by itself.
func told(l usedLink) bool { return l.id.Kind() != evidence.KindStatement }

func added(l evidence.Link) string {
	if l.Record().Method == evidence.Supposed {
		return "Supposed: "
	}
	return "New: "
}

// struck tells which sources a what-if strikes out.
func (c *comparison) struck() {
	for at := range int32(len(c.after.Ix.Sources)) {
		if !c.after.Ix.Excluded[at] {
			continue
		}
		id := c.after.Ix.Sources[at].ID
		if was, ok := c.before.Ix.SourceAt[id]; ok && c.before.Ix.Excluded[was] {
			continue
		}
		c.note(Change{Code: ChangeExcluded, Text: c.name(id) + " is struck out.", Nodes: c.nodes([]evidence.SourceID{id})})
	}
}

// usedLink is a link of the evidence with the end at which it hangs.
type usedLink struct {
	id   evidence.ID
	near evidence.ID
	link evidence.Link
}

func find(links []usedLink, id evidence.ID) (int, bool) {
	return slices.BinarySearchFunc(links, id, func(l usedLink, id evidence.ID) int { return cmp.Compare(l.id, id) })
}

// links returns the statements and derivations that count for the claim (what leads to a source that the moment hides
// comes with it, and goes with it), and the ownerships, fundings, samenesses and confirmations of the evidence, by id.
func links(a *convergence.Analysis) []usedLink {
	var out []usedLink
	add := func(l evidence.Link, near evidence.ID) { out = append(out, usedLink{l.LinkID(), near, l}) }
	for _, l := range a.G.Via {
		if !a.Ix.Unpublished[a.Ix.LinkTo[l]] {
			add(a.Ix.Links[l], evidence.ID(a.Ix.Links[l].From))
		}
	}
	for v := range a.G.Model {
		if m := a.G.Model[v]; m >= 0 && !a.IsHidden(m) {
			add(a.Ix.Links[a.G.Copied[v]], a.G.Source(int32(v)).NodeID())
		}
	}
	for k := range 2 {
		for _, p := range a.Side(k).Positions {
			for _, at := range p.Statements {
				add(a.Ix.Statements[at], evidence.ID(a.Ix.Statements[at].Claim))
			}
		}
	}
	sub := a.Ix.Sub
	behind := func(l evidence.Link, near evidence.ID) {
		if a.Concerns(near) {
			add(l, near)
		}
	}
	for i := range sub.Ownerships {
		behind(&sub.Ownerships[i], sub.Ownerships[i].Asset)
	}
	for i := range sub.Fundings {
		behind(&sub.Fundings[i], sub.Fundings[i].Recipient)
	}
	for i := range sub.Samenesses {
		if a.Ix.Policy.Confident(&sub.Samenesses[i].Provenance) {
			behind(&sub.Samenesses[i], sub.Samenesses[i].A) // both ends are part of the evidence, or neither is
		}
	}
	for i := range sub.Confirmations {
		behind(&sub.Confirmations[i], evidence.ID(sub.Confirmations[i].Source))
	}
	slices.SortFunc(out, func(x, y usedLink) int { return cmp.Compare(x.id, y.id) })
	return out
}

// nearIn reports whether the end at which a link hangs is part of the evidence, and not withdrawn. A sameness hangs at
// either end.
func nearIn(a *convergence.Analysis, l usedLink) bool {
	in := func(id evidence.ID) bool {
		if v, ok := a.G.Find(evidence.SourceID(id)); ok && a.G.Withdrawn[v] {
			return false
		}
		return a.Concerns(id)
	}
	if same, is := l.link.(*evidence.Sameness); is {
		return in(same.A) || in(same.B)
	}
	return in(l.near)
}

// sentence says what a link says.
func (c *comparison) sentence(a *convergence.Analysis, link evidence.Link) string {
	switch l := link.(type) {
	case *evidence.Statement:
		return c.name(
			l.Source) + map[evidence.Stance]string{evidence.Supports: " supports it", evidence.Refutes: " refutes it"}[l.Stance]
	case *evidence.Derivation:
		verb := map[evidence.DerivationKind]string{
			evidence.Cites: "cites", evidence.Quotes: "quotes", evidence.Syndicates: "syndicates",
			evidence.Translates: "translates", evidence.DerivedFrom: "is derived from", evidence.Copies: "copies",
		}[l.Kind]
		return fmt.Sprintf("%s %s %s", c.name(l.From), verb, c.name(l.To))
	case *evidence.Ownership:
		return fmt.Sprintf("%s is owned by %s", c.party(a, l.Asset), c.party(a, l.Owner))
	case *evidence.Funding:
		return fmt.Sprintf("%s is funded by %s", c.party(a, l.Recipient), c.party(a, l.Funder))
	case *evidence.Sameness:
		return fmt.Sprintf("%s and %s are the same", c.party(a, l.A), c.party(a, l.B))
	case *evidence.Confirmation:
		return fmt.Sprintf("the recorded basis of %s is confirmed", c.party(a, evidence.ID(l.Source)))
	}
	return string(link.LinkID())
}

// party names a node of any kind.
func (c *comparison) party(a *convergence.Analysis, id evidence.ID) string {
	if id.Kind() == evidence.KindSource {
		if at, ok := a.Ix.SourceAt[evidence.SourceID(id)]; ok && a.Ix.Sources[at].ID != evidence.SourceID(id) {
			return id.Key() // folded: the name is that of the other
		}
		return c.name(evidence.SourceID(id))
	}
	if at, ok := a.Ix.ClaimAt[evidence.ClaimID(id)]; ok {
		return quotedText(a.Ix.Claims[at].Label())
	}
	if p, ok := a.Ix.PartyAt[id]; ok && a.Ix.Parties[p].NodeID() == id {
		return tally.NodeLabel(a.Ix.Parties[p])
	}
	return id.Key()
}

func quotedText(text string) string { return `"` + strings.TrimSuffix(text, ".") + `"` }

// ends returns the sources, outlets and owners at the ends of a link, as far as they are shown.
func (c *comparison) ends(link evidence.Link) []evidence.Node {
	var ids []evidence.ID
	switch l := link.(type) {
	case *evidence.Statement:
		ids = []evidence.ID{evidence.ID(l.Source)}
	case *evidence.Derivation:
		ids = []evidence.ID{evidence.ID(l.From), evidence.ID(l.To)}
	case *evidence.Ownership:
		ids = []evidence.ID{l.Asset, l.Owner}
	case *evidence.Funding:
		ids = []evidence.ID{l.Recipient, l.Funder}
	case *evidence.Sameness:
		ids = []evidence.ID{l.A, l.B}
	case *evidence.Confirmation:
		ids = []evidence.ID{evidence.ID(l.Source)}
	}
	var out []evidence.Node
	for _, id := range ids {
		if s := c.node(evidence.SourceID(id)); s != nil {
			out = append(out, s)
			continue
		}
		for _, a := range []*convergence.Analysis{c.after, c.before} {
			if p, ok := a.Ix.PartyAt[id]; ok {
				out = append(out, a.Ix.Parties[p])
				break
			}
		}
	}
	return slices.CompactFunc(out, func(x, y evidence.Node) bool { return x.NodeID() == y.NodeID() })
}

// recorded tells of a link that is recorded with other values.
func (c *comparison) recorded(was, is evidence.Link) {
	if again, ok := is.(*evidence.Confirmation); ok && !again.Provenance.RecordedAt.Equal(was.Record().RecordedAt) {
		c.note(Change{Code: ChangeRecord, Links: []evidence.Link{is}, Nodes: c.ends(is),
			Text: "Recorded again: " + c.sentence(c.after, is) + "."})
		return
	}
	var fields []string
	switch l := is.(type) {
	case *evidence.Statement:
		fields = differences(was, l)
	case *evidence.Derivation:
		fields = differences(was, l)
	case *evidence.Ownership:
		fields = differences(was, l)
	case *evidence.Funding:
		fields = differences(was, l)
	case *evidence.Sameness:
		fields = differences(was, l)
	}
	if len(fields) > 0 {
		c.note(Change{Code: ChangeRecord, Links: []evidence.Link{is}, Nodes: c.ends(is),
			Text: fmt.Sprintf("Changed (%s): %s.", inWords(fields), c.sentence(c.after, is))})
	}
}

// inWords lists fields as a person calls them.
func inWords(fields []string) string {
	words := make([]string, len(fields))
	for i, field := range fields {
		words[i] = evidence.FieldWords(field)
	}
	return wording.Join(words, "and")
}

// differences returns the fields in which two links differ, except those that only say where a link was taken from.
func differences[T evidence.Record](was evidence.Link, is *T) []string {
	old, ok := any(was).(*T)
	if !ok || old == is {
		return nil
	}
	return slices.DeleteFunc(evidence.Differences(*old, *is), func(field string) bool {
		return field == "recordedFrom" || field == "justification" || field == "quotes" || field == "detector"
	})
}

// sources tells of sources that are recorded with other values; a letter is told of by itself.
func (c *comparison) sources() {
	for v := range c.after.G.Nodes {
		s := c.after.G.Source(int32(v))
		at, ok := c.before.G.Find(s.ID)
		if !ok || c.before.G.Source(at) == s {
			continue
		}
		fields := slices.DeleteFunc(
			evidence.Differences(*c.before.G.Source(at), *s), func(field string) bool { return field == "reliability" })
		if len(fields) > 0 {
			c.note(Change{Code: ChangeRecord, Nodes: []evidence.Node{s},
				Text: fmt.Sprintf("Changed (%s): %s.", inWords(fields), c.name(s.ID))})
		}
	}
}
