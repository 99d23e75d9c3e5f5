package formatstest

import (
	"slices"

	"pgregory.net/rapid"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/export"
)

// DrawGraph draws a graph with every kind of record and values for every field, as a store would give it.
func DrawGraph(t *rapid.T) *export.Graph {
	claims := drawIDs[evidence.ClaimID](t, evidence.KindClaim, 1, 3)
	sources := drawIDs[evidence.SourceID](t, evidence.KindSource, 1, 4)
	outlets := drawIDs[evidence.OutletID](t, evidence.KindOutlet, 0, 3)
	organizations := drawIDs[evidence.OrganizationID](t, evidence.KindOrganization, 0, 3)
	persons := drawIDs[evidence.PersonID](t, evidence.KindPerson, 0, 3)
	g := &export.Graph{}
	for _, id := range claims {
		c := evidence.Claim{ID: id, Text: drawText(t, "text"), Name: drawMaybe(t, "name"), Item: drawMaybe(t, "item"),
			Language: drawLanguage(t),
			Claimant: drawMaybe(t, "claimant"), ClaimDate: drawDate(t, "claimDate"), RecordedAt: Day,
			Tags: drawSome(t, "tag", []string{"z", "a b", "a,b"})}
		if c.Item != "" {
			c.Value = drawMaybe(t, "value")
		}
		g.Claims = append(g.Claims, c.Normalize())
	}
	for _, id := range outlets {
		g.Outlets = append(g.Outlets,
			evidence.Outlet{ID: id, Name: drawText(t, "name"),
				Domains: drawSome(t, "domain", []string{"b.example", "a.example"}),
				Country: drawOf(t, "country", []string{"", "UA"}), Kind: drawOf(t, "kind", evidence.OutletKinds()),
				Reliability: drawLetter(t), RecordedAt: Day}.Normalize())
	}
	for _, id := range organizations {
		g.Organizations = append(g.Organizations, evidence.Organization{ID: id, Name: drawText(t, "name"),
			Country: drawOf(t, "country", []string{"", "UA"}),
			Kind:    drawMaybe(t, "kind"), RecordedAt: Day})
	}
	for _, id := range persons {
		g.Persons = append(g.Persons, evidence.Person{ID: id, Name: drawText(t, "name"), RecordedAt: Day})
	}
	for _, id := range sources {
		g.Sources = append(g.Sources, evidence.Source{ID: id, Kind: drawOf(t, "kind", evidence.SourceKinds()),
			Identity: drawOf(t, "identity", []evidence.Identity{evidence.Named, evidence.Category, evidence.Unnamed}),
			Title:    drawMaybe(t, "title"),
			URL:      drawURL(t), PublishedAt: drawDate(t, "publishedAt"), WithdrawnAt: drawDate(t, "withdrawnAt"),
			Language:    drawLanguage(t),
			Firsthand:   drawOf(t, "firsthand", []*evidence.Firsthand{nil, {Share: .25}, {}, {Unquantified: true}}),
			Reliability: drawLetter(t), Outlet: drawOf(t, "outlet", append([]evidence.OutletID{""}, outlets...)),
			Authors:    drawSome(t, "author", persons),
			RecordedAt: Day}.Normalize())
	}
	for _, id := range drawIDs[evidence.ReviewID](t, evidence.KindReview, 0, 2) {
		g.Reviews = append(g.Reviews, evidence.ClaimReview{ID: id, Claim: drawOf(t, "claim", claims), RecordedAt: Day,
			Publisher: drawOf(t, "publisher", append([]evidence.OutletID{""}, outlets...)), URL: drawURL(t),
			DatePublished: drawDate(t, "datePublished"),
			Verdict:       drawOf(t, "verdict", evidence.Verdicts()), AlternateName: drawText(t, "alternateName"),
			RatingValue: drawNumber(t, "value"),
			BestRating:  drawNumber(t, "best"), WorstRating: drawNumber(t, "worst"),
			Cites:       drawSome(t, "cites", sources),
			CitesQuotes: drawQuotes(t, "citesQuotes"), Basis: drawQuotes(t, "basis"),
			Reservations: drawQuotes(t, "reservations")}.Normalize())
	}
	drawLinks(t, g, claims, sources)
	drawHolders(t, g, outlets, organizations, persons)
	drawInterests(t, g)
	return g
}

func drawLetter(t *rapid.T) evidence.SourceReliability {
	return rapid.SampledFrom([]evidence.SourceReliability{"", "A", "E", "F"}).Draw(t, "reliability")
}

func drawLanguage(t *rapid.T) string {
	return rapid.SampledFrom([]string{"", "en", "uk", "pt-BR"}).Draw(t, "language")
}

func drawURL(t *rapid.T) string {
	return rapid.SampledFrom([]string{
		"", "https://a.example/x", "http://www.b.example/?a=1&b=%20#c", "https://q.example/ü",
	}).Draw(t, "url")
}

// once adds a link unless it is there.
func once[T interface {
	comparableLink
	Normalize() T
}](list *[]T, link T) {
	link = link.Normalize()
	if !slices.ContainsFunc(*list, func(l T) bool { return l.LinkID() == link.LinkID() }) {
		*list = append(*list, link)
		slices.SortFunc(*list, func(a, b T) int { return compareIDs(a.LinkID(), b.LinkID()) })
	}
}

