// Package audit lists problems with the independence of sources: each finding has the nodes, the links that prove it
// and a plain sentence. It is pure but for [Service], which reads what it audits.
//
// # When a code holds, and how grave it is
//
// Each code has a file of its own, named for it (the three codes of declared corroborations, and the two of copied
// text, share a walk and so a file). It says when the code holds, its severity and weight, its sentence, its meaning
// and its remedy; [Guides] lists them all, and "credence help audit" prints them.
//
// # One fact, one finding
//
// If several codes hold because of one fact, the code speaks that says most of it:
//
//   - A corroboration gives the first of SELF, DEPENDENT and UNKNOWN that holds. Records that name the same sources
//     are one.
//   - A confirmed copy is UNDISCLOSED_DERIVATION for the sources that hide it and TEXT_COPY for those that do not,
//     because what is hidden is the graver part. All pairs of one text are one finding, because each pair follows
//     from the others.
//   - What the sources have in common in a circle, at a bottleneck or in one copied text is the subject of
//     CIRCULAR_REPORTING, BOTTLENECK, and the copy's code; COMMON_ORIGIN is silent of the same sources there, because
//     it follows.
//   - CONTRADICTS_OWN_SOURCE is of the source that turns what it takes round; those that take it from there are counted
//     with it.
//   - Two records of one link, ownership or contradiction are one finding, with both as its proof.
//
// MISSING_ORIGIN stays beside COMMON_ORIGIN, because finding the origin is another task than counting its users once.
//
// # Many claims
//
// A finding that several claims share (the same circle, origins, owner, text, link or sources) comes once, with the
// number of claims, the first of them by id, and the proof from each, in the order of their ids, with every link
// once. Its severity is the gravest that it has for any of them. Its id is made of the code and the ids of the
// records that it is about.
//
// [Finding.Change] says how much a finding weighs: by how many sources the evidence is worth less than it looks
// because of it, or may turn out to be, added up over the claims.
//
// Findings are ordered by severity, then by this number, then by the number of claims, then by code and id, whatever
// the order in which the claims were looked at.
package audit
