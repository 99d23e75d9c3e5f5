package formats

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
	"time"

	"golang.org/x/net/html/charset"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/identity"
)

// feed reads RSS 2.0, RDF (RSS 1.0), Atom and JSON Feed (see readJSONFeed): each item is an article.
//
//	title, link (else a guid that is one, an Atom id)   title, url; the id is that of the address (else outlet, title, day);
//	                                                    relative ones by xml:base, else by the feed's own links
//	pubDate, dc:date, published, else updated           publishedAt, with its time of day and zone
//	author, dc:creator, author/name                     authors; one name at one outlet is one person
//	content:encoded, Atom's content                     text, without the markup
//	xml:lang, language of the feed                      language
//	source url (RSS), source (Atom)                     where that is another outlet than the link's: SYNDICATES from an article
//	                                                    there of the same title and day; where the link is of a mere
//	                                                    transport (news.google.com): the outlet of the article itself,
//	                                                    whose name such a title has behind it
//	the host of the link                                outlet
//
// Lost: descriptions and summaries, categories, comments, enclosures, the name of the feed. A feed says
// nothing of claims.
func feed() Format {
	return Format{Name: "feed", About: "articles of RSS, RDF, Atom or JSON feeds", Recognise: recogniseFeed, Read: readAnyFeed}
}

func recogniseFeed(_ string, head []byte) bool {
	if jsonFeedVersion.Match(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))) {
		return true
	}
	dec := newXML(bytes.NewReader(head))
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
				return bytes.Contains(head, []byte("purl.org/rss/")) || bytes.Contains(head, []byte("my.netscape.com/rdf"))
			}
			return false
		}
	}
	return false
}

func newXML(in io.Reader) *xml.Decoder {
	dec := xml.NewDecoder(in)
	dec.Strict, dec.Entity, dec.AutoClose = false, xml.HTMLEntity, nil
	dec.CharsetReader = charset.NewReaderLabel
	return dec
}

type feedItem struct {
	Title     string     `xml:"title"`
	Links     []feedLink `xml:"link"`
	GUID      feedGUID   `xml:"guid"`
	ID        string     `xml:"id"`
	PubDate   string     `xml:"pubDate"`
	Date      string     `xml:"date"`
	Published string     `xml:"published"`
	Updated   string     `xml:"updated"`
	Authors   []feedName `xml:"author"`
	Creators  []string   `xml:"creator"`
	Encoded   string     `xml:"encoded"`
	Content   feedText   `xml:"content"`
	Source    feedSource `xml:"source"`
	Lang      string     `xml:"lang,attr"`
	Base      string     `xml:"base,attr"`
	About     string     `xml:"about,attr"`
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

func readFeed(ctx context.Context, doc Document, out Lines) error {
	in := &meter{in: bufio.NewReader(doc.Body)}
	dec := newXML(in)
	f := &feedReader{out: out}
	for n := 0; ; {
		in.limit = in.read + maxItemBytes
		t, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return f.ended(n)
		}
		if err != nil {
			return feedFault(err, n)
		}
		start, ok := t.(xml.StartElement)
		if !ok {
			if _, ends := t.(xml.EndElement); ends {
				f.place.leave()
			}
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		in.limit = in.read + maxItemBytes
		switch start.Name.Local {
		case "item", "entry":
			n++
			var item feedItem
			if err := dec.DecodeElement(&item, &start); err != nil {
				return feedFault(err, n)
			}
			if err := f.take(fmt.Sprintf("item %d", n), &item); err != nil {
				return err
			}
		case "language":
			if err := dec.DecodeElement(&f.language, &start); err != nil {
				return feedFault(err, n)
			}
		case "rss", "feed", "RDF":
			f.begun = true
			f.language = attribute(start, "lang")
			f.place.enter(start)
		case "link":
			var l feedLink
			if err := dec.DecodeElement(&l, &start); err != nil {
				return feedFault(err, n)
			}
			if f.place.inChannel() {
				f.place.link(l)
			}
		default:
			f.place.enter(start)
		}
	}
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
	if errors.Is(err, errItemTooLong) {
		return evidence.Invalidf("", "%v, %s; expected items of at most that", err, after)
	}
	return &evidence.Error{Code: evidence.CodeInvalid, Message: fmt.Sprintf("not valid XML %s (%v); expected the feed whole", after, err), Err: err}
}

type feedReader struct {
	out      Lines
	language string
	begun    bool
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

// ended reads at the end of the text what still waits, and tells whether it was a feed.
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
		note(f.out, "the feed holds no items")
	}
	return nil
}

