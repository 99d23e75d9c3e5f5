// Package reliability estimates how often sources are right by what is believed of what they say (the accuracy part
// of the method's section 5), and suggests a letter for each. No answer counts a suggestion, and none is written:
// letters are a person's.
//
// # The estimate
//
// A source's accuracy is (2 + the sum of P over the claims that it takes a side on) / (4 + their number), P being the
// probability of the claim for one that supports it and of the contrary for one that refutes it; mentions say
// nothing. P is that of package convergence, with copies counted once and everybody capped by what he rests on, where
// the accuracies of the round before stand in for letters. The first round begins with the letters on record, and
// with that of F for who has none; there are 5 to 20. Only sources that take a side on at least ten claims are
// estimated. The others count by their letters throughout, and one of them that has none limits nobody who takes from
// it.
//
// # What it cannot know
//
// It is circular: it begins with the ratings on record, and believes a claim because of those who say so. Where
// nobody but a source and who counts as one with it speaks of a claim, the estimate repeats itself;
// [Suggestion.Alone] counts these. Who is right less often than by chance counts as nobody, never as a witness of the
// contrary. The Admiralty digit for credibility is not used.
//
// # Track records
//
// [Records] know what that cannot: the verdicts of fact checks. An outlet, or a source without one, has a vote for
// each headline and side of a claim with a clear verdict, and is right in (right + 4m) / (votes + 4) of them, m being
// what its letter stands for, else how often all who vote are right. What the records make of a claim,
// [Records.Share], leaves out the verdicts on the claim itself and on claims that exclude it. Verdicts are as good as
// those who give them: a fact check does not judge the outlet that publishes it, nor the sources that it cites, since
// it rests on these.
package reliability
