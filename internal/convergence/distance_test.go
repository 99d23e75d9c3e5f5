package convergence_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/credence-graph/credence/internal/convergence/undisclosed"
	"github.com/credence-graph/credence/internal/evidence"
)

// distance writes a distance as "2: B<-A SAME_DAY, C<-A SAME_OWNER".
func distance(d undisclosed.CollapseDistance) string {
	if d.Distance == nil {
		return "none"
	}
	var links []string
	for _, l := range d.Links {
		because := make([]string, len(l.Reasons))
		for i, b := range l.Reasons {
			because[i] = string(b)
		}
		links = append(
			links, fmt.Sprintf("%s<-%s %s", l.From.NodeID().Key(), l.To.NodeID().Key(), strings.Join(because, "+")))
	}
	text := fmt.Sprintf("%d: %s", *d.Distance, strings.Join(links, ", "))
	if d.Approximate {
		text += " approximate"
	}
	return text
}

// TestDistanceToCollapse works every case out by hand. Where either of two may have taken from the other, the smaller
// id is the one that everything goes through.
func TestDistanceToCollapse(t *testing.T) {
	const day = "date=2024-10-05"
	crowd := ""
	for i := range 14 {
		crowd += fmt.Sprintf("+ s%02d; s%02d : %s;", i, i, day)
	}
	for _, tc := range []struct{ name, graph, want string }{
		{"nothing", "A", "none"},
		{"one line", "+ A B; B <= A; A : " + day + "; B : " + day, "0: "},
		{"two of one day", "+ A B; A : " + day + "; B : " + day, "1: B<-A SAME_DAY"},
		{"two of a day and the next: the later may have taken from the earlier, but nothing else speaks for it",
			"+ A B; A : date=2024-10-06; B : " + day, "none"},
		{"two of one month: that is no day", "+ A B; A : date=2024-10; B : date=2024-10", "none"},
		{"two of one outlet: only the later one can have taken", "+ A B; A : date=2024-10-06 outlet=X; B : " + day +
			" outlet=X", "1: A<-B SAME_OUTLET"},
		{"two outlets of one owner", "+ A B; A : outlet=X; B : outlet=Y; X owner G; Y owner H; H owner G",
			"1: B<-A SAME_OWNER"},
		{"both reasons", "+ A B; A : outlet=X " + day + "; B : outlet=X " + day, "1: B<-A SAME_DAY+SAME_OUTLET"},
		{"a star: two links", "+ A B C; A : outlet=X; B : outlet=X; C : outlet=X", "2: B<-A SAME_OUTLET, C<-A SAME_OUTLET"},
		{"a path of plausible links: A and B by day, B and C by outlet", "+ A B C; A : " + day + "; B : outlet=X " + day +
			"; C : outlet=X",
			"2: B<-A SAME_DAY, C<-B SAME_OUTLET"},
		{"one is left apart", "+ A B C; A : " + day + "; B : " + day, "none"},
		// X and Y are one group on two origins: no link between them is of use, one between the origins is.
		{"one group on two lines", "+ X Y; X <- A,B; Y <- A,B; A : " + day + "; B : " + day, "1: B<-A SAME_DAY"},
		{"a supporter that all goes through, whatever it rests on", "+ X Y; X <- A,B; Y <- A,B; X : " + day + "; Y : " + day,
			"1: Y<-X SAME_DAY"},
		// Three papers print the wire, which is later than Z: it alone can have taken from the other, and one link is
		// enough.
		{"what others take from", "+ p q r Z; p <= W; q <= W; r <= W; W : date=2024-10-06 outlet=O; Z : outlet=O " + day,
			"1: W<-Z SAME_OUTLET"},
		// p says that it syndicates the wire: it cannot have taken from Z beside it, but Z can have taken from p.
		{"a syndicated source takes nothing else", "+ p Z; p <= W; p : " + day + "; Z : " + day, "1: Z<-p SAME_DAY"},
		// Z takes from A: a link from A to Z would rest on itself, and leave C beside it.
		{"no circle", "+ A Z C; Z <- A; A : outlet=X; Z : outlet=X; C : " + day + "; A : " + day, "1: C<-A SAME_DAY"},
		{"beyond twelve groups the smallest possible number is certain all the same", crowd, "13: "},
	} {
		t.Run(tc.name, func(t *testing.T) {
			d := compute(t, sorted(draw(t, tc.graph))).Supporting.DistanceToCollapse()
			if got := distance(d); got != tc.want && (tc.want != "13: " || !strings.HasPrefix(got, tc.want) || d.Approximate) {
				t.Errorf("%s; expected %s", got, tc.want)
			}
		})
	}
}

