"""A policy of which the title alone is known: its page promises nothing of the text that nobody has seen."""

from __future__ import annotations

from sitegen.pipeline.build import Options, build
from tests.support.minisite import MiniSite

SEEN = (
    "title: {zh: 若干措施, en: Measures}\nlevel: city\nkind: [incentive]\nissuer: {zh: 某市, en: Some city}\n"
    "summary: {zh: 通知引用了该文件。, en: Cited by the notice.}\n"
)


def test_it_offers_nothing_and_names_nobody_to_apply_to(mini_site: MiniSite) -> None:
    root = mini_site(
        {
            "content/policies/unseen/policy.yml": SEEN + "text: title-only\n",
            "content/policies/seen/policy.yml": SEEN + "text: summary\n",
        }
    )
    build(Options(root=root, output=root / "build", now="2026-06-30", jobs=1))
    boxes = {}
    for key in ("seen", "unseen"):
        html = (root / f"build/en/policies/{key}/index.html").read_text("utf-8")
        boxes[key] = html.partition("Who qualifies</dt>")[2].partition("</dl>")[0]
    assert "Only the title is known" in boxes["unseen"]
    assert "sets no limits" not in boxes["unseen"]
    for promise in ("Cited by the notice.", "Some city"):
        assert promise in boxes["seen"]
        assert promise not in boxes["unseen"]
