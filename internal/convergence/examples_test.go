package convergence_test

import (
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/tally"
	"github.com/credence-graph/credence/internal/evidence"
)

// example is a row of the method's section 9; a NaN is a column that the row does not define.
type example struct {
	name, graph                       string
	n, named, lines, demonstratedLine int
	effective, pooled, demonstrated   float64
	origins                           float64
	pooledLines                       int
	gatekeepers, rootCauses           string // the kill set near the claim, and near the ends
	bottlenecks                       string
	ifWrong                           map[string]float64 // effective that remains
	overlaps                          map[string]float64 // "a b": overlap
	groups                            string             // of several members
}

var undefined = math.NaN()

func examples() []example {
	papers := "+ AP p1 p2 p3 p4 p5 p6 p7 p8 p9; p1 <= AP; p2 <= AP; p3 <= AP; p4 <= AP; p5 <= AP; p6 <= AP; p7 <= AP; p8 <= AP; p9 <= AP"
	return []example{
		{name: "1", pooledLines: 3, gatekeepers: "A B C", rootCauses: "A B C", graph: "+ A B C", n: 3, named: 3, lines: 3,
			demonstratedLine: 3, effective: 3, pooled: 3, demonstrated: 3, origins: 3},
		{
			name: "2", pooledLines: 1, gatekeepers: "AP", rootCauses: "AP", graph: papers, n: 10, named: 10, lines: 1,
			demonstratedLine: 1, effective: 1, pooled: 1, demonstrated: 1,
			origins: 1, bottlenecks: "AP", ifWrong: map[string]float64{"AP": 0, "p1": 1},
			groups: "AP p1 p2 p3 p4 p5 p6 p7 p8 p9",
		},
		{name: "3", graph: "+ Wiki Paper Blog; Wiki <- Paper; Paper <- Wiki; Blog <- Paper", n: 3},
		{
			name: "4", pooledLines: 1, gatekeepers: "Paper", rootCauses: "Doc",
			graph: "+ Wiki Paper Blog; Wiki <- Paper; Paper <- Wiki,Doc; Blog <- Paper", n: 3, named: 3, lines: 1,
			demonstratedLine: 1, effective: 1, pooled: 1, demonstrated: 1, origins: 1, bottlenecks: "Paper Doc",
			ifWrong: map[string]float64{"Paper": 0, "Doc": 0, "Wiki": 1}, groups: "Blog Paper Wiki",
		},
		{
			name: "5", pooledLines: 2, gatekeepers: "X Y", rootCauses: "X Y", graph: "+ X Y; X <- A,C; Y <- A,B", n: 2, named: 2,
			lines: 2, demonstratedLine: 2, effective: 4. / 3,
			pooled: 4. / 3, demonstrated: 4. / 3, origins: 3, overlaps: map[string]float64{"X Y": 0.5},
			ifWrong: map[string]float64{"A": 0.666667, "B": 1.057191},
		},
		{
			name: "6", pooledLines: 2, gatekeepers: "X Y", rootCauses: "A B", graph: "+ X Y; X <- A,B; Y <- A,B", n: 2, named: 2,
			lines: 2, demonstratedLine: 2, effective: 1, pooled: 1,
			demonstrated: 1, origins: 2, groups: "X Y", overlaps: map[string]float64{"X Y": 1},
		},
		{
			name: "7", pooledLines: 2, gatekeepers: "A B", rootCauses: "A B", graph: "+ A B V; V <- A,B", n: 3, named: 3,
			lines: 2, demonstratedLine: 2, effective: 2, pooled: 2,
			demonstrated: 2, origins: 2, ifWrong: map[string]float64{"A": 1},
		},
		{
			name: "8a", pooledLines: 4, gatekeepers: "A B C D", rootCauses: "A B C D",
			graph: fourOf(
				"A : outlet=a; B : outlet=b; C : outlet=c; D : outlet=d", "a owner g; b owner g; c owner g; d owner g"),
			n: 4, named: 4, lines: 4, demonstratedLine: 4, effective: 2.758621, pooled: 2.758621, demonstrated: 2.758621,
			origins: 2.758621, overlaps: map[string]float64{"A B": 0.15, "C D": 0.15},
		},
		{
			name: "8b", pooledLines: 4, gatekeepers: "A B C D", rootCauses: "A B C D",
			graph: fourOf("A : outlet=a; B : outlet=a; C : outlet=a; D : outlet=a", "a owner g"), n: 4, named: 4, lines: 4,
			demonstratedLine: 4, effective: 1.818182, pooled: 1.818182, demonstrated: 1.818182, origins: 1.818182,
			overlaps: map[string]float64{"A D": 0.4},
		},
		{
			name: "8c", pooledLines: 2, gatekeepers: "A B", rootCauses: "A B",
			graph: "+ A B; A : outlet=a authors=p; B : outlet=a authors=p; a owner g; a funder f", n: 2, named: 2, lines: 2,
			demonstratedLine: 2, effective: 1.111111, pooled: 1.111111, demonstrated: 1.111111, origins: 1.111111,
			overlaps: map[string]float64{"A B": 0.8},
		},
		{
			name: "9", pooledLines: 2, gatekeepers: "I t", rootCauses: "I t",
			graph: "+ t s u I; t : date=2024-01-01; s : date=2024-01-02; u : date=2024-01-03; s ~ t .9; u ~ t .9", n: 4,
			named: 4,
			lines: 2, demonstratedLine: 2, effective: 2.052668, pooled: 2.052668, demonstrated: 2.052668, origins: undefined,
			overlaps: map[string]float64{"s t": 0.948683, "s u": 0.9}, ifWrong: map[string]float64{"t": 1},
		},
		{
			name: "10", pooledLines: 2, gatekeepers: "Local Reuters", rootCauses: "Local Reuters",
			graph: "+ Reuters Local; Local <- Reuters; Local : firsthand=true", n: 2, named: 2, lines: 2, demonstratedLine: 1,
			effective: 1.171573, pooled: 1.171573, demonstrated: 1, origins: 2,
			overlaps: map[string]float64{"Local Reuters": 0.707107}, ifWrong: map[string]float64{"Reuters": 0.5},
		},
		{
			name: "11", pooledLines: 3, gatekeepers: "S1 S2 Tab", rootCauses: "Rumour S1 S2",
			graph: "+ S1 S2 Tab; - R1*.5; Tab <- Rumour;" +
				"S1 : reliability=B; S2 : reliability=B; Tab : reliability=A; Rumour : reliability=D; R1 : reliability=A",
			n: 3, named: 3, lines: 3, demonstratedLine: 3, effective: 3, pooled: 3, demonstrated: 3, origins: 3,
		},
		{
			name: "12", pooledLines: 3, gatekeepers: "Backgrounder CNN RAND Reuters",
			rootCauses: "Backgrounder CNN Reuters other_cited", graph: "+ Reuters KyivPost CNN RAND Backgrounder;" + seedShaped,
			n: 5, named: 3, lines: 4, demonstratedLine: 2,
			effective: 2.591777, pooled: 2.420204, demonstrated: 1.420204, origins: 6, groups: "KyivPost Reuters",
			overlaps: map[string]float64{"CNN Reuters": 0.408248, "Reuters RAND": 0.707107, "KyivPost Reuters": 1,
				"CNN RAND": 0.288675},
			ifWrong: map[string]float64{
				"Reuters": 2.191002, "UA_officials": 2.059463, "CNN": 2.171573, "Backgrounder": 1.591777, "shipping": 2.425148,
			},
		},
		{
			name: "12b", pooledLines: 2, gatekeepers: "CNN Reuters", rootCauses: "CNN Reuters",
			graph: "+ Reuters KyivPost CNN;" + seedShaped, n: 3, named: 3, lines: 2, demonstratedLine: 2, effective: 1.420204,
			pooled: 1.420204, demonstrated: 1.420204, origins: 4, groups: "KyivPost Reuters",
			ifWrong: map[string]float64{"UA_officials": 0.834315},
		},
		{
			name: "seed, main claim", pooledLines: 2, gatekeepers: "CNN KyivPost RAND Reuters",
			rootCauses: "CNN KyivPost RAND Reuters", graph: seedMain, n: 4, named: 1, lines: 4, demonstratedLine: 1,
			effective: 4, pooled: 2,
			demonstrated: 1, origins: 6, ifWrong: map[string]float64{"Reuters": 3},
			overlaps: map[string]float64{"CNN Reuters": 0, "CNN KyivPost": 0, "KyivPost Reuters": 0, "RAND Reuters": 0},
		},
		{
			name: "seed, 14,000", pooledLines: 1, gatekeepers: "Reuters", rootCauses: "intelligence",
			graph: "+ Reuters; Reuters <- intelligence; Reuters : kind=INVESTIGATION", n: 1, named: 1, lines: 1,
			demonstratedLine: 1, effective: 1, pooled: 1, demonstrated: 1, origins: 1, bottlenecks: "Reuters intelligence",
		},
		{
			name: "seed, 70 %", pooledLines: 1, gatekeepers: "Reuters", rootCauses: "estimates",
			graph: "+ Reuters; Reuters <- estimates; Reuters : kind=INVESTIGATION; estimates : identity=UNNAMED",
			n:     1, lines: 1, effective: 1, pooled: 1, origins: 1, bottlenecks: "Reuters estimates",
		},
		{
			name: "seed, exchange", pooledLines: 1, gatekeepers: "CNN KyivPost", rootCauses: "CNN KyivPost",
			graph: "+ KyivPost CNN; KyivPost : kind=ARTICLE; CNN : kind=ARTICLE", n: 2, lines: 2, effective: 2,
			pooled: 1, origins: 2,
		},
	}
}

