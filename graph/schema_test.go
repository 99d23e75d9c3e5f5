package graph_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"github.com/credence-graph/credence/graph"
	"github.com/credence-graph/credence/internal/audit"
	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/compare"
	"github.com/credence-graph/credence/internal/convergence/undisclosed"
	"github.com/credence-graph/credence/internal/evidence"
)

// own returns the types of the schema that are not GraphQL's.
func own() []*ast.Definition {
	var defs []*ast.Definition
	for _, def := range graph.Schema().Types {
		if !def.BuiltIn {
			defs = append(defs, def)
		}
	}
	return defs
}

func TestSchema_EverythingHasADocString(t *testing.T) {
	check := func(what, description string) {
		t.Helper()
		if text := strings.TrimSpace(description); text == "" || !strings.HasSuffix(text, ".") {
			t.Errorf("%s has the doc string %q; expected a sentence", what, text)
		}
	}
	for _, def := range own() {
		check(def.Name, def.Description)
		for _, field := range def.Fields {
			if strings.HasPrefix(field.Name, "__") {
				continue
			}
			check(def.Name+"."+field.Name, field.Description)
			for _, argument := range field.Arguments {
				check(def.Name+"."+field.Name+"("+argument.Name+")", argument.Description)
			}
		}
		for _, value := range def.EnumValues {
			check(def.Name+"."+value.Name, value.Description)
		}
	}
}

// TestSchema_EveryQueryHasAnExample asserts that every field of Query shows a request that asks for it, and that the
// schema accepts the request.
func TestSchema_EveryQueryHasAnExample(t *testing.T) {
	example := regexp.MustCompile("Example: `(.*)`\\.$")
	for _, field := range graph.Schema().Query.Fields {
		if strings.HasPrefix(field.Name, "__") {
			continue
		}
		found := example.FindStringSubmatch(strings.TrimSpace(field.Description))
		if found == nil {
			t.Errorf("Query.%s has no example; end its doc string with: Example: `{ %s … }`.", field.Name, field.Name)
			continue
		}
		document, errs := gqlparser.LoadQueryWithRules(graph.Schema(), found[1], rules.NewDefaultRules())
		if len(errs) > 0 {
			t.Errorf("the example of Query.%s: %v", field.Name, errs)
		} else if asked, ok := document.Operations[0].SelectionSet[0].(*ast.Field); !ok || asked.Name != field.Name {
			t.Errorf("the example of Query.%s asks for something else: %s", field.Name, found[1])
		}
	}
}

