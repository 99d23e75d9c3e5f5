package articles

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"regexp"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/evidence/addresses"
	"github.com/credence-graph/credence/internal/formats"
	"github.com/credence-graph/credence/internal/formats/bylines"
	"github.com/credence-graph/credence/internal/formats/jsondoc"
	"github.com/credence-graph/credence/internal/formats/markup"
)

// jsonFeedVersion is the member by which a JSON Feed says that it is one.
var jsonFeedVersion = regexp.MustCompile(`^\s*\{(?s:.*)"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org\\?/`)

// readAnyFeed reads a feed of XML or a JSON Feed.
func readAnyFeed(ctx context.Context, doc formats.Document, out formats.Lines) error {
	in := bufio.NewReader(doc.Body)
	doc.Body = in
	isJSON, err := jsondoc.BeginsWith(in, '{')
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
//	authors, author                           authors; agencies and desks are not persons, and an agency is suggested
//	                                          as the origin
//	content_html, else content_text           text
//	language, of the item or of the feed      language
//
// The order of the members does not matter: what waits for the feed's address or language is read at the end.
func readJSONFeed(ctx context.Context, doc formats.Document, out formats.Lines) error {
	j := jsondoc.NewReader(doc)
	f := &feedReader{out: out, begun: true}
	if _, err := j.Token(); err != nil {
		return err
	}
	items := 0
	err := j.Members(func(name string) error {
		if name != "items" {
			raw, err := j.Value()
			if err == nil {
				f.member(name, jsondoc.Text(jsondoc.Value(raw)))
			}
			return err
		}
		t, err := j.Token()
		if err != nil {
			return err
		}
		if t != json.Delim('[') {
			return evidence.Invalidf("items", "is not a list; expected the items of the feed")
		}
		return j.Elements("items", func(at string, raw json.RawMessage) error {
			items++
			return f.jsonItem(ctx, at, raw)
		})
	})
	if err != nil {
		return err
	}
	if err := j.End(); err != nil {
		return err
	}
	return f.ended(items)
}

// member takes what the feed says of itself.
func (f *feedReader) member(name, text string) {
	switch name {
	case "home_page_url":
		f.place.home = addresses.Resolve("", text)
	case "feed_url":
		f.place.self = addresses.Resolve("", text)
	case "language":
		f.language = text
	}
}

// jsonItem reads an item at once if the feed has said what its links are relative to.
func (f *feedReader) jsonItem(ctx context.Context, at string, raw json.RawMessage) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if fault := jsondoc.Fault(raw); fault != "" {
		return f.out.Reject(at, "", fault)
	}
	item, isObject := jsondoc.Value(raw).(map[string]any)
	if !isObject {
		return f.out.Reject(at, "", "found "+jsondoc.Shortened(raw)+"; expected an object")
	}
	read := func() error {
		p, agencies := f.jsonPage(item)
		id, err := p.write(f.out, at)
		if err != nil || id == "" || p.title == "" {
			return err
		}
		return p.credits(f.out, at, id, bylines.CreditsIn(p.text, agencies))
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
		title:    markup.OneLine(jsondoc.Text(item["title"])),
		date:     formats.FirstDate(jsondoc.Text(item["date_published"]), jsondoc.Text(item["date_modified"])),
		language: cmp.Or(jsondoc.Text(item["language"]), f.language),
		text:     markup.VisibleText(jsondoc.Text(item["content_html"])),
	}
	if p.text == "" {
		p.text = markup.Tidy(jsondoc.Text(item["content_text"]))
	}
	link := jsondoc.Text(item["url"])
	if id := addresses.Absolute(jsondoc.Text(item["id"])); link == "" && formats.HostOf(id) != "" {
		link = id
	}
	p.address = cmp.Or(addresses.Resolve(f.place.base(), link), link)
	var names []string
	for _, author := range append(jsondoc.List(item["authors"]), jsondoc.List(item["author"])...) {
		if a, is := author.(map[string]any); is {
			names = append(names, jsondoc.Text(a["name"]))
		}
	}
	by := bylines.Read(names...)
	p.authors = by.Persons
	return p, by.Agencies
}
