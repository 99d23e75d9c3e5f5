package ingest

import (
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
)

// lineKind numbers the types of lines in the order in which they are written; 0 is a line that could not be read.
type lineKind uint8

const (
	organizationLines lineKind = iota + 1
	personLines
	outletLines
	claimLines
	sourceLines
	reviewLines
	statementLines
	derivationLines
	copyLines
	corroborationLines
	sameLines
	ownershipLines
	fundingLines
	relationLines
	confirmationLines
	distinctLines
	editionLines
	lineKinds
)

func (k lineKind) isNode() bool { return k >= organizationLines && k <= reviewLines }

// kinds is a set of types of lines.
type kinds uint32

func kindsOf(list ...lineKind) kinds {
	var set kinds
	for _, k := range list {
		set |= 1 << k
	}
	return set
}

func (s kinds) has(k lineKind) bool { return s&(1<<k) != 0 }

// The sets that are checked and written together: a node comes after the nodes that it names.
const (
	plainNodes    kinds = 1<<organizationLines | 1<<personLines | 1<<outletLines | 1<<claimLines
	links         kinds = 1<<lineKinds - 1<<statementLines
	confirmations kinds = 1 << confirmationLines // written by themselves, after what they confirm
	denials       kinds = 1 << distinctLines     // written by themselves, after all other links
)

// decoder reads the lines of one type.
type decoder interface {
	decode([]member) (record, *fault)
	expected(field string) string
	names() []string
	lineFields() []LineField
}

// LineType is a type of line, and LineField a field that it may have, for those who describe the format to people.
type (
	LineType struct {
		Name   string
		Fields []LineField
	}
	LineField struct {
		Name, Expected string
		Required       bool // on the line; a node may need more, from another line or the graph
	}
)

// LineTypes returns all types of lines with their fields.
func LineTypes() []LineType {
	var list []LineType
	for _, t := range newGrammar().types {
		list = append(list, LineType{t.name, t.lineFields()})
	}
	return list
}

type lineType struct {
	name string
	kind lineKind
	decoder
}

// grammar is all the types of lines. It is not safe for concurrent use: it reuses its memory from line to line.
type grammar struct {
	types   []lineType
	byName  map[string]int
	members []member
	stamp   *stamp // of the line that was read last; nil = it has none
}

func newGrammar() *grammar {
	g := &grammar{byName: map[string]int{}, types: []lineType{
		{"organization", organizationLines, organizationLine()},
		{"person", personLines, personLine()},
		{"outlet", outletLines, outletLine()},
		{"claim", claimLines, claimLine()},
		{"source", sourceLines, sourceLine()},
		{"review", reviewLines, reviewLine()},
		{"statement", statementLines, statementLine()},
		{"derivation", derivationLines, derivationLine()},
		{"copy", copyLines, copyLine()},
		{"corroboration", corroborationLines, corroborationLine()},
		{"same", sameLines, sameLine()},
		{"ownership", ownershipLines, ownershipLine()},
		{"funding", fundingLines, fundingLine()},
		{"relation", relationLines, relationLine()},
		{"confirmation", confirmationLines, confirmationLine()},
		{"distinct", distinctLines, distinctLine()},
		{"edition", editionLines, editionLine()},
	}}
	for i, t := range g.types {
		g.byName[t.name] = i
	}
	return g
}

// knows reports whether lines may be of a type.
func (g *grammar) knows(name string) bool {
	_, known := g.byName[name]
	return known
}

// read reads a line. Where it is at fault, owner is the id of the node that it would have stated, if that can be told:
// what depends on that node can then be told why it fails.
func (g *grammar) read(line []byte) (r record, kind lineKind, owner evidence.ID, f *fault) {
	g.stamp = nil
	if f := checkJSON(line); f != nil {
		return nil, 0, "", f
	}
	g.members = split(line, g.members[:0])
	t, f := g.typeOf(g.members)
	if f != nil {
		return nil, 0, "", f
	}
	all := g.members
	if t.kind.isNode() {
		owner = ownerOf(t.name, all)
	}
	members, s, f := stampOf(t.kind, all)
	if f == nil {
		r, f = t.decode(members)
	}
	if f != nil {
		return nil, t.kind, owner, f
	}
	if e, is := r.(*editionOnly); is {
		s.until, s.states = e.until, e.states
	}
	g.stamp = s
	return r, t.kind, "", nil
}

func (g *grammar) typeOf(members []member) (*lineType, *fault) {
	for _, m := range members {
		if string(m.name) != "type" {
			continue
		}
		name, err := m.value.text("the type of the line, such as claim")
		if err != nil {
			return nil, &fault{field: "type", message: faultOf(err).message}
		}
		if i, known := g.byName[name]; known {
			return &g.types[i], nil
		}
		names := make([]string, len(g.types))
		for i, t := range g.types {
			names[i] = t.name
		}
		if near := nearest(name, names); near != "" {
			return nil, faultf("type", "unknown type %q; did you mean %q?", shorten(name), near)
		}
		return nil, faultf("type", "unknown type %q; expected one of %s", shorten(name), strings.Join(names, ", "))
	}
	return nil, faultf("type", "missing; expected the type of the line, such as claim")
}

// expected returns what a field of a type of line takes.
func (g *grammar) expected(kind lineKind, field string) string {
	for _, t := range g.types {
		if t.kind == kind {
			return t.expected(field)
		}
	}
	return "a value"
}

func ownerOf(kind string, members []member) evidence.ID {
	for _, m := range members {
		if string(m.name) != "id" {
			continue
		}
		text, err := m.value.text("")
		if err != nil || text == "" {
			return ""
		}
		id, err := evidence.ParseKey[evidence.ID](evidence.Kind(kind), text)
		if err != nil {
			return ""
		}
		return id
	}
	return ""
}
