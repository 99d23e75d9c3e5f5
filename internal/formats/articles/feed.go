package articles

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/credence-graph/credence/internal/charsets"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/formats"
	"github.com/credence-graph/credence/internal/formats/bylines"
	"github.com/credence-graph/credence/internal/formats/markup"
	"github.com/credence-graph/credence/internal/publisher"
)

// Feed reads RSS 2.0, RDF (RSS 1.0), Atom and JSON Feed (see readJSONFeed): each item is an article.
//
//	title, link (else a guid that is one, an Atom id)   title, url; the id is that of the address (else outlet, title,
//	                                                    day); relative ones by xml:base, else by the feed's own links
//	pubDate, dc:date, published, else updated           publishedAt, with its time of day and zone: see package dates
//	author, dc:creator, author/name                     authors; one name at one outlet is one person, a desk or an
//	                                                    agency is not a person
//	a dateline, a credit line, an agency as the author  SYNDICATES, SUGGESTED, from an article of that agency of the
//	                                                    same title and day; DERIVED_FROM where the text only uses its
//	                                                    material
//	content:encoded, Atom's content                     text, without the markup
//	xml:lang, dc:language, language of the feed         language
//	source url (RSS), source (Atom)                     where that is another outlet than the link's: SYNDICATES from
//	                                                    an article there of the same title and day; where the link is
//	                                                    of a mere transport (news.google.com): the outlet of the
//	                                                    article itself, whose name such a title has behind it
//	the host of the link                                outlet
//
// Lost: descriptions and summaries, categories, comments, enclosures, the name of the feed. A feed says
// nothing of claims.
func Feed() formats.Format {
	return formats.Format{
		Name: "feed", About: "articles of RSS, RDF, Atom or JSON feeds",
		Becomes: "items become sources; an item of another outlet (<source>) syndicates it. Relative links are resolved by " +
			"xml:base or the feed's own address",
		Loses:     "descriptions and categories",
		Recognise: recogniseFeed, Read: readAnyFeed,
	}
}

func recogniseFeed(_ string, head []byte) bool {
	if jsonFeedVersion.Match(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))) {
		return true
	}
	dec := newXML(charsets.NewMarkup(bytes.NewReader(head)))
	for range 100 {
		t, err := dec.RawToken()
		if err != nil {
			return false
		}
		if start, ok := t.(xml.StartElement); ok {
			switch start.Name.Local {
			case "rss", "feed":
				return true
			case "RDF":
				return bytes.Contains(head, []byte("purl.org/rss/")) ||
					bytes.Contains(head, []byte("my.netscape.com/rdf"))
			}
			return false
		}
	}
	return false
}

// newXML returns a decoder of text in UTF-8.
func newXML(in *charsets.Reader) *xml.Decoder {
	dec := xml.NewDecoder(in)
	dec.Strict, dec.Entity, dec.AutoClose = false, xml.HTMLEntity, nil
	dec.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // it is UTF-8 by now
	return dec
}

type feedItem struct {
	Title        feedText   `xml:"title"`
	Language     string     `xml:"language"`
	Links        []feedLink `xml:"link"`
	GUID         feedGUID   `xml:"guid"`
	ID           string     `xml:"id"`
	PubDate      string     `xml:"pubDate"`
	PubdateLower string     `xml:"pubdate"`
	Date         string     `xml:"date"`
	Published    string     `xml:"published"`
	Issued       string     `xml:"issued"`
	Created      string     `xml:"created"`
	Updated      string     `xml:"updated"`
	Modified     string     `xml:"modified"`
	Authors      []feedName `xml:"author"`
	Creators     []string   `xml:"creator"`
	Encoded      string     `xml:"encoded"`
	Content      feedText   `xml:"content"`
	Source       feedSource `xml:"source"`
	Lang         string     `xml:"lang,attr"`
	Base         string     `xml:"base,attr"`
	About        string     `xml:"about,attr"`
}

type feedLink struct {
	Href string `xml:"href,attr"`
	Rel  string `xml:"rel,attr"`
	Base string `xml:"base,attr"`
	Text string `xml:",chardata"`
}

type feedGUID struct {
	PermaLink string `xml:"isPermaLink,attr"`
	Text      string `xml:",chardata"`
}

type feedName struct {
	Name string `xml:"name"`
	Text string `xml:",chardata"`
}

type feedText struct {
	Type  string `xml:"type,attr"`
	Text  string `xml:",chardata"`
	Inner string `xml:",innerxml"`
}

type feedSource struct {
	URL   string     `xml:"url,attr"`
	Text  string     `xml:",chardata"`
	Links []feedLink `xml:"link"`
	ID    string     `xml:"id"`
	Title string     `xml:"title"`
	Base  string     `xml:"base,attr"`
}

func readFeed(ctx context.Context, doc formats.Document, out formats.Lines) error {
	in := formats.NewMeter(bufio.NewReader(doc.Body))
	text := charsets.NewMarkup(in)
	dec := newXML(text)
	f := &feedReader{out: out}
	defer func() { formats.NoteEncoding(out, text) }()
	for {
		in.Begin(in.Count())
		t, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return f.ended(f.items)
		}
		if err != nil {
			return feedFault(err, f.items)
		}
		switch t := t.(type) {
		case xml.EndElement:
			f.place.leave()
		case xml.StartElement:
			if err := ctx.Err(); err != nil {
				return err
			}
			in.Begin(in.Count())
			if err := f.element(dec, t); err != nil {
				return err
			}
		}
	}
}

