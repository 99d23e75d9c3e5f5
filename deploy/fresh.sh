#!/usr/bin/env bash
# Shows that Credence runs on a Debian that has nothing but make, git and curl: makes such a root in a temporary folder, puts a
# clean clone of the current commit into it, runs `make demo` there until it serves, and prints how long that took. FULL=1
# passes `make test` there as well. It needs root and debootstrap. Nothing of it stays, however it ends.
#
#   SUITE=trixie deploy/fresh.sh    another release than this machine's own
#
# The root reaches the registries as this machine does: the settings of its clients (apt, pip, npm, Maven, Go), proxies and
# certificates are copied in when it is made. Everything in there runs in a namespace of its own for processes and mounts.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

suite=${SUITE:-$(. /etc/os-release && echo "${VERSION_CODENAME:-}")}
say() { echo "fresh: $*"; }
fail() { say "$*" >&2; exit 1; }

# lasted SECONDS prints a time as a person says it.
lasted() { echo "$(($1 / 60)) min $(($1 % 60)) s"; }

# outside checks what is needed, and starts this script again inside namespaces of its own.
outside() {
  [ "$(id -u)" -eq 0 ] || fail "this makes a Debian root and mounts in it, which only root may do. Run: sudo -E make fresh"
  command -v apt-get >/dev/null || fail "this machine has no apt-get to take a mirror and settings from; run this on Debian or Ubuntu."
  for program in debootstrap unshare git; do
    command -v $program >/dev/null || fail "$program is missing. Run: apt-get install debootstrap util-linux git"
  done
  [ -z "$(git -C "$repo" status --porcelain)" ] || say "what is not committed is not part of this: the clone is of HEAD"

  dir=$(mktemp -d)
  inner=
  trap clean EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
  # In the background, since bash runs a trap only when what it waits for in the foreground has ended.
  unshare --mount --pid --fork --mount-proc --kill-child "${BASH_SOURCE[0]}" inside "$dir" </dev/null &
  inner=$!
  wait "$inner"
}

# clean ends what still runs in the namespace and removes the folder. The mounts are the namespace's own and end with it: out
# here the folder has none, and should it have one all the same, it is left alone.
clean() {
  trap '' INT TERM HUP
  while [ -n "$inner" ] && kill -0 "$inner" 2>/dev/null; do
    kill -TERM $(ps -o pid= --ppid "$inner") 2>/dev/null || true
    sleep 0.2
  done
  if grep -qF " $dir/" /proc/self/mounts; then fail "$dir still has mounts; unmount them and remove it by hand."; fi
  rm -rf --one-file-system "$dir"
}

# targets prints the indexes that this machine's apt reads for the root's release: address, release, component. Sources of
# others are left out, since a bare Debian does not have them.
targets() {
  local own; own=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
  apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT)' 'Identifier: Packages' |
    awk -v own="$own" -v suite="$suite" '$3 ~ /^(main|universe)$/ && ($2 == own || $2 ~ "^" own "-(updates|security)$") {
      sub("^" own, suite, $2); print }' | sort -u
}

# take PATH [AS] copies a file or folder of this machine, if it is there, into the root.
take() {
  [ -e "$1" ] || return 0
  mkdir -p "$root$(dirname "${2:-$1}")"
  cp -rL --preserve=mode "$1" "$root${2:-$1}"
}

# passed are the variables of the environment that say how to reach the registries.
passed() {
  env | grep -E '^((https?|ftp|all|no)_proxy|(HTTPS?|FTP|ALL|NO)_PROXY|PIP_(INDEX_URL|EXTRA_INDEX_URL|PROXY|CERT|TRUSTED_HOST|DEFAULT_TIMEOUT|RETRIES)|(npm_config|NPM_CONFIG)_[A-Za-z_]+|MAVEN_(OPTS|ARGS)|GO(PROXY|NOPROXY|SUMDB|NOSUMDB|PRIVATE|INSECURE|AUTH|FLAGS|TOOLCHAIN|VCS)|(SSL_CERT|CURL_CA|REQUESTS_CA|NODE_EXTRA_CA|GIT_SSL)_[A-Z]+)=' || true
}

