"""Two hundred internal values pasted into public texts, and two hundred harmless repetitions: a site each."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.diagnostics.show import as_text
from tests.site.test_pasted import problems
from tests.support.minisite import MiniSite

NUMBERS = range(10, 30)
FORMS = (
    "{0}.75亿元",
    "{0}83亩",
    "0.{0}7元/kWh",
    "{0}.5%",
    "0360-55501{0}",
    "NDA-2026-0417-{0}B",
    "云岭特种材料{0}号公司",
    "Northwind Holdings {0} Ltd",
    "底价每亩{0}万三千元，不得外传",
    "They have promised plot {0} for nothing",
)
PLACES = (
    "title: {{zh: 关于{value}的项目, en: Sample {number}}}\n",
    "title: {{zh: 示例{number}, en: Sample {number}}}\nsummary: {{zh: 其中{value}已定, en: Text}}\n",
    "title: {{zh: 示例{number}, en: Sample {number}}}\nsummary: {{zh: 摘要, en: 'It says {value} there'}}\n",
    "title: {{zh: 示例{number}, en: Sample {number}}}\n"
    "attachments: [{{file: a.csv, title: {{zh: '表 {value}', en: Table}}}}]\n",
    "title: {{zh: 示例{number}, en: Sample {number}}}\n",  # and the value in the body
)
PUBLIC = (
    "investment: {{total: {0}.75亿元}}|{0}.75亿元",
    "land: {{area: {0}83亩}}|{0}83亩",
    "published: 2026-01-{0}|2026-01-{0}",
    "returns: {{irr: {0}.5%}}|{0}.5%",
    "code: GY-2026-0{0}|GY-2026-0{0}",
    "capacity: {0}.25万吨/年|{0}.25万吨/年",
    "contacts: [office]|office",
    "status: open|open",
    "status: open|小城投资促进局",
    "status: open|20{0}年",
)


def _canaries() -> Iterator[tuple[str, str, str]]:
    """Folder, value and place, each place with each form."""
    for at, form in enumerate(FORMS):
        for number in NUMBERS:
            place = PLACES[(at + number) % len(PLACES)]
            yield f"canary-{at}-{number}", form.format(number), place


def test_two_hundred_internal_values_are_stopped_and_none_is_printed(mini_site: MiniSite) -> None:
    files: dict[str, str | bytes] = {}
    wanted = {}
    for key, value, place in _canaries():
        folder = f"content/projects/{key}"
        text = "status: open\n" + place.format(value=value, number=key) + f"internal: {{note: '{value}'}}\n"
        in_body = place == PLACES[-1]
        files[f"{folder}/project.yml"] = text
        files[f"{folder}/zh.md"] = f"# 概况\n\n此处写着{value}。\n" if in_body else "正文。\n"
        files[f"{folder}/a.csv"] = "a,b\n1,2\n"
        line = len(text.splitlines())
        wanted[f"{folder}/zh.md" if in_body else f"{folder}/project.yml"] = f"{folder}/project.yml:{line}"
    root = mini_site(files)
    found = [one for one in problems(root) if one.code == "E_PASTED"]
    assert {one.place.path: one.params["source"] for one in found} == wanted
    assert len(wanted) == 200
    lines = {name: str(text).splitlines() for name, text in files.items()}
    told = "".join(
        as_text(found, language, lambda path, line: lines[path][line - 1]) for language in ("zh", "en")
    )
    assert [value for _, value, _ in _canaries() if value in told] == []
    assert not (root / "build").exists()


def test_two_hundred_harmless_repetitions_stop_nothing(mini_site: MiniSite) -> None:
    files: dict[str, str | bytes] = {}
    for at, form in enumerate(PUBLIC):
        for number in NUMBERS:
            field, value = form.format(number).split("|")
            files[f"content/projects/plain-{at}-{number}/project.yml"] = (
                f"title: {{zh: 示例{at}-{number}, en: Sample {at}-{number}}}\n"
                + ("" if field.startswith("status") else "status: open\n")
                + f"{field}\nsummary: {{zh: '见{value}，请查收', en: 'See {value} below'}}\n"
                + f"internal: {{note: '{value}'}}\n"
            )
    assert len(files) == 200
    assert [one for one in problems(mini_site(files)) if one.code in ("E_PASTED", "E_LEAK")] == []
