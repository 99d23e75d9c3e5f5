// Package run is one run of the program, as far as its commands share it: the streams and settings ([App]), the opened
// graph with what answers questions about it ([Session]), and the arguments, flags and errors that several commands
// have in common. It wires the store, the GraphQL layer and the pages together (wiring.go).
package run
