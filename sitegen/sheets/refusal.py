"""Why a sheet, or a cell of it, cannot be taken: one sentence in each language."""

from __future__ import annotations

from sitegen.diagnostics import InputError


class SheetRefused(InputError):
    """A file that cannot be read as tables."""

    def __init__(self, en: str, zh: str) -> None:
        super().__init__(en)
        self.en = en
        self.zh = zh
