package memstore

import (
	"context"
	"maps"
	"reflect"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/folding"
)

// Subgraphs implements evidence.Reader: everything that can be reached is added until nothing more is.
func (s *Store) Subgraphs(
	ctx context.Context, claims []evidence.ClaimID, at evidence.Moment, also ...evidence.ID) (*evidence.Subgraphs, error) {
	v, unlock, err := s.read(ctx, at)
	if err != nil {
		return nil, err
	}
	defer unlock()
	in := map[evidence.ID]bool{}
	for _, id := range claims {
		in[evidence.ID(id)] = v.nodes[evidence.ID(id)] != nil
	}
	v.grow(in, claimStep)
	v.addRivals(in)
	v.grow(in, claimStep)
	var scope map[evidence.ID]bool // nil = everything
	if len(claims) > 0 {
		scope = maps.Clone(in)
	}
	for _, id := range also {
		if id.Kind() != evidence.KindClaim && id.Kind() != evidence.KindReview {
			in[id] = in[id] || v.nodes[id] != nil
		}
	}
	v.grow(in, func(l any) []evidence.ID {
		if d, ok := l.(evidence.Derivation); ok && v.nodes[evidence.ID(d.From)] == nil {
			return nil // what the moment hides leads to nothing but what is the same
		}
		return evidenceStep(l, scope)
	})
	sources := 0
	for id, here := range in {
		if source, shown := v.nodes[id].(evidence.Source); here && shown {
			sources++
			for _, named := range names(source) {
				in[named] = true
			}
		}
	}
	if sources > s.limit {
		return nil, &evidence.Error{Code: evidence.CodeTooComplex,
			Message: "the claims rest on more sources than one answer may hold"}
	}
	v.grow(in, ownerStep)
	v.grow(in, funderStep)
	sub := v.subgraphs(in, scope, s.version())
	sub.RecordedUntil = s.last
	for _, d := range s.denials(at) {
		if d.A.Kind() == evidence.KindSource && in[d.A] && in[d.B] {
			sub.Denials = append(sub.Denials, d)
		}
	}
	slices.SortFunc(sub.Denials, evidence.Denial.Compare)
	return sub, nil
}

// grow adds the other ends of links until nothing is added: a step returns near end and far ends of a link it follows.
func (v *view) grow(in map[evidence.ID]bool, step func(link any) []evidence.ID) {
	links := slices.Concat(v.links, v.cut)
	for grown := true; grown; {
		grown = false
		for _, l := range links {
			path := step(l)
			if same, ok := l.(evidence.Sameness); ok && len(path) > 0 && in[same.B] {
				path = []evidence.ID{same.B, same.A}
			}
			for i := 1; i < len(path) && in[path[0]]; i++ {
				grown = grown || !in[path[i]]
				in[path[i]] = true
			}
		}
	}
}

func claimStep(link any) []evidence.ID {
	if l, ok := link.(evidence.Sameness); ok && l.A.Kind() == evidence.KindClaim {
		return []evidence.ID{l.A, l.B}
	}
	return nil
}

func evidenceStep(link any, scope map[evidence.ID]bool) []evidence.ID {
	switch l := link.(type) {
	case evidence.Statement:
		if l.Stance != evidence.Mentions {
			return []evidence.ID{evidence.ID(l.Claim), evidence.ID(l.Source)}
		}
	case evidence.Corroboration:
		return append([]evidence.ID{evidence.ID(l.Claim)}, ids(l.Sources)...)
	case evidence.Derivation:
		if inScope(l, scope) {
			return []evidence.ID{evidence.ID(l.From), evidence.ID(l.To)}
		}
	case evidence.Sameness:
		if l.A.Kind() == evidence.KindSource {
			return []evidence.ID{l.A, l.B}
		}
	}
	return nil
}

func inScope(d evidence.Derivation, scope map[evidence.ID]bool) bool {
	return scope == nil || len(d.Claims) == 0 ||
		len(filter(d.Claims, func(c evidence.ClaimID) bool { return scope[evidence.ID(c)] })) > 0
}

func ownerStep(link any) []evidence.ID {
	switch l := link.(type) {
	case evidence.Ownership:
		return []evidence.ID{l.Asset, l.Owner}
	case evidence.Sameness:
		return []evidence.ID{l.A, l.B}
	}
	return nil
}

func funderStep(link any) []evidence.ID {
	switch l := link.(type) {
	case evidence.Funding:
		if l.Recipient.Kind() == evidence.KindOutlet {
			return []evidence.ID{l.Recipient, l.Funder}
		}
	case evidence.Sameness:
		return []evidence.ID{l.A, l.B}
	}
	return nil
}

// subgraphs puts together what is in, each list by id. Sources that the moment does not show stand apart.
func (v *view) subgraphs(in, scope map[evidence.ID]bool, version evidence.Version) *evidence.Subgraphs {
	sub := &evidence.Subgraphs{Version: version, At: v.at}
	lists := map[reflect.Type]reflect.Value{}
	for i, out := 0, reflect.ValueOf(sub).Elem(); i < out.NumField(); i++ {
		if f := out.Field(i); f.Kind() == reflect.Slice && out.Type().Field(i).Name != "Unpublished" {
			lists[f.Type().Elem()] = f
		}
	}
	add := func(value any) {
		list := lists[reflect.TypeOf(value)]
		list.Set(reflect.Append(list, reflect.ValueOf(value)))
	}
	for _, id := range sorted(in) {
		if v.nodes[id] != nil {
			add(v.nodes[id])
		} else if source, known := v.all[id].(evidence.Source); known {
			sub.Unpublished = append(sub.Unpublished, source)
		}
	}
	links := slices.Concat(v.cut, v.links)
	byID(links)
	for _, l := range links {
		if v.belongs(l, in, scope) {
			add(l)
		}
	}
	return sub
}

