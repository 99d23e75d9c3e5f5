// Package copying finds sources that have what they say from others and do not tell. It knows nothing of the graph: it
// gets texts, or values that sources give, and returns pairs with a kappa, the name of the detector and the evidence. It
// suggests; people confirm or reject.
//
// # Text
//
// [FindText] compares the bodies of a corpus. A body is taken as the set of its shingles, the runs of five words of
// [Normalize]. Kappa is the exact containment of the smaller of two sets in the larger, |A and B| / min(|A|, |B|), and a
// pair is told from 0.5 on. Every pair that is told was fetched and compared in full: there are no false ones by this
// measure. Pairs to compare come from two searches, each a few steps a text, never from all pairs:
//
//   - MinHash: 128 permutations in 32 bands of 4. A pair with the Jaccard similarity s shares a band with probability
//     1-(1-s^4)^32, which is 0.87 at 0.5. It finds what is alike, not what is contained.
//   - Containment: the 32 smallest shingle hashes of every text are kept, a random sample of its shingles, and every text
//     looks up all of its own among them. At least a quarter of the sample, scaled by the sizes of the two, must be met.
//     For a text of which another holds the share c, the number met is binomial with mean 32 c: at c = 0.5 fewer than a
//     quarter are met in 1 of 1,000 pairs, at 0.7 in none of a million. A text of 36 words or fewer is held whole.
//
// What is guaranteed: precision, by this measure; that the answer does not depend on order. What is not: recall, which
// is a matter of probability as above and of the following limits, each counted in [TextStatistics].
//
//   - Bodies of fewer than [MinWords] words are not compared.
//   - A shingle that more than 30 texts hold is boilerplate if, on average, less than 60 % of the shingles of those texts
//     are common to more than 10 texts, and counts in no comparison. So footers and set phrases tie nothing together,
//     and an article that a thousand outlets copied does. A passage that more than 30 otherwise different articles took
//     from one is boilerplate too; a footer longer than the texts above it, or on fewer than 31 texts, is not.
//   - Of the texts with one sampled shingle, or with one MinHash band, the first eight in time are kept. A later text is
//     compared with those: of twenty thousand copies of one article, each is tied to the earliest, not to each other.
//   - Of the earlier texts that a text may have copied, one is left out that resembles four others before it. So n copies
//     of one article give at most 4n pairs, and one connected [Group].
//
// Words that are quoted from a third source are words all the same; a pair of short texts that consist of one statement is
// told. The passages, with their places in both texts, are there to be looked at.
//
// # Direction
//
// The first of these that says something decides: a canonical link; an original-source link; a credit to the agency that
// published the other; the dates, if every instant of one comes after every instant of the other; the lengths, where one has a tenth more shingles,
// the longer being the original. Otherwise the pair is not directed, and reads from the larger id to the smaller.
//
// Kappa says how much of the smaller text is in the larger, as the method has it. Where a long text copies a short one,
// that is more than the share of the long one which is copied; [Copy] has the figures of both.
//
// # Other detectors
//
// A canonical link to another text of the corpus is a copy of kappa 1: the publisher says that the two are one page. An
// original-source link says where a story first appeared, not that its words were taken: it is told as a [Link], and
// directs a copy that another detector finds.
//
// Headlines are compared where one of two texts has no body: runs of three words, containment 0.8 at least, five words
// that say something in each, the same numbers, at most seven days apart. Where a date is missing, the shorter must hold
// 0.8 of the longer.
// It is the weakest detector: two desks can write one headline.
//
// [Quotation] is a passage inside quotation marks that texts share, found by winnowing (k = 5, window 4): a common run of
// at least eight words is found for certain, the same quotation of five to seven words too, a part of those not. Tied
// through the first text that has it. It is no copy.
//
// [Credits] reads credit lines, datelines and attributions by a table of agencies and of phrases in a dozen languages.
// An attribution ("nach Angaben von Reuters") says where knowledge is from, and directs nothing. A credit makes no copy by
// itself either: it names an agency, not a text. It directs a copy that another detector finds, and names the [Group].
//
// # Values
//
// [Statistical] compares the values that sources give to items, finds who shares mistakes with whom, and says what is then to be
// believed; [EstimateAccuracies] estimates how often sources are right.
package copying
