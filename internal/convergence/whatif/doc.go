// Package whatif supposes what the graph does not have: it changes the evidence of a claim as a [Hypothesis] says, so
// that it can be judged like recorded evidence. It knows nothing of what evidence is worth and reads nothing.
package whatif