func (f *feedReader) item(at string, item *feedItem, base string) error {
	p := page{title: oneLine(item.Title), address: item.address(base), date: feedDate(item), language: cmp.Or(item.Lang, strings.TrimSpace(f.language)), text: item.text()}
	p.authors = item.names()
	original, from := item.origin(base)
	if original == "" {
		_, err := p.write(f.out, at)
		return err
	}
	there, theirs, named := identity.Outlet(original)
	_, ours, _ := identity.Outlet(p.address)
	if named && (p.address == "" || identity.Transport(p.address)) {
		if err := f.out.Write(at, outletLineOf(string(there), theirs)); err != nil {
			return err
		}
		p.outlet, p.domain, p.title = string(there), theirs, printed(p.title, oneLine(from))
		_, err := p.write(f.out, at)
		return err
	}
	id, err := p.write(f.out, at)
	if err != nil || id == "" || !named || theirs == ours || p.title == "" {
		return err
	}
	return syndicated(f.out, at, id, page{title: p.title, date: p.day(), address: original}, "rss-source", from)
}

// syndicated writes that a source is a copy of an article of the same title and day that is known only by its outlet, that
// of the address.
func syndicated(out Lines, at, id string, of page, detector, quote string) error {
	var err error
	if of.outlet, of.domain, err = outletAt(out, at, of.address); err != nil {
		return err
	}
	of.address = ""
	original, err := of.write(out, at)
	if err != nil || original == "" || original == id {
		return err
	}
	line := Line{"type": "derivation", "from": id, "to": original, "kind": string(evidence.Syndicates), "detector": detector}
	line.set("quote", quote)
	line.set("locator", at)
	return out.Write(at, line)
}

func (item *feedItem) names() []string {
	var names []string
	for _, a := range item.Authors {
		name := cmp.Or(strings.TrimSpace(a.Name), strings.TrimSpace(a.Text))
		if before, rest, found := strings.Cut(name, "("); found && strings.Contains(before, "@") {
			name = strings.TrimSuffix(rest, ")") // desk@paper.example (Jane Doe)
		}
		if !strings.Contains(name, "@") {
			names = append(names, bylines(name)...)
		}
	}
	for _, c := range item.Creators {
		names = append(names, bylines(c)...)
	}
	return names
}

func (item *feedItem) text() string {
	if item.Encoded != "" {
		return visibleText(item.Encoded)
	}
	if item.Content.Type == "xhtml" {
		return visibleText(item.Content.Inner)
	}
	return visibleText(item.Content.Text)
}

var feedDates = []string{
	time.RFC1123Z, time.RFC1123, "Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04:05 MST", "Mon, 2 Jan 2006 15:04 -0700", "Mon, 2 Jan 2006 15:04 MST",
	"2 Jan 2006 15:04:05 -0700", "2 Jan 2006 15:04:05 MST", "2 Jan 06 15:04 -0700", "Mon, 2 Jan 06 15:04:05 -0700", "Mon, 2 Jan 2006", "2 Jan 2006",
	"Mon, 2 January 2006 15:04:05 -0700",
}

// zonesByName are the zones that RFC 822 names; other names mean several zones, or none that is fixed.
var zonesByName = map[string]string{
	"GMT": "Z", "UTC": "Z", "EST": "-05:00", "EDT": "-04:00", "CST": "-06:00", "CDT": "-05:00", "MST": "-07:00", "MDT": "-06:00",
	"PST": "-08:00", "PDT": "-07:00",
}

// feedDate returns when an item was published, with its time of day, and with its zone where that is known; what is no date
// is returned unchanged, so that the import refuses it with its words.
func feedDate(item *feedItem) string {
	text := ""
	for _, t := range []string{item.PubDate, item.Date, item.Published, item.Updated} {
		text = cmp.Or(text, strings.TrimSpace(t))
	}
	for _, layout := range feedDates {
		t, err := time.ParseInLocation(layout, text, time.UTC)
		switch {
		case err != nil:
		case !strings.Contains(layout, "15:04"):
			return t.Format(time.DateOnly)
		case strings.HasSuffix(layout, "MST"):
			name, _ := t.Zone()
			return jsonMoment(t.Format("2006-01-02T15:04") + zonesByName[name])
		default:
			return jsonMoment(t.Format("2006-01-02T15:04Z07:00"))
		}
	}
	return jsonMoment(text)
}
