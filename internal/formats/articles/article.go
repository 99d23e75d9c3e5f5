// Package articles reads what was published: pages of HTML, and feeds (RSS, RDF, Atom, JSON Feed).
package articles

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/credence-graph/credence/internal/charsets"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/formats"
	"github.com/credence-graph/credence/internal/formats/bylines"
	"github.com/credence-graph/credence/internal/formats/claimreview"
	"github.com/credence-graph/credence/internal/publisher"
)

// Page reads a page of HTML as one article.
//
//	title, author (meta elements, JSON-LD, the page)   title, authors; one name at one outlet is one person, an agency
//	                                                   or a desk is not a person
//	link rel=canonical, else og:url, twitter:url or    url, and the outlet by its host; relative ones by base; of a
//	                                                   home
//	where a browser saved it from                      page that is not this page the outlet alone
//	article:published_time, datePublished and the like publishedAt: a date that the page declares, never a guessed one
//	lang of html, else inLanguage, og:locale           language
//	the words of the article, without what is around   text
//	link rel=canonical at another outlet than og:url   SYNDICATES from the page there
//	meta syndication-source                            SYNDICATES from that page
//	meta original-source (it may repeat)               DERIVED_FROM that page: the name says who reported it first,
//	                                                   not that the words are the same
//	a dateline "(Reuters) -", a credit line "© AFP",   SYNDICATES, SUGGESTED, from an article of that agency of the
//	                                                   same title
//	an agency as the author                            and day; DERIVED_FROM where the text only uses its material
//	blockquote and q with cite                         QUOTES from that page, with the words
//
// Lost: the name of the site (an outlet is called by its domain), pictures, comments, links in the text, quoted
// passages that do not say whose they are. What the article is about is for a person, or credence read, to say.
func Page() formats.Format {
	return formats.Format{
		Name: "html", About: "an article as a page of HTML",
		Becomes: "the page becomes a source with title, author, date, canonical address and words; a dateline, credit " +
			"line or byline of an agency becomes a suggested syndication, use of its material a suggested derivation; " +
			"links to an original source become derivations",
		Loses:     "pictures and comments; what the article claims",
		Recognise: recogniseArticle, Read: readArticle,
	}
}

// What a page may be: a larger one is not an article, and reading one costs time.
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

// PageText returns the words of an article that is a page of HTML: its title, and its text without what is around it, a
// line a paragraph; "" for what it does not have. The error has code evidence.CodeInvalid.
func PageText(raw []byte) (title, text string, err error) {
	if len(raw) > maxPageBytes {
		return "", "", evidence.Invalidf("", "the page is longer than %d MB; expected the page of an article",
			maxPageBytes>>20)
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

// IsPage reports by how a document begins whether it is a page of HTML.
func IsPage(head []byte) bool {
	text, wide := charsets.Narrow(bytes.NewReader(head))
	if !wide {
		return recogniseArticle("", head)
	}
	head, err := io.ReadAll(text)
	return err == nil && recogniseArticle("", head)
}

func readArticle(ctx context.Context, doc formats.Document, out formats.Lines) (err error) {
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
		return claimreview.Read(ctx, formats.Document{Name: doc.Name, Body: strings.NewReader(text)}, out)
	}
	return found.write(out)
}

// pageText returns a page in UTF-8, whatever it is written in; out gets a note if that is not what the page says.
func pageText(raw []byte, out formats.Lines) (string, error) {
	markup := charsets.NewMarkup(bytes.NewReader(raw))
	text, err := io.ReadAll(markup)
	formats.NoteEncoding(out, markup)
	switch {
	case err != nil:
		return "", evidence.Invalidf("", "%v", err)
	case bytes.IndexByte(text, 0) >= 0:
		return "", evidence.Invalidf("", "contains a NUL byte; expected a page of text")
	case !utf8.Valid(text):
		return "", evidence.Invalidf("",
			"is UTF-8 at first and something else further on; expected text in one encoding")
	}
	return string(text), nil
}

func (p *articlePage) write(out formats.Lines) error {
	const at = "page"
	p.date, p.language = formats.FirstDate(p.declaredDay...), cmp.Or(p.language, p.otherLanguage)
	own := p.addresses.settle(p.date != "")
	if own.doubt != "" {
		formats.Note(out, fmt.Sprintf("its canonical link (%s) is not used: %s", p.addresses.canonical[0], own.doubt))
	}
	p.address = own.address
	if p.address == "" && own.site != "" {
		var err error
		if p.outlet, p.domain, err = formats.OutletAt(out, at, own.site); err != nil {
			return err
		}
	}
	by := bylines.Read(p.authorNames...)
	by.Agencies = append(by.Agencies, bylines.Read(p.linkedAuthors...).Agencies...)
	p.authors = by.Persons
	id, err := p.page.write(out, at)
	if err != nil || id == "" {
		return err
	}
	if err := p.links(out, at, id, own.copyOf); err != nil {
		return err
	}
	return p.credits(out, at, id, bylines.CreditsIn(p.text, by.Agencies))
}

// links writes what the page says it takes from other pages; copyOf is the one that its canonical link names.
func (p *articlePage) links(out formats.Lines, at, id, copyOf string) error {
	for _, link := range p.syndicated {
		of := p.addresses.resolve(link)
		if err := takes(out, at, id, of,
			formats.Line{
				"kind": string(evidence.Syndicates), "detector": "syndication-source", "quote": of,
			}); err != nil {
			return err
		}
	}
	canonical := formats.Line{"kind": string(evidence.Syndicates), "detector": "canonical-link", "quote": copyOf}
	if err := takes(out, at, id, copyOf, canonical); err != nil {
		return err
	}
	for _, link := range p.originals {
		of := p.addresses.resolve(link)
		if err := takes(out, at, id, of,
			formats.Line{
				"kind": string(evidence.DerivedFrom), "detector": "original-source", "quote": of,
			}); err != nil {
			return err
		}
	}
	for _, c := range p.cited {
		line := formats.Line{"kind": string(evidence.Quotes), "detector": "cite"}
		line.Set("quote", c.words)
		if err := takes(out, at, id, p.addresses.resolve(c.address), line); err != nil {
			return err
		}
	}
	return nil
}

// takes writes that a source takes from the page at an address, where that is another one.
func takes(out formats.Lines, at, id, from string, derivation formats.Line) error {
	if from == "" {
		return nil
	}
	if source, ok := publisher.Source(from); !ok || string(source) == id {
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
