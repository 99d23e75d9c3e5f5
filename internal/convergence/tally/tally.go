package tally

// Tally is what one side of a claim is worth. If no inferred copy counts, then demonstrated <= pooled <= presumed <=
// lineCount <= sourceCount. Receipts and answers in JSON name the figures as the fields are named.
type Tally struct {
	SourceCount int // n: grounded or not
	// Of these, whose sourcing is recorded all the way to a named or first-hand origin.
	TracedCount           int
	Demonstrated          float64 // E of the traced ones alone, under the worst answer to every open question
	Pooled                float64 // E when all unknown origins count together as one extra source
	Presumed              float64 // E when every source with an unknown origin is independent
	DemonstratedLineCount int     // vertex-disjoint lines among the traced
	LineCount             int     // vertex-disjoint lines, those of untraced sources included
	// InterestRecorded reports whether an interest in the claim or one of its tags is recorded. If not, nobody looked:
	// the next two are unknown, and 0 here.
	InterestRecorded       bool
	Disinterested          float64 // what remains demonstrated if all interested sources are wrong together
	DisinterestedLineCount int     // demonstrated lines that go through no interested source
}

// KnownDisinterested returns what remains demonstrated without the interested sources, nil if nobody looked for them.
func (t Tally) KnownDisinterested() *float64 {
	if !t.InterestRecorded {
		return nil
	}
	return &t.Disinterested
}

// KnownDisinterestedLineCount returns the lines that go through no interested source, nil if nobody looked for them.
func (t Tally) KnownDisinterestedLineCount() *int {
	if !t.InterestRecorded {
		return nil
	}
	return &t.DisinterestedLineCount
}
