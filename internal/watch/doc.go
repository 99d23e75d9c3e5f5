// Package watch tells what changes for claims while the graph changes: the state of each first, then every change of
// it, in the form of a diff between two answers. Many who watch the same claims share one reading of them.
package watch
