// Package neo4jstore keeps the graph of package evidence in Neo4j (5.26 or later, Community suffices) and reads it
// back: evidence.Reader, evidence.Explorer and evidence.Writer on the driver's DriverWithContext. All Cypher stands in
// query/*.cypher, one statement a file, and in migrations/*.cypher; texts reach it as parameters only.
//
// # What stands in Neo4j
//
// A node carries the label of its kind and all its fields as properties, named as in package evidence; unknown ones are
// absent. Beside them stand id (the global id, unique), recordedAt, and day (the sort key of its date).
// A field that names another node (a source's outlet and authors, a review's claim, publisher and citations) is a
// property, and mirrored by a relationship without properties: PUBLISHED_BY, AUTHORED_BY, REVIEWS, CITES.
//
// A link is one relationship, whose type says its stance or kind, with its fields and its provenance as properties. A
// confirmation is CONFIRMED, from the source to itself, and a leaning LEANS, from the outlet to itself. An interest is
// HAS_INTEREST_IN, from its holder to the claim, or to the Topic node of the tag, which has the id "topic:tag" and is
// no record: no list, count or scan shows one. A sameness is two relationships, one each way; a corroboration
// is one for each source; these carry the link's id in group and ids of their own ("same:...#0"). Quotes are one JSON
// text, a list of objects as package evidence writes them. A firsthand share is a number, or true where it was
// declared without one.
//
// # The past
//
// Times are integers, nanoseconds since 1970. A node that changes leaves its former properties behind in a Revision
// node, (node)-[:WAS]->(:Revision), with retractedAt. A link that changes leaves its former relationship behind: it
// gets retractedAt, and "@" and a random id after its own, which frees that for the new one. A link that is retracted
// keeps its id. So the records of now are those without retractedAt, one absent property to look at on the way, and
// the same queries answer for any earlier moment.
//
// Who made a record of a node, and why, stands in its properties recordedBy and recordedBecause; a link has its
// collector and justification, and retractedBy and retractedBecause where it was retracted. What all writes have
// written stands in a log: Change nodes with the time of the write and the ids, in order, of up to some hundred
// records each. A person who was erased has the id, erasedAt and who did it left, in the node and in its revisions.
//
// An Edition node says which version of a record of a file is in force, with the ids of the links that it states;
// like what follows it belongs to no record and has no past.
//
// A Checkpoint node says how far a work of several batches is, such as an import that has not been completed; it is
// written in the transaction of a batch and belongs to no record.
//
// # Writes
//
// A batch is compared with what stands, which is looked up by id, and only what differs is written. A large batch
// after one that was new as a whole is first written without the look-ups: the uniqueness constraints refuse what
// exists, and the number of relationships that were made reports whether all their ends do. What it is refused for the
// careful way then finds out. That is done before the graph's write lock is taken, so that the next batch is made
// ready while the one before is committed; what others have recorded in between is looked at once it is held.
//
// A Bulk makes of batches the files from which Neo4j's own importer makes the same graph, all in one write: what is
// written goes through the same code, so that the two cannot differ.
//
// # Plans
//
// Neo4j plans a query again for every combination of parameter types and list sizes that it meets, and planning takes
// longer than most queries here; so all parameters are sent in one map, $q, into which the planner does not look. A
// test explains every query and accepts no scan that its comment does not account for ("// plan: X because ..."). What
// an import runs for every batch is held to that in an empty graph, too: its plans stay in use while the graph grows.
//
// # Versions
//
// The version of the graph is the epoch, kept on the (:Graph) node, and the bookmark that an auto-commit read returns:
// it is the same as long as nobody commits. An answer belongs to a version when the read waited for the bookmark known
// before it, and returns the same. The store remembers the bookmark it saw last; if it is still the one, a read is one
// round trip, and else it is read once more (see Store.pinned).
package neo4jstore
