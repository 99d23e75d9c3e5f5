package neo4jstore

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/neo4jstore/layout"
	"github.com/credence-graph/credence/internal/neo4jstore/prune"
)

// Subgraphs implements evidence.Reader with one query, which applies KnownAt. What ValidAt hides is taken out
// afterwards, see package prune.
func (s *Store) Subgraphs(
	ctx context.Context, claims []evidence.ClaimID, at evidence.Moment, also ...evidence.ID) (*evidence.Subgraphs, error) {
	if err := at.Validate(); err != nil {
		return nil, err
	}
	at = at.Asked(s.now())
	a, version, err := s.pinned(ctx, "subgraphs", map[string]any{
		"claims": layout.Texts(claims), "also": layout.Texts(also), "known": known(at),
		"limit": s.config.MaxSources, "unscoped": len(claims) == 0,
	})
	if err != nil {
		return nil, fmt.Errorf("reading the evidence of %d claims: %w", len(claims), err)
	}
	if reach := a.integer("reach"); reach > s.config.MaxSources {
		return nil, &evidence.Error{
			Code: evidence.CodeTooComplex,
			Message: fmt.Sprintf(
				"the %d claims rest on more than %d sources; ask for fewer claims at once", len(claims), s.config.MaxSources),
		}
	}
	sub := &evidence.Subgraphs{Version: version, At: at}
	if written := int64(a.integer("writtenAt")); written > 0 { // 0: nothing was written yet
		sub.RecordedUntil = moment(written)
	}
	scope := a.scope()
	ends := map[int64]string{}
	a.sources(sub, ends)
	a.nodes(sub)
	a.statements(sub, ends)
	a.derivations(sub, ends, func(id evidence.ClaimID) bool { return len(claims) == 0 || scope[id] })
	a.links(sub, scope)
	if a.err != nil {
		return nil, a.err
	}
	prune.Subgraphs(sub, scope, also)
	order(sub)
	return sub, nil
}

// known returns the moment's KnownAt as queries take it: nanoseconds, or nil for now.
func known(at evidence.Moment) any {
	if at.KnownAt.IsZero() {
		return nil
	}
	return nanoseconds(at.KnownAt)
}

// scope returns the claims asked for, their rivals, and those asserted the same.
func (a *answer) scope() map[evidence.ClaimID]bool {
	scope := map[evidence.ClaimID]bool{}
	for _, id := range a.texts("scope") {
		scope[evidence.ClaimID(id)] = true
	}
	return scope
}

// stands reports whether a row is a record of the moment.
func stands(at evidence.Moment, f fields) bool {
	var retracted *time.Time
	if f.values["retractedAt"] != nil {
		t := f.time("retractedAt")
		retracted = &t
	}
	return at.Knows(f.time("recordedAt"), retracted)
}

// nodes reads claims and holders, each from the one of its records that stands.
func (a *answer) nodes(sub *evidence.Subgraphs) {
	rows := a.maps("nodeRows")
	for _, past := range a.list("nodePast") {
		for _, row := range as[[]any](a, "nodePast", past) {
			rows = append(rows, as[map[string]any](a, "nodePast", row))
		}
	}
	for _, row := range rows {
		f := fields{a, row}
		if !stands(sub.At, f) {
			continue
		}
		switch text[evidence.ID](f, "id").Kind() {
		case evidence.KindClaim:
			sub.Claims = appendNode(sub.Claims, f)
		case evidence.KindOutlet:
			sub.Outlets = appendNode(sub.Outlets, f)
		case evidence.KindOrganization:
			sub.Organizations = appendNode(sub.Organizations, f)
		case evidence.KindPerson:
			sub.Persons = appendNode(sub.Persons, f)
		}
	}
}

