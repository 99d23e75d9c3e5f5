package dossier

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
)

// How much a picture shows, and its measures in pixels. More than this nobody can read.
const (
	mostSpeakers  = 24 // sources that speak of the claim
	mostWithdrawn = 6  // sources that spoke of it before they were withdrawn
	mostUpstream  = 20 // sources that these take from
	mostHolders   = 16 // who publishes and owns them
	deepest       = 5  // steps upstream that have a column of their own; what is farther stands in the last

	boxWidth, boxHeight  = 212, 44
	columnStep, rowStep  = boxWidth + 76, boxHeight + 16
	margin, mostOnALabel = 16, 25
)

// drawing is a picture of the evidence: the claim on the left, then who speaks of it, whom these take from step by
// step, who publishes them, and who owns those.
type drawing struct {
	Width, Height int
	Boxes         []*box
	Lines         []line
	Heads         []head
	Told          string // the picture in a sentence
	LeftOut       string // what is not in it, "" = nothing
}

// BoxWidth is the width of every box.
func (d drawing) BoxWidth() int { return boxWidth }

// BoxHeight is the height of every box.
func (d drawing) BoxHeight() int { return boxHeight }

type head struct {
	X    int
	Text string
}

// box is a node of the picture.
type box struct {
	id           evidence.ID
	column       int
	X, Y         int
	Title        string // in full
	Label, Under string // short
	Color        string // of the bar on its left
	Group        int    // its independent group, from 1; 0 = none
	Class        string
}

// TextX is where the words of a box begin.
func (b *box) TextX() int { return b.X + 15 }

// TextY is the height of the label.
func (b *box) TextY() int { return b.Y + 19 }

// UnderY is the height of the line under it.
func (b *box) UnderY() int { return b.Y + 35 }

// line is an edge of the picture.
type line struct {
	Path, Title, Class string
	X, Y               int // where its label stands
	Label              string
}

// picture draws the case.
func (c *Case) picture() drawing {
	p := &painter{c: c, at: map[evidence.ID]*box{}, groups: c.groupNumbers()}
	p.claim()
	p.speakers()
	p.withdrawn()
	p.upstream()
	p.holders()
	p.place()
	p.edges()
	d := p.drawing
	d.Told = fmt.Sprintf("The evidence as a graph: the claim on the left, %s that speak to it, what these take "+
		"from, and who publishes and owns them. "+
		"The text below says the same in words.", wording.Count(p.spoken, "source"))
	if p.left > 0 {
		d.LeftOut = fmt.Sprintf("The picture leaves out %s of %s: those of the smallest groups, and what is "+
			"farthest from the claim.",
			wording.Digits(p.left), wording.Count(p.left+len(d.Boxes), "node"))
	}
	return d
}

type painter struct {
	drawing
	c      *Case
	at     map[evidence.ID]*box
	groups map[evidence.SourceID]int
	left   int
	spoken int
}

// groupNumbers numbers the groups that count once, the supporting ones first.
func (c *Case) groupNumbers() map[evidence.SourceID]int {
	numbers, n := map[evidence.SourceID]int{}, 0
	for _, side := range []*convergence.Side{c.Answer.Supporting, c.Answer.Refuting} {
		for _, g := range side.Groups(mostRows) {
			n++
			for _, m := range g.Members {
				if numbers[m.ID] == 0 {
					numbers[m.ID] = n
				}
			}
		}
	}
	return numbers
}

func (p *painter) add(b *box) *box {
	p.at[b.id] = b
	p.Boxes = append(p.Boxes, b)
	return b
}

func (p *painter) claim() {
	claim := p.c.Answer.Claim
	p.add(&box{id: claim.NodeID(), Title: "The claim: " + clean(claim.Text), Label: short(claim.Label()),
		Under: "the claim", Color: "#111111", Class: "claim"})
}

func (p *painter) speakers() {
	var all []convergence.SideSource
	seen := map[evidence.SourceID]bool{}
	for _, side := range []*convergence.Side{p.c.Answer.Supporting, p.c.Answer.Refuting} {
		for _, s := range side.Sources() {
			if !seen[s.Source.ID] {
				seen[s.Source.ID] = true
				all = append(all, s)
			}
		}
	}
	p.spoken = len(all)
	slices.SortStableFunc(all, func(a, b convergence.SideSource) int { // those without a group rest on nothing: last
		x, y := cmp.Or(p.groups[a.Source.ID], 1<<30), cmp.Or(p.groups[b.Source.ID], 1<<30)
		return cmp.Compare(x, y)
	})
	p.left += max(len(all)-mostSpeakers, 0)
	for _, s := range all[:min(len(all), mostSpeakers)] {
		b := p.source(s.Source, 1)
		switch {
		case !s.Grounded:
			b.Under, b.Class = "rests on nothing in force", "source nothing"
		case !s.Traced:
			b.Under = cmp.Or(b.Under, "names no origin")
		}
	}
}

