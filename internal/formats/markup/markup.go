// Package markup takes the words out of HTML.
package markup

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// VisibleText returns the words of a piece of HTML, each block on a line of its own.
func VisibleText(markup string) string {
	var b strings.Builder
	hidden := 0
	for z := html.NewTokenizer(strings.NewReader(markup)); ; {
		kind := z.Next()
		if kind == html.ErrorToken {
			return Tidy(b.String())
		}
		if kind == html.TextToken && hidden == 0 {
			b.WriteString(html.UnescapeString(strings.NewReplacer("\n", " ", "\r", " ").Replace(string(z.Raw()))))
		}
		tag, _ := z.TagName()
		name := string(tag)
		switch {
		case IsBlock(name):
			b.WriteByte('\n')
		case name != "script" && name != "style":
		case kind == html.StartTagToken:
			hidden++
		case kind == html.EndTagToken:
			hidden = max(0, hidden-1)
		}
	}
}

// IsBlock reports whether an element stands apart from the text around it.
func IsBlock(element string) bool {
	switch element {
	case "p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "section", "article", "pre",
		"dt", "dd", "figcaption":
		return true
	}
	return false
}

var (
	markupPair = regexp.MustCompile(`(?is)<(a|abbr|b|big|cite|code|del|div|em|font|h[1-6]|i|` +
		`ins|mark|p|q|s|small|span|strong|sub|sup|u)(?:\s[^<>]*)?>(.*?)</(?:[a-z]+[1-6]?)\s*>`)
	markupLone = regexp.MustCompile(`(?i)<(?:br|wbr|hr|img)(?:\s[^<>]*)?/?>`)
)

// OneLine returns a title without markup and escapes: many feeds escape them twice. A mark that opens and never closes
// is what the title is about: "How to use <b>".
func OneLine(title string) string {
	const most = 3 // as deep as escapes and markup are peeled off
	for range most {
		plain := markupPair.ReplaceAllString(markupLone.ReplaceAllString(title, " "), "$2")
		if plain = html.UnescapeString(plain); plain == title {
			break
		}
		title = plain
	}
	return strings.Join(strings.Fields(title), " ")
}

// Tidy puts one space between words and one line end between lines that have some.
func Tidy(text string) string {
	var lines []string
	for line := range strings.Lines(text) {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}
