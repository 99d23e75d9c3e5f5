// Package compare says what lies between two answers for one claim: what was changed in the evidence, what that does to
// sources and figures ([Compare]), and which claims a change concerns ([Affected]). It reads nothing: both answers are
// given.
package compare
