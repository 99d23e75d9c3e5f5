# What deps.sh and go.sh have in common. It is sourced, not run.

repo=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# cache prints the folder that Credence keeps downloads in, the same that the program itself uses.
cache() {
  local base=${XDG_CACHE_HOME:-$HOME/.cache}
  [ "$(uname)" = Darwin ] && base=$HOME/Library/Caches
  echo "${CREDENCE_CACHE_DIR:-$base/credence}"
}

# go_version prints the Go that go.mod asks for, such as 1.26.0.
go_version() { sed -n 's/^go //p' "$repo/go.mod"; }

# go_home prints the folder that deps.sh installs that Go into if the system's own cannot be used.
go_home() { echo "$(cache)/go/$(go_version)"; }
