"""What may lie in files/, from where it is copied to the site's root.

Documents, icons and files by which others verify a site. Anything else (settings of a server, programs, keys,
data bases) is there by mistake and would be published without a word. Documents are looked into as
attachments are, and searched for numbers of persons.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from sitegen.content.attachment_text import words_of
from sitegen.content.attachments import LOOKED_INTO, AttachmentError, check_attachment, extension_of
from sitegen.content.file_kinds import PictureError
from sitegen.content.listing import Listing
from sitegen.content.pictures import ACCEPTED, picture_info
from sitegen.content.safe_files import read_in
from sitegen.content.utf8 import decode_text
from sitegen.diagnostics import Diagnostic, Place, problem, too_large
from sitegen.model.checks.personal_checks import in_file, personal_in
from sitegen.patterns import pattern

FOLDER = "files"
LARGEST = 200_000_000
MOST_PIXELS = 100_000_000

_NAMES = frozenset(
    ("CNAME", ".nojekyll", "_headers", "_redirects", "apple-app-site-association", "LICENSE", "security.txt")
)
_TYPES = (*LOOKED_INTO, *ACCEPTED, "ico", "xml", "json", "webmanifest", "xsl", "woff2")
_WELL_KNOWN = pattern(r"\.well-known/[A-Za-z0-9_./-]+")
_PROGRAM = pattern(
    r"\.(?:php\d?|phtml|asp|aspx|jsp|cgi|pl|py|rb|sh|exe|dll|bat|cmd|ps1|jar|js|sql|db|env|key|pem)\Z"
)
_PAGE = pattern(r"(?:.*verif.*|google[0-9a-f]+|baidu_[\w-]+|sogou[\w-]*|shenma[\w-]*|[0-9a-f]{16,64})\.html?")
LARGEST_PAGE = 2_000
"""Bytes of a page by which others verify a site."""


def check_files(root: Path, listing: Listing, changed: Iterable[str] | None) -> Iterator[Diagnostic]:
    """What is wrong with files of the root, with all of them or those that have `changed`."""
    for path in sorted(listing.files if changed is None else set(changed) & listing.files.keys()):
        if path.startswith(f"{FOLDER}/"):
            yield from _check(root, path, path[len(FOLDER) + 1 :])


def _check(root: Path, path: str, name: str) -> Iterator[Diagnostic]:
    if not is_allowed(name):
        yield problem("E_ROOT_FILE_KIND", Place(path), name=name)
        return
    data = read_in(str(root), path, LARGEST)
    if data is None:
        yield too_large(Place(path), LARGEST)
        return
    extension = extension_of(name)
    try:
        if extension in ACCEPTED:
            picture_info(data, name, max_pixels=MOST_PIXELS)
        elif extension in LOOKED_INTO and extension not in ("txt", "csv"):
            check_attachment(data, name)
        elif extension in ("html", "htm") and (len(data) > LARGEST_PAGE or b"<script" in data.lower()):
            yield problem("E_ROOT_FILE_KIND", Place(path), name=name)
    except (AttachmentError, PictureError) as error:
        yield problem(error.code, Place(path), **error.params)
        return
    plain = extension in ("txt", "csv")
    words = decode_text(data, path)[0] if plain else words_of(data, name)
    for found in personal_in(words, path) if words else ():
        yield found if plain else in_file(found)


def is_allowed(name: str) -> bool:
    """Whether a file of this path below files/ is of a kind that belongs there."""
    last = name.rpartition("/")[2]
    if _PROGRAM.search(last.lower()):
        return False
    return (
        last in _NAMES
        or extension_of(last.lstrip(".")) in _TYPES
        or _WELL_KNOWN.fullmatch(name) is not None
        or _PAGE.fullmatch(last) is not None
    )
