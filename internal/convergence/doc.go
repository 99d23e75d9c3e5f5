// Package convergence computes what the sources that support and refute a claim are worth together: how many of them
// are really one, what they rest on, where it would all fall down, and why. It is pure: the evidence of a claim and a
// [basis.Policy] in, numbers with their reasons out. It reads nothing: package inquiry does.
//
// # From the method's symbols to names
//
//	E, effective number      Tally.Presumed           of all grounded sources; what is untraced is presumed independent
//	E_p, pooled              Tally.Pooled             all that is untraced is one separate origin
//	D, demonstrated          Tally.Demonstrated       the least over the graphs of the worst answers to open questions
//	L                        Tally.LineCount          vertex-disjoint ways to first-hand ends; Side.Lines has them
//	pooled lines             Side.PooledLineCount     lines, all that is untraced being one node
//	kill sets                Side.Gatekeepers         the minimum cut nearest to the claim
//	                         Side.RootCauses          the minimum cut nearest to the first-hand ends
//	O                        Side.PresumedOrigins     origins, not sources
//	p_s, profile             EvidenceGroup.Basis      shares by cause; identical ones make a group
//	I                        Side.Interested          sources behind which somebody has an interest in the side
//	disinterested            Tally.Disinterested      what is left of D if all of I are wrong together
//	R_st, overlap            Independence.Overlap     Bhattacharyya coefficient of two profiles
//	phi                      own share of a source    from Source.Firsthand and its links
//	kappa                    Derivation.CopiedShare   share of an inferred copy
//	E_-v                     IfWrong.Presumed         Side.IfWrong
//	F                        Side.Fragility           the most that one source can take away
//	beta, 1/beta             AttributeGroup.AtMost    what shared authors, outlets, owners and funders bound E to
//	acc                      Policy.Accuracies        how often a source of a letter is right
//	alpha                    strengthOf, capped       amplitude of a source by its letter and by what it rests on
//	W+, W-                   Side.Weight              weighted E; 1 is a source of accuracy .95
//	logodds, P               Convergence.LogOdds, Probability, Likelihood
//	P_i, shared              Convergence.Excluding    with claims of which at most one is true
//	P, given acc_s           Assumption.Probability   sources being right so and so often, whatever their letters
//
// # Rooms
//
//	effective    the number E of rows of numbers
//	basis        policy, index, what each source rests on
//	interests    who stands behind a source, and has an interest in the claim
//	tally        what each side is worth, and what remains if sources are wrong
//	undisclosed  what links that nobody recorded could do
//	convergence  the answer: lists, reasons, sentences
//	compare      what lies between two answers
//	whatif       evidence as a hypothesis changes it
//
// Each imports those above it, and whatif only basis. Package inquiry, which reads the graph, imports all of them.
//
// # How
//
// An index numbers the subgraphs once for all claims of a request, in the order of ids, with samenesses folded and the
// policy applied. Of each claim, a graph holds the sources of both sides and all that is upstream through links that
// count, in CSR arrays. Profiles are kept as shares of origins' first-hand work, since everything in them is linear in
// it: the presumed view, the pooled view and what is untraced are read off the same rows, and a source that takes all
// from one other shares its row. A chain of syndications is one row, whatever its length. The solver proves a lower and
// an upper bound and stops when they meet: within 1e-10 up to 300 rows, 1e-6 above.
//
// Sums are made in one order, so an answer is the same to the bit whatever the order of the input.
//
// # What is computed when
//
// [Compute] makes the tally of both sides, the lines and the confidence; what is left without those who have an
// interest in a side, only where one is recorded. Everything else is made when it is asked for, under a lock of the
// answer, so lists may be asked for from several goroutines. The weights are made at once only where both sides are
// taken and somebody is rated: the confidence is of the weightier side then. Where claims exclude the one that is asked
// about, its weights and theirs are made at once, and so are the tallies of their sides; each claim of a request is
// computed once, whoever it excludes.
//
// # Open questions
//
// The demonstrated number is what remains under the worst answer to whatever nobody has settled (method, section 13).
// What cannot be traced to named origins is left out: what is unnamed, what a detector suggests to be a copy, and what
// has a declared link that cannot be. For the other two questions, whether records that may be one are, and how a basis
// is divided that nobody has confirmed, there is a graph for each answer, and the least counts; worst.go says which,
// and why bases are divided one by one. [Convergence.NextQuestions] computes both answers of a question on the evidence
// of its claim alone.
//
// # Decisions
//
//   - An interest counts through each record of a source that the moment shows, and through whoever controls its outlet
//     by any number of steps. Who only owns a part of the outlet that controls nothing is not behind it.
//   - What remains without several sources is counted over the sources that count as demonstrated alone: of a group,
//     what another member keeps that an open question concerns is not demonstrated.
//   - A confirmation speaks for what was recorded of its source by then, in the scope of the claim.
//   - A syndication beside other declared links is a division like another: until it is confirmed, what it leaves out
//     is counted in one of the graphs.
//   - What is withdrawn or not out at the moment is not folded with what may be the same: it says nothing.
//   - What is demonstrated over ends that can be checked is that of the supporters that rest on nothing else.
//   - A source that nobody judged passes a statement on to takers with a letter by how strongly it makes it, to takers
//     without one as its own statement counts: then a copy adds nothing, whoever is rated (A14).
//   - A source that supports one and refutes another of two claims that are the same counts for neither; so do two
//     sources that are the same and disagree. A CONTRADICTS caveat says so.
//   - A withdrawn source says nothing any more and gives no ground. A source that takes from it keeps what it declared:
//     it is not promoted to an origin.
//   - A source that the moment hides counts like a withdrawn one, whatever it takes from: what others declare to take
//     from it stays declared. A link to it that is inconsistent in time does not count, as it does not at a later
//     moment.
//   - A source is out when one of its records is. Its hidden records say nothing of it but which others are the same.
//   - A copy is followed from the source that is recorded as copying; which of the two is the copier follows from the
//     order of the method, section 2.
//   - A kind of OTHER is a gap that a record of the same source fills; an identity is not.
//   - A letter is the source's own, else its outlet's; where outlets are the same, that of the smallest id that has
//     one.
//   - The cap by what a source rests on is applied to what it takes by declared links first, and to what it copies
//     then; it never rises above the source's own letter. The exits of a circle are the first-hand shares of its
//     members and the links out of it, each by the mass that leaves there.
//   - Of several statements by which a source takes a side the strongest counts.
//   - Claims exclude each other by other values of one item, both stated, or by a recorded contradiction that the
//     policy's confidence lets through; claims that are the same do not. Claims that share a value do not exclude each
//     other: they may be one, which is for a person to say. A claim that excludes others and has no evidence weighs as
//     much as even odds.
//   - Accuracies range from .5 to .95: a letter is never worse than chance, and W never above E.
//   - The sources that a declared corroboration names are part of the evidence, so that their independence can be asked
//     for, but only statements make supporters.
//
// # Limits
//
// Circles of more than 200 sources are swept, not solved. The policy's [basis.Budget] bounds what is looked at in large
// evidence: by default, with more than 300 sources, [Side.IfWrong] without a list, [Side.Fragility] and the confidence
// try those through which most passes, at least 10 of them; more than 2,000 groups are not all compared with each
// other; and [Convergence.NextQuestions] considers 200 sources. A group gives at most 100 reasons, a pair 10.
// [Side.DistanceToCollapse] looks for links between 400 sources and gives up searching after a bounded number of steps;
// it says where that makes its number approximate. Nothing recurses but that search, as deep as it has links.
package convergence
