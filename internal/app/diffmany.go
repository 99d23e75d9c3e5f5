package app

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
)

// once leaves out what was named before.
func once[T comparable](list []T) []T {
	seen := map[T]bool{}
	return slices.DeleteFunc(list, func(x T) bool {
		again := seen[x]
		seen[x] = true
		return again
	})
}

// everyClaim returns the ids of all claims.
func (s *session) everyClaim(ctx context.Context) ([]evidence.ClaimID, error) {
	var ids []evidence.ClaimID
	page := evidence.Page{First: claimsAtOnce}
	for {
		found, err := s.reader.List(ctx, evidence.ListQuery{Kind: evidence.KindClaim, Page: page})
		if err != nil {
			return nil, err
		}
		for _, n := range found.Nodes {
			ids = append(ids, evidence.ClaimID(n.Node.NodeID()))
			page.After = n.Cursor
		}
		if !found.HasNext || len(found.Nodes) == 0 {
			return ids, nil
		}
	}
}

// claimsAtOnce is how many claims are read at a time where all are wanted.
const claimsAtOnce = 1000

// diffs compares many claims, and prints each that changed as soon as it is compared.
func (s *session) diffs(
	c comparison, ids []evidence.ClaimID, compare func(evidence.ClaimID) (json.RawMessage, error),
) error {
	bar := newCountBar(s.streams.Err, "claims compared")
	defer bar.done()
	list := newJSONList(s.streams.Out)
	changed, unchanged, unknown := 0, 0, 0
	for i, id := range ids {
		answer, err := compare(id)
		switch {
		case evidence.CodeOf(err) == evidence.CodeNotFound: // recorded since, or not yet
			unknown++
			continue
		case err != nil:
			return err
		}
		bar.update(i, len(ids))
		if s.json {
			if err := list.add(answer); err != nil {
				return err
			}
			continue
		}
		var d diffView
		if err := json.Unmarshal(answer, &d); err != nil {
			return fmt.Errorf("reading the answer: %w", err)
		}
		if len(d.Because) == 0 {
			unchanged++
			continue
		}
		p := &page{style: s.style}
		if changed++; changed == 1 {
			p.line("%s", c.head())
		}
		p.WriteByte('\n')
		d.print(p, "", c.names[0], c.names[1])
		if _, err := io.WriteString(s.streams.Out, p.String()); err != nil {
			return err
		}
	}
	if s.json {
		return list.end()
	}
	p := &page{style: s.style}
	if changed > 0 {
		p.WriteByte('\n')
	} else {
		p.line("%s", c.head())
	}
	p.line("%s changed, %s did not.", wording.Count(changed, "claim"), wording.Digits(unchanged))
	if unknown > 0 {
		p.line("%s recorded at neither time.", wording.Count(unknown, "claim")+wording.Choose(unknown, " was", " were"))
	}
	_, err := io.WriteString(s.streams.Out, p.String())
	return err
}
