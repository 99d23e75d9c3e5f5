package neo4jstore

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/neo4jstore/layout"
)

// staged is what a batch makes of one id.
type staged struct {
	item
	old    *stored // what the graph has under the id, standing or not; nil = nothing
	record any     // what stands after the batch, a pointer
	state  state
}

type state int

const (
	created state = iota
	changed
	unchanged
)

// plan is a batch merged over what stands, in the order of the batch.
type plan struct {
	items []item
	order []*staged
	byID  map[evidence.ID]*staged
	found map[evidence.ID]*stored
	gone  map[evidence.ID]*stored // links that are retracted, because a later version of their record does not state them
}

func newPlan(items []item) *plan {
	p := &plan{items: items, order: make([]*staged, 0, len(items)), byID: make(map[evidence.ID]*staged, len(items))}
	for _, it := range items {
		if p.byID[it.id] == nil {
			p.byID[it.id] = &staged{item: it}
			p.order = append(p.order, p.byID[it.id])
		}
	}
	return p
}

// plan reads what stands under the ids of the batch, in a round trip for each sort of records, and merges the batch
// over it.
func (t *transaction) plan(items []item) (*plan, error) {
	w := wanted{}
	p := newPlan(items)
	for _, s := range p.order {
		w.as(cmp.Or(s.relationship, layout.LabelOf(s.id.Kind())), s.id)
		if s.conflicting.ID != "" {
			w.as(s.conflicting.Relationship, s.conflicting.ID)
		}
	}
	var err error
	if p.found, err = w.find(t.run); err != nil {
		return nil, err
	}
	return p, p.merge()
}

func (p *plan) merge() error {
	for _, it := range p.items {
		s := p.byID[it.id]
		before := s.record
		if s.old = p.found[it.id]; before == nil {
			before = s.base()
		}
		var err error
		if s.record, err = it.put(before); err != nil {
			return err
		}
	}
	for _, s := range p.order {
		switch {
		case s.denied && s.base() != nil && s.same(s.base(), s.record):
			s.state = unchanged
		case s.old == nil || !s.old.standing:
			s.state = created
		case s.same(s.old.record, s.record):
			s.state = unchanged
		default:
			s.state = changed
		}
	}
	return nil
}

// base returns what stands, which a record is merged over; of a denial it is what denies the same already. nil =
// nothing.
func (s *staged) base() any {
	switch {
	case s.old == nil:
	case s.denied:
		if denial := s.old.denial(); denial != nil {
			return denial
		}
	case s.old.standing:
		return s.old.record
	}
	return nil
}

// check refuses records that name what is missing, and sources on both sides of a claim. What is unchanged has been
// checked before.
func (t *transaction) check(p *plan) error { return t.checkWith(p, evidence.References) }

// checkWith looks up those of the named nodes that references returns.
func (t *transaction) checkWith(p *plan, references func(record any) []evidence.Reference) error {
	asked := map[evidence.ID]bool{}
	for _, s := range p.order {
		if s.state == unchanged {
			continue
		}
		if p.has(s.conflicting.ID) {
			return conflict(s.record)
		}
		for _, named := range references(s.record) {
			if p.byID[named.ID] == nil && p.found[named.ID] == nil {
				asked[named.ID] = true
			}
		}
	}
	if len(asked) == 0 {
		return nil
	}
	if err := t.strikeExisting(asked); err != nil {
		return err
	}
	for _, s := range p.order {
		for _, named := range references(s.record) {
			if s.state != unchanged && asked[named.ID] {
				return evidence.NoSuchNode(s.id, named)
			}
		}
	}
	return nil
}

// has reports whether there is a record after the batch: one of the batch, or one that stands and is not retracted.
func (p *plan) has(id evidence.ID) bool {
	old := p.found[id]
	return p.byID[id] != nil || old != nil && old.standing && p.gone[id] == nil
}

// strikeExisting takes out what the graph has.
func (t *transaction) strikeExisting(asked map[evidence.ID]bool) error {
	w := wanted{}
	for id := range asked {
		w.id(id)
	}
	ids, _ := w.params(lookups()[0])
	a, err := t.run("existing", map[string]any{"ids": ids})
	if err != nil {
		return err
	}
	for _, id := range a.texts("ids") {
		delete(asked, evidence.ID(id))
	}
	return a.err
}

func conflict(record any) error {
	s, ok := record.(*evidence.Statement)
	if !ok {
		return nil
	}
	return evidence.TwoSides(*s)
}

func (p *plan) count() evidence.Applied {
	applied := newApplied()
	for _, s := range p.order {
		switch s.state {
		case created:
			applied.Created[s.id.Kind()]++
		case changed:
			applied.Changed[s.id.Kind()]++
		case unchanged:
			applied.Unchanged[s.id.Kind()]++
		}
	}
	return applied
}

// changes are the rows of the statements that write a plan.
type changes struct {
	createNodes, changeNodes, mirror [][]any
	evidence, derivations, links     [][]any
	topics                           [][]any
	unmirror, retire                 []string
	collector, method, reason        string
	written                          []evidence.ID
	at                               int64
}

