"""The last day on which something holds is a day on which it holds."""

from __future__ import annotations

import pytest

from sitegen.pipeline.build import Options, check_content
from tests.support.minisite import PROJECT_YML, MiniSite


@pytest.mark.parametrize(
    ("expires", "today", "warned"),
    [
        ("2026-06-30", "2026-06-29", False),
        ("2026-06-30", "2026-06-30", False),
        ("2026-06-30", "2026-07-01", True),
        ("2026-06", "2026-06-30", False),
        ("2026-06", "2026-07-01", True),
        ("2026", "2026-12-31", False),
        ("2026", "2027-01-01", True),
    ],
)
def test_a_policy_may_be_offered_on_its_last_day(
    mini_site: MiniSite, expires: str, today: str, warned: bool
) -> None:
    root = mini_site(
        {
            "content/policies/grant/policy.yml": (
                f"title: {{zh: 办法, en: Measures}}\nlevel: city\nexpires: {expires}\n"
            ),
            "content/projects/sample/project.yml": PROJECT_YML + "policies: [grant]\n",
        }
    )
    found = check_content(Options(root=root, output=root / "build", now=today, jobs=1))
    codes = [one.code for one in found if one.code == "W_EXPIRED_POLICY"]
    assert codes == ["W_EXPIRED_POLICY"] * warned
