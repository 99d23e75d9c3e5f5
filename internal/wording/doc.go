// Package wording has the few forms of English in which numbers and lists are told, so that all sentences tell them alike.
package wording