type comparableLink interface{ LinkID() evidence.ID }

func compareIDs(a, b evidence.ID) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func drawLinks(t *rapid.T, g *export.Graph, claims []evidence.ClaimID, sources []evidence.SourceID) {
	for i, claim := range claims {
		for j, source := range sources {
			stance := evidence.Supports
			if (i+j)%2 == 0 {
				stance = evidence.Refutes
			}
			for _, s := range drawSome(t, "stance", []evidence.Stance{stance, evidence.Mentions}) {
				once(&g.Statements, evidence.Statement{Source: source, Claim: claim, Stance: s,
					Provenance: drawProvenance(t),
					Strength:   rapid.SampledFrom([]float64{1, .5}).Draw(t, "strength")})
			}
		}
	}
	for range rapid.IntRange(0, 4).Draw(t, "derivations") {
		d := evidence.Derivation{From: drawOf(t, "from", sources), To: drawOf(t, "to", sources),
			Kind:   drawOf(t, "kind", evidence.DerivationKinds()),
			Claims: drawSome(t, "scope", claims), Weight: rapid.SampledFrom([]float64{1, 2.5}).Draw(t, "weight"),
			Detector: drawMaybe(t, "detector"),
			Status: rapid.SampledFrom([]evidence.ReviewStatus{
				"", evidence.Suggested, evidence.Confirmed, evidence.Rejected,
			}).Draw(t, "status"), Provenance: drawProvenance(t)}
		if d.Kind == evidence.Copies {
			if d.From == d.To {
				continue
			}
			d.CopiedShare, d.Weight = rapid.SampledFrom([]*float64{new(0.0), new(.75), new(1.0)}).Draw(t, "kappa"), 1
		}
		once(&g.Derivations, d)
	}
	for range rapid.IntRange(0, 2).Draw(t, "corroborations") {
		if said := drawSome(t, "said", sources); len(said) > 0 {
			once(&g.Corroborations,
				evidence.Corroboration{Claim: drawOf(t, "claim", claims), Sources: said, Provenance: drawProvenance(t)})
		}
	}
	for range rapid.IntRange(0, 2).Draw(t, "relations") {
		if from, to := drawOf(t, "from", claims), drawOf(t, "to", claims); from != to {
			once(&g.Relations, evidence.Relation{From: from, To: to, Provenance: drawProvenance(t),
				Kind: rapid.SampledFrom([]evidence.RelationKind{evidence.PartOf, evidence.Contradicts}).Draw(t,
					"kind")})
		}
	}
	for _, source := range drawSome(t, "confirmed", sources) {
		once(&g.Confirmations, evidence.Confirmation{Source: source, Provenance: drawProvenance(t)})
	}
	drawSame(t, g, claims)
	drawSame(t, g, sources)
}

func drawSame[T ~string](t *rapid.T, g *export.Graph, ids []T) {
	if a, b := drawOf(t, "a", ids), drawOf(t, "b", ids); a != b && rapid.Bool().Draw(t, "same") {
		once(&g.Samenesses, evidence.Sameness{A: evidence.ID(a), B: evidence.ID(b), Provenance: drawProvenance(t)})
	}
}

// drawHolders draws who owns and pays whom.
func drawHolders(
	t *rapid.T, g *export.Graph, outlets []evidence.OutletID, organizations []evidence.OrganizationID,
	persons []evidence.PersonID,
) {
	drawSame(t, g, outlets)
	drawSame(t, g, organizations)
	drawSame(t, g, persons)
	var assets, owners []evidence.ID
	for _, id := range outlets {
		assets = append(assets, evidence.ID(id))
	}
	for _, id := range organizations {
		assets, owners = append(assets, evidence.ID(id)), append(owners, evidence.ID(id))
	}
	for _, id := range persons {
		owners = append(owners, evidence.ID(id))
	}
	spans := [][2]evidence.Date{{"", ""}, {"2019", ""}, {"", "2021-06"}, {"2019-01-02", "2020-03-04"}, {"2020", "2020"}}
	for range rapid.IntRange(0, 3).Draw(t, "holders") {
		asset, owner := drawOf(t, "asset", assets), drawOf(t, "owner", owners)
		if asset == owner || asset == "" || owner == "" {
			continue
		}
		span := drawOf(t, "span", spans)
		if rapid.Bool().Draw(t, "owns") {
			once(&g.Ownerships, evidence.Ownership{Asset: asset, Owner: owner, ValidFrom: span[0], ValidTo: span[1],
				Provenance:   drawProvenance(t),
				SharePercent: rapid.SampledFrom([]*float64{nil, new(33.3), new(100.0)}).Draw(t, "share"),
				Reciprocated: rapid.SampledFrom([]*bool{nil, new(true), new(false)}).Draw(t, "reciprocated")})
			continue
		}
		once(&g.Fundings, evidence.Funding{
			Recipient: asset, Funder: owner, ValidFrom: span[0], ValidTo: span[1], Provenance: drawProvenance(t),
		})
	}
}
