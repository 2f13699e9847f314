"""The forms in which problems are shown: to a person, to a program, to a workflow's runner."""

from __future__ import annotations

import json

import pytest

from sitegen.diagnostics import Diagnostic, Place, problem, too_large
from sitegen.diagnostics.show import as_github, as_json, as_text, hint, message

LINES = {
    ("content/a.yml", 3): "summary: {zh: 铝箔项目（一期）, eng: Foil}\n",
    ("content/a.yml", 4): "\tstatus: \x1b[31mopne\u202e\n",
    ("content/a.yml", 5): "title: Cafe\u0301 ➜ " + "长" * 200 + "\n",
}


def read_line(path: str, line: int) -> str | None:
    return LINES.get((path, line))


def locale_problem() -> Diagnostic:
    return problem("E_UNKNOWN_LOCALE", Place("content/a.yml", 3, 25), key="eng", known="zh, en", near="en")


def test_text_in_english() -> None:
    assert as_text([locale_problem()], "en", read_line) == (
        """\
content/a.yml:3:25: error E_UNKNOWN_LOCALE: “eng” is not a language of this site
    3 | summary: {zh: 铝箔项目（一期）, eng: Foil}
      |                                 ^
    = Did you mean “en”?"""
    )


def test_text_in_chinese() -> None:
    assert as_text([locale_problem()], "zh", read_line) == (
        """\
content/a.yml:3:25: 错误 E_UNKNOWN_LOCALE: “eng”不是本网站的语言
    3 | summary: {zh: 铝箔项目（一期）, eng: Foil}
      |                                 ^
    = 是不是“en”？"""
    )


def test_hint_without_a_word_that_is_near() -> None:
    plain = problem("E_UNKNOWN_LOCALE", Place("content/a.yml", 3, 25), key="qq", known="zh, en")
    assert hint(plain, "en") == "Its languages are: zh, en."


def test_a_problem_of_the_whole_file_has_no_line() -> None:
    whole = problem("W_ATTACHMENT_AUTHOR", Place("content/projects/a/plan.docx"))
    first, *others = as_text([whole], "zh", read_line).split("\n")
    assert first == "content/projects/a/plan.docx: 警告 W_ATTACHMENT_AUTHOR: 文件属性中留有编写人的姓名"
    assert len(others) == 1


def test_a_problem_of_the_machine_has_no_file() -> None:
    text = as_text([problem("E_PORT", Place(""), port=8000, free=8001)], "en", read_line)
    assert text.startswith("error E_PORT: port 8000 is used by another program\n")


def test_a_line_that_cannot_be_read_is_left_out() -> None:
    text = as_text([problem("E_TAB", Place("content/gone.yml", 1, 1))], "en", read_line)
    assert text.count("\n") == 1


def test_content_cannot_steer_the_terminal() -> None:
    wrong = problem(
        "E_CHOICE", Place("content/\x1b]0;x\x07.yml", 4, 10), value="\x1b[31mopne\u202e", known="open"
    )
    source = {("content/\x1b]0;x\x07.yml", 4): LINES["content/a.yml", 4]}
    text = as_text([wrong], "en", lambda path, line: source.get((path, line)))
    assert text.split("\n")[:3] == [
        "content/\\u{001b}]0;x\\u{0007}.yml:4:10: error E_CHOICE: "
        "“\\u{001b}[31mopne\\u{202e}” is none of the terms that can stand here",
        "    4 |  status: \\u{001b}[31mopne\\u{202e}",
        "      |          ^",
    ]
    assert all(char.isprintable() or char == "\n" for char in text)


def test_colour_only_where_it_is_asked_for() -> None:
    assert "\x1b[1;31merror\x1b[0m" in as_text([locale_problem()], "en", read_line, colour=True)


def test_a_long_line_is_cut_around_the_place() -> None:
    far = problem("E_QUANTITY", Place("content/a.yml", 5, 150), value="x" * 5000, example="1", en="e", zh="z")
    lines = as_text([far], "en", read_line).split("\n")
    assert all(len(line) < 320 for line in lines)
    assert lines[2].endswith("^")


def test_json() -> None:
    assert json.loads(as_json([locale_problem()], "en")) == [
        {
            "code": "E_UNKNOWN_LOCALE",
            "severity": "error",
            "path": "content/a.yml",
            "line": 3,
            "column": 25,
            "message": "“eng” is not a language of this site",
            "hint": "Did you mean “en”?",
        }
    ]
    assert as_json([], "zh") == "[]"
    assert "不是本网站的语言" in as_json([locale_problem()], "zh")


def test_github() -> None:
    assert as_github([locale_problem()], "en") == (
        "::error file=content/a.yml,line=3,col=25::"
        "E_UNKNOWN_LOCALE: “eng” is not a language of this site%0ADid you mean “en”?"
    )
    whole = problem("W_ATTACHMENT_AUTHOR", Place("content/plan.docx"))
    assert as_github([whole], "en").startswith("::warning file=content/plan.docx,line=1,col=1::")


@pytest.mark.parametrize(
    "value", ["x\n::set-output name=a::b", "x\r\n::error::b", "100%0A::error::b", "::stop::"]
)
def test_content_cannot_add_commands_to_a_workflow(value: str) -> None:
    wrong = problem("E_CHOICE", Place(f"content/{value},line=9.yml", 1, 1), value=value, known="open")
    (command,) = as_github([wrong], "en").split("\n")
    assert "\r" not in command
    head, _, text = command.removeprefix("::error ").partition("::")
    names = [field.partition("=")[0] for field in head.split(",")]
    assert names == ["file", "line", "col"]
    assert "%0A::error" not in text.replace("%250A", "")


def test_params_are_filled_in_as_they_are() -> None:
    """Braces in content are no places to fill in."""
    wrong = problem("E_UNKNOWN_KEY", Place("content/a.yml", 1, 1), key="{known}{0.__class__}", known="title")
    assert message(wrong, "en") == "there is no field “{known}{0.__class__}” here"


def test_names_to_choose_from_are_all_shown_and_content_is_cut_visibly() -> None:
    names = ", ".join(f"name-{number}" for number in range(60))
    unknown = problem("E_UNKNOWN_KEY", Place("content/a.yml", 1, 1), key="x" * 300, known=names)
    assert names in hint(unknown, "en")
    assert f"“{'x' * 199}…”" in message(unknown, "en")


@pytest.mark.parametrize(
    ("limit", "said"), [(3_000_000, "3 MB"), (1_500_000, "1.5 MB"), (500_000, "500 KB"), (999, "999 bytes")]
)
def test_sizes_are_told_as_file_managers_do(limit: int, said: str) -> None:
    assert message(too_large(Place("a.jpg"), limit), "en") == f"this file is larger than {said}"


def test_a_line_that_is_no_text_is_not_shown() -> None:
    binary = problem("E_ENCODING", Place("a.yml", 1, 1), en="x", zh="x")
    assert len(as_text([binary], "en", lambda *_: "\0" * 500).splitlines()) == 2
