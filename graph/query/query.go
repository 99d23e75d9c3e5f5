// Package query holds the GraphQL documents that the commands and pages send: the client's side of the schema.
//
// A document whose function takes "all" asks for every element of every list with all, which only a request in process
// may, and for the lengths that stand in it, or the schema's defaults, without.
package query

import (
	"bytes"
	_ "embed" // for the documents
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/formatter"
	"github.com/vektah/gqlparser/v2/parser"

	"github.com/credence-graph/credence/graph/generated"
	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/internal/convergence"
)

var (
	//go:embed convergence.graphql
	convergenceDocument string
	//go:embed supposed.graphql
	supposedDocument string
	//go:embed matrix.graphql
	matrixDocument string
	//go:embed what_if.graphql
	whatIfDocument string
	//go:embed convergence_diff.graphql
	convergenceDiffDocument string
	//go:embed diff.graphql
	diffFragment string
	//go:embed impact.graphql
	impactDocument string
	//go:embed sourcing.graphql
	sourcingDocument string
	//go:embed path.graphql
	pathDocument string
	//go:embed neighbors.graphql
	neighborsDocument string
	//go:embed independence.graphql
	independenceDocument string
	//go:embed watch.graphql
	watchDocument string
	//go:embed score.graphql
	scoreFragments string
	//go:embed claims.graphql
	claimsDocument string
	//go:embed audit.graphql
	auditDocument string
	//go:embed write.graphql
	writeDocument string
	//go:embed changes.graphql
	changesDocument string
	//go:embed changes_in_words.graphql
	changesInWordsDocument string
	//go:embed detect.graphql
	detectDocument string
	//go:embed truth.graphql
	truthDocument string
	//go:embed suggested_reliabilities.graphql
	suggestedReliabilitiesDocument string
	//go:embed track_records.graphql
	trackRecordsDocument string
	//go:embed claim_shares.graphql
	claimSharesDocument string
	//go:embed suggested_owners.graphql
	suggestedOwnersDocument string
	//go:embed suggested_samenesses.graphql
	suggestedSamenessesDocument string
)

// Convergence returns a document that asks for every field of Convergence. Its variables are claims ([ID!]!), at
// (Moment) and policy (PolicyInput); its data has one field, convergence. Lists have the lengths of the document; with
// all they have every element, which only a request in process may ask for.
func Convergence(all bool) (string, error) { return lengthened(withTallies(), all) }

// ConvergenceSupposing returns the document of [Convergence] that also asks what remains if sources are wrong together
// and for the spread by a scheme. Its further variables are wrong and holders ([ID!]), who is wrong together, which is
// asked if together (Boolean!) is true, and scheme (String!), which is asked about if spread (Boolean!) is true.
func ConvergenceSupposing(all bool) (string, error) {
	base, err := parser.ParseQuery(&ast.Source{Input: withTallies()})
	if err != nil {
		return "", fmt.Errorf("the document for a convergence cannot be read: %w", err)
	}
	more, err := parser.ParseQuery(&ast.Source{Input: supposedDocument})
	if err != nil {
		return "", fmt.Errorf("the document for what is supposed cannot be read: %w", err)
	}
	operation, asked := base.Operations[0], more.Operations[0]
	operation.VariableDefinitions = asked.VariableDefinitions
	operation.SelectionSet = append(operation.SelectionSet, asked.SelectionSet...)
	base.Fragments = append(base.Fragments, more.Fragments...)
	var text bytes.Buffer
	formatter.NewFormatter(&text).FormatQueryDocument(base)
	return lengthened(text.String(), all)
}

// Matrix returns a document that asks for every field of how independent outlets are of each other, two by two. Its
// variables are outlets ([ID!]!), camps (CampsInput), at (Moment) and policy (PolicyInput); its data has one field,
// corroborationMatrix.
func Matrix() (string, error) { return borrowing(matrixDocument, false) }

// withTallies returns the document for a convergence with the fragments that select the figures of a tally.
func withTallies() string {
	var fields []string
	for _, f := range convergence.TallyFigures() {
		fields = append(fields, f.Field)
	}
	selection := "{ " + strings.Join(fields, " ") + " }\n"
	return convergenceDocument + "\nfragment tally on Side " + selection + "fragment worth on SideScore " + selection
}

// WhatIf returns a document that asks for every field of a what-if. Its variables are claim (ID!), change
// (HypotheticalInput!), at (Moment) and policy (PolicyInput); its data has one field, whatIf. all is as in
// [Convergence].
func WhatIf(all bool) (string, error) { return diffDocument(whatIfDocument, all) }

// ConvergenceDiff returns a document that asks for every field of a diff between two moments. Its variables are
// claim (ID!), from and to (Moment!) and policy (PolicyInput); its data has one field, convergenceDiff. all is as in
// [Convergence].
func ConvergenceDiff(all bool) (string, error) {
	return diffDocument(convergenceDiffDocument, all)
}

