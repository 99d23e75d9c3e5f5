// Package ownership holds the one rule for who ultimately owns something. Whatever asks for owners uses it: the shared
// causes of convergence, the audit, Outlet.ultimateOwners and the evaluation on the French media.
//
// # What counts
//
// An ownership counts if it is recorded with enough confidence and holds at the moment ([Rule]). Parties that are
// asserted to be the same are one; an ownership between two records of one party says nothing and does not count.
// Several ownerships of one asset by one owner are records of one stake, whatever their dates and provenance: the
// strongest counts, and they never add up, so that recording a stake twice does not change who controls. A share that
// is not stated counts as 100; of equally strong records the one that states its share comes first, then the one with
// the smallest id.
//
// # Control
//
// The effective share of an owner in an asset is the product of the shares along a chain, summed over all simple chains
// (chains that meet nobody twice). Where records claim more than all of something, as an unstated share beside another
// does, nobody has more than all of it on the way: 30 percent of a company are 30 percent, however often its owner is
// recorded behind it. An owner controls an asset
//
//   - by a step: the share exceeds 50 percent or is not stated,
//   - by a sum: the effective share exceeds 50 percent, as where two shells with 50 each belong to one person,
//   - by control of whoever controls it.
//
// Exactly 50 does not exceed 50. Shares are compared with a tolerance of 1e-9 percent, so that a sum of rounded
// products that should be 50 is not more.
//
// Ultimate owners are the controllers that nobody controls. In a circle of control that nobody outside controls the
// smallest id stands for all. What nobody controls has no ultimate owner.
//
// # Bound
//
// Where every share exceeds 50 or is not stated nothing is summed, and all takes time proportional to the ownerships.
// Sums are made for assets with two owners or more; they cost time proportional to the ownerships above the asset,
// except in a circle of ownership (owners that all own a part of each other, through however many steps), where simple
// chains must be followed one by one. A circle in which this takes more than [MaxSteps] steps is left out of the sums:
// no chain that takes a step inside it is counted, and control inside it is by steps alone. What is found to control
// still does, but control by a sum through such a circle is not found, and its effective shares are not stated. A
// circle of eight that all own each other takes about 110,000 steps.
package ownership
