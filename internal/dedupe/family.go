package dedupe

import (
	"cmp"
	"hash/maphash"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
)

// family is the records of one kind. A record is named by its place in ids.
type family struct {
	kind evidence.Kind
	ids  []evidence.ID // ascending

	root    []int32           // what stands for all that is asserted to be one with a record: the smallest of them
	members map[int32][]int32 // by root, of those that are more than one
	apart   map[pair]bool     // roots of what is recorded as two
	denied  map[pair]bool     // roots of what somebody has denied to be one

	rules    []rule
	conflict func(i, j int32) bool
	fields   func(i, j int32) []Field

	found     map[pair]*finding // by root
	refused   map[pair]verdict
	ambiguous map[pair]bool
}

// pair is two records, the smaller first.
type pair struct{ a, b int32 }

func pairOf(a, b int32) pair { return pair{min(a, b), max(a, b)} }

// rule compares the records that share a mark.
type rule struct {
	// marks gives the marks of a record, none where it has nothing to be known by.
	marks func(i int32, yield func(mark string))
	// judge says what two records with one mark have in common; false = nothing that tells.
	judge func(i, j int32) (Reason, bool)
}

// finding is what speaks for two records being one.
type finding struct {
	pair
	reasons []Reason // one a rule, in the order of the rules
}

// verdict is why a pair that shares a mark is not suggested.
type verdict int

const (
	possible verdict = iota
	unlike           // what they share does not tell
	conflicting
	isDenied
)

// place returns the place of a record, false if it is not of the family.
func (f *family) place(id evidence.ID) (int32, bool) {
	if !strings.HasPrefix(string(id), string(f.kind)) {
		return 0, false // most of what is asked for is of another kind
	}
	i, found := slices.BinarySearch(f.ids, id)
	return int32(i), found // memory ends before the type does
}

// fold makes one of what is asserted to be one.
func (f *family) fold(same [][2]evidence.ID) {
	f.root, f.members = make([]int32, len(f.ids)), map[int32][]int32{}
	for i := range f.root {
		f.root[i] = int32(i)
	}
	for _, s := range same {
		a, here := f.place(s[0])
		b, also := f.place(s[1])
		if here && also {
			join(f.root, a, b)
		}
	}
	for i := range f.root {
		if root := rootOf(f.root, int32(i)); root != int32(i) {
			if len(f.members[root]) == 0 {
				f.members[root] = []int32{root}
			}
			f.members[root] = append(f.members[root], int32(i))
		}
	}
}

// rootOf returns the smallest of a class, and shortens the way there.
func rootOf(root []int32, i int32) int32 {
	for root[i] != i {
		root[i] = root[root[i]]
		i = root[i]
	}
	return i
}

func join(root []int32, a, b int32) {
	p := pairOf(rootOf(root, a), rootOf(root, b))
	root[p.b] = p.a
}

// roots returns the pairs of roots of pairs of records.
func (f *family) roots(pairs [][2]evidence.ID) map[pair]bool {
	roots := map[pair]bool{}
	for _, ends := range pairs {
		a, here := f.place(ends[0])
		b, also := f.place(ends[1])
		if here && also {
			roots[pairOf(rootOf(f.root, a), rootOf(f.root, b))] = true
		}
	}
	return roots
}

// class returns all that is one with a root.
func (f *family) class(root int32) []int32 {
	if members := f.members[root]; members != nil {
		return members
	}
	return []int32{root}
}

// look compares what shares a mark.
func (f *family) look(st *Statistics) []Suggestion {
	f.found, f.refused, f.ambiguous = map[pair]*finding{}, map[pair]verdict{}, map[pair]bool{}
	st.RecordCount += len(f.ids)
	for _, r := range f.rules {
		f.alike(r, func(records []int32) { f.compare(r, records, st) })
	}
	for p, why := range f.refused {
		switch {
		case why == isDenied:
			st.DeniedCount++
		case f.found[p] == nil:
			st.ConflictCount++
		}
	}
	for p := range f.ambiguous {
		if f.found[p] == nil {
			st.AmbiguousCount++
		}
	}
	return f.fewest()
}

var seed = maphash.MakeSeed()

// alike calls each with the records that share a mark, ascending and each once.
func (f *family) alike(r rule, each func(records []int32)) {
	type marked struct {
		hash uint64
		i    int32
	}
	var all []marked
	for i := range f.ids {
		r.marks(int32(i), func(mark string) { all = append(all, marked{maphash.String(seed, mark), int32(i)}) })
	}
	slices.SortFunc(all, func(a, b marked) int { return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.i, b.i)) })
	for from, to := 0, 0; from < len(all); from = to {
		for to = from + 1; to < len(all) && all[to].hash == all[from].hash; to++ { //nolint:revive // it finds the end
		}
		if to == from+1 {
			continue
		}
		exact := map[string][]int32{} // two marks may have one hash
		for _, m := range all[from:to] {
			r.marks(m.i, func(mark string) {
				if list := exact[mark]; maphash.String(seed, mark) == m.hash && (len(list) == 0 || list[len(list)-1] != m.i) {
					exact[mark] = append(list, m.i)
				}
			})
		}
		for _, records := range exact {
			each(records)
		}
	}
}

