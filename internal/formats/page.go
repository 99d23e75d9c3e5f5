package formats

import "github.com/credence-graph/credence/internal/evidence"

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
