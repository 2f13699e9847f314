"""What the field reference says in English and Chinese besides the model's own words."""

from __future__ import annotations

from typing import NamedTuple


class ReferenceWords(NamedTuple):
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
    by_word: str
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


ENGLISH = ReferenceWords(
    zh=False,
    intro="""\
# Fields

<!-- Made by `python -m sitegen.describe.reference`; not to be edited by hand. -->

Every file of a catalogue and every field that it may have. `sitegen new KIND ID` writes a file
with all of them, and `sitegen schema KIND` the same as JSON Schema, with which editors help
while you type. 中文版：[fields.zh.md](fields.zh.md)

How things are written, everywhere:

- **The id** of an entry is the name of its folder or file: lower-case letters, digits and
  single hyphens. It is part of the page's address, so choose it once.
- **Text in languages** is a mapping, `{zh: 铝基新材料, en: Aluminium}`; a plain string is in the
  site's default language.
- **Quantities** are written as people write them: `20亿元`, `近20亿元`, `3000亿元以上`, `10-20亿元`,
  `1900万美元`, `300亩`, `6.5年`, `面议` (negotiable). They are kept exactly, with unit and qualifier,
  and shown in each language's own way.
- **Dates** are a day, a month or a year: `2026-01-15`, `2026-01`, `2026`; `2026年1月15日` is read
  too.
- **A list** with one value may be written as the value alone.
- **A field that you do not know** is left out. Nothing on a page depends on its being there
  unless it is required.
- **`internal:`** may stand in any mapping and hold anything. It is never published, and a build
  stops when one of its values (of six characters or more) is found on a page.
- A name with a dot, `investment.total`, is a field inside another: `investment: {total: 20亿元}`.
  A name with `[]` is a field of each item of a list.
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
    by_word="mapping from {} to: {}",
    one_of="one of {}",
    any_of="any of {}",
    quantity="{}, as `{}`",
    any_quantity="any quantity, as `{}`",
    id_of="id of [{}](#{})",
    own_id="id of a {} of the {}",
    by_default="{} if left out",
    see="as [`{0}`](#{1}) of every kind",
    joint=" or ",
    plain={
        "text": "text",
        "integer": "whole number",
        "number": "number",
        "boolean": "`true` or `false`",
    },
)

CHINESE = ReferenceWords(
    zh=True,
    intro="""\
# 字段说明

<!-- 由 `python -m sitegen.describe.reference` 生成，请勿手工修改。 -->

内容里的每一种文件，以及其中可以写的每一个字段。`sitegen new 类别 代号` 会写出带全部字段说明的文件；\
`sitegen schema 类别` 给出同样内容的 JSON Schema，编辑器据此在输入时提示。English: [fields.md](fields.md)

各处通用的写法：

- **代号**就是文件夹名或文件名：小写字母、数字和单个连字符。它是网址的一部分，定下来就不要改。
- **多语言文字**写成 `{zh: 铝基新材料, en: Aluminium}`；只写一个字符串时，算网站默认语言的。
- **数量**照平常的写法写：`20亿元`、`近20亿元`、`3000亿元以上`、`10-20亿元`、`1900万美元`、\
`300亩`、`6.5年`、`面议`。数值、单位和“近”“以上”等限定词原样保存，各语言按各自的习惯显示。
- **日期**可以是日、月或年：`2026-01-15`、`2026-01`、`2026`；`2026年1月15日` 也认得。
- **列表**只有一个值时，可以直接写这个值。
- **不知道的字段**不写。除了必填字段，缺了哪一个页面都照常显示。
- **`internal:`** 可以写在任何一层，内容不限，绝不公开；\
生成网站时若在页面上发现其中的内容（六个字符以上），生成会停止。
- 带点的名称，如 `investment.total`，是里面一层的字段：`investment: {total: 20亿元}`。\
带 `[]` 的是列表中每一项的字段。
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
    by_word="一组：{}，对应{}",
    one_of="以下之一：{}",
    any_of="以下任意几项：{}",
    quantity="{}，如 `{}`",
    any_quantity="各种数量，如 `{}`",
    id_of="[{}](#{})的代号",
    own_id="所属{1}某个{0}的标识",
    by_default="不写则为 {}",
    see="同各类条目共有的 [`{0}`](#{1})",
    joint="或",
    plain={"text": "文字", "integer": "整数", "number": "数字", "boolean": "`true`（是）或 `false`（否）"},
)
