// Package prose cuts a text into lines, sentences, quotations and words, each with its place in the text.
package prose
