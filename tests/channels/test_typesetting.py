"""What typst remembers of a book is not kept while the next one is set."""

from __future__ import annotations

from typing import Any

import pytest
import typst

from sitegen.channels.raster import chinese_fonts
from sitegen.channels.tools import Tool
from sitegen.channels.typesetting import BOOK, REMEMBERED, Document, bytes_of, pdf


@pytest.mark.parametrize(("letters", "compiled"), [(10, 1), (BOOK, REMEMBERED + 2)])
def test_a_book_is_forgotten_once_it_is_set(
    monkeypatch: pytest.MonkeyPatch, letters: int, compiled: int
) -> None:
    calls = []

    def compile_(files: dict[str, bytes], **options: Any) -> bytes:
        calls.append(files)
        return b"%PDF"

    monkeypatch.setattr(typst, "compile", compile_)
    document = Document(template="book.typ", lang="zh-Hans", data={"title": "铝" * letters})
    assert pdf(bytes_of(document).source, {"typst": Tool("", chinese_fonts())}) == b"%PDF"
    assert len(calls) == compiled
