"""What has been sent to an account, for the next run: in the account's own state folder, never in the site.

Written before a draft is added and after: a run that was cut off between the two is known by it. It may be
lost: then drafts are found again by the address of their originals, which carries the version.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Literal

import msgspec

from sitegen.storage.lock import PATIENCE_SECONDS, locked
from sitegen.wechat.api import KEPT_AT, keep

State = Literal["adding", "draft", "publishing", "published"]


JOURNAL_FILE = "journal.json"
KEPT = (JOURNAL_FILE, KEPT_AT)


class SentArticle(msgspec.Struct, frozen=True):
    """What is known of one article."""

    version: str
    state: State
    media_id: str = ""


class Journal(msgspec.Struct):
    """All that is known."""

    articles: dict[str, SentArticle] = {}
    """By the article's key."""
    pictures: dict[str, str] = {}
    """Addresses within articles, by digest."""
    covers: dict[str, str] = {}
    """Ids in the library, by digest."""


class KeptJournal:
    """A journal and its file."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / JOURNAL_FILE
        try:
            self.known = msgspec.json.decode(self._path.read_bytes(), type=Journal)
        except (OSError, msgspec.DecodeError):
            self.known = Journal()

    def note(self, key: str, sent: SentArticle) -> None:
        self.known.articles[key] = sent
        self.save()

    def save(self) -> None:
        keep(self._path, msgspec.json.encode(self.known))


@contextlib.contextmanager
def alone(folder: Path, patience: float = PATIENCE_SECONDS) -> Iterator[None]:
    """One push at a time to an account: two at once would each add drafts that the other has not noted yet.

    What an earlier one has left behind when it was killed, a token perhaps among it, is cleared away.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with locked(folder / "push.lock", patience, "E_WECHAT_BUSY"):
        for name in KEPT:
            for left in folder.glob(f"{name}.*"):
                left.unlink()
        yield


def state_folder(app_id: str) -> Path:
    """Where an account's token and journal are; the account's id is not in the name."""
    given = os.environ.get("XDG_STATE_HOME", "")
    base = Path(given) if os.path.isabs(given) else Path.home() / ".local" / "state"
    return base / "sitegen" / "wechat" / sha256(app_id.encode()).hexdigest()[:16]
