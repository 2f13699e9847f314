"""What a preview adds to pages: livereload's script and, when something is wrong, a panel that says what.

Pure functions from pages to pages. The diagnostics' wording comes from `diagnostics.show`; all of it is
escaped, for it quotes content. There is no inline script or style, so a page's own security policy holds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape, unescape
from urllib.parse import urlencode

from sitegen.diagnostics import Diagnostic
from sitegen.diagnostics.show import hint, message, printable
from sitegen.patterns import pattern
from sitegen.serve.guard import name_and_port

SCRIPT_PATH = "/livereload.js"
STYLE_PATH = "/sitegen-preview.css"
MOST_SHOWN = 50

_BODY = pattern(rb"<body\b[^>]*>", re.IGNORECASE)
_HEAD_END = pattern(rb"</head\s*>", re.IGNORECASE)
_LANG = pattern(rb"<html\b[^>]*?\blang=[\"']?([A-Za-z0-9-]+)", re.IGNORECASE)
_POLICY = pattern(rb'(<meta http-equiv="Content-Security-Policy" content=")([^"]*)(")', re.IGNORECASE)

_WORDS = {
    "zh": {
        "html": "zh-Hans",
        "title": "内容有 {n} 个错误",
        "over_site": "现在看到的是上一次正确生成的页面。改正并保存后，本页会自动更新。",
        "alone": "网站还没有生成。改正并保存后，本页会自动更新。",
        "more": "还有 {n} 个错误，见终端。",
    },
    "en": {
        "html": "en",
        "title": "Errors in the content: {n}",
        "over_site": "This page is from the last good build. Save a correction and it follows.",
        "alone": "There is no site yet. Save a correction and this page follows.",
        "more": "{n} more: see the terminal.",
    },
}


def dressed(page: bytes, host: str, problems: Sequence[Diagnostic], fallback_lang: str) -> bytes:
    """A page of the site with the script and, when there are problems, the panel.

    Args:
        host: the request's Host header, which `guard` has let pass.
        fallback_lang: the panel's language ("zh" or "en") on a page in neither.
    """
    head = _head(host)
    if problems:
        page = _with_panel(page, _panel(problems, _lang_of(page, fallback_lang), "over_site").encode())
    page = _POLICY.sub(lambda match: match[1] + _opened(match[2], host) + match[3], page, count=1)
    if _HEAD_END.search(page):
        return _HEAD_END.sub(lambda match: head + match[0], page, count=1)
    return page + head


def _with_panel(page: bytes, panel: bytes) -> bytes:
    if _BODY.search(page):
        return _BODY.sub(lambda match: match[0] + panel, page, count=1)
    return panel + page


def problem_page(host: str, problems: Sequence[Diagnostic], lang: str) -> bytes:
    """The page for every URL as long as there is no site."""
    words = _WORDS[lang]
    head = (
        f'<!DOCTYPE html>\n<html lang="{words["html"]}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="robots" content="noindex">\n<title>{words["title"].format(n=len(problems))}</title>\n'
    )
    body = f'</head>\n<body class="sitegen-alone">\n{_panel(problems, lang, "alone")}\n</body>\n</html>\n'
    return head.encode() + _head(host) + body.encode()


def _head(host: str) -> bytes:
    name, port = name_and_port(host) or ("localhost", 80)
    # livereload.js does not find an IPv6 address by itself. The delays bring it back soon after a restart.
    name = f"[{name}]" if ":" in name else name
    query = urlencode({"host": name, "port": port, "mindelay": 300, "maxdelay": 3000}, safe="[]:")
    return (
        f'<link rel="stylesheet" href="{STYLE_PATH}">\n'
        f'<script src="{SCRIPT_PATH}?{escape(query)}" async></script>\n'
    ).encode()


def _opened(policy: bytes, host: str) -> bytes:
    """A policy with this server's socket in it: not every browser counts that as 'self'."""
    text = unescape(policy.decode("utf-8", "replace"))
    if "connect-src" in text:
        text = text.replace("connect-src", f"connect-src ws://{host}", 1)
    else:
        text = f"{text.rstrip('; ')}; connect-src 'self' ws://{host}"
    return escape(text).encode()


def _lang_of(page: bytes, fallback: str) -> str:
    match = _LANG.search(page[:2000])
    lang = match[1].decode().lower().partition("-")[0] if match else ""
    return lang if lang in _WORDS else fallback


def _panel(problems: Sequence[Diagnostic], lang: str, where: str) -> str:
    words = _WORDS[lang]
    rows = "\n".join(_row(problem, lang) for problem in problems[:MOST_SHOWN])
    more = len(problems) - MOST_SHOWN
    rest = f"<p>{words['more'].format(n=more)}</p>\n" if more > 0 else ""
    title = words["title"].format(n=len(problems))
    # <details> folds away without a script.
    return (
        f'\n<aside class="sitegen-problems" role="alert" lang="{words["html"]}">\n<details open>\n'
        f"<summary>{title}</summary>\n<p>{words[where]}</p>\n"
        f"<ol>\n{rows}\n</ol>\n{rest}</details>\n</aside>\n"
    )


def _row(problem: Diagnostic, lang: str) -> str:
    place = problem.place
    where = printable(place.path)
    if place.line:
        where += f":{place.line}:{place.column}"
    advice = hint(problem, lang)
    return (
        f"<li><p><code>{escape(where)}</code> <b>{escape(problem.code)}</b></p>"
        f"<p>{escape(message(problem, lang))}</p>"
        + (f'<p class="sitegen-hint">{escape(advice)}</p>' if advice else "")
        + "</li>"
    )
