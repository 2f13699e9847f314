"""Theme text from .po files: which translation wins, plurals, and what is wrong with a bad file."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from sitegen.i18n.messages import Messages, MessagesError, derive_messages, load_messages

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: {}\\n"\n\n'
CHINESE = HEADER.format("nplurals=1; plural=0;")
RUSSIAN = HEADER.format(
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
)


def _po(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / f"{name}.po"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_looks_up(tmp_path: Path) -> None:
    path = _po(
        tmp_path,
        "a",
        CHINESE
        + """
msgid "Projects"
msgstr "项目"

msgctxt "menu"
msgid "Open"
msgstr "打开"

msgctxt "status"
msgid "Open"
msgstr "招商中"

msgid "%(n)s project"
msgid_plural "%(n)s projects"
msgstr[0] "%(n)s个项目"

#, fuzzy
msgid "Fuzzy"
msgstr "模糊"

msgid "Empty"
msgstr ""

#~ msgid "Old"
#~ msgstr "旧"
""",
    )
    messages = Messages(load_messages([path]))
    assert messages.gettext("Projects") == "项目"
    assert messages.pgettext("menu", "Open") == "打开"
    assert messages.pgettext("status", "Open") == "招商中"
    assert [messages.ngettext("%(n)s project", "%(n)s projects", n) for n in (1, 2)] == ["%(n)s个项目"] * 2
    assert messages.ngettext("one", "many", 2) == "many"
    assert [messages.gettext(text) for text in ("Fuzzy", "Empty", "Old", "Open", "")] == [
        "Fuzzy", "Empty", "Old", "Open", "",
    ]  # fmt: skip


def test_the_earlier_path_wins(tmp_path: Path) -> None:
    site = _po(tmp_path, "site", CHINESE + 'msgid "A"\nmsgstr "甲"\n\nmsgid "B"\nmsgstr ""\n')
    theme = _po(tmp_path, "theme", CHINESE + 'msgid "A"\nmsgstr "一"\n\nmsgid "B"\nmsgstr "二"\n')
    messages = Messages(load_messages([site, theme]))
    assert (messages.gettext("A"), messages.gettext("B")) == ("甲", "二")


def test_plurals_follow_the_language(tmp_path: Path) -> None:
    path = _po(
        tmp_path,
        "ru",
        RUSSIAN
        + """
msgid "day"
msgid_plural "days"
msgstr[0] "день"
msgstr[1] "дня"
msgstr[2] "дней"
""",
    )
    messages = Messages(load_messages([path]))
    assert [messages.ngettext("day", "days", n) for n in (1, 2, 5, 11, 21)] == [
        "день", "дня", "дней", "дней", "день",
    ]  # fmt: skip


def test_english_needs_no_file() -> None:
    messages = Messages({})
    assert [messages.ngettext("day", "days", n) for n in (0, 1, 2)] == ["days", "day", "days"]
    assert messages.pgettext("menu", "Open") == "Open"


def test_a_table_can_be_derived_and_told_apart(tmp_path: Path) -> None:
    path = _po(tmp_path, "a", CHINESE + 'msgid "A"\nmsgid_plural "As"\nmsgstr[0] "项目"\n')
    table = load_messages([path])
    derived = derive_messages(table, lambda text: text.replace("项", "項"))
    assert Messages(derived).ngettext("A", "As", 3) == "項目"
    assert Messages(table).ngettext("A", "As", 3) == "项目"


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    path = _po(tmp_path, "a", b"\xef\xbb\xbf" + (CHINESE + 'msgid "A"\r\nmsgstr "甲"\r\n').encode())
    assert load_messages([path])["A"] == "甲"


@pytest.mark.parametrize(
    ("text", "reason", "line"),
    [
        (CHINESE + 'msgid "A"\nmsgstr "甲\n', "malformed", 7),
        (CHINESE + 'msgid "A"\nmsgsrt "甲"\n', "malformed", 7),
        (CHINESE + 'msgid "A"\n\nmsgid "B"\nmsgstr "乙"\n', "malformed", 8),
        (CHINESE + 'msgstr "甲"\n', "malformed", 6),
        (CHINESE + 'msgid "A"\nmsgstr[0] "甲"\n', "malformed", 7),
        (CHINESE + 'msgid "A"\n', "malformed", 6),
        ('"stray"\n', "malformed", 1),
        (CHINESE + 'msgid "A"\nmsgid_plural "As"\nmsgstr[0] "甲"\nmsgstr[1] "乙"\n', "malformed", 6),
        (CHINESE + 'msgid "%(n)s A"\nmsgstr "%(m)s 甲"\n', "placeholder", 6),
        (HEADER.format("nplurals=2; plural=n;"), "plural-forms", 1),
        (HEADER.format("nplurals=2; plural=n.x;"), "plural-forms", 1),
        ((CHINESE + 'msgid "A"\nmsgstr "甲"\n').encode("gbk"), "encoding", 7),
        (b"\xff\xfe\x00", "encoding", 1),
        (b"\x00\x01", "malformed", 1),
    ],
)
def test_says_what_is_wrong(tmp_path: Path, text: str | bytes, reason: str, line: int) -> None:
    path = _po(tmp_path, "bad", text)
    with pytest.raises(MessagesError) as caught:
        load_messages([path])
    assert (caught.value.path, caught.value.reason, caught.value.line) == (path, reason, line)
    again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - our own bytes
    assert str(again) == str(caught.value)


def test_two_rules_for_plurals_are_refused(tmp_path: Path) -> None:
    plural = 'msgid "A"\nmsgid_plural "As"\nmsgstr[0] "甲"\n'
    one = _po(tmp_path, "one", CHINESE + plural)
    two = _po(tmp_path, "two", HEADER.format("nplurals=2; plural=(n != 1);") + plural + 'msgstr[1] "乙"\n')
    with pytest.raises(MessagesError) as caught:
        load_messages([one, two])
    assert caught.value.reason == "plural-forms"
