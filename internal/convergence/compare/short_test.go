package compare_test

import "github.com/credence-graph/credence/internal/convergence/convergencetest"

// What the tests take from convergencetest, by short names, since they fill the tests.
const (
	seedShaped = convergencetest.SeedShaped
	theClaim   = convergencetest.TheClaim
)

var (
	asOf       = convergencetest.AsOf
	chain      = convergencetest.Chain
	cites      = convergencetest.Cites
	compute    = convergencetest.Compute
	draw       = convergencetest.Draw
	midsummer  = convergencetest.Midsummer
	sorted     = convergencetest.Sorted
	supports   = convergencetest.Supports
	syndicates = convergencetest.Syndicates
)
