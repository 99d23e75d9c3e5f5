// Package basis says what each source of a claim rests on. It numbers the records of one read under a [Policy] (the
// [Index]), takes from them the sources of a claim and all that is upstream (the [Graph]), and works out the profile of
// each: which part of it is whose first-hand work. Circles, copies, shared causes, letters and open questions are
// judged here.
//
// It does not know what a side is worth and makes no sentence; it reads nothing. Sums are made in the order of ids.
package basis