func fourOf(sources, owners string) string { return "+ A B C D;" + sources + ";" + owners }

func TestWorkedExamples(t *testing.T) {
	for _, e := range examples() {
		t.Run(e.name, func(t *testing.T) {
			c := compute(t, draw(t, e.graph))
			s := c.Supporting
			want := tally.Tally{
				SourceCount: e.n, TracedCount: e.named, Demonstrated: e.demonstrated, Pooled: e.pooled, Presumed: e.effective,
				DemonstratedLineCount: e.demonstratedLine, LineCount: e.lines,
			}
			if diff := cmp.Diff(want, s.Tally, cmpopts.EquateApprox(0, tolerance)); diff != "" {
				t.Errorf("tally (-want +got):\n%s", diff)
			}
			if !math.IsNaN(e.origins) && math.Abs(s.PresumedOrigins()-e.origins) > tolerance {
				t.Errorf("presumed origins: want %v, got %v", e.origins, s.PresumedOrigins())
			}
			if got := keys(s.Bottlenecks()); got != e.bottlenecks {
				t.Errorf("bottlenecks: want %q, got %q", e.bottlenecks, got)
			}
			if s.Approximate {
				t.Error("the numbers are marked approximate")
			}
			checkIfWrong(t, s, e.ifWrong)
			checkOverlaps(t, c, e.overlaps)
			var groups []string
			for _, g := range s.Groups(-1) {
				if len(g.Members) > 1 {
					groups = append(groups, keys(g.Members))
				}
			}
			if got := strings.Join(groups, "; "); got != e.groups {
				t.Errorf("groups: want %q, got %q", e.groups, got)
			}
			if got := keys(s.Gatekeepers()); got != e.gatekeepers {
				t.Errorf("gatekeepers: want %q, got %q", e.gatekeepers, got)
			}
			if got := keys(s.RootCauses()); got != e.rootCauses {
				t.Errorf("root causes: want %q, got %q", e.rootCauses, got)
			}
			if got := s.PooledLineCount(); got != e.pooledLines {
				t.Errorf("pooled lines: want %d, got %d", e.pooledLines, got)
			}
			if got := len(s.Lines(-1)); got != e.lines {
				t.Errorf("lines as evidence: want %d, got %d", e.lines, got)
			}
		})
	}
}

