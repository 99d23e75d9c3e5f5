package articles

import (
	"cmp"
	"slices"
	"strings"

	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/formats/jsondoc"
	"github.com/credence-graph/credence/internal/formats/jsonld"
	"github.com/credence-graph/credence/internal/formats/markup"
	"github.com/credence-graph/credence/internal/tokens"
)

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

// readPage takes a page apart. The libraries that do are made for pages that people wrote; where one gives up on
// something else, the page is refused.
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
			return nil, evidence.Invalidf("", "has more than %d elements; expected the page of an article",
				maxPageNodes)
		}
		found.element(n)
	}
	if title := found.instead(markup.VisibleText(text)); title != "" {
		return nil, evidence.Invalidf("",
			"is not an article but a page that a server shows instead of one (%.80q); fetch the article again", title)
	}
	result, err := trafilatura.ExtractDocument(tree,
		trafilatura.Options{ExcludeComments: true, HtmlDateMode: trafilatura.Disabled})
	if err != nil || result == nil {
		return found, nil // no words in it that are an article's; what it says of itself stays
	}
	found.title = cmp.Or(markup.OneLine(result.Metadata.Title), found.title)
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
	words := strings.Fields(tokens.Normalize(strings.Join(others, " ")))
	return !slices.ContainsFunc(strings.Fields(tokens.Normalize(text)),
		func(w string) bool { return !slices.Contains(words, w) })
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
			p.title = markup.OneLine(n.FirstChild.Data)
		}
	case "meta":
		p.meta(strings.ToLower(cmp.Or(nodeAttribute(n, "property"), nodeAttribute(n, "name"),
			nodeAttribute(n, "itemprop"))), nodeAttribute(n, "content"))
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
	if !jsonld.IsMediaType(nodeAttribute(n, "type")) || n.FirstChild == nil {
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
	case "article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.created", "pubdate",
		"publishdate", "publish-date",
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
		block := n.Type == html.ElementNode && markup.IsBlock(n.Data)
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
	return markup.Tidy(b.String())
}

// linkedArticle is what the things in a piece of JSON-LD say: every datePublished, the first of which may stand for no
// date, the names of authors, bodies among them, and the first language.
type linkedArticle struct {
	days, authors []string
	language      string
}

func declaredIn(raw []byte) (said linkedArticle) {
	for open := jsondoc.List(jsondoc.Value(jsonld.Mended(raw))); len(open) > 0; open = open[1:] {
		switch v := open[0].(type) {
		case []any:
			open = append(open, v...)
		case map[string]any:
			n := jsonld.Thing(v).Plain()
			if day := jsondoc.Text(n["datePublished"]); day != "" {
				said.days = append(said.days, day)
			}
			for _, author := range jsondoc.List(n["author"]) {
				name := author
				if of, is := author.(map[string]any); is {
					name = jsonld.Thing(of).Plain()["name"]
				}
				said.authors = append(said.authors, jsondoc.Text(name))
			}
			said.language = cmp.Or(said.language, jsonld.LanguageOf(n["inLanguage"]))
			open = append(open, n["@graph"], n["mainEntity"])
		}
	}
	return said
}
