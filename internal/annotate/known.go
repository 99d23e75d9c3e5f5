package annotate

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/folding"
	"github.com/credence-graph/credence/internal/report"
	"github.com/credence-graph/credence/internal/resolve"
	"github.com/credence-graph/credence/internal/terminal"
)

// MayBe is a person or a claim of a text that may be one that the graph already has.
type MayBe struct {
	New   evidence.ID `json:"new"`
	Known evidence.ID `json:"known"`
	Name  string      `json:"name"`
	// Where says in words where the graph has it from: a title with its date, or a claim.
	Where string `json:"where,omitempty"`
	claim bool
}

// mostKnown is how many records are compared with one, and how many are listed.
const mostKnown = 9

// sameWords is from which share of common words on two claims may be one.
const sameWords = 0.6

// mayBeKnown returns which sources with a name of their own and which claims of a batch the graph may have under
// another id. What it has under the same id is the same.
func (r Recorder) mayBeKnown(ctx context.Context, batch evidence.Batch) ([]MayBe, error) {
	known, err := r.existing(ctx, batch)
	if err != nil {
		return nil, err
	}
	out := []MayBe{}
	for _, p := range batch.Sources {
		if known[p.Value.NodeID()] || !hasOwnName(p.Value) {
			continue
		}
		if out, err = r.appendKnownSource(ctx, out, p.Value); err != nil {
			return nil, err
		}
	}
	for _, p := range batch.Claims {
		if known[p.Value.NodeID()] {
			continue
		}
		if out, err = r.appendKnownClaim(ctx, out, p.Value); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// hasOwnName reports whether the title of a source is the name of somebody or something, and so says who it is.
func hasOwnName(s evidence.Source) bool {
	return s.Title != "" && s.Outlet == "" && s.Identity != evidence.Category && s.Identity != evidence.Unnamed &&
		s.Kind != evidence.Article
}

// appendKnownSource appends a source that the graph may have under another id: one of the same name.
func (r Recorder) appendKnownSource(ctx context.Context, out []MayBe, s evidence.Source) ([]MayBe, error) {
	found, err := r.known(ctx, evidence.KindSource, s.Title, func(n evidence.Node) bool {
		other, ok := n.(*evidence.Source)
		return ok && other.ID != s.ID && folding.Fold(other.Title) == folding.Fold(s.Title) &&
			other.Kind != evidence.Article
	})
	if err != nil || found == nil {
		return out, err
	}
	where, err := r.whereFrom(ctx, found.NodeID())
	if err != nil {
		return nil, err
	}
	return append(out, MayBe{New: s.NodeID(), Known: found.NodeID(), Name: s.Title, Where: where}), nil
}

// appendKnownClaim appends a claim that the graph may have under another id: one of about the same words.
func (r Recorder) appendKnownClaim(ctx context.Context, out []MayBe, c evidence.Claim) ([]MayBe, error) {
	found, err := r.known(ctx, evidence.KindClaim, c.Text, func(n evidence.Node) bool {
		other, ok := n.(*evidence.Claim)
		return ok && other.ID != c.ID && commonWords(other.Text, c.Text) >= sameWords
	})
	if err != nil || found == nil {
		return out, err
	}
	return append(out, MayBe{New: c.NodeID(), Known: found.NodeID(), Name: c.Text, Where: report.Label(found),
		claim: true}), nil
}

// existing returns which nodes of a batch the graph has under their own id.
func (r Recorder) existing(ctx context.Context, batch evidence.Batch) (map[evidence.ID]bool, error) {
	var ids []evidence.ID
	for _, p := range batch.Sources {
		ids = append(ids, p.Value.NodeID())
	}
	for _, p := range batch.Claims {
		ids = append(ids, p.Value.NodeID())
	}
	if len(ids) == 0 {
		return nil, nil
	}
	objects, err := r.Reader.Objects(ctx, ids, evidence.Moment{})
	if err != nil {
		return nil, err
	}
	known := map[evidence.ID]bool{}
	for i, o := range objects {
		known[ids[i]] = o.Node != nil
	}
	return known, nil
}

// known returns the first node that a text finds and that is wanted; nil for none.
func (r Recorder) known(ctx context.Context, kind evidence.Kind, text string,
	wanted func(evidence.Node) bool) (evidence.Node, error) {
	hits, err := r.Reader.Find(ctx, text, []evidence.Kind{kind}, mostKnown)
	if err != nil {
		return nil, err
	}
	for _, h := range hits {
		if wanted(h.Node) {
			return h.Node, nil
		}
	}
	return nil, nil
}

// whereFrom says what takes from a source, or what it states: "Ferries stop" (Herald, 3 May 2024).
func (r Recorder) whereFrom(ctx context.Context, id evidence.ID) (string, error) {
	for _, q := range []evidence.LinkQuery{
		{Kind: evidence.KindDerivation, Direction: evidence.Incoming}, {Kind: evidence.KindStatement,
			Direction: evidence.Outgoing},
	} {
		q.Subjects, q.Page = []evidence.ID{id}, evidence.Page{First: 1}
		pages, err := r.Reader.Links(ctx, q)
		if err != nil {
			return "", err
		}
		if len(pages[0].Links) == 0 {
			continue
		}
		end := evidence.ID("")
		switch x := pages[0].Links[0].Link.(type) {
		case *evidence.Derivation:
			end = evidence.ID(x.From)
		case *evidence.Statement:
			end = evidence.ID(x.Claim)
		}
		objects, err := r.Reader.Objects(ctx, []evidence.ID{end}, evidence.Moment{})
		if err != nil {
			return "", err
		}
		if objects[0].Node != nil {
			return resolve.Names{Reader: r.Reader}.Mention(ctx, objects[0].Node)
		}
	}
	return "", nil
}

// commonWords is the share of the words of two texts that they have in common.
func commonWords(a, b string) float64 {
	words := func(s string) []string {
		list := strings.FieldsFunc(folding.Fold(s), func(r rune) bool {
			return strings.ContainsRune(" ,.;:!?\"'“”’()", r)
		})
		slices.Sort(list)
		return slices.Compact(list)
	}
	in, other := words(a), words(b)
	both := 0
	for _, w := range in {
		if slices.Contains(other, w) {
			both++
		}
	}
	return float64(both) / float64(max(1, len(in)+len(other)-both))
}

const (
	knownKeys = "yns"
	knownHelp = "y yes: nothing new is made; n no: they are two; s not known: they stay apart"
)

// askKnown asks of each whether it is the one that the graph has, and puts that in its place in the batch where it is.
// It returns those that are two.
func askKnown(asked *terminal.Person, may []MayBe, batch *evidence.Batch,
	main *evidence.ClaimID) (apart []MayBe, err error) {
	for _, m := range may {
		question := fmt.Sprintf("\n%s: is this the one of %s? [y/n/s] ", terminal.Printable(m.Name),
			terminal.Printable(m.Where))
		switch {
		case m.claim:
			question = fmt.Sprintf("\n%s\nIs this the claim that the graph has: %s [y/n/s] ",
				terminal.Printable(m.Name),
				terminal.Printable(m.Where))
		case m.Where == "":
			question = fmt.Sprintf("\n%s: is this %s? [y/n/s] ", terminal.Printable(m.Name), m.Known)
		}
		k, err := asked.Answer(question, knownKeys, knownHelp)
		if err != nil {
			return nil, err
		}
		switch k {
		case 'y':
			if !standFor(batch, m.New, m.Known) {
				asked.Printf("Kept apart: it would both support and refute the claim, or take from itself.\n")
				continue
			}
			if evidence.ID(*main) == m.New {
				*main = evidence.ClaimID(m.Known)
			}
		case 'n':
			apart = append(apart, m)
		}
	}
	return apart, nil
}

// denyKnown records that what a person said are two are two, so that the question is not asked again.
func (r Recorder) denyKnown(ctx context.Context, apart []MayBe) error {
	if len(apart) == 0 {
		return nil
	}
	batch := evidence.Batch{Collector: r.Collector, Method: evidence.Declared, Denied: true}
	for _, m := range apart {
		a, b := min(m.New, m.Known), max(m.New, m.Known)
		batch.Samenesses = append(batch.Samenesses, evidence.Put[evidence.Sameness]{Value: evidence.Sameness{A: a, B: b,
			Provenance: evidence.Provenance{Justification: "asked when the text was read"}}.Normalize()})
	}
	_, err := r.Writer.Apply(ctx, batch)
	return err
}

// standFor puts a node that the graph has in the place of one of the batch, which is then not recorded. It changes
// nothing and returns false where a source would both support and refute a claim, or take from itself.
func standFor(batch *evidence.Batch, node, known evidence.ID) bool {
	out := *batch
	out.Sources = without(batch.Sources, func(x evidence.Source) bool { return x.NodeID() == node })
	out.Claims = without(batch.Claims, func(x evidence.Claim) bool { return x.NodeID() == node })
	out.Statements = nil
	stances := map[[2]string]evidence.Stance{}
	for _, p := range batch.Statements {
		p.Value.Source, p.Value.Claim = swap(p.Value.Source, node, known), swap(p.Value.Claim, node, known)
		ends := [2]string{string(p.Value.Source), string(p.Value.Claim)}
		if stance, there := stances[ends]; there && stance != p.Value.Stance {
			return false
		}
		stances[ends] = p.Value.Stance
		p.Value.ID = ""
		p.Value = p.Value.Normalize()
		out.Statements = append(out.Statements, p)
	}
	out.Derivations = nil
	for _, p := range batch.Derivations {
		p.Value.From, p.Value.To = swap(p.Value.From, node, known), swap(p.Value.To, node, known)
		p.Value.Claims = swapAll(p.Value.Claims, node, known)
		if p.Value.From == p.Value.To {
			return false
		}
		p.Value.ID = ""
		p.Value = p.Value.Normalize()
		out.Derivations = append(out.Derivations, p)
	}
	out.Corroborations = nil
	for _, p := range batch.Corroborations {
		p.Value.Claim, p.Value.Sources = swap(p.Value.Claim, node, known), swapAll(p.Value.Sources, node, known)
		p.Value.ID = ""
		p.Value = p.Value.Normalize()
		out.Corroborations = append(out.Corroborations, p)
	}
	out.Relations = nil
	for _, p := range batch.Relations {
		p.Value.From, p.Value.To = swap(p.Value.From, node, known), swap(p.Value.To, node, known)
		p.Value.ID = ""
		p.Value = p.Value.Normalize()
		if p.Value.From != p.Value.To {
			out.Relations = append(out.Relations, p)
		}
	}
	out.Interests = nil
	for _, p := range batch.Interests {
		p.Value.Holder, p.Value.Claim = swap(p.Value.Holder, node, known), swap(p.Value.Claim, node, known)
		p.Value = p.Value.Normalize()
		out.Interests = append(out.Interests, p)
	}
	out.Reviews = nil
	for _, p := range batch.Reviews {
		p.Value.Claim, p.Value.Cites = swap(p.Value.Claim, node, known), swapAll(p.Value.Cites, node, known)
		out.Reviews = append(out.Reviews, p)
	}
	*batch = out
	return true
}

func without[T any](list []evidence.Put[T], is func(T) bool) []evidence.Put[T] {
	return slices.DeleteFunc(slices.Clone(list), func(p evidence.Put[T]) bool { return is(p.Value) })
}

func swap[T ~string](id T, from, to evidence.ID) T {
	if evidence.ID(id) == from {
		return T(to)
	}
	return id
}

func swapAll[T ~string](ids []T, from, to evidence.ID) []T {
	out := make([]T, len(ids))
	for i, id := range ids {
		out[i] = swap(id, from, to)
	}
	return out
}
