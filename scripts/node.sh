#!/bin/sh
# Sees to Node and the packages of package-lock.json: the linters and the type checker of the theme's styles and
# scripts, and what the tests take from npm. Quick when all is there.
set -eu
cd "$(dirname "$0")/.."
. scripts/lib.sh

node_is_new_enough() {
    version=$(node --version 2>/dev/null | sed -n 's/^v\([0-9]*\).*/\1/p')
    [ "${version:-0}" -ge 18 ] && npm --version >/dev/null 2>&1
}
if ! node_is_new_enough; then
    apt_install "Node.js 18 or newer, with npm" nodejs npm
    node_is_new_enough || die "the node on PATH is still older than 18, or has no npm: $(command -v node)"
fi

node_stamp=node_modules/.installed
want=$(cat package.json package-lock.json | sha256sum)
if [ "$(cat $node_stamp 2>/dev/null)" != "$want" ]; then
    say "installing the Node packages"
    npm ci --no-audit --no-fund --loglevel=error </dev/null >&2
    echo "$want" >$node_stamp
fi
