// Package outline holds what a text seems to say, as a small graph with the words that say so: for people to correct
// and confirm, assertion by assertion, before it is recorded.
package outline
