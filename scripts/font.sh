#!/bin/sh
# Sees to a Chinese font: pictures of maps (`files: [maps]` in site.yml) are drawn with it. Says and does nothing when
# there is one already; sitegen itself is asked, so that what it finds on other systems counts as well.
set -eu
cd "$(dirname "$0")/.."
. scripts/lib.sh

has_font() { .venv/bin/python -c 'from sitegen.channels.raster import chinese_fonts; chinese_fonts()' 2>/dev/null; }
if ! has_font; then
    apt_install "a Chinese font, for pictures of maps" fontconfig fonts-noto-cjk
    has_font || die "fonts-noto-cjk is installed, but sitegen does not find it"
fi
