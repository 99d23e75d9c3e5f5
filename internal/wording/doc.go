// Package wording has the few forms of English in which numbers, lists and fields are told, so that all sentences tell
// them alike.
package wording
