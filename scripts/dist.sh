#!/bin/sh
# Makes dist/: the wheel that a bureau installs, and the sources. The same commit gives the same bytes, so that the
# digests in dist/SHA256SUMS can be published beside it.
set -eu
cd "$(dirname "$0")/.."
. scripts/lib.sh

SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || echo 0)}
export SOURCE_DATE_EPOCH
mkdir -p dist
rm -f dist/*.whl dist/*.tar.gz dist/SHA256SUMS
.venv/bin/python -m hatchling build -d dist >/dev/null
(cd dist && sha256sum -- *.whl *.tar.gz >SHA256SUMS)
for file in dist/*.whl dist/*.tar.gz; do say "$file"; done
