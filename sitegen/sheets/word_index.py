"""The words of project cards with the fields that they go into, as a table for the docs.

`python -m sitegen.sheets.word_index` writes it anew into docs/spreadsheets.md and docs/spreadsheets.zh.md.
"""

from __future__ import annotations

from pathlib import Path

from sitegen.sheets.columns import columns_of, words_of

DOCS = Path(__file__).parents[2] / "docs"
BEGIN, END = "<!-- words -->", "<!-- /words -->"
HEADS = {"spreadsheets.md": ("Words", "Field"), "spreadsheets.zh.md": ("叫法", "字段")}


def table(head: tuple[str, str]) -> str:
    """A row for each field of a project: what offices call it, and its name."""
    words = words_of("project")
    lines = [f"| {head[0]} | {head[1]} |", "| --- | --- |"]
    for column in columns_of("project"):
        names = dict.fromkeys((column.zh, *words.get(column.name, ())))
        lines.append(f"| {'、'.join(names)} | `{column.name}` |")
    return "\n".join(lines)


def renewed(text: str, head: tuple[str, str]) -> str:
    """A page with the table put anew between its marks."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{table(head)}\n\n{END}{after}"


if __name__ == "__main__":
    for name, head in HEADS.items():
        path = DOCS / name
        path.write_text(renewed(path.read_text("utf-8"), head), "utf-8")