// element reads an item or what the feed says of itself, and enters any other element.
func (f *feedReader) element(dec *xml.Decoder, start xml.StartElement) error {
	switch start.Name.Local {
	case "item", "entry":
		f.items++
		var item feedItem
		if err := dec.DecodeElement(&item, &start); err != nil {
			return feedFault(err, f.items)
		}
		return f.take(fmt.Sprintf("item %d", f.items), &item)
	case "language":
		if err := dec.DecodeElement(&f.language, &start); err != nil {
			return feedFault(err, f.items)
		}
	case "rss", "feed", "RDF":
		f.begun = true
		f.language = attribute(start, "lang")
		f.place.enter(start)
	case "link":
		var l feedLink
		if err := dec.DecodeElement(&l, &start); err != nil {
			return feedFault(err, f.items)
		}
		if f.place.inChannel() {
			f.place.link(l)
		}
	default:
		f.place.enter(start)
	}
	return nil
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func feedFault(err error, n int) error {
	after := "in its first item or before it"
	if n > 0 {
		after = fmt.Sprintf("after item %d began", n)
	}
	if errors.Is(err, formats.ErrItemTooLong) {
		return evidence.Invalidf("", "%v, %s; expected items of at most that", err, after)
	}
	if errors.Is(err, charsets.ErrUncertain) {
		return evidence.Invalidf("", "%v", err)
	}
	return &evidence.Error{
		Code: evidence.CodeInvalid, Message: fmt.Sprintf("not valid XML %s (%v); expected the feed whole", after, err),
		Err: err,
	}
}

type feedReader struct {
	out      formats.Lines
	language string
	begun    bool
	items    int // that have begun
	place    feedPlace
	waiting  []func() error // reads an item with a relative link that stands before what it is relative to
}

// mostWaiting is how many items wait for the feed to say what their links are relative to.
const mostWaiting = 1000

// take reads an item, at once if its links can be followed.
func (f *feedReader) take(at string, item *feedItem) error {
	base, declared := f.place.base(), f.place.declared()
	if base == "" && item.relative() && len(f.waiting) < mostWaiting {
		f.waiting = append(f.waiting, func() error { return f.item(at, item, within(f.place.base(), declared)) })
		return nil
	}
	return f.item(at, item, base)
}

// ended reads at the end of the text what still waits, and reports whether it was a feed.
func (f *feedReader) ended(items int) error {
	if !f.begun {
		return evidence.Invalidf("", "holds no feed; expected rss, RDF or feed as the outermost element")
	}
	f.place.open = nil
	for _, read := range f.waiting {
		if err := read(); err != nil {
			return err
		}
	}
	if items == 0 {
		formats.Note(f.out, "the feed holds no items")
	}
	return nil
}

func (f *feedReader) item(at string, item *feedItem, base string) error {
	p := page{
		title: item.title(), address: item.address(base), date: item.date(), text: item.text(),
		language: cmp.Or(item.Lang, strings.TrimSpace(item.Language), strings.TrimSpace(f.language)),
	}
	by := item.authors()
	p.authors = by.Persons
	original, from := item.origin(base)
	there, theirs, named := publisher.Outlet(original)
	_, ours, _ := publisher.Outlet(p.address)
	if named && (p.address == "" || publisher.Transport(p.address)) {
		if err := f.out.Write(at, formats.OutletLine(string(there), theirs)); err != nil {
			return err
		}
		p.outlet, p.domain, p.title = string(there), theirs, printed(p.title, markup.OneLine(from))
		_, err := p.write(f.out, at)
		return err
	}
	id, err := p.write(f.out, at)
	if err != nil || id == "" || p.title == "" {
		return err
	}
	if !named || theirs == ours {
		return p.credits(f.out, at, id, bylines.CreditsIn(p.text, by.Agencies))
	}
	return syndicated(f.out, at, id, page{title: p.title, date: p.day(), address: original}, "rss-source", from)
}

// syndicated writes that a source is a copy of an article of the same title and day that is known only by its outlet,
// that of the address.
func syndicated(out formats.Lines, at, id string, of page, detector, quote string) error {
	var err error
	if of.outlet, of.domain, err = formats.OutletAt(out, at, of.address); err != nil {
		return err
	}
	of.address = ""
	original, err := of.write(out, at)
	if err != nil || original == "" || original == id {
		return err
	}
	line := formats.Line{
		"type": "derivation", "from": id, "to": original, "kind": string(evidence.Syndicates), "detector": detector,
	}
	line.Set("quote", quote)
	line.Set("locator", at)
	return out.Write(at, line)
}

func (item *feedItem) authors() bylines.Byline {
	var lines []string
	for _, a := range item.Authors {
		lines = append(lines, cmp.Or(strings.TrimSpace(a.Name), strings.TrimSpace(a.Text)))
	}
	return bylines.Read(append(lines, item.Creators...)...)
}

// title returns the title without markup, which stands in it escaped or, of type xhtml, as elements.
func (item *feedItem) title() string {
	if strings.Contains(item.Title.Inner, "<") && !strings.Contains(item.Title.Inner, "<![CDATA[") {
		return markup.OneLine(markup.VisibleText(item.Title.Inner))
	}
	return markup.OneLine(item.Title.Text)
}

func (item *feedItem) text() string {
	if item.Encoded != "" {
		return markup.VisibleText(item.Encoded)
	}
	if item.Content.Type == "xhtml" {
		return markup.VisibleText(item.Content.Inner)
	}
	return markup.VisibleText(item.Content.Text)
}

// date returns when an item was published; that it was updated counts if nothing else is said.
func (item *feedItem) date() string {
	return formats.FirstDate(item.PubDate, item.PubdateLower, item.Date, item.Published, item.Issued, item.Created,
		item.Updated, item.Modified)
}
