"""A small site with every kind of entry, and random edits of it: what an incremental build has to follow.

Every edit leaves a site that builds. Used by the tests and by the long run in bench/.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

STATUSES = ("planned", "open", "in-talks", "signed", "under-construction", "operating", "paused")
CHAINS = ("steel", "herbs")
SEGMENTS = {"steel": ("ore", "plate"), "herbs": ("growing", "slices")}
REGIONS = ("city", "north", "south", "park")
PRODUCTS = ("钢板", "镀锌钢板", "切片")
"""Of enterprises' offers and needs: some go together."""

SITE = """\
title: {zh: 测试目录, en: Test catalogue}
base_url: https://invest.example.org/site/
tagline: {zh: 一句话, en: One line}
locales:
  - id: zh
  - id: en
  - {id: zh-hant, derived_from: zh}
limits: {page_size: 3}
fallback_contact: office
"""

Edit = Callable[[random.Random, Path], None]


def write(root: Path, path: str, text: str) -> None:
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, "utf-8")


def project_yaml(rng: random.Random, number: int) -> str:
    chain = rng.choice(CHAINS)
    segment = rng.choice(SEGMENTS[chain])
    lines = [
        f"title: {{zh: 项目{number}号{rng.randint(0, 99)}, en: Project {number}-{rng.randint(0, 99)}}}",
        f"status: {rng.choice(STATUSES)}",
        f"kind: {rng.choice(('project', 'opportunity'))}",
        f"chain: {chain}",
        f"segments: [{segment}]",
        f"region: {rng.choice(REGIONS)}",
        f"investment: {{total: {rng.randint(1, 90)}亿元}}",
        f"published: 2026-0{rng.randint(1, 9)}-1{rng.randint(0, 9)}",
        f"cooperation: [{rng.choice(('sole', 'ppp', 'lease'))}]",
        f"policies: [{rng.choice(('grant', 'notice'))}]",
        f"expires: {rng.choice(('2026-10-01', '2027-10-01'))}",
        f"featured: {rng.choice(('true', 'false'))}",
        f"seeks: [{rng.choice(('capital', 'technology'))}]",
        f"nature: {rng.choice(('new', 'expansion'))}",
        f"tags: [{rng.choice(('red', 'blue'))}]",
    ]
    if rng.random() < 0.5:
        lines.append(f"contacts: [{rng.choice(('office', 'hotline'))}]")
    if rng.random() < 0.3:
        lines.append(f"internal: {{note: 内部备注{rng.randint(1000, 9999)}甲乙丙}}")
    return "\n".join(rng.sample(lines, len(lines))) + "\n"


def make_site(root: Path, projects: int = 8, seed: int = 1) -> None:
    rng = random.Random(seed)
    write(root, "site.yml", SITE)
    for number in range(projects):
        add_project(rng, root, number)
    for chain in CHAINS:
        write_chain(rng, root, chain)
    for region in REGIONS:
        write_region(rng, root, region)
    for contact in ("office", "hotline"):
        write_contact(rng, root, contact)
    for policy in ("grant", "notice"):
        write_policy(rng, root, policy)
    write_enterprise(rng, root, "mill")
    write_event(rng, root, "fair")
    write_news(rng, root, "first")
    write_service(rng, root, "set-up")
    write_service(rng, root, "complaints")
    write_tour(rng, root, "route")
    write_origin(rng, root, "delta")
    write_fund(rng, root, "first")
    write_collection(rng, root)
    write_page(rng, root, "about")


def add_project(rng: random.Random, root: Path, number: int) -> None:
    folder = f"content/projects/p{number:03d}"
    write(root, f"{folder}/project.yml", project_yaml(rng, number))
    write(
        root,
        f"{folder}/zh.md",
        f"## 概况{rng.randint(0, 9)}\n\n正文{rng.randint(0, 999)}，见[政策](policy:grant)。\n",
    )
    if rng.random() < 0.7:
        write(
            root,
            f"{folder}/en.md",
            f"## Overview\n\nText {rng.randint(0, 999)}, see [policy](policy:grant).\n",
        )


