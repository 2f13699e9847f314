"""The field reference, docs/fields.md and docs/fields.zh.md, made from the model.

`python -m sitegen.app.reference [FOLDER]` writes both anew; a test holds that they are what this makes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from sitegen.app.outline import (
    COMMON,
    FILES,
    NAMED,
    SITE,
    ByLocale,
    Field,
    Inner,
    Kind,
    Many,
    Plain,
    Shape,
    Translated,
    example_of,
    fields_of,
    inner_of,
    own_fields,
)
from sitegen.app.terms import terms_of
from sitegen.i18n.units import DIMENSIONS
from sitegen.model.entities import FOLDERS, PACKAGED, Entity
from sitegen.model.fields import Dimension, Form, OneOf, Ref

COMMON_ID = "common"
MANY_DIMENSIONS = 8
"""A field that may measure this many things takes any quantity."""


class Words(NamedTuple):
    """What the reference says in one language besides the model's own words."""

    zh: bool
    intro: str
    columns: tuple[str, ...]
    common: str
    common_intro: str
    files: str
    body: str
    folder: str
    address: str
    required: str
    list_of: str
    text: str
    mapping: str
    by_locale: str
    one_of: str
    any_of: str
    quantity: str
    any_quantity: str
    id_of: str
    own_id: str
    by_default: str
    see: str
    joint: str
    plain: dict[str, str]
    forms: dict[str, str]


_ENGLISH = Words(
    zh=False,
    intro="""\
# Fields

<!-- Made by `python -m sitegen.app.reference`; not to be edited by hand. -->

Every file of a catalogue and every field that it may have. `sitegen new KIND ID` writes a file with all of them, and
`sitegen schema KIND` the same as JSON Schema, with which editors help while you type. 中文版：[fields.zh.md](fields.zh.md)

How things are written, everywhere:

- **The id** of an entry is the name of its folder or file: lower-case letters, digits and single hyphens. It is part of
  the page's address, so choose it once.
- **Text in languages** is a mapping, `{zh: 铝基新材料, en: Aluminium}`; a plain string is in the site's default language.
- **Quantities** are written as people write them: `20亿元`, `近20亿元`, `3000亿元以上`, `10-20亿元`, `1900万美元`,
  `300亩`, `6.5年`, `面议` (negotiable). They are kept exactly, with unit and qualifier, and shown in each language's own
  way.
- **Dates** are a day, a month or a year: `2026-01-15`, `2026-01`, `2026`; `2026年1月15日` is read too.
- **A list** with one value may be written as the value alone.
- **A field that you do not know** is left out. Nothing on a page depends on its being there unless it is required.
- **`internal:`** may stand in any mapping and hold anything. It is never published, and a build stops when one of its
  values is found on a page.
- A name with a dot, `investment.total`, is a field inside another: `investment: {total: 20亿元}`. A name with `[]` is a
  field of each item of a list.
""",
    columns=("Field", "Called", "Type and how to write it", "Required", "Notes"),
    common="Fields of every kind",
    common_intro="Every entry may have these besides its own.",
    files="Files",
    body="`{yaml}`, texts `zh.md`, `en.md` …, pictures and attachments in the same folder",
    folder="`{yaml}`; texts, pictures and attachments, if any, in the folder `{folder}`",
    address="Address",
    required="required",
    list_of="list of: {}",
    text="text in languages",
    mapping="mapping, see below",
    by_locale="mapping from languages to: {}",
    one_of="one of {}",
    any_of="any of {}",
    quantity="{}, as `{}`",
    any_quantity="any quantity, as `{}`",
    id_of="id of [{}](#{})",
    own_id="id of a {} of the chain",
    by_default="{} if left out",
    see="as [`{0}`](#{1}) of every kind",
    joint=" or ",
    plain={
        "text": "text",
        "integer": "whole number",
        "number": "number",
        "boolean": "`true` or `false`",
    },
    forms={
        "date": "date",
        "moment": "date, or date and time of day in the site's time zone",
        "period": "years or months with `/` between, or one date",
        "slug": "id",
        "url": "http or https address",
        "email": "e-mail address",
        "phone": "office telephone, with area code",
        "file": "name of a file in the entry's folder",
        "region-code": "six digits of GB/T 2260; parks add a hyphen and letters or digits",
        "color": "colour",
        "document-number": "文号; any brackets become 〔〕",
    },
)

