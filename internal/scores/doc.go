// Package scores keeps what every claim is worth in memory, so that lists can filter, sort and count on it.
//
// The figures are those of the whole answer under one policy, as of now. They are computed from the graph and never
// written to it: a write would be a commit, and a commit a new version of the graph. A [Table] says which version it
// was computed from; it is kept current after own writes claim by claim, and computed again after what others commit,
// since a store without a change feed does not tell what they changed.
package scores
