"""What the search finds: every page that holds a word, in any script and language, by pinyin and by codes."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from sitegen.model.kinds import KINDS
from sitegen.routes import search_block, search_blocks
from tests.support.catalogues import make_state
from tests.support.minisite import PROJECT_YML, SITE_YML, MiniSite, write_mini_site
from tests.support.process import RunCli, must
from tests.support.process import run_cli as run_sitegen
from tests.support.search import searched
from tests.support.search_truth import Truth, missed, queries_of
from tests.support.site import Site

PLANT_YML = (
    PROJECT_YML.replace("示例项目", "<b>材料厂</b>").replace("Sample project", "<b>Plant</b>")
    + "chain: batteries\nsegments: [cathode]\nregion: oldtown\ncode: XM-7\n"
)
MORE: dict[str, str | bytes] = {
    "site.yml": f"{SITE_YML}files: [search-bodies]\nsynonyms: [[厂子, 材料厂]]\n",
    "content/chains/batteries.yml": (
        "title: {zh: 锂电池, en: Batteries}\n"
        "stages: [{id: up, title: {zh: 上游, en: Upstream}}]\n"
        "segments:\n  - {id: cathode, title: {zh: 正极材料, en: Cathode materials}, stage: up}\n"
    ),
    "content/regions/oldtown.yml": "title: {zh: 老城, en: Oldtown}\nkind: county\n",
    "content/contacts/desk.yml": "organisation: {zh: 投促局, en: Promotion Bureau}\nphone: 0839-1234567\n",
    "content/policies/rule/policy.yml": (
        "title: {zh: 办法, en: Rule}\nlevel: city\nnumber: 广经合〔2020〕3号\nkind: [notice]\n"
    ),
    "content/projects/plant/project.yml": PLANT_YML,
    "content/projects/plant/zh.md": "正文说**鋁**箔。\n",
    "content/projects/plant/en.md": "It makes aluminium labels.\n",
}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with texts among what is looked through."""
    root = write_mini_site(tmp_path_factory.mktemp("searched") / "site", MORE)
    must(run_sitegen("build", cwd=root))
    return root / "build"


def found(tree: Path, text: str) -> list[str]:
    return searched(tree, [text])[0].paths


PLANT, CHAIN, SEGMENT = "projects/plant/", "chains/batteries/", "chains/batteries/cathode/"
FOUND_BY = {
    PLANT: (
        "材料厂", "Plant", "ＰＬＡＮＴ", "plan", "铝箔", "鋁箔", "aluminum", "label plant", "LABEL 材料",
        "xm7", "XM 7", "XM-7", "老城 正极", "Oldtown batteries", "厂子",
        "cailiaochang", "cai liao", "clc", "laocheng", "zheng ji",
    ),
    CHAIN: ("鋰電池", "lidianchi", "锂离子电池"),
    SEGMENT: ("zhengji", "Cathode"),
    "policies/rule/": ("广经合[2020]3号", "廣經合（２０２０）3號", "经合 2020"),
    "contacts/desk/": ("投促", "promotion", "tou cu ju", "1234567"),
}  # fmt: skip


def test_entries_are_found_in_every_script_language_and_spelling(small: Path) -> None:
    asked = [(text, path) for path, texts in FOUND_BY.items() for text in texts]
    answers = searched(small, [text for text, _ in asked])
    lost = [text for (text, path), answer in zip(asked, answers, strict=True) if path not in answer.paths]
    assert lost == []


def test_nothing_is_found_by_what_stands_nowhere_and_the_word_to_drop_is_said(small: Path) -> None:
    assert found(small, "不在其中") == []
    (answer,) = searched(small, ["材料厂 没有的"])
    assert (answer.paths[0], answer.dropped) == (PLANT, ["没有的"])


def test_a_hit_is_shown_with_its_facts_and_its_other_titles(small: Path) -> None:
    rows = {
        row[0]: row[1:] for file in small.glob("en/search/*.json") for row in json.loads(file.read_bytes())
    }
    title, lang, summary, facts, status, others = rows[PLANT]
    assert (title, lang, summary, status) == ("<b>Plant</b>", "", "A project to test with.", "open")
    assert facts == [
        "Open to investors",
        "CNY\N{NO-BREAK SPACE}2\N{NO-BREAK SPACE}billion",
        "Oldtown",
        "XM-7",
    ]
    assert others == [["<b>材料厂</b>", "zh-Hans"]]
    assert rows["contacts/desk/"][0] == "Promotion Bureau"
    assert rows["contacts/desk/"][3] == ["0839-1234567"]


