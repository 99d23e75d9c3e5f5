package ingest

import (
	"errors"
	"fmt"
	"sort"

	"github.com/credence-graph/credence/internal/evidence"
)

// MaxProblems is how many problems a [Summary] keeps; all of them are counted.
const MaxProblems = 1000

// Problem is one bad line.
type Problem struct {
	File    string // as given by [Input]
	Line    int    // from 1
	Field   string // the field at fault, "" where it is the line as a whole
	Message string // what was found and what was expected
}

// String returns "file:line: field: message", as a compiler would print it.
func (p Problem) String() string {
	if p.Field == "" {
		return fmt.Sprintf("%s:%d: %s", p.File, p.Line, p.Message)
	}
	return fmt.Sprintf("%s:%d: %s: %s", p.File, p.Line, p.Field, p.Message)
}

// fault is what is wrong with a line, not yet tied to its place.
type fault struct{ field, message string }

func faultf(field, format string, args ...any) *fault {
	return &fault{field: field, message: fmt.Sprintf(format, args...)}
}

// faultOf turns a refusal of the domain into a fault.
func faultOf(err error) *fault {
	if err == nil {
		return nil
	}
	var e *evidence.Error
	if !errors.As(err, &e) {
		return faultf("", "%v", err)
	}
	return &fault{field: e.Field, message: e.Message}
}

// problems collects what is wrong, up to a limit.
type problems struct {
	kept  []keptProblem
	count int
}

type keptProblem struct {
	Problem
	file int // the place of the file in the list of inputs
}

func (ps *problems) add(file int, p Problem) {
	ps.count++
	if len(ps.kept) < MaxProblems {
		ps.kept = append(ps.kept, keptProblem{Problem: p, file: file})
	}
}

// sorted returns the kept problems by file and line.
func (ps *problems) sorted() []Problem {
	sort.SliceStable(ps.kept, func(i, j int) bool {
		a, b := ps.kept[i], ps.kept[j]
		return a.file < b.file || (a.file == b.file && a.Line < b.Line)
	})
	list := make([]Problem, len(ps.kept))
	for i, p := range ps.kept {
		list[i] = p.Problem
	}
	return list
}
