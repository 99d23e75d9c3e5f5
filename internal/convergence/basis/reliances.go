package basis

import (
	"math"

	"github.com/credence-graph/credence/internal/evidence"
)

// Reliances say how much a source may be relied on by those that take from it: no more than its letter, no more than
// what it rests on itself, and no more than its own statement of the claim. A weak origin stays weak however good the
// paper that prints it (the laundering cap), and so does a weak statement.
type Reliances struct {
	g       *Graph
	assumed map[evidence.SourceID]float64 // accuracies that stand in for letters; nil = letters alone
	says    []float64                     // by source: the amplitude of its own statement of the claim; 1 if it makes none
	states  []bool                        // by source: it makes one
	// For takers that somebody judged, and for those that nobody did. A source that nobody judged limits the former by
	// its statement alone, since their letter vouches for it; the latter are worth no more than it is worth itself.
	judged, unjudged caps
}

// caps are the limits by which takers of one sort are capped.
type caps struct {
	// by source: mean strength of what it takes from, by share; -1 = it takes from nothing that is in force
	above []float64
	limit []float64 // by source: its own strength for those that take from it; 1 if nothing limits it
}

// Reliances sweeps over the sources upstream first, with the shares that the profiles have.
func (g *Graph) Reliances(assumed map[evidence.SourceID]float64) *Reliances {
	r := &Reliances{g: g, assumed: assumed}
	r.says, r.states = g.statedStrengths()
	r.sweep(&r.judged)
	r.sweep(&r.unjudged)
	return r
}

func (r *Reliances) sweep(c *caps) {
	g, n := r.g, len(r.g.Nodes)
	c.above, c.limit = make([]float64, n), make([]float64, n)
	for at := int32(0); at < int32(g.Comps.Count()); at++ {
		members := g.Comps.Members(at)
		k := g.CircleAt(at)
		mean := -1.0
		switch {
		case k != nil && k.Grounded:
			mean = r.exits(c, k)
		case k == nil:
			mean = r.taken(c, members[0])
		}
		for _, v := range members {
			c.above[v] = mean
			c.limit[v] = r.cappedIn(c, v, r.stated(c, v))
		}
	}
}

// Own is the strength of a source before any cap, and whether anybody judged it: by the accuracy that is assumed of it,
// else by its letter, F where it has none. Who is no better than chance has no strength, and nobody more than
// [MaxAccuracy] gives.
func (r *Reliances) Own(v int32) (strength float64, judged bool) {
	if accuracy, is := r.assumed[r.g.Source(v).ID]; is {
		return strengthAt(math.Max(0.5, math.Min(MaxAccuracy, accuracy))), true
	}
	letter := r.g.Letter(v)
	return r.g.ix.Policy.Accuracies.strengthOf(letter), letter != ""
}

// stated is the strength of a source for those that take from it, before any cap.
func (r *Reliances) stated(c *caps, v int32) float64 {
	strength, judged := r.Own(v)
	if judged || c == &r.unjudged && r.states[v] {
		return strength * r.says[v]
	}
	return r.says[v]
}

// taken is the mean strength of the grounded sources that v takes from, by share.
func (r *Reliances) taken(c *caps, v int32) float64 {
	mean := -1.0
	for e := r.g.UpStart[v]; e < r.g.UpStart[v+1]; e++ {
		if u := r.g.Up[e]; r.g.Grounded(u) {
			mean = math.Max(mean, 0) + r.g.Share[e]*c.limit[u]
		}
	}
	return mean
}

// exits is the mean strength of what a circle rests on: of the first-hand shares of its members and of the sources
// outside, by the share that leaves the circle there. It is one for all its members, since each takes from every other.
func (r *Reliances) exits(c *caps, k *Circle) float64 {
	g := r.g
	sum, total := 0.0, 0.0
	for _, m := range k.Members {
		sum += g.Phi[m] * r.stated(c, m)
		total += g.Phi[m]
		for e := g.UpStart[m]; e < g.UpStart[m+1]; e++ {
			if u := g.Up[e]; g.Comps.Of[u] != k.Component && g.Share[e] > 0 {
				leaves := (1 - g.Phi[m]) * g.Share[e]
				sum += leaves * c.limit[u]
				total += leaves
			}
		}
	}
	if total == 0 { // a circle is grounded by what leaves it, but a share may be as good as nothing
		return 1
	}
	return sum / total
}

// Capped is the strength of v, whose own would be own, after what it takes from and what it copies.
func (r *Reliances) Capped(v int32, own float64) float64 {
	if _, judged := r.Own(v); judged {
		return r.cappedIn(&r.judged, v, own)
	}
	return r.cappedIn(&r.unjudged, v, own)
}

func (r *Reliances) cappedIn(c *caps, v int32, own float64) float64 {
	g, strength := r.g, own
	if c.above[v] >= 0 {
		strength = math.Min(own, g.Phi[v]*own+(1-g.Phi[v])*c.above[v])
	}
	if g.IsCopy(v) {
		strength = math.Min(own, g.Kappa[v]*c.limit[g.Model[v]]+(1-g.Kappa[v])*strength)
	}
	return strength
}
