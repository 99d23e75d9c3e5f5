// Package tally works out what each side of one claim is worth: groups that count once, the numbers of the [Tally]
// under the worst answers to open questions, lines, weights, and what remains if a source is wrong.
//
// It does not know how an answer is shown: it has numbers of sources and groups, and names for them, but makes no
// sentence. It reads nothing. Everything after the tally is made when it is asked for, under the claim's lock.
package tally
