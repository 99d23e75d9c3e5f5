#!/usr/bin/env bash
# Has urql and Apollo Client themselves ask a server, in all of their majors. npm installs them into the cache folder, once
# for each graph/clients/package-lock.json; without npm, or if it cannot reach its registry, it says aloud what is not tested.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

skip() {
  echo "NOT TESTED with urql and Apollo Client: $1" >&2
  exit 0
}

command -v npm >/dev/null && command -v node >/dev/null || skip "npm and node are not installed"
own=$repo/graph/clients
folder=$(cache)/clients/$(cat "$own"/package-lock.json "$own"/ask.mjs | sha256sum | cut -c1-16)
if [ ! -d "$folder" ]; then
  mkdir -p "$(dirname "$folder")"
  new=$(mktemp -d "$folder.XXXXXX")
  trap 'rm -rf "$new"' EXIT
  cp "$own"/* "$new"
  npm ci --prefix "$new" --legacy-peer-deps --ignore-scripts --no-audit --no-fund --loglevel error >&2 ||
    skip "npm cannot install them"
  mv "$new" "$folder"
fi
cd "$repo"
CREDENCE_CLIENTS=$folder deploy/go.sh test -count=1 -vet=off -run '^TestClients_Real$' ./graph
