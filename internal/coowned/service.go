package coowned

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/credence-graph/credence/internal/digraph"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/memo"
	"github.com/credence-graph/credence/internal/ownership"
	"github.com/credence-graph/credence/internal/wording"
)

// Store is what a look for co-owned outlets needs of a graph.
type Store interface {
	evidence.Scanner
	// Status returns the present version of the graph.
	Status(ctx context.Context) (evidence.Status, error)
}

// Found is a suggestion with what it rests on.
type Found struct {
	Suggestion
	Reasons []string // in words, each a sentence
}

// Result is what one version of the graph suggests.
type Result struct {
	Version     evidence.Version
	Suggestions []Found // in the order of [Suggestion.Compare]
}

// Service suggests owners and keeps what it has found until the graph changes. It is safe for concurrent use.
type Service struct {
	store Store
	rule  ownership.Rule
	found *memo.ByVersion[*Result]
}

// NewService returns a Service of a graph. Who is an owner follows from the rule, as of now.
func NewService(store Store, rule ownership.Rule) *Service {
	return &Service{store: store, rule: rule, found: memo.NewByVersion[*Result]()}
}

// Suggestions returns who may own the outlets of the graph of which no ultimate owner is recorded. Errors are those
// of [evidence.Scanner].
func (s *Service) Suggestions(ctx context.Context) (*Result, error) {
	result, _, err := s.found.Get(ctx, s.store.Status, s.look)
	return result, err
}

func (s *Service) look(ctx context.Context) (*Result, evidence.Version, error) {
	var outlets []Named
	var links []evidence.Ownership
	var samenesses []evidence.Sameness
	kinds := []evidence.Kind{evidence.KindOutlet, evidence.KindOwnership, evidence.KindSameness}
	version, err := evidence.ScanAgain(ctx, s.store, kinds, func() (func(any) error, error) {
		outlets, links, samenesses = nil, nil, nil
		return func(record any) error {
			switch x := record.(type) {
			case *evidence.Outlet:
				outlets = append(outlets, Named{Outlet: x.ID, Name: x.Name, Domains: x.Domains})
			case *evidence.Ownership:
				links = append(links, *x)
			case *evidence.Sameness:
				samenesses = append(samenesses, *x)
			}
			return nil
		}, nil
	})
	if err != nil {
		return nil, version, err
	}
	rule := s.rule
	rule.At = rule.At.Asked(time.Now())
	outlets = folded(outlets, samenesses, rule)
	owners := ownership.Of(links, samenesses, rule)
	names := make(map[evidence.OutletID]string, len(outlets))
	for i := range outlets {
		o := &outlets[i]
		names[o.Outlet] = o.Name
		for _, owner := range owners.Ultimate(evidence.ID(o.Outlet)) {
			o.Owners = append(o.Owners, owner.ID)
		}
	}
	result := &Result{Version: version}
	for _, suggestion := range Suggest(outlets) {
		result.Suggestions = append(result.Suggestions, Found{suggestion, suggestion.reasons(names)})
	}
	return result, version, nil
}

// folded returns the outlets, which come by id, with those that are one as the first of them, which has the domains
// of all.
func folded(outlets []Named, samenesses []evidence.Sameness, rule ownership.Rule) []Named {
	same := digraph.Equivalence[evidence.ID]{}
	for i := range samenesses {
		if x := &samenesses[i]; rule.Confident == nil || rule.Confident(&x.Provenance) {
			same.Join(x.A, x.B)
		}
	}
	at := map[evidence.ID]int{}
	var out []Named
	for _, o := range outlets {
		id := same.Of(evidence.ID(o.Outlet))
		if i, is := at[id]; is {
			out[i].Domains = slices.Concat(out[i].Domains, o.Domains)
			continue
		}
		at[id] = len(out)
		out = append(out, o)
	}
	return out
}

// toldNames is how many outlets are named in a reason.
const toldNames = 3

// Caveat is what holds of every suggestion.
const Caveat = "Names prove nothing: no link is made and no figure changes until a person records an owner."

// reasons say what a suggestion rests on.
func (s *Suggestion) reasons(names map[evidence.OutletID]string) []string {
	list := func(ids []evidence.OutletID) string {
		told := make([]string, len(ids))
		for i, id := range ids {
			told[i] = names[id]
		}
		return wording.JoinMost(told, toldNames, "and")
	}
	told := []string{fmt.Sprintf("%s of one owner %s named %q: %s.", wording.Count(len(s.Alike), "outlet"),
		wording.Choose(len(s.Alike), "is", "are"), s.Pattern, list(s.Alike))}
	if len(s.Against) > 0 {
		told = append(told, fmt.Sprintf("%s of other owners %s also named this way: %s.",
			wording.Count(len(s.Against), "outlet"),
			wording.Choose(len(s.Against), "is", "are"), list(s.Against)))
	}
	if s.Words == 1 {
		told = append(told, "One word alone says little: newspapers everywhere have such names.")
	}
	return told
}
