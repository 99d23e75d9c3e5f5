package grammar

import (
	"slices"

	"github.com/credence-graph/credence/internal/evidence"
)

func claimLine() *shape[evidence.Claim] {
	type T = evidence.Claim
	m := &model[T]{
		slot:     func(b *evidence.Batch) *[]evidence.Put[T] { return &b.Claims },
		id:       T.NodeID,
		mentions: func(c T, list []Mention) []Mention { return append(list, Mention{ID: c.NodeID()}) },
		// An item that is cleared is missing if an earlier value stays.
		leans: func(p evidence.Put[T]) bool {
			return p.Value.Item == "" && slices.Contains(p.Fields, "item") && !slices.Contains(p.Fields, "value")
		},
	}
	return newShape(builder(m), nil,
		need(identity(key("id", evidence.KindClaim, func(t *T) *evidence.ClaimID { return &t.ID }))),
		words("text", "the claim as a sentence", func(t *T) *string { return &t.Text }),
		words("name", "a few words", func(t *T) *string { return &t.Name }),
		words("item", "what it gives a value of", func(t *T) *string { return &t.Item }),
		words("value", "the value, as text", func(t *T) *string { return &t.Value }),
		list("tags", "a list of words", func(t *T) *[]string { return &t.Tags }),
		words("language", "a language tag such as en", func(t *T) *string { return &t.Language }),
		words("claimant", "a text", func(t *T) *string { return &t.Claimant }),
		words("claimDate", expectedDate, func(t *T) *evidence.Date { return &t.ClaimDate }),
	)
}

// What dates look like: those of a day, and those that may have a time of day.
const (
	expectedDate = "a date, YYYY-MM-DD, YYYY-MM or YYYY"
	expectedTime = expectedDate + ", or a time such as 2024-10-05T08:10Z"
	// expectedClock is what the time of day alone looks like.
	expectedClock = "a time of day such as 08:10, 08:10Z or 08:10+02:00"
)

// sourceLine reads a source and its words, which do not stand in its record.
func sourceLine() *shape[wordedSource] {
	type T = wordedSource
	m := &model[evidence.Source]{
		slot: func(b *evidence.Batch) *[]evidence.Put[evidence.Source] { return &b.Sources },
		id:   evidence.Source.NodeID,
		mentions: func(s evidence.Source, list []Mention) []Mention {
			list = append(list, Mention{ID: s.NodeID()})
			if s.Outlet != "" {
				list = append(list, Mention{ID: evidence.ID(s.Outlet)})
			}
			return mentionAll(s.Authors, list)
		},
	}
	build := builder(m)
	shape := newShape(func(t T, stated []string) Record { return &worded{build(t.Source, stated), t.words} }, nil,
		need(identity(key("id", evidence.KindSource, func(t *T) *evidence.SourceID { return &t.ID }))),
		words("kind", "a kind of source such as ARTICLE", func(t *T) *evidence.SourceKind { return &t.Kind }),
		words("identity", "NAMED, CATEGORY or UNNAMED", func(t *T) *evidence.Identity { return &t.Identity }),
		words("title", "a text", func(t *T) *string { return &t.Title }),
		words("url", "an address", func(t *T) *string { return &t.URL }),
		words("publishedAt", expectedTime, func(t *T) *evidence.Date { return &t.PublishedAt }),
		identity(words("publishedTime", expectedClock, func(t *T) *string { return &t.publishedTime })),
		words("withdrawnAt", expectedTime, func(t *T) *evidence.Date { return &t.WithdrawnAt }),
		identity(words("withdrawnTime", expectedClock, func(t *T) *string { return &t.withdrawnTime })),
		words("language", "a language tag such as en", func(t *T) *string { return &t.Language }),
		key("outlet", evidence.KindOutlet, func(t *T) *evidence.OutletID { return &t.Outlet }),
		keys("authors", evidence.KindPerson, func(t *T) *[]evidence.PersonID { return &t.Authors }),
		words("reliability", "a letter from A to F", func(t *T) *evidence.SourceReliability { return &t.Reliability }),
		field[T]{
			name: "firsthand", states: "firsthand", expected: "a number from 0 to 1, true or false", set: setFirsthand,
		},
		field[T]{name: "text", states: "text", expected: "the words of the source", set: setWords},
		field[T]{name: "fingerprint", states: "text", expected: "the fingerprint of its words", set: setFingerprint},
	)
	shape.finish = withTimes
	return shape
}

func setFirsthand(s *wordedSource, v value, expected string) error {
	switch v[0] {
	case 't':
		s.Firsthand = &evidence.Firsthand{Unquantified: true}
		return nil
	case 'f':
		s.Firsthand = &evidence.Firsthand{}
		return nil
	}
	share, err := v.number(expected)
	if err != nil || share == nil {
		s.Firsthand = nil
		return err
	}
	s.Firsthand = &evidence.Firsthand{Share: *share}
	return nil
}