# settle copies the settings of this machine's clients into the root.
settle() {
  local own file; own=$(getent passwd "${SUDO_USER:-$(id -un)}" | cut -d: -f6)
  take /etc/resolv.conf
  take /etc/hosts
  targets | sed 's/^/deb /' >"$root/etc/apt/sources.list"
  apt-config dump | grep '^Acquire::' | grep -v '^Acquire::IndexTargets' >"$root/etc/apt/apt.conf.d/90machine"
  take /etc/apt/auth.conf
  take /etc/apt/auth.conf.d
  take /etc/pip.conf
  take "$own/.config/pip" "$home/.config/pip"
  take "$own/.pip" "$home/.pip"
  take "$own/.npmrc" "$home/.npmrc"
  take "$own/.m2/settings.xml" "$home/.m2/settings.xml"
  take "$own/.m2/settings-security.xml" "$home/.m2/settings-security.xml"
  take "${GOENV:-$own/.config/go/env}" "$home/.config/go/env"
  take /usr/local/share/ca-certificates
  bare update-ca-certificates >/dev/null 2>&1 || fail "the certificates could not be installed in the root."
  while IFS= read -r file; do
    [ -e "$root$file" ] || take "$file"
  done < <(passed | sed -nE 's/^(PIP_CERT|[A-Z_]+_(CERT|CA)_[A-Z]+|SSL_CERT_[A-Z]+)=//p')
}

# bare runs a program in the root, with nothing of this machine's environment but what reaches the registries.
bare() { env -i HOME="$home" PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 "${settings[@]}" chroot "$root" "$@"; }

# make_root makes the root, with the system's own mounts and, read-only, the data that tests read beside the checkout.
make_root() {
  local mirror proxy=
  mirror=$(targets | awk -v suite="$suite" '$2 == suite && $3 == "main" && !n++ { print $1 }')
  [ -n "$mirror" ] || fail "apt's sources on this machine name no mirror of '$suite'; set SUITE to the release that they are for."
  eval "$(apt-config shell proxy Acquire::http::Proxy)"
  [ -z "$proxy" ] || export http_proxy=${http_proxy:-$proxy}
  say "making a bare $suite: minbase with make, git, curl and the certificates they need"
  debootstrap --variant=minbase --include=make,git,curl,ca-certificates "$suite" "$root" "$mirror" >"$dir/debootstrap.log" 2>&1 ||
    { tail -n 20 "$dir/debootstrap.log" >&2; fail "debootstrap failed, see above."; }
  mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"
  mount --rbind /sys "$root/sys"
  mount --rbind /dev "$root/dev"
  mkdir -p "$root$home"
  settle
  git clone --quiet --no-hardlinks "file://$repo" "$root$place/credence"
  if [ -d "$repo/../shared" ]; then
    mkdir "$root$place/shared"
    mount --bind "$repo/../shared" "$root$place/shared"
    mount -o remount,bind,ro "$root$place/shared"
  fi
  local program there=
  for program in java mvn go node npm python3 gcc; do
    if bare which "$program" >/dev/null; then there+=" $program"; fi
  done
  [ -z "$there" ] || fail "the root is not bare: it has$there."
  say "the root has no Java, Maven, Go, Node, Python and C compiler; the commit is $(git -C "$repo" rev-parse --short HEAD)"
}

# demo runs `make demo` until it answers a question about the graph, and ends it as Ctrl-C does.
demo() {
  local log=$dir/demo.log url= job began=$SECONDS
  : >"$log"
  set -m # a group of processes of its own, to which the interrupt is sent
  bare env CREDENCE_SERVER_ADDRESS=127.0.0.1:0 make --no-print-directory -C "$place/credence" demo > >(tee -i "$log") 2>&1 &
  job=$!
  set +m
  until url=$(sed -n 's/^Serving GraphQL at \(http[^ ]*\) .*/\1/p' "$log") && [ -n "$url" ] && answers "$url"; do
    kill -0 "$job" 2>/dev/null || fail "make demo ended before it served, after $(lasted $((SECONDS - began))), see above."
    sleep 0.2
  done
  demo_took=$(lasted $((SECONDS - began)))
  say "make demo serves, after $demo_took; ending it"
  kill -INT -- "-$job"
  wait "$job" || true # make's own word for being interrupted
}

answers() {
  bare curl -fsS -m 10 "$1" -H 'Content-Type: application/json' -d '{"query":"{ claims(first: 1) { edges { node { id } } } }"}' 2>/dev/null |
    grep -c '"id":"' >/dev/null
}

# trial makes the root and does in it what this script is for.
trial() {
  mapfile -t settings < <(passed)
  make_root
  demo
  local status=0 began=$SECONDS
  if [ -n "${FULL:-}" ]; then
    bare make --no-print-directory -C "$place/credence" test || status=$?
    test_took="; make test: $(lasted $((SECONDS - began)))"
  fi
  say "on a bare $suite: make demo: $demo_took until it served${test_took:-}"
  [ "$status" -eq 0 ] || fail "make test failed, with exit code $status, see above."
}

# inside is the first process of the namespace: when it ends, all that it started ends, and the mounts are gone. It waits, so
# that it can be ended at once.
inside() {
  dir=$1 root=$1/root home=/home/someone place=/srv
  trap 'exit 143' TERM
  trial &
  wait $!
}

if [ "${1:-}" = inside ]; then inside "$2"; else outside; fi