// Impact returns a document that asks for every field of an impact. Its variables are without ([ID!]!), at (Moment)
// and policy (PolicyInput); its data has one field, impact. all is as in [Convergence].
func Impact(all bool) (string, error) { return borrowing(impactDocument, all) }

// Independence returns a document that asks for every field of an independence. Its variables are a and b (ID!), claim
// (ID), at (Moment) and policy (PolicyInput); its data has one field, independence. all is as in [Convergence].
func Independence(all bool) (string, error) { return borrowing(independenceDocument, all) }

// Sourcing returns a document that asks for every field of a list of outlets that one takes from, or, where its
// variable on (Boolean!) is true, that rest on it. Its other variables are outlet (ID!), outlets ([ID!]), where
// (SourceFilter), at (Moment) and policy (PolicyInput); its data has one field, outlet, with the list in takesFrom or
// feeds. all is as in [Convergence].
func Sourcing(all bool) (string, error) { return borrowing(sourcingDocument, all) }

// Path returns a document that asks for every field of a path. Its variables are from and to (ID!), maxLength (Int!)
// and using ([EdgeKind!]); its data has one field, path.
func Path() (string, error) { return borrowing(pathDocument, false) }

// Neighbors returns a document that asks for every field of a page of neighbors. Its variables are id (ID!), using
// ([EdgeKind!]), first (Int!) and after (String); its data has one field, neighbors.
func Neighbors() (string, error) { return borrowing(neighborsDocument, false) }

// Watch returns a document that subscribes to every field of the changes of claims. Its variables are where
// (ClaimFilter!), when (TallyFilter) and policy (PolicyInput); the data of its events has one field,
// convergenceChanged.
func Watch() (string, error) { return diffDocument(watchDocument, false) }

// Claims returns a document that asks for a page of claims with their figures. Its variables are where
// (ClaimFilter), orderBy (ClaimOrder), first (Int) and after (String); its data has one field, claims.
func Claims() (string, error) { return borrowing(claimsDocument, false) }

// Everything as a length asks for a whole list. Only a request in process may.
const Everything = model.Everything

// Audit returns a document that asks for every field of an audit. Its variables are where (FindingFilter), at
// (Moment), policy (PolicyInput) and first (Int, the findings, [Everything] for all of them); its data has one field,
// audit. all is as in [Convergence] for the lists within a finding.
func Audit(all bool) (string, error) { return borrowing(auditDocument, all) }

// borrowing completes a document with the fragments that it uses of the document for a convergence, and of the figures.
func borrowing(operation string, all bool) (string, error) {
	document, err := parser.ParseQuery(&ast.Source{Input: operation})
	if err != nil {
		return "", fmt.Errorf("the document cannot be read: %w", err)
	}
	base, err := parser.ParseQuery(&ast.Source{Input: withTallies() + scoreFragments})
	if err != nil {
		return "", fmt.Errorf("the document for a convergence cannot be read: %w", err)
	}
	for _, operation := range document.Operations {
		borrow(document, base, operation.SelectionSet)
	}
	for _, fragment := range document.Fragments {
		borrow(document, base, fragment.SelectionSet)
	}
	var text bytes.Buffer
	formatter.NewFormatter(&text).FormatQueryDocument(document)
	return lengthened(text.String(), all)
}

// borrow adds to a document the fragments of another that selections spread, and those that these spread.
func borrow(document, base *ast.QueryDocument, selections ast.SelectionSet) {
	for _, selection := range selections {
		switch s := selection.(type) {
		case *ast.Field:
			borrow(document, base, s.SelectionSet)
		case *ast.InlineFragment:
			borrow(document, base, s.SelectionSet)
		case *ast.FragmentSpread:
			if fragment := base.Fragments.ForName(s.Name); fragment != nil &&
				document.Fragments.ForName(s.Name) == nil {
				document.Fragments = append(document.Fragments, fragment)
				borrow(document, base, fragment.SelectionSet)
			}
		}
	}
}

// Write returns a document with an operation for each mutation that does something to records which are there:
// AssertSame (ids, provenance), DenySame (ids, by), RateReliability (subject, reliability, by), ReviewDerivation (id,
// status, by), Retract and Unretract (ids, by) and ErasePerson (person, by), whose variables are the arguments of
// the field. Each asks for every field of WritePayload. all is as in [Convergence].
func Write(all bool) (string, error) { return borrowing(writeDocument, all) }

// Detect returns a document with two operations that look for copies and ask for every field of Detection:
// SuggestedCopies (text, statistical, sources), which records nothing, and DetectCopies, which also takes a collector,
// whose variables are the arguments of the field. all is as in [Convergence].
func Detect(all bool) (string, error) { return borrowing(detectDocument, all) }

