"""Articles for WeChat in the preview: a list, and for each a page to look at it and copy it with one click.

For accounts that may not use WeChat's interface this is the way, so it shows everything that the account's
form asks for: title, author and digest with what they may hold, the text as rich text, the pictures.
"""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache, partial
from html import escape
from importlib import resources
from pathlib import Path
from typing import Any

from tornado.web import HTTPError

from sitegen.diagnostics import ContentError, MachineError, SitegenError
from sitegen.diagnostics.show import message
from sitegen.pipeline.build import Options
from sitegen.pipeline.export import Export, export
from sitegen.pipeline.stages import Build
from sitegen.seal import cache_key
from sitegen.serve.guarded import Guarded
from sitegen.views.articles import AUTHOR, DIGEST, LOOKS, TITLE, WRITTEN, ArticleChoice
from sitegen.wechat.limits import ArticleFiles, problems_of, read_articles

PATH = "/sitegen-wechat/"
SCRIPT, STYLE = PATH + "copy.js", PATH + "copy.css"
PHONE = 375
"""Width of the frame that an article is looked at in."""

_POLICY = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'"
"""Inline styles, for the clipboard lays out what is copied within the page."""

_WORDS = {
    "zh": {
        "html": "zh-Hans",
        "list": "公众号文章",
        "copy": "复制全文",
        "copied": "已复制，到公众号编辑器里粘贴即可。",
        "failed": "浏览器不允许复制，请在左侧框内全选后复制。",
        "one": "复制",
        "title": "标题",
        "author": "作者",
        "digest": "摘要",
        "content_source_url": "原文链接（阅读原文）",
        "pictures": "图片（粘贴后没有出现的，请从这里拖入或下载后上传）",
        "look": "样式",
        "plain": "简洁",
        "official": "公文",
        "cards": "卡片",
        "problems": "微信不会接受这篇文章：",
        "broken": "内容有错误，暂时不能生成文章，请先改正。",
    },
    "en": {
        "html": "en",
        "list": "WeChat articles",
        "copy": "Copy the article",
        "copied": "Copied. Paste it into the account's editor.",
        "failed": "The browser does not allow it: select all in the frame and copy.",
        "one": "Copy",
        "title": "Title",
        "author": "Author",
        "digest": "Digest",
        "content_source_url": "Address of the original (阅读原文)",
        "pictures": "Pictures (drag in or upload those that do not arrive with the text)",
        "look": "Look",
        "plain": "Plain",
        "official": "Official",
        "cards": "Cards",
        "problems": "WeChat would not take this article:",
        "broken": "The content has errors; mend them first.",
    },
}


class Desk:
    """Makes articles of the content as it is now, one at a time."""

    def __init__(self, root: Path, now: str | None, lang: str) -> None:
        self._options = Options(root=root, output=root / "build", now=now, jobs=1)
        self.lang, self.words = lang, _WORDS[lang]
        self._folder = Path(tempfile.mkdtemp(prefix="sitegen-articles-"))
        self._lock = asyncio.Lock()

    def close(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)

    async def entries(self) -> list[tuple[str, str, str]]:
        """Kind, id and title of what articles can be made of."""
        found: list[tuple[str, str, str]] = await self._aside(self._entries)
        return found

    async def article(self, entry: str, look: str, locale: str) -> ArticleFiles:
        made: ArticleFiles = await self._aside(partial(self._article, entry, look, locale))
        return made

    async def _aside(self, work: Any) -> Any:
        """Off the server's loop, so that pages go on being sent."""
        async with self._lock:
            return await asyncio.get_running_loop().run_in_executor(None, work)

    def _entries(self) -> list[tuple[str, str, str]]:
        build = Build(self._options, cache_key())
        with build.workers() as workers:
            catalogue = build.link(build.read(workers)).catalogue
        build.stop_on_errors()
        found = []
        for kind in WRITTEN:
            cards: Any = catalogue.projects if kind == "project" else catalogue.others[kind]
            found += [(kind, key, next(iter(cards[key].title.values.values()), key)) for key in sorted(cards)]
        return found

    def _article(self, entry: str, look: str, locale: str) -> ArticleFiles:
        folder = self._folder / look
        shutil.rmtree(folder, ignore_errors=True)
        asked = ArticleChoice(entries=(entry,), look=look)
        export(self._options, Export(name="wechat", folder=folder, locales=(locale,), parameters=asked))
        return read_articles(folder)[0]

    def file(self, look: str, path: str) -> bytes:
        """A file of an article that has been made."""
        place = (self._folder / look / path).resolve()
        if look not in LOOKS or self._folder / look not in place.parents or not place.is_file():
            raise HTTPError(404)
        return place.read_bytes()


_FILE_TYPES = {"png": "image/png", "jpg": "image/jpeg"}


