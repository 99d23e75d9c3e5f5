// Package graphs makes graphs for tests: drawings, random worlds, and one that states every field.
//
// Graphs are drawn, one fact a line:
//
//	c1 + A B         A and B support the claim c1; "-" refute, "?" mention it
//	c1 & A B         A and B are declared to corroborate c1
//	A <- B           A takes from B: cites; "<=" syndicates, "<q" quotes, "<t" translates, "<d" derived from, "<~" copies
//	A <- B for c1,c2 for these claims only
//	A <~ B REJECTED  a copy with its status
//	A = B            two nodes of one kind are one
//	A from o1        o1 is the outlet of A
//	A by p1,p2       the authors of A
//	A out 2024-05    the date of publication of A; "gone" of its withdrawal
//	o1 owner g1      g1 owns o1; "funder" pays it; "2020..2024" after it is the time for which that holds
//	c1 part c2       c1 is a part of c2; "against" contradicts it
//	c1 value n=2     c1 gives the value 2 of the item n, which other drawings have not
//	c1 tag t,u       c1 has the tags t and u, which other drawings have not
//	p1 gains c1      p1 has an interest in c1, FOR it; "loses" AGAINST it; "gains #t" in every claim with the tag t
//	o1 leans left    R rates o1 as left; "by S" after it: S does
//	A                a node and nothing more
//
// Sources begin in an upper-case letter, claims in c, outlets in o, organizations in g and persons in p. A line after
// "!" is recorded like the others and must not be in the answer.
package graphs
