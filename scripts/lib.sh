# Shared by the scripts beside it: how to speak, how to stop, how to install what the system lacks.
# shellcheck shell=sh

say() { printf '%s\n' "$*" >&2; }

die() {
    say "error: $1"
    shift
    for line in "$@"; do say "       $line"; done
    exit 1
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null 2>&1; then
        sudo "$@"
    else
        die "this needs root: $*" "There is no sudo here; run the command above as root, then try again."
    fi
}

# apt_install WHY PACKAGE...: the package lists of a new machine are empty or stale, so a first failure
# fetches them and tries again. The lock is waited for: a new Ubuntu runs its own upgrades in the background.
apt_install() {
    why=$1
    shift
    command -v apt-get >/dev/null 2>&1 ||
        die "$why is missing, and there is no apt-get here to install it" "On Debian and Ubuntu the packages are: $*"
    say "installing $why: $*"
    apt_get install --no-install-recommends "$@" && return
    say "fetching the package lists first"
    apt_get update || say "warning: not every package list could be fetched"
    apt_get install --no-install-recommends "$@" || die "$why could not be installed (packages: $*)"
}

# Its errors are shown, its pages of progress are not.
apt_get() {
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get -qq -y -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 "$@" >/dev/null </dev/null
}
