// Package dedupe finds records that are probably one thing under two ids, for a person to confirm or deny: nothing is
// merged by itself.
//
// # What is suggested
//
// Sources at one address (as [evidence.CanonicalURL] has it today, whatever it was when they were recorded), with the
// same words by one outlet, or of one title and day by one outlet. Outlets of one registrable domain, of one name, or
// whose names are spellings of one news agency. Organizations and persons of one name. Claims with the same words, or
// that give one item the same value. And sources that may be one by package sameness, so that what an answer does not
// count as two can be settled here for all claims: those who speak under one name, in whichever texts, and documents
// of one title that neither address, outlet nor date tells apart.
//
// # The rules for names
//
// Names are compared by their words, whatever the case, accents and punctuation, with "&" as "and" and without a
// leading "the". No other article goes: La Presse is not Die Presse. Of an outlet nothing else goes either, but "News
// Agency" after the spelling of an agency that package copying knows. Where "the" is all that tells two names of one
// further word apart (The Times, Times), the country or a domain must agree. Of an organization "Limited",
// "Incorporated", "Corporation" and "Company" are their abbreviations; a legal form is never left out: Acme Ltd is not
// Acme GmbH. The name alone of an organization or person is worth a look and no more. It says something where two
// organizations are of one country, or own, fund or belong to the same, and where two persons have written for one
// outlet, or own or fund the same. A person's name has two words at least. How the names of speakers and the titles of
// documents are compared, package sameness says.
//
// # What is never suggested
//
// Pairs that are asserted to be one, by however many steps, and pairs of which somebody has denied it
// ([evidence.Denials]), be it of others that are one with these. Pairs that conflict: sources of different dates,
// outlets or languages, or of which one takes from the other; outlets of different countries, or both with domains and
// none in common; organizations of different countries, or of which one owns or funds the other; claims of different
// dates, languages or items, of different values, or that are related as part and whole or contradict each other; two
// authors of one source. What is not recorded conflicts with nothing. A record that fits two others which conflict is
// suggested with neither: nobody could tell with which. Sources that may be one by package sameness are suggested even
// so, unless it is denied or one takes from the other, because an answer counts them as one until somebody has said.
//
// # What is left out
//
// More than [MostAlike] records with one and the same mark are not compared: it is then a template, such as the title
// of a column or the words of a page that asks for a login. How many were left out for that is in [Statistics]. This
// is not so of what may be one by package sameness, which is weak and comes last, however many there are. Of three or
// more records that are all alike so many pairs are suggested as join them.
package dedupe
