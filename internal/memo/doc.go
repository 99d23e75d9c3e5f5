// Package memo keeps what was worked out of the whole graph until the graph changes.
package memo