_CHINESE = Words(
    zh=True,
    intro="""\
# 字段说明

<!-- 由 `python -m sitegen.app.reference` 生成，请勿手工修改。 -->

内容里的每一种文件，以及其中可以写的每一个字段。`sitegen new 类别 代号` 会写出带全部字段说明的文件；`sitegen schema 类别` 给出同样内容的
JSON Schema，编辑器据此在输入时提示。English: [fields.md](fields.md)

各处通用的写法：

- **代号**就是文件夹名或文件名：小写字母、数字和单个连字符。它是网址的一部分，定下来就不要改。
- **多语言文字**写成 `{zh: 铝基新材料, en: Aluminium}`；只写一个字符串时，算网站默认语言的。
- **数量**照平常的写法写：`20亿元`、`近20亿元`、`3000亿元以上`、`10-20亿元`、`1900万美元`、`300亩`、`6.5年`、`面议`。数值、单位和
  “近”“以上”等限定词原样保存，各语言按各自的习惯显示。
- **日期**可以是日、月或年：`2026-01-15`、`2026-01`、`2026`；`2026年1月15日` 也认得。
- **列表**只有一个值时，可以直接写这个值。
- **不知道的字段**不写。除了必填字段，缺了哪一个页面都照常显示。
- **`internal:`** 可以写在任何一层，内容不限，绝不公开；生成网站时若在页面上发现其中的内容，生成会停止。
- 带点的名称，如 `investment.total`，是里面一层的字段：`investment: {total: 20亿元}`。带 `[]` 的是列表中每一项的字段。
""",
    columns=("字段", "含义", "类型和写法", "必填", "说明"),
    common="各类条目共有的字段",
    common_intro="每个条目除了自己的字段，还可以有这些。",
    files="文件",
    body="`{yaml}`，正文 `zh.md`、`en.md` 等，图片和附件放在同一文件夹",
    folder="`{yaml}`；如有正文、图片和附件，放在文件夹 `{folder}`",
    address="网址",
    required="必填",
    list_of="列表：{}",
    text="多语言文字",
    mapping="一组字段，见下",
    by_locale="各语言分别写：{}",
    one_of="以下之一：{}",
    any_of="以下任意几项：{}",
    quantity="{}，如 `{}`",
    any_quantity="各种数量，如 `{}`",
    id_of="[{}](#{})的代号",
    own_id="本产业链某个{}的标识",
    by_default="不写则为 {}",
    see="同各类条目共有的 [`{0}`](#{1})",
    joint="或",
    plain={"text": "文字", "integer": "整数", "number": "数字", "boolean": "`true`（是）或 `false`（否）"},
    forms={
        "date": "日期",
        "moment": "日期，或日期加时刻（网站所在时区）",
        "period": "两个年份或月份，中间用 `/`；或一个日期",
        "slug": "代号",
        "url": "http 或 https 网址",
        "email": "电子邮箱",
        "phone": "办公电话，带区号",
        "file": "条目文件夹里的文件名",
        "region-code": "GB/T 2260 六位代码；园区在后面加连字符和字母或数字",
        "color": "颜色",
        "document-number": "文号，各种括号都会统一为〔〕",
    },
)

LANGUAGES: dict[str, Words] = {"fields.md": _ENGLISH, "fields.zh.md": _CHINESE}
"""The files of the reference."""


def reference(words: Words) -> str:
    """The whole reference in one language."""
    parts = [words.intro, _contents(words), *[_kind(kind, words) for kind in NAMED.values()]]
    common = [f'## <a id="{COMMON_ID}"></a>{words.common}', words.common_intro, _table(Entity, COMMON, words)]
    return "\n".join([*parts[:-1], "\n\n".join(common) + "\n", parts[-1]])


def _contents(words: Words) -> str:
    titles = [(kind.name, _title(kind, words)) for kind in NAMED.values()]
    titles.insert(-1, (COMMON_ID, words.common))
    return "".join(f"- [{title}](#{anchor})\n" for anchor, title in titles)


def _title(kind: Kind, words: Words) -> str:
    return f"{kind.zh} {kind.name}" if words.zh else kind.en


def _kind(kind: Kind, words: Words) -> str:
    about = kind.about_zh if words.zh else kind.about_en
    lines = [f'## <a id="{kind.name}"></a>{_title(kind, words)}', about, _where(kind, words)]
    if kind.name == SITE:
        lines.append(_table(kind.cls, fields_of(kind.cls), words))
    else:
        lines.append(_table(kind.cls, own_fields(kind.cls), words))
    return "\n\n".join(lines) + "\n"


def _where(kind: Kind, words: Words) -> str:
    yaml = FILES[kind.name]
    if kind.name == SITE:
        return f"- {words.files}: `{yaml}`"
    folder = FOLDERS[kind.name]
    pattern = words.body if kind.name in PACKAGED else words.folder
    address = f"/<locale>/{'' if kind.name == 'page' else f'{folder}/'}<id>/"
    files = pattern.format(yaml=yaml, folder=f"content/{folder}/<id>/")
    return f"- {words.files}: {files}\n- {words.address}: `{address}`"


