package ingest

import (
	"sort"
	"strconv"
)

// MaxProblems is how many problems a [Summary] keeps; all of them are counted.
const MaxProblems = 1000

// Problem is one bad line, or one item of another format that is not recorded.
type Problem struct {
	File    string // as given by [Input]
	Line    int    // from 1; 0 where At says where
	At      string // the item, in a file of another format: "row 12", "line 7"; "" = the file as a whole
	Field   string // the field at fault, "" where it is the line as a whole
	Message string // what was found and what was expected
}

// String returns "file:line: field: message", as a compiler would print it, or "file: item: field: message".
func (p Problem) String() string {
	text := placed(p.File, p.Line, p.At)
	if p.Field != "" {
		text += ": " + p.Field
	}
	return text + ": " + p.Message
}

// placed names a place in a file.
func placed(file string, line int, at string) string {
	if line > 0 {
		file += ":" + strconv.Itoa(line)
	}
	if at != "" {
		file += ": " + at
	}
	return file
}

// problems collects what is wrong, up to a limit.
type problems struct {
	kept   []keptProblem
	count  int
	byFile map[int]int
}

type keptProblem struct {
	Problem
	file int // the place of the file in the list of inputs
	// what it is ordered by: twice the line (that the item was turned into), and one more for what came after that
	// line and none
	order int
}

// keeps reports whether the next problem is kept.
func (ps *problems) keeps() bool { return len(ps.kept) < MaxProblems }

func (ps *problems) add(file, order int, p Problem) {
	ps.count++
	if ps.byFile == nil {
		ps.byFile = map[int]int{}
	}
	ps.byFile[file]++
	if ps.keeps() {
		ps.kept = append(ps.kept, keptProblem{Problem: p, file: file, order: order})
	}
}

// sorted returns the kept problems by file and line.
func (ps *problems) sorted() []Problem {
	sort.SliceStable(ps.kept, func(i, j int) bool {
		a, b := ps.kept[i], ps.kept[j]
		return a.file < b.file || (a.file == b.file && a.order < b.order)
	})
	list := make([]Problem, len(ps.kept))
	for i, p := range ps.kept {
		list[i] = p.Problem
	}
	return list
}
