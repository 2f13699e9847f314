#!/bin/sh
# Sees to everything outside .venv/ that the tests need: Java for the HTML validator, Node with the packages of
# package-lock.json (node.sh), a Chinese font for layout and screenshots, a real Chromium, and Firefox and WebKit for
# a few pictures. What is missing is installed; what cannot be installed ends the run, because a test that is skipped
# for want of a tool looks like one that passed.
set -eu
cd "$(dirname "$0")/.."
. scripts/lib.sh
scripts/node.sh

java_is_new_enough() {
    version=$(java -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p')
    [ "${version:-0}" -ge 17 ]
}
if ! java_is_new_enough; then
    apt_install "Java 17 or newer, for the HTML validator" default-jre-headless
    java_is_new_enough || die "the java on PATH is still older than 17: $(command -v java)"
fi

# What tests publish to and serve with; Debian keeps servers where an account's PATH has no part.
has_servers() { PATH=$PATH:/usr/sbin command -v sshd >/dev/null && PATH=$PATH:/usr/sbin command -v nginx >/dev/null; }
if ! has_servers || ! command -v caddy >/dev/null || ! command -v rsync >/dev/null; then
    apt_install "servers to publish to and to serve with" openssh-server rsync nginx-light caddy
fi

# What saves spreadsheets as offices do.
if ! command -v soffice >/dev/null && ! command -v libreoffice >/dev/null; then
    apt_install "LibreOffice, for its spreadsheets" libreoffice-calc
fi

has_chinese_font() { fc-list :lang=zh-cn family 2>/dev/null | grep -q 'Noto Sans CJK'; }
if ! has_chinese_font; then
    apt_install "a Chinese font" fontconfig fonts-noto-cjk
    has_chinese_font || die "Noto Sans CJK is installed but fontconfig does not list it"
fi

# Playwright's wheel carries a Node of its own, which a minimal system has not all the libraries for.
driver_starts() { .venv/bin/python -m playwright --version >/dev/null 2>&1; }
if ! driver_starts; then
    apt_install "what Playwright's driver needs" libatomic1
    driver_starts || die "Playwright's driver does not start: .venv/bin/python -m playwright --version"
fi

# Ubuntu's packages of this name only fetch a snap, which cannot be driven from a test: there Playwright brings its own.
is_ubuntu() { grep -qsE '^(ID|ID_LIKE)=.*ubuntu' /etc/os-release; }
find_chromium() { .venv/bin/python -m tests.browser.chromium; }
if ! find_chromium >/dev/null 2>&1; then
    if is_ubuntu; then
        say "installing Chromium through Playwright"
        .venv/bin/python -m playwright install --with-deps chromium </dev/null >&2 ||
            die "Playwright could not install Chromium" "Install Google Chrome or Chromium (no snap) and try again."
    else
        apt_install "Chromium" chromium
    fi
    find_chromium >/dev/null || die "Chromium was installed but is not found"
fi

# The other engines. Ubuntu's firefox is a snap too; Mozilla's own package, or a firefox on PATH, will do there.
find_engines() { .venv/bin/python -m tests.browser.engines >/dev/null 2>&1; }
if ! find_engines; then
    command -v firefox >/dev/null 2>&1 || apt_install "Firefox" firefox-esr
    apt_install "WebKit, its driver and a virtual screen" \
        libwebkit2gtk-4.1-0 webkit2gtk-driver xvfb xauth dbus-daemon
    find_engines || die "Firefox or WebKit was installed but is not found: .venv/bin/python -m tests.browser.engines"
fi
