// Package evaluation measures the methods on published data whose truth is known. The data are read where they lie, in
// the folder that the environment variable CREDENCE_DATA names, and are not part of Credence.
//
//	abebooks      copiers among bookshops, and author lists voted on with the copies counted once
//	emergent      identical headlines; whether convergence, and track records of outlets, tell true rumours from false
//	              ones
//	french-media  who ultimately owns what
//	pink-slime    how many outlets of one network are seen to belong together if few owners are recorded, and how many
//	              are not of one
//
// What Emergent measures is kind to every way of counting: its articles were gathered until after the rumours were
// settled, so that many of those that count for or against already knew.
//
// What pink-slime says of outlets outside of the networks is kind to the patterns of names: these outlets are known by
// their domains or have French names, which patterns of English words seldom meet. It says little of English local
// papers.
//
// The golden files of the tests hold what was found, so that a change of quality shows in the diff.
package evaluation
