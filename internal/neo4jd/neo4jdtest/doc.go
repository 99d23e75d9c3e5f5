// Package neo4jdtest gives a test package real Neo4js of its own.
//
// Community has one graph an instance, so each test package runs its own, in folders that are thrown away; four
// packages at a time may do so on one machine. A package declares one Shared, hands TestMain to it, and asks it for a
// server:
//
//	var neo neo4jdtest.Shared
//
//	func TestMain(m *testing.M) { os.Exit(neo.Main(m)) }
//
//	func TestSomething(t *testing.T) {
//		server := neo.Start(t) // started by the first test that asks, stopped by Main
//		driver, err := neo4j.NewDriverWithContext(server.URI(),
//			neo4j.BasicAuth(server.Username(), server.Password(), ""))
//		...
//	}
//
// There are three ways to ask:
//
//   - Start returns one server for all tests of the package. Tests that need an empty graph empty it (Empty).
//   - Lend returns a data folder with a running Neo4j and an empty graph, for one test at a time that runs programs on
//     it. A start costs as much as dozens of commands, and a Neo4j that has planned a query once need not do so again.
//   - StartNew returns a server for one test alone, which that test may end with Server.Kill and bring back on the same
//     port with Server.Restart.
//
// These Neo4js keep the plan of a query for an hour, whatever the graph becomes. A test in which a plan that was made
// for an empty graph would take too long, or that looks at plans, calls db.clearQueryCaches() first.
//
// The jars come from the folder CREDENCE_CACHE_DIR, or the user's cache folder; they are fetched if they are not there.
// If Java or Maven is missing, the tests fail and say so. They are skipped only if WITHOUT_NEO4J is
// set in the environment, each with the reason.
package neo4jdtest
