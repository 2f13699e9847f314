"""Projects for one firm: what the office gets, and that it never stands on the site."""

from __future__ import annotations

from pathlib import Path

from tests.site.test_handbooks import FILES
from tests.support.minisite import PROJECT_YML, MiniSite
from tests.support.pdf import bookmarks_of, reader, text_of
from tests.support.process import RunCli, must


def test_a_pack_has_a_document_texts_and_cards(mini_site: MiniSite, run_cli: RunCli, tmp_path: Path) -> None:
    long = PROJECT_YML.replace("示例项目", "一个名字很长的项目" * 8)
    site = mini_site(FILES | {"content/projects/long/project.yml": long})
    must(run_cli("export", "pack", str(tmp_path / "long"), "--projects", "long", "--for", "A", cwd=site))
    short = (tmp_path / "long/zh/pack/sms.txt").read_text("utf-8")
    assert f"“{('一个名字很长的项目' * 8)[:23]}…”" in short
    asked = ("--projects", "other，sample", "--for", "某某铝业", "--now", "2026-03-01")
    must(run_cli("export", "pack", str(tmp_path / "pack"), *asked, cwd=site))
    folder = tmp_path / "pack/zh/pack"
    book = reader(folder / "projects.pdf")
    assert "向某某铝业推介的项目" in text_of(book)
    marks = bookmarks_of(book)
    assert marks.index("另一项目") < marks.index("示例项目")
    mail = (folder / "mail.txt").read_text("utf-8")
    assert mail.startswith("主题：向某某铝业推介的项目\n\n您好！")
    for words in (
        "1. 另一项目",
        "2. 示例项目",
        "总投资 20亿元",
        "https://invest.example.org/zh/projects/sample/",
    ):
        assert words in mail
    assert "0839-0000000" in mail
    wechat = (folder / "wechat.txt").read_text("utf-8")
    assert "https://invest.example.org/zh/shortlist/#list=other,sample" in wechat
    sms = (folder / "sms.txt").read_text("utf-8")
    assert sms.count("\n") == 1
    assert sms.strip().endswith("0839-0000000")
    assert (folder / "contacts.vcf").read_bytes().count(b"BEGIN:VCARD") == 1
    english = (tmp_path / "pack/en/pack/mail.txt").read_text("utf-8")
    assert "1. Another project" in english


def test_a_pack_needs_projects_that_there_are_and_a_firm(
    mini_site: MiniSite, run_cli: RunCli, tmp_path: Path
) -> None:
    site = mini_site()
    for asked, word in ((("nope", "x"), "nope"), (("sample", " "), "--for")):
        refused = run_cli(
            "export", "pack", str(tmp_path), "--projects", asked[0], "--for", asked[1], cwd=site
        )
        assert refused.returncode == 2
        assert word in refused.stderr
