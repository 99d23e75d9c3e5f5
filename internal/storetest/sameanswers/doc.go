// Package sameanswers gives two stores the same random writes and expects the same answers of both; one of them is the
// brute-force oracle.
package sameanswers
