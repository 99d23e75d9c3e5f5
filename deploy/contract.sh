#!/usr/bin/env bash
# Holds schema.graphql and the example queries against what clients are written with.
#
#   deploy/contract.sh          all of it
#   deploy/contract.sh diff     only the comparison with the last tag; the other steps are tests, lint and examples
#
# npm installs the tools; without npm, or if it cannot reach its registry, it says aloud what is not checked.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$repo"

# versions prints the tags of versions, the newest first, those that this commit is built on if there are any. A shallow clone
# has none until it is given them.
versions() {
  local tags
  tags=$(git tag --list --merged HEAD 'v[0-9]*')
  if [ -z "$tags" ] && [ "$(git rev-parse --is-shallow-repository)" = true ]; then
    GIT_TERMINAL_PROMPT=0 git fetch --quiet --depth=1 origin 'refs/tags/v*:refs/tags/v*' 2>/dev/null || true
    tags=$(git tag --list 'v[0-9]*')
  fi
  grep -xE 'v[0-9]+\.[0-9]+\.[0-9]+' <<<"$tags" | sort -rV || true
}

# diff compares the schema with that of the last tag. What was deprecated in it and in the first tag of the minor version
# before it may be gone.
diff() {
  local tags last earlier
  tags=$(versions)
  [ -n "$tags" ] || { echo "NOT COMPARED with the last tag: there is no tag of a version, or it cannot be fetched"; return; }
  last=$(head -n 1 <<<"$tags")
  earlier=$(grep -v "^${last%.*}[.]" <<<"$tags" | head -n 1 || true)
  [ -z "$earlier" ] || earlier=$(grep "^${earlier%.*}[.]" <<<"$tags" | tail -n 1)
  git show "$last:schema.graphql" >"$work/last.graphql"
  [ -z "$earlier" ] || git show "$earlier:schema.graphql" >"$work/earlier.graphql"
  sed "/^## \\[${last#v}\\]/,\$d" CHANGELOG.md >"$work/changes.md"
  (cd "$work" && node breaking.mjs schema.graphql last.graphql "${earlier:+earlier.graphql}" changes.md)
  echo "schema.graphql breaks nothing that $last has"
}

# tests tests the comparison, which has nothing to compare before the first tag.
tests() {
  (cd "$work" && node --test breaking.test.mjs >test.log || { cat test.log >&2; exit 1; })
}

# lint holds the schema against the rules of Relay.
lint() {
  (cd "$work" && node_modules/.bin/eslint schema.graphql)
  echo "schema.graphql keeps the rules of Relay, with the exceptions in graph/contract/eslint.config.mjs"
}

# examples has both generators write the types of the example queries, and TypeScript check them. Relay reads operations from
# modules, and marks what it writes as not to be checked, because the data below the types has a type of its own.
examples() {
  local file
  mkdir "$work/examples" "$work/modules" "$work/relay"
  cp graph/examples/*.graphql "$work/examples"
  for file in graph/examples/*.graphql; do
    { echo 'import { graphql } from "relay-runtime";'; echo 'graphql`'; cat "$file"; echo '`;'; } \
      >"$work/modules/$(basename "$file" .graphql).ts"
  done
  (
    cd "$work"
    node_modules/.bin/graphql-codegen --config codegen.yml --errors-only >codegen.log 2>&1 ||
      { grep -vE '^(❯|✔)' codegen.log >&2; exit 1; }
    node_modules/.bin/relay-compiler relay.config.json --output quiet-with-errors >&2
    sed -i.all -e '/^\/\/ @ts-nocheck/d' -e '/^import .*relay-runtime/d' -e '/^const node/,$d' relay/*.ts
    node_modules/.bin/tsc -p tsconfig.json
  )
  echo "graphql-codegen and relay-compiler compile $(ls graph/examples/*.graphql | wc -l) example queries, and their types check"
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
why=$(npm_install "$repo/graph/contract" "$work") || {
  echo "NOT CHECKED: the comparison with the last tag, the rules of Relay and the code generated for clients: $why" >&2
  exit 0
}
cp schema.graphql "$work"
for step in ${1:-tests diff lint examples}; do $step; done
