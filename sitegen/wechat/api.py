"""WeChat's interface for accounts: a token, pictures, drafts.

Every call either gives back what WeChat says, or raises `LostAnswer` (nobody knows whether it was carried
out: no answer, a cut-off one, a server's fault), or `RefusedCall` with WeChat's code. What may be repeated
without harm is repeated here; what may not, `pushing` decides. Neither the secret nor a token is ever part of
an exception or a message.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import httpx
import msgspec

from sitegen.diagnostics import HandledError, MachineError
from sitegen.seal import write_new

HOST = "https://api.weixin.qq.com/cgi-bin/"
TRIES = 5
"""Of a call that may be repeated."""
SPARE = 300
"""Seconds before its end from which on a token is no longer used."""
OUTDATED = (40001, 40014, 42001)
"""Codes for a token that is not, or no longer, valid."""
BUSY = -1
PAGE = 20
KEPT_AT = "token.json"
TIMEOUT = httpx.Timeout(60.0, connect=15.0)


class LostAnswer(HandledError):
    """Whether a call was carried out is not known."""


class RefusedCall(HandledError):
    """WeChat has refused a call."""

    def __init__(self, code: int, said: str) -> None:
        super().__init__(code)
        self.code, self.said = code, said


class Account(msgspec.Struct, frozen=True):
    """An account's keys. Never shown: not even by repr."""

    app_id: str
    secret: str

    def __repr__(self) -> str:
        return "Account(…)"


APP_ID, SECRET = "SITEGEN_WECHAT_APPID", "SITEGEN_WECHAT_SECRET"
"""Variables of the environment."""


def account_from(environment: Mapping[str, str]) -> Account:
    """The keys, from the environment and nowhere else. Raises MachineError without them."""
    found = [environment.get(name, "").strip() for name in (APP_ID, SECRET)]
    if not all(found):
        raise MachineError("E_WECHAT_KEYS")
    return Account(*found)


class KeptToken(msgspec.Struct, frozen=True):
    token: str = ""
    until: float = 0.0


class Draft(msgspec.Struct, frozen=True):
    """A draft in the account's box."""

    media_id: str
    address: str
    """Of the original of its first article."""