// sources reads the columns, and over them the rows that say more than the columns do. It notes the ids of sources and
// claims under the numbers by which links name them.
func (a *answer) sources(sub *evidence.Subgraphs, ends map[int64]string) {
	claims := a.columns("claimNodes", "scope")
	for i := range claims.len() {
		ends[claims.integer(0, i)] = claims.text(1, i)
	}
	c := a.columns("sourceIds", "sourceKinds", "sourceTimes", "sourceNodes",
		"sourceTitles", "sourceUrls", "sourceCanonicals", "sourceOutlets", "sourceDates", "sourceFingerprints")
	rich := a.byID("sourceRows")
	sub.Sources = make([]evidence.Source, 0, c.len())
	for i := range c.len() {
		ends[c.integer(3, i)] = c.text(0, i)
		if !sub.At.Knows(moment(c.integer(2, i)), nil) {
			continue
		}
		if row, ok := rich[c.text(0, i)]; ok {
			sub.Sources = appendNode(sub.Sources, fields{a, row})
			continue
		}
		sub.Sources = append(sub.Sources, evidence.Source{
			ID: evidence.SourceID(c.text(0, i)), Kind: evidence.SourceKind(c.text(1, i)), Identity: evidence.Named,
			RecordedAt: moment(c.integer(2, i)), Title: c.text(4, i), URL: c.text(5, i), CanonicalURL: c.text(6, i),
			Outlet: evidence.OutletID(c.text(7, i)), PublishedAt: evidence.Date(c.text(8, i)),
			Fingerprint: evidence.Fingerprint(c.text(9, i)),
		})
	}
	for _, row := range a.maps("sourcePast") {
		if f := (fields{a, row}); stands(sub.At, f) {
			sub.Sources = appendNode(sub.Sources, f)
		}
	}
}

func (a *answer) byID(column string) map[string]map[string]any {
	rows := a.maps(column)
	byID := make(map[string]map[string]any, len(rows))
	for _, row := range rows {
		byID[as[string](a, column, row["id"])] = row
	}
	return byID
}

// group is the links of one type that one record made: those that say nothing but the usual by their ends and quotes,
// and the rest.
type group struct {
	kind       string
	provenance evidence.Provenance // of the usual ones, without their quotes
	usual      columns             // from, to, quotes
	rest       []linkRow
}

// groups reads a column of groups; ends names what links call by number.
func (a *answer) groups(column string, ends map[int64]string) []group {
	list := a.each(column)
	groups := make([]group, 0, len(list))
	for _, v := range list {
		parts := as[[]any](a, column, v)
		if len(parts) != 9 {
			a.fail(column, v, "a list of type, recordedAt, collector, method, recordedFrom, froms, tos, quotes and rest")
			return nil
		}
		g := group{kind: as[string](a, column, parts[0]), usual: columns{
			answer: a, names: []string{column, column, column},
			lists: [][]any{as[[]any](a, column, parts[5]), as[[]any](a, column, parts[6]), as[[]any](a, column, parts[7])},
		}}
		g.provenance = fields{a, map[string]any{"recordedAt": parts[1], "collector": parts[2], "method": parts[3],
			"recordedFrom": parts[4]}}.provenance()
		for _, v := range as[[]any](a, column, parts[8]) {
			row := as[[]any](a, column, v)
			if len(row) != 3 {
				a.fail(column, v, "a list of from, to and properties")
				return nil
			}
			g.rest = append(g.rest, linkRow{
				fields: fields{a, as[map[string]any](a, column, row[2])}, kind: g.kind,
				tail: evidence.ID(ends[as[int64](a, column, row[0])]), head: evidence.ID(ends[as[int64](a, column, row[1])]),
			})
		}
		groups = append(groups, g)
	}
	return groups
}

// linksIn counts the links of groups.
func linksIn(groups []group) int {
	n := 0
	for _, g := range groups {
		n += g.usual.len() + len(g.rest)
	}
	return n
}