def test_all_paths_lead_to_pages(real: Site) -> None:
    for locale in ("zh", "en", "zh-hant"):
        seen = 0
        for file in real.root.glob(f"build/{locale}/search/*.json"):
            for path, title, *_ in json.loads(file.read_text("utf-8")):
                page, _, anchor = path.partition("#")
                text = (real.root / "build" / locale / page / "index.html").read_text("utf-8")
                assert not anchor or f'id="{anchor}"' in text
                assert title
                seen += 1
        assert seen > 100


def test_what_is_not_public_is_not_found(mini_site: MiniSite, run_cli: RunCli) -> None:
    for word in ("draft", "internal"):
        hidden = f"{PLANT_YML}visibility: {word}\n"
        root = mini_site(MORE | {"content/projects/plant/project.yml": hidden}, name=word)
        must(run_cli("build", cwd=root))
        assert PLANT not in [
            path for text in ("材料厂", "xm7", "labels") for path in found(root / "build", text)
        ]
        for file in [*(root / "build").rglob("*.json"), *(root / "build/search").rglob("*.txt")]:
            text = file.read_text("utf-8")
            assert "Plant" not in text
            assert "xm7" not in text.casefold()
            assert "\nlabels " not in text


def test_a_word_in_an_internal_block_is_not_in_the_index(mini_site: MiniSite, run_cli: RunCli) -> None:
    project = f"{PLANT_YML}internal: {{note: 秘密联营 quietword}}\n"
    root = mini_site(MORE | {"content/projects/plant/project.yml": project})
    must(run_cli("build", cwd=root))
    index = "".join(file.read_text("utf-8") for file in (root / "build/search").rglob("*.txt"))
    assert "秘密" not in index
    assert "quietword" not in index


def test_a_site_without_a_search(mini_site: MiniSite, run_cli: RunCli) -> None:
    root = mini_site({**MORE, "site.yml": f"{SITE_YML}leave_out: [search]\nfiles: [search-bodies]\n"})
    must(run_cli("build", cwd=root))
    assert not (root / "build/en/search").exists()
    assert not (root / "build/search").exists()
    assert "search/" not in (root / "build/en/index.html").read_text("utf-8")


def test_texts_are_looked_through_only_where_that_is_chosen(mini_site: MiniSite, run_cli: RunCli) -> None:
    event = "title: {zh: 推介会, en: Roadshow}\nkind: roadshow\nstarts: 2026-01-01\n"
    files = {"content/events/roadshow/event.yml": event, "site.yml": f"{SITE_YML}leave_out: [events]\n"}
    root = mini_site({**MORE, **files})
    must(run_cli("build", cwd=root))
    assert not (root / "build/search/texts-0").exists()
    assert found(root / "build", "材料厂") == [PLANT]
    assert found(root / "build", "铝箔") == []
    assert found(root / "build", "推介会") == [], "kinds without pages are not looked through"


def test_an_edit_of_a_text_writes_only_the_files_that_its_words_are_in(
    mini_site: MiniSite, run_cli: RunCli
) -> None:
    root = mini_site(MORE)
    must(run_cli("build", cwd=root))
    before = {file: file.read_bytes() for file in (root / "build/search").rglob("*.txt")}
    (root / "content/projects/plant/zh.md").write_text("正文说铝箔，又说钒钛。\n", "utf-8")
    must(run_cli("build", cwd=root))
    changed = {file.parent.name for file, data in before.items() if file.read_bytes() != data}
    assert changed == {"texts-0"}
    assert sum(file.read_bytes() != data for file, data in before.items()) <= 5
    assert PLANT in found(root / "build", "钒钛")


@pytest.mark.parametrize("seed", range(3))
def test_each_entry_is_in_one_block_of_a_bounded_size(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.routes.SEARCH_BLOCK", 3)
    catalogue = make_state(seed).catalogue()
    blocks = [search_block(catalogue, str(number)) for number in range(search_blocks(catalogue))]
    assert sum(map(len, blocks)) <= 3 * len(blocks)
    searched = [entry for block in blocks for entry in block if entry[0] != "segment"]
    assert len(searched) == len(set(searched))
    assert sorted(searched) == sorted((kind, key) for kind in KINDS for key in catalogue.ids(kind))


def test_every_page_that_holds_a_word_is_found(demo: Site) -> None:
    asked = queries_of(Truth(demo.root), random.Random(1), 340)
    assert len(asked) >= 280
    assert missed(demo.tree, asked) == {}