func (p *plan) changes(b *evidence.Batch, at time.Time) (*changes, error) {
	c := &changes{collector: b.Collector, method: string(b.Method), reason: b.Why(), at: at.UnixNano()}
	c.written = slices.AppendSeq(c.written, maps.Keys(p.gone))
	for _, s := range p.order {
		if s.state == unchanged {
			continue
		}
		props, err := layout.Encode(s.record)
		if err != nil {
			return nil, err
		}
		props["recordedAt"] = c.at
		c.written = append(c.written, s.id)
		if s.relationship == "" {
			c.node(s, props)
		} else {
			c.link(s, props)
		}
	}
	return c, nil
}

func (c *changes) node(s *staged, props layout.Properties) {
	props.SetText("recordedBy", c.collector)
	props.SetText("recordedBecause", c.reason)
	mirror := mirrorOf(s.record)
	if s.state == created {
		c.createNodes = append(c.createNodes, []any{layout.LabelOf(s.id.Kind()), map[string]any(props)})
		c.mirror = append(c.mirror, mirror...)
		return
	}
	c.changeNodes = append(c.changeNodes, []any{string(s.id), map[string]any(props)})
	if !slices.EqualFunc(mirror, mirrorOf(s.old.record), slices.Equal[[]any]) {
		c.unmirror = append(c.unmirror, string(s.id))
		c.mirror = append(c.mirror, mirror...)
	}
}

// mirrorOf returns the relationships that mirror what a source or review names.
func mirrorOf(record any) [][]any {
	var rows [][]any
	row := func(from, kind, to string) {
		if to != "" {
			rows = append(rows, []any{from, kind, to})
		}
	}
	switch r := record.(type) {
	case *evidence.Source:
		row(string(r.ID), "PUBLISHED_BY", string(r.Outlet))
		for _, author := range r.Authors {
			row(string(r.ID), "AUTHORED_BY", string(author))
		}
	case *evidence.ClaimReview:
		row(string(r.ID), "REVIEWS", string(r.Claim))
		row(string(r.ID), "PUBLISHED_BY", string(r.Publisher))
		for _, source := range r.Cites {
			row(string(r.ID), string(evidence.Cites), string(source))
		}
	}
	return rows
}

// link retires the records that the link replaces and adds its own, with who recorded it and how.
func (c *changes) link(s *staged, props layout.Properties) {
	if s.old != nil {
		c.retire = append(c.retire, s.old.elements...)
	}
	if c.collector != "" {
		props["collector"] = c.collector
	}
	if c.method != "" {
		props["method"] = c.method
	}
	c.relationships(s, props)
}

// relationships adds a row for each relationship that a link is stored as, and the topic of an interest in a tag.
func (c *changes) relationships(s *staged, props layout.Properties) {
	switch r := s.record.(type) {
	case *evidence.Statement:
		c.evidence = append(c.evidence, []any{s.relationship, string(r.Claim), string(r.Source), map[string]any(props)})
	case *evidence.Derivation:
		c.derivations = append(c.derivations, []any{s.relationship, string(r.From), string(r.To), map[string]any(props)})
	case *evidence.Corroboration:
		for i, source := range r.Sources {
			row := []any{s.relationship, string(r.Claim), string(source), props.Member(s.id, i)}
			c.evidence = append(c.evidence, row)
		}
	case *evidence.Sameness:
		c.links = append(c.links, []any{s.relationship, string(r.A), string(r.B), props.Member(s.id, 0)},
			[]any{s.relationship, string(r.B), string(r.A), props.Member(s.id, 1)})
	case *evidence.Ownership:
		c.links = append(c.links, []any{s.relationship, string(r.Asset), string(r.Owner), map[string]any(props)})
	case *evidence.Funding:
		c.links = append(c.links, []any{s.relationship, string(r.Recipient), string(r.Funder), map[string]any(props)})
	case *evidence.Relation:
		c.links = append(c.links, []any{s.relationship, string(r.From), string(r.To), map[string]any(props)})
	case *evidence.Confirmation:
		c.links = append(c.links, []any{s.relationship, string(r.Source), string(r.Source), map[string]any(props)})
	case *evidence.Interest:
		c.links = append(c.links, []any{s.relationship, string(r.Holder), string(r.About()), map[string]any(props)})
		if r.Tag != "" {
			c.topics = append(c.topics, []any{string(r.About()), r.Tag})
		}
	case *evidence.Leaning:
		c.links = append(c.links, []any{s.relationship, string(r.Outlet), string(r.Outlet), map[string]any(props)})
	}
}

// write sends the rows: nodes before what joins them, former records out of the way of new ones.
func (c *changes) write(t *transaction) error {
	for _, err := range []func() error{
		func() error { return change(t, "create_nodes", "rows", c.createNodes) },
		func() error { return change(t, "change_nodes", "rows", c.changeNodes) },
		func() error { return change(t, "unmirror", "ids", c.unmirror) },
		func() error { return t.join("mirror", c.mirror) },
		func() error { return change(t, "retire", "elements", c.retire) },
		func() error { return t.join("create_evidence", c.evidence) },
		func() error { return t.join("create_derivations", c.derivations) },
		func() error { return change(t, "create_topics", "rows", c.topics) },
		func() error { return t.join("create_links", c.links) },
		func() error { return t.note(c.written) },
	} {
		if err := err(); err != nil {
			return err
		}
	}
	return nil
}
