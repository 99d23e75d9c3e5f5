// Package credits reads the credit lines, datelines and attributions in which a text names a news agency, by a table of
// agencies and of phrases in a dozen languages. A credit says whose words a text has; an attribution ("nach Angaben von
// Reuters") only whose knowledge.
package credits
