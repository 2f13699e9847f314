"""`sitegen theme`: every file of the theme is listed, and a copy takes the place of the built-in one."""

from __future__ import annotations

from sitegen.render.theme import built_in_folder
from tests.support.minisite import SITE_YML, MiniSite
from tests.support.process import RunCli, must


def test_a_template_is_copied_changed_and_used(mini_site: MiniSite, run_cli: RunCli) -> None:
    site = mini_site()
    listed = must(run_cli("theme", "list", "--lang", "en", cwd=site)).stdout
    assert "  templates/404.html\n" in listed
    assert "  locale/zh/LC_MESSAGES/messages.po\n" in listed
    must(run_cli("theme", "copy", "404.html", cwd=site))
    copy = site / "theme" / "templates" / "404.html"
    assert copy.read_bytes() == (built_in_folder() / "templates" / "404.html").read_bytes()
    copy.write_text(copy.read_text("utf-8").replace("<body>", "<body><p>ours</p>"), "utf-8")
    assert "* templates/404.html\n" in run_cli("theme", "list", cwd=site).stdout
    must(run_cli("build", cwd=site))
    assert "<p>ours</p>" in (site / "build" / "404.html").read_text("utf-8")

    again = run_cli("theme", "copy", "templates/404.html", cwd=site)
    assert (again.returncode, "E_EXISTS" in again.stderr) == (3, True)
    assert "<p>ours</p>" in copy.read_text("utf-8"), "nothing is written over"


def test_names_that_are_none_of_the_themes(mini_site: MiniSite, run_cli: RunCli) -> None:
    site = mini_site()
    for name in ("projekt.html", "../../site.yml", "/etc/passwd"):
        done = run_cli("theme", "copy", name, "--lang", "en", cwd=site)
        assert done.returncode == 2, name
        assert "E_THEME_FILE" in done.stderr
    assert "project.html" in run_cli("theme", "copy", "projekt.html", "--lang", "en", cwd=site).stderr
    assert run_cli("theme", "copy", cwd=site).returncode == 2
    assert not (site / "theme").exists()


def test_a_robots_txt_of_ones_own(mini_site: MiniSite, run_cli: RunCli) -> None:
    own = "User-agent: *\nDisallow: /zh/search/\n"
    site = mini_site({"files/robots.txt": own})
    refused = run_cli("build", cwd=site)
    assert "E_ROOT_FILE" in refused.stdout + refused.stderr
    (site / "site.yml").write_text(f"{SITE_YML}leave_out: [robots]\n", "utf-8")
    must(run_cli("build", cwd=site))
    assert (site / "build" / "robots.txt").read_text("utf-8") == own