// statements reads what points from the claims: statements, and corroborations, which stand in one row for each source.
func (a *answer) statements(sub *evidence.Subgraphs, ends map[int64]string) {
	gathered := map[evidence.CorroborationID]*evidence.Corroboration{}
	groups := a.groups("statementGroup", ends)
	sub.Statements = make([]evidence.Statement, 0, linksIn(groups))
	for _, g := range groups {
		if sub.At.Knows(g.provenance.RecordedAt, nil) {
			for i := range g.usual.len() {
				claim, source := evidence.ClaimID(ends[g.usual.integer(0, i)]), evidence.SourceID(ends[g.usual.integer(1, i)])
				s := evidence.Statement{Claim: claim, Source: source, Stance: layout.StanceOf(g.kind), Strength: 1,
					Provenance: g.provenance}
				s.Provenance.Quotes = a.quotes("quotes", g.usual.text(2, i))
				sub.Statements = append(sub.Statements, s.Normalize())
			}
		}
		for _, r := range g.rest {
			switch {
			case !stands(sub.At, r.fields):
			case r.kind == layout.CorroboratedBy:
				joinCorroboration(gathered, linkOf[evidence.Corroboration](r))
			default:
				sub.Statements = appendLink(sub.Statements, r)
			}
		}
	}
	for _, c := range gathered {
		slices.Sort(c.Sources)
		sub.Corroborations = append(sub.Corroborations, *c)
	}
}

// joinCorroboration adds what one row says of a corroboration to what others have said of it.
func joinCorroboration(gathered map[evidence.CorroborationID]*evidence.Corroboration, c *evidence.Corroboration) {
	if g, begun := gathered[c.ID]; begun {
		g.Sources = append(g.Sources, c.Sources...)
	} else {
		gathered[c.ID] = c
	}
}

// derivations reads what points from the sources: derivations, samenesses, denials and confirmations. A derivation
// with a scope counts where one of its claims is asked for.
func (a *answer) derivations(sub *evidence.Subgraphs, ends map[int64]string, asked func(evidence.ClaimID) bool) {
	groups, judged := a.groups("derivationGroup", ends), judgements{}
	sub.Derivations = make([]evidence.Derivation, 0, linksIn(groups))
	for _, g := range groups {
		if sub.At.Knows(g.provenance.RecordedAt, nil) {
			for i := range g.usual.len() {
				from, to := evidence.SourceID(ends[g.usual.integer(0, i)]), evidence.SourceID(ends[g.usual.integer(1, i)])
				d := evidence.Derivation{From: from, To: to, Kind: evidence.DerivationKind(g.kind), Provenance: g.provenance}
				d.Provenance.Quotes = a.quotes("quotes", g.usual.text(2, i))
				sub.Derivations = append(sub.Derivations, d.Normalize())
			}
		}
		for _, r := range g.rest {
			switch {
			case r.kind == layout.SameAs:
				judged.add(sub.At, r)
			case !stands(sub.At, r.fields):
			case r.kind == layout.Confirmed:
				sub.Confirmations = appendLink(sub.Confirmations, r)
			default:
				sub.Derivations = appendLink(sub.Derivations, r)
				last := len(sub.Derivations) - 1
				if c := sub.Derivations[last].Claims; len(c) > 0 && !slices.ContainsFunc(c, asked) {
					sub.Derivations = sub.Derivations[:last] // it holds for other claims
				}
			}
		}
	}
	judged.read(sub)
}

// judgements holds, of each two sources of which somebody said that they are one, the latest record that a moment
// knows.
type judgements map[evidence.ID]linkRow

// add takes a record of a sameness, of whose two relationships one is enough.
func (j judgements) add(at evidence.Moment, r linkRow) {
	if r.tail >= r.head || !at.Knows(r.time("recordedAt"), nil) {
		return
	}
	id := r.publicID()
	if before, found := j[id]; !found || before.before(r) {
		j[id] = r
	}
}

// before reports whether a record of a link stood before another one did.
func (r linkRow) before(other linkRow) bool {
	at, then := r.time("recordedAt"), other.time("recordedAt")
	return at.Before(then) || at.Equal(then) && r.values["retractedAt"] != nil &&
		(other.values["retractedAt"] == nil || r.time("retractedAt").Before(other.time("retractedAt")))
}

// read adds what stands as samenesses, and what was retracted as denials.
func (j judgements) read(sub *evidence.Subgraphs) {
	for _, r := range j {
		if stands(sub.At, r.fields) {
			sub.Samenesses = appendLink(sub.Samenesses, r)
		} else {
			sub.Denials = append(sub.Denials, r.denial())
		}
	}
}

// links reads ownerships, fundings, interests, leanings, contradictions between two claims of the scope, and
// samenesses, of which one of the two relationships is enough.
func (a *answer) links(sub *evidence.Subgraphs, scope map[evidence.ClaimID]bool) {
	for _, v := range a.list("linkRows") {
		r := a.linkRow("linkRows", v)
		switch {
		case !stands(sub.At, r.fields):
		case r.kind == layout.OwnedBy:
			sub.Ownerships = appendLink(sub.Ownerships, r)
		case r.kind == layout.FundedBy:
			sub.Fundings = appendLink(sub.Fundings, r)
		case r.kind == layout.HasInterestIn:
			sub.Interests = appendLink(sub.Interests, r)
		case r.kind == layout.Leans:
			sub.Leanings = appendLink(sub.Leanings, r)
		case r.kind == string(evidence.Contradicts):
			if scope[evidence.ClaimID(r.head)] {
				sub.Relations = appendLink(sub.Relations, r)
			}
		case r.tail < r.head:
			sub.Samenesses = appendLink(sub.Samenesses, r)
		}
	}
}

// order sorts every list by id.
func order(sub *evidence.Subgraphs) {
	sortBy(sub.Claims, func(c *evidence.Claim) evidence.ClaimID { return c.ID })
	sortBy(sub.Sources, func(s *evidence.Source) evidence.SourceID { return s.ID })
	sortBy(sub.Unpublished, func(s *evidence.Source) evidence.SourceID { return s.ID })
	sortBy(sub.Outlets, func(o *evidence.Outlet) evidence.OutletID { return o.ID })
	sortBy(sub.Organizations, func(o *evidence.Organization) evidence.OrganizationID { return o.ID })
	sortBy(sub.Persons, func(p *evidence.Person) evidence.PersonID { return p.ID })
	sortBy(sub.Statements, func(s *evidence.Statement) evidence.StatementID { return s.ID })
	sortBy(sub.Derivations, func(d *evidence.Derivation) evidence.DerivationID { return d.ID })
	sortBy(sub.Corroborations, func(c *evidence.Corroboration) evidence.CorroborationID { return c.ID })
	sortBy(sub.Ownerships, func(o *evidence.Ownership) evidence.OwnershipID { return o.ID })
	sortBy(sub.Fundings, func(f *evidence.Funding) evidence.FundingID { return f.ID })
	sortBy(sub.Samenesses, func(s *evidence.Sameness) evidence.SamenessID { return s.ID })
	sortBy(sub.Confirmations, func(c *evidence.Confirmation) evidence.ConfirmationID { return c.ID })
	sortBy(sub.Interests, func(i *evidence.Interest) evidence.InterestID { return i.ID })
	sortBy(sub.Leanings, func(l *evidence.Leaning) evidence.LeaningID { return l.ID })
	slices.SortFunc(sub.Denials, evidence.Denial.Compare)
	sortBy(sub.Relations, func(r *evidence.Relation) evidence.RelationID { return r.ID })
}

// sortBy sorts keys with their places first and moves each record once: records are large, and there may be 100,000.
func sortBy[T any, K cmp.Ordered](list []T, key func(*T) K) {
	type place struct {
		key K
		at  int
	}
	places := make([]place, len(list))
	for i := range list {
		places[i] = place{key(&list[i]), i}
	}
	slices.SortFunc(places, func(a, b place) int { return cmp.Compare(a.key, b.key) })
	sorted := make([]T, len(list))
	for i, p := range places {
		sorted[i] = list[p.at]
	}
	copy(list, sorted)
}
