package export

import (
	"io"
	"strings"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
)

// WriteClaimReview writes the claims and the fact checks about them as schema.org JSON-LD: one "@graph" of
// ClaimReview, and of Claim where nobody has checked the claim. What each fact check needs stands within it, so that
// every item is good by itself.
//
// What is carried, and what is lost:
//
//	claim       carried: text, name, tags, language, claimant, claimDate; lost: item, value, and a name that is the text
//	review      carried: claim, url, datePublished, alternateName, the three numbers, the words of its basis, cites with
//	            their sources, publisher; the verdict where its words or its numbers say it, otherwise it is read as OTHER;
//	            lost: the places of its quotes, its reservations and the passages that cite
//	source      those that mention a claim or are cited by a review: title, url, publishedAt, language, outlet, authors, and the
//	            kinds ARTICLE, REPORT, DATASET and SOCIAL_POST; lost: the other kinds, identity, withdrawnAt, firsthand, reliability
//	outlet      those of these sources and reviews: name, one domain; lost: the other domains, country, kind, reliability
//	person      the authors of these sources: name
//	statement   those that mention, as the appearance of the claim; lost: those that support or refute, and what is recorded of
//	            them (ClaimReview has no place for other people's evidence)
//	lost        every other link, what is denied to be one, the organizations, and the texts of sources
//
// White space around texts is lost as well. An error is one of w.
func WriteClaimReview(w io.Writer, g *Graph) (Contents, error) {
	c := &claimReviewWriter{
		sources: keyed(g.Sources, func(s evidence.Source) evidence.SourceID { return s.ID }),
		outlets: keyed(g.Outlets, func(o evidence.Outlet) evidence.OutletID { return o.ID }),
		persons: keyed(g.Persons, func(p evidence.Person) evidence.PersonID { return p.ID }),
		seen:    map[evidence.ClaimID][]evidence.SourceID{}, holds: map[evidence.ID]bool{},
	}
	for _, s := range g.Statements {
		if s.Stance == evidence.Mentions && s.Provenance.RetractedAt == nil {
			c.seen[s.Claim] = append(c.seen[s.Claim], s.Source)
			c.holds[evidence.ID(s.ID)] = true
		}
	}
	reviews := map[evidence.ClaimID][]evidence.ClaimReview{}
	for _, r := range g.Reviews {
		reviews[r.Claim] = append(reviews[r.Claim], r)
	}
	out := newJSONOut(w)
	out.raw("{\"@context\": \"https://schema.org\", \"@graph\": [")
	for _, claim := range g.Claims {
		thing := c.claim(claim)
		for _, r := range reviews[claim.ID] {
			out.typed("@type", c.review(r, claim, thing))
			c.holds[r.NodeID()] = true
		}
		if len(reviews[claim.ID]) == 0 {
			out.typed("@type", thing)
		}
		c.holds[claim.NodeID()] = true
	}
	out.raw("\n]}\n")
	left := g.leftOut(carried{records: func(record any) bool { return c.holds[evidence.IDOf(record)] }, quotes: true})
	return Contents{out.tally.items, left}, out.flush()
}

type claimReviewWriter struct {
	sources map[evidence.SourceID]evidence.Source
	outlets map[evidence.OutletID]evidence.Outlet
	persons map[evidence.PersonID]evidence.Person
	seen    map[evidence.ClaimID][]evidence.SourceID // the sources that mention a claim
	holds   map[evidence.ID]bool                     // the records that are written
}

// fields are the members of a JSON object; what is empty is left out.
type fields map[string]any

func (f fields) set(name, text string) {
	if text != "" {
		f[name] = text
	}
}

func (f fields) list(name string, list []any) {
	if len(list) > 0 {
		f[name] = list
	}
}

// thing begins a thing of schema.org with the key that Credence knows it by.
func thing[T ~string](kind string, id T) fields {
	return fields{"@type": kind, "identifier": fields{"@type": "PropertyValue", "propertyID": "credence", "value": id}}
}

func (c *claimReviewWriter) claim(claim evidence.Claim) fields {
	f := thing("Claim", claim.ID)
	f["text"] = claim.Text
	f.set("name", claim.Name)
	f.set("inLanguage", claim.Language)
	f.set("datePublished", string(claim.ClaimDate))
	f.list("keywords", anyOf(claim.Tags))
	if claim.Claimant != "" {
		f["author"] = fields{"@type": "Thing", "name": claim.Claimant}
	}
	f.list("appearance", c.works(c.seen[claim.ID]))
	return f
}

func (c *claimReviewWriter) review(r evidence.ClaimReview, claim evidence.Claim, about fields) fields {
	f := thing("ClaimReview", r.ID)
	f["claimReviewed"], f["itemReviewed"] = claim.Text, about
	f.set("url", r.URL)
	f.set("datePublished", string(r.DatePublished))
	if r.Publisher != "" {
		publisher := c.outlet(r.Publisher)
		f["author"], f["publisher"] = publisher, publisher
	}
	rating := fields{"@type": "Rating", "alternateName": r.AlternateName}
	for name, x := range map[string]*float64{"ratingValue": r.RatingValue, "bestRating": r.BestRating, "worstRating": r.WorstRating} {
		if x != nil {
			rating[name] = *x
		}
	}
	var basis []any
	for _, q := range r.Basis {
		if strings.TrimSpace(q.Exact) != "" {
			basis = append(basis, q.Exact)
		}
	}
	rating.list("ratingExplanation", basis)
	f["reviewRating"] = rating
	f.list("citation", c.works(r.Cites))
	return f
}

// workTypes are the types of schema.org that say a kind of source.
var workTypes = map[evidence.SourceKind]string{
	evidence.Article: "Article", evidence.Report: "Report", evidence.Dataset: "Dataset", evidence.SocialPost: "SocialMediaPosting",
}

func (c *claimReviewWriter) works(ids []evidence.SourceID) []any {
	var list []any
	for _, id := range ids {
		s := c.sources[id]
		c.holds[evidence.ID(id)] = true
		kind := workTypes[s.Kind]
		if kind == "" {
			kind = "CreativeWork"
		}
		f := thing(kind, id)
		f.set("name", s.Title)
		f.set("url", s.URL)
		f.set("datePublished", string(s.PublishedAt))
		f.set("inLanguage", s.Language)
		if s.Outlet != "" {
			f["publisher"] = c.outlet(s.Outlet)
		}
		var authors []any
		for _, p := range s.Authors {
			c.holds[evidence.ID(p)] = true
			author := thing("Person", p)
			author.set("name", c.persons[p].Name)
			authors = append(authors, author)
		}
		f.list("author", authors)
		list = append(list, f)
	}
	return list
}

func (c *claimReviewWriter) outlet(id evidence.OutletID) fields {
	c.holds[evidence.ID(id)] = true
	o := c.outlets[id]
	o.ID = id // of one that the graph names and does not hold, the key is its label
	f := thing("Organization", id)
	f["name"] = o.Label()
	if len(o.Domains) > 0 {
		f["url"] = "https://" + o.Domains[0]
	}
	return f
}

func keyed[T any, ID comparable](list []T, id func(T) ID) map[ID]T {
	m := make(map[ID]T, len(list))
	for _, x := range list {
		m[id(x)] = x
	}
	return m
}

func anyOf[T any](list []T) []any {
	values := make([]any, len(list))
	for i, x := range list {
		values[i] = x
	}
	return values
}

// instant returns a time as STIX and PROV write it, in milliseconds and UTC.
func instant(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }
