// Package detect finds the copies among the sources of a graph and records them as suggestions: it reads the graph, has
// package copying look, and writes COPIES links, SUGGESTED with copiedShare, detector and the passages that prove it,
// for a person to confirm or reject.
//
// # What is not suggested
//
// Two sources are passed over if the graph knows how they are connected: a declared link leads from one to the
// other, both declare that they print or translate one and the same third, they are asserted to be one, somebody else
// than a detector has recorded the copy, or a person has confirmed or rejected it. A rejected copy is never suggested
// again, in either direction and by no detector.
//
// # Looking again
//
// A look that finds the same writes nothing. A suggestion of an earlier look that a later look at the same pair does
// not find any more is retracted, with that as the reason, as long as nobody has confirmed or rejected it.
//
// # What is believed
//
// [Truths] estimates which of the values of an item is the most probable. Who votes for a value is not every source
// that gives it: the voters are the groups of the supporters of its claims, as package convergence makes them from
// what is declared and confirmed. A voter is known across items by the source that its members go back to, and its
// letter is that source's. Suggested copies have no part in this: who copies whom is estimated from the votes.
package detect
