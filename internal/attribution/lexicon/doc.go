// Package lexicon lists the words, in English, German and French, by which attributions are found: verbs of saying,
// words for people and bodies, and the small words between them. To teach it a word, add the word to its list, in lower
// case.
package lexicon