def _table(cls: type[msgspec.Struct], fields: tuple[Field, ...], words: Words) -> str:
    rows = [f"| {' | '.join(words.columns)} |", f"|{'---|' * len(words.columns)}"]
    rows += [f"| {' | '.join(row)} |" for row in _rows(cls, fields, "", words)]
    return "\n".join(rows)


def _rows(
    cls: type[msgspec.Struct], fields: tuple[Field, ...], prefix: str, words: Words
) -> Iterator[tuple[str, ...]]:
    for field in fields:
        name = f"{prefix}{field.name}"
        anchor = f'<a id="{COMMON_ID}-{name}"></a>' if fields is COMMON else ""
        shared = None if fields is COMMON or (prefix and cls is _shared_part(field)) else _shared_name(field)
        kind = words.see.format(shared, f"{COMMON_ID}-{shared}") if shared else _type(cls, field, words)
        yield (
            f"{anchor}`{name}`",
            _cell(field.doc.zh if words.zh else field.doc.en),
            kind,
            words.required if field.required else "",
            _notes(field, words),
        )
        inner = inner_of(field.shape)
        if inner is not None and not shared:
            dot = "[]." if isinstance(field.shape, Many) else "."
            yield from _rows(inner, fields_of(inner), f"{name}{dot}", words)


def _shared_name(field: Field) -> str | None:
    """The common field that holds the same mapping, described once for all kinds."""
    inner = inner_of(field.shape)
    if inner is None:
        return None
    return next((common.name for common in COMMON if inner_of(common.shape) is inner), None)


def _type(cls: type[msgspec.Struct], field: Field, words: Words) -> str:
    example = example_of(cls, field)
    if isinstance(field.shape, Many) and isinstance(field.shape.item, OneOf):
        text = words.any_of.format(_choice(field.shape.item.values, words))
    elif isinstance(field.shape, Many):
        text = words.list_of.format(_shape(field.shape.item, "", words))
    else:
        text = _shape(field.shape, example, words)
    shown = isinstance(field.shape, Many | Form) or field.shape == Plain("text")
    return f"{text}{'，如' if words.zh else ', as'} `{example}`" if shown and example else text


def _shape(shape: Shape, example: str, words: Words) -> str:
    match shape:
        case Translated():
            return words.text
        case Inner():
            return words.mapping
        case Many(item):
            return words.list_of.format(_shape(item, "", words))
        case ByLocale(item):
            return words.by_locale.format(_shape(item, "", words))
        case Ref(kind) if kind in NAMED:
            return words.id_of.format(NAMED[kind].zh if words.zh else NAMED[kind].en.lower(), kind)
        case Ref(kind):
            return words.own_id.format({"segment": "环节", "stage": "阶段"}[kind] if words.zh else kind)
        case OneOf(values):
            return words.one_of.format(_choice(values, words))
        case Dimension(names, example_of_shape):
            return _quantity(names, example or example_of_shape, words)
        case Form(name):
            return words.forms[name]
        case Plain(name):
            return words.plain[name]


def _choice(values: tuple[str, ...], words: Words) -> str:
    meanings = ((term.value, term.zh if words.zh else term.en) for term in terms_of(values))
    if words.zh:
        return "、".join(f"`{value}`（{_cell(meaning)}）" for value, meaning in meanings)
    return ", ".join(f"`{value}` ({_cell(meaning)})" for value, meaning in meanings)


def _quantity(names: frozenset[str], example: str, words: Words) -> str:
    if len(names) >= MANY_DIMENSIONS:
        return words.any_quantity.format(example)
    known = [dimension for name, dimension in DIMENSIONS.items() if name in names]
    return words.quantity.format(words.joint.join(d.zh if words.zh else d.en for d in known), example)


def _notes(field: Field, words: Words) -> str:
    notes = [field.doc.note_zh if words.zh else field.doc.note_en]
    if isinstance(field.default, str | int | float) and not isinstance(field.shape, Inner):
        default = str(field.default).lower() if isinstance(field.default, bool) else str(field.default)
        notes.append(words.by_default.format(f"`{default}`"))
    return _cell(("；" if words.zh else "; ").join(note for note in notes if note))


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def write_reference(folder: Path) -> None:
    """Write both files."""
    for name, words in LANGUAGES.items():
        (folder / name).write_text(reference(words), "utf-8")


if __name__ == "__main__":
    write_reference(Path(sys.argv[1] if len(sys.argv) > 1 else "docs"))
