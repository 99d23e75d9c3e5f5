package stix

// ConfidenceOf is confidenceOf.
var ConfidenceOf = confidenceOf
