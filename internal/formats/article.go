package formats

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"

	"github.com/credence-graph/credence/internal/charsets"
	"github.com/credence-graph/credence/internal/copying"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/identity"
)

// article reads a page of HTML as one article.
//
//	title, author (meta elements, JSON-LD, the page)   title, authors; one name at one outlet is one person, an agency or a desk is none
//	link rel=canonical, else og:url, twitter:url or    url, and the outlet by its host; relative ones by base; of a home
//	where a browser saved it from                      page that is not this page the outlet alone
//	article:published_time, datePublished and the like publishedAt: a date that the page declares, never a guessed one
//	lang of html, else inLanguage, og:locale           language
//	the words of the article, without what is around   text
//	link rel=canonical at another outlet than og:url   SYNDICATES from the page there
//	meta syndication-source                            SYNDICATES from that page
//	meta original-source (it may repeat)               DERIVED_FROM that page: the name says who reported it first, not that
//	                                                   the words are the same
//	a dateline "(Reuters) -", a credit line "© AFP",   SYNDICATES, SUGGESTED, from an article of that agency of the same title
//	an agency as the author                            and day; DERIVED_FROM where the text only uses its material
//	blockquote and q with cite                         QUOTES from that page, with the words
//
// Lost: the name of the site (an outlet is called by its domain), pictures, comments, links in the text, quoted passages
// that do not say whose they are. What the article is about is for a person, or credence read, to say.
func article() Format {
	return Format{
		Name: "html", About: "an article as a page of HTML",
		Becomes: "the page becomes a source with title, author, date, canonical address and words; a dateline, credit line or " +
			"byline of an agency becomes a suggested syndication, use of its material a suggested derivation; links to an " +
			"original source become derivations",
		Loses:     "pictures and comments; what the article claims",
		Recognise: recogniseArticle, Read: readArticle,
	}
}

// What a page may be: a larger one is no article, and reading one costs time.
const (
	maxPageBytes = 4 << 20
	maxPageNodes = 200_000
)

func recogniseArticle(_ string, head []byte) bool {
	head = bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n"))
	if len(head) == 0 || head[0] != '<' {
		return false
	}
	head = head[:min(len(head), 4096)]
	return bytes.HasPrefix(head, []byte("<!doctype html")) || bytes.Contains(head, []byte("<html"))
}

// ArticleText returns the words of an article that is a page of HTML: its title, and its text without what is around it, a
// line a paragraph; "" for what it does not have. The error has code evidence.CodeInvalid.
func ArticleText(raw []byte) (title, text string, err error) {
	if len(raw) > maxPageBytes {
		return "", "", evidence.Invalidf("", "the page is longer than %d MB; expected the page of an article", maxPageBytes>>20)
	}
	decoded, err := pageText(raw, nil)
	if err != nil {
		return "", "", err
	}
	found, err := readPage(decoded)
	if err != nil {
		return "", "", err
	}
	return found.title, found.text, nil
}

// IsPage tells from how a document begins whether it is a page of HTML.
func IsPage(head []byte) bool {
	text, wide := charsets.Narrow(bytes.NewReader(head))
	if !wide {
		return recogniseArticle("", head)
	}
	head, err := io.ReadAll(text)
	return err == nil && recogniseArticle("", head)
}

func readArticle(ctx context.Context, doc Document, out Lines) (err error) {
	raw, err := io.ReadAll(io.LimitReader(doc.Body, maxPageBytes+1))
	if err != nil {
		return &evidence.Error{Code: evidence.CodeInvalid, Message: "cannot be read", Err: err}
	}
	if len(raw) > maxPageBytes {
		return evidence.Invalidf("", "is longer than %d MB; expected the page of an article", maxPageBytes>>20)
	}
	text, err := pageText(raw, out)
	if err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	found, err := readPage(text)
	if err != nil {
		return err
	}
	if err := savedInstead(doc.Name, found.title); err != nil {
		return err
	}
	if found.checks { // too far from its beginning to be recognised by it
		return readClaimReview(ctx, Document{Name: doc.Name, Body: strings.NewReader(text)}, out)
	}
	return found.write(out)
}

// pageText returns a page in UTF-8, whatever it is written in; out is told where that is not what the page says.
func pageText(raw []byte, out Lines) (string, error) {
	markup := charsets.NewMarkup(bytes.NewReader(raw))
	text, err := io.ReadAll(markup)
	noteEncoding(out, markup)
	switch {
	case err != nil:
		return "", evidence.Invalidf("", "%v", err)
	case bytes.IndexByte(text, 0) >= 0:
		return "", evidence.Invalidf("", "contains a NUL byte; expected a page of text")
	case !utf8.Valid(text):
		return "", evidence.Invalidf("", "is UTF-8 at first and something else further on; expected text in one encoding")
	}
	return string(text), nil
}

