package evidence

// Confirmation says that a curator confirms how the basis of a source is recorded: the weights of its links, its own share
// beside them, and that what it takes from is what the links name. It speaks for what was recorded by then: a link of the
// source that is recorded later is not confirmed by it.
type Confirmation struct {
	ID         ConfirmationID
	Source     SourceID
	Provenance Provenance
}

// ConfirmationID is the global id of a [Confirmation], "confirmation:hash".
type ConfirmationID string
