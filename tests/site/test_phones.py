"""Numbers of a contact: each is shown, each can be dialled, on pages and in contact files alike."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sitegen.pipeline.build import Options, build
from tests.support.minisite import CONTACT_YML, write_mini_site

PHONES = CONTACT_YML.replace("0839-0000000", "0839-0000001转8001") + (
    "phones: [{label: 热线, number: 400-888-0000}, {label: 传真, number: +86 (0)839 0000002},"
    " {label: {zh: 夜间, en: At night}, number: 0839-0000003}]\n"
    "address: {zh: 示例路1号, en: 1 Sample Road}\npostcode: '000000'\n"
)


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_mini_site(tmp_path_factory.mktemp("phones"), {"content/contacts/office.yml": PHONES})
    made = build(Options(root=root, output=root / "build", now="2026-11-20", jobs=1))
    assert made.diagnostics == []
    return root / "build"


@pytest.mark.parametrize(
    ("locale", "shown"),
    [
        ("zh", ["0839-0000001转8001", "热线", "传真", "+86-839-0000002", "夜间", "邮编", "000000"]),
        (
            "en",
            ["0839-0000001 ext. 8001", "Hotline", "Fax", "+86-839-0000002", "At night", "Postcode", "000000"],
        ),
    ],
)
def test_a_page_shows_every_number_and_dials_all_but_the_fax(
    tree: Path, locale: str, shown: list[str]
) -> None:
    page = (tree / locale / "contacts/office/index.html").read_text("utf-8")
    assert [text for text in shown if text not in page] == []
    dialled = dict.fromkeys(re.findall(r'href="(tel:[^"]*)"', page))
    assert list(dialled) == ["tel:+86-839-0000001;ext=8001", "tel:400-888-0000", "tel:+86-839-0000003"]


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_a_contact_file_dials_what_the_page_does(tree: Path, locale: str) -> None:
    card = (tree / locale / "contacts/office/contact.vcf").read_bytes().decode().replace("\r\n ", "")
    assert re.findall("TEL.*", card.replace("\r", "")) == [
        'TEL;VALUE=uri;TYPE="work,voice":tel:+86-839-0000001;ext=8001',
        'TEL;VALUE=uri;TYPE="work,voice":tel:400-888-0000',
        'TEL;VALUE=uri;TYPE="work,fax":tel:+86-839-0000002',
        'TEL;VALUE=uri;TYPE="work,voice":tel:+86-839-0000003',
    ]
    assert re.search(r"ADR;TYPE=work:;;[^;]+;;;000000;", card)


def test_the_first_of_several_is_the_one_to_call(tmp_path: Path) -> None:
    contact = PHONES.replace("phone: 0839-0000001转8001\n", "")
    root = write_mini_site(tmp_path, {"content/contacts/office.yml": contact})
    build(Options(root=root, output=root / "build", now="2026-11-20", jobs=1))
    page = (root / "build/zh/projects/sample/index.html").read_text("utf-8")
    assert 'href="tel:400-888-0000"' in page
