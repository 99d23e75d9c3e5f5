package formats

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/publisher"
)

// outletAt writes the outlet that an address belongs to and returns its id and domain, both "" where it has none. Its name
// is its domain, whatever pages call it: so the order in which they are read does not matter.
func outletAt(out Lines, at, address string) (id, domain string, err error) {
	outlet, domain, ok := publisher.Outlet(address)
	if !ok {
		return "", "", nil
	}
	return string(outlet), domain, out.Write(at, outletLineOf(string(outlet), domain))
}

func outletLineOf(id, domain string) Line {
	return Line{"type": "outlet", "id": id, "name": domain, "domains": []string{domain}}
}

// personsAt writes persons and returns their ids. One name at one outlet is one person; beyond that nobody knows.
func personsAt(out Lines, at, domain string, names []string) ([]string, error) {
	var ids []string
	for _, name := range names {
		name = strings.Join(strings.Fields(name), " ")
		if name == "" {
			continue
		}
		id := "person:" + evidence.HashKey(domain, strings.ToLower(name))
		if err := out.Write(at, Line{"type": "person", "id": id, "name": name}); err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, nil
}

// page is an article as readers of pages and feeds find it, on its way to a line of type source.
type page struct {
	title, address, date, language, text string
	authors                              []string
	outlet                               string // id; "" = that of the address
	domain                               string
}

// day returns the day of its date: of what it is a copy of no more is known.
func (p *page) day() string { return string(evidence.Date(p.date).Day()) }

// write writes the source with its outlet and authors and returns its id; "" where it has neither address nor title and
// is rejected.
func (p *page) write(out Lines, at string) (string, error) {
	if p.outlet == "" {
		var err error
		if p.outlet, p.domain, err = outletAt(out, at, p.address); err != nil {
			return "", err
		}
	}
	id, ok := evidence.SourceIDOf(evidence.Source{
		URL: p.address, Title: p.title, Outlet: evidence.OutletID(p.outlet), PublishedAt: evidence.Date(p.date),
	})
	if !ok || (p.address == "" && p.title == "") {
		return "", out.Reject(at, "", "has neither an address nor a title; expected one of them")
	}
	authors, err := personsAt(out, at, p.domain, p.authors)
	if err != nil {
		return "", err
	}
	line := Line{"type": "source", "id": string(id), "kind": string(evidence.Article)}
	line.set("title", p.title)
	line.set("url", p.address)
	line.set("publishedAt", p.date)
	line.set("language", p.language)
	line.set("outlet", p.outlet)
	line.set("text", p.text)
	if len(authors) > 0 {
		line["authors"] = authors
	}
	return string(id), out.Write(at, line)
}

// credits writes that the article is an agency's, or uses its material, as far as its credit lines say so.
func (p *page) credits(out Lines, at, id string, credits []credit) error {
	for _, c := range credits {
		if c.domain == p.domain || p.title == "" {
			continue
		}
		outlet := "outlet:" + c.domain
		if err := out.Write(at, outletLineOf(outlet, c.domain)); err != nil {
			return err
		}
		original, err := (&page{title: p.title, date: p.day(), outlet: outlet, domain: c.domain}).write(out, at)
		if err != nil || original == "" || original == id {
			return err
		}
		line := Line{
			"type": "derivation", "from": id, "to": original, "kind": string(c.kind), "detector": "credit-line",
			"status": string(evidence.Suggested), "quote": c.words, "locator": c.place,
		}
		if err := out.Write(at, line); err != nil {
			return err
		}
	}
	return nil
}

// lineNumber is how a quote says on which line of the text it stands.
func lineNumber(n int) string { return fmt.Sprintf("line %d", n) }

// visibleText returns the words of a piece of HTML, each block on a line of its own.
func visibleText(markup string) string {
	var b strings.Builder
	hidden := 0
	for z := html.NewTokenizer(strings.NewReader(markup)); ; {
		kind := z.Next()
		if kind == html.ErrorToken {
			return tidy(b.String())
		}
		if kind == html.TextToken && hidden == 0 {
			b.WriteString(html.UnescapeString(strings.NewReplacer("\n", " ", "\r", " ").Replace(string(z.Raw()))))
		}
		tag, _ := z.TagName()
		name := string(tag)
		switch {
		case isBlock(name):
			b.WriteByte('\n')
		case name != "script" && name != "style":
		case kind == html.StartTagToken:
			hidden++
		case kind == html.EndTagToken:
			hidden = max(0, hidden-1)
		}
	}
}

// isBlock reports whether an element stands apart from the text around it.
func isBlock(element string) bool {
	switch element {
	case "p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "section", "article", "pre", "dt", "dd", "figcaption":
		return true
	}
	return false
}

var (
	markupPair = regexp.MustCompile(`(?is)<(a|abbr|b|big|cite|code|del|div|em|font|h[1-6]|i|ins|mark|p|q|s|small|span|strong|sub|sup|u)(?:\s[^<>]*)?>(.*?)</(?:[a-z]+[1-6]?)\s*>`)
	markupLone = regexp.MustCompile(`(?i)<(?:br|wbr|hr|img)(?:\s[^<>]*)?/?>`)
)

// oneLine returns a title without markup and escapes: many feeds escape them twice. A mark that opens and never closes is
// what the title is about: "How to use <b>".
func oneLine(title string) string {
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

// tidy puts one space between words and one line end between lines that have some.
func tidy(text string) string {
	var lines []string
	for line := range strings.Lines(text) {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

// jsonItems gives each object of a document to visit: the elements of one list, or the lines. A bad line is rejected and the
// others go on; a list that is cut or no JSON ends the document there.
func jsonItems(ctx context.Context, doc Document, out Lines, visit func(at string, item map[string]any) error) error {
	in := bufio.NewReaderSize(doc.Body, 64<<10)
	each := func(at string, raw []byte) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		if fault := jsonFault(raw); fault != "" {
			return out.Reject(at, "", fault)
		}
		if !json.Valid(raw) {
			return out.Reject(at, "", "not valid JSON; expected one object")
		}
		item, isObject := jsonValue(raw).(map[string]any)
		if !isObject {
			return out.Reject(at, "", "found "+shortJSON(raw)+"; expected an object")
		}
		return visit(at, item)
	}
	list, err := beginsWith(in, '[')
	if err != nil {
		return &evidence.Error{Code: evidence.CodeInvalid, Message: "cannot be read", Err: err}
	}
	if !list {
		return textLines(in, func(n int, text []byte, tooLong bool) error {
			at := fmt.Sprintf("line %d", n)
			if tooLong {
				return out.Reject(at, "", fmt.Sprintf("longer than %d MB; expected an object", maxItemBytes>>20))
			}
			return each(at, text)
		})
	}
	j := newJSONIn(Document{Name: doc.Name, Body: in})
	if _, err := j.token(); err != nil {
		return err
	}
	if err := j.elements("", func(at string, raw json.RawMessage) error { return each(at, raw) }); err != nil {
		return err
	}
	return j.end()
}

func shortJSON(raw []byte) string {
	const most = 40
	if len(raw) > most {
		return strings.ToValidUTF8(string(raw[:most]), "") + "…"
	}
	return string(raw)
}

// beginsWith reports whether the first character that is no white space is c. Nothing but a byte order mark is taken out of in;
// a document that begins with more white space than the reader holds is not looked through.
func beginsWith(in *bufio.Reader, c byte) (bool, error) {
	head, err := in.Peek(in.Size())
	if err != nil && !errors.Is(err, io.EOF) {
		return false, err
	}
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
	return len(head) > 0 && head[0] == c, nil
}

// textLines gives each line with content to visit, numbered from 1, without the white space around it and a byte order mark.
// Of a line that is longer than an item may be nothing is kept. text is valid until visit returns.
func textLines(in *bufio.Reader, visit func(n int, text []byte, tooLong bool) error) error {
	var long []byte
	for n := 1; ; n++ {
		text, err := in.ReadSlice('\n')
		tooLong := false
		if errors.Is(err, bufio.ErrBufferFull) {
			long = append(long[:0], text...)
			for errors.Is(err, bufio.ErrBufferFull) {
				text, err = in.ReadSlice('\n')
				if tooLong = tooLong || len(long)+len(text) > maxItemBytes; !tooLong {
					long = append(long, text...)
				}
			}
			text = long
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return &evidence.Error{Code: evidence.CodeInvalid, Message: "cannot be read", Err: err}
		}
		if n == 1 {
			text = bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))
		}
		if text = bytes.TrimSpace(text); len(text) > 0 || tooLong {
			if visited := visit(n, text, tooLong); visited != nil {
				return visited
			}
		}
		if err != nil {
			return nil
		}
	}
}

// counted keeps how often something was passed over, by name, for one note at the end.
type counted map[string]int

// tell notes what was passed over, the most frequent first.
func (c counted) tell(out Lines) {
	names := make([]string, 0, len(c))
	for name := range c {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(cmp.Compare(c[b], c[a]), cmp.Compare(a, b)) })
	for i, name := range names {
		names[i] = fmt.Sprintf("%s (%d)", name, c[name])
	}
	const most = 20
	if len(names) > most {
		names = append(names[:most], "and others")
	}
	if len(names) > 0 {
		note(out, "has no place in the graph: "+strings.Join(names, ", "))
	}
}

// count adds one to a name; beyond a thousand different names they are counted together.
func (c counted) count(name string) {
	const most = 1000
	if _, known := c[name]; !known && len(c) >= most {
		name = "others"
	}
	if len(name) > 60 {
		name = strings.ToValidUTF8(name[:60], "") + "…"
	}
	c[name]++
}
