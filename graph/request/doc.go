// Package request holds what one GraphQL request has read, so that each thing is read once and few reads suffice.
//
// All that a request reads goes through its [Request]. Records that arrive in one read form a prefetch group: when
// one of them is asked for its statements, the statements of all of them are read in one call, and so on down. So the
// number of store calls follows from the shape of a query, not from how much it finds. Convergence is read in the
// same way: all the claims of a list in one Reader.Subgraphs. What such a subgraph holds is not read again.
//
// Readers are decorated for their effect, each in its own file: [SeeOwnWrites], [keepSubgraphs] and [NoteVersions].
//
// What is nested in a field with an argument "at" is read at that moment, down to the next such argument; see
// [MomentOf].
package request