// compare judges each pair of records with one mark, those that are one as the first of them.
func (f *family) compare(r rule, records []int32, st *Statistics) {
	var firsts []int32
	seen := map[int32]bool{}
	for _, i := range records {
		if root := rootOf(f.root, i); !seen[root] {
			seen[root] = true
			firsts = append(firsts, i)
		}
	}
	if len(firsts) > MostAlike {
		st.CrowdCount++
		st.LeftOutCount += len(firsts)
		return
	}
	verdicts := map[pair]verdict{}
	reasons := map[pair]Reason{}
	for x, i := range firsts {
		for _, j := range firsts[x+1:] {
			p := pairOf(i, j)
			reason, tells := r.judge(i, j)
			if verdicts[p] = f.verdict(rootOf(f.root, i), rootOf(f.root, j)); verdicts[p] == possible && !tells {
				verdicts[p] = unlike
			}
			if reasons[p] = reason; tells && verdicts[p] != possible {
				f.refused[f.rootsOf(p)] = verdicts[p]
			}
		}
	}
	for p, v := range verdicts {
		switch {
		case v != possible:
		case fitsAnother(firsts, verdicts, p) || fitsAnother(firsts, verdicts, pair{p.b, p.a}):
			f.ambiguous[f.rootsOf(p)] = true
		default:
			f.add(p, reasons[p])
		}
	}
}

// verdict reports whether two roots can be one.
func (f *family) verdict(a, b int32) verdict {
	p := pairOf(a, b)
	switch {
	case f.denied[p]:
		return isDenied
	case f.apart[p]:
		return conflicting
	}
	for _, i := range f.class(a) {
		for _, j := range f.class(b) {
			if f.conflict(i, j) {
				return conflicting
			}
		}
	}
	return possible
}

// fitsAnother reports whether the first of a pair fits another record that is not the second.
func fitsAnother(records []int32, verdicts map[pair]verdict, p pair) bool {
	return slices.ContainsFunc(records, func(z int32) bool {
		return z != p.a && z != p.b && verdicts[pairOf(p.a, z)] == possible && verdicts[pairOf(p.b, z)] >= conflicting
	})
}

func (f *family) rootsOf(p pair) pair { return pairOf(rootOf(f.root, p.a), rootOf(f.root, p.b)) }

// add notes a reason: of one rule the stronger one stays.
func (f *family) add(p pair, reason Reason) {
	found := f.found[f.rootsOf(p)]
	if found == nil {
		f.found[f.rootsOf(p)] = &finding{p, []Reason{reason}}
		return
	}
	better := func(a, b pair, x, y Reason) bool {
		return cmp.Or(cmp.Compare(x.Strength.rank(), y.Strength.rank()), cmp.Compare(a.a, b.a), cmp.Compare(a.b, b.b)) < 0
	}
	if better(p, found.pair, reason, found.strongest()) {
		found.pair = p
	}
	at := slices.IndexFunc(found.reasons, func(r Reason) bool { return r.Rule == reason.Rule })
	switch {
	case at < 0:
		found.reasons = append(found.reasons, reason)
	case cmp.Or(
		cmp.Compare(reason.Strength.rank(), found.reasons[at].Strength.rank()),
		cmp.Compare(reason.Text, found.reasons[at].Text)) < 0:
		found.reasons[at] = reason
	}
}

func (f *finding) strongest() Reason {
	return slices.MinFunc(f.reasons, func(a, b Reason) int { return cmp.Compare(a.Strength.rank(), b.Strength.rank()) })
}

// fewest returns the suggestions that make one of all that is found to be one, the strongest of them: one that would
// join what others of them join already is left out, and so is one that would join what conflicts.
func (f *family) fewest() []Suggestion {
	all := make([]Suggestion, 0, len(f.found))
	for _, found := range f.found {
		slices.SortStableFunc(found.reasons, func(a, b Reason) int {
			return cmp.Or(
				cmp.Compare(a.Strength.rank(), b.Strength.rank()),
				cmp.Compare(slices.Index(Rules(), a.Rule), slices.Index(Rules(), b.Rule)))
		})
		a, b := f.ids[found.a], f.ids[found.b]
		all = append(all, Suggestion{A: a, B: b, Sameness: evidence.SamenessIDOf(a, b), Strength: found.reasons[0].Strength,
			Reasons: found.reasons, Fields: f.fields(found.a, found.b)})
	}
	byStrength(all)
	joined := map[int32][]int32{} // roots by each root among them
	of := func(id evidence.ID) []int32 {
		i, _ := f.place(id)
		root := rootOf(f.root, i)
		if joined[root] == nil {
			joined[root] = []int32{root}
		}
		return joined[root]
	}
	return slices.DeleteFunc(all, func(s Suggestion) bool {
		a, b := of(s.A), of(s.B)
		if a[0] == b[0] || f.clash(a, b) {
			return true
		}
		both := slices.Concat(a, b)
		for _, root := range both {
			joined[root] = both
		}
		return false
	})
}

// clash reports whether some of one list cannot be one with some of another.
func (f *family) clash(a, b []int32) bool {
	for _, x := range a {
		for _, y := range b {
			if f.verdict(x, y) >= conflicting {
				return true
			}
		}
	}
	return false
}

// byStrength puts suggestions into their order.
func byStrength(all []Suggestion) {
	slices.SortFunc(all, func(a, b Suggestion) int {
		return cmp.Or(cmp.Compare(a.Strength.rank(), b.Strength.rank()),
			cmp.Compare(slices.Index(Kinds(), a.Kind()), slices.Index(Kinds(), b.Kind())), cmp.Compare(a.A, b.A),
			cmp.Compare(a.B, b.B))
	})
}
