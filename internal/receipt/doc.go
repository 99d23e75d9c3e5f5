// Package receipt writes down one answer with everything that it was computed from, so that anybody can check it years
// later, without Neo4j and without the graph.
//
// # The file
//
// A receipt is one JSON object in the canonical form of RFC 8785: no white space, the members of every object in the
// order of their names, numbers as ECMAScript writes them (the shortest text that reads back as the same number),
// strings with no escapes but those that JSON demands. The same evidence under the same policy gives the same bytes,
// whatever the order in which it was read. Its members:
//
//	format        "credence-receipt/3"
//	claim         the id of the claim
//	graphVersion  the version of the graph that the evidence was read from
//	moment        what was asked for: validAt, knownAt, undated; what is missing is now, or as usual; and askedAt, when
//	              it was asked, by which owners, funders and withdrawals are judged where validAt is missing
//	policy        what counted
//	evidence      all records, each list by id, every link with its provenance and quotes; hidden are sources that the
//	              moment leaves out and that others declare to take from
//	numbers       the answer: of each side its figures, its distance to collapse, its groups and overlaps, what remains
//	              if a source is wrong, and who is interested in it or speaks against an interest; at most 1,000 of each
//	              list. The figures of what is disinterested are there if an interest is recorded
//	sha256        SHA-256, in hexadecimal, of the canonical form of the object without this member
//
// Records have the fields of package evidence; one that is not stated is left out. Times are RFC 3339 in UTC.
//
// # What a check shows
//
// [Verify] reports whether the hash is that of the content, and whether the evidence gives the numbers. The hash finds
// a change by accident or by a hand that does not know it; it is no signature, and whoever makes a receipt again can
// write what they like. Whether the evidence is what the graph held is for the graph's owner to say, by the version.
package receipt
