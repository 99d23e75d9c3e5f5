package export

import (
	"cmp"
	"slices"

	"github.com/credence-graph/credence/internal/evidence"
)

// The fields of lines and columns stand in the order of the tables of package evidence, but for those named here, by
// kind: they come first. What every link says of itself comes last. A field that is new to a table needs no word here.
var (
	firstOnLines = map[evidence.Kind][]string{
		evidence.KindReview:     {"id", "claim", "verdict", "alternateName"},
		evidence.KindDerivation: {"from", "to", "kind", "copiedShare"},
	}
	lastOnLines = []string{"quotes", "recordedFrom", "confidence", "justification"}

	firstInColumns = map[evidence.Kind][]string{
		evidence.KindReview:     {"id", "claim", "verdict", "alternateName"},
		evidence.KindStatement:  {"id", "source", "stance"},
		evidence.KindDerivation: {"id", "from", "kind"},
	}
	lastInColumns = []string{
		"confidence", "quotes", "recordedFrom", "justification", "collector", "method", "recordedAt",
	}
)

// orders are the fields on lines, by table.
var orders = func() map[*evidence.Table][]*evidence.Property {
	all := map[*evidence.Table][]*evidence.Property{}
	for _, t := range append(slices.Clone(evidence.Tables()), evidence.TableOf(&evidence.Denial{})) {
		all[t] = inOrder(t, firstOnLines[t.Kind], lastOnLines, func(f *evidence.Property) bool {
			return isStated(f) && (f.Role != evidence.Key || t.Kind.IsNode()) && (f.Name != "a" && f.Name != "b")
		})
	}
	return all
}()

// lineOrder returns the fields of a table in the order in which they stand on a line.
func lineOrder(t *evidence.Table) []*evidence.Property { return orders[t] }

// isStated reports whether people state the field: the others follow from these, or are of the store.
func isStated(f *evidence.Property) bool {
	return f.Role != evidence.Derived && f.Role != evidence.ByStore
}

func inOrder(t *evidence.Table, first, last []string, keep func(*evidence.Property) bool) []*evidence.Property {
	var fields []*evidence.Property
	rank := map[*evidence.Property]int{}
	own := len(t.Fields)
	if t.Kind.IsLink() {
		own -= len(evidence.ProvenanceFields())
	}
	for i := range t.Fields {
		f := &t.Fields[i]
		if !keep(f) {
			continue
		}
		fields = append(fields, f)
		switch at, end := slices.Index(first, f.Name), slices.Index(last, f.Name); {
		case i < own && at >= 0:
			rank[f] = at - len(first)
		case i < own:
			rank[f] = i
		case end >= 0:
			rank[f] = own + end
		default:
			rank[f] = own + len(last) + i
		}
	}
	slices.SortStableFunc(fields, func(a, b *evidence.Property) int { return cmp.Compare(rank[a], rank[b]) })
	return fields
}
