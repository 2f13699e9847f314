#!/bin/sh
# scripts/venv.sh [test]: makes .venv/ as the lock files say, with the package installed to be edited in place;
# with `test`, what lint, types and tests need too. Says and does nothing when that is already so.
set -eu
cd "$(dirname "$0")/.."
. scripts/lib.sh

usable() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

# Tried by running: a name on PATH may be a version manager's stand-in for something not installed.
find_python() {
    if [ -n "${PYTHON:-}" ]; then
        usable "$PYTHON" || die "PYTHON=$PYTHON is not a Python 3.11 or newer"
        echo "$PYTHON"
        return
    fi
    for name in python3 python3.13 python3.12 python3.11 python3.14 /usr/bin/python3; do
        if usable "$name"; then
            echo "$name"
            return
        fi
    done
    die "no Python 3.11 or newer was found (python3 is: $(python3 --version 2>&1 || echo missing))" \
        "Debian 12+ and Ubuntu 24.04+ have one: apt-get install python3 python3-venv" \
        "or name your own: make site PYTHON=/path/to/python3.12"
}

# Debian and Ubuntu ship Python without what `python -m venv` needs.
with_venv() {
    "$1" -c 'import ensurepip, venv' >/dev/null 2>&1 && return
    version=$("$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    apt_install "Python's venv module" "python$version-venv"
    "$1" -c 'import ensurepip, venv' || die "$1 still cannot make virtual environments"
}

# A tree that was moved, or whose Python went away with an upgrade, has a .venv/ whose commands do not start.
mark=.venv/made-for
identity() { pwd && .venv/bin/python -c 'import sys; print(sys.prefix, sys.version)'; }
if ! [ -f $mark ] || [ "$(identity 2>/dev/null)" != "$(cat $mark)" ]; then
    python=$(find_python)
    with_venv "$python"
    say "making .venv/ with $("$python" --version)"
    "$python" -m venv --clear .venv
    identity >$mark
fi

pip_install() { .venv/bin/python -m pip install -qq --disable-pip-version-check --no-input "$@"; }
fingerprint() { cat pyproject.toml "$@" | sha256sum; }
installed() { [ "$(cat ".venv/installed-$1" 2>/dev/null)" = "$2" ]; }

want=$(fingerprint requirements.lock requirements-build.lock)
if ! installed site "$want"; then
    say "installing sitegen and what it needs"
    pip_install --require-hashes -r requirements.lock -r requirements-build.lock
    # The build backend is the locked one just installed, not one fetched for the occasion.
    pip_install --no-deps --no-build-isolation -e .
    echo "$want" >.venv/installed-site
fi

want=$(fingerprint requirements-test.lock)
if [ "${1:-}" = test ] && ! installed test "$want"; then
    say "installing what the tests need"
    pip_install --require-hashes -r requirements-test.lock
    echo "$want" >.venv/installed-test
fi

# A program that is installed to be edited in place is compiled when it is first run, and on some machines
# (PYTHONDONTWRITEBYTECODE) each time, which takes longer than a small build. Quick when there is nothing to do.
.venv/bin/python -m compileall -q sitegen