// belongs reports whether a link is part of the evidence that is in.
func (v *view) belongs(link any, in, scope map[evidence.ID]bool) bool {
	if i, ok := link.(evidence.Interest); ok {
		return v.concerns(i, in)
	}
	from, to := ends(link)
	for _, id := range append(from, to...) {
		if !in[id] {
			return false
		}
	}
	switch l := link.(type) {
	case evidence.Statement:
		return l.Stance != evidence.Mentions
	case evidence.Derivation:
		return inScope(l, scope) && v.nodes[evidence.ID(l.From)] != nil
	case evidence.Relation:
		return l.Kind == evidence.Contradicts
	}
	return true
}

func sorted(in map[evidence.ID]bool) []evidence.ID {
	var list []evidence.ID
	for id, here := range in {
		if here {
			list = append(list, id)
		}
	}
	sort.Slice(list, func(i, j int) bool { return list[i] < list[j] })
	return list
}

// Objects implements evidence.Reader.
func (s *Store) Objects(ctx context.Context, ids []evidence.ID, at evidence.Moment) ([]evidence.Object, error) {
	v, unlock, err := s.read(ctx, evidence.Moment{KnownAt: at.KnownAt, Undated: at.Undated})
	if err != nil {
		return nil, err
	}
	defer unlock()
	objects := make([]evidence.Object, len(ids))
	for i, id := range ids {
		if value := v.all[id]; value != nil && id.Kind().IsNode() {
			objects[i].Node = pointer(value).(evidence.Node)
		} else if value != nil {
			objects[i].Link = pointer(value).(evidence.Link)
		}
	}
	return objects, nil
}

// Words implements evidence.Words.
func (s *Store) Words(
	ctx context.Context, fingerprints []evidence.Fingerprint) (map[evidence.Fingerprint]string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	found := map[evidence.Fingerprint]string{}
	for _, f := range fingerprints {
		if text, kept := s.words[f]; kept {
			found[f] = text
		}
	}
	return found, s.ended(ctx)
}

// Find implements evidence.Reader: the score counts the words of the text that the node has.
func (s *Store) Find(ctx context.Context, text string, kinds []evidence.Kind, limit int) ([]evidence.Hit, error) {
	v, unlock, err := s.read(ctx, evidence.Moment{})
	if err != nil {
		return nil, err
	}
	defer unlock()
	words := folding.SearchWords(text)
	hits := []evidence.Hit{}
	for id, value := range v.nodes {
		score, said := 0, folding.Fold(strings.Join(spoken(value), " "))
		for _, w := range words {
			if strings.Contains(said, w) {
				score++
			}
		}
		if wanted := len(kinds) == 0 ||
			len(filter(kinds, func(k evidence.Kind) bool { return k == id.Kind() })) > 0; wanted && score > 0 {
			hits = append(hits, evidence.Hit{Node: pointer(value).(evidence.Node), Score: float64(score)})
		}
	}
	sort.Slice(hits, func(i, j int) bool {
		a, b := hits[i], hits[j]
		return a.Score > b.Score || a.Score == b.Score && a.Node.NodeID() < b.Node.NodeID()
	})
	return hits[:min(limit, len(hits))], nil
}

func spoken(node any) []string {
	switch n := node.(type) {
	case evidence.Claim:
		return []string{n.Text, n.Name, n.Item, n.Value}
	case evidence.Source:
		return []string{n.Title, n.URL}
	case evidence.Outlet:
		return append(n.Domains, n.Name)
	case evidence.Organization:
		return []string{n.Name}
	case evidence.Person:
		return []string{n.Name}
	case evidence.ClaimReview:
		return []string{n.AlternateName}
	}
	return nil
}

// Status implements evidence.Reader.
func (s *Store) Status(ctx context.Context) (evidence.Status, error) {
	v, unlock, err := s.read(ctx, evidence.Moment{})
	if err != nil {
		return evidence.Status{}, err
	}
	defer unlock()
	status := evidence.Status{Version: s.version(), Nodes: map[evidence.Kind]int{}, Links: map[evidence.Kind]int{}}
	for _, k := range evidence.NodeKinds() {
		status.Nodes[k] = 0
	}
	for _, k := range evidence.LinkKinds() {
		status.Links[k] = 0
	}
	for id := range v.all {
		if id.Kind().IsNode() {
			status.Nodes[id.Kind()]++
		} else {
			status.Links[id.Kind()]++
		}
	}
	return status, nil
}

func (s *Store) read(ctx context.Context, at evidence.Moment) (*view, func(), error) {
	if err := at.Validate(); err != nil {
		return nil, nil, err
	}
	s.mu.Lock()
	if err := s.ended(ctx); err != nil {
		s.mu.Unlock()
		return nil, nil, err
	}
	return s.view(at), s.mu.Unlock, nil
}

// ended refuses a context that has ended, and one that asks for a version that this graph does not have.
// mayWrite returns why a write must not be done under the context, nil if it may.
func (s *Store) mayWrite(ctx context.Context) error {
	if err := s.ended(ctx); err != nil {
		return err
	}
	return evidence.Moved(ctx, s.version())
}

func (s *Store) ended(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return &evidence.Error{Code: evidence.CodeTimeout, Message: "the request ended before the answer was ready", Err: err}
	}
	least := evidence.Least(ctx)
	if least == (evidence.Version{}) {
		return nil
	}
	commits, err := strconv.Atoi(least.Bookmark)
	if err != nil || least.Epoch != s.version().Epoch {
		return evidence.ForeignToken(err)
	}
	if commits > s.commits {
		return &evidence.Error{Code: evidence.CodeTimeout, Message: "the graph has not reached that version"}
	}
	return nil
}