// articlePage is what a page says of itself.
type articlePage struct {
	page
	addresses                pageLinks
	syndicated, originals    []string // addresses in meta elements
	cited                    []citedWords
	authorNames, declaredDay []string // the first are lines that may name several
	checks                   bool     // it has fact checks as JSON-LD
	otherLanguage            string   // where the page does not say its own
	linkedAuthors            []string // of its JSON-LD, for the agencies among them
}

type citedWords struct{ address, words string }

// readPage takes a page apart. The libraries that do are made for pages that people wrote; where one gives up on something
// else, the page is refused.
func readPage(text string) (found *articlePage, err error) {
	defer func() {
		if problem := recover(); problem != nil {
			found, err = nil, evidence.Invalidf("", "cannot be taken apart as a page (%v)", problem)
		}
	}()
	tree, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return nil, evidence.Invalidf("", "cannot be taken apart as a page: %v", err)
	}
	found = &articlePage{}
	nodes := 0
	for n := range tree.Descendants() {
		if nodes++; nodes > maxPageNodes {
			return nil, evidence.Invalidf("", "has more than %d elements; expected the page of an article", maxPageNodes)
		}
		found.element(n)
	}
	if title := found.instead(visibleText(text)); title != "" {
		return nil, evidence.Invalidf("", "is no article but a page that a server shows instead of one (%.80q); fetch the article again", title)
	}
	result, err := trafilatura.ExtractDocument(tree, trafilatura.Options{ExcludeComments: true, HtmlDateMode: trafilatura.Disabled})
	if err != nil || result == nil {
		return found, nil // no words in it that are an article's; what it says of itself stays
	}
	found.title = cmp.Or(oneLine(result.Metadata.Title), found.title)
	if author := result.Metadata.Author; !sameWords(author, found.authorNames) {
		found.authorNames = []string{author} // of the page's JSON-LD or its words
	}
	if result.ContentNode != nil {
		found.text = nodeText(result.ContentNode)
	}
	return found, nil
}

// sameWords reports whether a text says no more than others say: then it was made from them.
func sameWords(text string, others []string) bool {
	words := strings.Fields(copying.Normalize(strings.Join(others, " ")))
	return !slices.ContainsFunc(strings.Fields(copying.Normalize(text)), func(w string) bool { return !slices.Contains(words, w) })
}

// element takes what one element says of the page.
func (p *articlePage) element(n *html.Node) {
	p.addresses.take(n)
	if n.Type != html.ElementNode {
		return
	}
	switch n.Data {
	case "html":
		p.language = cmp.Or(nodeAttribute(n, "lang"), nodeAttribute(n, "xml:lang"))
	case "title":
		if n.FirstChild != nil && p.title == "" {
			p.title = oneLine(n.FirstChild.Data)
		}
	case "meta":
		p.meta(strings.ToLower(cmp.Or(nodeAttribute(n, "property"), nodeAttribute(n, "name"), nodeAttribute(n, "itemprop"))), nodeAttribute(n, "content"))
	case "time":
		p.declaredDay = append(p.declaredDay, daysIn(n)...)
	case "script":
		p.script(n)
	case "blockquote", "q":
		if from := nodeAttribute(n, "cite"); from != "" {
			p.cited = append(p.cited, citedWords{from, nodeText(n)})
		}
	}
}

// daysIn returns the day of publication that an element time declares.
func daysIn(n *html.Node) []string {
	declared := func(a html.Attribute) bool {
		return a.Key == "pubdate" || a.Key == "itemprop" && a.Val == "datePublished"
	}
	if slices.ContainsFunc(n.Attr, declared) {
		return []string{nodeAttribute(n, "datetime")}
	}
	return nil
}

// script takes what a script of JSON-LD says.
func (p *articlePage) script(n *html.Node) {
	if !isLinkedData(nodeAttribute(n, "type")) || n.FirstChild == nil {
		return
	}
	text := n.FirstChild.Data
	p.checks = p.checks || strings.Contains(text, "ClaimReview")
	said := declaredIn([]byte(text))
	p.declaredDay, p.linkedAuthors = append(p.declaredDay, said.days...), append(p.linkedAuthors, said.authors...)
	p.otherLanguage = cmp.Or(p.otherLanguage, said.language)
}

