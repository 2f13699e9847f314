#!/bin/sh
# 在没有网络的机器上安装 sitegen：sh install.sh [文件夹]，默认装在 ~/sitegen。不需要管理员权限。
# Installs sitegen on a machine without a network: sh install.sh [FOLDER], by default ~/sitegen. Needs no root.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
target=${1:-$HOME/sitegen}
python=${PYTHON:-python3}

(cd "$here" && sha256sum --quiet -c SHA256SUMS) || {
    echo "文件不完整，请重新复制 · The files are damaged; copy them again." >&2
    exit 1
}
"$python" -c 'import ensurepip, venv' 2>/dev/null || {
    echo "缺少 Python 的 venv 组件（Debian、Ubuntu：python3-venv）· Python's venv module is missing." >&2
    exit 1
}
"$python" -m venv "$target"
"$target/bin/python" -m pip install --quiet --disable-pip-version-check --no-index \
    --find-links "$here/packages" "$here"/packages/sitegen_invest-*.whl resvg-py
# 图片用的中文字体，装在程序自己的文件夹里 · The Chinese font for pictures, in the program's own folder
mkdir -p "$target/share/sitegen/fonts"
for font in "$here"/fonts/*; do
    if [ -f "$font" ]; then cp "$font" "$target/share/sitegen/fonts/"; fi
done
echo "已安装 · Installed: $target/bin/sitegen"
