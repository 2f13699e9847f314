"""Articles into the account's box of drafts: each entry and version once.

Adding a draft cannot be repeated without harm, and an answer may be lost after the draft was stored. So the
address of the original carries the version as its fragment, which readers do not notice: before a draft is
added whose fate is not known, the box is looked through for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import Any, Literal, NamedTuple

from sitegen.diagnostics import MachineError
from sitegen.wechat.answers import explained
from sitegen.wechat.api import Draft, LostAnswer, RefusedCall, WeChatClient
from sitegen.wechat.journal import Journal, KeptJournal, SentArticle
from sitegen.wechat.limits import ArticleFiles, problems_of

MARK = "#v="
GONE = (40007, 53404, 53405)
"""Codes for a draft that is no longer in the box: it has been sent, published or deleted."""
TRIES = 4

Outcome = Literal["add", "update", "unchanged", "publish"]


class Pushed(NamedTuple):
    """What has been done, or would be, with an article."""

    article: ArticleFiles
    outcome: Outcome


class Push:
    """One run."""

    def __init__(self, wechat: WeChatClient, journal: KeptJournal, tell: Callable[[Pushed], None]) -> None:
        self._wechat, self._journal, self._tell = wechat, journal, tell
        self._box: dict[str, dict[str, Draft]] | None = None

    def run(self, articles: Iterable[ArticleFiles], *, publish: bool = False) -> list[Pushed]:
        """Push them all. Raises MachineError for what WeChat refuses or does not answer."""
        done = []
        for article in articles:
            check_limits(article)
            try:
                pushed = [Pushed(article, self._push(article))]
                if publish and self._publish(article):
                    pushed.append(Pushed(article, "publish"))
            except RefusedCall as refused:
                raise explained(refused) from None
            except LostAnswer:
                raise MachineError("E_WECHAT_LOST", article=article.title) from None
            for one in pushed:
                self._tell(one)
            done += pushed
        return done

    def _push(self, article: ArticleFiles) -> Outcome:
        version = version_of(article)
        sent = self._journal.known.articles.get(article.key)
        if sent is not None and sent.version == version and sent.state != "adding":
            return "unchanged"
        if sent is None or sent.state == "adding":
            found = self._found(article)
            if version in found:
                self._journal.note(article.key, SentArticle(version, "draft", found[version].media_id))
                return "unchanged"
            sent = SentArticle("", "draft", next(iter(found.values())).media_id) if found else None
        payload = self._payload(article, version)
        if sent is not None and sent.media_id and self._updated(article, sent, payload, version):
            return "update"
        self._add(article, payload, version)
        return "add"

    def _updated(
        self, article: ArticleFiles, sent: SentArticle, payload: dict[str, Any], version: str
    ) -> bool:
        """False where the draft is no longer in the box."""
        try:
            self._wechat.update_draft(sent.media_id, payload)
        except RefusedCall as refused:
            if refused.code in GONE:
                return False
            raise
        self._journal.note(article.key, SentArticle(version, "draft", sent.media_id))
        return True

    def _add(self, article: ArticleFiles, payload: dict[str, Any], version: str) -> None:
        self._journal.note(article.key, SentArticle(version, "adding"))
        for _ in range(TRIES):
            try:
                media_id = self._wechat.add_draft(payload)
            except LostAnswer:
                self._box = None
                found = self._found(article)
                if version not in found:
                    continue
                media_id = found[version].media_id
            self._journal.note(article.key, SentArticle(version, "draft", media_id))
            return
        raise LostAnswer("draft/add")

    def _publish(self, article: ArticleFiles) -> bool:
        """Submit its draft; False where that has been done."""
        sent = self._journal.known.articles[article.key]
        if sent.state == "published":
            return False
        if sent.state == "publishing" and not self._is_in_box(sent.media_id):
            self._journal.note(article.key, SentArticle(sent.version, "published", sent.media_id))
            return False
        self._journal.note(article.key, SentArticle(sent.version, "publishing", sent.media_id))
        for _ in range(TRIES):
            try:
                self._wechat.publish(sent.media_id)
            except LostAnswer:
                self._box = None
                if self._is_in_box(sent.media_id):
                    continue
            self._journal.note(article.key, SentArticle(sent.version, "published", sent.media_id))
            return True
        raise LostAnswer("freepublish/submit")

    def _found(self, article: ArticleFiles) -> dict[str, Draft]:
        """Drafts of the same original, by version, newest first."""
        return self._drafts().get(article.content_source_url, {})

    def _is_in_box(self, media_id: str) -> bool:
        return any(draft.media_id == media_id for each in self._drafts().values() for draft in each.values())

    def _drafts(self) -> dict[str, dict[str, Draft]]:
        if self._box is None:
            box: dict[str, dict[str, Draft]] = {}
            for draft in self._wechat.drafts():
                address, _, version = draft.address.partition(MARK)
                box.setdefault(address, {}).setdefault(version, draft)
            self._box = box
        return self._box

    # Pictures

    def _payload(self, article: ArticleFiles, version: str) -> dict[str, Any]:
        html = article.html
        for name in article.pictures:
            html = html.replace(f'src="{name}"', f'src="{self._picture(article, name)}"')
        return {
            "article_type": "news",
            "title": article.title,
            "author": article.author,
            "digest": article.digest,
            "content": html,
            "content_source_url": f"{article.content_source_url}{MARK}{version}",
            "thumb_media_id": self._cover(article),
            "need_open_comment": 0,
        }

    def _picture(self, article: ArticleFiles, name: str) -> str:
        """Its address within articles; uploaded once by what it shows."""
        data = (article.folder / name).read_bytes()
        digest = sha256(data).hexdigest()
        known = self._journal.known.pictures
        if digest not in known:
            known[digest] = self._wechat.upload_picture(f"{digest[:16]}{name[name.rindex('.') :]}", data)
            self._journal.save()
        return known[digest]

    def _cover(self, article: ArticleFiles) -> str:
        data = (article.folder / article.cover).read_bytes()
        digest = sha256(data).hexdigest()
        known = self._journal.known.covers
        if digest not in known:
            known[digest] = self._added_cover(f"{digest[:16]}.png", data)
            self._journal.save()
        return known[digest]

    def _added_cover(self, name: str, data: bytes) -> str:
        for _ in range(TRIES):
            try:
                return self._wechat.add_cover(name, data)
            except LostAnswer:
                found = self._wechat.find_cover(name)
                if found:
                    return found
        raise LostAnswer("material/add_material")


def planned(known: Journal, articles: Iterable[ArticleFiles]) -> list[Pushed]:
    """What a run would do, as far as the journal knows: for `--dry-run`, which asks nobody."""
    found = []
    for article in articles:
        check_limits(article)
        sent = known.articles.get(article.key)
        outcome: Outcome = "add" if sent is None or not sent.media_id else "update"
        if sent is not None and sent.version == version_of(article) and sent.state != "adding":
            outcome = "unchanged"
        found.append(Pushed(article, outcome))
    return found


def check_limits(article: ArticleFiles) -> None:
    """Raises MachineError for an article that WeChat would not take as it is."""
    found = problems_of(article)
    if found:
        raise MachineError("E_WECHAT_LIMITS", article=article.title, found="; ".join(found[:5]))


def version_of(article: ArticleFiles) -> str:
    """A digest of all that the draft shows."""
    state = sha256()
    for text in (article.title, article.author, article.digest, article.content_source_url, article.html):
        state.update(text.encode() + b"\0")
    for name in (article.cover, *article.pictures):
        state.update(name.encode() + b"\0" + sha256((article.folder / name).read_bytes()).digest())
    return state.hexdigest()[:16]
