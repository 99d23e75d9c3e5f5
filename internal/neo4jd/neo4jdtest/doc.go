// Package neo4jdtest gives a test package a real Neo4j of its own.
//
// Community has one graph an instance, so each test package runs an instance in a folder that is thrown away, a few
// packages at a time on one machine. A package declares one Shared, hands TestMain to it, and asks it for the server:
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
// Emptying the graph between tests is the tests' own affair. The tests of faults end Neo4j with Server.Kill and bring
// it back on the same port with Server.Restart; they take an instance with StartNew, so that the others keep theirs.
//
// The jars come from the folder CREDENCE_CACHE_DIR, or the user's cache folder; they are fetched if they are not there.
// Where Java or Maven is missing, the tests fail and say so: they are never skipped.
package neo4jdtest
