// Package folding compares texts as searches do: without case, accents and the like, word by word, in whatever script.
package folding