func (p *articlePage) meta(name, content string) {
	switch name {
	case "og:locale", "dc.language", "language":
		p.otherLanguage = cmp.Or(p.otherLanguage, strings.ReplaceAll(content, "_", "-"))
	case "author":
		p.authorNames = append(p.authorNames, content)
	case "syndication-source":
		p.syndicated = append(p.syndicated, content)
	case "original-source":
		p.originals = append(p.originals, content)
	case "article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.created", "pubdate", "publishdate", "publish-date",
		"publication_date", "parsely-pub-date", "sailthru.date", "og:published_time":
		p.declaredDay = append(p.declaredDay, content)
	}
}

func nodeAttribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}

// nodeText returns the words of a part of a page, each block on a line of its own.
func nodeText(n *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) { // no deeper than the parser lets a page be, 512
		block := n.Type == html.ElementNode && isBlock(n.Data)
		switch {
		case n.Type == html.TextNode:
			b.WriteString(strings.NewReplacer("\n", " ", "\r", " ").Replace(n.Data))
		case block:
			b.WriteByte('\n')
		}
		for child := range n.ChildNodes() {
			walk(child)
		}
		if block {
			b.WriteByte('\n')
		}
	}
	walk(n)
	return tidy(b.String())
}

// linkedArticle is what the things in a piece of JSON-LD say: every datePublished, the first of which may stand for no date,
// the names of authors, bodies among them, and the first language.
type linkedArticle struct {
	days, authors []string
	language      string
}

func declaredIn(raw []byte) (said linkedArticle) {
	for open := jsonList(jsonValue(mended(raw))); len(open) > 0; open = open[1:] {
		switch v := open[0].(type) {
		case []any:
			open = append(open, v...)
		case map[string]any:
			n := linked(v).plain()
			if day := jsonText(n["datePublished"]); day != "" {
				said.days = append(said.days, day)
			}
			for _, author := range jsonList(n["author"]) {
				name := author
				if of, is := author.(map[string]any); is {
					name = linked(of).plain()["name"]
				}
				said.authors = append(said.authors, jsonText(name))
			}
			said.language = cmp.Or(said.language, languageOf(n["inLanguage"]))
			open = append(open, n["@graph"], n["mainEntity"])
		}
	}
	return said
}

func (p *articlePage) write(out Lines) error {
	const at = "page"
	p.date, p.language = firstDate(p.declaredDay...), cmp.Or(p.language, p.otherLanguage)
	own := p.addresses.settle(p.date != "")
	if own.doubt != "" {
		note(out, fmt.Sprintf("its canonical link (%s) is not believed: %s", p.addresses.canonical[0], own.doubt))
	}
	p.address = own.address
	if p.address == "" && own.site != "" {
		var err error
		if p.outlet, p.domain, err = outletAt(out, at, own.site); err != nil {
			return err
		}
	}
	by := readBylines(p.authorNames...)
	by.agencies = append(by.agencies, readBylines(p.linkedAuthors...).agencies...)
	p.authors = by.persons
	id, err := p.page.write(out, at)
	if err != nil || id == "" {
		return err
	}
	if err := p.links(out, at, id, own.copyOf); err != nil {
		return err
	}
	return p.credits(out, at, id, creditsIn(p.text, by.agencies))
}

// links writes what the page says it takes from other pages; copyOf is the one that its canonical link names.
func (p *articlePage) links(out Lines, at, id, copyOf string) error {
	for _, link := range p.syndicated {
		of := p.addresses.resolve(link)
		if err := takes(out, at, id, of, Line{"kind": string(evidence.Syndicates), "detector": "syndication-source", "quote": of}); err != nil {
			return err
		}
	}
	canonical := Line{"kind": string(evidence.Syndicates), "detector": "canonical-link", "quote": copyOf}
	if err := takes(out, at, id, copyOf, canonical); err != nil {
		return err
	}
	for _, link := range p.originals {
		of := p.addresses.resolve(link)
		if err := takes(out, at, id, of, Line{"kind": string(evidence.DerivedFrom), "detector": "original-source", "quote": of}); err != nil {
			return err
		}
	}
	for _, c := range p.cited {
		line := Line{"kind": string(evidence.Quotes), "detector": "cite"}
		line.set("quote", c.words)
		if err := takes(out, at, id, p.addresses.resolve(c.address), line); err != nil {
			return err
		}
	}
	return nil
}

// takes writes that a source takes from the page at an address, where that is another one.
func takes(out Lines, at, id, from string, derivation Line) error {
	if from == "" {
		return nil
	}
	if source, ok := identity.Source(from); !ok || string(source) == id {
		return nil
	}
	other := page{address: from}
	original, err := other.write(out, at)
	if err != nil || original == "" {
		return err
	}
	derivation["type"], derivation["from"], derivation["to"] = "derivation", id, original
	return out.Write(at, derivation)
}
