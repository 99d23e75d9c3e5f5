package evidence

import "context"

// Milestone says how far a work of several batches has come, so that one that was interrupted can go on. It is no record: nothing
// lists, counts or exports it.
type Milestone struct {
	// Work names the work; never "".
	Work string
	// Batches is how many of its batches are written; 0 = the work is over, and the milestone is taken away.
	Batches int
	// Trace stands for what was in these batches.
	Trace string
}

// Milestones keeps milestones that came with batches (see [Batch.Milestone]).
type Milestones interface {
	// Milestone returns the milestone of a work, with Batches 0 where there is none.
	Milestone(ctx context.Context, work string) (Milestone, error)
}
