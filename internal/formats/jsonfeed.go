package formats

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"regexp"

	"github.com/credence-graph/credence/internal/evidence"
)

// jsonFeedVersion is the member by which a JSON Feed says that it is one.
var jsonFeedVersion = regexp.MustCompile(`^\s*\{(?s:.*)"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org\\?/`)

// readAnyFeed reads a feed of XML or a JSON Feed.
func readAnyFeed(ctx context.Context, doc Document, out Lines) error {
	in := bufio.NewReader(doc.Body)
	doc.Body = in
	isJSON, err := beginsWith(in, '{')
	if err != nil {
		return &evidence.Error{Code: evidence.CodeInvalid, Message: "cannot be read", Err: err}
	}
	if isJSON {
		return readJSONFeed(ctx, doc, out)
	}
	return readFeed(ctx, doc, out)
}

// readJSONFeed reads a JSON Feed:
//
//	title, url (else an id that is one)       title, url; relative ones by home_page_url, else by feed_url
//	date_published, else date_modified        publishedAt
//	authors, author                           authors; an agency or a desk is none, and an agency is suggested as the origin
//	content_html, else content_text           text
//	language, of the item or of the feed      language
//
// The order of the members does not matter: what waits for the feed's address or language is read at the end.
func readJSONFeed(ctx context.Context, doc Document, out Lines) error {
	j := newJSONIn(doc)
	f := &feedReader{out: out, begun: true}
	if _, err := j.token(); err != nil {
		return err
	}
	items := 0
	err := j.members(func(name string) error {
		if name != "items" {
			raw, err := j.value()
			if err == nil {
				f.member(name, jsonText(jsonValue(raw)))
			}
			return err
		}
		t, err := j.token()
		if err != nil {
			return err
		}
		if t != json.Delim('[') {
			return evidence.Invalidf("items", "is no list; expected the items of the feed")
		}
		return j.elements("items", func(at string, raw json.RawMessage) error {
			items++
			return f.jsonItem(ctx, at, raw)
		})
	})
	if err != nil {
		return err
	}
	if err := j.end(); err != nil {
		return err
	}
	return f.ended(items)
}

// member takes what the feed says of itself.
func (f *feedReader) member(name, text string) {
	switch name {
	case "home_page_url":
		f.place.home = evidence.ResolveURL("", text)
	case "feed_url":
		f.place.self = evidence.ResolveURL("", text)
	case "language":
		f.language = text
	}
}

// jsonItem reads an item at once if the feed has said what its links are relative to.
func (f *feedReader) jsonItem(ctx context.Context, at string, raw json.RawMessage) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if fault := jsonFault(raw); fault != "" {
		return f.out.Reject(at, "", fault)
	}
	item, isObject := jsonValue(raw).(map[string]any)
	if !isObject {
		return f.out.Reject(at, "", "found "+shortened(raw)+"; expected an object")
	}
	read := func() error {
		p, agencies := f.jsonPage(item)
		id, err := p.write(f.out, at)
		if err != nil || id == "" || p.title == "" {
			return err
		}
		return p.credits(f.out, at, id, creditsIn(p.text, agencies))
	}
	if f.place.home == "" && len(f.waiting) < mostWaiting {
		f.waiting = append(f.waiting, read)
		return nil
	}
	return read()
}

// jsonPage returns what an item says, and the agencies among its authors.
func (f *feedReader) jsonPage(item map[string]any) (page, []string) {
	p := page{
		title:    oneLine(jsonText(item["title"])),
		date:     firstDate(jsonText(item["date_published"]), jsonText(item["date_modified"])),
		language: cmp.Or(jsonText(item["language"]), f.language), text: visibleText(jsonText(item["content_html"])),
	}
	if p.text == "" {
		p.text = tidy(jsonText(item["content_text"]))
	}
	link := jsonText(item["url"])
	if id := evidence.AbsoluteURL(jsonText(item["id"])); link == "" && hostOf(id) != "" {
		link = id
	}
	p.address = cmp.Or(evidence.ResolveURL(f.place.base(), link), link)
	var names []string
	for _, author := range append(jsonList(item["authors"]), jsonList(item["author"])...) {
		if a, is := author.(map[string]any); is {
			names = append(names, jsonText(a["name"]))
		}
	}
	by := readBylines(names...)
	p.authors = by.persons
	return p, by.agencies
}
