package tally

// Tally is what one side of a claim is worth. If no inferred copy counts, then
// demonstrated <= pooled <= presumed <= lineCount <= sourceCount. Receipts and answers in JSON name the figures as the fields are named.
type Tally struct {
	SourceCount int // n: grounded or not
	// Of these, whose whole basis is recorded down to named origins or declared first-hand work.
	TracedCount           int
	Demonstrated          float64 // E of the named ones alone
	Pooled                float64 // E when everything unnamed counts as one separate source
	Presumed              float64 // E when every unnamed source is presumed independent
	DemonstratedLineCount int     // vertex-disjoint lines among the named
	LineCount             int     // vertex-disjoint lines, presumed ones included
}