func checkIfWrong(t *testing.T, s *convergence.Side, want map[string]float64) {
	t.Helper()
	for name, effective := range want {
		got, err := s.IfWrong([]evidence.SourceID{evidence.SourceID("source:" + name)}, -1)
		if err != nil {
			t.Fatalf("IfWrong(%s): %v", name, err)
		}
		if math.Abs(got[0].Presumed-effective) > tolerance {
			t.Errorf("if %s is wrong: want %v, got %v", name, effective, got[0].Presumed)
		}
	}
}

func checkOverlaps(t *testing.T, c *convergence.Convergence, want map[string]float64) {
	t.Helper()
	for pair, overlap := range want {
		a, b, _ := strings.Cut(pair, " ")
		i, err := c.Independence(evidence.SourceID("source:"+a), evidence.SourceID("source:"+b))
		if err != nil || math.Abs(i.Overlap-overlap) > tolerance {
			t.Errorf("overlap of %s: want %v, got %v, error %v", pair, overlap, i.Overlap, err)
		}
	}
}

// The circles of examples 3 and 4: nothing enters the first, the second is entered at Paper; the blog hangs on both.
func TestWorkedExamples_Circles(t *testing.T) {
	for _, tc := range []struct {
		graph, entries string
		grounded       bool
		ungrounded     int
	}{
		{"+ Wiki Paper Blog; Wiki <- Paper; Paper <- Wiki; Blog <- Paper", "", false, 3},
		{"+ Wiki Paper Blog; Wiki <- Paper; Paper <- Wiki,Doc; Blog <- Paper", "Paper", true, 0},
	} {
		s := compute(t, draw(t, tc.graph)).Supporting
		circles := s.Circles(-1)
		if len(circles) != 1 || s.UngroundedCount != tc.ungrounded {
			t.Fatalf(
				"%s: %d circles and %d ungrounded sources; want 1 and %d", tc.graph, len(circles), s.UngroundedCount, tc.ungrounded)
		}
		k := circles[0]
		got := []string{keys(k.Members), keys(k.EntryPoints), keys(k.Dependents)}
		if diff := cmp.Diff([]string{"Paper Wiki", tc.entries, "Blog Paper Wiki"}, got); diff != "" ||
			k.Grounded != tc.grounded {
			t.Errorf("%s: grounded %t, members, entries, dependents (-want +got):\n%s", tc.graph, k.Grounded, diff)
		}
	}
}

// The marginals of example 12, and of the review in example 7, which adds nothing to what it reviews.
func TestMarginals(t *testing.T) {
	for _, tc := range []struct {
		graph string
		want  map[string]float64
	}{
		{
			"+ Reuters KyivPost CNN RAND Backgrounder;" + seedShaped,
			map[string]float64{"KyivPost Reuters": 0.039795, "CNN": 0.420204, "RAND": 0.171573, "Backgrounder": 1},
		},
		{"+ A B V; V <- A,B", map[string]float64{"A": 2 - 1.171573, "B": 2 - 1.171573, "V": 0}},
	} {
		got := map[string]float64{}
		for _, g := range compute(t, draw(t, tc.graph)).Supporting.Groups(-1) {
			got[keys(g.Members)] = g.Marginal
		}
		if diff := cmp.Diff(tc.want, got, cmpopts.EquateApprox(0, tolerance)); diff != "" {
			t.Errorf("marginals of %s (-want +got):\n%s", tc.graph, diff)
		}
	}
}
