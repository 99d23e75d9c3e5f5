// Package neo4jd runs a real, local Neo4j Community for people who have no other.
//
// # What it needs and what it keeps
//
// Neo4j is published as Maven artifacts. Install copies the jars of one pinned version with Maven into
// Options.CacheDir, checks each against an embedded list of sizes and checksums, and makes a class-data archive, from
// which Java reads Neo4j's classes in half the time. Options.DataDir holds all that is kept: the home of Neo4j, with
// the graph and a generated password that only the owner can read, and next to it the files by which processes share
// the instance. Neo4j speaks Bolt on a free port of the loopback address, and nothing else.
//
// # Sharing
//
// All processes with the same data folder share one instance. A process calls Acquire, uses the address, and gives
// its share back with Release, or by its end, however it ends. The instance is run by a supervisor: the same program,
// started again in a session of its own, out of reach of a terminal's Ctrl-C. A program that calls Acquire or Start
// must therefore begin with
//
//	if code, ok := neo4jd.Supervise(os.Args[1:]); ok {
//		os.Exit(code)
//	}
//
// before it reads flags; this holds for the TestMain of tests that call Acquire as well, and works under go run and go
// test. Three file locks of the kernel, which die with their holders, make the protocol:
//
//   - users.lock is held shared by each user. The supervisor waits in the kernel for the exclusive lock, and gets it
//     when the last user has gone. It keeps it while it stops Neo4j, so that a process that comes meanwhile waits,
//     then finds none, and starts one.
//   - start.lock is held by the one user that looks for the supervisor, starts it, and waits until Neo4j answers.
//   - server.lock is held by the supervisor as long as it lives: whether there is one is never guessed
//     from a process id.
//
// The supervisor writes Neo4j's process, address and state into state.json. It restarts a Neo4j that crashed, on the
// same port. Neo4j dies with the supervisor on Linux, by a signal of the kernel; on other systems the next start ends
// what is left, by the process id and the time at which that process was started.
//
// Start orders that Neo4j be kept running without users, until Stop. Launch runs one that is neither shared nor
// supervised, for tests; see the package neo4jdtest.
//
// # Filling
//
// Fill replaces the graph by one that Neo4j's own importer makes of files, while it holds both the users' and the
// server's lock. The new graph is made in the folder aside of the home, on the same file system, and moved into its
// place when it is whole; a file, swapping, says from when on whoever comes after a crash is to move what has not been
// moved yet.
package neo4jd
