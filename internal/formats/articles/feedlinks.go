package articles

import (
	"cmp"
	"encoding/xml"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/formats"
)

// feedPlace is where the reader of a feed stands: the elements that are open, each with the address against which its
// links are relative. That is what xml:base says, of whichever element around, or else what the feed says of itself.
type feedPlace struct {
	open       []feedElement
	home, self string // the page that the feed is of, and the feed's own address
	atom       bool   // the feed is one of Atom
}

type feedElement struct{ name, base string }

// enter notes that an element begins.
func (p *feedPlace) enter(e xml.StartElement) {
	if e.Name.Local == "feed" {
		p.atom = true
	}
	p.open = append(p.open, feedElement{e.Name.Local, within(p.declared(), attribute(e, "base"))})
}

// leave notes that an element ends.
func (p *feedPlace) leave() { p.open = p.open[:max(0, len(p.open)-1)] }

// inChannel reports whether what begins now is said of the feed as a whole.
func (p *feedPlace) inChannel() bool {
	name := ""
	if n := len(p.open); n > 0 {
		name = p.open[n-1].name
	}
	return name == "channel" || name == "feed"
}

// link takes a link of the feed as a whole. Of Atom's own kind the relation says what it leads to.
func (p *feedPlace) link(l feedLink) {
	address := evidence.ResolveURL(within(p.declared(), l.Base), l.address())
	switch l.Rel {
	case "self":
		p.self = cmp.Or(p.self, address)
	case "", "alternate":
		p.home = cmp.Or(p.home, address)
	}
}

// declared returns what xml:base says, "" if no element has one.
func (p *feedPlace) declared() string {
	if n := len(p.open); n > 0 {
		return p.open[n-1].base
	}
	return ""
}

// base returns the address against which links are relative; "" if nothing says it. Atom's are relative to the feed,
// those of RSS, which says nothing of it, to the page that the feed is of.
func (p *feedPlace) base() string {
	if declared := p.declared(); evidence.ResolveURL("", declared) != "" {
		return declared
	}
	own := cmp.Or(p.home, p.self)
	if p.atom {
		own = cmp.Or(p.self, p.home)
	}
	return cmp.Or(within(own, p.declared()), own)
}

// within returns the base that an element declares by xml:base inside of another one; what it declares may be relative,
// too.
func within(outer, declared string) string {
	if declared = strings.TrimSpace(declared); declared == "" {
		return outer
	}
	return cmp.Or(evidence.ResolveURL(outer, declared), declared)
}

func (l feedLink) address() string {
	return cmp.Or(strings.TrimSpace(l.Href), strings.TrimSpace(l.Text))
}

// relative reports whether the item has a link that only says where it leads if one knows from where.
func (item *feedItem) relative() bool {
	address := item.address("")
	return address != "" && evidence.ResolveURL("", address) == ""
}

// address returns the address of an item of a feed whose links are relative to base: absolute, or as it is written if
// nothing says relative to what.
func (item *feedItem) address(base string) string {
	base = within(base, item.Base)
	for _, rel := range []string{"alternate", "", "self"} {
		for _, l := range item.Links {
			if text := l.address(); text != "" && l.Rel == rel {
				return cmp.Or(evidence.ResolveURL(within(base, l.Base), text), text)
			}
		}
	}
	guid := evidence.AbsoluteURL(item.GUID.Text)
	if item.GUID.PermaLink != "false" && formats.HostOf(guid) != "" {
		return guid
	}
	for _, id := range []string{item.ID, item.About} {
		if id = evidence.AbsoluteURL(id); formats.HostOf(id) != "" {
			return id
		}
	}
	return ""
}

// origin returns the address of the feed that the item says it comes from, and how it says so.
func (item *feedItem) origin(base string) (address, words string) {
	s := &item.Source
	if s.URL != "" {
		return evidence.ResolveURL(base, s.URL), strings.TrimSpace(s.Text)
	}
	links := feedItem{Links: s.Links, ID: s.ID, Base: s.Base}
	return links.address(within(base, item.Base)), strings.TrimSpace(s.Title)
}

// printed returns a title without the name of the outlet that what carries other people's articles puts behind it.
func printed(title, outlet string) string {
	for _, sign := range []string{" - ", " – ", " — ", " | ", " · "} {
		if head, found := strings.CutSuffix(title, sign+outlet); found && outlet != "" &&
			strings.TrimSpace(head) != "" {
			return strings.TrimSpace(head)
		}
	}
	return title
}
