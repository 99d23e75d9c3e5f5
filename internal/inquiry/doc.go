// Package inquiry asks the graph: it reads the evidence that a question needs, in as few reads as possible, and has it
// judged by the pure packages. [Service] answers for claims, one or all of them, and for outlets, pairs of sources and
// what-ifs.
//
// It decides what is read and in which parts. What evidence is worth is decided in the packages below, which read
// nothing.
package inquiry
