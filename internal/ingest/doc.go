// Package ingest brings files into the graph by [Import]: files in Credence's own format, JSON Lines (see package
// grammar), and files in the formats that package formats describes.
//
// # Bad lines
//
// A line that cannot be accepted is one [Problem] with file, line and field; the other lines go on, and no line is
// accepted in part. Of a file of another format the place is the item that the line was made from, as its reader calls
// it ("row 12", "item 3"), and a field that cannot be read is left out and reported by itself where the record says
// less without it and nothing else: a date of publication, but not the end of an ownership. What a reader cannot turn
// into lines, and a file of a folder that is of no format, are problems, too. Bad is: no valid JSON object in UTF-8;
// over 10 MB; an unknown type or field, a field twice, a value of the wrong type or out of range; a node that is named
// but neither in the graph nor on a good line of the files; a bare key under two kinds; a source that both supports
// and refutes a claim, and two nodes that are same and distinct (in the files: all these lines; against the graph: the
// line). Only a same against a distinct that the graph has is good: it takes that back, as a merge does. All lines are
// judged before the first is written.
//
// # Decisions
//
// Files are read several times instead of being held in memory: once to judge every line by itself and note what it
// names (some forty bytes a link and two hundred a node, and for a while eight more a link to find those that stand
// twice), then once for each group of lines that can be written together (plain nodes, sources, reviews, assertions,
// confirmations, denials). Standard input is copied to a temporary file for that. Packed files (.gz) are unpacked each
// time.
//
// A file of another format is turned into lines of our own in a temporary file first, with the item that each line was
// made from in a second one: so there is one path into the graph, and a problem is reported with its place in the
// original. What a file is, its content says: lines of our own are tried first, since they can be recognised for
// certain.
//
// Batches are written one after the other; while the store writes one, the lines of the next are read, and a store that
// takes several in turn (evidence.Pipelined) makes that ready meanwhile.
//
// An import that was interrupted goes on with [Options.Resume]. Each batch that changes something leaves a checkpoint
// in its own transaction: how many batches are written, and a hash of all that is in them, the lines and the ids of
// their records. The import that goes on judges all lines again, makes the same batches, leaves out as many, and
// compares the hash: so a written line that has changed is found out, and so is a graph in which other lines are good
// now. It writes nothing then. What follows the written part may have changed. Finally the checkpoint is removed.
// Correctness does not depend on any of this: to import the files again, without it, completes them too, and looks up
// what is written already.
//
// A line is first checked to be valid JSON by the standard library and then taken apart by a small scanner, because the
// standard decoder neither finds a field that stands twice nor tells a missing field from null, and because a scanner
// that may rely on valid input is short.
package ingest