def write_chain(rng: random.Random, root: Path, chain: str) -> None:
    first, second = SEGMENTS[chain]
    strengths = ("strong", "weak", "missing", "unknown")
    write(
        root,
        f"content/chains/{chain}.yml",
        f"title: {{zh: {chain}链{rng.randint(0, 99)}, en: Chain {chain} {rng.randint(0, 99)}}}\n"
        f"region: city\nlead: office\nstages: [{{id: up, title: 上游}}]\nsegments:\n"
        f"  - {{id: {first}, stage: up, title: {first}段, strength: {rng.choice(strengths)}, feeds: [{second}]}}\n"
        f"  - {{id: {second}, stage: up, title: {second}段, strength: {rng.choice(strengths)}}}\n",
    )


def write_region(rng: random.Random, root: Path, region: str) -> None:
    parents = {"north": ["city"], "south": ["city", "north"], "park": ["north", "south"]}
    parent = f"parent: {rng.choice(parents[region])}\n" if region in parents else ""
    kind = {"city": "city", "park": "park"}.get(region, "county")
    costs = (
        f"costs: [{{item: water, price: {rng.randint(2, 9)}元/m3, date: 2026-01}}]\n"
        if rng.random() < 0.5
        else ""
    )
    write(
        root,
        f"content/regions/{region}.yml",
        f"title: {{zh: {region}区{rng.randint(0, 99)}, en: Region {region}}}\nkind: {kind}\n{parent}{costs}"
        f"admission: [{{level: {rng.choice(('welcome', 'limited'))}, chains: [{rng.choice(CHAINS)}], "
        f"text: {{zh: 规定{rng.randint(0, 99)}, en: Rule}}}}]\n",
    )


def write_contact(rng: random.Random, root: Path, contact: str) -> None:
    write(
        root,
        f"content/contacts/{contact}.yml",
        f"organisation: {{zh: 投促局{rng.randint(0, 99)}, en: Bureau {rng.randint(0, 99)}}}\n"
        f"phone: 0599-55{rng.randint(10000, 99999)}\nhotline: {rng.choice(('true', 'false'))}\n"
        f"regions: [{rng.choice(REGIONS)}]\nchains: [{rng.choice(CHAINS)}]\n"
        f"{rng.choice(('', 'serves: [delta]' + chr(10)))}",
    )


def write_policy(rng: random.Random, root: Path, policy: str) -> None:
    applies = rng.choice((f"chains: [{rng.choice(CHAINS)}]", f"regions: [{rng.choice(REGIONS)}]"))
    write(
        root,
        f"content/policies/{policy}/policy.yml",
        f"title: {{zh: 政策{policy}{rng.randint(0, 99)}, en: Policy {policy} {rng.randint(0, 99)}}}\n"
        f"level: {rng.choice(('city', 'county'))}\nissued: 2025-0{rng.randint(1, 9)}\n"
        f"expires: {rng.choice(('2026-01', '2028-01'))}\napplies: {{{applies}}}\n"
        f"grants: [{{title: {{zh: 补助, en: Grant}}, rate: {rng.randint(1, 20)}%}}]\n",
    )


def write_enterprise(rng: random.Random, root: Path, enterprise: str) -> None:
    chain = rng.choice(CHAINS)
    write(
        root,
        f"content/enterprises/{enterprise}.yml",
        f"title: {{zh: 企业{rng.randint(0, 99)}, en: Mill {rng.randint(0, 99)}}}\n"
        f"role: {rng.choice(('leader', 'key'))}\nregion: {rng.choice(REGIONS)}\n"
        f"chains: [{{chain: {chain}, segments: [{rng.choice(SEGMENTS[chain])}]}}]\n"
        f"{rng.choice(('offers', 'needs'))}: [{{id: a, product: {{zh: {rng.choice(PRODUCTS)}, en: Goods}}}}]\n",
    )


def write_event(rng: random.Random, root: Path, event: str) -> None:
    write(
        root,
        f"content/events/{event}/event.yml",
        f"title: {{zh: 推介会{rng.randint(0, 99)}, en: Fair {rng.randint(0, 99)}}}\nkind: fair\n"
        f"starts: 2026-{rng.choice(('03', '12'))}-05\nchains: [{rng.choice(CHAINS)}]\n"
        f"policies: [grant]\nresults: {{projects: {rng.randint(1, 9)}个}}\n",
    )


def write_news(rng: random.Random, root: Path, news: str) -> None:
    write(
        root,
        f"content/news/{news}/news.yml",
        f"title: {{zh: 动态{rng.randint(0, 99)}, en: News {rng.randint(0, 99)}}}\nkind: report\n"
        f"date: 2026-0{rng.randint(1, 9)}-11\nchains: [{rng.choice(CHAINS)}]\npolicies: [grant]\n",
    )


