package convergence

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/credence-graph/credence/internal/convergence/effective"
	"github.com/credence-graph/credence/internal/convergence/tally"
	"github.com/credence-graph/credence/internal/digraph"
	"github.com/credence-graph/credence/internal/evidence"
)

// Independence says what the graph knows of the independence of two sources for this claim, whether they support it or
// only take part in the evidence. The error has code [evidence.CodeNotFound] for a source that takes no part.
func (c *Convergence) Independence(a, b evidence.SourceID) (Independence, error) {
	c.analysis.Mu.Lock()
	defer c.analysis.Mu.Unlock()
	v, err := c.analysis.partaking(a)
	if err != nil {
		return Independence{}, err
	}
	w, err := c.analysis.partaking(b)
	if err != nil {
		return Independence{}, err
	}
	return c.analysis.independence(v, w), nil
}

func (a *Analysis) partaking(id evidence.SourceID) (int32, error) {
	v, ok := a.G.Find(id)
	if !ok {
		return 0, evidence.NotFoundf("the evidence for this claim has no source %q", id)
	}
	return v, nil
}

// independence compares two sources, with the reasons.
func (a *Analysis) independence(v, w int32) Independence {
	out := Independence{A: a.G.Source(v), B: a.G.Source(w)}
	var shared []sharedCause
	out.Verdict, out.Overlap, shared = a.compare(v, w)
	if out.Verdict == Unknown || v == w && !a.G.Grounded(v) {
		out.Missing = append(a.missing(v, w), a.maybeShared(v, w)...)
	}
	if tangled, is := a.tangle(v, w); is {
		out.Reasons = append(out.Reasons, tangled)
	}
	slices.SortStableFunc(shared, func(x, y sharedCause) int {
		return cmp.Compare(tally.Rounded(y.overlap), tally.Rounded(x.overlap))
	})
	for _, c := range shared[:min(maxShared, len(shared))] {
		out.Reasons = append(out.Reasons, a.reason(v, w, c, out.Overlap))
	}
	return out
}

// compare says what is known of the independence of two sources, how much of their bases is the same, and by which
// causes.
func (a *Analysis) compare(v, w int32) (verdict IndependenceVerdict, overlap float64, shared []sharedCause) {
	if !a.G.Grounded(v) || !a.G.Grounded(w) {
		switch _, tangled := a.tangle(v, w); {
		case v == w:
			return Same, 0, nil
		case tangled:
			return Dependent, 0, nil
		}
		return Unknown, 0, nil
	}
	shared = a.sharedCauses(v, w)
	for _, c := range shared {
		overlap += c.overlap
	}
	switch {
	case a.G.RowOf[v] == a.G.RowOf[w] || overlap >= 1-1e-9:
		return Same, 1, shared
	case overlap > 0:
		return Dependent, overlap, shared
	case a.G.Traced[v] && a.G.Traced[w] && len(a.MayShare(v, w)) == 0:
		return NothingShared, 0, nil
	}
	return Unknown, 0, nil
}

// sharedCause is a cause that two profiles share.
type sharedCause struct {
	cause            int32
	shareV, shareW   float64
	overlap          float64
	originV, originW int32 // the origins through which it reaches them
}

// sharedCauses returns what two grounded sources share, by cause.
func (a *Analysis) sharedCauses(v, w int32) []sharedCause {
	m := effective.NewRows(2, 0)
	a.Sign.Expand(a.G, a.G.RowOf[v], false, a.Causes(), m)
	a.Sign.Expand(a.G, a.G.RowOf[w], false, a.Causes(), m)
	colsV, valsV := m.Row(0)
	colsW, valsW := m.Row(1)
	var out []sharedCause
	for i, j := 0, 0; i < len(colsV) && j < len(colsW); {
		switch {
		case colsV[i] < colsW[j]:
			i++
		case colsV[i] > colsW[j]:
			j++
		default:
			out = append(out, sharedCause{
				cause: colsV[i], shareV: valsV[i], shareW: valsW[j], overlap: math.Sqrt(valsV[i] * valsW[j]),
				originV: a.carrier(a.G.RowOf[v], colsV[i]), originW: a.carrier(a.G.RowOf[w], colsV[i]),
			})
			i, j = i+1, j+1
		}
	}
	return out
}

