package annotation

import (
	"sort"

	"github.com/credence-graph/credence/internal/evidence"
)

func (r *reader) readNodes(d *document) {
	b := &r.out.Batch
	for _, o := range d.Outlets {
		id := nodeID[evidence.OutletID](r, evidence.KindOutlet, o.ID, "id")
		r.place(evidence.ID(id), o.Quotes, o.ID.line)
		b.Outlets = append(b.Outlets, whole(evidence.Outlet{ID: id, Name: o.Name, Kind: o.Kind}.Normalize()))
	}
	for _, s := range d.Sources {
		id := nodeID[evidence.SourceID](r, evidence.KindSource, s.ID, "id")
		r.place(evidence.ID(id), s.Quotes, s.ID.line)
		b.Sources = append(b.Sources, whole(evidence.Source{ID: id, Kind: s.Kind, Identity: s.Identity, Title: s.Title,
			Outlet: nodeID[evidence.OutletID](r, evidence.KindOutlet, s.Outlet, "outlet")}.Normalize()))
	}
	for _, c := range d.Claims {
		id := nodeID[evidence.ClaimID](r, evidence.KindClaim, c.ID, "id")
		r.place(evidence.ID(id), c.Quotes, c.ID.line)
		b.Claims = append(b.Claims,
			whole(evidence.Claim{ID: id, Text: c.Text, Name: c.Name, Item: c.Item, Value: c.Value}))
	}
	for _, v := range d.Reviews {
		r.readReview(v)
	}
	if r.out.Main = nodeID[evidence.ClaimID](r, evidence.KindClaim, d.Main, "main"); r.out.Main == "" {
		r.fail(1, "main", "missing; expected the id of the claim that the text is about")
	}
}

func (r *reader) readReview(v yamlReview) {
	id := nodeID[evidence.ReviewID](r, evidence.KindReview, v.ID, "id")
	r.place(evidence.ID(id), v.Quotes, v.ID.line)
	if len(v.Cites) > 0 {
		r.quotes(v.CitesQuotes, v.ID.line, "citesQuotes") // what is cited is named somewhere
	}
	r.out.Batch.Reviews = append(r.out.Batch.Reviews, whole(evidence.ClaimReview{
		ID:            id,
		Claim:         nodeID[evidence.ClaimID](r, evidence.KindClaim, v.Claim, "claim"),
		Verdict:       v.Verdict,
		AlternateName: v.AlternateName,
		Cites:         nodeIDs[evidence.SourceID](r, evidence.KindSource, v.Cites, "cites"),
		CitesQuotes:   r.anyQuotes(v.CitesQuotes, "citesQuotes"),
		Basis:         r.anyQuotes(v.Basis, "basis"),
		Reservations:  r.anyQuotes(v.Reservations, "reservations"),
	}.Normalize()))
}

func (r *reader) place(id evidence.ID, quotes []yamlQuote, line int) {
	r.out.Places[id] = r.quotes(quotes, line, "quotes")
}

func (r *reader) readLinks(d *document) {
	b := &r.out.Batch
	for _, s := range d.Statements {
		record := evidence.Statement{Source: nodeID[evidence.SourceID](r, evidence.KindSource, s.Source, "source"),
			Claim: nodeID[evidence.ClaimID](r, evidence.KindClaim, s.Claim, "claim"), Stance: s.Stance,
			Provenance: r.said(s.Quotes, s.Source.line)}.Normalize()
		r.link(record.LinkID(), s.Source.line, "source")
		b.Statements = append(b.Statements, whole(record))
	}
	for _, x := range d.Derivations {
		record := evidence.Derivation{From: nodeID[evidence.SourceID](r, evidence.KindSource, x.From, "from"),
			To: nodeID[evidence.SourceID](r, evidence.KindSource, x.To, "to"), Kind: x.Kind,
			Claims:     nodeIDs[evidence.ClaimID](r, evidence.KindClaim, x.Claims, "claims"),
			Provenance: r.said(x.Quotes, x.From.line)}.Normalize()
		r.link(record.LinkID(), x.From.line, "from")
		b.Derivations = append(b.Derivations, whole(record))
	}
	for _, c := range d.Corroborations {
		record := evidence.Corroboration{Claim: nodeID[evidence.ClaimID](r, evidence.KindClaim, c.Claim, "claim"),
			Sources:    nodeIDs[evidence.SourceID](r, evidence.KindSource, c.Sources, "sources"),
			Provenance: r.said(c.Quotes, c.Claim.line)}.Normalize()
		r.link(record.LinkID(), c.Claim.line, "claim")
		b.Corroborations = append(b.Corroborations, whole(record))
	}
	for _, x := range d.Relations {
		record := evidence.Relation{From: nodeID[evidence.ClaimID](r, evidence.KindClaim, x.From, "from"), Kind: x.Kind,
			To:         nodeID[evidence.ClaimID](r, evidence.KindClaim, x.To, "to"),
			Provenance: r.said(x.Quotes, x.From.line)}.Normalize()
		r.link(record.LinkID(), x.From.line, "from")
		b.Relations = append(b.Relations, whole(record))
	}
	for _, x := range d.Interests {
		r.readInterests(x)
	}
	for _, x := range d.Leanings {
		record := evidence.Leaning{Outlet: nodeID[evidence.OutletID](r, evidence.KindOutlet, x.Outlet, "outlet"),
			Scheme: x.Scheme, Value: x.Value, RatedBy: x.RatedBy, RatedAt: x.RatedAt,
			Provenance: r.said(x.Quotes, x.Outlet.line)}.Normalize()
		r.link(record.LinkID(), x.Outlet.line, "outlet")
		b.Leanings = append(b.Leanings, whole(record))
	}
}

