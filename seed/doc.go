// Package seed holds the fact check that Credence begins with, byte for byte, and the hand annotation of exactly what
// it says. It only embeds the two files; package ingest reads them.
//
// Every claim, source, statement and link of the annotation names the line of the text on which it stands and quotes
// the words, and its assertions block holds the numbers that the method gives for the claims, worked out by hand beside
// it. Nothing is in the annotation that the text does not say: where the text is silent (who publishes a listed title,
// what CNN rests on, when Reuters wrote), so is the annotation. Only that the Ukrainian military is a party to the war
// is inferred, from what the text says of the invasion, and its justification says so.
package seed
