"""What a release is called, and when a site has shrunk too much to be published unasked: by numbers."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from sitegen.diagnostics import ContentError
from sitegen.publish.compress import with_compressed
from sitegen.publish.files import (
    SMALLEST,
    Release,
    SiteFile,
    Wish,
    changes_between,
    count_pages,
    refuse_shrunken,
    release_of,
    same_files,
    site_file,
)


def release(pages: int) -> Release:
    return Release(name="0001-x", files={f"{number}.html": "d" for number in range(pages)} | {"a.css": "d"})


@pytest.mark.parametrize(
    ("before", "now", "refused"),
    [
        (2 * SMALLEST, SMALLEST, False),
        (2 * SMALLEST, SMALLEST - 1, True),
        (SMALLEST, 0, True),
        (SMALLEST - 1, 0, False),
    ],
)
def test_a_site_may_lose_half_of_its_pages_and_a_small_one_all(before: int, now: int, refused: bool) -> None:
    wish = Wish()
    if refused:
        with pytest.raises(ContentError) as raised:
            refuse_shrunken(release(before), release(now), wish)
        (found,) = raised.value.diagnostics
        assert (found.code, found.params) == ("E_SHRUNKEN", {"before": str(before), "now": str(now)})
    else:
        refuse_shrunken(release(before), release(now), wish)
    refuse_shrunken(release(before), release(now), Wish(force=True))
    refuse_shrunken(None, release(now), wish)


def test_the_next_release_has_the_next_number_and_a_digest_of_all_files() -> None:
    files = {"a.html": SiteFile(Path("a"), 1, "d1"), "b.html": SiteFile(Path("b"), 1, "d2")}
    first, second = release_of(files, 0), release_of(files, 6)
    assert (first.name[:5], second.name[:5], second.number) == ("0001-", "0007-", 7)
    assert same_files(first, second)
    renamed = release_of({"a.html": files["a.html"], "c.html": files["b.html"]}, 6)
    assert not same_files(second, renamed), "another path is another site"


def test_what_leads_from_some_files_to_others() -> None:
    changes = changes_between({"a": "1", "b": "1", "c": "1"}, {"b": "1", "c": "2", "d": "1"})
    assert (changes.added, changes.changed, changes.removed) == (("d",), ("c",), ("a",))
    assert count_pages(["index.html", "a/index.html", "a.css", "html"]) == 2


def test_only_what_gets_smaller_has_compressed_copies(tmp_path: Path) -> None:
    contents = {
        "same.html": b"<p>x</p>" * 500,
        "random.txt": Random(1).randbytes(4000),
        "small.css": b"a" * 999,
    }
    for name, data in contents.items():
        (tmp_path / name).write_bytes(data)
    files = {name: site_file(tmp_path / name) for name in contents}
    made = with_compressed(files, tmp_path / "cache")
    assert sorted(made.keys() - files.keys()) == ["same.html.br", "same.html.gz"]
