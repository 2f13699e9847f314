"""Links that open a place elsewhere: each service has its own order of longitude and latitude."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.support.minisite import MiniSite
from tests.support.process import RunCli, must

LON, LAT = 105.843, 32.436


def _pair(text: str) -> tuple[float, float]:
    first, second = text.split(",")
    return float(first), float(second)


def _amap(query: dict[str, list[str]]) -> tuple[float, float]:
    assert query["coordinate"] == ["wgs84"]
    return _pair(query["position"][0])


def _baidu(query: dict[str, list[str]]) -> tuple[float, float]:
    assert query["coord_type"] == ["wgs84"]
    return _pair(query["location"][0])[::-1]


def _tencent(query: dict[str, list[str]]) -> tuple[float, float]:
    assert query["coord_type"] == ["1"]
    found = re.fullmatch(r"coord:([\d.,]+);title:([^;]+);addr:([^;]+)", query["marker"][0])
    assert found
    return _pair(found[1])[::-1]


def _openstreetmap(query: dict[str, list[str]]) -> tuple[float, float]:
    return float(query["mlon"][0]), float(query["mlat"][0])


@pytest.mark.parametrize(
    ("host", "read"),
    [
        ("uri.amap.com", _amap),
        ("api.map.baidu.com", _baidu),
        ("apis.map.qq.com", _tencent),
        ("www.openstreetmap.org", _openstreetmap),
    ],
)
def test_every_service_is_given_the_same_place(
    mini_site: MiniSite, run_cli: RunCli, host: str, read: Callable[[Any], tuple[float, float]]
) -> None:
    project = f"""\
kind: project
title: {{zh: "示例&项目,一", en: "Sample & project"}}
status: open
location: {{lon: {LON}, lat: {LAT}, crs: WGS84}}
"""
    site = mini_site({"content/projects/sample/project.yml": project})
    must(run_cli("build", cwd=site))
    html = (site / "build/zh/projects/sample/index.html").read_text("utf-8")
    (link,) = re.findall(rf'href="(https://{re.escape(host)}/[^"]*)"', html)
    query = parse_qs(urlsplit(link.replace("&amp;", "&")).query)
    assert read(query) == (LON, LAT)
    if host == "www.openstreetmap.org":  # where its map opens, besides the mark on it
        fragment = urlsplit(link).fragment
        assert fragment == f"map=14/{LAT:.6f}/{LON:.6f}"
