// Package effective computes the effective number E of a set of profiles: how many independent sources they amount to.
// It gets sparse rows of numbers and gives back a number with its bounds. It knows nothing of sources, claims or the
// graph.
package effective
