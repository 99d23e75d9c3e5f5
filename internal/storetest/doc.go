// Package storetest is the conformance suite of the graph's stores: what the comments of evidence.Reader,
// evidence.Explorer and evidence.Writer promise, as checks that every store passes and none can skip.
//
// [Run] holds one store against the promises. The package sameanswers gives two stores the same random writes and
// expects the same answers of both.
//
// The graphs that it writes are drawn or random, see package graphs.
package storetest
