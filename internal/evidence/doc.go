// Package evidence is the domain of Credence: claims, the sources that speak to them, the outlets behind those sources,
// and the assertions that link them. It knows nothing of GraphQL, of Neo4j or of configuration, and imports the
// standard library only.
//
// # Things and assertions
//
// The nodes are [Claim], [Source], [Outlet], [Organization], [Person] and [ClaimReview]. Everything that somebody
// asserts about them is a link: [Statement], [Derivation], [Corroboration], [Ownership], [Funding], [Sameness],
// [Relation], [Confirmation], [Interest] and [Leaning]. Every link carries [Provenance]: who recorded
// it, from what, in which words.
//
// # Ids
//
// A global id is "kind:key" ("claim:c1", "source:s1"). The key is the user's own; where none is given it is a hash of
// what identifies the node. The id of a link is a hash of what identifies the link (see the IDOf functions), so
// recording a thing twice is recording it once.
//
// # Decisions
//
// A changed value is a retraction and a new record, never an overwrite, so that the past can be asked (see [Moment]).
// What became of the records is their [History]. Only a person can be erased, which reaches into the past (see
// [Writer]). Unknown is a nil pointer or an empty string, never a middle value. Reliability is of a source,
// credibility is of information, confidence is of a link: they are three types and never one.
package evidence
