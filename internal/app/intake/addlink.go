package intake

import (
	"context"
	"strings"

	"github.com/credence-graph/credence/internal/app/run"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
)

// addLinks adds the links of a command to its draft.
func addLinks(ctx context.Context, s *run.Session, f *linkFlags, d *draft) error {
	for _, l := range f.links {
		var err error
		switch l.flag {
		case takesFrom:
			err = addDerivation(ctx, s, l, d)
		case owner:
			err = addOwner(ctx, s, l, d)
		case partOf:
			err = addPart(ctx, s, l, d)
		default:
			err = addStatement(ctx, s, l, d)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// sayOf has a line said that mentions a node.
func sayOf(ctx context.Context, s *run.Session, node evidence.Node, say func(name string)) error {
	name, err := s.Names().Mention(ctx, node)
	if err == nil {
		say(name)
	}
	return err
}

func addStatement(ctx context.Context, s *run.Session, l *addedLink, d *draft) error {
	claim, err := s.Names().Node(ctx, evidence.KindClaim, l.target)
	if err != nil {
		return err
	}
	p, fields := l.provenance()
	statement := evidence.Statement{Source: evidence.SourceID(d.id), Claim: evidence.ClaimID(claim.NodeID()),
		Stance: evidence.Stance(strings.ToUpper(l.flag)), Provenance: p}
	d.batch.Statements = append(d.batch.Statements, evidence.Put[evidence.Statement]{Value: statement, Fields: fields})
	return sayOf(ctx, s, claim, func(name string) { d.say("%s %s%s", l.flag, name, l.quoted()) })
}

func addDerivation(ctx context.Context, s *run.Session, l *addedLink, d *draft) error {
	upstream, err := s.Names().Node(ctx, evidence.KindSource, l.target)
	if err != nil {
		return err
	}
	claims, scope := make([]evidence.ClaimID, 0, len(l.details["claim"])), ""
	var names []string
	for _, text := range l.details["claim"] {
		claim, err := s.Names().Node(ctx, evidence.KindClaim, text)
		if err != nil {
			return err
		}
		name, err := s.Names().Mention(ctx, claim)
		if err != nil {
			return err
		}
		claims, names = append(claims, evidence.ClaimID(claim.NodeID())), append(names, name)
	}
	if len(names) > 0 {
		scope = ", for " + wording.Join(names, "and") + " only"
	}
	kind := evidence.Cites
	if via := l.one("via"); via != "" {
		kind = evidence.DerivationKind(strings.ToUpper(via))
	}
	p, fields := l.provenance()
	derivation := evidence.Derivation{From: evidence.SourceID(d.id), To: evidence.SourceID(upstream.NodeID()),
		Kind:   kind,
		Claims: claims, Provenance: p}
	d.batch.Derivations = append(d.batch.Derivations,
		evidence.Put[evidence.Derivation]{Value: derivation, Fields: fields})
	return sayOf(ctx, s, upstream, func(name string) {
		d.say("takes from %s (%s)%s%s", name, strings.ToLower(string(kind)), scope, l.quoted())
	})
}

func addPart(ctx context.Context, s *run.Session, l *addedLink, d *draft) error {
	whole, err := s.Names().Node(ctx, evidence.KindClaim, l.target)
	if err != nil {
		return err
	}
	p, fields := l.provenance()
	d.batch.Relations = append(d.batch.Relations,
		evidence.Put[evidence.Relation]{Fields: fields, Value: evidence.Relation{
			From: evidence.ClaimID(d.id), Kind: evidence.PartOf, To: evidence.ClaimID(whole.NodeID()), Provenance: p}})
	return sayOf(ctx, s, whole, func(name string) { d.say("part of %s%s", name, l.quoted()) })
}
