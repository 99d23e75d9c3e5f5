#!/usr/bin/env bash
# Installs what Credence needs and this machine lacks, through the system's package manager, and says so in one line
# each. Costs next to nothing when all is there.
#
#   deploy/deps.sh run     to run: Java 17 or 21, Maven
#   deploy/deps.sh test    to test as well: a C compiler, which Go's race detector needs, and the validators of the formats that
#                          Credence writes, from PyPI, into a folder of their own in the user's cache
set -euo pipefail

wanted=${1:-run}

java_major() { java -version 2>&1 | sed -n '1s/.*version "\([0-9]*\).*/\1/p'; }

has_java() {
  command -v java >/dev/null || return 1
  case "$(java_major)" in 17 | 21) return 0 ;; *) return 1 ;; esac
}

# What each test asks whether a file is right. The versions are pinned, and noted beside them once all are there.
validators=(stix2-validator==3.3.2 prov==3.2.3 rdflib==7.6.0)
cache() {
  local base=${XDG_CACHE_HOME:-$HOME/.cache}
  [ "$(uname)" = Darwin ] && base=$HOME/Library/Caches
  echo "${CREDENCE_CACHE_DIR:-$base/credence}"
}
has_validators() { [ "$(cat "$(cache)/validators/installed" 2>/dev/null)" = "${validators[*]}" ]; }
has_venv() { python3 -c 'import ensurepip, venv' 2>/dev/null; }
install_validators() {
  local dir; dir=$(cache)/validators
  echo "deps: installing the validators of other formats (${validators[*]}) into $dir"
  rm -rf "$dir"
  mkdir -p "$(dirname "$dir")"
  python3 -m venv "$dir" && "$dir/bin/pip" install --quiet --disable-pip-version-check "${validators[@]}" ||
    { echo "deps: the validators could not be installed, see above; the tests of other formats need them." >&2; exit 1; }
  echo "${validators[*]}" >"$dir/installed"
}
finish() {
  if [ "$wanted" = test ] && ! has_validators; then install_validators; fi
}

missing=()
has_java || missing+=(java)
command -v mvn >/dev/null || missing+=(maven)
if [ "$wanted" = test ]; then
  command -v gcc >/dev/null || command -v clang >/dev/null || missing+=(gcc)
  has_validators || has_venv || missing+=(python3)
fi
if [ ${#missing[@]} -eq 0 ]; then
  finish
  exit 0
fi

if ! command -v apt-get >/dev/null; then
  echo "deps: this machine has no apt-get. Please install: ${missing[*]} (java: a Java 17 or 21 runtime, headless is enough)." >&2
  echo "deps: or use a Neo4j that runs already: set CREDENCE_NEO4J_URI, CREDENCE_NEO4J_USERNAME and CREDENCE_NEO4J_PASSWORD." >&2
  exit 1
fi

sudo=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || { echo "deps: ${missing[*]} must be installed by root: run this as root, or install sudo." >&2; exit 1; }
  sudo=(sudo)
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT
apt() {
  "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -y -q "$@" >"$log" 2>&1 ||
    { tail -n 20 "$log" >&2; echo "deps: 'apt-get $*' failed, see above." >&2; exit 1; }
}

available() { apt-cache policy "$1" 2>/dev/null | grep -q 'Candidate: [0-9]'; }

echo "deps: reading the package lists"
apt update
for need in "${missing[@]}"; do
  case "$need" in
    java)
      package=openjdk-21-jre-headless
      available "$package" || package=openjdk-17-jre-headless
      available "$package" || { echo "deps: neither Java 21 nor 17 is among this system's packages; install one of them by hand." >&2; exit 1; }
      echo "deps: installing Java ($package), which Neo4j runs on"
      apt install --no-install-recommends "$package"
      ;;
    maven)
      echo "deps: installing Maven (maven), which fetches Neo4j"
      apt install --no-install-recommends maven
      ;;
    gcc)
      echo "deps: installing a C compiler (gcc, libc6-dev), which Go's race detector needs"
      apt install --no-install-recommends gcc libc6-dev
      ;;
    python3)
      echo "deps: installing Python (python3, python3-venv), which the validators of other formats run on"
      apt install --no-install-recommends python3 python3-venv
      ;;
  esac
done

# Maven may have brought another Java and made it the default.
if ! has_java; then
  for home in /usr/lib/jvm/*-21-* /usr/lib/jvm/*-17-*; do
    [ -x "$home/bin/java" ] || continue
    echo "deps: making $home the default Java"
    "${sudo[@]}" update-alternatives --set java "$home/bin/java" >"$log" 2>&1 || true
    has_java && break
  done
fi
has_java || { echo "deps: Java 17 or 21 is installed, but 'java' is version $(java_major); set JAVA_HOME to it." >&2; exit 1; }
finish
