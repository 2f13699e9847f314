"""Where in a document something is said, for readers of English."""

from __future__ import annotations

import pytest

from sitegen.i18n.paragraphs import english_paragraph


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("一（二）", "Section 1(2)"),
        ("二（四）3", "Section 2(4)(3)"),
        ("十二", "Section 12"),
        ("二十", "Section 20"),
        ("全文", "full text"),
        ("导语", "introduction"),
        ("附件1", "Annex 1"),
        ("第五条", "Article 5"),
        ("第二十三章", "Chapter 23"),
        ("4.2", "Section 4.2"),
        ("表三备注", "表三备注"),
    ],
)
def test_places_in_documents(written: str, said: str) -> None:
    assert english_paragraph(written) == said
