package convergence

import (
	"fmt"
	"slices"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/convergence/tally"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
)

// tangle says why two sources are not independent beyond what their bases show: they take from each other in a circle,
// or one of them rests on nothing that is in force and they still meet in what they take from. If both rest on
// something in force its share is 0: what a circle passes on is told by what enters it. Otherwise it is the only
// reason.
func (a *Analysis) tangle(v, w int32) (Reason, bool) {
	switch {
	case v == w:
		return Reason{}, false
	case a.G.Comps.Of[v] == a.G.Comps.Of[w]:
		r := a.circleOfBoth(v, w)
		if !a.G.Grounded(v) {
			r.Share = 1
		}
		return r, true
	case a.G.Grounded(v) && a.G.Grounded(w):
		return Reason{}, false
	}
	wayV, wayW := a.meetingPoint(v, w)
	if wayV == nil {
		return Reason{}, false
	}
	meet := wayV[len(wayV)-1]
	r := Reason{Kind: ReasonOrigin, Cause: a.G.Source(meet), Share: 1, Steps: a.asLinks(wayV)}
	r.Steps = onceEach(append(r.Steps, a.asLinks(wayW)...))
	k := a.G.CircleAt(a.G.Comps.Of[meet])
	r.Text = a.bothTake(v, w, meet)
	switch {
	case k != nil:
		r.Kind = ReasonCircle
		r.Steps = onceEach(append(r.Steps, a.round(meet)...))
		r.Text += fmt.Sprintf(
			", which is in a circle of sources that take from each other (%s)%s", a.List(k.Sorted()), notEntered(k))
		if len(k.Members) == 1 {
			r.Text = a.bothTake(v, w, meet) + ", which takes from itself" + notEntered(k)
		}
	case a.G.Withdrawn[meet] && !a.Ix.Excluded[a.G.Nodes[meet]]:
		r.Text += ", which was withdrawn"
	}
	return r, true
}

// circleOfBoth is the reason of two sources of one circle: the links round it, from the first to the second and back.
func (a *Analysis) circleOfBoth(v, w int32) Reason {
	k := a.G.CircleAt(a.G.Comps.Of[v])
	inside := func(u int32) bool { return a.G.Comps.Of[u] == a.G.Comps.Of[v] }
	there := a.WalkUp(v, inside, func(u int32) bool { return u == w })
	back := a.WalkUp(w, inside, func(u int32) bool { return u == v })
	r := Reason{Kind: ReasonCircle, Steps: onceEach(append(a.asLinks(there), a.asLinks(back)...))}
	r.Text = fmt.Sprintf("%s take from each other in a circle", a.List([]int32{v, w}))
	if len(k.Members) > 2 {
		r.Text += fmt.Sprintf(" of %s sources", wording.Number(len(k.Members)))
	}
	r.Text += notEntered(k)
	return r
}

// notEntered completes a sentence about a circle.
func notEntered(k *basis.Circle) string {
	if k.Grounded {
		return ""
	}
	return ", and nothing enters it from outside"
}

// bothTake says where two sources meet.
func (a *Analysis) bothTake(v, w, meet int32) string {
	switch meet {
	case v:
		return fmt.Sprintf("%s takes from %s", a.Name(w), a.Name(v))
	case w:
		return fmt.Sprintf("%s takes from %s", a.Name(v), a.Name(w))
	}
	return "both take from " + a.Name(meet)
}

// meetingPoint returns the shortest ways from two sources up to a source that both take from, or that is one of them;
// nil if there is none.
func (a *Analysis) meetingPoint(v, w int32) (wayV, wayW []int32) {
	above := a.G.UpstreamOf([]basis.Position{{Node: w}})
	if wayV = a.WalkUp(v, tally.Anywhere, func(u int32) bool { return above[u] }); wayV == nil {
		return nil, nil
	}
	meet := wayV[len(wayV)-1]
	return wayV, a.WalkUp(w, tally.Anywhere, func(u int32) bool { return u == meet })
}

// onceEach keeps the first of each link.
func onceEach(links []evidence.Link) []evidence.Link {
	told := make(map[evidence.ID]bool, len(links))
	return slices.DeleteFunc(links, func(l evidence.Link) bool {
		id := l.LinkID()
		defer func() { told[id] = true }()
		return told[id]
	})
}
