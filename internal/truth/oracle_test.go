package truth

import (
	"cmp"
	"maps"
	"math"
	"slices"
)

// The oracle does what the documentation of Statistical says on maps and names, for all pairs, without an index. Its
// arithmetic is that of the formulas as they are written, popularity included.

type oracle struct {
	o       Options
	in      Observations
	says    map[string]map[string][]string // source, item, values
	holders map[string]map[string][]string // item, value, sources
	sources []string

	p      map[string]map[string]float64
	acc    map[string]float64
	groups map[string]string // source, name of its group
	copies map[SourcePair]oraclePair
}

type oraclePair struct {
	llr                  float64
	wrong, right, differ int
}

func runOracle(in Observations, o Options) *oracle {
	c := &oracle{o: o, in: in, says: map[string]map[string][]string{}, holders: map[string]map[string][]string{}}
	for _, ob := range in.Observations {
		if c.says[ob.Source] == nil {
			c.says[ob.Source] = map[string][]string{}
		}
		if c.holders[ob.Item] == nil {
			c.holders[ob.Item] = map[string][]string{}
		}
		if !slices.Contains(c.says[ob.Source][ob.Item], ob.Value) {
			c.says[ob.Source][ob.Item] = append(c.says[ob.Source][ob.Item], ob.Value)
			c.holders[ob.Item][ob.Value] = append(c.holders[ob.Item][ob.Value], ob.Source)
		}
	}
	c.sources = slices.Sorted(maps.Keys(c.says))
	c.groups = c.collapse()
	for range o.MaxRepeats {
		c.believe()
		c.copies = map[SourcePair]oraclePair{}
		for i, a := range c.sources {
			for _, b := range c.sources[i+1:] {
				if p, ok := c.score(a, b); ok {
					c.copies[SourcePair{a, b}] = p
				}
			}
		}
		groups := c.collapse()
		if maps.Equal(groups, c.groups) {
			break
		}
		c.groups = groups
	}
	return c
}

func (c *oracle) believe() {
	c.acc = map[string]float64{}
	for _, s := range c.sources {
		c.acc[s] = c.o.Start
		if prior, ok := c.in.Priors[s]; ok {
			c.acc[s] = prior
		}
	}
	for range c.o.Rounds {
		c.probabilities()
		for _, s := range c.sources {
			half := .5
			if prior, ok := c.in.Priors[s]; ok {
				half = prior
			}
			sum := 4 * half
			for item, values := range c.says[s] {
				for _, v := range values {
					sum += c.p[item][v] / float64(len(values))
				}
			}
			c.acc[s] = sum / float64(4+len(c.says[s]))
		}
	}
	c.probabilities()
}

func (c *oracle) probabilities() {
	c.p = map[string]map[string]float64{}
	for item, values := range c.holders {
		c.p[item] = map[string]float64{}
		total := 0.0
		for v, holders := range values {
			best := map[string]float64{}
			for _, s := range holders {
				w := math.Log(c.o.FalseValues*c.acc[s]/(1-c.acc[s])) / float64(len(c.says[s][item]))
				if old, ok := best[c.groups[s]]; !ok || w > old {
					best[c.groups[s]] = w
				}
			}
			sum := 0.0
			for _, w := range best {
				sum += w
			}
			c.p[item][v] = math.Exp(sum)
			total += math.Exp(sum)
		}
		for v := range values {
			c.p[item][v] /= total
		}
	}
}

func (c *oracle) isPair(list []SourcePair, a, b string) bool {
	return slices.Contains(list, SourcePair{a, b}) || slices.Contains(list, SourcePair{b, a})
}

func (c *oracle) declared(a, b, item string) bool {
	return slices.ContainsFunc(c.in.Declared, func(l DeclaredLink) bool {
		return c.isPair([]SourcePair{l.SourcePair}, a, b) && (len(l.Items) == 0 || slices.Contains(l.Items, item))
	})
}

func (c *oracle) score(a, b string) (p oraclePair, found bool) {
	p.llr = math.Log(.05 / .95)
	for item, x := range c.says[a] {
		y := c.says[b][item]
		if len(y) == 0 || c.declared(a, b, item) {
			continue
		}
		parts := float64(max(len(x), len(y)))
		shared, wrong := 0, 0
		for _, v := range x {
			if !slices.Contains(y, v) {
				continue
			}
			shared++
			if c.p[item][v] < c.o.BelievedFalse-1e-9 {
				wrong++
				p.llr += c.contribution(a, b, item, v) / parts
			}
		}
		p.llr += (parts - float64(shared)) / parts * math.Log(1-c.o.CopyRate)
		switch {
		case wrong > 0:
			p.wrong++
		case shared > 0:
			p.right++
		default:
			p.differ++
		}
	}
	kappa := 1 / (1 + math.Exp(-p.llr))
	return p, p.wrong >= c.o.MinSharedFalse && kappa >= c.o.MinKappa && !c.isPair(c.in.Rejected, a, b)
}

func (c *oracle) contribution(a, b, item, v string) float64 {
	answers, values := 0, 0
	for u, p := range c.p[item] {
		if p < c.o.BelievedFalse-1e-9 {
			answers += len(c.holders[item][u])
			values++
		}
	}
	others := len(c.holders[item][v]) - 2
	pop := float64(others+1) / float64(answers+values+1)
	a1, a2 := c.acc[a], c.acc[b]
	pi := (1 - a1) * (1 - a2) * pop
	pc := c.o.CopyRate*((1-a1)+(1-a2))/2*pop + (1-c.o.CopyRate)*pi
	return math.Log(pc / pi)
}

// collapse joins confirmed pairs by name and copies by LLR, and leaves out what would put a rejected pair together.
func (c *oracle) collapse() map[string]string {
	group := map[string]string{}
	for _, s := range c.sources {
		group[s] = s
	}
	var order []SourcePair
	for _, p := range c.in.Confirmed {
		order = append(order, SourcePair{min(p.A, p.B), max(p.A, p.B)})
	}
	byName := func(p, q SourcePair) int { return cmp.Or(cmp.Compare(p.A, q.A), cmp.Compare(p.B, q.B)) }
	slices.SortFunc(order, byName)
	found := slices.Collect(maps.Keys(c.copies))
	slices.SortFunc(found, func(p, q SourcePair) int {
		if d := c.copies[p].llr - c.copies[q].llr; math.Abs(d) > 1e-9 {
			return cmp.Compare(0, d)
		}
		return byName(p, q)
	})
	for _, p := range append(order, found...) {
		x, y := group[p.A], group[p.B]
		if x == y || slices.ContainsFunc(c.in.Rejected, func(r SourcePair) bool {
			return group[r.A] == x && group[r.B] == y || group[r.A] == y && group[r.B] == x
		}) {
			continue
		}
		for s, g := range group {
			if g == x || g == y {
				group[s] = min(x, y)
			}
		}
	}
	return group
}
