#!/usr/bin/env bash
# Passes all tests that need no real Neo4j, and names those that it leaves out: tests ask the package neo4jdtest for one,
# which skips them then. What go test has passed before, and nothing of it has changed since, it does not run again.
set -uo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

log=$(mktemp)
trap 'rm -f "$log"' EXIT
(cd "$repo" && WITHOUT_NEO4J=1 deploy/go.sh test -v -vet=off ./...) >"$log" 2>&1
code=$?
if [ $code -ne 0 ]; then
  grep -vE '^ *(=== (RUN|CONT|PAUSE|NAME)|--- (PASS|SKIP)|PASS$|ok |\?)|it needs a real Neo4j' "$log" >&2
fi

# Each line of a test follows one that names it.
awk '/^=== (RUN|NAME|CONT) / { split($3, name, "/") }
  /it needs a real Neo4j/ && !seen[name[1]]++ { names = names (n++ ? ", " : "") name[1] }
  END { printf "%d tests are left out, since they need a real Neo4j; make test runs them: %s\n", n, names }' "$log"
exit $code