func TestDistanceByPassage(t *testing.T) {
	quoted := func(a, b string) string {
		sub := sorted(draw(t, "+ A B"))
		for i := range sub.Statements {
			words := map[evidence.SourceID]string{"source:A": a, "source:B": b}[sub.Statements[i].Source]
			sub.Statements[i].Provenance.Quotes = []evidence.Quote{{Exact: words}}
		}
		return distance(compute(t, sub).Supporting.DistanceToCollapse())
	}
	if got := quoted(
		"He said: “The bridge is closed, today.”", "the BRIDGE is -- closed today again"); got != "1: B<-A SAME_PASSAGE" {
		t.Errorf("five words in a row: %s", got)
	}
	if got := quoted("the bridge is closed", "the bridge is closed"); got != "none" {
		t.Errorf("four words: %s", got)
	}
	if got := quoted("the bridge was closed today", "the bridge is closed today"); got != "none" {
		t.Errorf("five words, not in a row: %s", got)
	}
}

func TestDistanceText(t *testing.T) {
	for graph, want := range map[string]string{
		"A":   "No line of evidence is left that could collapse.",
		"+ A": "There is only one line of evidence: it has already collapsed.",
		"+ A B; A : outlet=X title=One; B : outlet=X title=Two": `One line of evidence would be left if one source took everything, undisclosed: "Two" from "One" (same outlet).`,
		"+ A B": "No set of plausible links (same day, passage, outlet or owner) would leave one line of evidence.",
	} {
		if got := compute(t, sorted(draw(t, graph))).Supporting.DistanceToCollapse().Text; got != want {
			t.Errorf("%q says %q, expected %q", graph, got, want)
		}
	}
}

// TestDistanceOracle tries every set of plausible links on small graphs, the smallest first, by the oracle of the
// method: the first that leaves one line, takes nobody's ground and closes no circle is the distance.
func TestDistanceOracle(t *testing.T) {
	met := map[string]int{}
	rapid.Check(t, func(rt *rapid.T) {
		w := worlds(shape{circles: true, marks: true, unnamed: true, firsthand: true}).Draw(rt, "world")
		if setsOf(w) > 5000 {
			rt.Skip("too many sets to try all")
		}
		want := tryAll(w)
		d := w.side(t).DistanceToCollapse()
		if got := short(d); got != want && (!d.Approximate || got != "none" && (want == "none" || got < want)) {
			rt.Fatalf("%s, expected %s", distance(d), want)
		}
		met[want]++
		if d.Approximate {
			met["approximate"]++
		}
		if d.Distance != nil && *d.Distance > 0 {
			set := map[int]int{}
			for _, l := range d.Links {
				set[numberOf(l.From.ID)] = numberOf(l.To.ID)
			}
			if !leavesOne(w, consult(w), set) {
				rt.Fatalf("%s does not leave one line", distance(d))
			}
		}
	})
	if met["none"] == 0 || met["1"] == 0 || met["0"] == 0 || met["approximate"] > 2 {
		t.Errorf("the graphs show too little: %v", met)
	}
}

// setsOf returns how many sets of plausible links there are.
func setsOf(w *world) int {
	targets, sets := map[int]int{}, 1
	for _, l := range plausibleIn(w, consult(w)) {
		targets[l[0]]++
	}
	for _, n := range targets {
		sets *= n + 1
	}
	return sets
}

