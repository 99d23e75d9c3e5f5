#!/usr/bin/env bash
# Runs the go command with the arguments given: the first one that can build this module. The Makefile uses it, so that a
# Go which was installed a moment ago by deps.sh is found, and one that is too old is passed over.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# builds reports whether a go program can build this module. Go decides that itself when it reads go.mod, also for
# versions that do not know how Go's versions are written today.
builds() { (cd "$repo" && "$1" list -m) >/dev/null 2>&1; }

# first prints the first go of the PATH that can build, and nothing if there is none.
first() {
  local go
  while IFS= read -r go; do
    if builds "$go"; then echo "$go"; break; fi
  done < <(type -ap go)
}

go=$(GOTOOLCHAIN=local first)
[ -z "$go" ] || exec "$go" "$@"

go=$(go_home)/go/bin/go
if [ -x "$go" ]; then
  unset GOROOT # it would be another Go's
  exec "$go" "$@"
fi

# From 1.21 on, Go can fetch the version that it needs, although some systems ship it with that switched off.
export GOTOOLCHAIN=auto
go=$(first)
[ -z "$go" ] || exec "$go" "$@"

echo "go.sh: there is no Go here that can build Credence: Go $(go_version) or newer is needed. Run: make deps" >&2
exit 1
