package evidence

import "context"

// Checkpoint says how far a work of several batches has come, so that one that was interrupted can go on. It is no
// record: nothing lists, counts or exports it.
type Checkpoint struct {
	// Work names the work; never "".
	Work string
	// Batches is how many of its batches are written; 0 = the work is over, and the checkpoint is taken away.
	Batches int
	// Trace stands for what was in these batches.
	Trace string
}

// Checkpoints keeps checkpoints that came with batches (see [Batch.Checkpoint]).
type Checkpoints interface {
	// Checkpoint returns the checkpoint of a work, with Batches 0 if there is none.
	Checkpoint(ctx context.Context, work string) (Checkpoint, error)
}
