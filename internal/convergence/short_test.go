package convergence_test

import "github.com/credence-graph/credence/internal/convergence/convergencetest"

// What the tests take from convergencetest, by short names, since they fill the tests.
const (
	seedMain   = convergencetest.SeedMain
	seedShaped = convergencetest.SeedShaped
	theClaim   = convergencetest.TheClaim
	tolerance  = convergencetest.Tolerance
)

var (
	asOf         = convergencetest.AsOf
	chain        = convergencetest.Chain
	compute      = convergencetest.Compute
	computeWith  = convergencetest.ComputeWith
	draw         = convergencetest.Draw
	everythingOf = convergencetest.EverythingOf
	find         = convergencetest.Find
	keys         = convergencetest.Keys
	midsummer    = convergencetest.Midsummer
	said         = convergencetest.Said
	sortByID     = convergencetest.SortByID
	sorted       = convergencetest.Sorted
	supports     = convergencetest.Supports
)

type reader = convergencetest.Reader
