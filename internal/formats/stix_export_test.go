package formats

// ConfidenceOf is confidenceOf.
var ConfidenceOf = confidenceOf
