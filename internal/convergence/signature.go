package convergence

import "github.com/credence-graph/credence/internal/convergence/effective"

// signatures are the first-hand signatures of a graph's sources: which causes first-hand work is due to. Causes are
// numbered: first the sources themselves, then the marks that occur here (authors, outlets, owners, funders), then the
// one unnamed origin of the pooled view.
type signatures struct {
	start []int32 // by source
	cause []int32
	share []float64
	marks []int32 // marks of the index that occur here
	width int32   // number of causes
}

// hasMarks reports whether any first-hand work has a shared cause; without, a profile is its basis.
func (f *signatures) hasMarks() bool { return len(f.marks) > 0 }

// unknown is the one unnamed origin of the pooled view.
func (f *signatures) unknown() int32 { return f.width - 1 }

func (g *graph) signatures() *signatures {
	n := int32(len(g.nodes))
	f := &signatures{start: make([]int32, 1, n+1), cause: make([]int32, 0, n), share: make([]float64, 0, n)}
	slot := g.ix.markSlot
	for v, class := range g.nodes {
		if g.phi[v] > 0 {
			own := 1.0
			at := len(f.cause)
			f.cause, f.share = append(f.cause, int32(v)), append(f.share, 0)
			for m := g.ix.markStart[class]; m < g.ix.markStart[class+1]; m++ {
				mark := g.ix.mark[m]
				if slot[mark] < 0 {
					slot[mark] = n + int32(len(f.marks))
					f.marks = append(f.marks, mark)
				}
				f.cause, f.share = append(f.cause, slot[mark]), append(f.share, g.ix.markShare[m])
				own -= g.ix.markShare[m]
			}
			f.share[at] = own
		}
		f.start = append(f.start, int32(len(f.cause)))
	}
	for _, mark := range f.marks {
		slot[mark] = -1
	}
	f.width = n + int32(len(f.marks)) + 1
	return f
}

// add adds times the signature of an origin to a mixer over causes.
func (f *signatures) add(x *effective.Mixer, origin int32, times float64) {
	for k := f.start[origin]; k < f.start[origin+1]; k++ {
		x.One(f.cause[k], times*f.share[k])
	}
}

// expand appends the profile that follows from a basis. In the pooled view all unnamed origins are one cause. The origins'
// own causes come in order, so that only the marks, which are numbered after them, need to be summed up and sorted.
func (f *signatures) expand(g *graph, row int32, pooled bool, x *effective.Mixer, out *effective.Rows) {
	from, total := len(out.Col), 0.0
	origins, masses := g.basis.Row(row)
	for i, o := range origins {
		if pooled && g.unnamed[o] {
			x.One(f.unknown(), masses[i])
			continue
		}
		k := f.start[o]
		if own := masses[i] * f.share[k]; own >= effective.LeastMass {
			out.Col, out.Val = append(out.Col, o), append(out.Val, own)
			total += own
		}
		for k++; k < f.start[o+1]; k++ {
			x.One(f.cause[k], masses[i]*f.share[k])
		}
	}
	total += x.Empty(out)
	for i := from; i < len(out.Val); i++ {
		out.Val[i] /= total
	}
	out.End()
}
