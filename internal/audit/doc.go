// Package audit turns answers into findings: what an auditor of source independence would object to, with the nodes, the
// links that prove it and a plain sentence. It is pure but for [Service], which reads what it audits.
//
// # When a code holds, and how grave it is
//
//   - CIRCULAR_REPORTING: sources for or against a claim lead into a circle of sources that take from each other. HIGH where
//     nothing enters the circle from outside, so that it is worth nothing; MEDIUM where something does.
//   - COMMON_ORIGIN: at least two grounded sources of one side rest on one origin; origins behind the same sources are one
//     finding. MEDIUM where two of them count once (their basis is the same), LOW where they only overlap.
//   - COMMON_OWNER: at least two outlets that publish sources of one side have one ultimate owner at the moment, by the
//     rule of package ownership: steps of more than 50 percent or with no share stated, or shares that add up to more. HIGH
//     where all sources of the side are of that owner's outlets, else MEDIUM.
//   - TEXT_COPY: recorded copies between sources of the evidence that reach the policy's least share: one finding for all
//     that have one text. MEDIUM where they are confirmed and the sources say so themselves, LOW where they are suggested and
//     nobody has looked; a rejected one is none.
//   - SELF_CORROBORATION: a declared corroboration in which the corroborating source is the corroborated one. HIGH where two of
//     the sources named are one, or where the only one named is the claimant's own or the only outlet that supports the
//     claim; MEDIUM where two of the sources are of one outlet or have an author in common.
//   - DEPENDENT_CORROBORATION: a declared corroboration of which the graph shows that it is not independent. HIGH where two
//     of the sources have one and the same basis, else MEDIUM.
//   - UNKNOWN_CORROBORATION: a declared corroboration of which nobody can know whether it is independent. MEDIUM; LOW where it
//     names one source and no counterpart.
//   - UNDISCLOSED_DERIVATION: sources depend on another and do not say so. HIGH where a confirmed copy shows it and no
//     declared way leads from them to any that has the text; LOW, a hint, where a source that declares no link at all quotes five
//     words in a row that an earlier source of the same side quotes too, and that are not the claim's own nor recorded of both
//     from one place.
//   - ANACHRONISM: a declared link leads to a source of a later date; it does not count. MEDIUM where it was the only one
//     that says what the source rests on, else LOW.
//   - MISSING_ORIGIN: a source that others of a side rest on, or that takes the side itself, names no origin. MEDIUM where
//     nothing of the side is demonstrated, else LOW.
//   - RETRACTED_UPSTREAM: sources for or against a claim take from one that its publisher has withdrawn. HIGH where one of
//     them is left with nothing that stands, else MEDIUM. A link of ours that was retracted is no part of the evidence any more:
//     nothing rests on it, and what changed by it is told when it is retracted.
//   - CONTRADICTS_OWN_SOURCE: a source takes one side and takes from a source of the other. HIGH.
//   - CONTRADICTED_CLAIM: claims that exclude each other, by a recorded contradiction (each one is a finding, and its proof) or,
//     where none is recorded of the two, by different values of one item (one finding for the item). MEDIUM where two of them have
//     a demonstrated line, else LOW.
//   - BOTTLENECK: all grounded sources of a side, at least two, go through one source. HIGH from three on, MEDIUM with two.
//   - UNRECIPROCATED_OWNERSHIP: an ownership above an outlet is recorded not to be stated by the other side. LOW.
//   - UNCHECKABLE_ORIGIN: demonstrated lines of a side end in what nobody else could check: a record without an address, or a
//     date together with an outlet or author, that no curator confirmed. MEDIUM if that is every demonstrated line, else LOW.
//   - POSSIBLE_DUPLICATE: records behind a side may be one source although nobody has merged or denied them. MEDIUM if two
//     sources of the side rest on different ones of them, else LOW.
//   - BURST: at least three outlets that the graph knows from this claim alone take one side of it within a day. Of which no
//     day is known belongs to it too if what it says counts: it is first-hand by a bare flag, or names its basis to the end;
//     so does a site of which no outlet is recorded. HIGH if the side has no other source, and each has its day or the
//     flag, else MEDIUM.
//
// # One fact, one finding
//
// If several codes hold because of one fact, the code speaks that says most of it:
//
//   - A corroboration gives the first of SELF, DEPENDENT and UNKNOWN that holds. Records that name the same sources are one.
//   - A confirmed copy is UNDISCLOSED_DERIVATION for the sources that hide it and TEXT_COPY for those that do not, because
//     what is hidden is the graver part. All pairs of one text are one finding, because each pair follows from the others.
//   - What the sources have in common in a circle, at a bottleneck or in one copied text is told by CIRCULAR_REPORTING,
//     BOTTLENECK, and the copy's code; COMMON_ORIGIN is silent of the same sources there, because it follows.
//   - CONTRADICTS_OWN_SOURCE is of the source that turns what it takes round; those that take it from there are told with it.
//   - Two records of one link, ownership or contradiction are one finding, with both as its proof.
//
// MISSING_ORIGIN stays beside COMMON_ORIGIN, because finding the origin is another task than counting its users once.
//
// # Many claims
//
// A finding that several claims share (the same circle, origins, owner, text, link or sources) comes once, with the number of
// claims, the first of them by id, and the proof from each, in the order of their ids, with every link once. Its severity is
// the gravest that it has for any of them. Its id is made of the code and the ids of the records that it is about.
//
// [Finding.Change] says how much a finding weighs: by how many sources the evidence is worth less than it looks because of
// it, or may turn out to be, added up over the claims. By code: the sources left with nothing (CIRCULAR_REPORTING,
// RETRACTED_UPSTREAM); the shares in the origins beyond the largest (COMMON_ORIGIN, and CIRCULAR_REPORTING that something enters); the owner's share of first-hand work for
// each source beyond the first (COMMON_OWNER); the largest share that each source copies (TEXT_COPY, and UNDISCLOSED_DERIVATION by a copy); 1 for
// each source with a shared passage, a self-corroboration, a contradiction, and a link to a later source that leaves its source with none; the largest
// overlap (DEPENDENT_CORROBORATION); the counterparts (UNKNOWN_CORROBORATION); what naming the origin could add to the
// demonstrated number (MISSING_ORIGIN); what is demonstrated of the weaker of two claims (CONTRADICTED_CLAIM); sources less
// effective sources (BOTTLENECK); the demonstrated lines that cannot be checked (UNCHECKABLE_ORIGIN); records beyond the first
// (POSSIBLE_DUPLICATE); outlets beyond the first (BURST); 0 for an ownership.
//
// Findings are ordered by severity, then by this number, then by the number of claims, then by code and id, whatever the
// order in which the claims were looked at.
package audit
