"""WeChat's interface as its documents have it, in memory, with faults where a test wants them."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import Any

import httpx

APP_ID, SECRET = "wx0123456789abcdef", "0f1e2d3c4b5a69788796a5b4c3d2e1f0"
FAULTS = (
    *("time-out", "lost", "truncated", "server", "busy", "expired", "invalid", "crash", "40164", "45009"),
    *("bare", "empty", "odd"),
)
"""lost: carried out, and then no answer; crash: carried out, and then our own process ends; bare, empty, odd:
carried out, and then an answer that something in between has made."""
_BETWEEN = {"bare": b'{"errcode": 0, "errmsg": "ok"}', "empty": b"{}", "odd": b'{"errcode": "x"}'}


class Crash(BaseException):
    """Ends the process that pushes."""


class FakeWeChat:
    """One account's side of the interface."""

    def __init__(self, seed: int = 0, share: float = 0.0) -> None:
        self._rng = random.Random(seed)
        self.share = share
        """How many of the calls meet a fault."""
        self.injected = 0
        self.calls: list[str] = []
        self.box: dict[str, dict[str, Any]] = {}
        self.published: list[dict[str, Any]] = []
        self.library: dict[str, str] = {}
        self.pictures: set[str] = set()
        self.tokens = ["TOKEN-0000-secret"]
        self.next_fault = ""
        self._number = 0

    @property
    def transport(self) -> httpx.MockTransport:
        return httpx.MockTransport(self._answer)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path.removeprefix("/cgi-bin/")
        self.calls.append(path)
        fault = self._fault()
        if fault == "time-out":
            raise httpx.ConnectTimeout("time-out", request=request)
        if fault == "server":
            return httpx.Response(502, text="<html>Bad Gateway</html>")
        if fault == "busy":
            return self._json({"errcode": -1, "errmsg": "system error"})
        if fault == "45009":
            return self._json(
                {"errcode": 45009, "errmsg": f"reach max api daily quota limit {self.tokens[-1]}"}
            )
        if fault == "40164":
            said = f"invalid ip 203.0.113.7 ipv6 ::ffff:203.0.113.7, not in whitelist {SECRET} rid: 1"
            return self._json({"errcode": 40164, "errmsg": said})
        if fault == "expired":
            self._new_token()
        answer = self._carried_out(path, request)
        if fault == "invalid" and path != "stable_token" and "errcode" not in answer:
            fault = "lost"
        if fault == "lost":
            raise httpx.ReadTimeout("lost", request=request)
        if fault == "crash":
            raise Crash
        data = _BETWEEN.get(fault) or json.dumps(answer).encode()
        return httpx.Response(200, content=data[: len(data) // 2] if fault == "truncated" else data)

    def _fault(self) -> str:
        fault, self.next_fault = self.next_fault, ""
        if not fault and self._rng.random() < self.share:
            fault = self._rng.choice(FAULTS)
        self.injected += bool(fault)
        return fault

    def _carried_out(self, path: str, request: httpx.Request) -> dict[str, Any]:
        if path == "stable_token":
            asked = json.loads(request.content)
            if (asked["appid"], asked["secret"]) != (APP_ID, SECRET):
                return {"errcode": 40125, "errmsg": f"invalid appsecret {asked['secret']}"}
            if asked["force_refresh"]:
                self._new_token()
            return {"access_token": self.tokens[-1], "expires_in": 7200}
        token = request.url.params["access_token"]
        if token != self.tokens[-1]:
            return {"errcode": 42001 if token in self.tokens else 40001, "errmsg": f"{token} is not valid"}
        answer: dict[str, Any] = getattr(self, path.replace("/", "_"))(request)
        return answer

    def _new_token(self) -> None:
        self.tokens.append(f"TOKEN-{len(self.tokens):04}-secret")

    def _id(self, kind: str) -> str:
        self._number += 1
        return f"{kind}-{self._number}"

    @staticmethod
    def _json(value: object) -> httpx.Response:
        return httpx.Response(200, content=json.dumps(value).encode())

    # What can be asked

    def media_uploadimg(self, request: httpx.Request) -> dict[str, Any]:
        address = f"https://mmbiz.qpic.cn/{self._id('picture')}"
        self.pictures.add(address)
        return {"url": address}

    def material_add_material(self, request: httpx.Request) -> dict[str, Any]:
        assert request.url.params["type"] == "image"
        name = request.content.partition(b'filename="')[2].partition(b'"')[0].decode()
        made = self._id("material")
        self.library[made] = name
        return {"media_id": made, "url": "https://mmbiz.qpic.cn/x"}

    def material_batchget_material(self, request: httpx.Request) -> dict[str, Any]:
        newest = [{"media_id": key, "name": name} for key, name in reversed(self.library.items())][:20]
        return {"total_count": len(self.library), "item_count": len(newest), "item": newest}

    def draft_add(self, request: httpx.Request) -> dict[str, Any]:
        (article,) = json.loads(request.content)["articles"]
        refused = self._refused(article)
        if refused:
            return refused
        made = self._id("draft")
        self.box[made] = article
        return {"media_id": made}

    def draft_update(self, request: httpx.Request) -> dict[str, Any]:
        asked = json.loads(request.content)
        if asked["media_id"] not in self.box:
            return {"errcode": 40007, "errmsg": "invalid media_id"}
        refused = self._refused(asked["articles"])
        if not refused:
            self.box[asked["media_id"]] = asked["articles"]
        return refused or {"errcode": 0, "errmsg": "ok"}

    def _refused(self, article: dict[str, Any]) -> dict[str, Any]:
        if article["thumb_media_id"] not in self.library:
            return {"errcode": 40007, "errmsg": "invalid media_id"}
        if len(article["title"]) > 32:
            return {"errcode": 45003, "errmsg": "title size out of limit"}
        if "<script" in article["content"]:
            return {"errcode": 45166, "errmsg": "invalid content"}
        return {}

    def draft_batchget(self, request: httpx.Request) -> dict[str, Any]:
        asked = json.loads(request.content)
        drafts = list(reversed(self.box.items()))
        page = drafts[asked["offset"] : asked["offset"] + asked["count"]]
        items = [{"media_id": key, "content": {"news_item": [article]}} for key, article in page]
        return {"total_count": len(drafts), "item_count": len(items), "item": items}

    def freepublish_submit(self, request: httpx.Request) -> dict[str, Any]:
        media_id = json.loads(request.content)["media_id"]
        if media_id not in self.box:
            return {"errcode": 53404, "errmsg": "draft is gone"}
        self.published.append(self.box.pop(media_id))
        return {"errcode": 0, "publish_id": "1"}

    def addresses(self) -> Iterator[str]:
        """Of the originals of all drafts, without the versions."""
        for article in self.box.values():
            yield article["content_source_url"].partition("#")[0]
