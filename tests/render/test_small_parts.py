"""Parts of templates that few pages show, each by itself."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import Environment as Plain
from jinja2 import FileSystemLoader

from sitegen.render.theme import built_in_folder

TEMPLATES = built_in_folder() / "templates"


@pytest.fixture(scope="module")
def environment() -> Plain:
    made = Plain(loader=FileSystemLoader(TEMPLATES), autoescape=True)
    made.globals |= {
        "_": lambda text, **values: text % values if values else text,
        "ngettext": lambda one, many, number: one,
        "pgettext": lambda context, text: text,
        "asset": lambda name: name,
        "site": SimpleNamespace(time_zone="Asia/Shanghai", html_lang="en"),
    }
    return made


def words(text: str, lang: str = "") -> SimpleNamespace:
    return SimpleNamespace(text=text, lang=lang)


class Loose(SimpleNamespace):
    """What has no value is empty."""

    def __getattr__(self, name: str) -> str:
        return ""


OFFICE = Loose(name=words("Office"), email="a@example.org", mailto="mailto:a@example.org", url="/o/", id="o")
PHONE = Loose(**vars(OFFICE), phone="0839 326 0000", tel="tel:+868393260000")


@pytest.mark.parametrize(
    ("contact", "how", "mailed"),
    [
        (OFFICE, {"brief": True}, True),
        (PHONE, {"brief": True}, False),
        (OFFICE, {"folded": True}, True),
        (PHONE, {"folded": True}, True),
    ],
)
def test_who_has_no_telephone_can_be_written_to(
    environment: Plain, contact: Any, how: dict[str, Any], mailed: bool
) -> None:
    block = environment.get_template("parts/contact.html").module.contact_block  # type: ignore[attr-defined]
    head = str(block(contact, subject="Foil%20plant", **how)).partition("<details")[0]
    assert ('href="mailto:a@example.org?subject=Foil%20plant"' in head) is mailed


def source(template: str) -> str:
    return (TEMPLATES / template).read_text("utf-8")


def test_a_speaker_is_in_the_language_that_says_it(environment: Plain) -> None:
    """Of the steps of a programme; `t` marks what is in another language."""
    loop = re.search(r"(?s){% for item in page.programme %}.*?{% endfor %}", source("event.html"))
    assert loop is not None
    imports = "{% from 'parts/basic.html' import t, lang_of, date %}"
    item = SimpleNamespace(
        at=SimpleNamespace(iso="2026-05-01", text="1 May 2026"), title=words("签约", "zh-Hans"),
        speaker=words("王先生", "zh-Hans"),
    )  # fmt: skip
    html = environment.from_string(imports + loop[0]).render(page=SimpleNamespace(programme=[item]))
    assert re.search(r'<span lang="zh-Hans"[^>]*>王先生</span>', html)
    assert re.search(r'<div lang="zh-Hans"[^>]*>签约', html)


def test_a_board_of_one_column_is_no_board(environment: Plain) -> None:
    """All its projects would be in one place, which the list says as well."""
    part = re.search(r"(?s){% if page\.board\|length.*?%}", source("chain.html"))
    assert part is not None
    for columns, shown in ((0, ""), (1, ""), (2, "x")):
        page = SimpleNamespace(board=[None] * columns)
        assert environment.from_string(part[0] + "x{% endif %}").render(page=page) == shown
