#!/bin/sh
# Rewrites requirements*.lock from pyproject.toml: every version exact and with its hashes, for all platforms and all
# Pythons from 3.11 on. Keeps the versions that are locked already; `scripts/lock.sh --upgrade` takes the newest.
# Where packages are fetched from is each machine's own affair, so no address is written.
set -eu
cd "$(dirname "$0")/.."
. scripts/lib.sh

[ -x .venv/bin/uv ] || .venv/bin/python -m pip install -qq --disable-pip-version-check 'uv>=0.9,<1'

# lock FILE WHAT...: WHAT is the package itself or one of its dependency groups.
lock() {
    say "writing $1"
    output=$1
    shift
    .venv/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes \
        --custom-compile-command "make lock" -o "$output" "$@"
}
lock requirements.lock pyproject.toml --all-extras "$@"
# What a new site pins besides the program: all but the cluster and object storage, which few sites need.
extras=$(.venv/bin/python - <<'END'
import tomllib

with open("pyproject.toml", "rb") as file:
    extras = tomllib.load(file)["project"]["optional-dependencies"]
print(*(f"--extra {extra}" for extra in extras if extra not in ("dask", "publish")))
END
)
# shellcheck disable=SC2086  # several words are meant
lock sitegen/describe/skeletons/requirements.lock pyproject.toml $extras -c requirements.lock "$@"
# All three files go into one environment, so the groups take over the versions that the first has.
lock requirements-build.lock --group build -c requirements.lock "$@"
lock requirements-test.lock --group test -c requirements.lock -c requirements-build.lock "$@"