// Truth returns a document that asks for every field of what is to be believed of items. Its variables are items
// ([String!]), first (Int!, [Everything] for all items) and after (String); its data has one field, truth. all is as in
// [Convergence] for the lists within an item.
func Truth(all bool) (string, error) { return borrowing(truthDocument, all) }

// SuggestedReliabilities returns a document that asks for every field of how often sources are estimated to be right.
// Its variables are sources ([ID!]), first (Int!, [Everything] for all) and after (String); its data has one field,
// suggestedReliabilities.
func SuggestedReliabilities() (string, error) {
	return borrowing(suggestedReliabilitiesDocument, false)
}

// TrackRecords returns a document that asks for every field of track records. Its variables are of ([ID!]), first
// (Int!, [Everything] for all) and after (String); its data has one field, trackRecords.
func TrackRecords() (string, error) { return borrowing(trackRecordsDocument, false) }

// ClaimShares returns a document that asks for every field of what track records make of claims. Its variable is claims
// ([ID!]!); its data has one field, claimShares.
func ClaimShares() (string, error) { return borrowing(claimSharesDocument, false) }

// SuggestedOwners returns a document that asks for every field of who may own outlets. Its variables are first (Int!,
// [Everything] for all) and after (String); its data has one field, suggestedOwners.
func SuggestedOwners() (string, error) { return borrowing(suggestedOwnersDocument, false) }

// SuggestedSamenesses returns a document that asks for every field of what is probably one thing under two ids. Its
// variables are kinds ([EntityKind!]), first (Int!, [Everything] for all) and after (String); its data has one field,
// suggestedSamenesses.
func SuggestedSamenesses() (string, error) { return borrowing(suggestedSamenessesDocument, false) }

// Changes returns a document that asks for every field of the changes of records. Its variables are subject
// (ID), since (DateTime), first (Int!) and after (String); its data has one field, changes.
func Changes() string { return changesDocument }

// ChangesInWords returns a document that asks for the changes of records with what it takes to tell of them in
// a sentence. Its variables are those of [Changes].
func ChangesInWords() string { return changesInWordsDocument }

// diffDocument completes a document with the fragments that it needs: what the document for a convergence selects of an
// answer becomes the fragment "answer".
func diffDocument(operation string, all bool) (string, error) {
	document, err := parser.ParseQuery(&ast.Source{Input: operation + diffFragment})
	if err != nil {
		return "", fmt.Errorf("the document for a diff cannot be read: %w", err)
	}
	base, err := parser.ParseQuery(&ast.Source{Input: withTallies()})
	if err != nil {
		return "", fmt.Errorf("the document for a convergence cannot be read: %w", err)
	}
	answer, ok := base.Operations[0].SelectionSet[0].(*ast.Field)
	if !ok {
		return "", errors.New("the document for a convergence does not begin with a field")
	}
	document.Fragments = append(document.Fragments, &ast.FragmentDefinition{
		Name: "answer", TypeCondition: "Convergence", SelectionSet: answer.SelectionSet,
	})
	document.Fragments = append(document.Fragments, base.Fragments...)
	var text bytes.Buffer
	formatter.NewFormatter(&text).FormatQueryDocument(document)
	return lengthened(text.String(), all)
}

// lengthened asks, with all, for every element of every list of a document.
func lengthened(text string, all bool) (string, error) {
	if !all {
		return text, nil
	}
	schema := generated.NewExecutableSchema(generated.Config{}).Schema()
	document, errs := gqlparser.LoadQueryWithRules(schema, text, nil)
	if len(errs) > 0 {
		return "", fmt.Errorf("the document does not fit the schema: %w", errs)
	}
	for _, operation := range document.Operations {
		lift(operation.SelectionSet)
	}
	for _, fragment := range document.Fragments {
		lift(fragment.SelectionSet)
	}
	var lifted bytes.Buffer
	formatter.NewFormatter(&lifted).FormatQueryDocument(document)
	return lifted.String(), nil
}

// lift asks every field that takes a length for everything, unless a variable says how much.
func lift(selections ast.SelectionSet) {
	for _, selection := range selections {
		switch s := selection.(type) {
		case *ast.Field:
			everything := &ast.Value{Kind: ast.IntValue, Raw: strconv.Itoa(model.Everything)}
			if given := s.Arguments.ForName("first"); given != nil && given.Value.Kind != ast.Variable {
				given.Value = everything
			} else if given == nil && s.Definition.Arguments.ForName("first") != nil {
				s.Arguments = append(s.Arguments, &ast.Argument{Name: "first", Value: everything})
			}
			lift(s.SelectionSet)
		case *ast.InlineFragment:
			lift(s.SelectionSet)
		}
	}
}
