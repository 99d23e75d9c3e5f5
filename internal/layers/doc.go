// Package layers holds the rules of which package may import which, as a test. It has no code of its own: the rules
// stand in layers_test.go, beside the check, so that a change of the architecture is a change of one table.
package layers
