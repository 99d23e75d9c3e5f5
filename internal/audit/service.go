package audit

import (
	"context"
	"fmt"
	"slices"
	"sync/atomic"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/inquiry"
)

// Service audits a graph. It is safe for concurrent use.
type Service struct {
	reader  evidence.Reader
	answers *inquiry.Service
}

// NewService returns a service on a reader.
func NewService(r evidence.Reader) *Service {
	return &Service{reader: r, answers: inquiry.New(r)}
}

// Options say how an audit is run.
type Options struct {
	// MaxClaims is the most claims that are looked at; with more the audit is refused. 0 = any number.
	MaxClaims int
	// Progress is called with how many claims were audited, of how many, from several goroutines at once; nil =
	// nobody asks.
	Progress func(done, of int)
}

// Audit looks at every claim that the filter leaves, as of a moment and under a policy, a few hundred at a time. What
// is found belongs to one version of the graph within a part only. Errors are the reader's, and have code
// [evidence.CodeNotFound] where the filter names what the graph does not have and [evidence.CodeTooComplex] where
// there are more claims than the options allow.
func (s *Service) Audit(
	ctx context.Context, where Filter, at evidence.Moment, p basis.Policy, o Options,
) (*Report, error) {
	if err := where.validate(); err != nil {
		return nil, err
	}
	if err := s.present(ctx, where, at); err != nil {
		return nil, err
	}
	claims, err := s.claims(ctx, where, nil, at, o.MaxClaims)
	if err != nil {
		return nil, err
	}
	c := NewCollector(where)
	if err := s.ownerships(ctx, c, at, p); err != nil {
		return nil, err
	}
	var done atomic.Int64
	err = s.answers.Sweep(ctx, claims, at, p, func(answer *convergence.Convergence) error {
		c.Add(answer)
		if err := s.addBursts(ctx, c, answer, at); err != nil {
			return err
		}
		if n := int(done.Add(1)); o.Progress != nil {
			o.Progress(n, len(claims))
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return c.Report(), nil
}

// Each audits the claims that the filter leaves, each by itself, and calls f with the findings of each, in the order
// of [Key], from several goroutines at once. What stands above the filter's outlet whatever the claims comes with the
// claim "". among narrows the claims further; nil = all of them. With it the options' bound is one of these claims.
// Errors are those of [Service.Audit], and f's first.
func (s *Service) Each(
	ctx context.Context, where Filter, among []evidence.ClaimID, at evidence.Moment, p basis.Policy, o Options,
	f func(evidence.ClaimID, []Finding) error,
) error {
	if err := where.validate(); err != nil {
		return err
	}
	claims, err := s.claims(ctx, where, among, at, o.MaxClaims)
	if err != nil {
		return err
	}
	whole := NewCollector(where)
	if err := s.ownerships(ctx, whole, at, p); err != nil {
		return err
	}
	if err := f("", whole.Report().Findings); err != nil {
		return err
	}
	return s.answers.Sweep(ctx, claims, at, p, func(answer *convergence.Convergence) error {
		c := NewCollector(where)
		c.above = whole.above
		c.Add(answer)
		if err := s.addBursts(ctx, c, answer, at); err != nil {
			return err
		}
		return f(answer.Claim.ID, c.Report().Findings)
	})
}

// validate refuses codes and severities that there are not.
func (f Filter) validate() error {
	for _, c := range f.Codes {
		if !c.Valid() {
			return evidence.Invalidf("codes", "%q is no code of a finding; expected one of %s", c, join(Codes()))
		}
	}
	for _, s := range f.Severities {
		if !s.Valid() {
			return evidence.Invalidf("severity", "%q is no severity; expected one of %s", s, join(Severities()))
		}
	}
	return nil
}

func join[T ~string](list []T) string {
	text := ""
	for i, x := range list {
		if i > 0 {
			text += ", "
		}
		text += string(x)
	}
	return text
}

// present sees that the graph has what the filter names.
func (s *Service) present(ctx context.Context, where Filter, at evidence.Moment) error {
	var ids []evidence.ID
	for _, id := range []evidence.ID{evidence.ID(where.Claim), evidence.ID(where.Outlet), evidence.ID(where.Source)} {
		if id != "" {
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	objects, err := s.reader.Objects(ctx, ids, at)
	if err != nil {
		return err
	}
	for i, o := range objects {
		if o.Node == nil {
			return evidence.NotFoundf("the graph has no %s %q at this moment", ids[i].Kind(), ids[i])
		}
	}
	return nil
}

// claims returns the ids of the claims that the filter leaves, of those in among unless that is nil.
func (s *Service) claims(
	ctx context.Context, where Filter, among []evidence.ClaimID, at evidence.Moment, most int,
) ([]evidence.ClaimID, error) {
	if where.Claim != "" {
		if among != nil && !slices.Contains(among, where.Claim) {
			return nil, nil
		}
		among = []evidence.ClaimID{where.Claim}
	}
	if where.Claim != "" && where.Outlet == "" && where.Source == "" {
		return among, nil
	}
	var filter evidence.Filter
	for _, id := range among {
		filter.IDs = append(filter.IDs, evidence.ID(id))
	}
	if where.Outlet != "" {
		filter.Outlets = []evidence.OutletID{where.Outlet}
	}
	if where.Source != "" {
		filter.RestsOn = []evidence.ID{evidence.ID(where.Source)}
	}
	ids, more, err := s.answers.ClaimIDs(ctx, filter, at, most)
	if more {
		return nil, TooMany(most)
	}
	return ids, err
}

// TooMany is the error of an audit of more claims than may be looked at.
func TooMany(most int) error {
	return &evidence.Error{Code: evidence.CodeTooComplex, Message: fmt.Sprintf(
		"more than %d claims would be audited; name a claim, an outlet or a source, or run: credence audit", most)}
}

// ownerships notes who owns the outlet that is audited.
func (s *Service) ownerships(ctx context.Context, c *Collector, at evidence.Moment, p basis.Policy) error {
	if c.where.Outlet == "" {
		return nil
	}
	sub, err := s.reader.Subgraphs(ctx, nil, at, evidence.ID(c.where.Outlet))
	if err != nil {
		return err
	}
	c.ownedBy(basis.OneSidedAbove(sub, p, c.where.Outlet))
	return nil
}
