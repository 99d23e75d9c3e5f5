// Package graph answers GraphQL: requests come in, the domain goes out. There is no Cypher and no scoring here.
//
// schema.graphql in the root of the repository is the contract. gqlgen.yml says which Go type stands behind each of its
// types; "go generate ./graph" writes generated/ and model/models_gen.go from the two, and nothing else. A field that the
// domain's type does not have by itself is a method of one of the resolver types in the file of its topic; a missing one
// is a compile error.
//
// To add a field: write it into schema.graphql with its doc string, run "go generate ./graph", add the method that the
// compiler asks for, and a query to testdata/fixture/<type>/<field>; "go test ./graph -update" writes the answer, which is
// then read against the drawing in fixture_test.go. Lists need no cost of their own: cost.go has one rule for all.
//
// # How reads are kept few
//
// All that a request reads goes through its loaders (see loaders.go). What came in together is asked for together: when
// a page of claims has been read and one of them is asked for its statements, the statements of all of them are read in
// one call, and so on down. So the number of store calls follows from the shape of a query, not from how much it finds.
// Convergence is read likewise: all the claims of a list in one Reader.Subgraphs. What such a subgraph holds is not read
// again.
//
// # Writes
//
// A mutation makes a draft of its input (draft.go): the records, where in the input each of them is, and what cannot be read
// of it. The writer takes the draft as a whole or refuses it; what a person can correct becomes a user error at its place.
// After a write the request forgets what it has read, and reads from then on at that version at least (token.go). Which
// claims were changed is computed only where it is asked for, from the moments before and at the write.
//
// # Moments
//
// What is nested in a field with an argument "at" is read at that moment (see [evidence.Moment]), down to the next such
// argument.
//
// [evidence.Moment]: https://pkg.go.dev/github.com/credence-graph/credence/internal/evidence#Moment
package graph