// withdrawn adds who said so before it was withdrawn.
func (p *painter) withdrawn() {
	for i, w := range p.c.gone() {
		switch {
		case p.at[w.NodeID()] != nil:
		case i >= mostWithdrawn:
			p.left++
		default:
			p.source(w.Source, 1)
		}
	}
}

// source adds the box of a source.
func (p *painter) source(s *evidence.Source, column int) *box {
	b := &box{id: s.NodeID(), column: column, Label: short(p.c.Answer.Caption(s)), Group: p.groups[s.ID], Class: "source",
		Color: "#767676"}
	if b.Group > 0 {
		b.Color = groupColor(b.Group)
	}
	b.Title = clean(p.c.Answer.Label(s))
	if s.PublishedAt.Known() {
		b.Title += ", " + string(s.PublishedAt)
		b.Under = string(s.PublishedAt)
	}
	if s.WithdrawnBy(p.c.Evidence.At) {
		b.Under, b.Class = "withdrawn "+string(s.WithdrawnAt), "source withdrawn"
		b.Title += ", withdrawn by its publisher " + string(s.WithdrawnAt)
	}
	return p.add(b)
}

// upstream adds what the sources take from, the nearest first.
func (p *painter) upstream() {
	added := 0
	for i := 1; i < len(p.Boxes); i++ { // it grows meanwhile
		b := p.Boxes[i]
		for _, d := range p.c.Answer.Upstream(evidence.SourceID(b.id)) {
			s := p.c.Answer.Shown(d.To)
			if s == nil || p.at[s.NodeID()] != nil {
				continue
			}
			if added++; added > mostUpstream {
				p.at[s.NodeID()] = &box{column: -1} // counted, and not drawn
				p.left++
				continue
			}
			p.source(s, min(b.column+1, deepest))
		}
	}
}

// holders adds who publishes the sources, and who owns those.
func (p *painter) holders() {
	last := 0
	for _, b := range p.Boxes {
		last = max(last, b.column)
	}
	added := 0
	add := func(id evidence.ID, column int) {
		party := p.c.Answer.Party(id)
		if party == nil || p.at[party.NodeID()] != nil {
			return
		}
		if added++; added > mostHolders {
			p.at[party.NodeID()] = &box{column: -1}
			p.left++
			return
		}
		name := p.c.name(party.NodeID())
		p.add(&box{id: party.NodeID(), column: column, Title: string(party.NodeID().Kind()) + " " + clean(name),
			Label: short(name),
			Under: string(party.NodeID().Kind()), Color: "#444444", Class: "holder"})
	}
	for _, b := range slices.Clone(p.Boxes) {
		if s := p.c.Answer.Shown(evidence.SourceID(b.id)); s != nil && s.Outlet != "" {
			add(evidence.ID(s.Outlet), last+1)
		}
	}
	for i := 0; i < len(p.Boxes); i++ { // owners of owners as well
		for _, o := range p.c.Evidence.Ownerships {
			if p.isOf(o.Asset, p.Boxes[i]) {
				add(o.Owner, last+2)
			}
		}
	}
}

// isOf reports whether a party is the one of a box.
func (p *painter) isOf(id evidence.ID, b *box) bool {
	party := p.c.Answer.Party(id)
	return party != nil && party.NodeID() == b.id
}

// place gives every box its place: columns are made as even as they can be, each box near those that it is joined to.
func (p *painter) place() {
	columns := map[int][]*box{}
	for _, b := range p.Boxes {
		columns[b.column] = append(columns[b.column], b)
	}
	numbers := make([]int, 0, len(columns))
	tallest := 0
	for n, list := range columns {
		numbers = append(numbers, n)
		tallest = max(tallest, len(list))
	}
	slices.Sort(numbers)
	p.Height = margin + 24 + tallest*rowStep + margin
	pairs := p.pairs()
	for x, n := range numbers {
		list := columns[n]
		top := margin + 24 + (tallest-len(list))*rowStep/2
		if n > 1 {
			p.nearest(list, pairs)
		}
		for i, b := range list {
			b.X, b.Y = margin+x*columnStep, top+i*rowStep
		}
		p.Heads = append(p.Heads, head{margin + x*columnStep, p.heading(n, list[0])})
		p.Width = margin + x*columnStep + boxWidth + margin
	}
}

func (p *painter) heading(column int, first *box) string {
	switch {
	case column == 0:
		return "Claim"
	case column == 1 && first.Class != "holder":
		return "Who speaks to it"
	case first.id.Kind() == evidence.KindSource:
		return "What they take from"
	case first.id.Kind() == evidence.KindOutlet:
		return "Who publishes"
	}
	return "Who owns"
}

// nearest orders a column by how high stands what its boxes are joined to.
func (p *painter) nearest(list []*box, pairs [][2]evidence.ID) {
	height := map[evidence.ID]int{}
	for _, b := range list {
		sum, n := 0, 0
		for _, pair := range pairs {
			if pair[1] == b.id && p.at[pair[0]].column < b.column {
				sum, n = sum+p.at[pair[0]].Y, n+1
			}
		}
		if n > 0 {
			height[b.id] = sum / n
		}
	}
	slices.SortStableFunc(list, func(a, b *box) int { return cmp.Compare(height[a.id], height[b.id]) })
}

