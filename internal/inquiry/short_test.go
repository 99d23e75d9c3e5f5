package inquiry_test

import "github.com/credence-graph/credence/internal/convergence/convergencetest"

// What the tests take from convergencetest, by short names, since they fill the tests.
const (
	seedShaped = convergencetest.SeedShaped
	theClaim   = convergencetest.TheClaim
	tolerance  = convergencetest.Tolerance
)

var (
	chain        = convergencetest.Chain
	cites        = convergencetest.Cites
	compute      = convergencetest.Compute
	draw         = convergencetest.Draw
	everythingOf = convergencetest.EverythingOf
	find         = convergencetest.Find
	keys         = convergencetest.Keys
	midsummer    = convergencetest.Midsummer
	said         = convergencetest.Said
	stored       = convergencetest.Stored
)

type reader = convergencetest.Reader
