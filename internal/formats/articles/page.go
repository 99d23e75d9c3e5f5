package articles

import (
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/formats"
	"github.com/credence-graph/credence/internal/formats/bylines"
)

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
func (p *page) write(out formats.Lines, at string) (string, error) {
	if p.outlet == "" {
		var err error
		if p.outlet, p.domain, err = formats.OutletAt(out, at, p.address); err != nil {
			return "", err
		}
	}
	id, ok := evidence.SourceIDOf(evidence.Source{
		URL: p.address, Title: p.title, Outlet: evidence.OutletID(p.outlet), PublishedAt: evidence.Date(p.date),
	})
	if !ok || (p.address == "" && p.title == "") {
		return "", out.Reject(at, "", "has neither an address nor a title; expected one of them")
	}
	authors, err := formats.PersonsAt(out, at, p.domain, p.authors)
	if err != nil {
		return "", err
	}
	line := formats.Line{"type": "source", "id": string(id), "kind": string(evidence.Article)}
	line.Set("title", p.title)
	line.Set("url", p.address)
	line.Set("publishedAt", p.date)
	line.Set("language", p.language)
	line.Set("outlet", p.outlet)
	line.Set("text", p.text)
	if len(authors) > 0 {
		line["authors"] = authors
	}
	return string(id), out.Write(at, line)
}

// credits writes that the article is an agency's, or uses its material, as far as its credit lines say so.
func (p *page) credits(out formats.Lines, at, id string, credits []bylines.Credit) error {
	for _, c := range credits {
		if c.Domain == p.domain || p.title == "" {
			continue
		}
		outlet := "outlet:" + c.Domain
		if err := out.Write(at, formats.OutletLine(outlet, c.Domain)); err != nil {
			return err
		}
		original, err := (&page{title: p.title, date: p.day(), outlet: outlet, domain: c.Domain}).write(out, at)
		if err != nil || original == "" || original == id {
			return err
		}
		line := formats.Line{
			"type": "derivation", "from": id, "to": original, "kind": string(c.Kind), "detector": "credit-line",
			"status": string(evidence.Suggested), "quote": c.Words, "locator": c.Place,
		}
		if err := out.Write(at, line); err != nil {
			return err
		}
	}
	return nil
}