func TestSchema_EnumsAreTheDomains(t *testing.T) {
	for name, want := range map[string][]string{
		"SourceKind":     texts(evidence.SourceKinds()),
		"OutletKind":     texts(evidence.OutletKinds()),
		"DerivationKind": texts(evidence.DerivationKinds()),
		"Verdict":        texts(evidence.Verdicts()),
		"Stance":         texts([]evidence.Stance{evidence.Supports, evidence.Refutes, evidence.Mentions}),
		"Identity":       texts([]evidence.Identity{evidence.Named, evidence.Category, evidence.Unnamed}),
		"ReviewStatus":   texts([]evidence.ReviewStatus{evidence.Suggested, evidence.Confirmed, evidence.Rejected}),
		"AssertionMethod": texts([]evidence.AssertionMethod{evidence.Declared, evidence.Detected, evidence.Imported,
			evidence.Supposed}),
		"RelationKind": texts([]evidence.RelationKind{evidence.PartOf, evidence.Contradicts}),
		"Undated":      texts([]evidence.Undated{evidence.IncludeUndated, evidence.ExcludeUndated}),
		"SourceReliability": texts([]evidence.SourceReliability{evidence.ReliabilityA, evidence.ReliabilityB,
			evidence.ReliabilityC,
			evidence.ReliabilityD, evidence.ReliabilityE, evidence.ReliabilityF}),
		"IndependenceVerdict": texts([]convergence.IndependenceVerdict{convergence.Same, convergence.Dependent,
			convergence.NothingShared, convergence.Unknown}),
		"AnalyticConfidence": texts([]convergence.AnalyticConfidence{convergence.ConfidenceLow,
			convergence.ConfidenceModerate, convergence.ConfidenceHigh}),
		"EdgeDirection": texts([]evidence.EdgeDirection{evidence.EdgeOut, evidence.EdgeIn, evidence.EdgeBoth}),
		"ReasonKind": texts([]convergence.ReasonKind{convergence.ReasonOrigin, convergence.ReasonAuthor,
			convergence.ReasonOutlet,
			convergence.ReasonOwner, convergence.ReasonFunder, convergence.ReasonCopy, convergence.ReasonCircle,
			convergence.ReasonSameness}),
		"NoteCode": texts([]convergence.NoteCode{convergence.NoteHeadline, convergence.NoteGrouped,
			convergence.NoteLine, convergence.NoteBottleneck,
			convergence.NoteCircle, convergence.NoteIfWrong, convergence.NotePresumed, convergence.NoteConfidence,
			convergence.NoteUnrated,
			convergence.NoteUndated, convergence.NoteUnlinked, convergence.NoteWithdrawn, convergence.NoteUnpublished,
			convergence.NoteDeclaredButUnknown,
			convergence.NoteExcluded, convergence.NoteContradicts, convergence.NoteTimeInconsistent,
			convergence.NoteApproximate, convergence.NotePolicy,
			convergence.NoteShared, convergence.NoteLikelihood, convergence.NoteCredibility, convergence.NoteMayBeOne,
			convergence.NoteSuggestedCopy, convergence.NoteUnconfirmedBasis, convergence.NoteUncheckable,
			convergence.NoteInterest}),
		"QuestionKind": texts([]convergence.QuestionKind{convergence.AskOrigin, convergence.AskCopy,
			convergence.AskSameness,
			convergence.AskDate, convergence.AskBasis}),
		"ExclusionKind": texts([]convergence.ExclusionKind{convergence.OtherValue, convergence.Contradiction}),
		"Likelihood":    texts(convergence.Likelihoods()),
		"InformationCredibility": texts([]convergence.InformationCredibility{convergence.CredibilityOne,
			convergence.CredibilityTwo,
			convergence.CredibilityThree, convergence.CredibilityFour, convergence.CredibilityFive,
			convergence.CredibilitySix}),
		"ChangeCode": texts([]compare.ChangeCode{compare.ChangeClaim, compare.ChangeExcluded,
			compare.ChangeNoEffect,
			compare.ChangeRemoved, compare.ChangeAdded, compare.ChangeRecord, compare.ChangeLeft,
			compare.ChangeJoined,
			compare.ChangeFell, compare.ChangeRose, compare.ChangeSplit, compare.ChangeMerged,
			compare.ChangeUntraced,
			compare.ChangeTraced, compare.ChangeBasis, compare.ChangeFigure, compare.ChangeConfidence,
			compare.ChangeRating, compare.ChangeLikelihood, compare.ChangeCredibility}),
		"Figure": figures(convergence.Figures(), texts([]convergence.Figure{convergence.FigureWeight,
			convergence.FigurePooledWeight, convergence.FigureLogOdds, convergence.FigureProbability})...),
		"Plausibility": texts([]undisclosed.Plausibility{undisclosed.SameDay, undisclosed.SamePassage,
			undisclosed.SameOutlet, undisclosed.SameOwner}),
		"ClaimOrderField": orderFields(),
		"ClaimMeasure": figures(counted(), "VERDICT", "TAG", "CLAIM_MONTH", "ITEM", "LIKELIHOOD", "OUTLET",
			"OWNER"),
		"SourceOrderField": {"PUBLISHED_AT"},
		"OrderDirection":   {"ASC", "DESC"},
		"UserErrorCode":    {"INVALID", "NOT_FOUND", "CONFLICT"},
		"FindingCode":      texts(audit.Codes()),
		"Severity":         texts(audit.Severities()),
		"RecordChangeKind": texts([]evidence.RecordChangeKind{evidence.WasRecorded, evidence.WasChanged,
			evidence.WasRetracted, evidence.WasErased}),
		"RecordKind": recordKinds(),
	} {
		var got []string
		for _, value := range graph.Schema().Types[name].EnumValues {
			got = append(got, value.Name)
		}
		slices.Sort(got)
		slices.Sort(want)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-domain +schema):\n%s", name, diff)
		}
	}
	for _, def := range own() {
		if def.Kind == ast.Enum && len(def.EnumValues) == 0 {
			t.Errorf("%s has no values", def.Name)
		}
	}
}

// recordKinds returns the kinds of records as the schema writes them.
func recordKinds() []string {
	kinds := []string{"SAMENESS"}
	for _, kind := range append(evidence.NodeKinds(), evidence.LinkKinds()...) {
		if kind != evidence.KindSameness {
			kinds = append(kinds, strings.ToUpper(string(kind)))
		}
	}
	return kinds
}

func texts[T ~string](list []T) []string {
	result := make([]string, len(list))
	for i, x := range list {
		result[i] = string(x)
	}
	return result
}

// TestSchema_PagesTakeLengths asserts that every connection can be paged both ways, or says why it cannot, and has its
// nodes and how many there are.
func TestSchema_PagesTakeLengths(t *testing.T) {
	for _, def := range own() {
		if strings.HasSuffix(def.Name, "Connection") {
			for _, field := range []string{"edges", "nodes", "pageInfo", "totalCount"} {
				uncounted := field == "totalCount" && strings.Contains(def.Description, "is not counted")
				if def.Fields.ForName(field) == nil && !uncounted {
					t.Errorf("%s has no field %s", def.Name, field)
				}
			}
			continue
		}
		for _, field := range def.Fields {
			if !strings.HasSuffix(field.Type.Name(), "Connection") {
				continue
			}
			arguments := []string{"first", "after", "last", "before"}
			if strings.Contains(graph.Schema().Types[field.Type.Name()].Description, "read forward only") {
				arguments = arguments[:2]
			}
			for _, argument := range arguments {
				if field.Arguments.ForName(argument) == nil {
					t.Errorf("%s.%s has no argument %s", def.Name, field.Name, argument)
				}
			}
		}
	}
}
