#!/bin/sh
# Makes dist/sitegen-offline-VERSION-SYSTEM.tar.gz from dist/'s wheel: the program, all that it needs, a Chinese font,
# and a script that installs them without a network.
set -eu
cd "$(dirname "$0")/.."
. scripts/lib.sh

wheel=$(ls dist/*.whl)
version=$(.venv/bin/python -c 'import sitegen; print(sitegen.__version__)')
system=$(.venv/bin/python -c 'import sys, sysconfig; print("%s-py%d%d" % (sysconfig.get_platform(), *sys.version_info[:2]))')
name=sitegen-offline-$version-$system
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

mkdir -p "$folder/$name/packages" "$folder/$name/fonts"
cp "$wheel" "$folder/$name/packages/"
.venv/bin/python -m pip download -qq --disable-pip-version-check --no-input --only-binary :all: --require-hashes \
    -r sitegen/describe/skeletons/requirements.lock -d "$folder/$name/packages"
.venv/bin/python -c 'from sitegen.channels.raster import chinese_fonts; print(*chinese_fonts(), sep="\n")' |
    while read -r font; do cp "$font" "$folder/$name/fonts/"; done
cp scripts/offline/install.sh scripts/offline/README.txt "$folder/$name/"
chmod 755 "$folder/$name/install.sh"
(cd "$folder/$name" && find packages fonts -type f -print | LC_ALL=C sort | xargs sha256sum >SHA256SUMS)
# Owners and times of this machine are nobody's business.
tar -C "$folder" --sort=name --owner=0 --group=0 --numeric-owner --mtime="@${SOURCE_DATE_EPOCH:-0}" \
    -czf "dist/$name.tar.gz" "$name"
say "dist/$name.tar.gz"
