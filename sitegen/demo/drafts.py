"""Entries that are not public yet, one of each kind besides projects."""

from __future__ import annotations

from sitegen.demo.emit import DemoFolder, Fields, to_yaml
from sitegen.demo.vocabulary import Vocabulary
from sitegen.model.kinds import Both


def write_drafts(folder: DemoFolder, words: Vocabulary) -> None:
    # A draft's words must be its own, or the search for hidden values would find them where they are public.
    flat: dict[str, Fields] = {
        "chains/low-altitude-draft": {
            "title": _title("低空装备链（论证草稿）"),
            "stages": [{"id": "idea", "title": Both("论证中的阶段", "")}],
            "internal": {"note": "论证专班纪要NB-C01，下季度再议"},
        },
        "enterprises/unnamed-draft": {
            "title": _title("拟引进企业（保密草稿）"),
            "chains": [{"chain": words.chains[0].id}],
            "internal": {"target": "拟引进企业代号QY-0001-X"},
        },
        "regions/second-port-draft": {
            "title": _title("第二港区（规划草稿）"),
            "kind": "port",
            "code": "990103-draft",
            "parent": "langang",
            "internal": {"note": "岸线比选纪要NB-R01"},
        },
        "contacts/night-desk-draft": {
            "organisation": Both("夜间值守专线（筹备草稿）", ""),
            "phone": "0360-0009900",
            "internal": {"duty": "夜间轮值备忘NB-T01"},
        },
        "origins/northern-europe-draft": {
            "title": _title("北欧（对接草稿）"),
            "internal": {"note": "驻点选址备忘NB-O01"},
        },
        "funds/second-round-draft": {
            "title": _title("二期基金（筹备稿）"),
            "internal": {"note": "出资方比例备忘NB-F01"},
        },
        "collections/next-year-draft": {
            "title": _title("明年推介册（编辑草稿）"),
            "internal": {"note": "入选标准讨论稿NB-L01"},
        },
    }
    packages: dict[str, tuple[str, Fields]] = {
        "policies/low-altitude-support-draft": (
            "policy",
            {
                "title": _title("云澜市低空经济扶持办法（征求意见草稿）"),
                "level": "city",
                "internal": {"note": "内部征求意见范围：三个部门，纪要NB-P01"},
            },
        ),
        "events/winter-talks-draft": (
            "event",
            {
                "title": _title("海外客商冬季恳谈会（筹备草稿）"),
                "kind": "visit",
                "internal": {"guests": "拟邀名单代号HY-2027-W"},
            },
        ),
        "news/next-fair-draft": (
            "news",
            {
                "title": _title("投资大会筹备进展（待核稿）"),
                "date": "2026-06-01",
                "kind": "report",
                "internal": {"note": "送审稿编号NB-N01"},
            },
        ),
        "services/seaside-permit-draft": (
            "service",
            {
                "title": _title("海域使用代办（试行草稿）"),
                "internal": {"note": "事项清单会签稿NB-S01"},
            },
        ),
        "tours/winter-route-draft": (
            "tour",
            {
                "title": _title("冬季海岛考察线（踏勘草稿）"),
                "internal": {"note": "踏勘记录NB-K01"},
            },
        ),
        "pages/questions-draft": ("page", {"title": _title("常见问题（尚未公开的草稿）")}),
    }
    for name, fields in flat.items():
        folder.write(f"content/{name}.yml", to_yaml({"visibility": "draft", **fields}))
    for name, (file, fields) in packages.items():
        folder.package(f"content/{name}", {f"{file}.yml": to_yaml({"visibility": "draft", **fields})})


def _title(zh: str) -> Both:
    return Both(zh, "")
