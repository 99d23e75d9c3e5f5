package ownership

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/credence-graph/credence/internal/evidence"
)

// oracle answers by following every simple chain, word by word as the package says.
type oracle struct {
	parties int
	share   map[[2]int32]float64 // by asset and owner, 0 to 1; absent = none
	above   float64
}

// chains calls visit with the product of each simple chain from asset to owner and the parties on it.
func (o *oracle) chains(path []int32, owner int32, product float64, visit func(path []int32, product float64)) {
	for q := range int32(o.parties) {
		s, owns := o.share[[2]int32{path[len(path)-1], q}]
		switch next := append(slices.Clone(path), q); {
		case !owns || slices.Contains(path, q):
		case q == owner:
			visit(next, product*s)
		default:
			o.chains(next, owner, product*s, visit)
		}
	}
}

func (o *oracle) effective(asset, owner int32) (sum float64, links map[[2]int32]bool) {
	links = map[[2]int32]bool{}
	o.chains([]int32{asset}, owner, 1, func(path []int32, product float64) {
		sum += 100 * product
		for i := range path[1:] {
			links[[2]int32{path[i], path[i+1]}] = true
		}
	})
	return sum, links
}

// ultimate closes control over who controls whom, and returns the ends for each party.
func (o *oracle) ultimate() [][]int32 {
	n := int32(o.parties)
	controls := make([][]bool, n) // by asset, owner
	for x := range n {
		controls[x] = make([]bool, n)
		for a := range n {
			s, owns := o.share[[2]int32{x, a}]
			sum, _ := o.effective(x, a)
			controls[x][a] = x != a && (owns && 100*s > o.above || sum > o.above+tolerance)
		}
	}
	for m := range n {
		for x := range n {
			for a := range n {
				controls[x][a] = controls[x][a] || controls[x][m] && controls[m][a]
			}
		}
	}
	ends := make([][]int32, n)
	for x := range n {
		for a := range n {
			if !controls[x][a] {
				continue
			}
			free, least := true, a
			for b := range n {
				free = free && (!controls[a][b] || controls[b][a])
				if controls[a][b] && controls[b][a] {
					least = min(least, b)
				}
			}
			if free && !slices.Contains(ends[x], least) {
				ends[x] = append(ends[x], least)
			}
		}
		slices.Sort(ends[x])
	}
	return ends
}

// randomOwnerships makes some ownerships among few parties; shares are multiples of ten, and those in one asset add up
// to 100 at most. One that is not stated is the only one.
func randomOwnerships(random *rand.Rand, parties int, limit float64) ([]evidence.Ownership, *oracle) {
	o := &oracle{parties, map[[2]int32]float64{}, limit}
	var list []evidence.Ownership
	for x := range int32(parties) {
		for left := 10; left > 0 && random.IntN(4) > 0; {
			a := random.Int32N(int32(parties))
			if _, owns := o.share[[2]int32{x, a}]; x == a || owns {
				continue
			}
			id := evidence.OwnershipID(fmt.Sprintf("ownership:%d", len(list)))
			link := evidence.Ownership{ID: id, Asset: idOf(x), Owner: idOf(a)}
			tenths := 1 + random.IntN(left)
			if share := float64(tenths) * 10; tenths < 10 {
				link.SharePercent = &share
			}
			o.share[[2]int32{x, a}] = float64(tenths) / 10
			list, left = append(list, link), left-tenths
			if left > 0 && len(list) > 3*parties {
				break
			}
			if owners := countOf(o, x); owners == parties-1 {
				break
			}
		}
	}
	random.Shuffle(len(list), func(i, k int) { list[i], list[k] = list[k], list[i] })
	return list, o
}

func countOf(o *oracle, asset int32) (n int) {
	for ends := range o.share {
		if ends[0] == asset {
			n++
		}
	}
	return n
}

func idOf(p int32) evidence.ID { return evidence.ID(fmt.Sprintf("organization:%d", p)) }

func numberOf(id evidence.ID) (int32, bool) { return int32(id.Key()[0] - '0'), true }

func TestAgainstEveryChain(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 7))
	summed := 0
	for range 3000 {
		parties := 2 + random.IntN(5)
		list, o := randomOwnerships(random, parties, []float64{50, 50, 50, 20, 0}[random.IntN(5)])
		g := New(parties, numberOf, list, Rule{Above: o.above})
		ends := o.ultimate()
		for x := range int32(parties) {
			if got := g.Ultimate(x); !slices.Equal(got, ends[x]) {
				t.Fatalf("%v: ultimate owners of %d above %v: %v; want %v", o.share, x, o.above, got, ends[x])
			}
			for a := range int32(parties) {
				if x == a {
					continue
				}
				want, links := o.effective(x, a)
				got, _ := g.Share(x, a)
				if math.Abs(got-want) > 1e-9 {
					t.Fatalf("%v: %d has %v of %d; want %v", o.share, a, got, x, want)
				}
				checkLinks(t, g, o, x, a, links)
			}
			for _, a := range ends[x] {
				if _, bySteps := g.chain(x, a, false); !bySteps && x != a {
					summed++
				}
				if len(g.Links(x, a)) == 0 && x != a {
					t.Fatalf("%v: no links show that %d controls %d", o.share, a, x)
				}
			}
		}
	}
	if summed < 100 {
		t.Errorf("only %d owners control by a sum: the graphs do not try it", summed)
	}
}

func checkLinks(t *testing.T, g *Graph, o *oracle, x, a int32, want map[[2]int32]bool) {
	t.Helper()
	got := map[[2]int32]bool{}
	for _, e := range g.routeOf(x, a).links() {
		asset, _ := numberOf(g.link[e].Asset)
		got[[2]int32{asset, g.owner[e]}] = true
	}
	if len(got) != len(want) {
		t.Fatalf("%v: between %d and %d lie %v; want %v", o.share, x, a, got, want)
	}
	for link := range want {
		if !got[link] {
			t.Fatalf("%v: between %d and %d lie %v; want %v", o.share, x, a, got, want)
		}
	}
}
