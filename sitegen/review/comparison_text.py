"""A comparison in words: for a terminal, as Markdown for a comment, as a page.

What the content says is untrusted: in Markdown and HTML all of it is escaped, so that nothing in it becomes a
link, a picture or a mention.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from html import escape
from typing import NamedTuple

from sitegen.diagnostics.escaped import in_markdown
from sitegen.model.kinds import kind_words
from sitegen.review.changed_facts import ChangedFact, TwoLanguages
from sitegen.review.changed_pages import PageChange, PageChanges
from sitegen.review.comparison import Comparison, EntryChange

MOST = 200
"""Entries and pages that are told of one by one."""

STATES = {
    "added": TwoLanguages("新增", "new"),
    "published": TwoLanguages("公开", "made public"),
    "changed": TwoLanguages("修改", "changed"),
    "withdrawn": TwoLanguages("撤下", "no longer public"),
    "removed": TwoLanguages("删除", "removed"),
    "hidden": TwoLanguages("未公开，读者看不到", "not public, readers do not see it"),
}


class ReportLine(NamedTuple):
    """A line of the report: depth (0 a heading, 1 an item, 2 below it), words, a mark (+ - ~ or none)."""

    depth: int
    text: str
    mark: str = ""


def lines_of(found: Comparison) -> Iterator[ReportLine]:
    """The report, line by line, each in both languages."""
    yield ReportLine(0, f"读者看到的变化 · What changes for readers ({found.revision})")
    if not found.entries and not found.others and found.pages == PageChanges():
        yield ReportLine(1, "没有改动 · Nothing has changed")
        return
    if found.entries:
        yield ReportLine(0, f"条目 · Entries: {len(found.entries)}")
    for change in found.entries[:MOST]:
        yield from _entry(change)
    yield from _rest(len(found.entries))
    if found.others:
        yield ReportLine(0, f"其他文件 · Other files: {len(found.others)}")
        yield from (ReportLine(1, path, "~") for path in found.others[:MOST])
    yield from _pages(found.pages, found.trouble)


def _entry(change: EntryChange) -> Iterator[ReportLine]:
    words, state = kind_words(change.kind), STATES[change.state]
    yield ReportLine(
        1, f"{words['zh']} · {words['en']} {change.id}: {state.zh} · {state.en}", _mark(change.state)
    )
    for fact in change.facts:
        yield ReportLine(2, f"{fact.label.zh} · {fact.label.en}: {_values(fact)}")
    for locale in change.texts:
        yield ReportLine(2, f"正文 · text ({locale})", "~")


def _mark(state: str) -> str:
    return {"added": "+", "published": "+", "withdrawn": "-", "removed": "-", "changed": "~"}.get(state, "")


def _values(fact: ChangedFact) -> str:
    before, after = _value(fact.before), _value(fact.after)
    if not after:
        return f"{before} →（无 · none）"
    return f"{before} → {after}" if before else after


def _value(value: TwoLanguages) -> str:
    return value.zh if value.zh == value.en else f"{value.zh} · {value.en}"


def _rest(count: int) -> Iterator[ReportLine]:
    if count > MOST:
        yield ReportLine(1, f"……另有 {count - MOST} 项 · and {count - MOST} more")


def _pages(pages: PageChanges | None, trouble: str) -> Iterator[ReportLine]:
    if pages is None:
        yield ReportLine(0, "页面无法比较：内容有错误 · Pages cannot be compared: the content has errors")
        yield ReportLine(1, trouble)
        return
    counts = len(pages.added), len(pages.changed), len(pages.removed)
    zh = "新增 {} 个，文字有变 {} 个，消失 {} 个".format(*counts)
    en = "{} appear, {} say something else, {} vanish".format(*counts)
    yield ReportLine(0, f"页面 · Pages: {zh} · {en}")
    if pages.frame:
        yield ReportLine(1, "页眉或页脚有变，每一页都一样 · Header or footer differ, on every page", "~")
    yield from (ReportLine(1, path, "+") for path in pages.added[:MOST])
    yield from (ReportLine(1, path, "-") for path in pages.removed[:MOST])
    for page in pages.changed[:MOST]:
        yield from _page(page)
    yield from _rest(max(counts))
    if pages.files:
        yield ReportLine(
            1, f"另有 {len(pages.files)} 个文件不同 · other files that differ: {len(pages.files)}"
        )


def _page(page: PageChange) -> Iterator[ReportLine]:
    yield ReportLine(1, page.path, "~")
    yield from (ReportLine(2, text, "-") for text in page.before)
    yield from (ReportLine(2, text, "+") for text in page.after)
    if page.more:
        yield ReportLine(2, f"……另有 {page.more} 行 · and {page.more} more lines")


def as_text(found: Comparison) -> str:
    rows = []
    for line in lines_of(found):
        mark = f"{line.mark} " if line.mark else ""
        rows.append(f"\n{line.text}" if line.depth == 0 else f"{'  ' * line.depth}{mark}{line.text}")
    return "\n".join(rows).lstrip("\n") + "\n"


def as_markdown(found: Comparison) -> str:
    """For a comment on a forge: headings and nested lists, everything else escaped."""
    rows = []
    for number, line in enumerate(lines_of(found)):
        text = in_markdown(line.text)
        mark = {"+": "➕ ", "-": "➖ ", "~": "✏️ "}.get(line.mark, "")
        if line.depth == 0:
            rows.append(f"{'##' if number == 0 else '###'} {text}\n")
        else:
            rows.append(f"{'  ' * (line.depth - 1)}- {mark}{text}")
    return _spaced(rows)


def _spaced(rows: Iterable[str]) -> str:
    """A blank line before each heading, which lists do not end at by themselves."""
    made: list[str] = []
    for row in rows:
        if row.startswith("#") and made:
            made.append("")
        made.append(row)
    return "\n".join(made) + "\n"


_STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.6 system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; margin: 2rem auto;
  max-width: 60rem; padding: 0 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.15rem; margin-top: 2rem; border-bottom: 1px solid #8886; }
ul { list-style: none; padding: 0; } ul ul { padding-left: 1.5rem; } li { padding: .15rem 0; }
ins { text-decoration: none; background: #2a94; } del { text-decoration: none; background: #d443; }
"""


def as_page(found: Comparison) -> str:
    """One HTML page that needs nothing else."""
    body, depth = [], 0
    for number, line in enumerate(lines_of(found)):
        while depth > line.depth:
            body.append("</ul>")
            depth -= 1
        while depth < line.depth:
            body.append("<ul>")
            depth += 1
        tag = ("h1" if number == 0 else "h2") if line.depth == 0 else "li"
        around: Callable[[str], str] = {"+": _ins, "-": _del}.get(line.mark, str)
        body.append(f"<{tag}>{around(escape(line.text))}</{tag}>")
    body.append("</ul>" * depth)
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        '<!doctype html>\n<html lang="zh-Hans">\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(found.revision)}</title>\n<style>{_STYLE}</style>\n"
        + "\n".join(body)
        + "\n</html>\n"
    )


def _ins(text: str) -> str:
    return f"<ins>+ {text}</ins>"


def _del(text: str) -> str:
    return f"<del>− {text}</del>"
