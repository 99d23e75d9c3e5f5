#!/usr/bin/env bash
# Has urql and Apollo Client themselves ask a server, in all of their majors, which npm installs; without npm, or if it cannot
# reach its registry, it says aloud what is not tested.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
why=$(npm_install "$repo/graph/clients" "$work") || {
  echo "NOT TESTED with urql and Apollo Client: $why" >&2
  exit 0
}
cd "$repo"
CREDENCE_CLIENTS=$work deploy/go.sh test -count=1 -vet=off -run '^TestClients_Real$' ./graph
