# What the scripts of this folder have in common. It is sourced, not run.

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

# npm_install copies a folder's files to another and links node_modules beside them, with what the package-lock.json lists. npm
# installs that into the cache folder, once for each lock. If that is not possible, npm_install prints why and fails. It
# runs in a shell of its own, so that its trap is no other's.
npm_install() (
  own=$1 work=$2
  command -v npm >/dev/null && command -v node >/dev/null || { echo "npm and node are not installed"; exit 1; }
  folder=$(cache)/$(basename "$own")/$(cat "$own"/package*.json | sha256sum | cut -c1-16)
  if [ ! -d "$folder" ]; then
    new=
    trap 'rm -rf "$new"' EXIT
    mkdir -p "$(dirname "$folder")" && new=$(mktemp -d "$folder.XXXXXX") && cp "$own"/package*.json "$new" &&
      npm ci --prefix "$new" --legacy-peer-deps --ignore-scripts --no-audit --no-fund --loglevel error >&2 &&
      mv "$new" "$folder" || { echo "npm cannot install them"; exit 1; }
  fi
  cp "$own"/* "$work" && ln -s "$folder/node_modules" "$work/node_modules"
)