class WeChatPage(Guarded):
    """The list, the pages, and the files of articles."""

    async def get(self, path: str) -> None:
        desk: Desk = self.application.settings["desk"]
        parts = path.split("/")
        if path in ("copy.js", "copy.css"):
            self._send(_own(path), "text/javascript" if path.endswith("js") else "text/css")
        elif parts[0] == "files" and len(parts) > 2:
            name = parts[-1]
            kind = _FILE_TYPES.get(name.rpartition(".")[2], "text/html")
            self._send(desk.file(parts[1], "/".join(parts[2:])), kind)
        else:
            await self._page(desk, parts)

    async def _page(self, desk: Desk, parts: list[str]) -> None:
        try:
            if parts == [""]:
                self._send(_list_page(desk.words, await desk.entries()), "text/html")
                return
            if len(parts) != 3 or parts[2] or parts[0] not in WRITTEN:
                raise HTTPError(404)
            look, locale = self.get_query_argument("look", "plain"), self.get_query_argument("locale", "zh")
            if look not in LOOKS:
                raise HTTPError(404)
            article = await desk.article(f"{parts[0]}/{parts[1]}", look, locale)
        except ContentError:
            self.set_status(503)
            self._send(_whole(desk.words, desk.words["list"], f"<p>{desk.words['broken']}</p>"), "text/html")
            return
        except MachineError as error:
            self.set_status(503)
            said = escape(message(error.diagnostic, desk.lang))
            self._send(_whole(desk.words, desk.words["list"], f"<p>{said}</p>"), "text/html")
            return
        except SitegenError:
            raise HTTPError(404) from None
        self._send(_article_page(desk.words, article, look), "text/html")

    def _send(self, data: bytes, kind: str) -> None:
        self.set_header("Content-Type", kind if kind.startswith("image") else f"{kind}; charset=utf-8")
        self.finish(data)


@cache
def _own(name: str) -> bytes:
    return resources.files(__package__).joinpath(f"wechat-{name}").read_bytes()


def _whole(words: dict[str, str], title: str, body: str) -> bytes:
    return (
        f'<!DOCTYPE html>\n<html lang="{words["html"]}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f'<title>{escape(title)}</title>\n<link rel="stylesheet" href="{STYLE}">\n'
        f'<script src="{SCRIPT}" defer></script>\n</head>\n<body>\n{body}\n</body>\n</html>\n'
    ).encode()


def _list_page(words: dict[str, str], entries: list[tuple[str, str, str]]) -> bytes:
    rows = "\n".join(
        f'<li><a href="{PATH}{kind}/{escape(key)}/">{escape(title)}</a> <small>{kind}</small></li>'
        for kind, key, title in entries
    )
    return _whole(words, words["list"], f"<h1>{words['list']}</h1>\n<ul>\n{rows}\n</ul>")


def _article_page(words: dict[str, str], article: ArticleFiles, look: str) -> bytes:
    base = f"{PATH}files/{look}/{article.locale}/wechat/{article.entry.replace('/', '-')}/"
    looks = " ".join(
        f"<b>{words[one]}</b>" if one == look else f'<a href="?look={one}">{words[one]}</a>' for one in LOOKS
    )
    found = problems_of(article)
    warning = (
        f'<div class="problems" role="alert"><p>{words["problems"]}</p><ul>'
        + "".join(f"<li>{escape(one)}</li>" for one in found)
        + "</ul></div>"
        if found
        else ""
    )
    body = (
        f'<p><a href="{PATH}">{words["list"]}</a></p>\n<h1>{escape(article.title)}</h1>\n{warning}\n'
        f'<p>{words["look"]} {looks}</p>\n<div class="desk">\n'
        f'<iframe width="{PHONE}" height="700" src="{base}article.html" '
        f'title="{escape(article.title)}"></iframe>\n'
        f'<div>\n<p><button data-copy-article data-done="{words["copied"]}" data-failed="{words["failed"]}">'
        f'{words["copy"]}</button> <span role="status"></span></p>\n'
        + "\n".join(_field(words, article, name, most) for name, most in _FIELDS)
        + f'\n<h2>{words["pictures"]}</h2>\n<p class="pictures">'
        + f"{''.join(_pictures(article, base))}</p>\n</div>\n</div>"
    )
    return _whole(words, article.title, body)


_FIELDS = (("title", TITLE), ("author", AUTHOR), ("digest", DIGEST), ("content_source_url", 0))


def _field(words: dict[str, str], article: ArticleFiles, name: str, most: int) -> str:
    value = getattr(article, name)
    count = f" {len(value)}/{most}" if most else ""
    return (
        f"<h2>{words[name]}<small>{count}</small></h2>\n"
        f'<p><span id="{name}">{escape(value)}</span> '
        f'<button data-copy="{name}">{words["one"]}</button></p>'
    )


def _pictures(article: ArticleFiles, base: str) -> Iterator[str]:
    for name in (article.cover, *article.pictures):
        yield f'<a href="{base}{name}" download><img src="{base}{name}" alt="{name}" height="120"></a> '
