package grammar

import (
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
)

// LineKind numbers the types of lines in the order in which they are written; 0 is a line that could not be read.
type LineKind uint8

// The types of lines.
const (
	OrganizationLines LineKind = iota + 1
	PersonLines
	OutletLines
	ClaimLines
	SourceLines
	ReviewLines
	StatementLines
	DerivationLines
	CopyLines
	CorroborationLines
	SameLines
	OwnershipLines
	FundingLines
	RelationLines
	InterestLines
	LeaningLines
	ConfirmationLines
	DistinctLines
	EditionLines
	lineKinds
)

// IsNode reports whether lines of the type are about a node.
func (k LineKind) IsNode() bool { return k >= OrganizationLines && k <= ReviewLines }

// Kinds is a set of types of lines.
type Kinds uint32

// KindsOf returns the set of some types.
func KindsOf(list ...LineKind) Kinds {
	var set Kinds
	for _, k := range list {
		set |= 1 << k
	}
	return set
}

// Has reports whether a type is in the set.
func (s Kinds) Has(k LineKind) bool { return s&(1<<k) != 0 }

// The sets that are checked and written together: a node comes after the nodes that it names.
const (
	PlainNodes    Kinds = 1<<OrganizationLines | 1<<PersonLines | 1<<OutletLines | 1<<ClaimLines
	Links         Kinds = 1<<lineKinds - 1<<StatementLines
	Confirmations Kinds = 1 << ConfirmationLines // written by themselves, after what they confirm
	Denials       Kinds = 1 << DistinctLines     // written by themselves, after all other links
)

// decoder reads the lines of one type.
type decoder interface {
	decode([]member) (Record, *Fault)
	Expected(field string) string
	names() []string
	lineFields() []LineField
}

// For those who describe the format to people.
type (
	// LineType is a type of line.
	LineType struct {
		Name   string
		Fields []LineField
	}
	// LineField is a field that a type of line may have.
	LineField struct {
		Name, Expected string
		Required       bool // on the line; a node may need more, from another line or the graph
	}
)

// LineTypes returns all types of lines with their fields.
func LineTypes() []LineType {
	var list []LineType
	for _, t := range New().types {
		list = append(list, LineType{t.name, t.lineFields()})
	}
	return list
}

type lineType struct {
	name string
	kind LineKind
	decoder
}

// Grammar is all the types of lines. It is not safe for concurrent use: it reuses its memory from line to line.
type Grammar struct {
	types   []lineType
	byName  map[string]int
	members []member
	Stamp   *Stamp // of the line that was read last; nil = it has none
}

// New returns a grammar.
func New() *Grammar {
	g := &Grammar{byName: map[string]int{}, types: []lineType{
		{"organization", OrganizationLines, organizationLine()},
		{"person", PersonLines, personLine()},
		{"outlet", OutletLines, outletLine()},
		{"claim", ClaimLines, claimLine()},
		{"source", SourceLines, sourceLine()},
		{"review", ReviewLines, reviewLine()},
		{"statement", StatementLines, statementLine()},
		{"derivation", DerivationLines, derivationLine()},
		{"copy", CopyLines, copyLine()},
		{"corroboration", CorroborationLines, corroborationLine()},
		{"same", SameLines, sameLine()},
		{"ownership", OwnershipLines, ownershipLine()},
		{"funding", FundingLines, fundingLine()},
		{"relation", RelationLines, relationLine()},
		{"confirmation", ConfirmationLines, confirmationLine()},
		{"interest", InterestLines, interestLine()},
		{"leaning", LeaningLines, leaningLine()},
		{"distinct", DistinctLines, distinctLine()},
		{"edition", EditionLines, editionLine()},
	}}
	for i, t := range g.types {
		g.byName[t.name] = i
	}
	return g
}

// Knows reports whether lines may be of a type.
func (g *Grammar) Knows(name string) bool {
	_, known := g.byName[name]
	return known
}

// Read reads a line. Where it is at fault, owner is the id of the node that it would have stated, if that can be known:
// what depends on that node can then be reported with the reason.
func (g *Grammar) Read(line []byte) (r Record, kind LineKind, owner evidence.ID, f *Fault) {
	g.Stamp = nil
	if f := checkJSON(line); f != nil {
		return nil, 0, "", f
	}
	g.members = split(line, g.members[:0])
	t, f := g.typeOf(g.members)
	if f != nil {
		return nil, 0, "", f
	}
	all := g.members
	if t.kind.IsNode() {
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
		s.Until, s.States = e.until, e.states
	}
	g.Stamp = s
	return r, t.kind, "", nil
}

func (g *Grammar) typeOf(members []member) (*lineType, *Fault) {
	for _, m := range members {
		if string(m.name) != "type" {
			continue
		}
		name, err := m.value.text("the type of the line, such as claim")
		if err != nil {
			return nil, &Fault{Field: "type", Message: FaultOf(err).Message}
		}
		if i, known := g.byName[name]; known {
			return &g.types[i], nil
		}
		names := make([]string, len(g.types))
		for i, t := range g.types {
			names[i] = t.name
		}
		if near := nearest(name, names); near != "" {
			return nil, Faultf("type", "unknown type %q; did you mean %q?", Shorten(name), near)
		}
		return nil, Faultf("type", "unknown type %q; expected one of %s", Shorten(name), strings.Join(names, ", "))
	}
	return nil, Faultf("type", "missing; expected the type of the line, such as claim")
}

// Expected returns what a field of a type of line takes.
func (g *Grammar) Expected(kind LineKind, field string) string {
	for _, t := range g.types {
		if t.kind == kind {
			return t.Expected(field)
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