// readInterests reads the interest of one holder in each of some claims.
func (r *reader) readInterests(x yamlInterest) {
	at := max(x.Holder.line, 1)
	holder := evidence.ID(x.Holder.text)
	switch {
	case holder.Kind() != evidence.KindSource && holder.Kind() != evidence.KindOutlet:
		r.fail(at, "holder", "%q is not the global id of a source or outlet; expected one such as source:reuters", holder)
	case !r.nodes[holder]:
		r.fail(at, "holder", "%s is not in the annotation; expected the id of one of its %ss", holder, holder.Kind())
	case len(x.Claims) == 0:
		r.fail(at, "claims", "missing; expected a list of the claims that the interest is in")
	}
	said := r.said(x.Quotes, at)
	said.Justification = x.Justification
	for _, claim := range nodeIDs[evidence.ClaimID](r, evidence.KindClaim, x.Claims, "claims") {
		record := evidence.Interest{Holder: holder, Claim: claim, Direction: x.Direction, Kind: x.Kind,
			ValidFrom: x.ValidFrom, ValidTo: x.ValidTo, Provenance: said}.Normalize()
		r.link(record.LinkID(), at, "holder")
		r.out.Batch.Interests = append(r.out.Batch.Interests, whole(record))
	}
}

func (r *reader) said(quotes []yamlQuote, line int) evidence.Provenance {
	return evidence.Provenance{RecordedFrom: r.out.Title, Quotes: r.quotes(quotes, line, "quotes")}
}

// link enters a link, which must be new.
func (r *reader) link(id evidence.ID, line int, field string) {
	if before := r.ids[id]; before > 0 {
		r.fail(line, field, "the same assertion stands on line %d; expected it once", before)
	}
	r.ids[id] = line
}

func (r *reader) readExpectations(list []yamlExpectation) {
	seen := map[evidence.ClaimID]bool{}
	for _, e := range list {
		claim := nodeID[evidence.ClaimID](r, evidence.KindClaim, e.Claim, "claim")
		if claim == "" || seen[claim] {
			r.fail(max(e.Claim.line, 1), "claim",
				"an expectation names no claim, or one that has an expectation already; expected one for each")
		}
		seen[claim] = true
		r.out.Expectations = append(r.out.Expectations, r.expectation(claim, e))
	}
}

func (r *reader) expectation(claim evidence.ClaimID, e yamlExpectation) Expectation {
	at := e.Claim.line
	if e.Bottlenecks == nil {
		r.fail(at, "bottlenecks", "missing; expected a list of sources, [] for none")
	}
	expected := Expectation{
		Claim:                 claim,
		SourceCount:           stated(r, at, "sourceCount", e.SourceCount),
		TracedCount:           stated(r, at, "tracedCount", e.TracedCount),
		Demonstrated:          stated(r, at, "demonstrated", e.Demonstrated),
		Pooled:                stated(r, at, "pooled", e.Pooled),
		Presumed:              stated(r, at, "presumed", e.Presumed),
		DemonstratedLineCount: stated(r, at, "demonstratedLineCount", e.DemonstratedLineCount),
		LineCount:             stated(r, at, "lineCount", e.LineCount),
		PresumedOrigins:       stated(r, at, "presumedOrigins", e.PresumedOrigins),
		Bottlenecks:           nodeIDs[evidence.SourceID](r, evidence.KindSource, e.Bottlenecks, "bottlenecks"),
		Overlap:               e.Overlap,
		Disinterested:         e.Disinterested, DisinterestedLineCount: e.DisinterestedLines,
	}
	if w := e.IfWrong; w != nil {
		expected.IfWrong = &ExpectedIfWrong{
			Source:       nodeID[evidence.SourceID](r, evidence.KindSource, w.Source, "ifWrong.source"),
			Presumed:     stated(r, at, "ifWrong.presumed", w.Presumed),
			Demonstrated: stated(r, at, "ifWrong.demonstrated", w.Demonstrated),
		}
		if expected.IfWrong.Source == "" {
			r.fail(at, "ifWrong.source", "missing; expected the id of a source")
		}
	}
	return expected
}

// stated returns a number that must be there.
func stated[N int | float64](r *reader, line int, field string, n *N) N {
	if n == nil {
		r.fail(line, field, "missing; expected a number")
		return 0
	}
	return *n
}

func (r *reader) readSuggestions(list []yamlSuggestion) {
	for _, s := range list {
		if len(s.Same) < 2 || s.Why == "" {
			r.fail(max(s.Kind.line, 1), "suggestions", "expected two or more ids under same, and why")
			return
		}
		ids := nodeIDs[evidence.ID](r, evidence.Kind(s.Kind.text), s.Same, "same")
		sort.Slice(ids, func(i, j int) bool { return ids[i] < ids[j] })
		r.out.Suggestions = append(r.out.Suggestions,
			Suggestion{Same: ids, Why: s.Why, Quotes: r.quotes(s.Quotes, s.Kind.line, "quotes")})
	}
}

// whole states every field of a record: what the annotation leaves out is not in the text.
func whole[R evidence.Record](record R) evidence.Put[R] { return evidence.Put[R]{Value: record} }
