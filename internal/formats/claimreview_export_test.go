package formats

// VerdictOf is verdictOf.
var VerdictOf = verdictOf
