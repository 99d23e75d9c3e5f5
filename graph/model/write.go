package model

import (
	"strings"
	"time"

	"github.com/credence-graph/credence/internal/convergence/compare"
	"github.com/credence-graph/credence/internal/evidence"
)

// WritePayload is what a write did, or why it was refused.
type WritePayload struct {
	UserErrors []*UserError
	// Applied is what was done; nil if the input was refused.
	Applied *evidence.Applied
	// IDs are the records that the input states, each once, in its order.
	IDs []evidence.ID
	// Impacts computes which claims were changed, once; nil if that is not asked of the write.
	Impacts func() ([]compare.Impact, error)
}

// Created returns how many records are new.
func (p *WritePayload) Created() []*RecordCount {
	return p.counts(func(a *evidence.Applied) map[evidence.Kind]int { return a.Created })
}

// Changed returns how many records have other values than before.
func (p *WritePayload) Changed() []*RecordCount {
	return p.counts(func(a *evidence.Applied) map[evidence.Kind]int { return a.Changed })
}

// Unchanged returns how many records were as they are.
func (p *WritePayload) Unchanged() []*RecordCount {
	return p.counts(func(a *evidence.Applied) map[evidence.Kind]int { return a.Unchanged })
}

// Retracted returns how many links do not stand any more.
func (p *WritePayload) Retracted() []*RecordCount {
	return p.counts(func(a *evidence.Applied) map[evidence.Kind]int { return a.Retracted })
}

// counts lists counts in the order of the kinds, without those of nothing.
func (p *WritePayload) counts(of func(*evidence.Applied) map[evidence.Kind]int) []*RecordCount {
	counts := []*RecordCount{}
	if p.Applied == nil {
		return counts
	}
	for _, kind := range append(evidence.NodeKinds(), evidence.LinkKinds()...) {
		if n := of(p.Applied)[kind]; n > 0 {
			counts = append(counts, &RecordCount{Kind: recordKind(kind), Count: n})
		}
	}
	return counts
}

func recordKind(k evidence.Kind) RecordKind {
	if k == evidence.KindSameness {
		return RecordKindSameness
	}
	return RecordKind(strings.ToUpper(string(k)))
}

// At returns the time of the write, nil if nothing was written.
func (p *WritePayload) At() *time.Time {
	if p.Applied == nil {
		return nil
	}
	return &p.Applied.At
}

// Token returns what a later request sends along to read what was written, "" if nothing was.
func (p *WritePayload) Token() string {
	if p.Applied == nil {
		return ""
	}
	return p.Applied.Version.Token()
}

// Version returns the version of the graph after the write, "" if nothing was written.
func (p *WritePayload) Version() string {
	if p.Applied == nil {
		return ""
	}
	return p.Applied.Version.String()
}
