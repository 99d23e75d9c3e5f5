package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/credence-graph/credence/graph/generated"
)

// What the tests look at from outside.
var (
	EncodeCursor = encodeCursor
	DecodeCursor = decodeCursor
)

// Unlimited as "first" asks for everything.
const Unlimited = unlimited

// Schema returns the schema that the server answers by.
func Schema() *ast.Schema { return generated.NewExecutableSchema(generated.Config{}).Schema() }

// Cost returns what a field costs.
func Cost(typeName, field string, nested int, args map[string]any) int {
	cost, _ := costed{generated.NewExecutableSchema(generated.Config{})}.Complexity(context.Background(), typeName, field, nested, args)
	return cost
}

// Resolvers returns the root of the resolvers, to be overridden in part.
func Resolvers() generated.ResolverRoot { return &resolver{} }

var _ graphql.ExecutableSchema = costed{}
