package claimreview

// VerdictOf is verdictOf.
var VerdictOf = verdictOf
