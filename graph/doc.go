// Package graph answers GraphQL: requests come in, the domain goes out. There is no Cypher and no scoring here.
//
// schema.graphql in the root of the repository is the contract. gqlgen.yml says which Go type is behind each of
// its types; "go generate ./graph" writes generated/ and model/models_gen.go from the two, and nothing else. A field
// that the domain's type does not have by itself is a method of one of the resolver types, in the file named for its
// topic in the schema; a missing one is a compile error.
//
// The rooms around it:
//
//   - [request] holds what one request has read, so that each thing is read once and few reads suffice.
//   - [paging] reads the arguments of lists and connections, and writes cursors.
//   - [transport] takes requests over HTTP, as Server-Sent Events and over WebSocket within limits, and in process.
//   - [query] holds the documents that the commands and pages send.
//
// To add a field: write it into schema.graphql with its doc string, run "go generate ./graph", add the method that
// the compiler asks for, and a query to testdata/fixture/<type>/<field>; "go test ./graph -update" writes the answer,
// which you then check against the drawing in fixture_test.go. A new list needs no cost of its own: [transport] has
// one rule for all.
//
// # Writes
//
// A mutation makes a draft of its input (draft.go): the records, where in the input each of them is, and what cannot
// be read of it. The writer takes the draft as a whole or refuses it; what a person can correct becomes a user error
// at its place. After a write the request forgets what it has read, and from then on reads at that version at least.
// Which claims were changed is computed only if the request asks for it, from the moments before and at the write.
//
// [request]: https://pkg.go.dev/github.com/credence-graph/credence/graph/request
// [paging]: https://pkg.go.dev/github.com/credence-graph/credence/graph/paging
// [transport]: https://pkg.go.dev/github.com/credence-graph/credence/graph/transport
// [query]: https://pkg.go.dev/github.com/credence-graph/credence/graph/query
package graph
