package basis

import "github.com/credence-graph/credence/internal/convergence/effective"

// Signatures are the first-hand signatures of a graph's sources: which causes first-hand work is due to. Causes are
// numbered: first the sources themselves, then the marks that occur here (authors, outlets, owners, funders), then the
// one unnamed origin of the pooled view.
type Signatures struct {
	Start []int32 // by source
	Cause []int32
	Share []float64
	Marks []int32 // marks of the index that occur here
	Width int32   // number of causes
}

// HasMarks reports whether any first-hand work has a shared cause; without, a profile is its basis.
func (f *Signatures) HasMarks() bool { return len(f.Marks) > 0 }

// Unknown is the one unnamed origin of the pooled view.
func (f *Signatures) Unknown() int32 { return f.Width - 1 }

// Signatures makes the signatures of all sources of the graph.
func (g *Graph) Signatures() *Signatures {
	n := int32(len(g.Nodes))
	f := &Signatures{Start: make([]int32, 1, n+1), Cause: make([]int32, 0, n), Share: make([]float64, 0, n)}
	slot := g.ix.markSlot
	for v, class := range g.Nodes {
		if g.Phi[v] > 0 {
			own := 1.0
			at := len(f.Cause)
			f.Cause, f.Share = append(f.Cause, int32(v)), append(f.Share, 0)
			for m := g.ix.markStart[class]; m < g.ix.markStart[class+1]; m++ {
				mark := g.ix.mark[m]
				if slot[mark] < 0 {
					slot[mark] = n + int32(len(f.Marks))
					f.Marks = append(f.Marks, mark)
				}
				f.Cause, f.Share = append(f.Cause, slot[mark]), append(f.Share, g.ix.markShare[m])
				own -= g.ix.markShare[m]
			}
			f.Share[at] = own
		}
		f.Start = append(f.Start, int32(len(f.Cause)))
	}
	for _, mark := range f.Marks {
		slot[mark] = -1
	}
	f.Width = n + int32(len(f.Marks)) + 1
	return f
}

// Add adds times the signature of an origin to a mixer over causes.
func (f *Signatures) Add(x *effective.Mixer, origin int32, times float64) {
	for k := f.Start[origin]; k < f.Start[origin+1]; k++ {
		x.One(f.Cause[k], times*f.Share[k])
	}
}

// Expand appends the profile that follows from a basis. In the pooled view all unnamed origins are one cause. The
// origins' own causes come in order, so that only the marks, which are numbered after them, need to be summed up and
// sorted.
func (f *Signatures) Expand(g *Graph, row int32, pooled bool, x *effective.Mixer, out *effective.Rows) {
	from, total := len(out.Col), 0.0
	origins, masses := g.Basis.Row(row)
	for i, o := range origins {
		if pooled && g.Unnamed[o] {
			x.One(f.Unknown(), masses[i])
			continue
		}
		k := f.Start[o]
		if own := masses[i] * f.Share[k]; own >= effective.LeastMass {
			out.Col, out.Val = append(out.Col, o), append(out.Val, own)
			total += own
		}
		for k++; k < f.Start[o+1]; k++ {
			x.One(f.Cause[k], masses[i]*f.Share[k])
		}
	}
	total += x.Empty(out)
	for i := from; i < len(out.Val); i++ {
		out.Val[i] /= total
	}
	out.End()
}
