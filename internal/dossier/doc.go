// Package dossier shows the evidence behind a claim to people who have nothing but a browser or a printer: a page of
// HTML without scripts and without anything from elsewhere, the picture of the evidence in it, every quote with its
// place; the list of all claims; the report of an audit, also as Markdown; and the flat line, a picture of how often
// a claim was said over the days and of how much of that was anything new.
//
// Numbers, sentences and names are those of package convergence. Everything that stands in the graph is somebody's
// text: it reaches a page through html/template only, and what XML cannot hold is replaced.
package dossier