// pairs returns the ends of all edges between boxes that are drawn.
func (p *painter) pairs() [][2]evidence.ID {
	var pairs [][2]evidence.ID
	add := func(from, to evidence.ID) {
		if a, b := p.at[from], p.at[to]; a != nil && b != nil && a.column >= 0 && b.column >= 0 {
			pairs = append(pairs, [2]evidence.ID{from, to})
		}
	}
	for _, b := range p.Boxes {
		s := p.c.Answer.Shown(evidence.SourceID(b.id))
		if s == nil {
			continue
		}
		for _, d := range p.c.Answer.Upstream(s.ID) {
			if up := p.c.Answer.Shown(d.To); up != nil {
				add(b.id, up.NodeID())
			}
		}
		if party := p.c.Answer.Party(evidence.ID(s.Outlet)); party != nil {
			add(b.id, party.NodeID())
		}
	}
	for _, o := range p.c.Evidence.Ownerships {
		asset, owner := p.c.Answer.Party(o.Asset), p.c.Answer.Party(o.Owner)
		if asset != nil && owner != nil {
			add(asset.NodeID(), owner.NodeID())
		}
	}
	return pairs
}

// edges draws what lies between the boxes.
func (p *painter) edges() {
	p.said()
	for _, b := range p.Boxes {
		s := p.c.Answer.Shown(evidence.SourceID(b.id))
		if s == nil {
			continue
		}
		for _, d := range p.c.Answer.Upstream(s.ID) {
			up := p.c.Answer.Shown(d.To)
			if up == nil || p.at[up.NodeID()] == nil || p.at[up.NodeID()].column < 0 {
				continue
			}
			class := "takes"
			if d.Kind == evidence.Copies {
				class = "copies"
			}
			p.join(b, p.at[up.NodeID()], class, clean(p.c.sentence(d)))
		}
	}
	for _, pair := range p.pairs() {
		if pair[1].Kind() != evidence.KindSource {
			p.join(p.at[pair[0]], p.at[pair[1]], "holds", clean(p.c.name(pair[0])+" belongs to "+p.c.name(pair[1])))
		}
	}
}

// said draws what leads from the claim to those who speak of it.
func (p *painter) said() {
	claim := p.Boxes[0]
	for _, side := range []*convergence.Side{p.c.Answer.Supporting, p.c.Answer.Refuting} {
		class, says := "supports", " supports it"
		if side == p.c.Answer.Refuting {
			class, says = "refutes", " refutes it"
		}
		for _, s := range side.Sources() {
			if b := p.at[s.Source.NodeID()]; b != nil {
				p.join(claim, b, class, clean(p.c.Answer.Name(s.Source))+says)
			}
		}
	}
	for _, w := range p.c.gone() {
		if b := p.at[w.NodeID()]; b != nil {
			p.join(claim, b, "gone", clean(w.Name)+" spoke to it, and was withdrawn")
		}
	}
}

// join draws a curve from the right of one box to the left of another, or around the right if they stand in one
// column.
func (p *painter) join(a, b *box, class, title string) {
	x, y, u, v := a.X+boxWidth, a.Y+boxHeight/2, b.X, b.Y+boxHeight/2
	bend := max((u-x)/2, 30)
	l := line{Class: class, Title: title}
	if b.X <= a.X { // back, or in the same column
		u = b.X + boxWidth
		l.Path = fmt.Sprintf("M%d %dC%d %d %d %d %d %d", x, y, max(x, u)+50, y, max(x, u)+50, v, u, v)
	} else {
		l.Path = fmt.Sprintf("M%d %dC%d %d %d %d %d %d", x, y, x+bend, y, u-bend, v, u, v)
	}
	if class == "copies" {
		l.Label, l.X, l.Y = "copied", (x+u)/2, (y+v)/2-4
		if b.X <= a.X {
			l.X = max(x, u) + 62
		}
	}
	p.Lines = append(p.Lines, l)
}

// groupColor returns the colour of an independent group, from 1, after Okabe and Ito; the number stands beside it.
func groupColor(group int) string {
	colors := []string{"#0072b2", "#e69f00", "#009e73", "#cc79a7", "#d55e00", "#56b4e9", "#f0e442", "#785e3c"}
	return colors[(group-1)%len(colors)]
}

// short cuts a label to what fits into a box.
func short(text string) string {
	runes := []rune(clean(text))
	if len(runes) <= mostOnALabel {
		return string(runes)
	}
	return strings.TrimSpace(string(runes[:mostOnALabel-1])) + "…"
}

// clean replaces what XML cannot hold, and line ends, by spaces.
func clean(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == 0xfffe || r == 0xffff {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, " "))
}