def write_service(rng: random.Random, root: Path, service: str) -> None:
    kind = rng.choice(("service\nstage: register", "service\nstage: build", "inquiry", "complaint"))
    write(
        root,
        f"content/services/{service}/service.yml",
        f"title: {{zh: 服务{service}{rng.randint(0, 99)}, en: Service}}\nkind: {kind}\n"
        f"time: {rng.randint(1, 9)}个工作日\npolicies: [grant]\ncontacts: [office]\n",
    )


def write_tour(rng: random.Random, root: Path, tour: str) -> None:
    write(
        root,
        f"content/tours/{tour}/tour.yml",
        f"title: {{zh: 考察{tour}{rng.randint(0, 99)}, en: Tour}}\nchains: [{rng.choice(CHAINS)}]\n"
        f"dates: [2026-{rng.choice(('03', '12'))}-09]\nstops:\n"
        f"  - {{region: {rng.choice(REGIONS)}, stay: {rng.randint(10, 90)}分钟}}\n"
        f"  - {{enterprise: mill, travel: {rng.randint(10, 90)}分钟, stay: 1小时}}\n",
    )


def write_origin(rng: random.Random, root: Path, origin: str) -> None:
    write(
        root,
        f"content/origins/{origin}.yml",
        f"title: {{zh: 来源{origin}{rng.randint(0, 99)}, en: Origin {origin}}}\norder: {rng.randint(1, 9)}\n"
        f"policies: [{rng.choice(('grant', 'notice'))}]\n",
    )


def write_fund(rng: random.Random, root: Path, fund: str) -> None:
    write(
        root,
        f"content/funds/{fund}.yml",
        f"title: {{zh: 基金{fund}{rng.randint(0, 99)}, en: Fund {fund}}}\n"
        f"{rng.choice(('', f'chains: [{rng.choice(CHAINS)}]' + chr(10)))}"
        f"{rng.choice(('', f'regions: [{rng.choice(REGIONS)}]' + chr(10)))}"
        f"{rng.choice(('', 'stages: [new]' + chr(10), 'ticket: 5亿元' + chr(10)))}",
    )


def write_collection(rng: random.Random, root: Path) -> None:
    where = rng.choice(("tag: red", f"chain: {rng.choice(CHAINS)}", f"region: {rng.choice(REGIONS)}"))
    write(root, "content/collections/chosen.yml", f"title: {{zh: 精选, en: Chosen}}\nwhere: {{{where}}}\n")


def write_page(rng: random.Random, root: Path, page: str) -> None:
    write(
        root,
        f"content/pages/{page}/page.yml",
        f"title: {{zh: 关于{rng.randint(0, 99)}, en: About}}\nin_menu: {rng.choice(('true', 'false'))}\n",
    )
    write(root, f"content/pages/{page}/zh.md", f"说明{rng.randint(0, 999)}。\n")


# Edits


def _project(rng: random.Random, root: Path) -> Path:
    return rng.choice(sorted((root / "content/projects").iterdir()))


def edit_body(rng: random.Random, root: Path) -> None:
    (_project(rng, root) / "zh.md").write_text(f"改过的正文{rng.randint(0, 99999)}。\n", "utf-8")


def edit_project(rng: random.Random, root: Path) -> None:
    folder = _project(rng, root)
    (folder / "project.yml").write_text(project_yaml(rng, int(folder.name[1:])), "utf-8")


def new_project(rng: random.Random, root: Path) -> None:
    add_project(rng, root, rng.randint(100, 999))


def delete_project(rng: random.Random, root: Path) -> None:
    if len(list((root / "content/projects").iterdir())) > 2:
        shutil.rmtree(_project(rng, root))


def rename_project(rng: random.Random, root: Path) -> None:
    folder = _project(rng, root)
    target = folder.with_name(f"p{rng.randint(100, 999)}")
    if not target.exists():
        folder.rename(target)


def hide_project(rng: random.Random, root: Path) -> None:
    path = _project(rng, root) / "project.yml"
    text = path.read_text("utf-8")
    line = "visibility: draft\n"
    path.write_text(text.replace(line, "") if line in text else text + line, "utf-8")


def drop_translation(rng: random.Random, root: Path) -> None:
    (_project(rng, root) / "en.md").unlink(missing_ok=True)