// carrier returns the origin of a basis through which most of a cause comes in.
func (a *Analysis) carrier(row, cause int32) int32 {
	if cause < int32(len(a.G.Nodes)) {
		return cause
	}
	best, most := digraph.NoNode, 0.0
	origins, masses := a.G.Basis.Row(row)
	for i, o := range origins {
		for k := a.Sign.Start[o]; k < a.Sign.Start[o+1]; k++ {
			if mass := masses[i] * a.Sign.Share[k]; a.Sign.Cause[k] == cause && mass > most {
				best, most = o, mass
			}
		}
	}
	return best
}

// reason says what two sources share, with the links that lead from the first and then from the second to it.
func (a *Analysis) reason(v, w int32, c sharedCause, overlap float64) Reason {
	kind, node := a.cause(c.cause)
	r := Reason{Kind: kind, Cause: node, Share: math.Min(1, c.overlap/overlap)}
	if kind == ReasonOrigin {
		r.Steps = append(a.Steps(v, c.cause), a.Steps(w, c.cause)...)
	} else {
		mark := a.Sign.Marks[c.cause-int32(len(a.G.Nodes))]
		r.Steps = append(a.StepsToMark(v, c.originV, mark), a.StepsToMark(w, c.originW, mark)...)
	}
	r.Steps = onceEach(r.Steps)
	for _, step := range r.Steps {
		if d, ok := step.(*evidence.Derivation); ok && d.Kind == evidence.Copies {
			r.Kind = ReasonCopy
		}
	}
	r.Text = a.sharedText(v, w, c, kind, node)
	return r
}

func (a *Analysis) sharedText(v, w int32, c sharedCause, kind ReasonKind, node evidence.Node) string {
	shares := fmt.Sprintf("(%s and %s)", tally.Percent(c.shareV), tally.Percent(c.shareW))
	switch kind {
	case ReasonAuthor:
		return fmt.Sprintf("both rest on work written by %s %s", tally.NodeLabel(node), shares)
	case ReasonOutlet:
		return fmt.Sprintf("both rest on work published by %s %s", tally.NodeLabel(node), shares)
	case ReasonOwner:
		return fmt.Sprintf("both rest on work of outlets that %s owns %s", tally.NodeLabel(node), shares)
	case ReasonFunder:
		return fmt.Sprintf("both rest on work of outlets that %s funds %s", tally.NodeLabel(node), shares)
	}
	switch c.cause {
	case v:
		return fmt.Sprintf("%s rests on %s (%s)", a.Name(w), a.Name(v), tally.Percent(c.shareW))
	case w:
		return fmt.Sprintf("%s rests on %s (%s)", a.Name(v), a.Name(w), tally.Percent(c.shareV))
	}
	return fmt.Sprintf("both rest on %s %s", a.Name(c.cause), shares)
}

// missing says what would have to be known to tell whether sources are independent.
func (a *Analysis) missing(nodes ...int32) []Note {
	var out []Note
	for _, v := range slices.Compact(nodes) {
		n := Note{Code: NotePresumed, Nodes: []evidence.Node{a.G.Source(v)}}
		switch {
		case !a.G.Grounded(v):
			n.Text = fmt.Sprintf("what %s rests on that is still in force", a.Name(v))
		case a.G.Traced[v]:
			continue
		case a.NamedRow(a.G.RowOf[v]):
			n.Text = fmt.Sprintf(
				"what %s rests on: a suggested copy, or a link to a later source, is an open question", a.Name(v))
		case a.G.Unnamed[v]:
			n.Text = fmt.Sprintf("what %s rests on", a.Name(v))
		default:
			behind := a.UnnamedIn(a.G.RowOf[v])
			n.Text = fmt.Sprintf("what stands behind %s, which %s rests on", a.List(behind), a.Name(v))
			n.Nodes = append(n.Nodes, a.NodesOf(behind)...)
		}
		out = append(out, n)
	}
	return out
}