func short(d undisclosed.CollapseDistance) string {
	if d.Distance == nil {
		return "none"
	}
	return fmt.Sprint(*d.Distance)
}

// tryAll returns the distance by trying everything.
func tryAll(w *world) string {
	o := consult(w)
	lines, _ := o.linesOfSide()
	if lines == 0 {
		return "none"
	}
	if lines == 1 {
		return "0"
	}
	links := plausibleIn(w, o)
	for size := 1; size <= len(w.nodes); size++ {
		if chooseLinks(w, o, links, map[int]int{}, 0, size) {
			return fmt.Sprint(size)
		}
	}
	return "none"
}

// chooseLinks tries every set of so many links more, from a link on.
func chooseLinks(w *world, o *oracle, links [][2]int, set map[int]int, from, size int) bool {
	if size == 0 {
		return leavesOne(w, o, set)
	}
	for i := from; i < len(links); i++ {
		if _, taken := set[links[i][0]]; taken {
			continue
		}
		set[links[i][0]] = links[i][1]
		if chooseLinks(w, o, links, set, i+1, size-1) {
			return true
		}
		delete(set, links[i][0])
	}
	return false
}

// plausibleIn lists the links between grounded sources of the side's evidence of one outlet or owner; nobody has a
// date.
func plausibleIn(w *world, o *oracle) [][2]int {
	_, part := o.linesOfSide()
	var out [][2]int
	for v := range w.nodes {
		for u := range w.nodes {
			a, b := w.nodes[v], w.nodes[u]
			owner := w.owners[a.outlet]
			alike := a.outlet > 0 && b.outlet > 0 && (a.outlet == b.outlet || owner > 0 && owner == w.owners[b.outlet])
			if v != u && part[v] && part[u] && alike && !a.whole {
				out = append(out, [2]int{v, u})
			}
		}
	}
	return out
}

// linesOfSide returns the number of lines, and which grounded sources the supporters rest on.
func (o *oracle) linesOfSide() (int, []bool) {
	var supporters []int
	part := make([]bool, o.n)
	for v, is := range o.w.supporter {
		if is && o.grounded[v] {
			supporters = append(supporters, v)
			part[v] = true
		}
	}
	for range o.n {
		for v := range o.n {
			for u := range o.w.nodes[v].up {
				part[u] = part[u] || part[v] && o.grounded[u]
			}
		}
	}
	return o.lines(supporters, o.ends()), part
}

// leavesOne reports whether a set of links leaves one line, takes nobody's ground and closes no circle.
func leavesOne(w *world, o *oracle, set map[int]int) bool {
	_, part := o.linesOfSide()
	with := w.clone()
	for v, u := range set {
		with.nodes[v].up, with.nodes[v].whole = map[int]float64{u: 1}, true
	}
	changed := consult(with)
	lines, _ := changed.linesOfSide()
	for v, u := range set {
		if u == v || changed.reach[u][v] {
			return false
		}
	}
	return lines == 1 && !slices.ContainsFunc(numbers(o.n), func(v int) bool { return part[v] && !changed.grounded[v] })
}

func numbers(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

// TestDistanceOfCrowds: many sources are bounded in time, and a large group of one day is said to be approximate at
// most.
func TestDistanceOfCrowds(t *testing.T) {
	text := ""
	for i := range 2000 {
		text += fmt.Sprintf("+ s%04d; s%04d : date=2024-10-05;", i, i)
	}
	d := compute(t, sorted(draw(t, text))).Supporting.DistanceToCollapse()
	if d.Distance != nil || !d.Approximate {
		t.Errorf("2000 sources of one day: %s; expected none found, approximate", distance(d))
	}
	long := compute(t, chain(100_000)).Supporting.DistanceToCollapse()
	if diff := cmp.Diff("0: ", distance(long)); diff != "" {
		t.Errorf("a chain (-want +got):\n%s", diff)
	}
}