def attach_file(rng: random.Random, root: Path) -> None:
    """A text that comes, changes or goes, with the YAML that names it."""
    folder = _project(rng, root)
    path = folder / "project.yml"
    text = path.read_text("utf-8")
    line = "attachments: [{file: notes.txt, title: 附注}]\n"
    if line in text:
        path.write_text(text.replace(line, ""), "utf-8")
        (folder / "notes.txt").unlink()
    else:
        path.write_text(text + line, "utf-8")
        (folder / "notes.txt").write_text(f"附注{rng.randint(0, 999)}\n", "utf-8")


def edit_other(rng: random.Random, root: Path) -> None:
    rng.choice(
        (
            lambda: write_chain(rng, root, rng.choice(CHAINS)),
            lambda: write_region(rng, root, rng.choice(REGIONS)),
            lambda: write_contact(rng, root, rng.choice(("office", "hotline"))),
            lambda: write_policy(rng, root, rng.choice(("grant", "notice"))),
            lambda: write_enterprise(rng, root, rng.choice(("mill", "smelter"))),
            lambda: write_event(rng, root, rng.choice(("fair", "visit"))),
            lambda: write_news(rng, root, rng.choice(("first", "second"))),
            lambda: write_service(rng, root, rng.choice(("set-up", "complaints", "permits"))),
            lambda: write_tour(rng, root, rng.choice(("route", "loop"))),
            lambda: write_origin(rng, root, rng.choice(("delta", "abroad"))),
            lambda: write_fund(rng, root, rng.choice(("first", "second"))),
            lambda: write_collection(rng, root),
            lambda: write_page(rng, root, rng.choice(("about", "guide"))),
        )
    )()


def delete_other(rng: random.Random, root: Path) -> None:
    """Remove an entry that nothing else names."""
    for path in (
        "content/enterprises/smelter.yml",
        "content/events/visit",
        "content/tours/loop",
        "content/origins/abroad.yml",
        "content/funds/second.yml",
        "content/pages/guide",
    ):
        target = root / path
        if target.is_dir() and rng.random() < 0.5:
            shutil.rmtree(target)
        elif target.is_file() and rng.random() < 0.5:
            target.unlink()


def edit_settings(rng: random.Random, root: Path) -> None:
    path = root / "site.yml"
    lines = path.read_text("utf-8").splitlines()
    lines = [line for line in lines if not line.startswith(("tagline", "limits", "fictional", "notice"))]
    lines += [
        f"tagline: {{zh: 一句话{rng.randint(0, 9)}, en: One line}}",
        f"limits: {{page_size: {rng.randint(2, 5)}}}",
    ]
    if rng.random() < 0.3:
        lines.append("fictional: true")
    path.write_text("\n".join(lines) + "\n", "utf-8")


def edit_theme(rng: random.Random, root: Path) -> None:
    """A template, a style sheet or a message of the site's own, or one of them taken back."""
    templates = ("parts/pager.html", "footer.html", "language.html", "extra.html")
    sheets = ("static/extra.css", "static/custom.css", "styles/card.css", "styles/extra.css")
    kind = rng.randrange(3)
    if kind == 0:
        write(root, f"theme/{rng.choice(sheets)}", f".n{rng.randint(0, 9)} {{ top: 0 }}\n")
    elif kind == 1:
        name = rng.choice(templates[:1])
        write(root, f"theme/templates/{name}", f"<p>pager {rng.randint(0, 9)}</p>\n")
    else:
        shutil.rmtree(root / "theme", ignore_errors=True)


def edit_root_file(rng: random.Random, root: Path) -> None:
    path = root / "files/verify_1234.txt"
    if path.exists() and rng.random() < 0.5:
        path.unlink()
    else:
        write(root, "files/verify_1234.txt", f"{rng.randint(0, 99)}\n")


EDITS: tuple[Edit, ...] = (
    edit_body,
    edit_project,
    new_project,
    delete_project,
    rename_project,
    hide_project,
    drop_translation,
    attach_file,
    edit_other,
    delete_other,
    edit_settings,
    edit_theme,
    edit_root_file,
)


def random_edit(rng: random.Random, root: Path) -> str:
    """Make one edit; its name."""
    edit = rng.choice(EDITS)
    edit(rng, root)
    return edit.__name__


def tree_bytes(folder: Path) -> dict[str, bytes]:
    """Every file of a tree, by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }
