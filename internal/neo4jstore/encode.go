package neo4jstore

import (
	"encoding/json"
	"fmt"
	"maps"
	"strings"
	"unicode"

	"github.com/credence-graph/credence/internal/evidence"
)

// properties are those of a node or relationship; what is unknown is absent.
type properties map[string]any

func (p properties) text(name, value string) {
	if value != "" {
		p[name] = value
	}
}

func (p properties) number(name string, value *float64) {
	if value != nil {
		p[name] = *value
	}
}

func (p properties) quotes(name string, quotes []evidence.Quote) {
	if len(quotes) == 0 {
		return
	}
	text, err := json.Marshal(quotes)
	if err != nil { // numbers and texts always have a form in JSON
		text = []byte("[]")
	}
	p[name] = string(text)
}

// member returns the properties of one relationship of a group.
func (p properties) member(group evidence.ID, n int) map[string]any {
	m := make(map[string]any, len(p)+1)
	maps.Copy(m, p)
	m["id"] = fmt.Sprintf("%s#%d", group, n)
	m["group"] = string(group)
	return m
}

// date keeps the date as it was given, and as "day" its sort key to order and compare by.
func (p properties) date(name string, d evidence.Date) {
	p.text(name, string(d))
	if d.Known() {
		p["day"] = d.SortKey()
	}
}

func list[T ~string](p properties, name string, values []T) {
	if len(values) > 0 {
		p[name] = texts(values)
	}
}

func texts[T ~string](values []T) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = string(v)
	}
	return out
}

// encode returns what is stored of a record, given as a pointer: all that is stated, but not what links it to its ends.
func encode(record any) (properties, error) {
	p := properties{}
	switch r := record.(type) {
	case *evidence.Claim:
		p.claim(r)
	case *evidence.Source:
		p.source(r)
	case *evidence.Outlet:
		p.text("id", string(r.ID))
		p.text("name", r.Name)
		list(p, "domains", r.Domains)
		p.text("country", r.Country)
		p.text("kind", string(r.Kind))
		p.text("reliability", string(r.Reliability))
	case *evidence.Organization:
		p.text("id", string(r.ID))
		p.text("name", r.Name)
		p.text("country", r.Country)
		p.text("kind", r.Kind)
	case *evidence.Person:
		p.text("id", string(r.ID))
		p.text("name", r.Name)
	case *evidence.ClaimReview:
		p.review(r)
	case evidence.Link:
		p.link(r)
	default:
		return nil, &evidence.Error{Code: evidence.CodeInternal, Message: fmt.Sprintf("cannot store a %T", record)}
	}
	if node, ok := record.(evidence.Node); ok {
		p.folded(node)
	}
	return p, nil
}

// folded keeps by what people find a node if that is not in its texts as they are: its folded words, and a claim's
// whole text.
func (p properties) folded(node evidence.Node) {
	p.text("folded", strings.Join(evidence.FoldedWords(evidence.Searched(node)), " "))
	beyondASCII := func(r rune) bool { return r > unicode.MaxASCII }
	if claim, ok := node.(*evidence.Claim); ok && strings.ContainsFunc(claim.Text, beyondASCII) {
		p.text("foldedText", evidence.Fold(claim.Text))
	}
}

func (p properties) claim(c *evidence.Claim) {
	p.text("id", string(c.ID))
	p.text("text", c.Text)
	p.text("name", c.Name)
	p.text("item", c.Item)
	p.text("value", c.Value)
	list(p, "tags", c.Tags)
	p.text("language", c.Language)
	p.text("claimant", c.Claimant)
	p.date("claimDate", c.ClaimDate)
}

func (p properties) source(s *evidence.Source) {
	p.text("id", string(s.ID))
	p.text("kind", string(s.Kind))
	p.text("identity", string(s.Identity))
	p.text("title", s.Title)
	p.text("url", s.URL)
	p.text("canonicalUrl", s.CanonicalURL)
	p.date("publishedAt", s.PublishedAt)
	p.text("withdrawnAt", string(s.WithdrawnAt))
	p.text("language", s.Language)
	if f := s.Firsthand; f != nil && f.Unquantified {
		p["firsthand"] = true
	} else if f != nil {
		p["firsthand"] = f.Share
	}
	p.text("reliability", string(s.Reliability))
	p.text("outlet", string(s.Outlet))
	p.text("fingerprint", string(s.Fingerprint))
	list(p, "authors", s.Authors)
}

func (p properties) review(r *evidence.ClaimReview) {
	p.text("id", string(r.ID))
	p.text("claim", string(r.Claim))
	p.text("publisher", string(r.Publisher))
	p.text("url", r.URL)
	p.date("datePublished", r.DatePublished)
	p.text("verdict", string(r.Verdict))
	p.text("alternateName", r.AlternateName)
	p.number("ratingValue", r.RatingValue)
	p.number("bestRating", r.BestRating)
	p.number("worstRating", r.WorstRating)
	list(p, "cites", r.Cites)
	p.quotes("citesQuotes", r.CitesQuotes)
	p.quotes("basis", r.Basis)
	p.quotes("reservations", r.Reservations)
}

func (p properties) link(link evidence.Link) {
	p["id"] = string(link.LinkID())
	switch l := link.(type) {
	case *evidence.Statement:
		p["strength"] = l.Strength
	case *evidence.Derivation:
		list(p, "claims", l.Claims)
		p["weight"] = l.Weight
		p.number("kappa", l.Kappa)
		p.text("detector", l.Detector)
		p.text("status", string(l.Status))
	case *evidence.Ownership:
		p.number("share", l.Share)
		if l.Reciprocated != nil {
			p["reciprocated"] = *l.Reciprocated
		}
		p.text("validFrom", string(l.ValidFrom))
		p.text("validTo", string(l.ValidTo))
	case *evidence.Funding:
		p.text("validFrom", string(l.ValidFrom))
		p.text("validTo", string(l.ValidTo))
	}
	provenance := link.Record()
	p.text("recordedFrom", provenance.RecordedFrom)
	p.text("justification", provenance.Justification)
	if c := provenance.Confidence; c != nil {
		p["confidence"] = *c
	}
	p.quotes("quotes", provenance.Quotes)
}
