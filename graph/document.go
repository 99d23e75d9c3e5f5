package graph

import (
	"bytes"
	_ "embed" // for the document
	"fmt"
	"strconv"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/formatter"

	"github.com/credence-graph/credence/graph/generated"
)

//go:embed query/convergence.graphql
var convergenceDocument string

// ConvergenceDocument returns a document that asks for every field of Convergence. Its variables are claims ([ID!]!), at
// (Moment) and policy (PolicyInput); its data has one field, convergence. Lists have the schema's default lengths; with
// all they have every element, which [Server.Execute] allows and ServeHTTP does not.
func ConvergenceDocument(all bool) (string, error) {
	if !all {
		return convergenceDocument, nil
	}
	schema := generated.NewExecutableSchema(generated.Config{}).Schema()
	document, errs := gqlparser.LoadQueryWithRules(schema, convergenceDocument, nil)
	if len(errs) > 0 {
		return "", fmt.Errorf("the document for a convergence does not fit the schema: %w", errs)
	}
	for _, operation := range document.Operations {
		lift(operation.SelectionSet)
	}
	for _, fragment := range document.Fragments {
		lift(fragment.SelectionSet)
	}
	var text bytes.Buffer
	formatter.NewFormatter(&text).FormatQueryDocument(document)
	return text.String(), nil
}

// lift asks every field that takes a length for everything.
func lift(selections ast.SelectionSet) {
	for _, selection := range selections {
		switch s := selection.(type) {
		case *ast.Field:
			if s.Definition.Arguments.ForName("first") != nil {
				everything := &ast.Value{Kind: ast.IntValue, Raw: strconv.Itoa(unlimited)}
				s.Arguments = append(s.Arguments, &ast.Argument{Name: "first", Value: everything})
			}
			lift(s.SelectionSet)
		case *ast.InlineFragment:
			lift(s.SelectionSet)
		}
	}
}
