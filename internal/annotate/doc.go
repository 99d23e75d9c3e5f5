// Package annotate turns what was read in a text into records: a person confirms it piece by piece, says which of it
// the graph has already, and what a corrected annotation no longer holds is retracted.
package annotate
