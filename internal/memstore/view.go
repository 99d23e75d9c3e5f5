package memstore

import (
	"reflect"
	"sort"
	"strconv"

	"github.com/credence-graph/credence/internal/evidence"
)

// view is the graph at a moment: nodes known then, and links that were known, held and join sources that were out.
type view struct {
	at    evidence.Moment
	ended bool // ownerships and fundings count that have ended or not begun
	nodes map[evidence.ID]any
	links []any // by id
	cut   []any // derivations and samenesses that join a source that was not out, by id
	all   map[evidence.ID]any
}

func (s *Store) version() evidence.Version {
	return evidence.Version{Epoch: "memory", Bookmark: strconv.Itoa(s.commits)}
}

func (s *Store) view(at evidence.Moment) *view { return s.fill(&view{at: at}) }

func (s *Store) fill(v *view) *view {
	v.at = v.at.Asked(s.now())
	at := v.at
	v.nodes, v.all = map[evidence.ID]any{}, map[evidence.ID]any{}
	for _, r := range s.records {
		if !at.Knows(r.recorded, r.retracted) {
			continue
		}
		v.all[r.id] = r.value
		if source, ok := r.value.(evidence.Source); r.id.Kind().IsNode() && (!ok || at.Shows(source)) {
			v.nodes[r.id] = r.value
		}
	}
	for _, value := range v.all {
		if kind := evidence.IDOf(value).Kind(); kind.IsLink() && v.holds(value) {
			v.links = append(v.links, value)
		} else if kind == evidence.KindDerivation || kind == evidence.KindSameness {
			v.cut = append(v.cut, value)
		}
	}
	byID(v.links)
	byID(v.cut)
	return v
}

func byID(links []any) {
	sort.Slice(links, func(i, j int) bool { return evidence.IDOf(links[i]) < evidence.IDOf(links[j]) })
}

func (v *view) holds(link any) bool {
	switch l := link.(type) {
	case evidence.Ownership:
		if !v.ended && !v.at.Holds(l.ValidFrom, l.ValidTo) {
			return false
		}
	case evidence.Funding:
		if !v.ended && !v.at.Holds(l.ValidFrom, l.ValidTo) {
			return false
		}
	case evidence.Interest, evidence.Leaning: // somebody looked for them, whatever was out then
		return true
	}
	from, to := ends(link)
	for _, id := range append(from, to...) {
		if v.nodes[id] == nil {
			return false
		}
	}
	return true
}

// pointer returns a pointer to a copy of a struct, the form in which the interfaces of package evidence hold it.
func pointer(value any) any {
	p := reflect.New(reflect.TypeOf(value))
	p.Elem().Set(reflect.ValueOf(value))
	return p.Interface()
}

// ends returns what a link reads from and to.
func ends(link any) (from, to []evidence.ID) {
	one := func(a, b evidence.ID) ([]evidence.ID, []evidence.ID) { return []evidence.ID{a}, []evidence.ID{b} }
	switch l := link.(type) {
	case evidence.Statement:
		return one(evidence.ID(l.Source), evidence.ID(l.Claim))
	case evidence.Derivation:
		return one(evidence.ID(l.From), evidence.ID(l.To))
	case evidence.Corroboration:
		return []evidence.ID{evidence.ID(l.Claim)}, ids(l.Sources)
	case evidence.Ownership:
		return one(l.Asset, l.Owner)
	case evidence.Funding:
		return one(l.Recipient, l.Funder)
	case evidence.Sameness:
		return one(l.A, l.B)
	case evidence.Relation:
		return one(evidence.ID(l.From), evidence.ID(l.To))
	case evidence.Confirmation:
		return one(evidence.ID(l.Source), evidence.ID(l.Source))
	case evidence.Interest:
		return one(l.Holder, l.About())
	case evidence.Leaning:
		return one(evidence.ID(l.Outlet), evidence.ID(l.Outlet))
	}
	return nil, nil
}

// names returns every node that a record names.
func names(value any) []evidence.ID {
	var named []evidence.ID
	switch r := value.(type) {
	case evidence.Source:
		named = append(ids(r.Authors), evidence.ID(r.Outlet))
	case evidence.ClaimReview:
		named = append(ids(r.Cites), evidence.ID(r.Claim), evidence.ID(r.Publisher))
	case evidence.Derivation:
		named = append(ids(r.Claims), evidence.ID(r.From), evidence.ID(r.To))
	case evidence.Interest:
		named = []evidence.ID{r.Holder, evidence.ID(r.Claim)}
	default:
		from, to := ends(value)
		named = append(from, to...)
	}
	return filter(named, func(id evidence.ID) bool { return id != "" })
}

func ids[T ~string](list []T) []evidence.ID {
	out := make([]evidence.ID, len(list))
	for i, id := range list {
		out[i] = evidence.ID(id)
	}
	return out
}

func filter[T any](list []T, keep func(T) bool) []T {
	var kept []T
	for _, x := range list {
		if keep(x) {
			kept = append(kept, x)
		}
	}
	return kept
}
