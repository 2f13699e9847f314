"""docs/outputs.md: everything that a site comes to and that `sitegen export` knows, from `model.outputs`."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.model.output_rows import Output
from sitegen.model.outputs import exports

_INTRODUCTION = {
    "en": """\
# Outputs

<!-- Made by `python -m sitegen.describe.reference`; not to be edited by hand. -->

What a site comes to. `sitegen export NAME FOLDER` saves any of it in a folder of your own, without a build
of the site; `sitegen export NAME --help` says which options there are. What is for the office is never part
of the site. 中文版：[outputs.zh.md](outputs.zh.md)

- *Section*: what `leave_out` in site.yml takes away.
- *Word*: what `files` in site.yml turns on. Without a word it is always made.
""",
    "zh": """\
# 输出

<!-- 由 `python -m sitegen.describe.reference` 生成，请勿手改。 -->

网站包含的全部内容。`sitegen export 名称 文件夹` 可把其中任何一项单独存到一个文件夹，不必生成网站；
`sitegen export 名称 --help` 列出可用的选项。“供内部使用”的各项不会出现在网站上。
English: [outputs.md](outputs.md)

- “栏目”：site.yml 的 `leave_out` 可以去掉。
- “开关”：site.yml 的 `files` 写上才生成；没有开关的总会生成。
""",
}
_HEADS = {
    "en": {
        "page": "## Pages, in every language",
        "locale": "## Files in every language",
        "site": "## Files for the whole site",
        "office": "## For the office",
        "table": "| Name | What it is | Path | Section | Word | Made with |",
    },
    "zh": {
        "page": "## 网页（每种语言）",
        "locale": "## 文件（每种语言）",
        "site": "## 文件（全站一份）",
        "office": "## 供内部使用",
        "table": "| 名称 | 内容 | 路径 | 栏目 | 开关 | 所用组件 |",
    },
}


def outputs_reference(lang: str) -> str:
    """The text of docs/outputs.md ("en") or docs/outputs.zh.md ("zh")."""
    return "\n".join([_INTRODUCTION[lang], *_sections(lang)])


def _sections(lang: str) -> Iterator[str]:
    heads = _HEADS[lang]
    for group in ("page", "locale", "site", "office"):
        yield f"{heads[group]}\n\n{heads['table']}\n|---|---|---|---|---|---|"
        for name, outputs in exports().items():
            for output in outputs:
                if group == ("office" if output.audience == "office" else output.scope):
                    yield _line(name, output, lang)
        yield ""


def _line(name: str, output: Output, lang: str) -> str:
    about = output.about.zh if lang == "zh" else output.about.en
    path = "" if output.routes and not output.path else f"`{output.path or '/'}`"
    cells = [f"`{name}`", about, path, output.section, output.file_word, ", ".join(output.needs)]
    return f"| {' | '.join(cells)} |"
