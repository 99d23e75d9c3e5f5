// Package tokens cuts a text of any script into normalised words: in lower case, without accents and punctuation. Texts
// are compared, names matched and credit lines read by these words.
package tokens
