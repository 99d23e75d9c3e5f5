// Package copying finds texts that take their words from others without saying so. It does not know the graph: it gets
// texts and returns pairs with a kappa, the name of the detector and the evidence. It suggests; people confirm or
// reject.
//
// # Bodies
//
// [FindText] compares the bodies of a corpus. What a body quotes is left out first: who heard one speech quotes the
// same words. Then two bodies are aligned word by word, see below, and kappa is the share of the words of the shorter
// that the longer has too. A pair is reported if that is enough: of 20 words 12, of 100 40, of more towards three
// tenths ([MinKappa]). Where little but quotations is left of one, all words are compared, and half of that little must
// be shared as well. Every reported pair was fetched and compared in full: there are no false ones by this measure.
//
// Words are aligned in pieces, which may stand in another order. A piece begins with a gram, a run of three words that
// both have (six letters of a script without spaces), and goes on both ways, past up to four words that were replaced,
// put in or left out. So a text of which a third of the words was replaced, here and there, keeps two thirds; phrases
// and names that two reports of one event share add three to five words each.
//
// Pairs to compare come from a search of a few steps a text, never from all pairs: the 32 smallest gram hashes of
// every text are kept, a random sample of its grams, and every text looks up all of its own among them. A sixth of the
// sample, scaled by the sizes of the two, must be met. For a text of which another holds the share c of the grams, the
// number met is binomial with mean 32 c, and each of a pair looks the other up: with three words of ten replaced (c
// about a third) fewer are met both times in 1 of 10,000 pairs, with half of the words replaced (c about an eighth) in
// four of ten. A text of 34 words or fewer is held whole.
//
// What is guaranteed: precision, by this measure; that the answer does not depend on order. What is not: recall, which
// is a matter of probability as above and of the following limits, each counted in [TextStatistics].
//
//   - Bodies of fewer than [MinWords] words are not compared.
//   - A shingle, a run of five words, that more than 30 texts hold is boilerplate if, on average, less than 60 % of
//     the shingles of those texts are common to more than 10 texts, and its words count in no comparison. So footers
//     and set phrases tie nothing together, and an article that a thousand outlets copied does. A passage that more
//     than 30 otherwise different articles took from one is boilerplate too; a footer longer than the texts above it,
//     or on fewer than 31 texts, is not.
//   - Of the texts with one sampled gram the first eight in time are kept. A later text is compared with those: of
//     twenty thousand copies of one article, each is tied to the earliest, not to each other.
//   - Of the earlier texts that a text may have copied, one is left out that resembles four others before it. So n
//     copies of one article give at most 4n pairs, and one connected [Group].
//
// What a text quotes without quotation marks are words like others. Two reports of different events that fill in one
// form are told if the form has more words than what is filled in.
//
// # Direction
//
// The first of these that says something decides: a canonical link; an original-source link; a credit to the agency
// that published the other; the dates, if every instant of one comes after every instant of the other; where a date is
// missing, the lengths: where one has a tenth more words, it is the original. Of one day either may be: a report takes
// in a notice, or a notice is cut out of it. Otherwise the pair is not directed, and reads from the larger id to the
// smaller.
//
// Kappa says how much of the smaller text is in the larger, as the method has it. Where a long text copies a short one,
// that is more than the share of the long one which is copied; [Copy] has the figures of both.
//
// # Other detectors
//
// A canonical link to another text of the corpus is a copy of kappa 1: the publisher says that the two are one page. An
// original-source link says where a story first appeared, not that its words were taken: it is reported as a [Link],
// and directs a copy that another detector finds.
//
// Headlines are compared where one of two texts has no body: runs of three words, containment 0.8 at least, five words
// that say something in each, the same numbers, at most seven days apart. Where a date is missing, the shorter must
// hold 0.8 of the longer. It is the weakest detector: two desks can write one headline.
//
// [Quotation] is a passage inside quotation marks that texts share, found by winnowing (k = 5, window 4): a common run
// of at least eight words is found for certain, the same quotation of five to seven words too, a part of those not.
// Tied through the first text that has it. It is no copy.
//
// [Credits] reads credit lines, datelines and attributions by a table of agencies and of phrases in a dozen languages.
// An attribution ("nach Angaben von Reuters") says where knowledge is from, and directs nothing. A credit makes no copy
// by itself either: it names an agency, not a text. It directs a copy that another detector finds, and names the
// [Group].
package copying
