package graph

import (
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/credence-graph/credence/graph/generated"
)

// What the tests look at from outside.

// Schema returns the schema that the server answers by.
func Schema() *ast.Schema { return generated.NewExecutableSchema(generated.Config{}).Schema() }

// Resolvers returns the root of the resolvers, to be overridden in part.
func Resolvers() generated.ResolverRoot { return &resolver{} }
