package storetest

import "github.com/credence-graph/credence/internal/evidence"

// Full returns a batch with at least one record of every kind in which every field is stated, with texts that are
// easily lost on the way: for tests of what carries records.
func Full() evidence.Batch { return full() }