class WeChatClient:
    """One account."""

    def __init__(
        self,
        account: Account,
        folder: Path,
        transport: httpx.BaseTransport | None = None,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.time,
    ) -> None:
        for name in ("httpx", "httpcore"):  # they would write addresses, and with them the token
            logging.getLogger(name).setLevel(logging.CRITICAL)
        self._account = account
        self._kept_at = folder / KEPT_AT
        self._client = httpx.Client(base_url=HOST, timeout=TIMEOUT, transport=transport)
        self._sleep, self._clock = sleep, clock
        self._forced = False

    def close(self) -> None:
        self._client.close()

    # Calls

    def upload_picture(self, name: str, data: bytes) -> str:
        """The address of a picture within articles. The same picture twice does no harm."""
        files = {"media": (name, data, _kind(name))}
        answer = self._repeated("media/uploadimg", needs="url", files=files)
        return str(answer["url"])

    def add_cover(self, name: str, data: bytes) -> str:
        """The id of a picture in the account's library. Raises LostAnswer."""
        files = {"media": (name, data, _kind(name))}
        answer = self._once("material/add_material?type=image", needs="media_id", files=files)
        return str(answer["media_id"])

    def find_cover(self, name: str) -> str:
        """The id of a picture of that name among the newest of the library; "" for none."""
        asked = {"type": "image", "offset": 0, "count": PAGE}
        answer = self._repeated("material/batchget_material", needs="item", body=asked)
        return next((str(one["media_id"]) for one in answer.get("item", ()) if one.get("name") == name), "")

    def drafts(self) -> Iterator[Draft]:
        """All in the box, newest first."""
        offset, total = 0, 1
        while offset < total:
            asked = {"offset": offset, "count": PAGE, "no_content": 1}
            answer = self._repeated("draft/batchget", needs="total_count", body=asked)
            total = int(answer["total_count"])
            found = answer.get("item", ())
            if total and not offset and not found:
                raise LostAnswer("draft/batchget")  # a box that only seems empty would get its drafts twice
            for one in found:
                news = one.get("content", {}).get("news_item", ())
                yield Draft(str(one["media_id"]), str(news[0].get("content_source_url", "")) if news else "")
            if not found:
                return
            offset += len(found)

    def add_draft(self, article: Mapping[str, Any]) -> str:
        """The id of a new draft. Raises LostAnswer: then there may be one, or not."""
        return str(self._once("draft/add", needs="media_id", body={"articles": [article]})["media_id"])

    def update_draft(self, media_id: str, article: Mapping[str, Any]) -> None:
        """Put an article in place of a draft's. The same twice does no harm."""
        self._repeated("draft/update", body={"media_id": media_id, "index": 0, "articles": article})

    def publish(self, media_id: str) -> None:
        """Have a draft published. Raises LostAnswer."""
        self._once("freepublish/submit", body={"media_id": media_id})

    # How they are made

    def _repeated(self, path: str, needs: str = "", **given: Any) -> dict[str, Any]:
        """Until there is an answer that has what it needs, or often enough."""
        for attempt in range(TRIES):
            try:
                return self._once(path, needs, **given)
            except LostAnswer:
                if attempt == TRIES - 1:
                    raise
                self._sleep(2.0**attempt)
        raise LostAnswer(path.partition("?")[0])

    def _once(self, path: str, needs: str = "", **given: Any) -> dict[str, Any]:
        """Sent once; again where WeChat says that it was the token, for then nothing was done.

        An answer without the field that it `needs` tells nothing: as if there had been none.
        """
        for _ in range(3):
            token = self._token()
            answer = self._send(path, token, **given)
            code = _code(answer, path)
            if code in OUTDATED:
                self._renew(token)
                continue
            if code == BUSY or (not code and needs and needs not in answer):
                raise LostAnswer(path.partition("?")[0])
            if code:
                raise RefusedCall(code, str(answer.get("errmsg", "")))
            return answer
        raise RefusedCall(40001, "")

    def _send(
        self, path: str, token: str, body: object = None, files: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        address, _, query = path.partition("?")
        asked = {"access_token": token} | dict(part.split("=") for part in query.split("&") if part)
        # Not the library's JSON: WeChat shows \uXXXX as it stands.
        data = None if body is None else json.dumps(body, ensure_ascii=False).encode()
        head = {} if body is None else {"Content-Type": "application/json; charset=utf-8"}
        try:
            answer = self._client.post(address, params=asked, content=data, files=files, headers=head)
        except httpx.HTTPError:
            raise LostAnswer(address) from None
        return _read(answer, address)

    def _token(self) -> str:
        kept = self._kept()
        return kept.token if kept.until - SPARE > self._clock() else self._fetch(force=False)

    def _renew(self, refused: str) -> None:
        """A token in place of one that WeChat no longer takes: the one it has given others meanwhile, else,
        once in a run, a new one."""
        if self._fetch(force=False) == refused and not self._forced:
            self._forced = True
            self._fetch(force=True)

    def _fetch(self, *, force: bool) -> str:
        asked = {
            "grant_type": "client_credential",
            "appid": self._account.app_id,
            "secret": self._account.secret,
            "force_refresh": force,
        }
        answer = self._asked_for_token(asked)
        code = _code(answer, "stable_token")
        if code:
            raise RefusedCall(code, str(answer.get("errmsg", "")))
        token = str(answer["access_token"])
        self._keep(KeptToken(token, self._clock() + int(answer.get("expires_in", 0))))
        return token

    def _asked_for_token(self, asked: Mapping[str, object]) -> dict[str, Any]:
        for attempt in range(TRIES):
            if attempt:
                self._sleep(2.0**attempt)
            with contextlib.suppress(httpx.HTTPError, LostAnswer):
                answer = _read(self._client.post("stable_token", json=asked), "stable_token")
                if "access_token" in answer or _code(answer, "stable_token"):
                    return answer
        raise LostAnswer("stable_token")

    def _kept(self) -> KeptToken:
        try:
            return msgspec.json.decode(self._kept_at.read_bytes(), type=KeptToken)
        except (OSError, msgspec.DecodeError):
            return KeptToken()

    def _keep(self, token: KeptToken) -> None:
        keep(self._kept_at, msgspec.json.encode(token))


def keep(path: Path, data: bytes) -> None:
    """A file for this account alone, put in place in one step."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    temporary = path.with_name(f"{path.name}.{os.urandom(6).hex()}")
    write_new(temporary, data)
    os.replace(temporary, path)


def _read(answer: httpx.Response, address: str) -> dict[str, Any]:
    if answer.status_code >= 300:
        raise LostAnswer(address)
    try:
        said = json.loads(answer.content)
    except ValueError:
        raise LostAnswer(address) from None
    if not isinstance(said, dict):
        raise LostAnswer(address)
    return said


def _code(answer: Mapping[str, Any], path: str) -> int:
    try:
        return int(answer.get("errcode") or 0)
    except (TypeError, ValueError):
        raise LostAnswer(path.partition("?")[0]) from None


def _kind(name: str) -> str:
    return "image/png" if name.endswith(".png") else "image/jpeg"
