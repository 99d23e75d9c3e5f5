package evidence

import "slices"

// Put states a record. Only the fields named in Fields are set to those of Value, an empty one clearing what was there;
// all others stay as they are. Fields nil states every field. The fields that make up the identity are always stated.
type Put[T any] struct {
	Value  T
	Fields []string
}

// Names reports whether Fields name a field, as opposed to stating every one.
func (p Put[T]) Names(field string) bool { return slices.Contains(p.Fields, field) }

// Batch is a set of records that is written as a whole. A record may stand in it more than once: the later one is
// merged over the earlier one.
type Batch struct {
	Organizations []Put[Organization]
	Persons       []Put[Person]
	Outlets       []Put[Outlet]
	Sources       []Put[Source]
	Claims        []Put[Claim]
	Reviews       []Put[ClaimReview]

	Statements     []Put[Statement]
	Derivations    []Put[Derivation]
	Corroborations []Put[Corroboration]
	Ownerships     []Put[Ownership]
	Fundings       []Put[Funding]
	Samenesses     []Put[Sameness]
	Relations      []Put[Relation]
	Confirmations  []Put[Confirmation]
	Interests      []Put[Interest]
	Leanings       []Put[Leaning]

	// Words are the texts that sources of the batch name by fingerprint. They are kept with the batch, also where the
	// sources are unchanged, and are no records: nothing counts them.
	Words map[Fingerprint]string

	// Checkpoint is kept with the batch if the batch changes something; one whose Batches is 0 is taken away in any
	// case. nil = none. Taking away what is not there changes nothing.
	Checkpoint *Checkpoint

	// Editions say which versions of records of files the batch states. What only a version states that is older than
	// the one in force is left out; what the version in force states and a later one of the batch does not is ended,
	// see [Edition.Until]. A record belongs to an edition by its id: it is what the edition is of, or what it states.
	Editions []Edition

	// Collector and Method are written into the provenance of every link of the batch that is created or changed.
	Collector string
	Method    AssertionMethod
	// RecordedFrom is written where a link states none; a link whose Fields name recordedFrom states it, be it empty.
	RecordedFrom string
	// Reason is why nodes of the batch are created or changed, for their history (see [Batch.Why]); a link states its own
	// justification.
	Reason string
	// Denied says that the samenesses of the batch are false: what they name is two things, and is not to be suggested
	// as one again (see [Denials]). They are recorded and retracted, by the collector and for the justification of
	// each, at two instants of one transaction, so that nobody reads the graph with them; a standing one is retracted
	// likewise. A denial is merged over the [Denial] that there is, never over an assertion, and where it states what
	// that does it changes nothing.
	Denied bool
	// Renew says that a curator confirms here and now: each confirmation of the batch replaces the one that stands even
	// if it states the same, so that it speaks for what was recorded of its source since. Without it, as when a file is
	// imported again, a confirmation that states the same keeps its time.
	Renew bool
}

// Renews reports whether a record of the batch replaces one that states the same.
func (b *Batch) Renews(id ID) bool { return b.Renew && id.Kind() == KindConfirmation }

// Denials returns the ids of the samenesses that the batch denies, each with why.
func (b *Batch) Denials() map[ID]string {
	if !b.Denied {
		return nil
	}
	why := map[ID]string{}
	for _, p := range b.Samenesses {
		why[ID(SamenessIDOf(p.Value.A, p.Value.B))] = p.Value.Provenance.Justification
	}
	return why
}

// Why returns what the history of a node of the batch gives as the reason: Reason, else what the batch was taken from.
func (b *Batch) Why() string {
	if b.Reason == "" && b.RecordedFrom != "" {
		return "from " + b.RecordedFrom
	}
	return b.Reason
}

// Len returns the number of records.
func (b *Batch) Len() int {
	return len(b.Organizations) + len(b.Persons) + len(b.Outlets) + len(b.Sources) + len(b.Claims) + len(b.Reviews) +
		len(b.Statements) + len(b.Derivations) + len(b.Corroborations) + len(b.Ownerships) + len(b.Fundings) +
		len(b.Samenesses) + len(b.Relations) + len(b.Confirmations) + len(b.Interests) + len(b.Leanings)
}

// AddWords adds the text of a source, in NFC, and returns its fingerprint, "" of no text.
func (b *Batch) AddWords(text string) Fingerprint {
	text = NFC(text)
	f := FingerprintOf(text)
	if f != "" {
		if b.Words == nil {
			b.Words = map[Fingerprint]string{}
		}
		b.Words[f] = text
	}
	return f
}

// CheckWords refuses a text that stands under another's fingerprint, or that can be no words of a source.
func (b *Batch) CheckWords() error {
	for f, text := range b.Words {
		if f != FingerprintOf(text) {
			return Invalidf(
				"text", "stands under the fingerprint %q, which is another text's; expected %q", f, FingerprintOf(text))
		}
		if err := CheckWords(text); err != nil {
			return err
		}
	}
	return nil
}

// AddLink adds a link to the batch, with all that it states.
func (b *Batch) AddLink(link Link) {
	switch l := link.(type) {
	case *Statement:
		b.Statements = append(b.Statements, Put[Statement]{Value: *l})
	case *Derivation:
		b.Derivations = append(b.Derivations, Put[Derivation]{Value: *l})
	case *Corroboration:
		b.Corroborations = append(b.Corroborations, Put[Corroboration]{Value: *l})
	case *Ownership:
		b.Ownerships = append(b.Ownerships, Put[Ownership]{Value: *l})
	case *Funding:
		b.Fundings = append(b.Fundings, Put[Funding]{Value: *l})
	case *Sameness:
		b.Samenesses = append(b.Samenesses, Put[Sameness]{Value: *l})
	case *Relation:
		b.Relations = append(b.Relations, Put[Relation]{Value: *l})
	case *Confirmation:
		b.Confirmations = append(b.Confirmations, Put[Confirmation]{Value: *l})
	case *Interest:
		b.Interests = append(b.Interests, Put[Interest]{Value: *l})
	case *Leaning:
		b.Leanings = append(b.Leanings, Put[Leaning]{Value: *l})
	}
}

// Record is what can stand in a [Batch].
type Record interface {
	Organization | Person | Outlet | Source | Claim | ClaimReview |
		Statement | Derivation | Corroboration | Ownership | Funding | Sameness | Relation | Confirmation |
		Interest | Leaning
	// Validate names the first field that cannot be accepted, and why.
	Validate() error
}
