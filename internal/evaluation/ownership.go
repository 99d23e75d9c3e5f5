package evaluation

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Stake is one recorded link of ownership: a part of Asset is Owner's.
type Stake struct {
	Owner, Asset string
	Share        float64 // in [0,1], as stated; NaN where none is. "More than" and "less than" are kept by their bound
	Controls     bool    // recorded as control, or with more than half
}

// Ownership is who owns what, through however many steps.
type Ownership struct {
	names  []string // of owners and assets, in order
	titles []string // those that are asked about, in order
	stakes []Stake  // by owner, asset
	share  [][]float64
	top    [][]int32 // by name: who controls it in the end, rising; empty = nobody is recorded to
}

// newOwnership computes the effective shares, the sum over all chains of the product of their stated shares, and the ends
// of the chains of control: a step counts with more than half, or recorded as control, the rule of the graph's owners. It
// fails where things own each other so completely that the shares have no end.
func newOwnership(titles []string, stakes []Stake) (*Ownership, error) {
	o := &Ownership{titles: slices.Clone(titles), stakes: stakes}
	slices.Sort(o.titles)
	o.titles = slices.Compact(o.titles)
	o.names = slices.Clone(o.titles)
	for _, s := range stakes {
		o.names = append(o.names, s.Owner, s.Asset)
	}
	slices.Sort(o.names)
	o.names = slices.Compact(o.names)
	if err := o.spread(); err != nil {
		return nil, err
	}
	o.climb()
	return o, nil
}

func (o *Ownership) number(name string) (int32, bool) {
	i, ok := slices.BinarySearch(o.names, name)
	return int32(i), ok
}

// spread sums share(owner, asset) = direct + sum over what the owner holds of direct(owner, x) share(x, asset), in rounds,
// each adding chains of one step more.
func (o *Ownership) spread() error {
	n := len(o.names)
	o.share = make([][]float64, n)
	for i := range o.share {
		o.share[i] = make([]float64, n)
	}
	const most = 1000
	for range most {
		moved := 0.0
		next := make([][]float64, n)
		for i := range next {
			next[i] = make([]float64, n)
		}
		for _, s := range o.stakes {
			if math.IsNaN(s.Share) {
				continue
			}
			a, _ := o.number(s.Owner)
			x, _ := o.number(s.Asset)
			next[a][x] += s.Share
			for m, below := range o.share[x] {
				next[a][m] += s.Share * below
			}
		}
		for i := range next {
			for m := range next[i] {
				moved = max(moved, math.Abs(next[i][m]-o.share[i][m]))
			}
		}
		o.share = next
		if moved < 1e-12 {
			return nil
		}
	}
	return fmt.Errorf("the shares have no end after %d steps: some owners own each other wholly; look for a circle of shares of 100 %%", most)
}

// climb sets who controls each in the end. In a circle of control that nobody controls from outside, the first by name
// stands.
func (o *Ownership) climb() {
	up := make([][]int32, len(o.names))
	for _, s := range o.stakes {
		if s.Controls {
			a, _ := o.number(s.Owner)
			x, _ := o.number(s.Asset)
			up[x] = append(up[x], a)
		}
	}
	o.top = make([][]int32, len(o.names))
	for x := range o.names {
		above := reach(int32(x), up)
		var ends []int32
		for _, a := range above {
			if len(up[a]) == 0 {
				ends = append(ends, a)
			}
		}
		if len(ends) == 0 && len(above) > 0 {
			ends = above[:1]
		}
		o.top[x] = ends
	}
}

// reach returns what is above x, rising; x itself only if it is above itself.
func reach(x int32, up [][]int32) []int32 {
	seen := make([]bool, len(up))
	todo := slices.Clone(up[x])
	var above []int32
	for len(todo) > 0 {
		a := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if !seen[a] {
			seen[a] = true
			above = append(above, a)
			todo = append(todo, up[a]...)
		}
	}
	slices.Sort(above)
	return above
}

// Titles returns what is asked about, by name.
func (o *Ownership) Titles() []string { return o.titles }

// Share returns the effective share of an owner in an asset, in [0,1], over the chains whose shares are all stated; 0 for
// names that are not known.
func (o *Ownership) Share(owner, asset string) float64 {
	a, okA := o.number(owner)
	x, okX := o.number(asset)
	if !okA || !okX {
		return 0
	}
	return o.share[a][x]
}

// UltimateOwners returns who controls an asset in the end, by name.
func (o *Ownership) UltimateOwners(asset string) []string {
	x, ok := o.number(asset)
	if !ok {
		return nil
	}
	names := make([]string, 0, len(o.top[x]))
	for _, a := range o.top[x] {
		names = append(names, o.names[a])
	}
	return names
}

// CommonOwner is somebody with a part in two titles.
type CommonOwner struct {
	Owner          string
	ShareA, ShareB float64 // effective shares; 0 where no chain states all of its shares
	Controls       bool    // of both, in the end
}

// CommonOwners returns who has a part in both of two titles, by effective share or by control in the end, by name.
func (o *Ownership) CommonOwners(a, b string) []CommonOwner {
	x, okX := o.number(a)
	y, okY := o.number(b)
	if !okX || !okY {
		return nil
	}
	var common []CommonOwner
	for i, name := range o.names {
		c := CommonOwner{Owner: name, ShareA: o.share[i][x], ShareB: o.share[i][y]}
		c.Controls = slices.Contains(o.top[x], int32(i)) && slices.Contains(o.top[y], int32(i))
		if c.Controls || c.ShareA > 0 && c.ShareB > 0 {
			common = append(common, c)
		}
	}
	return common
}

// The words of the data for how a stake is qualified.
const (
	stakeEqual     = "égal à"
	stakeMore      = "supérieur à"
	stakeLess      = "inférieur à"
	stakeControl   = "contrôle"
	stakeTakesPart = "participe"
)

// readStake reads the columns owner, qualification, share, asset.
func readStake(fields []string) (Stake, error) {
	s := Stake{Owner: fields[0], Asset: fields[3], Share: math.NaN()}
	if s.Owner == "" || s.Asset == "" {
		return s, fmt.Errorf("a stake of %q in %q; both must be named", s.Owner, s.Asset)
	}
	if text := fields[2]; text != "" {
		percent, err := strconv.ParseFloat(strings.TrimSuffix(text, "%"), 64)
		if err != nil || !(percent >= 0 && percent <= 100) {
			return s, fmt.Errorf("the share %q of %q in %q; expected a percentage from 0%% to 100%%", text, s.Owner, s.Asset)
		}
		s.Share = percent / 100
	}
	switch fields[1] {
	case stakeEqual:
		s.Controls = s.Share > 0.5
	case stakeMore:
		s.Controls = s.Share >= 0.5
	case stakeControl:
		s.Controls = true
	case stakeLess, stakeTakesPart:
	default:
		return s, fmt.Errorf("the stake of %q in %q is qualified by %q; expected %q, %q, %q, %q or %q", s.Owner, s.Asset, fields[1],
			stakeEqual, stakeMore, stakeLess, stakeControl, stakeTakesPart)
	}
	return s, nil
}