func outletLine() *shape[evidence.Outlet] {
	type T = evidence.Outlet
	m := &model[T]{
		slot:     func(b *evidence.Batch) *[]evidence.Put[T] { return &b.Outlets },
		id:       T.NodeID,
		mentions: func(o T, list []Mention) []Mention { return append(list, Mention{ID: o.NodeID()}) },
	}
	return newShape(builder(m), nil,
		need(identity(key("id", evidence.KindOutlet, func(t *T) *evidence.OutletID { return &t.ID }))),
		words("name", "a name", func(t *T) *string { return &t.Name }),
		list("domains", "a list of host names", func(t *T) *[]string { return &t.Domains }),
		words("country", "two letters (ISO 3166-1)", func(t *T) *string { return &t.Country }),
		words("kind", "a kind of outlet such as NEWS", func(t *T) *evidence.OutletKind { return &t.Kind }),
		words("reliability", "a letter from A to F", func(t *T) *evidence.SourceReliability { return &t.Reliability }),
	)
}

func organizationLine() *shape[evidence.Organization] {
	type T = evidence.Organization
	m := &model[T]{
		slot:     func(b *evidence.Batch) *[]evidence.Put[T] { return &b.Organizations },
		id:       T.NodeID,
		mentions: func(o T, list []Mention) []Mention { return append(list, Mention{ID: o.NodeID()}) },
	}
	return newShape(builder(m), nil,
		need(identity(key("id", evidence.KindOrganization, func(t *T) *evidence.OrganizationID { return &t.ID }))),
		words("name", "a name", func(t *T) *string { return &t.Name }),
		words("country", "two letters (ISO 3166-1)", func(t *T) *string { return &t.Country }),
		words("kind", "a text", func(t *T) *string { return &t.Kind }),
	)
}

func personLine() *shape[evidence.Person] {
	type T = evidence.Person
	m := &model[T]{
		slot:     func(b *evidence.Batch) *[]evidence.Put[T] { return &b.Persons },
		id:       T.NodeID,
		mentions: func(p T, list []Mention) []Mention { return append(list, Mention{ID: p.NodeID()}) },
	}
	return newShape(builder(m), nil,
		need(identity(key("id", evidence.KindPerson, func(t *T) *evidence.PersonID { return &t.ID }))),
		words("name", "a name", func(t *T) *string { return &t.Name }),
	)
}

func reviewLine() *shape[evidence.ClaimReview] {
	type T = evidence.ClaimReview
	m := &model[T]{
		slot: func(b *evidence.Batch) *[]evidence.Put[T] { return &b.Reviews },
		id:   T.NodeID,
		mentions: func(r T, list []Mention) []Mention {
			list = append(list, Mention{ID: r.NodeID()})
			if r.Claim != "" {
				list = append(list, Mention{ID: evidence.ID(r.Claim)})
			}
			if r.Publisher != "" {
				list = append(list, Mention{ID: evidence.ID(r.Publisher)})
			}
			return mentionAll(r.Cites, list)
		},
	}
	return newShape(builder(m), nil,
		need(identity(key("id", evidence.KindReview, func(t *T) *evidence.ReviewID { return &t.ID }))),
		key("claim", evidence.KindClaim, func(t *T) *evidence.ClaimID { return &t.Claim }),
		key("publisher", evidence.KindOutlet, func(t *T) *evidence.OutletID { return &t.Publisher }),
		words("url", "an address", func(t *T) *string { return &t.URL }),
		words("datePublished", expectedDate, func(t *T) *evidence.Date { return &t.DatePublished }),
		words("verdict", "a verdict such as TRUE", func(t *T) *evidence.Verdict { return &t.Verdict }),
		words("alternateName", "the verdict in the publisher's words", func(t *T) *string { return &t.AlternateName }),
		optionalNumber("ratingValue", "a number", func(t *T) **float64 { return &t.RatingValue }),
		optionalNumber("bestRating", "a number", func(t *T) **float64 { return &t.BestRating }),
		optionalNumber("worstRating", "a number", func(t *T) **float64 { return &t.WorstRating }),
		keys("cites", evidence.KindSource, func(t *T) *[]evidence.SourceID { return &t.Cites }),
		quoteList("citesQuotes", func(t *T) *[]evidence.Quote { return &t.CitesQuotes }),
		quoteList("basis", func(t *T) *[]evidence.Quote { return &t.Basis }),
		quoteList("reservations", func(t *T) *[]evidence.Quote { return &t.Reservations }),
	)
}

func mentionAll[S ~string](ids []S, list []Mention) []Mention {
	for _, id := range ids {
		list = append(list, Mention{ID: evidence.ID(id)})
	}
	return list
}
